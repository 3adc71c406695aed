#include "quoteledger/unicode/compatible.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "quoteledger/unicode/text.h"

namespace quoteledger {

namespace {

WordPart part_by_icu(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
    case 0x02BC:
    case 0xFF07:
      return WordPart::kApostrophe;
    case 0x2010:
    case 0x2011:
      return WordPart::kHyphen;
    case 0x2030:
    case 0x00B0:
    case 0x00A7:
    case 0x00B1:
    case 0x2116:
    case 0x2248:
    case 0x2260:
    case 0x2264:
    case 0x2265:
      return WordPart::kAlone;
    case 0x00AA:
    case 0x00BA:
      return WordPart::kLetter;
    default:
      break;
  }
  const auto code = static_cast<UChar32>(c);
  const auto mask = U_GET_GC_MASK(code);
  if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return WordPart::kIgnorable;
  if ((mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0) {
    if (c >= 0x2E80 &&
        (u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC) || (c >= 0x3041 && c <= 0x30FF))) {
      return WordPart::kAlone;
    }
    return WordPart::kLetter;
  }
  return (mask & U_GC_SC_MASK) != 0 ? WordPart::kAlone : WordPart::kNone;
}

// Alphabets and punctuation; ideographs and what is rarer are asked of ICU one by one.
constexpr std::size_t kTableSize = 0x2E80;

std::array<WordPart, kTableSize> part_table() {
  std::array<WordPart, kTableSize> table{};
  for (std::size_t c = 0; c < kTableSize; ++c) table[c] = part_by_icu(static_cast<char32_t>(c));
  return table;
}

}  // namespace

WordPart word_part(char32_t c) {
  static const std::array<WordPart, kTableSize> table = part_table();
  return c < kTableSize ? table[c] : part_by_icu(c);
}

void compose_compatible(std::string_view text, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* composer = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status) || composer == nullptr) {  // ICU without its data
    out.append(text);
    return;
  }
  icu::StringByteSink<std::string> sink(&out);
  composer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                          sink, nullptr, status);
}

namespace {

void fold_by_icu(std::string_view text, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status) || folder == nullptr) {  // ICU without its data
    fold_case(text, out);
    return;
  }
  icu::StringByteSink<std::string> sink(&out);
  folder->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                        sink, nullptr, status);
}

// Below the first mark that combines, each code point folds by itself.
constexpr char32_t kFirstCombining = 0x300;

std::vector<std::string> folded_forms() {
  std::vector<std::string> forms(kFirstCombining);
  for (char32_t c = 0; c < kFirstCombining; ++c) {
    std::string text;
    append_code_point(c, text);
    fold_by_icu(text, forms[c]);
  }
  return forms;
}

}  // namespace

void fold_compatible(std::string_view text, std::string& out) {
  static const std::vector<std::string> forms = folded_forms();
  const std::size_t before = out.size();
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c >= kFirstCombining) {
      out.resize(before);
      return fold_by_icu(text, out);
    }
    out += forms[c];
  }
}

void fold_accents(std::string_view text, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(status);
  std::string parts;
  icu::StringByteSink<std::string> sink(&parts);
  if (decomposer != nullptr) {
    decomposer->normalizeUTF8(0,
                              icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                              sink, nullptr, status);
  }
  if (U_FAILURE(status)) {  // ICU without its data
    out += text;
    return;
  }
  for (std::size_t at = 0; at < parts.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(parts, at);
    if (u_charType(static_cast<UChar32>(c)) != U_NON_SPACING_MARK)
      out.append(parts, begin, at - begin);
  }
}

}  // namespace quoteledger
