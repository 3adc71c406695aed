// How many columns a character takes on a terminal, and whether it may go there at all. Inside the
// library only.
#pragma once

#include <string_view>

namespace quoteledger {

// Columns of a code point: 2 for wide and full-width ones (UAX #11), 0 for those that combine with
// what stands before them, else 1 (ambiguous ones too: that is how terminals outside East Asia draw
// them). -1 for what must not reach a terminal: controls, bidirectional controls and other
// invisible format characters, line and paragraph separators, surrogates, private-use characters
// and noncharacters. Joiners (U+200C, U+200D) are 0.
int terminal_width(char32_t c);

// Characters that show nothing and can be left out of what is shown: soft hyphen, zero-width
// spaces, and the marks that give a direction to nothing but themselves. Not the embeddings and
// overrides, which turn other text around.
constexpr bool is_ignorable(char32_t c) {
  return c == 0x00AD || c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 ||
         c == 0xFEFF;
}

}  // namespace quoteledger
