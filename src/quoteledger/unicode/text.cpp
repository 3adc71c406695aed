#include "quoteledger/unicode/text.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace quoteledger {
namespace unicode_detail {

char32_t next_slow(std::string_view text, std::size_t& at) {
  // ICU's macro counts in int32_t; four bytes are all that it can need.
  const std::string_view window = text.substr(at, 4);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(window.data());
  const auto size = static_cast<std::int32_t>(window.size());
  std::int32_t length = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, length, size, c);
  at += static_cast<std::size_t>(length);
  return static_cast<char32_t>(c);
}

}  // namespace unicode_detail

namespace {

std::uint8_t class_by_icu(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  const std::uint32_t category = U_GET_GC_MASK(point);
  unsigned bits = 0;
  if ((category & U_GC_L_MASK) != 0) bits |= CodeClass::kLetter;
  if ((category & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0) bits |= CodeClass::kUpper;
  if ((category & U_GC_LL_MASK) != 0) bits |= CodeClass::kLower;
  if ((category & U_GC_ND_MASK) != 0) bits |= CodeClass::kDigit;
  if ((category & U_GC_M_MASK) != 0) bits |= CodeClass::kMark;
  if (u_isUWhiteSpace(point) != 0) bits |= CodeClass::kSpace;
  return static_cast<std::uint8_t>(bits);
}

// Alphabets and punctuation; ideographs and what is rarer are asked of ICU one by one.
constexpr std::size_t kTableSize = 0x3000;

std::array<std::uint8_t, kTableSize> class_table() {
  std::array<std::uint8_t, kTableSize> table{};
  for (std::size_t c = 0; c < kTableSize; ++c) table[c] = class_by_icu(static_cast<char32_t>(c));
  return table;
}

}  // namespace

unsigned code_class(char32_t c) {
  static const std::array<std::uint8_t, kTableSize> table = class_table();
  return c < kTableSize ? table[c] : class_by_icu(c);
}

char32_t previous_code_point(std::string_view text, std::size_t& at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) {
    --begin;
  }
  at = begin;
  std::size_t next = begin;
  return next_code_point(text, next);
}

void append_code_point(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kReplacement;
  const auto follower = [&](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x800) {
    const std::array<char, 2> bytes = {static_cast<char>(0xC0 | (c >> 6)), follower(0)};
    out.append(bytes.data(), bytes.size());
  } else if (c < 0x10000) {
    const std::array<char, 3> bytes = {static_cast<char>(0xE0 | (c >> 12)), follower(6),
                                       follower(0)};
    out.append(bytes.data(), bytes.size());
  } else {
    const std::array<char, 4> bytes = {static_cast<char>(0xF0 | (c >> 18)), follower(12),
                                       follower(6), follower(0)};
    out.append(bytes.data(), bytes.size());
  }
}

void fold_case(std::string_view text, std::string& out) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<signed char>(c) >= 0; });
  if (ascii) {
    const std::size_t from = out.size();
    out.append(text);
    for (std::size_t i = from; i < out.size(); ++i) {
      if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] | 0x20);
    }
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                         sink, nullptr, status);
}

std::string fold(std::string_view text) {
  std::string out;
  fold_case(text, out);
  return out;
}

}  // namespace quoteledger
