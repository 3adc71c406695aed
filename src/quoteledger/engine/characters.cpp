#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "quoteledger/base/csv.h"
#include "quoteledger/base/trim.h"
#include "quoteledger/engine/engine.h"

namespace quoteledger {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

// "female", "male", "group" or ""; the short forms that people write. nullopt for anything else.
std::optional<std::string> read_gender(std::string_view word) {
  const std::string gender = lower(trim(word));
  if (gender.empty() || gender == "unknown" || gender == "?") return "";
  if (gender == "female" || gender == "f" || gender == "woman") return "female";
  if (gender == "male" || gender == "m" || gender == "man") return "male";
  if (gender == "group" || gender == "organisation" || gender == "organization") return "group";
  return std::nullopt;
}

constexpr std::string_view kGenders = "it is female, male, group or nothing";

void split_aliases(std::string_view cell, std::vector<std::string>& out) {
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find_first_of(";|"), cell.size());
    if (const std::string_view alias = trim(cell.substr(0, end)); !alias.empty())
      out.emplace_back(alias);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
}

Result<std::vector<Character>> read_csv(const std::string& name, std::string_view bytes) {
  const std::string_view first_line = bytes.substr(0, bytes.find_first_of("\r\n"));
  const bool tabs = first_line.find('\t') != std::string_view::npos;
  // A header without a comma, but with semicolons, is how spreadsheets write CSV where the comma parts decimals.
  const bool semicolons = first_line.find(',') == std::string_view::npos &&
                          first_line.find(';') != std::string_view::npos;
  CsvReader reader(bytes, tabs ? '\t' : semicolons ? ';' : ',');
  std::vector<std::string> cells;
  if (!reader.next(cells)) {
    return Error{name, reader.error().empty() ? "line 1: no header row: name,aliases,gender"
                                              : reader.error()};
  }
  constexpr std::size_t kNone = std::string::npos;
  std::size_t at_name = kNone;
  std::size_t at_aliases = kNone;
  std::size_t at_gender = kNone;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string column = lower(trim(cells[i]));
    if (column == "name") at_name = i;
    if (column == "aliases" || column == "alias") at_aliases = i;
    if (column == "gender") at_gender = i;
  }
  if (at_name == kNone) {
    return Error{name, "line 1: no column `name` in the header row; it reads: name,aliases,gender"};
  }
  const std::size_t columns = cells.size();
  std::vector<Character> characters;
  while (reader.next(cells)) {
    if (cells.size() > columns) {
      return Error{name,
                   fmt::format("line {}: {} cells under a header of {}; aliases are parted by `{}`",
                               reader.line(), cells.size(), columns, semicolons ? '|' : ';')};
    }
    cells.resize(columns);
    Character character;
    character.name = trim(cells[at_name]);
    if (character.name.empty()) return Error{name, fmt::format("line {}: no name", reader.line())};
    if (at_aliases != kNone) split_aliases(cells[at_aliases], character.aliases);
    if (at_gender != kNone) {
      auto gender = read_gender(cells[at_gender]);
      if (!gender) {
        return Error{name, fmt::format("line {}: `{}` is no gender; {}", reader.line(),
                                       cells[at_gender], kGenders)};
      }
      character.gender = *std::move(gender);
    }
    characters.push_back(std::move(character));
  }
  if (!reader.error().empty()) return Error{name, reader.error()};
  return characters;
}

std::size_t line_of(std::string_view bytes, std::size_t at) {
  const std::string_view before = bytes.substr(0, at);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

// nlohmann's values do not know their places: the line on which the n-th (from 0) element of the
// outer array starts.
std::size_t line_of_element(std::string_view bytes, std::size_t element) {
  int depth = 0;
  bool text = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (text) {
      if (c == '\\') ++i;
      if (c == '"') text = false;
    } else if (depth == 1 && element == 0 &&
               std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
      return line_of(bytes, i);
    } else if (c == '"') {
      text = true;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 1) {
      --element;
    }
  }
  return line_of(bytes, bytes.size());
}

using Json = nlohmann::json;

// Empty where the value fits.
std::string take_character(const Json& value, Character& character) {
  if (value.is_string()) {  // a bare name
    character.name = trim(value.get_ref<const std::string&>());
    return character.name.empty() ? "no name" : "";
  }
  if (!value.is_object()) return "not an object {\"name\": …, \"aliases\": […], \"gender\": …}";
  for (const auto& [key, field] : value.items()) {
    if (key == "name") {
      if (!field.is_string()) return "`name` is no text";
      character.name = trim(field.get_ref<const std::string&>());
    } else if (key == "aliases") {
      if (!field.is_array() && !field.is_null()) return "`aliases` is no array";
      for (const Json& alias : field) {
        if (!alias.is_string()) return "an alias is no text";
        if (const auto text = trim(alias.get_ref<const std::string&>()); !text.empty()) {
          character.aliases.emplace_back(text);
        }
      }
    } else if (key == "gender") {
      if (field.is_null()) continue;
      auto gender =
          field.is_string() ? read_gender(field.get_ref<const std::string&>()) : std::nullopt;
      if (!gender)
        return fmt::format("{} is no gender; {}",
                           field.dump(-1, ' ', false, Json::error_handler_t::replace), kGenders);
      character.gender = *std::move(gender);
    }
  }
  return character.name.empty() ? "no `name`" : "";
}

// Refuses nesting before nlohmann's recursive destructor could meet it.
bool too_deep(std::string_view bytes) {
  int depth = 0;
  bool text = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (text) {
      if (c == '\\') ++i;
      if (c == '"') text = false;
    } else if (c == '"') {
      text = true;
    } else if (c == '[' || c == '{') {
      if (++depth > 64) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

Result<std::vector<Character>> read_json(const std::string& name, std::string_view bytes) {
  if (too_deep(bytes)) return Error{name, "nested more than 64 levels deep"};
  Json parsed;
  try {  // the only way to have the place of an error out of nlohmann's parser
    parsed = Json::parse(bytes);
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte == 0 ? 0 : std::min(error.byte - 1, bytes.size());
    std::string_view what =
        error.what();  // "[json.exception.parse_error.101] parse error at line 1, column 3: …"
    if (const auto colon = what.find(": "); colon != std::string_view::npos)
      what.remove_prefix(colon + 2);
    return Error{name, fmt::format("line {}: not valid JSON: {}", line_of(bytes, at), what)};
  }
  if (!parsed.is_array()) return Error{name, "line 1: not a JSON array of characters"};
  std::vector<Character> characters(parsed.size());
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    const std::string problem = take_character(parsed[i], characters[i]);
    if (!problem.empty()) {
      return Error{name, fmt::format("line {}: character {}: {}", line_of_element(bytes, i), i + 1,
                                     problem)};
    }
  }
  return characters;
}

}  // namespace

// NOLINTNEXTLINE(performance-unnecessary-value-param): as extract() takes it
Result<std::vector<Character>> read_characters(std::string name, std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view content = trim(bytes);
  if (content.starts_with('[') || content.starts_with('{')) return read_json(name, bytes);
  return read_csv(name, bytes);
}

}  // namespace quoteledger
