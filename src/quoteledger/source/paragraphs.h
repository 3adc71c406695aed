// Paragraphs: where they begin and end, in texts with a paragraph a line and in hard-wrapped ones. Inside the source
// room only.
#pragma once

#include "quoteledger/source/document.h"

namespace quoteledger::source_detail {

// Fills document.paragraphs and document.hard_wrapped from document.text.
//
// A line ends at \n, \r\n, \r, VT, FF, U+0085, U+2028 or U+2029. A line is a paragraph, unless the text is hard-wrapped:
// most of it stands in blocks of several lines, and nearly every line in a block ends where the next word would not
// have fitted any more (verse and transcripts fail that). Then a block is a paragraph, and a line that is indented behind
// the end of a sentence starts another.
void find_paragraphs(Document& document);

}  // namespace quoteledger::source_detail
