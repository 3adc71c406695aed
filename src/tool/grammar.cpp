#include "quoteledger/grammar/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "quoteledger/write/terminal.h"
#include "tool/commands.h"
#include "tool/messages.h"
#include "tool/output.h"
#include "tool/setup.h"

namespace tool {
namespace {

using quoteledger::RuleSummary;

std::shared_ptr<const quoteledger::Grammar> load(const Arguments& arguments) {
  const auto folders = grammar_folders(arguments);
  return folders ? load_grammar(*folders) : nullptr;
}

int print(const std::string& text) {
  Output output;
  (void)output.open("");
  if (output.write(text) || output.closed_pipe()) return kDone;
  complain(output.error());
  return kFailed;
}

// Control characters out of each line; indents stay.
void append_lines(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    out.append(line.substr(0, indent)).append(quoteledger::printable(line.substr(indent))) += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

int run_grammar_check(const Arguments& arguments) {
  const auto grammar = load(arguments);
  if (!grammar) return kFailed;
  const auto problems = quoteledger::check_examples(grammar);
  for (const quoteledger::Diagnostic& problem : problems)
    complain_plain(quoteledger::format(problem));
  std::size_t rules = 0;
  std::size_t lexicons = 0;
  std::size_t entries = 0;
  for (const RuleSummary& summary : quoteledger::summarize(*grammar)) {
    if (summary.kind == "rule") ++rules;
    if (summary.kind != "lexicon") continue;
    ++lexicons;
    entries += summary.words;
  }
  if (!problems.empty()) {
    complain(fmt::format("{} of the grammar's examples {}", problems.size(),
                         problems.size() == 1 ? "fails" : "fail"));
    return kFailed;
  }
  return print(fmt::format("{}, {} with {} entries: every example holds\n", count(rules, "rule"),
                           count(lexicons, "lexicon"), entries));
}

int run_grammar_list(const Arguments& arguments) {
  const auto grammar = load(arguments);
  if (!grammar) return kFailed;
  const auto summaries = quoteledger::summarize(*grammar);
  std::size_t name_width = 4;
  for (const RuleSummary& summary : summaries) {
    name_width = std::max(name_width, quoteledger::columns_of(summary.id, 44));
  }
  const quoteledger::Style style(writer_options(arguments).colour);
  std::string out;
  for (const RuleSummary& summary : summaries) {
    std::string cell;
    quoteledger::append_padded(summary.kind, 7, cell);
    style.put("2", cell, out);
    out += ' ';
    cell.clear();
    quoteledger::append_padded(summary.id, name_width, cell);
    style.put("1", cell, out);
    const std::string size = summary.kind == "rule"      ? fmt::format("{:g}", summary.score)
                             : summary.kind == "lexicon" ? fmt::format("{} entries", summary.words)
                                                         : std::string();
    out.append(fmt::format("  {:>12}  ", size));
    style.put("2", fmt::format("{}:{}", quoteledger::printable(summary.file), summary.line), out);
    out += '\n';
  }
  return print(out);
}

int run_grammar_show(const Arguments& arguments) {
  const auto grammar = load(arguments);
  if (!grammar) return kFailed;
  const auto summaries = quoteledger::summarize(*grammar);
  const quoteledger::Style style(writer_options(arguments).colour);
  int status = kDone;
  std::string out;
  for (const std::string& name : arguments.names) {
    bool found = false;
    for (const RuleSummary& summary : summaries) {
      if (summary.id != name) continue;
      found = true;
      if (!out.empty()) out += '\n';
      style.put("2", fmt::format("{}:{}", quoteledger::printable(summary.file), summary.line), out);
      out += '\n';
      append_lines(summary.text, out);
    }
    if (found) continue;
    status = kFailed;
    std::string near;
    int count = 0;
    for (const RuleSummary& summary : summaries) {
      if (summary.id.find(name) == std::string::npos || ++count > 5) continue;
      near.append(near.empty() ? "; there is " : ", ").append(summary.id);
    }
    complain(fmt::format("nothing in the grammar is called {}{}", name, near));
  }
  return print(out) == kDone ? status : kFailed;
}

}  // namespace tool
