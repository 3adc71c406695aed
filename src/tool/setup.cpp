#include "tool/setup.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <thread>

#include "quoteledger/run/walk.h"
#include "tool/messages.h"

namespace tool {

using quoteledger::Error;
using quoteledger::Format;
using quoteledger::Result;

namespace {

// "en-GB" has no folder of its own: then "en".
std::optional<std::string> shipped_folder(std::string language) {
  if (language == "auto") language = "en";
  const bool tag = !language.empty() && std::all_of(language.begin(), language.end(), [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-';
  });
  while (tag && !language.empty()) {
    if (auto folder = quoteledger::find_shipped_grammar(language)) return folder;
    const std::size_t dash = language.rfind('-');
    language.resize(dash == std::string::npos ? 0 : dash);
  }
  return std::nullopt;
}

std::string no_grammar(const std::string& language) {
  const std::string wanted = language == "auto" ? "en" : language;
  const char* named = std::getenv("QUOTELEDGER_GRAMMARS");
  if (named != nullptr && *named != '\0')
    return fmt::format("no grammar `{}` in {}, to which QUOTELEDGER_GRAMMARS is set", wanted,
                       named);
  return language == "auto"
             ? "no grammar found: set QUOTELEDGER_GRAMMARS to the folder that holds `en`"
             : fmt::format("no grammar for the language `{}`; `en` is there", language);
}

bool same_folder(const std::string& a, const std::string& b) {
  std::error_code code;
  return std::filesystem::equivalent(a, b, code) && !code;
}

}  // namespace

std::optional<std::vector<std::string>> grammar_folders(const Arguments& arguments) {
  if (arguments.alone) return arguments.grammars;
  const auto shipped = shipped_folder(arguments.language);
  if (!shipped) {
    complain(no_grammar(arguments.language));
    return std::nullopt;
  }
  std::vector<std::string> folders = {*shipped};
  for (const std::string& folder : arguments.grammars) {
    if (!same_folder(folder, *shipped)) folders.push_back(folder);
  }
  return folders;
}

std::shared_ptr<const quoteledger::Grammar> load_grammar(const std::vector<std::string>& folders) {
  quoteledger::GrammarLoad loaded = quoteledger::load_grammar(folders);
  for (const quoteledger::Diagnostic& diagnostic : loaded.errors)
    complain_plain(quoteledger::format(diagnostic));
  if (!loaded.errors.empty()) {
    complain(fmt::format("the grammar has {} {}", loaded.errors.size(),
                         loaded.errors.size() == 1 ? "error" : "errors"));
    return nullptr;
  }
  return loaded.grammar;
}

std::optional<Engine> set_up(const Arguments& arguments) {
  Engine engine;
  engine.options.language = arguments.language;
  if (!arguments.characters.empty()) {
    const auto bytes = quoteledger::read_file(arguments.characters);
    if (!bytes) {
      complain(bytes.error());
      return std::nullopt;
    }
    auto characters = quoteledger::read_characters(arguments.characters, *bytes);
    if (!characters) {
      complain(characters.error());
      return std::nullopt;
    }
    if (characters->empty()) {
      complain(Error{arguments.characters, "there is nobody in this list"});
      return std::nullopt;
    }
    engine.options.characters = *std::move(characters);
  }
  auto folders = grammar_folders(arguments);
  if (!folders) return std::nullopt;
  engine.folders = *std::move(folders);
  engine.grammar = load_grammar(engine.folders);
  if (!engine.grammar) return std::nullopt;
  return engine;
}

Result<Extracted> extract_path(const Engine& engine, const std::string& path,
                               std::size_t most_rows) {
  const std::string name = path == "-" ? "standard input" : path;
  try {
    auto bytes = quoteledger::read_file(path);
    if (!bytes) return bytes.error();
    Extracted extracted;
    extracted.bytes = bytes->size();
    auto parts =
        quoteledger::extract_parts(*engine.grammar, path, *std::move(bytes), engine.options);
    if (!parts) return Error{name, parts.error().message};
    extracted.ledger = parts->next(most_rows);
    if (!parts->done()) extracted.rest = *std::move(parts);
    return extracted;
  } catch (const std::bad_alloc&) {
    return Error{name, "not enough memory"};
  } catch (const std::exception& error) {  // a bug of ours: the others go on
    return Error{name, fmt::format("internal error: {}", error.what())};
  }
}

std::size_t job_count(const Arguments& arguments) {
  std::size_t jobs =
      arguments.jobs != 0 ? arguments.jobs : std::max(1U, std::thread::hardware_concurrency());
  if (arguments.paths.size() == 1) {
    struct stat status {};
    if (::stat(arguments.paths.front().c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) jobs = 1;
  }
  return jobs;
}

bool writes_to_terminal(const Arguments& arguments) {
  return (arguments.output.empty() || arguments.output == "-") && ::isatty(STDOUT_FILENO) == 1;
}

Format output_format(const Arguments& arguments) {
  if (arguments.format) return *arguments.format;
  if (!arguments.output.empty() && arguments.output != "-") {
    return quoteledger::format_of_file(arguments.output).value_or(Format::kCsv);
  }
  return writes_to_terminal(arguments) ? Format::kTable : Format::kCsv;
}

void note_useless_excel(const Arguments& arguments, Format format) {
  if (!arguments.excel || arguments.quiet || format == Format::kCsv || format == Format::kTsv)
    return;
  for (const quoteledger::FormatInfo& info : quoteledger::formats()) {
    if (info.format == format)
      complain(fmt::format("--excel does nothing for {}; it is for csv and tsv", info.name));
  }
}

quoteledger::WriterOptions writer_options(const Arguments& arguments) {
  quoteledger::WriterOptions options;
  options.excel = arguments.excel;
  const bool terminal = writes_to_terminal(arguments);
  const char* no_colour = std::getenv("NO_COLOR");
  const char* type = std::getenv("TERM");
  options.colour =
      arguments.colour == "always" ||
      (arguments.colour == "auto" && terminal && (no_colour == nullptr || *no_colour == '\0') &&
       (type == nullptr || std::string_view(type) != "dumb"));
  options.width = 100;
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    options.width = std::min<unsigned>(size.ws_col, 140);  // longer lines are hard to read
  } else if (const char* columns = std::getenv("COLUMNS"); columns != nullptr) {
    const long number = std::strtol(columns, nullptr, 10);
    if (number > 0) options.width = static_cast<unsigned>(std::min(number, 400L));
  }
  return options;
}

}  // namespace tool
