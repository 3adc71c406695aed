// Charset detection and conversion, for files that are neither UTF-8 nor UTF-16 nor UTF-32: ICU's ucsdet and ucnv.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoteledger {

struct CharsetGuess {
  std::string name;    // IANA's name, "ISO-8859-1", "Shift_JIS" …; empty: no idea
  int confidence = 0;  // 0 to 100, ICU's own
};

// What ICU takes the bytes for. Looks at the first few thousand bytes only: hand it a part with high bytes.
CharsetGuess detect_charset(std::string_view bytes);

struct
    ConvertedStep {  // from byte `text` of the UTF-8 on, each code point took `width` bytes of the input
  std::uint32_t text = 0;
  std::uint64_t input = 0;
  std::uint32_t width = 1;
};

struct Converted {
  std::string utf8;
  std::vector<ConvertedStep> steps;  // ascending; at least one every 1024 bytes of utf8
  bool malformed = false;            // bytes without a meaning in the charset stand as U+FFFD
};

// The bytes as UTF-8. Nothing where ICU does not know the charset's name.
std::optional<Converted> convert(std::string_view bytes, const std::string& charset);

}  // namespace quoteledger
