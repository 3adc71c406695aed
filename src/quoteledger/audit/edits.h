// Steps of an alignment as edits that a person can read, each with what kind it is and how much it matters. Inside the
// audit room only.
#pragma once

#include <vector>

#include "quoteledger/audit/align.h"
#include "quoteledger/audit/audit.h"
#include "quoteledger/audit/lexicon.h"

namespace quoteledger::audit_detail {

// The words of a source from number `begin` to `end`, as they stand, line ends and cue borders as one blank.
std::string speech_text(const Source& source, Span span);

// Edits in the quote's order; neighbours are one edit. flags gets what elisions hide.
std::vector<Edit> make_edits(const Index& index, const std::vector<Source>& sources,
                             const Quote& quote, const std::vector<Step>& steps,
                             const Lexicon& lexicon, std::vector<std::string>& flags);

}  // namespace quoteledger::audit_detail
