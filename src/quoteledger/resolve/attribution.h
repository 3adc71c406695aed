// What is decided about one quote on its way from cue to ledger.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "quoteledger/cue/cue.h"
#include "quoteledger/resolve/sieve.h"

namespace quoteledger {

enum class Kind : std::uint8_t { kDirect, kFragment, kTerm, kThought, kWriting };
std::string_view kind_name(Kind kind);

// A speaker that was weighed against the chosen one.
struct WeighedSpeaker {
  std::uint32_t member = 0xFFFFFFFF;  // into the cast
  Span mention;
  Sieve sieve = Sieve::kNone;  // that chose another
  double chance = 0;
};

// Who else was considered for a quote: asked for only where decisions are explained.
struct Considered {
  std::vector<Candidate> candidates;
  std::vector<WeighedSpeaker> speakers;
};

// Small, as a text of nothing but quotes has one for every few bytes.
struct Attribution {
  Span mention, cue, addressee, role;  // bytes; empty where there is none
  Span
      words;  // of the mention, those that stand for the speaker where no person is known: "the mayor" of "the mayor's"
  double score = 0;  // 0 to 100
  std::unique_ptr<Considered> considered;
  std::uint32_t rule = kNoRule;         // that linked quote to mention, into Grammar::rules
  std::uint32_t from = Stretch::kNone;  // the stretch whose mention was carried here
  std::uint32_t member =
      0xFFFFFFFF;  // the speaker, into the cast; else the mention is all that is known
  Kind kind = Kind::kDirect;
  Sieve sieve = Sieve::kNone;  // that linked mention to speaker, or that carried it
  bool credited = false;       // somebody's speech
  bool headline = false;       // it stands in a headline
  bool term = false;           // a term rule fits
  bool ambiguous = false;      // two rules of the highest score named different mentions
};

// Does a quote name its speaker by a label of its own: “RUIZ: We leave.”?
inline bool names_itself(const Stretch& stretch, const Attribution& at) {
  return !at.mention.empty() && stretch.span.contains(at.mention);
}

// … or by the label of the one that it goes on with?
inline bool has_label(const std::vector<Stretch>& stretches,
                      const std::vector<Attribution>& attributions, std::uint32_t i) {
  const std::uint32_t from = attributions[i].from;
  return names_itself(stretches[from == Stretch::kNone ? i : from], attributions[i]);
}

// Does a quote go on with the speaker of the one before it? A later paragraph of the same quote does; in a transcript that is
// quoted as a whole, only where no other label or cue of its own parts them.
inline bool goes_on_with(const std::vector<Stretch>& stretches,
                         const std::vector<Attribution>& attributions, std::uint32_t before,
                         std::uint32_t i) {
  if (!stretches[i].continues) return false;
  const Attribution& at = attributions[i];
  const Attribution& last = attributions[before];
  const bool labelled =
      names_itself(stretches[i], at) || has_label(stretches, attributions, before);
  return !labelled || (at.credited && last.credited && at.mention == last.mention);
}

// Takes the best candidate of each quote, decides its kind, and carries mentions to the quotes of the same paragraph
// and to the later paragraphs of the same quote that have none of their own. One entry a stretch, in the same order.
std::vector<Attribution> attribute(Frames& frames, CueFinder& finder, bool all);

// In reported text a paragraph that opens with speech and tells nobody goes on with the speaker of the one before.
void carry_over_paragraphs(Frames& frames, std::vector<Attribution>& attributions);

}  // namespace quoteledger
