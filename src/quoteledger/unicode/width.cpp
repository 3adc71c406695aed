#include "quoteledger/unicode/width.h"

#include <unicode/uchar.h>

namespace quoteledger {

int terminal_width(char32_t c) {
  if (c >= 0x20 && c < 0x7F) return 1;
  if (c < 0xA0) return -1;
  const auto code = static_cast<UChar32>(c);
  switch (u_charType(code)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return 0;
    case U_FORMAT_CHAR:
      return c == 0x200C || c == 0x200D ? 0 : -1;
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
      return -1;
    case U_UNASSIGNED:
      if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || c > 0x10FFFF) return -1;
      break;
    default:
      break;
  }
  // Vowels and final consonants of Hangul syllables that are spelled in parts.
  if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF)) return 0;
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace quoteledger
