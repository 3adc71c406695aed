#include <fmt/format.h>

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "quoteledger/ledger/select.h"
#include "quoteledger/ledger/utterances.h"
#include "quoteledger/run/ordered.h"
#include "quoteledger/run/walk.h"
#include "quoteledger/write/encode.h"
#include "quoteledger/write/records.h"
#include "quoteledger/write/writer.h"
#include "tool/commands.h"
#include "tool/journal.h"
#include "tool/messages.h"
#include "tool/output.h"
#include "tool/setup.h"

namespace tool {
namespace {

using quoteledger::Error;
using quoteledger::Result;

// The list of what could not be read.
class ErrorList {
 public:
  std::optional<Error> open(const std::string& path, bool excel) {
    if (path.empty()) return std::nullopt;
    wanted_ = true;
    records_ = quoteledger::RecordWriter(quoteledger::Format::kCsv, excel);
    auto error = output_.open(path);
    static constexpr std::string_view kColumns[] = {"document", "error"};
    records_.begin(kColumns, text_);
    return error;
  }
  void add(const Error& error) {
    if (!wanted_) return;
    std::string document;  // a path is any bytes; the list is UTF-8
    quoteledger::append_utf8(error.subject, document);
    records_.begin_row(text_);
    records_.field("document", document, text_);
    records_.field("error", error.message, text_);
    records_.end_row(text_);
    if (text_.size() > quoteledger::Writer::kFlushBytes) flush();
  }
  // False after telling why.
  bool finish() {
    if (!wanted_) return true;
    flush();
    if (output_.finish()) return true;
    complain(output_.error());
    return false;
  }

 private:
  void flush() {
    output_.write(text_);
    text_.clear();
  }
  bool wanted_ = false;
  Output output_;
  quoteledger::RecordWriter records_{quoteledger::Format::kCsv, false};
  std::string text_;
};

void select(const Arguments& arguments, quoteledger::Ledger& ledger) {
  if (!arguments.kinds.empty()) quoteledger::keep_kinds(ledger, arguments.kinds);
  if (arguments.by_utterance) quoteledger::merge_utterances(ledger);
  if (arguments.min_confidence) quoteledger::withhold_credit(ledger, *arguments.min_confidence);
}

// A document on its way: found, then read and extracted.
struct Found {
  Result<std::string> path;
  bool done_before = false;  // --resume: its rows are there
};
struct Done {
  std::string name;
  std::optional<Result<Extracted>> extracted;  // none where it was done before
};

class Extraction {
 public:
  explicit Extraction(const Arguments& arguments)
      : arguments_(arguments),
        terminal_(writes_to_terminal(arguments)),
        writer_(quoteledger::make_writer(output_format(arguments), writer_options(arguments))),
        walk_(arguments.paths),
        progress_(!arguments.quiet && !terminal_) {}

  int run() {
    // What can go wrong at once goes wrong before any work.
    note_useless_excel(arguments_, output_format(arguments_));
    if (auto error = errors_.open(arguments_.errors, arguments_.excel)) return fail(*error);
    if (!arguments_.resume) {
      if (auto error = output_.open(arguments_.output)) return fail(*error);
    }
    auto engine = set_up(arguments_);
    if (!engine) return kFailed;
    if (arguments_.resume) {
      if (auto error = journal_.open(arguments_, engine->folders)) return fail(*error);
      if (auto error = output_.open_part(arguments_.output, journal_.part(), journal_.bytes()))
        return fail(*error);
      if (journal_.size() > 0 && !arguments_.quiet) {
        complain(fmt::format("going on after {} done before", count(journal_.size(), "text")));
      }
    }
    if (output_.written() == 0) writer_->begin(text_);
    quoteledger::run_ordered(
        job_count(arguments_), [&] { return next(); },
        [&](Found found) { return work(*engine, std::move(found)); },
        [&](Done done) { return give(std::move(done)); });
    progress_.clear();
    if (changed_) {
      return fail(
          {arguments_.output,
           fmt::format("cannot go on: {} was there before, now it is not; remove {} to start anew",
                       *changed_, journal_.path())});
    }
    for (const std::string& folder : walk_.empty_folders()) {
      if (!arguments_.quiet) complain(Error{folder, "no .txt, .text or .md file in this folder"});
    }
    writer_->end(text_);
    flush();
    if (!output_.failed()) output_.finish();
    if (output_.failed()) {
      if (output_.closed_pipe()) return status_;
      (void)errors_.finish();
      return fail(output_.error());
    }
    if (arguments_.resume) journal_.remove();
    if (!errors_.finish()) status_ = kFailed;
    return status_;
  }

 private:
  int fail(const Error& error) {
    progress_.clear();
    complain(error);
    return kFailed;
  }

  std::optional<Found> next() {
    auto path = walk_.next();
    if (!path) return std::nullopt;
    const std::size_t number = found_++;
    return Found{*std::move(path), number < journal_.size()};
  }

  Done work(const Engine& engine, Found found) const {
    if (!found.path)
      return {
          found.path.error().subject,
          found.done_before ? std::nullopt : std::optional<Result<Extracted>>(found.path.error())};
    if (found.done_before) return {*found.path, std::nullopt};
    Done done{*found.path, extract_path(engine, *found.path, most_rows())};
    if (*done.extracted) select(arguments_, (**done.extracted).ledger);
    return done;
  }

  bool give(Done done) {
    const std::size_t number = given_++;
    if (!done.extracted) {
      const Journal::Entry& entry = journal_.entry(number);
      if (entry.name != done.name) {
        changed_ = entry.name;
        return false;
      }
      if (!entry.error.empty()) tell({entry.name, entry.error});
      return true;
    }
    if (!*done.extracted) {
      const Error& error = done.extracted->error();
      tell(error);
      return note(done.name, error.message);
    }
    Extracted& extracted = **done.extracted;
    if (!arguments_.quiet) {
      for (const std::string& warning : extracted.ledger.warnings) {
        progress_.clear();
        complain(Error{done.name, warning});
      }
    }
    std::size_t rows = write(extracted.ledger);
    extracted.ledger = {};
    while (extracted.rest && !extracted.rest->done() && !output_.failed()) {
      quoteledger::Ledger part = extracted.rest->next(kRowsAtOnce);
      select(arguments_, part);
      rows += write(part);
    }
    if (terminal_ || text_.size() >= quoteledger::Writer::kFlushBytes) flush();
    progress_.add(extracted.bytes, rows);
    return note(done.name, "") && !output_.failed();
  }

  // A document's rows come in parts where the format takes one row after the other.
  static constexpr std::size_t kRowsAtOnce = 512;
  [[nodiscard]] std::size_t most_rows() const {
    const bool records = quoteledger::is_record_format(output_format(arguments_));
    return records && !arguments_.by_utterance ? kRowsAtOnce
                                               : std::numeric_limits<std::size_t>::max();
  }

  std::size_t write(const quoteledger::Ledger& ledger) {
    writer_->ledger(ledger, text_, [this](std::string& /*text*/) { flush(); });
    return ledger.rows.size();
  }

  void tell(const Error& error) {
    status_ = kFailed;
    progress_.clear();
    complain(error);
    errors_.add(error);
  }

  // Remembers a document as done, for --resume.
  bool note(const std::string& name, const std::string& error) {
    if (!arguments_.resume) return true;
    journal_.note({name, error, output_.written() + text_.size()});
    if (!journal_.due()) return true;
    flush();
    if (!output_.sync()) return false;
    if (auto problem = journal_.save()) {
      fail(*problem);
      return false;
    }
    return true;
  }

  void flush() {
    output_.write(text_);
    text_.clear();
  }

  const Arguments& arguments_;
  bool terminal_;
  std::unique_ptr<quoteledger::Writer> writer_;
  quoteledger::Walk walk_;
  Output output_;
  ErrorList errors_;
  Journal journal_;
  Progress progress_;
  std::string text_;  // on its way to output_
  std::size_t found_ = 0;
  std::size_t given_ = 0;
  std::optional<std::string> changed_;
  int status_ = kDone;
};

}  // namespace

int run_extract(const Arguments& arguments) { return Extraction(arguments).run(); }

}  // namespace tool
