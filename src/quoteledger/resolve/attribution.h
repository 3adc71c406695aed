// What is decided about one quote on its way from cue to ledger.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quoteledger/cue/cue.h"

namespace quoteledger {

enum class Kind : std::uint8_t { kDirect, kFragment, kTerm, kThought, kWriting };
std::string_view kind_name(Kind kind);

// A speaker that was weighed against the chosen one.
struct WeighedSpeaker {
  std::string name;
  Span mention;
  std::string rule;
  double chance = 0;
};

struct Attribution {
  QuoteCues cues;  // its candidates only where all are asked for
  Kind kind = Kind::kDirect;
  Span mention, cue, addressee, role;  // bytes; empty where there is none
  std::string_view rule;          // the rule that linked quote to mention; empty where none did
  std::string_view resolve_rule;  // the sieve that linked mention to speaker, or that carried it
  double score = 0;               // 0 to 100
  std::uint32_t from = Stretch::kNone;  // the stretch whose mention was carried here
  bool credited = false;                // somebody's speech
  bool headline = false;                // it stands in a headline
  std::string speaker;                  // the resolved name
  std::uint32_t member = 0xFFFFFFFF;    // into the cast
  std::uint32_t turn = 0xFFFFFFFF;      // quotes of one turn share it
  std::vector<WeighedSpeaker> rivals;
};

// Takes the best candidate of each quote, decides its kind, and carries mentions to the quotes of the same paragraph
// that have none of their own. One entry a stretch, in the same order.
std::vector<Attribution> attribute(Frames& frames, CueFinder& finder, bool all);

// In reported text a paragraph that opens with speech and tells nobody goes on with the speaker of the one before.
void carry_over_paragraphs(Frames& frames, std::vector<Attribution>& attributions);

}  // namespace quoteledger
