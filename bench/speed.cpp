// quoteledger_bench: how fast the extraction is, next to the least that any program has to do that
// knows sentences: ICU's sentence iteration alone, with the locale's abbreviation suppressions, over
// the same bytes. Both run in turn, round by round, so that a busy machine slows both; the figures
// are medians.
//
//   quoteledger_bench [--rounds N] [--json] PATH...    files, or folders (their *.txt, recursively)
//   quoteledger_bench --peak COMMAND ARGUMENT...       runs a command and tells its peak memory

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/grammar.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct File {
  std::string name;
  std::string bytes;
  icu::UnicodeString utf16;
};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

bool add_file(const fs::path& path, std::vector<File>& files) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    fmt::print(stderr, "quoteledger_bench: {}: cannot be read\n", path.string());
    return false;
  }
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  auto utf16 = icu::UnicodeString::fromUTF8(
      icu::StringPiece(bytes.data(), static_cast<std::int32_t>(bytes.size())));
  files.push_back({path.string(), std::move(bytes), std::move(utf16)});
  return true;
}

bool read_files(const std::vector<std::string>& paths, std::vector<File>& files) {
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      if (!add_file(path, files)) return false;
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
      if (entry.is_regular_file() && entry.path().extension() == ".txt" &&
          !add_file(entry.path(), files)) {
        return false;
      }
    }
    if (error) {
      fmt::print(stderr, "quoteledger_bench: {}: {}\n", path, error.message());
      return false;
    }
  }
  // Long ones first, so that the last task of a thread is a short one.
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) {
    return std::pair(b.bytes.size(), a.name) < std::pair(a.bytes.size(), b.name);
  });
  return true;
}

std::size_t count_sentences(icu::BreakIterator& sentences) {
  std::size_t count = 0;
  while (sentences.next() != icu::BreakIterator::DONE) ++count;
  return count;
}

double icu_utf16(icu::BreakIterator& sentences, const std::vector<File>& files, std::size_t repeats,
                 std::size_t& count) {
  const Clock::time_point begin = Clock::now();
  count = 0;
  for (const File& file : files) {
    for (std::size_t i = 0; i < repeats; ++i) {
      sentences.setText(file.utf16);
      count += count_sentences(sentences);
    }
  }
  return seconds_since(begin);
}

double icu_utf8(icu::BreakIterator& sentences, const std::vector<File>& files, std::size_t repeats,
                std::size_t& count) {
  const Clock::time_point begin = Clock::now();
  count = 0;
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  for (const File& file : files) {
    utext_openUTF8(&text, file.bytes.data(), static_cast<std::int64_t>(file.bytes.size()), &status);
    for (std::size_t i = 0; i < repeats; ++i) {
      sentences.setText(&text, status);
      count += count_sentences(sentences);
    }
  }
  const double seconds = seconds_since(begin);
  utext_close(&text);
  if (U_FAILURE(status) != 0) {
    fmt::print(stderr, "quoteledger_bench: ICU: {}\n", u_errorName(status));
    std::exit(1);
  }
  return seconds;
}

// Wall time of extracting all files on so many threads, the copy of the bytes that extract() takes
// included.
double extract_all(const quoteledger::Grammar& grammar, const std::vector<File>& files,
                   std::size_t repeats, unsigned threads, std::size_t& rows) {
  const quoteledger::ExtractOptions options{.language = "en"};
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> total = 0;
  const auto work = [&] {
    std::size_t own = 0;
    for (std::size_t i = next++; i < files.size() * repeats; i = next++) {
      const File& file = files[i / repeats];
      const auto ledger = quoteledger::extract(grammar, file.name, file.bytes, options);
      if (ledger) own += ledger->rows.size();
    }
    total += own;
  };
  const Clock::time_point begin = Clock::now();
  if (threads == 1) {
    work();
  } else {
    std::vector<std::thread> pool;
    for (unsigned i = 0; i < threads; ++i) pool.emplace_back(work);
    for (std::thread& thread : pool) thread.join();
  }
  const double seconds = seconds_since(begin);
  rows = total / repeats;
  return seconds;
}

// A line of /proc/self/status in MB, e.g. "VmHWM:"; 0 where there is none.
double memory_mb(const std::string& key) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(key, 0) == 0) return std::strtod(line.c_str() + key.size(), nullptr) / 1024;
  }
  return 0;
}

// Runs a command with our own standard streams and writes its peak memory to standard error.
int run_and_tell_peak(char** command) {
  const Clock::time_point begin = Clock::now();
  const pid_t child = fork();
  if (child == 0) {
    execvp(command[0], command);
    std::perror(command[0]);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
    std::perror("quoteledger_bench");
    return 1;
  }
  fmt::print(stderr, "peak_mb {:.1f} seconds {:.3f}\n", static_cast<double>(usage.ru_maxrss) / 1024,
             seconds_since(begin));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

struct Figures {
  std::size_t files = 0, bytes = 0, rows = 0, sentences = 0;
  unsigned rounds = 0;
  double icu_utf16 = 0, icu_utf8 = 0, one = 0, two = 0;  // MB/s, medians
  double first = 0;        // MB/s: the first pass over the texts, when nothing is warm
  double ratio = 0;        // extract on one thread / the faster ICU, median over the rounds
  double scaling = 0;      // two threads / one, median over the rounds
  double start_first = 0;  // ms: the process's first load_grammar()
  double start = 0;        // ms: median of the following ones
  double peak = 0;         // MB: this process, all texts and their UTF-16 copies included
  double added = 0;        // MB: what the extraction on one thread needs above that
};

void print_text(const Figures& f) {
  fmt::print("{} files, {:.2f} MB, {} quotes, {} sentences; medians of {} rounds\n", f.files,
             static_cast<double>(f.bytes) / 1e6, f.rows, f.sentences, f.rounds);
  fmt::print("  {:<34}{:>9.1f} MB/s\n", "ICU sentences alone, UTF-16", f.icu_utf16);
  fmt::print("  {:<34}{:>9.1f} MB/s\n", "ICU sentences alone, UTF-8", f.icu_utf8);
  fmt::print("  {:<34}{:>9.1f} MB/s\n", "quoteledger, 1 thread", f.one);
  fmt::print("  {:<34}{:>9.1f} MB/s\n", "quoteledger, 2 threads", f.two);
  fmt::print("  {:<34}{:>9.1f} MB/s\n", "quoteledger, 1 thread, first pass", f.first);
  fmt::print("  {:<34}{:>9.2f}\n", "quoteledger / ICU (the faster)", f.ratio);
  fmt::print("  {:<34}{:>9.2f}\n", "2 threads / 1 thread", f.scaling);
  fmt::print("  {:<34}{:>9.1f} ms, again {:.1f} ms\n", "load and compile the grammar",
             f.start_first, f.start);
  fmt::print("  {:<34}{:>9.1f} MB, of which {:.1f} MB by extraction\n",
             "peak memory, all texts held", f.peak, f.added);
}

void print_json(const Figures& f) {
  fmt::print(
      "{{\"files\": {}, \"bytes\": {}, \"quotes\": {}, \"sentences\": {}, \"rounds\": {}, "
      "\"icu_utf16_mb_s\": {:.2f}, \"icu_utf8_mb_s\": {:.2f}, \"extract_1_mb_s\": {:.2f}, "
      "\"extract_2_mb_s\": {:.2f}, \"extract_first_mb_s\": {:.2f}, \"ratio\": {:.4f}, \"scaling\": "
      "{:.4f}, "
      "\"start_first_ms\": {:.2f}, \"start_ms\": {:.2f}, \"peak_mb\": {:.1f}, "
      "\"extract_added_mb\": {:.1f}}}\n",
      f.files, f.bytes, f.rows, f.sentences, f.rounds, f.icu_utf16, f.icu_utf8, f.one, f.two,
      f.first, f.ratio, f.scaling, f.start_first, f.start, f.peak, f.added);
}

std::optional<Figures> measure(const std::vector<std::string>& paths, unsigned rounds) {
  Figures figures{.rounds = rounds};

  // Start-up comes first, while nothing is warm.
  const std::optional<std::string> folder = quoteledger::find_shipped_grammar("en");
  if (!folder) {
    fmt::print(stderr, "quoteledger_bench: no English grammar found\n");
    return std::nullopt;
  }
  quoteledger::GrammarLoad load;
  std::vector<double> starts;
  for (int i = 0; i < 6; ++i) {
    const Clock::time_point begin = Clock::now();
    load = quoteledger::load_grammar({*folder});
    starts.push_back(seconds_since(begin) * 1e3);
    for (const auto& error : load.errors) fmt::print(stderr, "{}", quoteledger::format(error));
    if (load.grammar == nullptr) return std::nullopt;
  }
  figures.start_first = starts.front();
  figures.start = median({starts.begin() + 1, starts.end()});

  std::vector<File> files;
  if (!read_files(paths, files)) return std::nullopt;
  for (const File& file : files) figures.bytes += file.bytes.size();
  figures.files = files.size();
  if (figures.bytes == 0) {
    fmt::print(stderr, "quoteledger_bench: no text in what was given\n");
    return std::nullopt;
  }

  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> sentences(
      icu::BreakIterator::createSentenceInstance(icu::Locale("en@ss=standard"), status));
  if (U_FAILURE(status) != 0) {
    fmt::print(stderr, "quoteledger_bench: ICU: {}\n", u_errorName(status));
    return std::nullopt;
  }

  // The first round is what a run over a folder takes once; it warms the caches, and stands apart. Then the
  // kernel forgets the peak so far, so that what follows is the extraction's own.
  std::size_t same = 0;
  figures.first = static_cast<double>(figures.bytes) / 1e6 /
                  extract_all(*load.grammar, files, 1, 1, figures.rows);
  icu_utf16(*sentences, files, 1, figures.sentences);
  std::ofstream("/proc/self/clear_refs") << "5";
  const double before = memory_mb("VmRSS:");
  extract_all(*load.grammar, files, 1, 1, same);
  figures.added = std::max(0.0, memory_mb("VmHWM:") - before);

  // A measurement passes over at least 20 MB, else the clock and the scheduler tell more than the
  // work does.
  const std::size_t repeats = 20'000'000 / figures.bytes + 1;
  const double megabytes = static_cast<double>(figures.bytes * repeats) / 1e6;
  std::vector<double> utf16, utf8, one, two, ratio, scaling;
  for (unsigned round = 0; round < rounds; ++round) {
    utf16.push_back(megabytes / icu_utf16(*sentences, files, repeats, same));
    one.push_back(megabytes / extract_all(*load.grammar, files, repeats, 1, same));
    utf8.push_back(megabytes / icu_utf8(*sentences, files, repeats, same));
    two.push_back(megabytes / extract_all(*load.grammar, files, repeats, 2, same));
    ratio.push_back(one.back() / std::max(utf16.back(), utf8.back()));
    scaling.push_back(two.back() / one.back());
  }
  figures.icu_utf16 = median(utf16);
  figures.icu_utf8 = median(utf8);
  figures.one = median(one);
  figures.two = median(two);
  figures.ratio = median(ratio);
  figures.scaling = median(scaling);
  figures.peak = memory_mb("VmHWM:");
  return figures;
}

constexpr const char* kUsage =
    "usage: quoteledger_bench [--rounds N] [--json] PATH...\n"
    "       quoteledger_bench --peak COMMAND ARGUMENT...\n";

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths;
  unsigned rounds = 7;
  bool json = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--peak" && i == 1 && argc > 2) return run_and_tell_peak(argv + 2);
    if (argument == "--json") {
      json = true;
    } else if (argument == "--rounds" && i + 1 < argc) {
      rounds = static_cast<unsigned>(std::max(1L, std::strtol(argv[++i], nullptr, 10)));
    } else if (argument.rfind("--", 0) == 0) {
      fmt::print(stderr, "{}", kUsage);
      return 2;
    } else {
      paths.push_back(argument);
    }
  }
  if (paths.empty()) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  const std::optional<Figures> figures = measure(paths, rounds);
  if (!figures) return 1;
  if (json) {
    print_json(*figures);
  } else {
    print_text(*figures);
  }
  return 0;
}
