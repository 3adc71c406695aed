// Reads ledgers: ours, and hand-made ones with at least a column `quote`.
#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "quoteledger/audit/audit.h"
#include "quoteledger/base/csv.h"
#include "quoteledger/base/nesting.h"
#include "quoteledger/source/document.h"

namespace quoteledger {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostLevels = 100;  // of brackets in a ledger in JSON

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

constexpr std::array<std::string_view, 6> kNumbers = {"start",    "end",  "byte_start",
                                                      "byte_end", "line", "confidence"};

// False where the text is no number; then the field stays as it is.
template <typename T>
bool read_number(const std::string& text, T& field) {
  T value{};
  const char* end = text.data() + text.size();
  const auto [behind, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || behind != end) return false;
  field = value;
  return true;
}

std::vector<std::string> split_flags(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : text + ' ') {
    if (c != ' ' && c != ';') {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

// One named value of a row. Empty text is null.
void set_field(AuditInput& input, const std::string& name, std::string value) {
  Row& row = input.row;
  const auto set = [&](std::optional<std::string>& field) {
    if (!value.empty()) field = std::move(value);
  };
  const auto number = [&](auto& field) {
    if (read_number(value, field)) std::erase(input.unknown, name);
  };
  const auto place = [&](std::optional<std::uint32_t>& field) {
    std::uint32_t read = 0;
    if (read_number(value, read)) field = read;
  };
  if (name == "document")
    row.document = std::move(value);
  else if (name == "id")
    row.id = std::move(value);
  else if (name == "utterance")
    row.utterance = std::move(value);
  else if (name == "start")
    number(row.start);
  else if (name == "end")
    number(row.end);
  else if (name == "byte_start")
    number(row.byte_start);
  else if (name == "byte_end")
    number(row.byte_end);
  else if (name == "line")
    number(row.line);
  else if (name == "kind")
    row.kind = std::move(value);
  else if (name == "quote")
    row.quote = std::move(value);
  else if (name == "speaker")
    set(row.speaker);
  else if (name == "speaker_id")
    set(row.speaker_id);
  else if (name == "role")
    set(row.role);
  else if (name == "mention")
    set(row.mention);
  else if (name == "mention_start")
    place(row.mention_start);
  else if (name == "mention_end")
    place(row.mention_end);
  else if (name == "cue")
    set(row.cue);
  else if (name == "addressee")
    set(row.addressee);
  else if (name == "rule")
    set(row.rule);
  else if (name == "resolve_rule")
    set(row.resolve_rule);
  else if (name == "confidence")
    number(row.confidence);
  else if (name == "context")
    row.context = std::move(value);
  else if (name == "language")
    row.language = std::move(value);
  else if (name == "flags")
    row.flags = split_flags(value);
  else
    input.extra.push_back({name, std::move(value), false});
}

// A row of which nothing is known yet.
AuditInput new_row(const std::string& name, std::size_t line) {
  AuditInput out;
  out.unknown.assign(kNumbers.begin(), kNumbers.end());
  out.ledger = name;
  out.ledger_line = static_cast<std::uint32_t>(line);
  return out;
}

void finish_row(AuditInput& input, std::size_t count, const std::string& name) {
  if (input.row.id.empty()) input.row.id = "q" + std::to_string(count + 1);
  if (input.row.document.empty()) input.row.document = name;
}

Error row_error(const std::string& name, std::size_t line, std::string message) {
  return {name + ":" + std::to_string(line), std::move(message)};
}

// The reader's own errors begin with the line on which it stopped; a row is named by the line on which it begins.
Error row_error(const std::string& name, const CsvReader& reader) {
  const std::string& error = reader.error();
  const std::size_t colon = error.find(": ");
  return row_error(name, reader.line(), error.substr(colon == std::string::npos ? 0 : colon + 2));
}

bool is_blank(const std::string& cell) {
  return cell.find_first_not_of(" \t") == std::string::npos;
}

std::string column_name(const std::string& cell) {
  const std::size_t begin = cell.find_first_not_of(" \t");
  if (begin == std::string::npos) return {};
  return lower_case(std::string_view(cell).substr(begin, cell.find_last_not_of(" \t") - begin + 1));
}

// Reads up to the header row. A spreadsheet may write a line “sep=;” before it. False where there is no row.
bool read_header(CsvReader& reader, std::vector<std::string>& columns) {
  if (!reader.next(columns)) return false;
  if (!columns.empty() && columns[0].starts_with("sep=") && !reader.next(columns)) return false;
  for (std::string& column : columns) column = column_name(column);
  return true;
}

// The separator by which the header has a column `quote`: the usual one of the file's ending, or another that
// spreadsheets use; the usual one where none has.
char find_separator(std::string_view text, char usual) {
  std::vector<std::string> columns;
  for (const char separator : {usual, ';', '\t', ','}) {
    CsvReader reader(text, separator);
    if (read_header(reader, columns) &&
        std::find(columns.begin(), columns.end(), "quote") != columns.end())
      return separator;
  }
  return usual;
}

Result<LedgerFile> read_separated(const std::string& name, std::string_view text, char usual) {
  const char separator = find_separator(text, usual);
  CsvReader reader(text, separator);
  std::vector<std::string> columns;
  std::vector<std::string> cells;
  LedgerFile out;
  if (!read_header(reader, columns)) {
    return reader.error().empty() ? Error{name, "has no header row"} : row_error(name, reader);
  }
  const auto found = std::find(columns.begin(), columns.end(), "quote");
  if (found == columns.end()) return row_error(name, 1, "no column is called “quote”");
  const auto quote = static_cast<std::size_t>(found - columns.begin());
  while (true) {
    if (!reader.next(cells)) {
      if (reader.error().empty()) return out;
      out.errors.push_back(row_error(name, reader));
      (void)reader.resume();
      continue;
    }
    // A spreadsheet leaves rows of empty cells.
    if (std::all_of(cells.begin(), cells.end(), is_blank)) continue;
    while (cells.size() > columns.size() && is_blank(cells.back())) cells.pop_back();
    if (cells.size() > columns.size()) {
      out.errors.push_back(
          row_error(name, reader.line(),
                    std::to_string(cells.size()) + " cells, but the header has " +
                        std::to_string(columns.size()) +
                        (separator == ',' ? "; a cell with a comma needs double quotes" : "")));
      continue;
    }
    if (cells.size() <= quote) {
      out.errors.push_back(row_error(name, reader.line(), "no cell for “quote”"));
      continue;
    }
    AuditInput input = new_row(name, reader.line());
    for (std::size_t i = 0; i < cells.size(); ++i)
      set_field(input, columns[i], std::move(cells[i]));
    finish_row(input, out.rows.size() + out.errors.size(), name);
    out.rows.push_back(std::move(input));
  }
}

// False where it is no object or has no quote.
bool read_object(const Json& object, AuditInput& input) {
  if (!object.is_object()) return false;
  const auto quote = object.find("quote");
  if (quote == object.end() || !quote->is_string()) return false;
  for (const auto& [key, value] : object.items()) {
    if (value.is_null()) continue;
    if (key == "flags" && value.is_array()) {
      for (const Json& flag : value) {
        if (flag.is_string()) input.row.flags.push_back(flag.get<std::string>());
      }
    } else if (value.is_string()) {
      set_field(input, key, value.get<std::string>());
    } else {
      const std::size_t extra = input.extra.size();
      set_field(input, key, value.dump(-1, ' ', false, Json::error_handler_t::replace));
      if (input.extra.size() > extra) input.extra.back().json = true;
    }
  }
  return true;
}

constexpr const char* kNoQuote = "not an object with a text called “quote”";

Result<LedgerFile> read_json(const std::string& name, std::string_view text) {
  if (nests_deeper_than(text, kMostLevels)) return Error{name, "nests too deeply to be a ledger"};
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_array()) return Error{name, "is not a JSON array of objects"};
  LedgerFile out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    AuditInput input = new_row(name, 0);
    if (!read_object(json[i], input)) {
      out.errors.push_back({name, "entry " + std::to_string(i + 1) + ": " + kNoQuote});
      continue;
    }
    finish_row(input, i, name);
    out.rows.push_back(std::move(input));
  }
  return out;
}

Result<LedgerFile> read_json_lines(const std::string& name, std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  LedgerFile out;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (nests_deeper_than(one, kMostLevels)) {
      out.errors.push_back(row_error(name, line, "nests too deeply to be a ledger's row"));
      continue;
    }
    const Json json = Json::parse(one, nullptr, false);
    AuditInput input = new_row(name, line);
    if (json.is_discarded() || !read_object(json, input)) {
      out.errors.push_back(
          row_error(name, line, json.is_discarded() ? "not valid JSON" : kNoQuote));
      continue;
    }
    finish_row(input, out.rows.size() + out.errors.size(), name);
    out.rows.push_back(std::move(input));
  }
  return out;
}

}  // namespace

bool is_ledger_file(std::string_view path) {
  const std::string lower = lower_case(path);
  for (const std::string_view ending : {".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json"}) {
    if (lower.size() > ending.size() && lower.ends_with(ending)) return true;
  }
  return false;
}

Result<LedgerFile> read_ledger(const std::string& name, std::string_view bytes) {
  // What a spreadsheet saves may be UTF-16 or windows-1252; what is written is UTF-8.
  const auto document = decode(name, std::string(bytes));
  if (!document) return document.error();
  const std::string_view text = document->text;
  const std::string lower = lower_case(name);
  if (lower.ends_with(".jsonl") || lower.ends_with(".ndjson")) return read_json_lines(name, text);
  if (lower.ends_with(".json")) return read_json(name, text);
  return read_separated(name, text,
                        lower.ends_with(".tsv") || lower.ends_with(".tab") ? '\t' : ',');
}

}  // namespace quoteledger
