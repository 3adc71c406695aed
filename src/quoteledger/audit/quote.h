// A quote as it is to be found: its words, and the marks by which it owns up to changes: ellipses (words left out) and square
// brackets (words put in). Inside the audit room only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/audit/words.h"

namespace quoteledger::audit_detail {

// A word with part of it in brackets: [T]he, walk[ed]. Outside them it has `head` and `tail` (folded).
struct Patch {
  bool any = false;
  std::string head, tail;
};

struct QuoteWord {
  Span span;  // bytes of Quote::text
  std::uint64_t hash = 0;
  std::uint32_t key = 0;  // short_hash(hash)
  std::string folded;
  Patch patch;
};

// Stands before the word of this number; words.size() is the end.
struct QuoteMark {
  std::uint32_t before = 0;
  bool ellipsis = false;     // else a bracket
  bool sic = false;          // [sic]
  std::uint32_t inside = 0;  // words in the bracket
  Span span;                 // bytes of Quote::text, of the dots or from [ to ]
};

constexpr std::uint32_t kNoSource = 0xFFFFFFFF;

struct Quote {
  std::string text;  // without the marks around it
  std::vector<QuoteWord> words;
  std::vector<QuoteMark> marks;   // in order
  bool brackets = false;          // the text has square brackets, read as editorial
  std::uint32_t own = kNoSource;  // the source that it is from itself, which proves nothing

  // The first mark that stands before this word or a later one.
  [[nodiscard]] std::vector<QuoteMark>::const_iterator first_mark(std::uint32_t word) const;
  // Is there an ellipsis, or a bracket, before one of the words from … to, both included?
  [[nodiscard]] bool has_mark(std::uint32_t from, std::uint32_t to, bool ellipsis) const;
  [[nodiscard]] bool ellipsis_before(std::uint32_t word) const {
    return has_mark(word, word, true);
  }
  [[nodiscard]] bool bracket_before(std::uint32_t word) const {
    return has_mark(word, word, false);
  }
};

// editorial: brackets and ellipses are the quoter's own. Else they are read as any other punctuation, so that a source
// that has them itself is found word for word.
Quote read_quote(std::string_view quote, bool editorial);

// The quote without white space and one pair of marks around it.
std::string_view strip_marks(std::string_view quote);

}  // namespace quoteledger::audit_detail
