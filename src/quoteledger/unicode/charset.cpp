#include "quoteledger/unicode/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

constexpr std::uint32_t kStepLength =
    1024;  // bytes of UTF-8 between two steps, so that a look-up stays short

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using ConverterPointer = std::unique_ptr<UConverter, CloseConverter>;

class Output {
 public:
  explicit Output(Converted& out) : out_(out) {}

  void add(char32_t c, std::uint64_t input, std::uint32_t width) {
    const auto text = static_cast<std::uint32_t>(out_.utf8.size());
    if (out_.steps.empty() || out_.steps.back().width != width || input != expected_ ||
        text - out_.steps.back().text >= kStepLength) {
      out_.steps.push_back({text, input, width});
    }
    expected_ = input + width;
    if (c == kReplacement) out_.malformed = true;
    append_code_point(c, out_.utf8);
  }

 private:
  Converted& out_;
  std::uint64_t expected_ = 0;
};

char32_t next(UConverter* converter, const char*& source, const char* end) {
  UErrorCode status = U_ZERO_ERROR;
  const char* before = source;
  const UChar32 c = ucnv_getNextUChar(converter, &source, end, &status);
  if (U_FAILURE(status) == 0) return static_cast<char32_t>(c);
  if (source == before) ++source;  // always onwards
  return status == U_INDEX_OUTOFBOUNDS_ERROR ? U'\0' : kReplacement;
}

// One byte is one character: a table of 256 does it.
Converted convert_by_table(std::string_view bytes, UConverter* converter) {
  std::array<char32_t, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char byte = static_cast<char>(i);
    const char* source = &byte;
    ucnv_resetToUnicode(converter);
    table[i] = next(converter, source, source + 1);
  }
  Converted converted;
  converted.utf8.reserve(bytes.size() + bytes.size() / 8);
  Output output(converted);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    output.add(table[static_cast<unsigned char>(bytes[i])], i, 1);
  }
  return converted;
}

}  // namespace

CharsetGuess detect_charset(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  const std::size_t size = std::min<std::size_t>(bytes.size(), 1U << 16);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(size), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) != 0 || match == nullptr) return {};
  const char* name = ucsdet_getName(match, &status);
  const int confidence = ucsdet_getConfidence(match, &status);
  if (U_FAILURE(status) != 0 || name == nullptr) return {};
  return {name, confidence};
}

std::optional<Converted> convert(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const ConverterPointer converter(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status) != 0) return std::nullopt;
  if (ucnv_getMaxCharSize(converter.get()) == 1) return convert_by_table(bytes, converter.get());
  Converted converted;
  converted.utf8.reserve(bytes.size() + bytes.size() / 2);
  Output output(converted);
  const char* source = bytes.data();
  const char* end = source + bytes.size();
  while (source < end) {
    const char* before = source;
    const char32_t c = next(converter.get(), source, end);
    if (source == end && c == U'\0' && *before != '\0') break;  // only a shift sequence was left
    output.add(c, static_cast<std::uint64_t>(before - bytes.data()),
               std::max(1U, static_cast<std::uint32_t>(source - before)));
  }
  return converted;
}

}  // namespace quoteledger
