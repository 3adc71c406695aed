// What encoding a file's bytes are in, told from byte order marks, from the pattern of NUL bytes, from whether they are
// UTF-8, and at last by ICU. Inside the source room only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "quoteledger/source/utf8_scan.h"

namespace quoteledger::source_detail {

enum class Scheme : std::uint8_t {
  kUtf8,
  kUtf16Little,
  kUtf16Big,
  kUtf32Little,
  kUtf32Big,
  kOther
};

struct Encoding {
  Scheme scheme = Scheme::kUtf8;
  std::string name = "UTF-8";
  std::size_t mark = 0;    // bytes of the byte order mark
  bool malformed = false;  // kUtf8 only: some sequences are invalid
};

// Binary files come out as something too: ask binary_kind() first.
Encoding find_encoding(std::string_view bytes);

// "a PDF", "a ZIP archive …" or "it holds too many control characters"; empty for text. Asked for bytes without a byte
// order mark that are not UTF-16.
std::string binary_kind(std::string_view bytes);

// Little, big, or kOther: UTF-16 without a byte order mark shows as NUL bytes at every other place.
Scheme find_utf16(std::string_view bytes);

}  // namespace quoteledger::source_detail
