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
  // In bits, as a book has many turns of twelve candidates.
  std::uint8_t recent : 4 =
      0;  // rank among the names told before that do not clash with the mention; 0: none
  std::uint8_t last_speaker : 2 = 0, next_speaker : 2 = 0;  // 1 or 2: rank
  bool recent_subject : 1 = false;
  bool far : 1 = true;
  bool beat_before : 1 = false, beat_subject : 1 = false, beat_other : 1 = false;
  bool lead_subject : 1 = false, lead_last : 1 = false;
  bool inside : 1 = false, calls_self : 1 = false, called : 1 = false, will_be_called : 1 = false;
  bool just_named : 1 =
      false;  // the turn just before names it as its speaker, by a name of one word
  bool antecedent : 1 = false;  // what the turn's pronoun means by itself
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
  std::uint32_t told = kNobody;      // the member whom its words are said to, by name
  std::array<TurnCandidate, kMostCandidates> candidates;
  std::uint32_t candidate_count = 0;
};

std::vector<Turn> make_turns(const DialogueInput& input);

}  // namespace quoteledger
