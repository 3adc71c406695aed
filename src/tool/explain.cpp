#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include "quoteledger/write/encode.h"
#include "quoteledger/write/terminal.h"
#include "tool/commands.h"
#include "tool/messages.h"
#include "tool/output.h"
#include "tool/setup.h"

namespace tool {
namespace {

using quoteledger::Error;
using quoteledger::Ledger;
using quoteledger::Row;

const Row* find_row(const Ledger& ledger, const Arguments& arguments) {
  const Row* found = nullptr;
  for (const Row& row : ledger.rows) {
    if (!arguments.at) {
      if (row.id == arguments.quote) return &row;
    } else if (row.start <= *arguments.at && *arguments.at < row.end) {
      if (found == nullptr || row.end - row.start < found->end - found->start)
        found = &row;  // the innermost
    }
  }
  return found;
}

// What there is instead of a quote that was asked for: the quotes before and behind the place, or the range of ids.
std::string nearest(const Ledger& ledger, const Arguments& arguments) {
  if (ledger.rows.empty()) return "there is no quote in this text";
  if (!arguments.at)
    return ledger.rows.size() == 1
               ? fmt::format("there is {} only", ledger.rows.front().id)
               : fmt::format("there are {} to {}", ledger.rows.front().id, ledger.rows.back().id);
  const Row* before = nullptr;
  const Row* behind = nullptr;
  for (const Row& row : ledger.rows) {
    if (row.end <= *arguments.at && (before == nullptr || row.end > before->end)) before = &row;
    if (row.start > *arguments.at && behind == nullptr) behind = &row;
  }
  std::string out;
  for (const Row* row : {before, behind}) {
    if (row == nullptr) continue;
    out.append(fmt::format("{}{} stands at {} to {}", out.empty() ? "" : ", ", row->id, row->start,
                           row->end));
  }
  return out;
}

// A file below the current folder by its path from there; any other as it is.
std::string from_here(const std::string& file) {
  std::error_code error;
  const std::string near = std::filesystem::proximate(file, error).string();
  return error || near.compare(0, 2, "..") == 0 ? file : near;
}

class Explanation {
 public:
  Explanation(const Row& row, const quoteledger::WriterOptions& options)
      : row_(row), style_(options.colour), width_(std::max(40U, options.width)) {}

  std::string text(const std::vector<quoteledger::RuleSummary>& rules) {
    out_.clear();
    style_.put("1", row_.id, out_);
    out_.append(fmt::format(", line {}, code points {} to {}, {}\n", row_.line, row_.start,
                            row_.end, quoteledger::printable(row_.kind)));
    for (const std::string& line : quoteledger::wrap(row_.quote, width_ - 2, 6))
      out_.append("  ").append(line) += '\n';
    out_ += '\n';

    std::string who = row_.speaker ? quoteledger::printable(*row_.speaker) : "nobody";
    if (row_.speaker && row_.role) who.append(", ").append(quoteledger::printable(*row_.role));
    label("credited to");
    style_.put(row_.speaker ? "1;36" : "1", who, out_);
    out_.append(fmt::format(" ({}%)\n", quoteledger::percent(row_.confidence)));
    field("named by", row_.mention, row_.mention_start, row_.mention_end);
    field("cue", row_.cue, row_.cue_start, row_.cue_end);
    field("addressee", row_.addressee, {}, {});
    field("rule", row_.rule, {}, {});
    field("resolved by", row_.resolve_rule, {}, {});
    if (!row_.flags.empty()) {
      std::string flags;
      for (const std::string& flag : row_.flags)
        flags.append(flags.empty() ? "" : ", ").append(flag);
      field("flags", flags, {}, {});
    }
    if (!row_.context.empty()) {
      out_ += '\n';
      style_.put("2", "context", out_);
      out_ += '\n';
      lines(row_.context, 8);
    }
    if (!row_.chain.empty()) {
      out_ += '\n';
      style_.put("2", "how", out_);
      out_ += '\n';
      for (std::size_t i = 0; i < row_.chain.size(); ++i) {
        const std::string number = fmt::format("  {}. ", i + 1);
        bool first = true;
        for (const std::string& line :
             quoteledger::wrap(row_.chain[i], width_ - number.size(), 6)) {
          out_.append(first ? number : std::string(number.size(), ' ')).append(line) += '\n';
          first = false;
        }
      }
    }
    rivals();
    rule_text(rules);
    return std::move(out_);
  }

 private:
  void label(std::string_view name) {
    std::string cell;
    quoteledger::append_padded(name, 12, cell);
    style_.put("2", cell, out_);
  }

  void field(std::string_view name, const std::optional<std::string>& value,
             std::optional<std::uint32_t> start, std::optional<std::uint32_t> end) {
    if (!value) return;
    label(name);
    quoteledger::append_cut(*value, width_ > 40 ? width_ - 34 : 8, out_);
    if (start && end) out_.append(fmt::format(" (code points {} to {})", *start, *end));
    out_ += '\n';
  }

  void lines(std::string_view text, std::size_t most) {
    for (const std::string& line : quoteledger::wrap(text, width_ - 2, most))
      out_.append("  ").append(line) += '\n';
  }

  void rivals() {
    out_ += '\n';
    if (row_.rivals.empty()) {
      out_.append("Nobody else was considered.\n");
      return;
    }
    style_.put("2", "who else was considered", out_);
    out_ += '\n';
    for (const quoteledger::Rival& rival : row_.rivals) {
      out_.append("  ");
      style_.put("1", quoteledger::printable(rival.speaker), out_);
      if (rival.start && rival.end)
        out_.append(fmt::format(", code points {} to {}", *rival.start, *rival.end));
      out_.append(fmt::format(", {} ({:.2f})\n", quoteledger::printable(rival.rule), rival.score));
    }
  }

  void rule_text(const std::vector<quoteledger::RuleSummary>& rules) {
    if (!row_.rule) return;
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const auto& rule) {
      return rule.kind == "rule" && rule.id == *row_.rule;
    });
    if (found == rules.end()) return;
    out_ += '\n';
    style_.put("2",
               fmt::format("{}:{}", quoteledger::printable(from_here(found->file)), found->line),
               out_);
    out_ += '\n';
    std::string_view rest = found->text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
      out_.append("  ")
          .append(line.substr(0, indent))
          .append(quoteledger::printable(line.substr(indent))) += '\n';
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  const Row& row_;
  quoteledger::Style style_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

int run_explain(const Arguments& arguments) {
  std::error_code code;
  if (std::filesystem::is_directory(arguments.paths.front(), code)) {
    complain(Error{arguments.paths.front(), "is a folder; `explain` wants one file"});
    return kFailed;
  }
  auto engine = set_up(arguments);
  if (!engine) return kFailed;
  engine->options.explain = true;
  const std::string& path = arguments.paths.front();
  const auto extracted = extract_path(*engine, path);
  if (!extracted) {
    complain(extracted.error());
    return kFailed;
  }
  const Ledger& ledger = extracted->ledger;
  const Row* row = find_row(ledger, arguments);
  if (row == nullptr) {
    const std::string what = arguments.at ? fmt::format("no quote at {}", *arguments.at)
                                          : fmt::format("no quote {}", arguments.quote);
    complain(Error{path == "-" ? "standard input" : path,
                   fmt::format("{}; {}", what, nearest(ledger, arguments))});
    return kFailed;
  }
  Output output;
  (void)output.open("");
  output.write(
      Explanation(*row, writer_options(arguments)).text(quoteledger::summarize(*engine->grammar)));
  if (output.failed() && !output.closed_pipe()) {
    complain(output.error());
    return kFailed;
  }
  return kDone;
}

}  // namespace tool
