// The last step of resolution: from the words that name a speaker to the person, through the cast and the best path
// through the text's turns.
#pragma once

#include <vector>

#include "quoteledger/cast/cast.h"
#include "quoteledger/resolve/attribution.h"
#include "quoteledger/resolve/weights.h"

namespace quoteledger {

struct SpeakerOptions {
  const std::vector<ListedPerson>& listed;
  NameWords& words;
  const ResolveWeights& weights;
  bool explain = false;
};

// Fills in speaker, member, turn, resolve_rule and rivals; may credit a quote that no rule credited, where the text is
// a dialogue. Gives the cast that the members index.
Cast resolve(Frames& frames, std::vector<Attribution>& attributions, const SpeakerOptions& options);

}  // namespace quoteledger
