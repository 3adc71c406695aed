#include "quoteledger/source/paragraphs.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

#include "quoteledger/source/utf8_scan.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::source_detail {
namespace {

constexpr std::uint32_t kWidest = 120;  // code points; no text is wrapped wider
constexpr std::uint32_t kNarrowest = 35;
constexpr std::uint32_t kTab = 4;  // what a tab counts as in an indent

struct Line {
  Span span;                 // without white space around it; empty: a blank line
  std::uint32_t indent = 0;  // columns
  std::uint32_t width =
      0;  // columns, the indent included; over kWidest stands for all that is wider
};

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The white space outside ASCII that lines begin and end with: U+00A0, U+3000 … Rare, hence by decoding.
Span trim(std::string_view text, Span span) {
  while (!span.empty()) {
    if (is_blank(text[span.begin])) {
      ++span.begin;
      continue;
    }
    if (static_cast<signed char>(text[span.begin]) >= 0) break;
    std::size_t next = span.begin;
    if (!is_space(next_code_point(text, next))) break;
    span.begin = static_cast<std::uint32_t>(next);
  }
  while (!span.empty()) {
    if (is_blank(text[span.end - 1])) {
      --span.end;
      continue;
    }
    if (static_cast<signed char>(text[span.end - 1]) >= 0) break;
    std::size_t before = span.end;
    if (!is_space(previous_code_point(text, before)) || before < span.begin) break;
    span.end = static_cast<std::uint32_t>(before);
  }
  return span;
}

// Code points of a short text. Nearly all lines are ASCII, which a glance tells.
std::uint32_t code_points(std::string_view text) {
  return skip_ascii(text, 0) == text.size() ? static_cast<std::uint32_t>(text.size())
                                            : count_code_points(text);
}

Line make_line(std::string_view text, Span raw) {
  Line line;
  line.span = trim(text, raw);
  if (line.span.empty()) return line;
  for (std::uint32_t at = raw.begin; at < line.span.begin; ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80)
      line.indent += text[at] == '\t' ? kTab : 1;
  }
  const bool long_line = line.span.size() > 4 * kWidest;
  line.width = long_line ? kWidest + 1
                         : std::min(kWidest + 1, line.indent + code_points(slice(text, line.span)));
  return line;
}

// Length of the line end at a byte other than \n, or 0. \r\n counts as one.
std::uint32_t rare_line_end(std::string_view text, std::size_t at) {
  switch (static_cast<unsigned char>(text[at])) {
    case '\r':
      return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    case '\v':
    case '\f':
      return 1;
    case 0xC2:
      return text.substr(at, 2) == "\u0085" ? 2 : 0;
    case 0xE2:
      return text.substr(at, 3) == "\u2028" || text.substr(at, 3) == "\u2029" ? 3 : 0;
    default:
      return 0;
  }
}

// Does a text hold a character, given as UTF-8? Sought by its last byte: the first is that of every curly mark.
bool holds(std::string_view text, std::string_view character) {
  for (std::size_t at = text.find(character.back()); at != text.npos;
       at = text.find(character.back(), at + 1)) {
    if (text.substr(0, at + 1).ends_with(character)) return true;
  }
  return false;
}

// Is \n, or \r\n, the only line end of the text? Then lines are found by memchr, and trimming drops the \r.
bool only_newlines(std::string_view text) {
  if (text.find('\v') != text.npos || text.find('\f') != text.npos) return false;
  for (std::size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1)) {
    if (at + 1 >= text.size() || text[at + 1] != '\n') return false;
  }
  return !holds(text, "\u2028") && !holds(text, "\u2029") && !holds(text, "\u0085");
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t begin = 0;
  if (only_newlines(text)) {
    while (begin < size) {
      const auto* found =
          static_cast<const char*>(std::memchr(text.data() + begin, '\n', size - begin));
      const auto end = found == nullptr ? size : static_cast<std::uint32_t>(found - text.data());
      lines.push_back(make_line(text, {begin, end}));
      begin = end + 1;
    }
    return lines;
  }
  for (std::uint32_t at = 0; at < size;) {
    const std::uint32_t length = text[at] == '\n' ? 1 : rare_line_end(text, at);
    if (length == 0) {
      ++at;
      continue;
    }
    lines.push_back(make_line(text, {begin, at}));
    at += length;
    begin = at;
  }
  if (begin < size) lines.push_back(make_line(text, {begin, size}));
  return lines;
}

std::uint32_t first_word_width(std::string_view text, const Line& line) {
  std::string_view word = slice(text, line.span);
  word = word.substr(0, word.find_first_of(" \t"));
  return word.size() > std::size_t{4} * kWidest ? kWidest : code_points(word);
}

// The full width of a hard-wrapped text's lines, in columns; 0 where the text is not hard-wrapped.
std::uint32_t wrapped_width(std::string_view text, const std::vector<Line>& lines) {
  // Widths of lines with another line right below, and how much of the text stands in such blocks.
  std::array<std::uint32_t, kWidest + 2> widths{};
  std::uint64_t in_blocks = 0;
  std::uint64_t alone = 0;
  std::uint32_t inner = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].span.empty()) continue;
    const bool follows = i > 0 && !lines[i - 1].span.empty();
    const bool followed = i + 1 < lines.size() && !lines[i + 1].span.empty();
    (follows || followed ? in_blocks : alone) += lines[i].span.size();
    if (followed) {
      ++inner;
      ++widths[lines[i].width];
    }
  }
  if (inner < 2 || in_blocks < alone || widths[kWidest + 1] * 20 > inner) return 0;
  // The full width: nine tenths of the inner lines are no wider.
  std::uint32_t full = 0;
  for (std::uint32_t seen = 0; full <= kWidest && (seen + widths[full]) * 10 < inner * 9; ++full)
    seen += widths[full];
  if (full < kNarrowest || full > kWidest) return 0;
  // A wrapped line ends where the next word would not have fitted any more.
  std::uint32_t forced = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].span.empty() || lines[i + 1].span.empty()) continue;
    forced += lines[i].width + 1 + first_word_width(text, lines[i + 1]) + 2 >= full;
  }
  return forced * 10 >= inner * 6 ? full : 0;
}

// Does a line end like a sentence, closing marks and brackets aside?
bool ends_sentence(std::string_view line) {
  while (!line.empty()) {
    const char last = line.back();
    if (last == '"' || last == '\'' || last == ')' || last == ']') {
      line.remove_suffix(1);
    } else if (line.ends_with("\u201D") || line.ends_with("\u2019")) {
      line.remove_suffix(3);
    } else {
      return last == '.' || last == '!' || last == '?' || last == ':' || line.ends_with("\u2026");
    }
  }
  return true;
}

// Does the text tell paragraphs by an indent as a rule, rather than by blank lines?
bool is_indent_style(std::string_view text, const std::vector<Line>& lines, std::uint32_t margin) {
  std::size_t indented = 0;
  std::size_t blocks = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].span.empty()) continue;
    if (i == 0 || lines[i - 1].span.empty()) {
      ++blocks;
    } else if (lines[i].indent >= margin + 2 && ends_sentence(slice(text, lines[i - 1].span))) {
      ++indented;
    }
  }
  return indented > blocks;
}

// The indent that most lines have.
std::uint32_t margin_of(const std::vector<Line>& lines) {
  std::array<std::size_t, 64> counts{};
  for (const Line& line : lines) {
    if (!line.span.empty()) ++counts[std::min<std::size_t>(line.indent, counts.size() - 1)];
  }
  return static_cast<std::uint32_t>(std::max_element(counts.begin(), counts.end()) -
                                    counts.begin());
}

// Is a block prose, which fills its lines, rather than verse, which indents lines for its own reasons?
bool is_prose(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
              std::uint32_t full) {
  std::size_t filled = 0;
  for (std::size_t k = begin; k + 1 < end; ++k) filled += lines[k].width * 5 >= full * 4;
  return filled * 2 >= end - begin - 1;
}

void join_blocks(std::string_view text, const std::vector<Line>& lines, std::uint32_t full,
                 std::vector<Span>& paragraphs) {
  const std::uint32_t document_margin = margin_of(lines);
  const bool indent_style = is_indent_style(text, lines, document_margin);
  std::size_t i = 0;
  while (i < lines.size()) {
    if (lines[i].span.empty()) {
      ++i;
      continue;
    }
    std::size_t end = i;
    std::uint32_t margin = lines[i].indent;
    for (; end < lines.size() && !lines[end].span.empty(); ++end) {
      margin = std::min(margin, lines[end].indent);
    }
    if (indent_style) margin = std::min(margin, document_margin);
    const bool splits = indent_style || is_prose(lines, i, end, full);
    Span paragraph = lines[i].span;
    for (std::size_t k = i + 1; k < end; ++k) {
      if (splits && lines[k].indent >= margin + 2 && lines[k].indent >= lines[k - 1].indent &&
          ends_sentence(slice(text, lines[k - 1].span))) {
        paragraphs.push_back(paragraph);
        paragraph = lines[k].span;
      } else {
        paragraph.end = lines[k].span.end;
      }
    }
    paragraphs.push_back(paragraph);
    i = end;
  }
}

}  // namespace

void find_paragraphs(Document& document) {
  const std::string_view text = document.text;
  const std::vector<Line> lines = split_lines(text);
  const std::uint32_t full = wrapped_width(text, lines);
  document.hard_wrapped = full != 0;
  if (document.hard_wrapped) {
    join_blocks(text, lines, full, document.paragraphs);
    return;
  }
  document.paragraphs.reserve(lines.size());
  for (const Line& line : lines) {
    if (!line.span.empty()) document.paragraphs.push_back(line.span);
  }
}

}  // namespace quoteledger::source_detail
