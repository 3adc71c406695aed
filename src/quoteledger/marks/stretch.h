// marks: Document in, quoted stretches out. Pairs the quotation marks of a text: what opens, what
// closes, what is an apostrophe, an inch, a foot or a year and so no mark at all.
#pragma once

#include <cstdint>
#include <vector>

#include "quoteledger/source/document.h"

namespace quoteledger {

struct Stretch {
  Span span;                     // bytes, marks included
  Span inner;                    // bytes, marks excluded
  std::uint32_t paragraph = 0;   // index into Document::paragraphs
  std::uint32_t parent = kNone;  // index of the stretch it is nested in, or kNone
  // Its closing mark never came: it ends with its paragraph, or where another quote begins.
  bool unclosed = false;
  // It takes up a quote that the paragraph before left open (no closing mark there): with an opening mark again,
  // or, as in letters and broken lines, without one; then span and inner begin with the paragraph.
  bool continues = false;
  bool single = false;  // its marks are single ones
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
};

// All stretches in text order (by begin; an outer one before what is nested in it). Linear time.
// A stretch never crosses a paragraph's border. Where a paragraph's open quote is taken up by an opening mark
// at the start of the next paragraph, the later one has `continues` and the former is not `unclosed`.
std::vector<Stretch> find_stretches(const Document& document);

}  // namespace quoteledger
