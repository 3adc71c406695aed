// write: ledgers in, text of a format out. Nothing else knows a format. A writer appends to a
// string that its user empties (into a file, a pipe, a terminal) whenever it likes; it does no
// input or output of its own and never fails.
//
//   auto writer = make_writer(Format::kCsv, {});
//   std::string out;
//   writer->begin(out);
//   for (const Ledger& ledger : ledgers) writer->ledger(ledger, out);
//   writer->end(out);
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/ledger/row.h"

namespace quoteledger {

enum class Format {
  // For a terminal: see WriterOptions for colour and width.
  kTable,
  // RFC 4180: CRLF (§2.1), a header row (§2.3), cells quoted where they must be (§2.6, §2.7). CRLF
  // because the RFC asks for it and every reader takes it, while some that run on Windows take
  // nothing else. Null is an empty cell, flags are joined by a space.
  kCsv,
  // A tab between cells; tabs, line ends and backslashes inside them as \t, \n, \r and \\, so that
  // a line is a row.
  kTsv,
  // An object a line, all columns in their order, null where there is nothing; always valid UTF-8.
  kJsonl,
  // One array of the same objects.
  kJson,
  // A table a document (GitHub's dialect), for reports.
  kMarkdown,
  // One page that needs no other file: the quotes of each document by speaker.
  kHtml,
};

// Is it row after row, so that a ledger may come in parts?
bool is_record_format(Format format);

struct FormatInfo {
  Format format;
  std::string_view name;                  // what --format takes
  std::vector<std::string_view> endings;  // of file names, with the dot
  std::string_view summary;
};

// All formats, in the order in which they are named to users.
const std::vector<FormatInfo>& formats();
// nullopt where no format has this name.
std::optional<Format> find_format(std::string_view name);
// By a file name's ending, whatever its case. nullopt where no format has it.
std::optional<Format> format_of_file(std::string_view path);
// Has a file name an ending by which a reader would take it for something else than CSV: another format of ours, or one
// that nothing here writes (.xlsx)?
bool promises_other_format(std::string_view path);

struct WriterOptions {
  // CSV and TSV for spreadsheets: a byte order mark at the start, and a ' before cells that a
  // spreadsheet would take for a formula (those that start with = + - @, their full-width forms, a
  // tab, CR or LF).
  bool excel = false;
  bool colour = false;   // table: SGR escapes of our own
  unsigned width = 100;  // table: columns, at least 40
};

class Writer {
 public:
  // Takes what was appended so far, and empties it.
  using Flush = std::function<void(std::string&)>;

  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  virtual ~Writer() = default;

  // What stands before the first ledger (a header row). Call it once.
  virtual void begin(std::string& out) = 0;
  // One document's ledger. Where flush is given, it is called whenever out has grown over
  // `kFlushBytes`, so that a ledger of any size passes through little memory.
  void ledger(const Ledger& ledger, std::string& out, const Flush& flush = {});
  // What stands after the last.
  virtual void end(std::string& out) = 0;

  static constexpr std::size_t kFlushBytes = std::size_t{1} << 18;

 protected:
  virtual void open(const Ledger& /*ledger*/, std::string& /*out*/) {}
  // The rows in the order in which they are to be written: indices into ledger.rows. Empty for text
  // order.
  virtual std::vector<std::size_t> order(const Ledger& /*ledger*/) { return {}; }
  virtual void row(const Ledger& ledger, const Row& row, std::string& out) = 0;
  virtual void close(const Ledger& /*ledger*/, std::string& /*out*/) {}
};

std::unique_ptr<Writer> make_writer(Format format, const WriterOptions& options);

// The names of the ledger's columns, in order.
const std::vector<std::string_view>& ledger_columns();

}  // namespace quoteledger
