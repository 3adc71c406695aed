#include <algorithm>

#include "quoteledger/source/document.h"
#include "quoteledger/source/utf8_scan.h"

namespace quoteledger {

std::uint64_t OffsetMap::file_byte(std::string_view text, std::uint32_t offset) const {
  const auto behind =
      std::upper_bound(steps_.begin(), steps_.end(), offset,
                       [](std::uint32_t value, const Step& step) { return value < step.text; });
  if (behind == steps_.begin()) return offset;  // an empty map: the text is the file
  const Step& step = *(behind - 1);
  if (step.width == 0) return step.file + (offset - step.text);
  const std::string_view part = text.substr(step.text, offset - step.text);
  return step.file + std::uint64_t{step.width} * source_detail::count_code_points(part);
}

}  // namespace quoteledger
