#include "quoteledger/grammar/statements.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace quoteledger {
namespace {

constexpr std::array<std::string_view, 10> kKeywords = {
    "grammar", "language", "lexicon", "class", "pattern", "tag", "rule", "off", "weights", "signs"};
constexpr std::array<std::string_view, 6> kFields = {"at", "find", "unless", "yes", "no", "kind"};

// Code points up to a byte of a line, for columns that a person counts.
std::uint32_t points_before(std::string_view line, std::size_t byte) {
  std::uint32_t points = 0;
  for (std::size_t i = 0; i < std::min(byte, line.size()); ++i) {
    if ((static_cast<unsigned char>(line[i]) & 0xC0) != 0x80) ++points;
  }
  return points;
}

std::string list(const auto& words) {
  std::string out;
  for (const auto word : words) {
    out += out.empty() ? "" : ", ";
    out += word;
  }
  return out;
}

// Takes one word off a line from a place on; moves the place behind it and the spaces that follow.
std::string take_word(std::string_view line, std::size_t& at) {
  const std::size_t begin = at;
  while (at < line.size() && line[at] != ' ' && line[at] != '\t') ++at;
  std::string word(line.substr(begin, at - begin));
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  return word;
}

void append(SourceText& source, std::string_view line, std::uint32_t number, std::size_t from) {
  std::size_t end = line.size();
  while (end > from && (line[end - 1] == ' ' || line[end - 1] == '\t')) --end;
  from = std::min(from, end);
  source.parts.push_back({static_cast<std::uint32_t>(source.text.size()),
                          {number, static_cast<std::uint32_t>(from + 1)}});
  source.text += line.substr(from, end - from);
  source.text += ' ';
}

}  // namespace

SourceText::Place SourceText::place(std::size_t at) const {
  const auto behind =
      std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.from > at; });
  if (behind == parts.begin()) return {line, 1};
  const Part& part = *std::prev(behind);
  return {part.place.line, part.place.column + static_cast<std::uint32_t>(at - part.from)};
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    std::string line(text.substr(at, end - at));
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

Diagnostic diagnose(const GrammarFile& file, std::uint32_t line, std::uint32_t column,
                    std::uint32_t length, std::string message, std::string hint) {
  Diagnostic out;
  out.file = file.path;
  out.line = line;
  out.message = std::move(message);
  out.hint = std::move(hint);
  if (line > 0 && line <= file.lines.size()) {
    out.source = file.lines[line - 1];
    out.column = points_before(out.source, column - 1) + 1;
    out.length = std::max(1U, points_before(out.source, column - 1 + length) + 1 - out.column);
  }
  return out;
}

Diagnostic diagnose(const GrammarFile& file, const SourceText& source, std::uint32_t at,
                    std::uint32_t length, std::string message, std::string hint) {
  const auto place = source.place(std::min<std::size_t>(at, source.text.size()));
  return diagnose(file, place.line, place.column, length, std::move(message), std::move(hint));
}

GrammarFile read_statements(std::string path, std::string_view text,
                            std::vector<Diagnostic>& errors) {
  GrammarFile file;
  file.path = std::move(path);
  file.lines = split_lines(text);
  SourceText* open = nullptr;  // what a line that is indented more, or follows a `\`, goes on with
  bool joined = false;
  bool lost = false;  // in the fields of a statement that is none
  for (std::uint32_t number = 1; number <= file.lines.size(); ++number) {
    const std::string& line = file.lines[number - 1];
    std::size_t at = line.find_first_not_of(" \t");
    if (at == std::string::npos || line[at] == '#') {
      joined = false;
      continue;
    }
    const bool goes_on = line.ends_with('\\') && !line.ends_with("\\\\");
    const std::string_view body = std::string_view(line).substr(0, line.size() - (goes_on ? 1 : 0));
    if (joined && open != nullptr) {
      append(*open, body, number, at);
      file.statements.back().text += line + "\n";
      joined = goes_on;
      continue;
    }
    const bool field = at > 0;
    if (field && lost) continue;
    if (!field) lost = false;
    const std::size_t start = at;
    Statement statement;
    statement.line = number;
    statement.keyword = take_word(body, at);
    statement.text = line + "\n";
    statement.rest.file = file.path;
    statement.rest.line = number;
    const bool known =
        field ? std::find(kFields.begin(), kFields.end(), statement.keyword) != kFields.end()
              : std::find(kKeywords.begin(), kKeywords.end(), statement.keyword) != kKeywords.end();
    if (!known) {
      errors.push_back(diagnose(file, number, static_cast<std::uint32_t>(start + 1),
                                static_cast<std::uint32_t>(statement.keyword.size()),
                                field ? "not a field of a rule" : "not a statement",
                                field ? "a rule's fields are " + list(kFields)
                                      : "a line starts with one of " + list(kKeywords) +
                                            "; a rule's fields are indented"));
      open = nullptr;
      lost = !field;
      if (lost) file.lost_names.push_back(take_word(body, at));
      continue;
    }
    if (field && (file.statements.empty() || file.statements.back().keyword != "rule")) {
      errors.push_back(diagnose(file, number, static_cast<std::uint32_t>(start + 1),
                                static_cast<std::uint32_t>(statement.keyword.size()),
                                "a field outside a rule", "only the lines of a rule are indented"));
      continue;
    }
    if (!field) {
      statement.name_column = static_cast<std::uint32_t>(at + 1);
      statement.name = take_word(body, at);
      if (statement.name.empty()) {
        errors.push_back(diagnose(file, number, static_cast<std::uint32_t>(line.size() + 1), 1,
                                  "`" + statement.keyword + "` wants a name behind it", ""));
        continue;
      }
    }
    append(statement.rest, body, number, at);
    joined = goes_on;
    if (field) {
      file.statements.back().text += statement.text;
      file.statements.back().fields.push_back(std::move(statement));
      open = &file.statements.back().fields.back().rest;
    } else {
      file.statements.push_back(std::move(statement));
      open = &file.statements.back().rest;
    }
  }
  return file;
}

std::string format(const Diagnostic& diagnostic) {
  std::string out = diagnostic.file;
  if (diagnostic.line > 0) {
    out += ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
  }
  out += ": error: " + diagnostic.message + "\n";
  if (diagnostic.line > 0) {
    out += "  " + diagnostic.source + "\n  ";
    std::uint32_t points = 0;
    for (const char c : diagnostic.source) {
      if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
      if (++points >= diagnostic.column) break;
      out += c == '\t' ? '\t' : ' ';
    }
    for (; points + 1 < diagnostic.column; ++points) out += ' ';
    out += "^" + std::string(diagnostic.length > 0 ? diagnostic.length - 1 : 0, '~') + "\n";
  }
  if (!diagnostic.hint.empty()) {
    out += "  hint: " + diagnostic.hint + "\n";
  }
  return out;
}

}  // namespace quoteledger
