// What becomes of a ledger's rows before they are audited.
#include <algorithm>
#include <utility>

#include "quoteledger/audit/audit.h"
#include "quoteledger/audit/corpus.h"
#include "quoteledger/run/walk.h"
#include "quoteledger/source/document.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

bool has_flag(const Row& row, std::string_view flag) {
  return std::find(row.flags.begin(), row.flags.end(), flag) != row.flags.end();
}

bool opens(std::string_view quote) {
  for (const std::string_view mark : {"“", "„", "«", "»", "‘", "‚", "\"", "'", "``", "「"}) {
    if (quote.starts_with(mark)) return true;
  }
  return false;
}

std::uint32_t last_line(const Row& row) {
  return row.line +
         static_cast<std::uint32_t>(std::count(row.quote.begin(), row.quote.end(), '\n'));
}

bool is_name(const std::optional<std::string>& mention) {
  if (!mention || mention->empty()) return false;
  std::size_t at = 0;
  return is_upper(next_code_point(*mention, at)) && mention->find(' ') != std::string::npos;
}

// The mark that closes what this one opens; empty where there is none.
std::string_view closing_mark(std::string_view quote) {
  constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"“", "”"}, {"«", "»"}, {"„", "“"}, {"\"", "\""}};
  for (const auto& [open, close] : kPairs) {
    if (quote.starts_with(open)) return close;
  }
  return {};
}

// Does `next` go on just on the next line, with no mark at its start?
bool goes_on(const Row& row, const Row& next) {
  return has_flag(next, "continued") && row.document == next.document &&
         next.line == last_line(row) + 1 && next.start > row.end && next.start - row.end <= 8 &&
         !opens(next.quote);
}

}  // namespace

std::vector<AuditInput> join_lines(std::vector<AuditInput> inputs) {
  std::vector<AuditInput> out;
  out.reserve(inputs.size());
  for (AuditInput& input : inputs) {
    if (out.empty() || !goes_on(out.back().row, input.row)) {
      out.push_back(std::move(input));
      continue;
    }
    Row& row = out.back().row;
    Row& next = input.row;
    row.quote += '\n';
    row.quote += next.quote;
    row.end = next.end;
    row.byte_end = next.byte_end;
    // The cue stands at one of its ends; what stands at none was guessed.
    if (!row.rule && next.rule) {
      // The part without a cue has made a guess, and the part with one took that over: the name there knows better.
      const bool took_over =
          is_name(next.mention) && next.resolve_rule && *next.resolve_rule == "resolve.continued";
      row.speaker = took_over ? next.mention : next.speaker;
      row.speaker_id = took_over ? std::nullopt : next.speaker_id;
      row.role = next.role;
      row.mention = next.mention;
      row.mention_start = next.mention_start;
      row.mention_end = next.mention_end;
      row.cue = next.cue;
      row.addressee = next.addressee;
      row.rule = next.rule;
      row.resolve_rule = next.resolve_rule;
      row.confidence = next.confidence;
    }
  }
  return out;
}

void close_quotes(std::vector<Row>& rows, const std::string& name, std::string bytes) {
  if (std::none_of(rows.begin(), rows.end(),
                   [](const Row& row) { return has_flag(row, "unclosed"); }))
    return;
  const auto document = decode(name, std::move(bytes));
  if (!document) return;
  const std::string_view text = document->text;
  std::string_view close;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row& row = rows[i];
    // A part that goes on from the line before has no mark of its own.
    if (const std::string_view own = closing_mark(row.quote);
        !own.empty() || !has_flag(row, "continued"))
      close = own;
    if (!has_flag(row, "unclosed") || close.empty()) continue;
    const std::uint32_t begin = document->byte_of(row.start);
    const std::uint32_t end = document->byte_of(row.end);
    std::size_t limit = std::min(text.size(), text.find("\n\n", end));
    if (i + 1 < rows.size())
      limit = std::min<std::size_t>(limit, document->byte_of(rows[i + 1].start));
    const std::size_t found = text.find(close, end);
    if (found == std::string_view::npos || found >= limit ||
        text.substr(end, found - end).find("\r\n\r\n") != std::string_view::npos) {
      continue;
    }
    const auto behind = static_cast<std::uint32_t>(found + close.size());
    row.quote = std::string(text.substr(begin, behind - begin));
    row.end = document->code_point(behind);
    row.byte_end = document->file_byte(behind);
    std::erase(row.flags, "unclosed");
  }
}

void find_regions(std::vector<AuditInput>& inputs) {
  const auto letters = [](std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      if (!is_space(next_code_point(text, at))) out.append(text.substr(from, at - from));
    }
    return out;
  };
  std::string name;
  std::optional<Document> document;
  for (AuditInput& input : inputs) {
    const Row& row = input.row;
    const auto known = [&](std::string_view column) {
      return std::find(input.unknown.begin(), input.unknown.end(), column) == input.unknown.end();
    };
    if (row.document == "-" || row.document == input.ledger || !known("start") || !known("end"))
      continue;
    if (row.document != name) {
      name = row.document;
      document.reset();
      if (auto bytes = read_file(name)) {
        if (auto decoded = decode(name, *std::move(bytes))) document = *std::move(decoded);
      }
    }
    if (!document || row.start >= row.end) continue;
    const Span span = {document->byte_of(row.start), document->byte_of(row.end)};
    if (letters(slice(document->text, span)) != letters(row.quote)) continue;
    input.region = Region{document->line(span.begin), document->column(span.begin),
                          document->line(span.end), document->column(span.end)};
  }
}

}  // namespace quoteledger
