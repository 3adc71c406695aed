#include "tool/audit_options.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>

namespace tool {

using quoteledger::Verdict;

namespace {

std::string known_verdicts() {
  std::string out;
  for (std::size_t i = 0; i < quoteledger::kVerdicts; ++i) {
    out.append(out.empty() ? "" : ", ").append(quoteledger::verdict_name(static_cast<Verdict>(i)));
  }
  return out;
}

std::string known_flags() {
  std::string out;
  for (const std::string_view flag : quoteledger::audit_flags())
    out.append(out.empty() ? "" : ", ").append(flag);
  return out;
}

bool is_flag(const std::string& name) {
  const auto& flags = quoteledger::audit_flags();
  return std::find(flags.begin(), flags.end(), name) != flags.end();
}

}  // namespace

void add_audit_options(CLI::App& command, AuditArguments& arguments) {
  command
      .add_option("-s,--sources", arguments.sources,
                  "files and folders to look in: .txt, .text, .md, and transcripts in SubRip "
                  "(.srt) or WebVTT (.vtt)")
      ->type_name("PATH...");
  command
      .add_option("--source-speakers", arguments.source_speakers,
                  "who speaks in which source: lines of source, tab, speaker; a source goes by its "
                  "path, its file name, or that "
                  "without its ending")
      ->type_name("FILE");
  command
      .add_option("--index", arguments.index,
                  "keep the index over the sources there, and use it again while no source changes")
      ->type_name("FILE");
  command
      .add_option_function<std::string>(
          "-f,--format",
          [&arguments](const std::string& name) {
            arguments.format = quoteledger::find_audit_format(name);
            if (!arguments.format) {
              throw CLI::ValidationError(
                  "--format",
                  fmt::format("no format `{}`; there are table, csv, jsonl, sarif", name));
            }
          },
          "table, csv, jsonl, sarif; else by FILE's ending, a table on a terminal, CSV into a pipe")
      ->type_name("FORMAT");
  command
      .add_option_function<std::vector<std::string>>(
          "--fail-on",
          [&arguments](const std::vector<std::string>& names) {
            for (const std::string& name : names) {
              const auto verdict = quoteledger::find_verdict(name);
              if (!verdict && is_flag(name)) {
                arguments.fail_on_flags.push_back(name);
                continue;
              }
              if (!verdict) {
                throw CLI::ValidationError(
                    "--fail-on", fmt::format("no verdict `{}`; there are {}, and the flags {}",
                                             name, known_verdicts(), known_flags()));
              }
              arguments.fail_on.push_back(*verdict);
            }
          },
          "exit status 1 where a quote gets one of these verdicts or flags: " + known_verdicts() +
              "; " + known_flags())
      ->type_name("A,B")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--places", arguments.most_places, "places told for one quote, at most (20)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{200}));
  command.add_flag("--faults", arguments.faults_only,
                   "table: leave out the quotes that are as they should be");
  command.footer(
      "Examples:\n"
      "  quoteledger audit story.txt --sources speeches/\n"
      "  quoteledger audit quotes.csv --sources interview.vtt --format jsonl\n"
      "  quoteledger audit draft.txt -s archive/ --index archive.qlx --fail-on "
      "altered,spliced,misattributed\n"
      "  quoteledger audit draft.txt -s archive/ -o audit.sarif\n"
      "\n"
      "A ledger is a file that ends in .csv, .tsv, .jsonl, .ndjson or .json and has a column "
      "`quote`; any other\n"
      "file is a text, whose quotes are extracted first. Exit status: 1 where --fail-on finds its "
      "verdict, 2 where\n"
      "something could not be read or --fail-on has no quote to judge, else 0.\n");
}

}  // namespace tool
