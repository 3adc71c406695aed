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

std::uint32_t Document::column(std::uint32_t byte) const {
  const std::size_t at = std::min<std::size_t>(byte, text.size());
  // Behind the last line end of a part of the text, or the part's begin where it has none.
  const auto line_begin = [&](std::size_t from, std::size_t to) {
    const auto ends = [&](std::size_t last) {
      return text[last] == '\n' ||
             (text[last] == '\r' && (last + 1 >= text.size() || text[last + 1] != '\n'));
    };
    while (to > from && !ends(to - 1)) --to;
    return to;
  };
  const std::size_t block = at / kBlock;
  std::size_t begin = 0;
  if (block >= line_marks.size()) {
    begin = line_begin(0, at);
  } else if (begin = line_begin(block * kBlock, at); begin == block * kBlock) {
    // None in this block: the last one is in the last block with fewer of them before it.
    const auto same = std::lower_bound(line_marks.begin(), line_marks.end(), line_marks[block]);
    const auto first = static_cast<std::size_t>(same - line_marks.begin());
    begin = first == 0 ? 0 : line_begin((first - 1) * kBlock, first * kBlock);
  }
  return code_point(static_cast<std::uint32_t>(at)) -
         code_point(static_cast<std::uint32_t>(begin)) + 1;
}

std::uint32_t Document::paragraph_of(std::uint32_t byte) const {
  const auto found = std::upper_bound(paragraphs.begin(), paragraphs.end(), byte,
                                      [](std::uint32_t at, Span span) { return at < span.end; });
  return static_cast<std::uint32_t>(found - paragraphs.begin());
}

}  // namespace quoteledger
