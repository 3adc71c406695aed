// The steps that link the words that name a speaker to a person, or carry them from one quote to another: the column
// `resolve_rule`.
#pragma once

#include <cstdint>
#include <string_view>

namespace quoteledger {

enum class Sieve : std::uint8_t {
  kNone,         // nobody
  kName,         // the name beside it
  kFirstPerson,  // "I", and the text has a narrator
  kPronoun,
  kDescription,
  kParagraph,          // another quote of its paragraph tells
  kPreviousParagraph,  // the last quote of the paragraph before tells
  kContinued,          // goes on from the paragraph before
  kOuterQuote,         // "I" in a quote in a quote
  kBeat,               // the told text of its paragraph has the speaker for its subject
  kCalled,             // the turn before calls the speaker
  kTurns,              // speaks every other turn
  kGoesOn,             // the speaker of the turn before
  kScene,              // who else is about
};

// "resolve.name", "resolve.turns" …; empty for kNone.
std::string_view sieve_name(Sieve sieve);

}  // namespace quoteledger
