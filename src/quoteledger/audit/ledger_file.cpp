// Reads ledgers: ours, and hand-made ones with at least a column `quote`.
#include <algorithm>
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

template <typename T>
T number(const std::string& text) {
  T value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
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
  if (name == "document")
    row.document = std::move(value);
  else if (name == "id")
    row.id = std::move(value);
  else if (name == "utterance")
    row.utterance = std::move(value);
  else if (name == "start")
    row.start = number<std::uint32_t>(value);
  else if (name == "end")
    row.end = number<std::uint32_t>(value);
  else if (name == "byte_start")
    row.byte_start = number<std::uint64_t>(value);
  else if (name == "byte_end")
    row.byte_end = number<std::uint64_t>(value);
  else if (name == "line")
    row.line = number<std::uint32_t>(value);
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
  else if (name == "mention_start") {
    if (!value.empty()) row.mention_start = number<std::uint32_t>(value);
  } else if (name == "mention_end") {
    if (!value.empty()) row.mention_end = number<std::uint32_t>(value);
  } else if (name == "cue")
    set(row.cue);
  else if (name == "addressee")
    set(row.addressee);
  else if (name == "rule")
    set(row.rule);
  else if (name == "resolve_rule")
    set(row.resolve_rule);
  else if (name == "confidence")
    row.confidence = std::strtod(value.c_str(), nullptr);
  else if (name == "context")
    row.context = std::move(value);
  else if (name == "language")
    row.language = std::move(value);
  else if (name == "flags")
    row.flags = split_flags(value);
  else
    input.extra.emplace_back(name, std::move(value));
}

void finish_row(AuditInput& input, std::size_t count, const std::string& name) {
  if (input.row.id.empty()) input.row.id = "q" + std::to_string(count + 1);
  if (input.row.document.empty()) input.row.document = name;
}

Result<std::vector<AuditInput>> read_separated(const std::string& name, std::string_view text,
                                               char separator) {
  CsvReader reader(text, separator);
  std::vector<std::string> columns;
  std::vector<std::string> cells;
  std::vector<AuditInput> out;
  if (!reader.next(columns))
    return Error{name, reader.error().empty() ? "has no header row" : reader.error()};
  for (std::string& column : columns) column = lower_case(column);
  if (std::find(columns.begin(), columns.end(), "quote") == columns.end()) {
    return Error{name, "line 1: no column is called “quote”"};
  }
  while (reader.next(cells)) {
    AuditInput input;
    for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
      set_field(input, columns[i], std::move(cells[i]));
    }
    finish_row(input, out.size(), name);
    out.push_back(std::move(input));
  }
  if (!reader.error().empty()) return Error{name, reader.error()};
  return out;
}

// Nothing where it is no object or has no quote.
std::optional<AuditInput> read_object(const Json& object) {
  if (!object.is_object()) return std::nullopt;
  const auto quote = object.find("quote");
  if (quote == object.end() || !quote->is_string()) return std::nullopt;
  AuditInput input;
  for (const auto& [key, value] : object.items()) {
    if (value.is_null()) continue;
    if (key == "flags" && value.is_array()) {
      for (const Json& flag : value) {
        if (flag.is_string()) input.row.flags.push_back(flag.get<std::string>());
      }
    } else if (value.is_string()) {
      set_field(input, key, value.get<std::string>());
    } else {
      set_field(input, key, value.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
  }
  return input;
}

Result<std::vector<AuditInput>> read_json(const std::string& name, std::string_view text) {
  if (nests_deeper_than(text, kMostLevels)) return Error{name, "nests too deeply to be a ledger"};
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_array()) return Error{name, "is not a JSON array of objects"};
  std::vector<AuditInput> out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    auto input = read_object(json[i]);
    if (!input)
      return Error{name,
                   "entry " + std::to_string(i + 1) + ": not an object with a text called “quote”"};
    finish_row(*input, out.size(), name);
    out.push_back(*std::move(input));
  }
  return out;
}

Result<std::vector<AuditInput>> read_json_lines(const std::string& name, std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<AuditInput> out;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (nests_deeper_than(one, kMostLevels)) {
      return Error{name,
                   "line " + std::to_string(line) + ": nests too deeply to be a ledger's row"};
    }
    const Json json = Json::parse(one, nullptr, false);
    if (json.is_discarded())
      return Error{name, "line " + std::to_string(line) + ": not valid JSON"};
    auto input = read_object(json);
    if (!input)
      return Error{name,
                   "line " + std::to_string(line) + ": not an object with a text called “quote”"};
    finish_row(*input, out.size(), name);
    out.push_back(*std::move(input));
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

Result<std::vector<AuditInput>> read_ledger(const std::string& name, std::string_view bytes) {
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
