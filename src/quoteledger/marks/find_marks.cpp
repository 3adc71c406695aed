#include <array>
#include <cstring>

#include "quoteledger/marks/mark.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::marks_detail {
namespace {

constexpr std::uint32_t kTagReach = 400;  // bytes between a tag's < and an attribute value

// A mark as written, before its surroundings are looked at.
enum class Shape : std::uint8_t { kOpening, kClosing, kStraight };

struct Glyph {
  std::uint32_t at = 0;
  std::uint8_t length = 0;
  Family family = Family::kDouble;
  Shape shape = Shape::kStraight;
  bool apostrophe = false;  // may be one: ' ’ ‘
};

Side side_of(char32_t c) {
  if (is_space(c)) return Side::kSpace;
  if (is_letter(c) || is_mark(c)) return Side::kLetter;
  if (is_digit(c)) return Side::kDigit;
  switch (c) {
    case '(':
    case '[':
    case '{':
    case '<':
    case 0xBF:  // ¿
    case 0xA1:  // ¡
    case 0x3008:
    case 0x300A:
    case 0x3010:
    case 0xFF08:
      return Side::kOpening;
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case ')':
    case ']':
    case '}':
    case '>':
    case '%':
    case 0x2026:  // …
    case 0x3001:
    case 0x3002:
    case 0x3009:
    case 0x300B:
    case 0x3011:
    case 0xFF09:
    case 0xFF0C:
    case 0xFF01:
    case 0xFF1F:
      return Side::kClosing;
    case '-':
    case 0x2010:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return Side::kDash;
    case 0x200B:  // what is not seen: zero-width spaces, marks of direction, the byte order mark
    case 0x200E:
    case 0x200F:
    case 0x202A:
    case 0x202B:
    case 0x202C:
    case 0x202D:
    case 0x202E:
    case 0x2060:
    case 0xFEFF:
      return Side::kSpace;
    default:
      return Side::kSymbol;
  }
}

// Bytes that a mark may begin with.
constexpr auto kCandidate = [] {
  std::array<bool, 256> table{};
  for (const std::size_t byte : {0x22, 0x27, 0x60, 0xC2, 0xE2, 0xE3, 0xEF}) table[byte] = true;
  return table;
}();

// The first byte from `at` on that a mark may begin with, or end. Eight bytes at a time.
std::uint32_t next_candidate(std::string_view text, std::uint32_t at, std::uint32_t end) {
  constexpr std::uint64_t kLow = 0x0101010101010101ULL;
  constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
  const auto holds_zero = [](std::uint64_t x) { return (x - kLow) & ~x & kHigh; };
  while (end - at >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, &text[at], 8);
    const std::uint64_t found = (word & kHigh) | holds_zero(word ^ (kLow * '"')) |
                                holds_zero(word ^ (kLow * '\'')) | holds_zero(word ^ (kLow * '`'));
    if (found == 0) {
      at += 8;
      continue;
    }
    for (const std::uint32_t stop = at + 8; at < stop; ++at) {
      if (kCandidate[static_cast<unsigned char>(text[at])]) return at;
    }
  }
  while (at < end && !kCandidate[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

// The mark at a byte; length 0 where there is none. Two single ones are taken for a double one later.
Glyph glyph_at(std::string_view text, std::uint32_t at) {
  const auto byte = [&](std::uint32_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  switch (byte(0)) {
    case '"':
      return {at, 1, Family::kDouble, Shape::kStraight, false};
    case '\'':
      return {at, 1, Family::kSingle, Shape::kStraight, true};
    case '`':
      return {at, 1, Family::kSingle, Shape::kOpening, false};
    case 0xC2:
      if (byte(1) == 0xAB) return {at, 2, Family::kGuillemet, Shape::kOpening, false};
      if (byte(1) == 0xBB) return {at, 2, Family::kGuillemet, Shape::kClosing, false};
      return {};
    case 0xE2:
      if (byte(1) == 0x80) {
        switch (byte(2)) {
          case 0x98:
            return {at, 3, Family::kSingle, Shape::kOpening, true};  // ‘
          case 0x99:
            return {at, 3, Family::kSingle, Shape::kClosing, true};  // ’
          case 0x9A:                                                 // ‚
          case 0x9B:
            return {at, 3, Family::kSingle, Shape::kOpening, false};  // ‛
          case 0x9C:
            return {at, 3, Family::kDouble, Shape::kOpening, false};  // “
          case 0x9D:
            return {at, 3, Family::kDouble, Shape::kClosing, false};  // ”
          case 0x9E:                                                  // „
          case 0x9F:
            return {at, 3, Family::kDouble, Shape::kOpening, false};  // ‟
          case 0xB9:
            return {at, 3, Family::kAngle, Shape::kOpening, false};  // ‹
          case 0xBA:
            return {at, 3, Family::kAngle, Shape::kClosing, false};  // ›
          default:
            return {};
        }
      }
      return {};
    case 0xE3:
      if (byte(1) == 0x80) {
        switch (byte(2)) {
          case 0x8C:
            return {at, 3, Family::kCorner, Shape::kOpening, false};  // 「
          case 0x8D:
            return {at, 3, Family::kCorner, Shape::kClosing, false};  // 」
          case 0x8E:
            return {at, 3, Family::kWhiteCorner, Shape::kOpening, false};  // 『
          case 0x8F:
            return {at, 3, Family::kWhiteCorner, Shape::kClosing, false};  // 』
          case 0x9D:
            return {at, 3, Family::kDouble, Shape::kOpening, false};  // 〝
          case 0x9E:                                                  // 〞
          case 0x9F:
            return {at, 3, Family::kDouble, Shape::kClosing, false};  // 〟
          default:
            return {};
        }
      }
      return {};
    case 0xEF:
      if (byte(1) == 0xBC && byte(2) == 0x82)
        return {at, 3, Family::kDouble, Shape::kStraight, false};
      return {};
    default:
      return {};
  }
}

char32_t after(std::string_view text, std::uint32_t at, std::uint32_t end) {
  if (at >= end) return ' ';
  std::size_t next = at;
  return next_code_point(text.substr(0, end), next);
}

char32_t before(std::string_view text, std::uint32_t at, std::uint32_t begin) {
  if (at <= begin) return ' ';
  std::size_t place = at;
  return previous_code_point(text, place);
}

// Does an attribute's value begin at a byte, as in <tweet id="7">?
bool is_attribute_value(std::string_view text, std::uint32_t at, std::uint32_t begin) {
  if (at == begin || text[at - 1] != '=') return false;
  const std::uint32_t from = at - begin > kTagReach ? at - kTagReach : begin;
  const std::string_view part = text.substr(from, at - from);
  const std::size_t tag = part.find_last_of("<>");
  return tag != std::string_view::npos && part[tag] == '<';
}

bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// Words that are written with an apostrophe in front: 'tis, 'em, rock 'n' roll; and years and decades: '90s, '08.
bool is_leading_apostrophe(std::string_view rest) {
  std::size_t digits = 0;
  while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
  if (digits == 2) {
    const char behind = rest.size() > 2 ? rest[2] : ' ';
    return !is_ascii_letter(behind) || behind == 's';
  }
  if (digits != 0) return false;
  std::array<char, 8> word{};
  std::size_t length = 0;
  while (length < rest.size() && length < word.size() && is_ascii_letter(rest[length])) {
    word[length] = lower(rest[length]);
    ++length;
  }
  if (length == 0 || length == word.size()) return false;
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"tis",   "twas",  "twere", "twill",  "twould", "em",    "n",     "til",
       "till",  "cause", "cos",   "cuz",    "bout",   "round", "neath", "gainst",
       "tween", "ere",   "nuff",  "nother", "er",     "im",    "un",    "s"});
  const std::string_view found(word.data(), length);
  for (const std::string_view known : kWords) {
    if (known == found) return true;
  }
  return false;
}

bool is_wordy(Side side) { return side == Side::kLetter || side == Side::kDigit; }

void judge(const Glyph& glyph, Mark& mark) {
  const Side left = mark.left;
  const Side right = mark.right;
  const bool free_left = left == Side::kSpace || left == Side::kOpening;
  const bool free_right = right == Side::kSpace || right == Side::kClosing;
  const bool looks_open = (free_left || left == Side::kDash) && !free_right;
  const bool looks_close = !free_left && (free_right || right == Side::kDash);
  switch (glyph.shape) {
    case Shape::kOpening:
      mark.opens = kStrong;
      if (looks_close && !looks_open) {  // “so“, the wrong way round, or „so“
        mark.opens = kWeak;
        mark.closes = kStrong;
      } else if (glyph.family == Family::kDouble && left == Side::kSpace && right == Side::kSpace) {
        mark.opens = kWeak;  // “so. “
        mark.closes = kWeak;
      } else if (!free_left && left != Side::kDash) {
        mark.closes = kWeak;  // “so.“[12]
      }
      break;
    case Shape::kClosing:
      mark.closes = kStrong;
      if (looks_open && !looks_close) {
        mark.opens = kStrong;
        mark.closes = kWeak;
      }
      break;
    case Shape::kStraight:
      if (looks_open && !looks_close) {
        mark.opens = kStrong;
        mark.closes = left == Side::kDash ? kWeak : kNo;
      } else if (looks_close && !looks_open) {
        mark.opens = right == Side::kDash ? kWeak : kNo;
        mark.closes = kStrong;
      } else {  // a space got lost, or one too many stands there
        mark.opens = kWeak;
        mark.closes = kWeak;
      }
      break;
  }
  mark.measure = glyph.shape == Shape::kStraight && left == Side::kDigit && !is_wordy(right);
  mark.straight = glyph.shape == Shape::kStraight;
}

}  // namespace

void find_marks(std::string_view text, Span paragraph, std::vector<Mark>& marks) {
  const std::uint32_t end = paragraph.end;
  std::uint32_t at = paragraph.begin;
  const std::size_t first = marks.size();
  char attribute = '\0';  // the mark that ends an attribute's value
  while ((at = next_candidate(text, at, end)) < end) {
    Glyph glyph = glyph_at(text, at);
    if (glyph.length == 0) {
      ++at;
      continue;
    }
    if (attribute != '\0') {
      if (text[at] == attribute) attribute = '\0';
      at += glyph.length;
      continue;
    }
    if (glyph.shape == Shape::kStraight && is_attribute_value(text, at, paragraph.begin)) {
      attribute = text[at];
      ++at;
      continue;
    }
    const std::uint32_t behind = at + glyph.length;
    // ''so'' and ``so'': two of a kind are a double mark. Of three the inner one is single.
    if (glyph.family == Family::kSingle && behind < end && glyph.shape != Shape::kClosing) {
      const std::string_view self = text.substr(at, glyph.length);
      std::uint32_t run = 1;
      while (run < 4 && text.substr(at + run * glyph.length, glyph.length) == self) ++run;
      const Side left = marks.size() > first && marks.back().at + marks.back().length == at
                            ? marks.back().left
                            : side_of(before(text, at, paragraph.begin));
      const bool inner_first =
          run == 3 && left != Side::kSpace && left != Side::kOpening && left != Side::kDash;
      if (run >= 2 && !inner_first) {
        glyph.length = static_cast<std::uint8_t>(2 * glyph.length);
        glyph.family = Family::kDouble;
        glyph.apostrophe = false;
      }
    }
    Mark mark;
    mark.at = at;
    mark.length = glyph.length;
    mark.family = glyph.family;
    mark.touches_left = marks.size() > first && marks.back().at + marks.back().length == at;
    mark.left = mark.touches_left ? marks.back().left : side_of(before(text, at, paragraph.begin));
    at += glyph.length;
    // Marks to the right are looked through.
    std::uint32_t look = at;
    for (int i = 0; i < 4 && look < end; ++i) {
      const Glyph other = glyph_at(text, look);
      if (other.length == 0) break;
      look += other.length;
    }
    mark.right = side_of(after(text, look, end));
    if (glyph.apostrophe && look == at) {
      if (!mark.touches_left && is_wordy(mark.left) && is_wordy(mark.right)) continue;  // don't
      if (!is_wordy(mark.left) && is_wordy(mark.right) && glyph.shape != Shape::kOpening &&
          is_leading_apostrophe(text.substr(at, end - at))) {
        continue;  // 'tis
      }
    }
    judge(glyph, mark);
    if (mark.straight && at < end && text[at] == '>')
      mark.opens = kNo;  // the end of a tag that began a line before
    marks.push_back(mark);
  }
}

}  // namespace quoteledger::marks_detail
