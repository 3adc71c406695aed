// The turns of a text and their candidates, with all that the signs look at. Made once; the path is
// found over it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "quoteledger/resolve/dialogue.h"

namespace quoteledger {

constexpr std::size_t kMostCandidates = 12;

struct TurnCandidate {
  std::uint32_t member = kNobody;
  float before = 0, behind = 0;  // salience
  std::uint8_t recent =
      0;  // rank among the names told before that do not clash with the mention; 0: none
  bool recent_subject = false;
  bool far = true;
  bool beat_before = false, beat_subject = false, beat_other = false;
  bool lead_subject = false, lead_last = false;
  bool antecedent = false;  // what the turn's pronoun means by itself
  bool inside = false, calls_self = false, called = false, will_be_called = false;
  std::uint8_t last_speaker = 0, next_speaker = 0;  // 1 or 2: rank
};

struct Turn {
  std::uint32_t first_quote = 0,
                end_quote = 0;  // into the quotes, end exclusive; `continues` ones included
  std::uint32_t paragraph = 0, last_paragraph = 0;
  MentionReading reading;                 // the strongest of its quotes
  std::uint32_t mention_quote = kNobody;  // whose it is
  int gap = 0;                     // told paragraphs since the turn before; -1 within one paragraph
  bool asked_before = false;       // the turn before ends with a question mark
  bool intro = false;              // the told text just before ends with a colon or comma
  Gender beat = Gender::kUnknown;  // of the pronoun that opens a told sentence here
  bool beat_first_person = false;
  Gender called = Gender::kUnknown;  // by a word of address in the turn before
  std::vector<std::uint32_t> calls;  // members that its quotes call
  std::array<TurnCandidate, kMostCandidates> candidates;
  std::uint32_t candidate_count = 0;
};

std::vector<Turn> make_turns(const DialogueInput& input);

}  // namespace quoteledger
