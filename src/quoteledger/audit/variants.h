// A quote as it would stand in a source that spells the same words otherwise: a short form written out or the other way round
// (didn't, did not), a hyphen that a line end has swallowed or a source has (well-known, re-open). Inside the audit room only.
#pragma once

#include <vector>

#include "quoteledger/audit/lexicon.h"
#include "quoteledger/audit/quote.h"

namespace quoteledger::audit_detail {

// The quote's words otherwise, a few of all ways: words and no text, to be searched for and nothing else.
std::vector<Quote> variants(const Quote& quote, const Lexicon& lexicon);

}  // namespace quoteledger::audit_detail
