// A span of bytes in a document's decoded UTF-8 text: begin inclusive, end exclusive. Spans are passed
// about instead of copied strings; only the ledger turns them into code points.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace quoteledger {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] std::uint32_t size() const { return empty() ? 0 : end - begin; }
  [[nodiscard]] bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] bool overlaps(Span other) const {
    return std::max(begin, other.begin) < std::min(end, other.end);
  }
  friend bool operator==(Span, Span) = default;
};

// The bytes of text that a span covers. The span must lie inside the text.
inline std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

}  // namespace quoteledger
