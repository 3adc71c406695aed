// resolve: who speaks each quote. The quotes of a text are turns; every turn has a few candidates
// out of the cast; signs speak for and against each, alone and beside the two turns before; all
// paths through the whole text together decide. Nothing here knows a word of any language: that is
// the cast's and the grammar's part.
#pragma once

#include <cstdint>
#include <vector>

#include "quoteledger/cast/cast.h"
#include "quoteledger/resolve/salience.h"
#include "quoteledger/resolve/sieve.h"
#include "quoteledger/resolve/weights.h"

namespace quoteledger {

// A quote that somebody may have spoken. In text order, none nested; parallel to CastText::quotes
// and to the mentions that the cast was built with.
struct SpokenQuote {
  Span span;                    // bytes, marks included
  std::uint32_t paragraph = 0;  // index into the paragraphs
  Mention mention;  // its own or one carried in its paragraph; the same span twice is one mention
  bool speech = true;      // false: nobody's (a title, a scare quote); it takes no part
  bool continues = false;  // goes on from the paragraph before: same speaker
  Span addressee{};        // bytes; whom it is said to, empty where nothing tells
};

struct SpeakerRival {
  std::uint32_t member = kNobody;
  float chance = 0;  // 0 to 1, not calibrated
};

struct Resolved {
  std::uint32_t member = kNobody;  // into Cast::members
  Sieve sieve = Sieve::kNone;
  float confidence = 0;          // 0 to 1
  std::uint32_t turn = kNobody;  // quotes of one turn share it
};

struct Resolution {
  std::vector<Resolved> quotes;  // one entry a quote
  // By turn, the nearest first, at most three; empty unless they are asked for.
  std::vector<std::vector<SpeakerRival>> rivals;
};

struct DialogueInput {
  bool dialogue;  // else it is reported text: a subject told between two quotes parts their turns
  const CastText& text;
  const std::vector<SpokenQuote>& quotes;
  const Cast& cast;
  SalienceWeights salience{};
  bool rivals = true;  // also who was weighed against each speaker
};

// Linear in the text; each turn has at most 12 candidates.
Resolution resolve_speakers(const DialogueInput& input, const ResolveWeights& weights);

}  // namespace quoteledger
