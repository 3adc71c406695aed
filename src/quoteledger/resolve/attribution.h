// What is decided about one quote on its way from cue to ledger.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quoteledger/cue/cue.h"

namespace quoteledger {

enum class Kind : std::uint8_t { kDirect, kFragment, kTerm, kThought, kWriting };
std::string_view kind_name(Kind kind);

struct Attribution {
  QuoteCues cues;
  Kind kind = Kind::kDirect;
  Span mention, cue, addressee, role;   // bytes; empty where there is none
  std::string rule;                     // the rule that linked quote to mention; empty where none did
  std::string resolve_rule;             // the sieve that linked mention to speaker, or that carried it here
  double score = 0;                     // 0 to 100, of the rule
  std::uint32_t from = Stretch::kNone;  // the stretch whose mention was carried here
  bool credited = false;                // somebody's speech
};

// Takes the best candidate of each quote, decides its kind, and carries mentions to the quotes of the same paragraph
// that have none of their own. One entry a stretch, in the same order.
std::vector<Attribution> attribute(Frames& frames, CueFinder& finder, bool all);

}  // namespace quoteledger
