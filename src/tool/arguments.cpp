#include "tool/arguments.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>
#include <string_view>

#include "quoteledger/ledger/select.h"
#include "quoteledger/write/terminal.h"
#include "tool/commands.h"
#include "tool/messages.h"

namespace tool {
namespace {

using quoteledger::Format;
using quoteledger::FormatInfo;

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

// The library's help, with long descriptions wrapped and without the types and ranges of numbers.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() {
    column_width(kColumn);
    label("Positionals", "Arguments");
    label("Subcommands", "Commands");
    label("SUBCOMMAND", "COMMAND");
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string type = option->get_type_name();
    type.resize(std::min(type.find(':'), type.size()));
    return type.empty() ? type : " " + type;
  }

  std::string make_option(const CLI::Option* option, bool positional) const override {
    const std::string name = "  " + make_option_name(option, positional) + make_option_opts(option);
    const std::vector<std::string> lines =
        quoteledger::wrap(option->get_description(), kWidth - kColumn, 8);
    std::string out = name;
    if (name.size() + 2 > kColumn) out += '\n';
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::size_t used = out.size() - (out.rfind('\n') + 1);  // npos + 1 is 0
      out.append(kColumn - std::min(kColumn, used), ' ').append(lines[i]) += '\n';
    }
    return out;
  }

 private:
  static constexpr std::size_t kColumn = 26;
  static constexpr std::size_t kWidth = 96;
};

std::string known_formats(const std::vector<Format>& allowed) {
  std::vector<std::string> names;
  for (const FormatInfo& info : quoteledger::formats()) {
    if (std::find(allowed.begin(), allowed.end(), info.format) != allowed.end())
      names.emplace_back(info.name);
  }
  return join(names);
}

// "" where a text is a number from least to most, else what is wrong with it.
template <typename Number>
std::string check_number(const std::string& text, Number least, Number most,
                         std::string_view what) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto got = std::from_chars(text.data(), end, number);
  if (got.ec == std::errc() && got.ptr == end && number >= least && number <= most) return "";
  return fmt::format("`{}` is not {}", text, what);
}

std::string check_jobs(const std::string& text) {
  return check_number(text, 0U, 1024U,
                      "a number of threads: 1 to 1024, or 0 for as many as the machine has");
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::vector<Format> speaker_formats() {
  return {Format::kTable, Format::kCsv, Format::kTsv, Format::kJsonl, Format::kJson};
}

bool has(const std::vector<Format>& formats, Format format) {
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

// Is the format of the output chosen, or told by the file's ending, or is the ending one that tells none?
bool writes(const Arguments& a) {
  if (a.output.empty() || a.output == "-") return true;
  if (a.command == Command::kAudit) {
    if (a.audit.format || quoteledger::audit_format_of_file(a.output)) return true;
  } else {
    const auto format = quoteledger::format_of_file(a.output);
    if (a.format ||
        (format && (a.command != Command::kSpeakers || has(speaker_formats(), *format))))
      return true;
  }
  return !quoteledger::promises_other_format(a.output);
}

std::vector<Format> all_formats() {
  std::vector<Format> all;
  for (const FormatInfo& info : quoteledger::formats()) all.push_back(info.format);
  return all;
}

std::string known_formats(const Arguments& a) {
  if (a.command == Command::kAudit) return "table, csv, jsonl, sarif";
  return known_formats(a.command == Command::kSpeakers ? speaker_formats() : all_formats());
}

class Reader {
 public:
  Parsed parse(int argc, char** argv) {
    build();
    try {
      app_.parse(argc, argv);
      finish();
      return {std::move(arguments_), std::nullopt};
    } catch (const CLI::CallForHelp&) {
      print_out(app_.help());
    } catch (const CLI::CallForAllHelp&) {
      print_out(app_.help("", CLI::AppFormatMode::All));
    } catch (const CLI::CallForVersion&) {
      print_out("quoteledger " QUOTELEDGER_VERSION "\n");
    } catch (const CLI::ParseError& error) {
      complain(explain(error));
      complain_plain(fmt::format("Try `{} --help`.", used_command()));
      return {{}, kFailed};
    }
    return {{}, 0};
  }

 private:
  void build() {
    app_.name("quoteledger");
    app_.formatter(std::make_shared<HelpFormatter>());
    app_.set_help_flag("-h,--help", "print this help and leave");
    app_.set_version_flag("--version", std::string(QUOTELEDGER_VERSION),
                          "print the version and leave");
    app_.require_subcommand(1);
    app_.footer(
        "Examples:\n"
        "  quoteledger extract story.txt                 the quotes of a text, on the terminal\n"
        "  quoteledger extract archive/ -o quotes.csv    of a folder, for a spreadsheet or script\n"
        "  quoteledger audit story.txt -s speeches/      did they really say it?\n"
        "  quoteledger explain story.txt --quote q3      why this speaker, and who else was "
        "considered\n"
        "  quoteledger speakers archive/ --merge         who is quoted, how often, under which "
        "names\n"
        "\n"
        "`quoteledger COMMAND --help` tells more. Exit status: 0, or 2 where something could not "
        "be\n"
        "read, written or understood.\n");
    build_extract();
    build_audit();
    build_explain();
    build_speakers();
    build_grammar();
  }

  CLI::App* command(const std::string& name, const std::string& summary, Command command) {
    CLI::App* sub = app_.add_subcommand(name, summary);
    sub->callback([this, command] { arguments_.command = command; });
    return sub;
  }

  void add_reading(CLI::App* sub) {
    sub->add_option("--lang", arguments_.language,
                    "the texts' language, as BCP 47 has it; auto (the default) asks the text")
        ->type_name("LANG");
    sub->add_option("--grammar", arguments_.grammars,
                    "a folder of rules laid over the shipped ones; may be given again")
        ->type_name("DIR")
        ->allow_extra_args(false);
    sub->add_option(
           "--characters", arguments_.characters,
           "people known beforehand: CSV with name,aliases,gender, or a JSON array of them")
        ->type_name("FILE");
  }

  void add_writing(CLI::App* sub, const std::vector<Format>& allowed) {
    const std::string known = known_formats(allowed);
    sub->add_option_function<std::string>(
           "-f,--format",
           [this, allowed, known](const std::string& name) {
             const auto format = quoteledger::find_format(name);
             if (!format || std::find(allowed.begin(), allowed.end(), *format) == allowed.end()) {
               throw CLI::ValidationError("--format",
                                          fmt::format("no format `{}`; there are {}", name, known));
             }
             arguments_.format = format;
           },
           known + "; else by FILE's ending, a table on a terminal, CSV into a pipe")
        ->type_name("FORMAT");
    sub->add_option("-o,--output", arguments_.output,
                    "write there, whole or not at all, instead of to standard output")
        ->type_name("FILE");
    sub->add_flag(
        "--excel", arguments_.excel,
        "CSV and TSV for spreadsheets: a byte order mark, and no cell that could be a formula");
    add_colour(sub);
    sub->add_option("-j,--jobs", arguments_.jobs,
                    "threads, 0 (the default) as many as the machine has; the output is the same")
        ->type_name("N")
        ->check(check_jobs);
    sub->add_flag("-q,--quiet", arguments_.quiet, "no progress, no notes; errors are still told");
  }

  void add_colour(CLI::App* sub) {
    sub->add_option("--color,--colour", arguments_.colour,
                    "auto, always or never; auto heeds NO_COLOR")
        ->type_name("WHEN")
        ->check([](const std::string& when) {
          return when == "auto" || when == "always" || when == "never"
                     ? std::string()
                     : fmt::format("`{}` is none of auto, always, never", when);
        });
  }

  void add_kinds(CLI::App* sub, const std::string& about) {
    sub->add_option_function<std::vector<std::string>>(
           "--kinds",
           [this](const std::vector<std::string>& kinds) {
             const auto& known = quoteledger::row_kinds();
             arguments_.kinds.clear();
             for (const std::string& text : kinds) {
               const std::string kind(without_blanks(text));
               if (std::find(known.begin(), known.end(), kind) == known.end()) {
                 throw CLI::ValidationError(
                     "--kinds", fmt::format("no kind `{}`; there are {}", kind, join(known)));
               }
               arguments_.kinds.push_back(kind);
             }
           },
           about + join(quoteledger::row_kinds()))
        ->type_name("A,B")
        ->delimiter(',')
        ->allow_extra_args(false);
  }

  void build_extract() {
    CLI::App* sub =
        command("extract", "find the quotes of texts and who said them", Command::kExtract);
    sub->add_option(
           "PATH", arguments_.paths,
           "files, folders (their .txt, .text and .md files, sorted), or - for standard input")
        ->type_name("");
    add_writing(sub, all_formats());
    add_reading(sub);
    sub->add_option("--min-confidence", arguments_.min_confidence,
                    "0 to 1: rows below it stay, but lose speaker, speaker_id and role, and get "
                    "the flag low_confidence")
        ->type_name("X")
        ->check([](const std::string& text) {
          return check_number(text, 0.0, 1.0, "a number from 0 to 1");
        });
    add_kinds(sub, "only rows of these kinds: ");
    sub->add_option_function<std::string>(
           "--by",
           [this](const std::string& by) {
             if (by != "quote" && by != "utterance") {
               throw CLI::ValidationError("--by",
                                          fmt::format("`{}` is neither quote nor utterance", by));
             }
             arguments_.by_utterance = by == "utterance";
           },
           "a row is a quote (the default), or an utterance: what a cue split is one again")
        ->type_name("WHAT");
    sub->add_option("--errors", arguments_.errors,
                    "list what could not be read there, as CSV (document, error)")
        ->type_name("FILE");
    sub->add_flag("--resume", arguments_.resume,
                  "keep what is done beside FILE, and go on from there next time (needs -o; CSV, "
                  "TSV, JSON lines)");
    sub->footer(
        "Examples:\n"
        "  quoteledger extract story.txt\n"
        "  quoteledger extract news/ --jobs 8 -o quotes.csv --errors unread.csv\n"
        "  quoteledger extract news/ --by utterance --kinds direct --format jsonl | jq .speaker\n"
        "  quoteledger extract novel.txt --characters cast.csv --excel -o novel.csv\n"
        "  curl -s https://example.org/story.txt | quoteledger extract - --format table\n"
        "\n"
        "A file that cannot be read is named on standard error, the others go on, and the exit "
        "status\n"
        "is 2.\n");
  }

  void build_audit() {
    CLI::App* sub = command(
        "audit", "check quotes against their sources: where they stand, and what was changed",
        Command::kAudit);
    sub->add_option("PATH", arguments_.paths,
                    "ledgers, texts, folders of texts, or - for a text on standard input")
        ->type_name("");
    add_audit_options(*sub, arguments_.audit);
    add_kinds(sub, "only quotes of these kinds, of texts and of ledgers that tell a kind: ");
    sub->add_option("-o,--output", arguments_.output,
                    "write there, whole or not at all, instead of to standard output")
        ->type_name("FILE");
    sub->add_flag("--excel", arguments_.excel,
                  "CSV for spreadsheets: a byte order mark, and no cell that could be a formula");
    add_colour(sub);
    sub->add_option("-j,--jobs", arguments_.jobs,
                    "threads, 0 (the default) as many as the machine has; the output is the same")
        ->type_name("N")
        ->check(check_jobs);
    sub->add_flag("-q,--quiet", arguments_.quiet, "no notes and no summary; errors are still told");
    add_reading(sub);
  }

  void build_explain() {
    CLI::App* sub =
        command("explain", "tell why a quote has its speaker, and who else was considered",
                Command::kExplain);
    sub->add_option("PATH", arguments_.paths, "a file, or - for standard input")->type_name("");
    sub->add_option("--quote", arguments_.quote, "the quote's id in the ledger")->type_name("ID");
    sub->add_option("--at", arguments_.at,
                    "a place inside the quote: code points from the start of the text")
        ->type_name("OFFSET")
        ->check([](const std::string& text) {
          return check_number<std::uint32_t>(text, 0, std::numeric_limits<std::uint32_t>::max(),
                                             "an offset: code points, from 0");
        });
    add_reading(sub);
    add_colour(sub);
    sub->footer(
        "Examples:\n"
        "  quoteledger explain story.txt --quote q3\n"
        "  quoteledger explain story.txt --at 1204\n");
  }

  void build_speakers() {
    CLI::App* sub =
        command("speakers", "tell who is quoted, how often, how many words, under which names",
                Command::kSpeakers);
    sub->add_option("PATH", arguments_.paths, "files, folders, or - for standard input")
        ->type_name("");
    sub->add_flag("--merge", arguments_.merge,
                  "one list over all texts: the same name is the same person");
    add_writing(sub, speaker_formats());
    add_reading(sub);
    sub->footer(
        "Examples:\n"
        "  quoteledger speakers story.txt\n"
        "  quoteledger speakers archive/ --merge -o speakers.csv\n");
  }

  void build_grammar() {
    CLI::App* grammar = app_.add_subcommand("grammar", "check, list and show the rules");
    grammar->require_subcommand(1);
    grammar->footer(
        "Examples:\n"
        "  quoteledger grammar check my-rules       do its rules hold beside the shipped ones?\n"
        "  quoteledger grammar list\n"
        "  quoteledger grammar show say\n");
    const auto add = [&](const std::string& name, const std::string& summary, Command which) {
      CLI::App* sub = grammar->add_subcommand(name, summary);
      sub->callback([this, which] { arguments_.command = which; });
      return sub;
    };
    CLI::App* check =
        add("check", "load a grammar and run every rule's examples", Command::kGrammarCheck);
    check
        ->add_option("DIR", arguments_.grammars,
                     "your own folders, laid over the shipped grammar; none: the shipped one")
        ->type_name("");
    check->footer(
        "Examples:\n"
        "  quoteledger grammar check\n"
        "  quoteledger grammar check my-rules\n"
        "  quoteledger grammar check --alone my-language\n");
    CLI::App* list = add("list", "list rules, patterns and lexicons", Command::kGrammarList);
    list->add_option("DIR", arguments_.grammars, "your own folders, laid over the shipped grammar")
        ->type_name("");
    add_colour(list);
    CLI::App* show =
        add("show", "show rules, patterns and lexicons as they are written", Command::kGrammarShow);
    show->add_option("NAME", arguments_.names, "names as `grammar list` gives them")->type_name("");
    show->add_option("--grammar", arguments_.grammars,
                     "a folder laid over the shipped grammar; may be given again")
        ->type_name("DIR")
        ->allow_extra_args(false);
    add_colour(show);
    show->footer("Example:\n  quoteledger grammar show en.post.verb-name\n");
    for (CLI::App* sub : {check, list, show}) {
      sub->add_option("--lang", arguments_.language, "the shipped grammar's language (en)")
          ->type_name("LANG");
      sub->add_flag("--alone", arguments_.alone, "the folders alone, without the shipped grammar");
    }
  }

  // What options cannot check one by one.
  void finish() {
    const auto need = [](bool held, const std::string& message) {
      if (!held) throw CLI::ValidationError("", message);
    };
    const Arguments& a = arguments_;
    const bool reads = a.command == Command::kExtract || a.command == Command::kAudit ||
                       a.command == Command::kSpeakers || a.command == Command::kExplain;
    need(!reads || !a.paths.empty(),
         a.command == Command::kExplain ? "no PATH: name a file, or - for standard input"
         : (a.command == Command::kAudit && !a.audit.sources.empty())
             ? "no PATH: name files, folders, or - for standard input, before "
               "--sources, which takes all that follows it"
             : "no PATH: name files, folders, or - for standard input");
    need(!reads || std::count(a.paths.begin(), a.paths.end(), "-") <= 1,
         "standard input (-) can be read once only");
    need(std::find(a.paths.begin(), a.paths.end(), "") == a.paths.end(), "an empty PATH");
    need(a.command != Command::kAudit || !a.audit.sources.empty(), "no sources: --sources PATH...");
    if (a.command == Command::kExplain) {
      need(a.paths.size() == 1, "one PATH at a time");
      need(a.quote.empty() != !a.at.has_value(), "name the quote: --quote ID or --at OFFSET");
    }
    need(a.command != Command::kGrammarShow || !a.names.empty(),
         "no NAME: `quoteledger grammar list` has them");
    need(!a.alone || !a.grammars.empty(), "--alone needs a folder");
    need(writes(a), fmt::format("no format for `{}`; there are {}: name one with --format, or "
                                "another ending",
                                a.output, known_formats(a)));
    if (a.resume) {
      need(!a.output.empty() && a.output != "-", "--resume needs --output FILE");
      const Format format =
          a.format ? *a.format : quoteledger::format_of_file(a.output).value_or(Format::kCsv);
      need(format == Format::kCsv || format == Format::kTsv || format == Format::kJsonl,
           "--resume writes csv, tsv or jsonl only");
      need(std::find(a.paths.begin(), a.paths.end(), "-") == a.paths.end(),
           "--resume cannot take up standard input");
    }
  }

  // The innermost command that was typed.
  [[nodiscard]] const CLI::App& used() const {
    const CLI::App* at = &app_;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    return *at;
  }

  // Its name with those before it.
  [[nodiscard]] std::string used_command() const {
    std::string name;
    for (const CLI::App* at = &used(); at != nullptr; at = at->get_parent()) {
      name.insert(0, name.empty() ? at->get_name() : at->get_name() + " ");
    }
    return name;
  }

  // CLI11's own messages, but where they do not say what is missing.
  [[nodiscard]] std::string explain(const CLI::ParseError& error) const {
    const bool group = !used().get_subcommands([](const CLI::App*) { return true; }).empty();
    const std::vector<std::string> rest = used().remaining();
    std::string message = error.what();
    // Not by its name: for this error, that is the command's.
    const bool extras = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
    if (group && (extras || error.get_name() == "RequiredError")) {
      const std::string known = &used() == &app_ ? "extract, audit, explain, speakers and grammar"
                                                 : "check, list and show";
      if (rest.empty()) return fmt::format("say what to do: there are {}", known);
      message = fmt::format("no command `{}`; there are {}", rest.front(), known);
    }
    if (extras && !rest.empty() && (rest.front().starts_with("-") || !group)) {
      message = rest.front().starts_with("-")
                    ? fmt::format("no option `{}`", rest.front())
                    : fmt::format("one argument too many: `{}`", rest.front());
    }
    while (message.starts_with(": ")) message.erase(0, 2);
    return message;
  }

  CLI::App app_{
      "quoteledger finds the direct quotes in a text, who said them, and how that is known."};
  Arguments arguments_;
};

}  // namespace

Parsed parse_arguments(int argc, char** argv) { return Reader().parse(argc, argv); }

}  // namespace tool
