#include "quoteledger/resolve/dialogue.h"

#include <algorithm>
#include <cmath>

#include "quoteledger/resolve/paths.h"

namespace quoteledger {
namespace {

constexpr std::size_t kMostRivals = 3;

// The sieve that tells best why a turn went to a candidate.
Sieve sieve_of(const Turn& turn, const TurnCandidate& one, std::uint32_t last,
               std::uint32_t last_but_one, const Cast& cast) {
  const MentionReading& reading = turn.reading;
  if (reading.first_person && one.member == cast.narrator) return Sieve::kFirstPerson;
  if (reading.kind == MentionKind::kName &&
      std::find(reading.members.begin(), reading.members.end(), one.member) !=
          reading.members.end())
    return Sieve::kName;
  if (reading.kind == MentionKind::kPronoun)
    return reading.anaphor ? Sieve::kDescription : Sieve::kPronoun;
  if (reading.kind == MentionKind::kDescription) return Sieve::kDescription;
  if (one.beat_before || one.beat_subject ||
      (turn.beat_first_person && one.member == cast.narrator))
    return Sieve::kBeat;
  if (one.called && turn.gap <= 1) return Sieve::kCalled;
  if (one.member == last) return Sieve::kGoesOn;
  if (one.member == last_but_one) return Sieve::kTurns;
  return Sieve::kScene;
}

// A chance as the texts of training bear it out, by kind of mention.
float confidence_of(MentionKind kind, float chance, const ResolveWeights& weights) {
  const auto sure = static_cast<Sign>(static_cast<std::uint16_t>(Sign::sure_none) +
                                      static_cast<std::uint16_t>(kind));
  const float clipped = std::clamp(chance, 0.001F, 0.999F);
  return 1.0F / (1.0F + std::exp(-(weights[sure] + weights[Sign::sure_slope] *
                                                       std::log(clipped / (1.0F - clipped)))));
}

// May the member be meant by the pronoun at all? "It" is no person, "they" is no one man or woman, "he" no organisation.
bool agrees(const MentionReading& reading, const Member& member) {
  if (reading.kind != MentionKind::kPronoun) return true;
  const bool one_person = member.gender == Gender::kFemale || member.gender == Gender::kMale;
  const bool somebody = member.described && !member.faceless;  // "a voter"
  if (reading.thing) return member.thing || member.faceless || member.bare;
  if (reading.gender == Gender::kPlural)
    return !one_person && !(somebody && member.gender == Gender::kUnknown);
  if (reading.gender == Gender::kUnknown) return true;
  return member.gender == Gender::kUnknown || member.gender == reading.gender;
}

// The likeliest candidates of a turn but for the chosen one.
std::vector<SpeakerRival> nearest_rivals(const Turn& turn, const Chances& chances,
                                         std::size_t chosen) {
  std::vector<SpeakerRival> out;
  for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
    if (c != chosen) out.push_back({turn.candidates[c].member, chances[c]});
  }
  const std::size_t most = std::min(kMostRivals, out.size());
  std::partial_sort(
      out.begin(), out.begin() + static_cast<std::ptrdiff_t>(most), out.end(),
      [](const SpeakerRival& a, const SpeakerRival& b) { return a.chance > b.chance; });
  out.resize(most);
  return out;
}

}  // namespace

Resolution resolve_speakers(const DialogueInput& input, const ResolveWeights& weights) {
  Resolution resolution;
  std::vector<Resolved>& out = resolution.quotes;
  out.resize(input.quotes.size());
  const std::vector<Turn> turns = make_turns(input);
  const std::vector<Chances> chances = speaker_chances(turns, input.cast, weights);
  if (input.rivals) resolution.rivals.resize(turns.size());
  std::uint32_t last = kNobody, last_but_one = kNobody;
  for (std::size_t t = 0; t < turns.size(); ++t) {
    const Turn& turn = turns[t];
    Resolved resolved;
    resolved.turn = static_cast<std::uint32_t>(t);
    if (turn.candidate_count > 0) {
      const auto best = static_cast<std::size_t>(
          std::max_element(chances[t].begin(), chances[t].begin() + turn.candidate_count) -
          chances[t].begin());
      const TurnCandidate& one = turn.candidates[best];
      if (!input.dialogue && !agrees(turn.reading, input.cast.members[one.member])) {
        // Whoever is meant, the text has not named them where this would look.
        for (std::uint32_t q = turn.first_quote; q < turn.end_quote; ++q)
          out[q].turn = resolved.turn;
        last_but_one = last;
        last = kNobody;
        continue;
      }
      resolved.member = one.member;
      resolved.sieve = sieve_of(turn, one, last, last_but_one, input.cast);
      resolved.confidence = confidence_of(turn.reading.kind, chances[t][best], weights);
      if (input.rivals) resolution.rivals[t] = nearest_rivals(turn, chances[t], best);
    }
    const Span told =
        turn.mention_quote == kNobody ? Span() : input.quotes[turn.mention_quote].mention.span;
    for (std::uint32_t q = turn.first_quote; q < turn.end_quote; ++q) {
      if (!input.quotes[q].speech) continue;
      out[q] = resolved;
      if (resolved.member == kNobody || q == turn.mention_quote) continue;
      if (input.quotes[q].continues) {
        out[q].sieve = Sieve::kContinued;
      } else if (turn.mention_quote != kNobody && !(input.quotes[q].mention.span == told)) {
        out[q].sieve = Sieve::kParagraph;
      }
    }
    last_but_one = last;
    last = resolved.member;
  }
  return resolution;
}

}  // namespace quoteledger
