// A slice of a file's bytes, decoded alone: what a ledger's byte_start and byte_end point at has to be the quote.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "quoteledger/source/document.h"
#include "quoteledger/unicode/charset.h"
#include "quoteledger/unicode/text.h"

namespace fuzz {

// Nothing for charsets in which a slice alone means something else (ISO-2022-JP's shifts).
inline std::optional<std::string> decode_slice(const quoteledger::Document& document,
                                               std::string_view bytes) {
  std::string out;
  const std::string& encoding = document.encoding;
  if (encoding == "UTF-8") {
    for (std::size_t at = 0; at < bytes.size();)
      quoteledger::append_code_point(quoteledger::next_code_point(bytes, at), out);
    return out;
  }
  const auto byte = [&](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[at]));
  };
  if (encoding == "UTF-16LE" || encoding == "UTF-16BE") {
    const bool big = encoding == "UTF-16BE";
    const auto unit = [&](std::size_t at) {
      return big ? byte(at) << 8 | byte(at + 1) : byte(at + 1) << 8 | byte(at);
    };
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
      if (at + 1 == bytes.size()) {
        quoteledger::append_code_point(quoteledger::kReplacement, out);
        break;
      }
      char32_t c = unit(at);
      if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size()) {
        if (const char32_t low = unit(at + 2); low >= 0xDC00 && low < 0xE000) {
          c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
          at += 2;
        }
      }
      quoteledger::append_code_point(c, out);  // a lone surrogate as U+FFFD
    }
    return out;
  }
  if (encoding == "UTF-32LE" || encoding == "UTF-32BE") {
    const bool big = encoding == "UTF-32BE";
    for (std::size_t at = 0; at < bytes.size(); at += 4) {
      char32_t c = quoteledger::kReplacement;
      if (at + 3 < bytes.size()) {
        c = big ? byte(at) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3)
                : byte(at + 3) << 24 | byte(at + 2) << 16 | byte(at + 1) << 8 | byte(at);
      }
      quoteledger::append_code_point(c, out);
    }
    return out;
  }
  for (const std::string_view one_byte : {"windows-12", "ISO-8859-", "KOI8-"}) {
    if (!encoding.starts_with(one_byte)) continue;
    if (auto converted = quoteledger::convert(bytes, encoding)) return converted->utf8;
  }
  return std::nullopt;
}

}  // namespace fuzz
