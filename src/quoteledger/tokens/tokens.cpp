#include "quoteledger/tokens/tokens.h"

#include <array>
#include <bit>
#include <cstring>

#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

// Classes of ASCII bytes, so that plain text needs no decoding.
enum : std::uint8_t { kOther, kLowerLetter, kUpperLetter, kDigit, kBlank, kHigh };

constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) classes[static_cast<std::size_t>(c)] = kLowerLetter;
  for (int c = 'A'; c <= 'Z'; ++c) classes[static_cast<std::size_t>(c)] = kUpperLetter;
  for (int c = '0'; c <= '9'; ++c) classes[static_cast<std::size_t>(c)] = kDigit;
  for (const unsigned char c : {' ', '\t', '\n', '\r', '\v', '\f'})
    classes[static_cast<std::size_t>(c)] = kBlank;
  for (int c = 128; c < 256; ++c) classes[static_cast<std::size_t>(c)] = kHigh;
  return classes;
}();

struct Letter {
  std::uint8_t kind =
      kOther;  // kLowerLetter (also letters without case), kUpperLetter, kDigit, kBlank or kOther
  std::uint32_t length = 0;  // bytes; 0 at the end of the text
};

Letter letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return {};
  }
  const std::uint8_t kind = kClasses[static_cast<unsigned char>(text[at])];
  if (kind != kHigh) {
    return {kind, 1};
  }
  std::size_t next = at;
  const char32_t c = next_code_point(text, next);
  const auto length = static_cast<std::uint32_t>(next - at);
  const unsigned bits = code_class(c);
  if (bits == 0) return {kOther, length};
  if ((bits & CodeClass::kUpper) != 0) return {kUpperLetter, length};
  if ((bits & (CodeClass::kLetter | CodeClass::kMark)) != 0) return {kLowerLetter, length};
  return {(bits & CodeClass::kDigit) != 0 ? std::uint8_t{kDigit} : std::uint8_t{kBlank}, length};
}

bool is_letter_kind(std::uint8_t kind) { return kind == kLowerLetter || kind == kUpperLetter; }

// Length in bytes of an apostrophe at a place: ' or ’ or ʼ, else 0.
std::uint32_t apostrophe_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '\'') return 1;
  if (text.substr(at, 3) == "\u2019") return 3;
  if (text.substr(at, 2) == "\u02BC") return 2;
  return 0;
}

// Is there a possessive 's at a place: an apostrophe, one s, and no letter behind it?
bool possessive_at(std::string_view text, std::size_t at) {
  const std::uint32_t mark = apostrophe_at(text, at);
  if (mark == 0) return false;
  const std::size_t s = at + mark;
  if (s >= text.size() || (text[s] != 's' && text[s] != 'S')) return false;
  const Letter behind = letter_at(text, s + 1);
  return !is_letter_kind(behind.kind) && behind.kind != kDigit;
}

Shape shape_of_lower(std::string_view word) {
  if (word.size() <= 3) return Shape::kLower;
  const char before = word[word.size() - 2];
  switch (word.back()) {
    case 'y':
      return before == 'l' ? Shape::kLy : Shape::kLower;
    case 'g':
      return word.ends_with("ing") ? Shape::kIng : Shape::kLower;
    case 'd':
      return before == 'e' ? Shape::kEd : Shape::kLower;
    case 's':
      return before != 's' && before != 'u' ? Shape::kPlural : Shape::kLower;
    default:
      return Shape::kLower;
  }
}

// The first byte in memory of a word that is not 0, where only the high bits of bytes are set.
std::size_t first_byte(std::uint64_t high_bits) {
  const int zeros = std::endian::native == std::endian::little ? std::countr_zero(high_bits)
                                                               : std::countl_zero(high_bits);
  return static_cast<std::size_t>(zeros) / 8;
}

// Small ASCII letters at a place on: eight bytes at a time where there are so many.
std::size_t skip_lower(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = 0x80 * kOnes;
  while (at + 8 <= text.size()) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, 8);
    const std::uint64_t low = block & ~kHighBits;
    const std::uint64_t from_a =
        low + (0x80 - 'a') * kOnes;  // the high bit of a byte: it is 'a' or above
    const std::uint64_t over_z = low + (0x7F - 'z') * kOnes;
    const std::uint64_t others = ~(from_a & ~over_z & ~block) & kHighBits;
    if (others != 0) return at + first_byte(others);
    at += 8;
  }
  while (at < text.size() && kClasses[static_cast<unsigned char>(text[at])] == kLowerLetter) ++at;
  return at;
}

// A letter with a full stop, and more such pairs: J.  U.S.  a.m.
std::uint32_t initials_length(std::string_view text, int& pairs) {
  std::size_t at = 0;
  pairs = 0;
  while (true) {
    const Letter letter = letter_at(text, at);
    if (!is_letter_kind(letter.kind)) break;
    if (pairs == 0 && letter.kind == kLowerLetter && !is_letter_kind(letter_at(text, at + 2).kind))
      break;
    const std::size_t stop = at + letter.length;
    if (stop >= text.size() || text[stop] != '.') break;
    at = stop + 1;
    ++pairs;
  }
  if (pairs > 0 && is_letter_kind(letter_at(text, at).kind)) {
    pairs = 0;  // "a.b" of an address or a file name
  }
  return pairs == 0 ? 0 : static_cast<std::uint32_t>(at);
}

RawToken word_token(std::string_view text) {
  std::size_t at = 0;
  int upper = 0;
  int lower = 0;
  bool first_upper = false;
  while (true) {
    const Letter letter = letter_at(text, at);
    if (is_letter_kind(letter.kind)) {
      if (letter.kind == kUpperLetter) {
        first_upper = first_upper || at == 0;
        ++upper;
      } else {
        ++lower;
      }
      at += letter.length;
    } else if (letter.kind == kDigit && at > 0) {
      at += letter.length;
    } else {
      const std::uint32_t mark = apostrophe_at(text, at);
      const bool hyphen = at < text.size() && text[at] == '-';
      // "AT&T", "H&M"
      const bool ampersand = at < text.size() && text[at] == '&' && lower == 0 &&
                             letter_at(text, at + 1).kind == kUpperLetter;
      const std::uint32_t length = hyphen || ampersand ? 1 : mark;
      if (length == 0 || at == 0) break;
      const std::uint8_t behind = letter_at(text, at + length).kind;
      if (!is_letter_kind(behind) && !(hyphen && behind == kDigit)) break;
      if (mark != 0 && possessive_at(text, at)) break;
      at += length;
    }
  }
  const std::string_view word = text.substr(0, at);
  RawToken token{static_cast<std::uint32_t>(at), Shape::kLower};
  if (upper == 0) {
    token.shape = shape_of_lower(word);
  } else if (lower == 0 && upper > 1) {
    token.shape = Shape::kCaps;
  } else if (first_upper) {
    token.shape = Shape::kCap;
  } else {
    token.shape = Shape::kMixed;
  }
  return token;
}

RawToken number_token(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    const Letter letter = letter_at(text, at);
    if (letter.kind == kDigit || (is_letter_kind(letter.kind) && at > 0)) {
      at += letter.length;
      continue;
    }
    const bool joint = at < text.size() && (text[at] == '.' || text[at] == ',' || text[at] == ':' ||
                                            text[at] == '-' || text[at] == '/');
    const std::uint8_t behind =
        joint ? letter_at(text, at + 1).kind : static_cast<std::uint8_t>(kOther);
    if (behind == kDigit || (joint && text[at] == '-' && is_letter_kind(behind))) {
      at += 1;
      continue;
    }
    break;
  }
  return {static_cast<std::uint32_t>(at), Shape::kNumber};
}

bool is_dash(std::string_view mark) {
  return mark == "-" || mark == "\u2013" || mark == "\u2014" || mark == "\u2015" ||
         mark == "\u2012" || mark == "\u2212";
}

}  // namespace

std::uint32_t space_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto plain = [&](std::size_t at) {
    return at < text.size() && kClasses[static_cast<unsigned char>(text[at])] < kBlank;
  };
  if (plain(0)) return 0;
  if (text[0] == ' ' && plain(1)) return 1;
  std::size_t at = 0;
  while (true) {
    const Letter letter = letter_at(text, at);
    if (letter.kind != kBlank) return static_cast<std::uint32_t>(at);
    at += letter.length;
  }
}

namespace {

// Most words are ASCII letters, small but for the first, with a blank or a mark behind: no decoding, one loop. A length of 0
// where the text starts with something else.
RawToken plain_word(std::string_view text) {
  const auto kind = [&](std::size_t at) { return kClasses[static_cast<unsigned char>(text[at])]; };
  const std::uint8_t first = kind(0);
  if (first != kLowerLetter && first != kUpperLetter) return {};
  const std::size_t at = skip_lower(text, 1);
  if (at < text.size()) {
    const char behind = text[at];
    const bool ends = behind == ' ' || behind == ',' || behind == '\n' || (behind == '.' && at > 1);
    if (!ends) return {};
  }
  const Shape shape = first == kUpperLetter ? Shape::kCap : shape_of_lower(text.substr(0, at));
  return {static_cast<std::uint32_t>(at), shape};
}

// Is the first character an ASCII mark by itself, whatever stands behind it?
bool plain_mark(std::string_view text) {
  const char mark = text[0];
  if (kClasses[static_cast<unsigned char>(mark)] != kOther || mark == '-' || mark == '\'')
    return false;
  return mark != '.' || text.size() == 1 || text[1] != '.';
}

}  // namespace

RawToken first_token(std::string_view text) {
  if (const RawToken plain = plain_word(text); plain.length > 0) return plain;
  if (plain_mark(text)) return {1, Shape::kMark};
  const Letter first = letter_at(text, 0);
  if (is_letter_kind(first.kind)) {
    if (text.size() > first.length && text[first.length] == '.') {
      int pairs = 0;
      const std::uint32_t length = initials_length(text, pairs);
      // "U.S." is written in capitals, "p.m." is not.
      if (pairs > 1) return {length, first.kind == kUpperLetter ? Shape::kCaps : Shape::kLower};
      // "I." ends a sentence more often than it stands in a name.
      if (pairs == 1 && first.kind == kUpperLetter && text[0] != 'I')
        return {length, Shape::kInitial};
    }
    return word_token(text);
  }
  if (first.kind == kDigit) {
    return number_token(text);
  }
  if (possessive_at(text, 0)) {
    return {apostrophe_at(text, 0) + 1, Shape::kMark};
  }
  std::uint32_t length = std::max(first.length, 1U);
  const std::string_view mark = text.substr(0, length);
  if (mark == "." || mark == "-") {
    while (length < text.size() && text[length] == mark[0]) ++length;
    if (mark == "." && length == 2) length = 1;
  }
  return {length, Shape::kMark};
}

void fold_token(std::string_view token, std::string& out) {
  if (token.empty()) return;
  bool ascii = true;
  for (const char c : token) ascii = ascii && static_cast<signed char>(c) >= 0;
  if (ascii) {
    if (token[0] == '-') {
      out += token.size() == 1 ? "-" : "\u2014";
    } else if (token.size() > 2 && token[0] == '.') {
      out += "\u2026";
    } else {
      for (const char c : token) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return;
  }
  if (is_dash(token)) {
    out += "\u2014";
  } else if (token == "\u201C" || token == "\u201D" || token == "\u201E") {
    out += '"';
  } else {
    // U+2019 becomes an apostrophe, in place.
    std::size_t to = out.size();
    fold_case(token, out);
    for (std::size_t at = to; at < out.size();) {
      if (out.compare(at, 3, "\u2019") == 0) {
        out[to++] = '\'';
        at += 3;
      } else {
        out[to++] = out[at++];
      }
    }
    out.resize(to);
  }
}

std::string fold_token(std::string_view token) {
  std::string out;
  fold_token(token, out);
  return out;
}

}  // namespace quoteledger
