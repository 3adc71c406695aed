// audit: quotes against their sources. Every quote gets a verdict, the places where its words stand, and what is different
// there, word by word. The rules are written down in docs/audit.md. What a program that embeds the audit includes.
//
//   auto auditor = Auditor::open({"speeches/"}, {});
//   AuditInput input;
//   input.row.quote = "“We leave at dawn.”";
//   std::vector<Finding> findings = auditor->audit({input});
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoteledger/base/result.h"
#include "quoteledger/ledger/row.h"

namespace quoteledger {

// In the order in which they are tried.
enum class Verdict : std::uint8_t {
  kVerbatim,
  kVerbatimTypography,
  kElided,
  kBracketed,
  kAltered,
  kSpliced,
  kNotFound,
  kMisattributed,  // the words are there, in another speaker's mouth
};
constexpr std::size_t kVerdicts = 8;

std::string_view verdict_name(Verdict verdict);
std::optional<Verdict> find_verdict(std::string_view name);

// The flags that a finding may have, in the order of docs/audit.md.
const std::vector<std::string_view>& audit_flags();

struct Place {
  std::string source;                          // the path, as the sources were given
  std::uint32_t start = 0, end = 0;            // code points of the decoded source
  std::uint64_t byte_start = 0, byte_end = 0;  // bytes of the file
  std::uint32_t line = 0;                      // 1-based
  std::uint32_t column = 0;                    // 1-based, code points
  std::uint32_t line_end = 0, column_end = 0;  // of what follows the last character
  std::optional<std::uint32_t> time,
      time_end;                        // milliseconds, of the cues that it begins and ends in
  std::optional<std::string> speaker;  // whom the source tells
  std::uint32_t part = 0;  // 1, 2 … where the quote is put together of several stretches; else 0
  std::string text;        // the source's own words, white space as it is
};

struct Edit {
  std::string op;        // replace, insert, omit, move, elide, bracket, join, jump
  std::string from, to;  // the source's words, the quote's words
  std::string kind;      // negation, number, gender, modality, name, tense … (docs/audit.md)
  std::string severity;  // high, medium, low, none
  std::uint32_t
      start = 0,
      end = 0;  // of `from`: code points of the decoded source; an insertion has start == end
  std::uint32_t quote_begin = 0, quote_end = 0;  // of `to`: bytes of Finding::text
};

struct Finding {
  Verdict verdict = Verdict::kNotFound;
  std::vector<Place> places;       // the best first; all parts of a place stand together
  std::vector<Edit> edits;         // against the first place
  std::vector<std::string> flags;  // besides those of the row
  std::optional<Place> closest;    // kNotFound only: the passage that has most of its words
  std::string text;                // the quote without its marks
};

// Where a quote stands in its document, in lines and columns (code points) that count from 1. The end is behind it.
struct Region {
  std::uint32_t line = 0, column = 0, line_end = 0, column_end = 0;
};

// A column of a ledger that is not one of ours.
struct ExtraColumn {
  std::string name, value;
  bool json =
      false;  // the value is JSON: a number, true, false, an array or object; else it is text
};

struct AuditInput {
  Row row;  // quote and speaker are read
  std::vector<std::string_view>
      unknown;         // of ledger_columns(): numbers that the ledger does not tell
  std::string ledger;  // the file that the row comes from; empty where it is from no ledger
  std::uint32_t ledger_line = 0;   // the line that it begins on; 0 where that is not known
  std::optional<Region> region;    // see find_regions()
  std::vector<ExtraColumn> extra;  // in order
};

struct AuditOptions {
  std::size_t jobs = 1;
  std::string index_file;       // read if it is there and fits, else written; empty: none
  std::string source_speakers;  // a TSV's text: source TAB speaker
  std::string source_speakers_name = "source speakers";  // what its errors and notes call it
  std::string lexicons;          // folder with the audit's word lists; empty: the shipped grammar's
  std::size_t most_places = 20;  // told for one quote
};

// What opening took.
struct IndexReport {
  std::size_t sources = 0;  // with words in them
  std::uint64_t bytes = 0;  // of the sources' files
  std::uint64_t words = 0;
  std::uint64_t memory = 0;  // bytes of the index
  bool reused = false;       // read from index_file
  std::vector<std::string>
      changed;  // sources that are not as index_file has them (then it is brought up to date)
  bool damaged = false;            // index_file is there and cannot be used: it is made anew
  std::vector<std::string> empty;  // sources without a word
  std::vector<Error> unmatched;    // lines of source_speakers that name no source
  std::vector<Error> errors;       // sources that cannot be read; the others are there
};

class Auditor {
 public:
  // Reads and indexes the sources. Fails where a list of words or the speakers' table cannot be read, or the index file
  // not be written.
  static Result<std::unique_ptr<Auditor>> open(const std::vector<std::string>& sources,
                                               const AuditOptions& options);
  ~Auditor();
  Auditor(const Auditor&) = delete;
  Auditor& operator=(const Auditor&) = delete;

  // A finding for each input, in order, the same whatever `jobs` is. Not for several threads at once.
  std::vector<Finding> audit(const std::vector<AuditInput>& inputs);

  [[nodiscard]] const IndexReport& report() const;
  // Texts audited so far that are sources themselves: their own quotes are not looked for in them.
  [[nodiscard]] const std::vector<std::string>& own_texts() const;
  // Sources that could not be read again when a quote was found in them.
  [[nodiscard]] std::vector<Error> late_errors() const;

 private:
  struct State;
  explicit Auditor(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Does this path name a ledger, by its ending (.csv, .tsv, .jsonl, .ndjson, .json)?
bool is_ledger_file(std::string_view path);

struct LedgerFile {
  std::vector<AuditInput> rows;
  std::vector<Error>
      errors;  // rows that cannot be read, each by file and line; the others are there
};

// Reads a ledger: CSV or TSV with a header, JSON lines, or a JSON array of objects. Only `quote` must be there. Where
// `id` is missing, rows are numbered q1, q2 …. Fails where the file as a whole is no ledger.
Result<LedgerFile> read_ledger(const std::string& name, std::string_view text);

// Reads the documents of rows that tell their offsets, and finds the regions of those that stand there word for word.
void find_regions(std::vector<AuditInput>& inputs);

// Rows of one quote that the ledger has parted at a line end (flag `continued`, no mark at the start of the line) as one.
// The audit takes line ends for blanks, so a quote is looked for as a whole.
std::vector<AuditInput> join_lines(std::vector<AuditInput> inputs);

// Quotes of a text that the ledger has left open at a line end (flag `unclosed`), though their mark closes before the next
// blank line and the next quote: they are drawn out to it. bytes: of the text's file.
void close_quotes(std::vector<Row>& rows, const std::string& name, std::string bytes);

// How many of each verdict, in their order.
std::array<std::size_t, kVerdicts> count_verdicts(const std::vector<Finding>& findings);

}  // namespace quoteledger
