// The parts of one utterance that a cue has split (“We will,” she said, “pay for it”): do they stand together in the source,
// too? Inside the audit room only.
#pragma once

#include <vector>

#include "quoteledger/audit/judge.h"

namespace quoteledger::audit_detail {

using Places = std::vector<std::vector<Stretch>>;  // of one quote, as in Judgement

// Gives the second of two such parts the flag `cue_gap` where its sentence goes on from the first and the source has words
// between them, or has them elsewhere; cue_hides_negation and cue_hides_limiter tell which words. places: of each input, all.
void flag_gaps(const std::vector<AuditInput>& inputs, const std::vector<Places>& places,
               const std::vector<Source>& sources, const Lexicon& lexicon,
               std::vector<Finding>& findings);

}  // namespace quoteledger::audit_detail
