// unicode: the only room that includes ICU's headers; this header includes none of them. Code points out
// of UTF-8, their classes (Unicode's general categories) and case folding, with short ways for ASCII.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quoteledger {

// What a code point is, by its general category and White_Space: bits.
struct CodeClass {
  static constexpr unsigned kLetter = 1, kUpper = 2, kLower = 4, kDigit = 8, kSpace = 16,
                            kMark = 32;
};

// The bits of CodeClass of any code point: one look for all of them.
unsigned code_class(char32_t c);

namespace unicode_detail {
char32_t next_slow(std::string_view text, std::size_t& at);
}  // namespace unicode_detail

inline constexpr char32_t kReplacement = 0xFFFD;

// The code point at byte `at`, which must be inside the text; moves `at` behind it. Bytes that are not UTF-8 give
// U+FFFD, one for each maximal invalid part (Unicode 15 §3.9, "best practice for using U+FFFD").
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) {
    ++at;
    return byte;
  }
  // Two bytes, as letters with accents have them.
  if (byte >= 0xC2 && byte < 0xE0 && at + 1 < text.size()) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((second & 0xC0) == 0x80) {
      at += 2;
      return (char32_t{byte} & 0x1F) << 6 | (char32_t{second} & 0x3F);
    }
  }
  // Three bytes, as quotation marks have them. Lead bytes E0 and ED have followers of their own.
  if ((byte & 0xF0) == 0xE0 && byte != 0xE0 && byte != 0xED && at + 2 < text.size()) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if ((second & 0xC0) == 0x80 && (third & 0xC0) == 0x80) {
      at += 3;
      return (char32_t{byte} & 0x0F) << 12 | (char32_t{second} & 0x3F) << 6 |
             (char32_t{third} & 0x3F);
    }
  }
  return unicode_detail::next_slow(text, at);
}

// The code point that ends at byte `at`, which must not be 0; moves `at` to its first byte. For valid UTF-8.
char32_t previous_code_point(std::string_view text, std::size_t& at);

// Appends a code point as UTF-8. Surrogates and values over U+10FFFF are appended as U+FFFD.
void append_code_point(char32_t c, std::string& out);

// General category L.
inline bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return (code_class(c) & CodeClass::kLetter) != 0;
}
// Upper or title case (Lu, Lt).
inline bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return (code_class(c) & CodeClass::kUpper) != 0;
}
// Lower case (Ll).
inline bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return (code_class(c) & CodeClass::kLower) != 0;
}
// A decimal digit of any script (Nd).
inline bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return (code_class(c) & CodeClass::kDigit) != 0;
}
// White space as of the property White_Space: spaces, tabs, line ends, U+00A0, U+2028 …
inline bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return (code_class(c) & CodeClass::kSpace) != 0;
}
// A combining mark (M).
inline bool is_mark(char32_t c) { return c >= 0x300 && (code_class(c) & CodeClass::kMark) != 0; }

// Full case folding (CaseFolding.txt, C + F), for comparing words whatever their case. Text that is not
// valid UTF-8 comes back with U+FFFD. fold_case() appends to out.
void fold_case(std::string_view text, std::string& out);
std::string fold(std::string_view text);

}  // namespace quoteledger
