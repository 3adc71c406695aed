// The passages that come closest to quotes which are nowhere: those with the most of a quote's own words, rare ones first,
// close together, in whatever order. Inside the audit room only.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "quoteledger/audit/index.h"
#include "quoteledger/audit/lexicon.h"
#include "quoteledger/audit/quote.h"

namespace quoteledger::audit_detail {

struct Passage {
  std::uint32_t source = 0;
  std::uint32_t begin = 0, end = 0;  // numbers of words in the index
};

// Two passes over all words, for all quotes together, then each quote by itself, on `jobs` threads. nullopt for a quote of which no passage has two words that mean
// something (and a third of those it has).
std::vector<std::optional<Passage>> find_closest(const Index& index,
                                                 const std::vector<const Quote*>& quotes,
                                                 const Lexicon& lexicon, std::size_t jobs);

}  // namespace quoteledger::audit_detail
