#include "quoteledger/source/document.h"

#include <algorithm>

#include "quoteledger/source/utf8_scan.h"

namespace quoteledger {

using source_detail::kBlock;

std::uint32_t Document::code_point(std::uint32_t byte) const {
  const std::size_t at = std::min<std::size_t>(byte, text.size());
  const std::size_t block = at / kBlock;
  if (block >= code_point_marks.size())
    return source_detail::count_code_points(std::string_view(text).substr(0, at));
  const std::size_t begin = block * kBlock;
  return code_point_marks[block] +
         source_detail::count_code_points(std::string_view(text).substr(begin, at - begin));
}

std::uint32_t Document::byte_of(std::uint32_t code_point) const {
  std::size_t block = 0;
  if (!code_point_marks.empty()) {
    const auto behind =
        std::upper_bound(code_point_marks.begin(), code_point_marks.end(), code_point);
    block = static_cast<std::size_t>(behind - code_point_marks.begin()) - 1;
  }
  std::uint32_t count = code_point_marks.empty() ? 0 : code_point_marks[block];
  std::size_t at = block * kBlock;
  for (; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (count == code_point) break;
    ++count;
  }
  return static_cast<std::uint32_t>(at);
}

std::uint32_t Document::line(std::uint32_t byte) const {
  const std::size_t at = std::min<std::size_t>(byte, text.size());
  const std::size_t block = at / kBlock;
  if (block >= line_marks.size()) return 1 + source_detail::count_line_ends(text, 0, at);
  return 1 + line_marks[block] + source_detail::count_line_ends(text, block * kBlock, at);
}

std::uint32_t Document::paragraph_of(std::uint32_t byte) const {
  const auto found = std::upper_bound(paragraphs.begin(), paragraphs.end(), byte,
                                      [](std::uint32_t at, Span span) { return at < span.end; });
  return static_cast<std::uint32_t>(found - paragraphs.begin());
}

}  // namespace quoteledger
