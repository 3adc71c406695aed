#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "quoteledger/audit/audit.h"
#include "quoteledger/ledger/select.h"
#include "quoteledger/run/ordered.h"
#include "quoteledger/run/walk.h"
#include "quoteledger/write/audit_writer.h"
#include "quoteledger/write/writer.h"
#include "tool/commands.h"
#include "tool/messages.h"
#include "tool/output.h"
#include "tool/setup.h"

namespace tool {
namespace {

using quoteledger::AuditFormat;
using quoteledger::AuditInput;
using quoteledger::Error;
using quoteledger::Finding;
using quoteledger::Result;

constexpr int kFaultFound = 1;

AuditFormat audit_format(const Arguments& arguments) {
  if (arguments.audit.format) return *arguments.audit.format;
  if (!arguments.output.empty() && arguments.output != "-") {
    return quoteledger::audit_format_of_file(arguments.output).value_or(AuditFormat::kCsv);
  }
  return writes_to_terminal(arguments) ? AuditFormat::kTable : AuditFormat::kCsv;
}

Result<quoteledger::LedgerFile> read_ledger_file(const std::string& path) {
  const auto bytes = quoteledger::read_file(path);
  if (!bytes) return bytes.error();
  return quoteledger::read_ledger(path, *bytes);
}

bool is_kind(const Arguments& arguments, const quoteledger::Row& row) {
  return std::find(arguments.kinds.begin(), arguments.kinds.end(), row.kind) !=
         arguments.kinds.end();
}

// Quotes of ledgers and texts, in the order of the paths. False where something could not be read; nullopt where
// nothing can go on.
std::optional<bool> read_inputs(const Arguments& arguments, std::vector<AuditInput>& inputs) {
  bool good = true;
  std::optional<Engine> engine;
  for (const std::string& path : arguments.paths) {
    if (quoteledger::is_ledger_file(path)) {
      auto ledger = read_ledger_file(path);
      if (!ledger) {
        complain(ledger.error());
        good = false;
        continue;
      }
      for (const Error& error : ledger->errors) complain(error);
      good = good && ledger->errors.empty();
      if (!arguments.kinds.empty()) {
        std::erase_if(ledger->rows, [&](const AuditInput& input) {
          return !input.row.kind.empty() && !is_kind(arguments, input.row);
        });
      }
      std::move(ledger->rows.begin(), ledger->rows.end(), std::back_inserter(inputs));
      continue;
    }
    if (!engine) engine = set_up(arguments);
    if (!engine) return std::nullopt;
    quoteledger::Walk walk({path});
    quoteledger::run_ordered(
        job_count(arguments), [&] { return walk.next(); },
        [&](const Result<std::string>& file) -> Result<Extracted> {
          if (!file) return file.error();
          return extract_path(*engine, *file);
        },
        [&](Result<Extracted> extracted) {
          if (!extracted) {
            complain(extracted.error());
            good = false;
            return true;
          }
          auto& rows = extracted->ledger.rows;
          if (const std::string& file = extracted->ledger.document; file != "-") {
            if (auto bytes = quoteledger::read_file(file))
              quoteledger::close_quotes(rows, file, *std::move(bytes));
          }
          if (!arguments.kinds.empty()) quoteledger::keep_kinds(extracted->ledger, arguments.kinds);
          for (quoteledger::Row& row : extracted->ledger.rows) {
            AuditInput& input = inputs.emplace_back();
            input.row = std::move(row);
            if (input.row.document.empty()) input.row.document = extracted->ledger.document;
          }
          return true;
        });
  }
  return good;
}

// “mine.csv:3”, or the quote's id where it is from no ledger.
std::string name_of(const AuditInput& input) {
  return input.ledger_line > 0 ? input.ledger + ":" + std::to_string(input.ledger_line)
                               : input.row.document + ", " + input.row.id;
}

// “ and 2 others”, or nothing.
std::string and_others(std::size_t others) {
  if (others == 0) return {};
  return " and " + std::to_string(others) + (others == 1 ? " other" : " others");
}

bool has_flag(const Finding& finding, const std::vector<std::string>& wanted) {
  return std::find_first_of(finding.flags.begin(), finding.flags.end(), wanted.begin(),
                            wanted.end()) != finding.flags.end();
}

// Quotes are judged so many at a time, so that the findings of a ledger of any size need little memory; more cost a pass
// over all sources each.
constexpr std::size_t kAtOnce = 20000;

// Where a part of the inputs ends that begins at `begin`: not within an utterance, whose quotes are judged together.
std::size_t part_end(const std::vector<AuditInput>& inputs, std::size_t begin) {
  std::size_t end = std::min(begin + kAtOnce, inputs.size());
  while (end < inputs.size() && !inputs[end].row.utterance.empty() &&
         inputs[end].row.utterance == inputs[end - 1].row.utterance &&
         inputs[end].row.document == inputs[end - 1].row.document)
    ++end;
  return end;
}

// What there is to tell of all findings once they are written.
class Tally {
 public:
  explicit Tally(const AuditArguments& audit) : audit_(audit) {}

  void add(const AuditInput& input, const Finding& finding) {
    ++counts_[static_cast<std::size_t>(finding.verdict)];
    flagged_ = flagged_ || has_flag(finding, audit_.fail_on_flags);
    if (!has_flag(finding, {"no_words"})) return;
    if (empty_++ == 0) first_empty_ = name_of(input);
  }
  [[nodiscard]] const auto& counts() const { return counts_; }
  // Is there a fault of those that the run is to fail on?
  [[nodiscard]] bool fault() const {
    return flagged_ || std::any_of(audit_.fail_on.begin(), audit_.fail_on.end(),
                                   [&](quoteledger::Verdict verdict) {
                                     return counts_[static_cast<std::size_t>(verdict)] > 0;
                                   });
  }
  // Quotes that nothing can be found for.
  void complain_of_empty() const {
    if (empty_ == 0) return;
    complain(
        Error{first_empty_ + and_others(empty_ - 1), "the quote has no words, so it is not_found"});
  }

 private:
  const AuditArguments& audit_;
  decltype(quoteledger::count_verdicts({})) counts_{};
  bool flagged_ = false;
  std::size_t empty_ = 0;
  std::string first_empty_;
};

}  // namespace

int run_audit(const Arguments& arguments) {
  const AuditArguments& audit = arguments.audit;
  Output output;
  if (auto error = output.open(arguments.output)) {
    complain(*error);
    return kFailed;
  }
  std::vector<AuditInput> inputs;
  const std::optional<bool> read = read_inputs(arguments, inputs);
  if (!read) return kFailed;
  int status = *read ? kDone : kFailed;
  if (inputs.empty()) {
    complain("there is no quote to look for");
    // What is to fail on a verdict must not pass because there was nothing to judge.
    if (!audit.fail_on.empty() || !audit.fail_on_flags.empty()) return kFailed;
    if (status != kDone) return status;
  }
  inputs = quoteledger::join_lines(std::move(inputs));

  quoteledger::AuditOptions options;
  options.jobs = arguments.jobs != 0 ? arguments.jobs : job_count(arguments);
  options.index_file = audit.index;
  options.most_places = audit.most_places;
  if (!audit.source_speakers.empty()) {
    auto text = quoteledger::read_file(audit.source_speakers);
    if (!text) {
      complain(text.error());
      return kFailed;
    }
    options.source_speakers = *std::move(text);
    options.source_speakers_name = audit.source_speakers;
  }
  auto auditor = quoteledger::Auditor::open(audit.sources, options);
  if (!auditor) {
    complain(auditor.error());
    return kFailed;
  }
  const quoteledger::IndexReport& report = (*auditor)->report();
  if (!arguments.quiet && !report.changed.empty()) {
    complain("the index was brought up to date: changed is " + report.changed.front() +
             and_others(report.changed.size() - 1));
  }
  if (!arguments.quiet && report.damaged)
    complain(Error{audit.index, "the index cannot be used; it was made anew"});
  if (!arguments.quiet && !report.unmatched.empty()) {
    const Error& first = report.unmatched.front();
    complain(Error{first.subject + and_others(report.unmatched.size() - 1), first.message});
  }
  for (const Error& error : report.errors) {
    complain(error);
    status = kFailed;
  }
  if (!report.empty.empty() && !arguments.quiet) {
    complain(Error{report.empty.front() + and_others(report.empty.size() - 1),
                   "the source has no words"});
  }
  if (report.sources == 0) {
    // Without a source every quote would be "not found", which says nothing about the quotes.
    complain("there is no source with words in it, so there is nothing to compare with");
    return kFailed;
  }

  const quoteledger::WriterOptions terminal = writer_options(arguments);
  const AuditFormat format = audit_format(arguments);
  if (arguments.excel && format != AuditFormat::kCsv && !arguments.quiet)
    complain("--excel does nothing for this format; it is for csv");
  if (format == AuditFormat::kSarif) quoteledger::find_regions(inputs);
  const auto writer = quoteledger::make_audit_writer(
      format, {arguments.excel, terminal.colour, terminal.width, !audit.faults_only});
  Tally tally(audit);
  std::string text;
  writer->begin(text);
  for (std::size_t begin = 0; begin < inputs.size() && !output.failed();) {
    const std::size_t end = part_end(inputs, begin);
    const std::vector<AuditInput> part(
        std::make_move_iterator(inputs.begin() + static_cast<std::ptrdiff_t>(begin)),
        std::make_move_iterator(inputs.begin() + static_cast<std::ptrdiff_t>(end)));
    const std::vector<Finding> findings = (*auditor)->audit(part);
    for (std::size_t i = 0; i < findings.size() && !output.failed(); ++i) {
      tally.add(part[i], findings[i]);
      writer->finding(part[i], findings[i], text);
      if (text.size() < quoteledger::Writer::kFlushBytes) continue;
      output.write(text);
      text.clear();
    }
    begin = end;
  }
  writer->end(tally.counts(), text);
  output.write(text);

  if (const auto& own = (*auditor)->own_texts(); !own.empty() && !arguments.quiet) {
    complain(Error{own.front() + and_others(own.size() - 1),
                   "is among the sources; its own quotes are not looked for in it"});
  }
  for (const Error& error : (*auditor)->late_errors()) {
    complain(error);
    status = kFailed;
  }
  if (!arguments.quiet) tally.complain_of_empty();
  if (!output.failed()) output.finish();
  if (output.failed() && !output.closed_pipe()) {
    complain(output.error());
    return kFailed;
  }
  if (!arguments.quiet && format != AuditFormat::kTable)
    complain(quoteledger::audit_summary(tally.counts()));
  return status == kDone && tally.fault() ? kFaultFound : status;
}

}  // namespace tool
