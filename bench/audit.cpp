// quoteledger_audit_bench: how fast quotes are checked against their sources, on one thread.
//
//   quoteledger_audit_bench LEDGER SOURCES [--jobs N] [--rounds N]
//   quoteledger_audit_bench LEDGER SOURCES --grow MB [--quotes N]
//
// LEDGER is any that `quoteledger audit` reads. The first form takes the sources as they are and prints the median of
// the rounds. The second makes MB of sources out of them, in a temporary folder that it removes: copies, in each of which
// one word in eight is another word of the text; and N quotes out of the ledger, by going through it again.

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/audit/audit.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Copies of a text in which some words are others; `seed` says which.
std::string varied(const std::vector<std::string_view>& words, std::uint64_t seed) {
  std::string out;
  std::uint64_t state = seed * 0x9E3779B97F4A7C15ULL + 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const bool other = seed > 0 && (state >> 33) % 8 == 0;
    out += other ? words[(state >> 17) % words.size()] : words[i];
  }
  return out;
}

// Each word with the white space behind it.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find_first_of(" \n", at);
    end = end == std::string_view::npos ? text.size() : text.find_first_not_of(" \n", end);
    end = std::min(end, text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() /
              fmt::format("quoteledger_audit_bench_{}", Clock::now().time_since_epoch().count())) {
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void grow(const fs::path& from, const fs::path& to, std::size_t megabytes) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (entry.is_regular_file()) all += read(entry.path()) + "\n\n";
  }
  const auto words = split(all);
  std::size_t made = 0;
  for (std::uint64_t copy = 0; made < megabytes * 1000000 && !all.empty(); ++copy) {
    const std::string text = varied(words, copy);
    std::ofstream(to / fmt::format("copy{:05}.txt", copy), std::ios::binary) << text;
    made += text.size();
  }
}

struct Figures {
  double index = 0, audit = 0, cpu = 0;  // seconds
  quoteledger::IndexReport report;
  std::array<std::size_t, quoteledger::kVerdicts> counts{};
};

std::optional<Figures> measure(const std::vector<quoteledger::AuditInput>& inputs,
                               const std::string& sources, std::size_t jobs) {
  Figures out;
  quoteledger::AuditOptions options;
  options.jobs = jobs;
  const double cpu = cpu_seconds();
  const auto begin = Clock::now();
  auto auditor = quoteledger::Auditor::open({sources}, options);
  if (!auditor) {
    fmt::print(stderr, "{}\n", auditor.error().text());
    return std::nullopt;
  }
  out.index = seconds_since(begin);
  const auto middle = Clock::now();
  const auto findings = (*auditor)->audit(inputs);
  out.audit = seconds_since(middle);
  out.cpu = cpu_seconds() - cpu;
  out.report = (*auditor)->report();
  out.counts = quoteledger::count_verdicts(findings);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths;
  std::size_t jobs = 1;
  std::size_t rounds = 5;
  std::size_t megabytes = 0;
  std::size_t quotes = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const auto number = [&] { return i + 1 < argc ? std::stoul(argv[++i]) : 0UL; };
    if (argument == "--jobs")
      jobs = number();
    else if (argument == "--rounds")
      rounds = std::max(1UL, number());
    else if (argument == "--grow")
      megabytes = number();
    else if (argument == "--quotes")
      quotes = number();
    else
      paths.emplace_back(argument);
  }
  if (paths.size() != 2) {
    fmt::print(stderr,
               "usage: quoteledger_audit_bench LEDGER SOURCES [--jobs N] [--rounds N] [--grow MB] "
               "[--quotes N]\n");
    return 2;
  }
  auto ledger = quoteledger::read_ledger(paths[0], read(paths[0]));
  if (!ledger || ledger->rows.empty()) {
    fmt::print(stderr, "{}\n", ledger ? "an empty ledger" : ledger.error().text());
    return 2;
  }
  std::vector<quoteledger::AuditInput> inputs = std::move(ledger->rows);
  const std::size_t own = inputs.size();
  inputs.reserve(std::max(own, quotes));
  while (inputs.size() < quotes) inputs.push_back(inputs[inputs.size() - own]);

  std::unique_ptr<Folder> folder;
  std::string sources = paths[1];
  if (megabytes > 0) {
    folder = std::make_unique<Folder>();
    grow(sources, folder->path(), megabytes);
    sources = folder->path().string();
    rounds = 1;
  }
  std::vector<double> index, audit, cpu;
  Figures last;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto figures = measure(inputs, sources, jobs);
    if (!figures) return 2;
    last = *figures;
    index.push_back(last.index);
    audit.push_back(last.audit);
    cpu.push_back(last.cpu);
  }
  const double size = static_cast<double>(last.report.bytes) / 1e6;
  const double pairs = static_cast<double>(inputs.size()) * size;
  fmt::print("{} quotes, {} sources, {:.1f} MB, {} words, {} threads, median of {}\n",
             inputs.size(), last.report.sources, size, last.report.words, jobs, rounds);
  fmt::print("index    {:9.1f} ms   {:6.1f} MB/s   {:.1f} bytes a word\n", median(index) * 1e3,
             size / median(index),
             static_cast<double>(last.report.memory) /
                 static_cast<double>(std::max<std::uint64_t>(last.report.words, 1)));
  fmt::print("audit    {:9.1f} ms   {:6.1f} us a quote\n", median(audit) * 1e3,
             median(audit) * 1e6 / static_cast<double>(inputs.size()));
  fmt::print("together {:.5f} ms a (quote x MB) by the clock, {:.5f} of processor time\n",
             (median(index) + median(audit)) * 1e3 / pairs, median(cpu) * 1e3 / pairs);
  fmt::print("peak memory {:.0f} MB\n", peak_megabytes());
  return 0;
}
