#include "quoteledger/resolve/sieve.h"

namespace quoteledger {

std::string_view sieve_name(Sieve sieve) {
  switch (sieve) {
    case Sieve::kNone:
      return "";
    case Sieve::kName:
      return "resolve.name";
    case Sieve::kFirstPerson:
      return "resolve.first-person";
    case Sieve::kPronoun:
      return "resolve.pronoun";
    case Sieve::kDescription:
      return "resolve.description";
    case Sieve::kParagraph:
      return "resolve.same-paragraph";
    case Sieve::kPreviousParagraph:
      return "resolve.previous-paragraph";
    case Sieve::kContinued:
      return "resolve.continued";
    case Sieve::kOuterQuote:
      return "resolve.outer-quote";
    case Sieve::kBeat:
      return "resolve.beat";
    case Sieve::kCalled:
      return "resolve.called";
    case Sieve::kTurns:
      return "resolve.turns";
    case Sieve::kGoesOn:
      return "resolve.goes-on";
    case Sieve::kScene:
      return "resolve.scene";
  }
  return "";
}

}  // namespace quoteledger
