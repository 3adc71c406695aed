// Word by word: what of a quote is as in its source, and what is not. Fills the gaps between the runs of a chain by the
// cheapest way to turn the source's words into the quote's. Inside the audit room only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quoteledger/audit/corpus.h"
#include "quoteledger/audit/index.h"
#include "quoteledger/audit/lexicon.h"
#include "quoteledger/audit/quote.h"
#include "quoteledger/audit/search.h"

namespace quoteledger::audit_detail {

enum class StepKind : std::uint8_t {
  kSame,  // the same words
  kJoin,  // one word here, two there: a hyphen, a line end or the dots of an abbreviation part them
  kPatch,    // the same word but for what is in brackets
  kShort,    // a short form and what it stands for: didn't, did not
  kReplace,  // other words
  kInsert,   // words that the source has not
  kOmit,     // words of the source left out, with no mark
  kElide,    // … at an ellipsis
  kBracket,  // words of the source for which words in brackets stand (or none: something was put in)
  kJump,  // on at another place, without a mark; `marked` at an ellipsis that leads backwards or to another source
};

struct Step {
  StepKind kind = StepKind::kSame;
  bool marked = false;                           // kJump only
  std::uint32_t quote_begin = 0, quote_end = 0;  // words of the quote
  std::uint32_t source = 0;
  std::uint32_t source_begin = 0, source_end = 0;  // numbers of words in the index

  [[nodiscard]] std::uint32_t quote_size() const { return quote_end - quote_begin; }
  [[nodiscard]] std::uint32_t source_size() const { return source_end - source_begin; }
};

struct SourceWord {
  Span span;
  std::uint64_t hash = 0;
  std::string folded;
};

// The words [begin, end) of a loaded source. Asks the index where they start.
std::vector<SourceWord> read_source_words(const Index& index, const Source& source,
                                          std::uint32_t begin, std::uint32_t end, bool folded);

// How many of the source's words next to those of a quote, [begin, end), a bracket at its head (or its end, where `behind`)
// stands for: as many as it holds, as far as no punctuation parts them from the quote.
std::uint32_t words_at_edge(const Index& index, const std::vector<Source>& sources,
                            const Quote& quote, std::uint32_t begin, std::uint32_t end,
                            bool behind);

// Steps in the quote's order, that cover all of its words. Sources of the runs must be loaded.
std::vector<Step> align(const Index& index, const std::vector<Source>& sources, const Quote& quote,
                        const std::vector<Run>& runs, const Lexicon& lexicon);

// The same where the quote is to be all of the source's words [from, to), with no run to go by.
std::vector<Step> align_all(const Index& index, const std::vector<Source>& sources,
                            const Quote& quote, std::uint32_t source, std::uint32_t from,
                            std::uint32_t to, const Lexicon& lexicon);

}  // namespace quoteledger::audit_detail
