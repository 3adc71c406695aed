#include "tool/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "quoteledger/run/walk.h"
#include "quoteledger/write/encode.h"
#include "tool/output.h"
#include "tool/setup.h"

namespace tool {
namespace {

using quoteledger::Error;
namespace fs = std::filesystem;

long long seconds() {
  using namespace std::chrono;
  return duration_cast<std::chrono::seconds>(steady_clock::now().time_since_epoch()).count();
}

Error failed(const std::string& path, int code) {
  return {path, "cannot write: " + std::generic_category().message(code)};
}

// FNV-1a, 64 bits: tells runs apart, no more.
std::uint64_t hash(std::string_view text) {
  std::uint64_t value = 0xcbf29ce484222325U;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return value;
}

// Everything but the texts that the output depends on.
std::string fingerprint(const Arguments& arguments, const std::vector<std::string>& grammars) {
  std::string all = fmt::format("{}\n{}\n{}\n{}\n{}\n", QUOTELEDGER_VERSION,
                                static_cast<int>(output_format(arguments)), arguments.excel,
                                arguments.language, arguments.by_utterance);
  if (arguments.min_confidence) all.append(fmt::format("{}\n", *arguments.min_confidence));
  for (const std::string& kind : arguments.kinds) all.append(kind).append("\n");
  for (const std::string& path : arguments.paths) all.append(path).append("\n");
  if (!arguments.characters.empty()) {
    if (const auto bytes = quoteledger::read_file(arguments.characters)) all.append(*bytes);
  }
  for (const std::string& folder : grammars) {
    std::vector<std::string> files;
    std::error_code code;
    for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end;
         it.increment(code)) {
      std::error_code other;
      if (it->is_regular_file(other)) files.push_back(it->path().string());
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      if (const auto bytes = quoteledger::read_file(file))
        all.append(fmt::format("{:x}\n", hash(*bytes)));
    }
  }
  return fmt::format("quoteledger journal {:016x}\n", hash(all));
}

// A line of the journal: bytes, tab, name, tab, error, with escapes as in TSV.
std::string unescape(std::string_view cell) {
  std::string out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] != '\\' || i + 1 == cell.size()) {
      out += cell[i];
      continue;
    }
    const char c = cell[++i];
    out += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return out;
}

}  // namespace

Journal::~Journal() {
  if (file_ >= 0) ::close(file_);
}

std::optional<Error> Journal::open(const Arguments& arguments,
                                   const std::vector<std::string>& grammars) {
  const std::string target = follow_links(arguments.output);
  const std::size_t slash = target.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  const std::string hidden = target.substr(0, name) + "." + target.substr(name);
  path_ = hidden + ".journal";
  part_ = hidden + ".part";

  const std::string head = fingerprint(arguments, grammars);
  std::uint64_t keep = 0;  // bytes of the journal that are good
  struct stat part {};
  struct stat journal {};
  if (::stat(part_.c_str(), &part) == 0 && ::stat(path_.c_str(), &journal) == 0) {
    const auto text = quoteledger::read_file(path_);
    if (!text) return text.error();
    if (!text->empty() && !text->starts_with(head)) {
      return Error{
          arguments.output,
          fmt::format(
              "the run to go on with had other options, paths or rules; remove {} to start anew",
              path_)};
    }
    std::string_view rest = *text;
    if (!rest.empty()) {
      rest.remove_prefix(head.size());
      keep = head.size();
    }
    while (true) {
      const std::size_t end = rest.find('\n');
      if (end == std::string_view::npos) break;
      const std::string_view line = rest.substr(0, end);
      const std::size_t first = line.find('\t');
      const std::size_t second =
          first == std::string_view::npos ? first : line.find('\t', first + 1);
      if (second == std::string_view::npos) break;
      Entry entry;
      if (std::from_chars(line.data(), line.data() + first, entry.bytes).ptr != line.data() + first)
        break;
      if (entry.bytes > static_cast<std::uint64_t>(part.st_size)) break;  // the disk lost its end
      entry.name = unescape(line.substr(first + 1, second - first - 1));
      entry.error = unescape(line.substr(second + 1));
      kept_.push_back(std::move(entry));
      keep += end + 1;
      rest.remove_prefix(end + 1);
    }
  }
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file_ < 0 || ::ftruncate(file_, static_cast<off_t>(keep)) != 0 ||
      ::lseek(file_, 0, SEEK_END) < 0) {
    return failed(path_, errno);
  }
  if (keep == 0) noted_ = head;
  saved_ = seconds();
  return std::nullopt;
}

void Journal::note(const Entry& entry) {
  quoteledger::append_number(entry.bytes, noted_);
  noted_ += '\t';
  quoteledger::append_tsv_cell(entry.name, false, noted_);
  noted_ += '\t';
  quoteledger::append_tsv_cell(entry.error, false, noted_);
  noted_ += '\n';
}

bool Journal::due() const { return seconds() > saved_; }

std::optional<Error> Journal::save() {
  std::string_view text = noted_;
  while (!text.empty()) {
    const ssize_t wrote = ::write(file_, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return failed(path_, errno);
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  noted_.clear();
  saved_ = seconds();
  return std::nullopt;
}

void Journal::remove() { ::unlink(path_.c_str()); }

}  // namespace tool
