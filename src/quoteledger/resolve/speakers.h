// The last step of resolution: from the words that name a speaker to the person, through the cast and the best path
// through the text's turns.
#pragma once

#include <vector>

#include "quoteledger/cast/cast.h"
#include "quoteledger/resolve/attribution.h"
#include "quoteledger/resolve/dialogue.h"
#include "quoteledger/resolve/weights.h"

namespace quoteledger {

struct SpeakerOptions {
  const std::vector<ListedPerson>& listed;
  NameWords& words;
  const ResolveWeights& weights;         // of dialogue
  const ResolveWeights& report_weights;  // of reported text
  bool explain = false;
};

// What the resolver sees of a document: its outer quotes with their mentions, and the cast.
struct SpeakerScene {
  std::vector<std::uint32_t>
      outer;  // the stretches that are in no other; the rest is parallel to them
  std::vector<Span> spans;
  std::vector<SpokenQuote> quotes;
  Cast cast;
  bool dialogue = false;
  CastLimits limits;
  SalienceWeights salience;

  [[nodiscard]] CastText text(const Document& document) const {
    return {document.text, document.paragraphs, spans, limits, !dialogue};
  }
};

// In reported text, credits may be carried to the next paragraph; of each attribution, the role may be filled in. The
// frames give up their tokens.
SpeakerScene set_scene(Frames& frames, std::vector<Attribution>& attributions,
                       const std::vector<ListedPerson>& listed, NameWords& words);

// Fills in member, sieve and the speakers considered; may credit a quote that no rule credited, where the text is a
// dialogue. Gives the cast that the members index, in which each speaker has the name that the ledger calls it by. The
// frames give up their tokens.
Cast resolve(Frames& frames, std::vector<Attribution>& attributions, const SpeakerOptions& options);

}  // namespace quoteledger
