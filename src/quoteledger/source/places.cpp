#include "quoteledger/source/places.h"

#include <algorithm>

#include "quoteledger/source/utf8_scan.h"

namespace quoteledger {
namespace {

// From here on, a look into the document's tables is cheaper.
constexpr std::uint32_t kNear = source_detail::kBlock / 2;

}  // namespace

std::uint32_t Places::code_point(std::uint32_t byte) {
  const std::string_view text = document_.text;
  const std::uint32_t first = std::min(byte, point_.byte);
  const std::uint32_t last = std::max(byte, point_.byte);
  if (last - first > kNear || last > text.size()) {
    point_.value = document_.code_point(byte);
  } else {
    const std::uint32_t between =
        source_detail::count_code_points(text.substr(first, last - first));
    point_.value = byte < point_.byte ? point_.value - between : point_.value + between;
  }
  point_.byte = byte;
  return point_.value;
}

std::uint32_t Places::line(std::uint32_t byte) {
  const std::string_view text = document_.text;
  if (byte < line_.byte || byte - line_.byte > kNear || byte > text.size()) {
    line_.value = document_.line(byte);
  } else {
    line_.value += source_detail::count_line_ends(text, line_.byte, byte);
  }
  line_.byte = byte;
  return line_.value;
}

}  // namespace quoteledger
