// How much evidence the cast asks for. The numbers are a grammar's (who-weights.txt tells what each means); those here are
// for a grammar that has none.
#pragma once

#include "quoteledger/base/named_numbers.h"

namespace quoteledger {

struct CastLimits {
  float office_worth = 1.5F, civil_share = 10, rare_form = 25;
  float person_evidence = 0.9F, gender_evidence = 1.5F, doubtful_pronoun = 0.4F;
  float place_share = 0.33F;

  bool operator==(const CastLimits&) const = default;
};

inline CastLimits cast_limits(const NamedNumbers& numbers) {
  CastLimits out;
  take_numbers(numbers, {{"who-office-worth", &out.office_worth},
                         {"who-civil-share", &out.civil_share},
                         {"who-rare-form", &out.rare_form},
                         {"who-person-evidence", &out.person_evidence},
                         {"who-gender-evidence", &out.gender_evidence},
                         {"who-doubtful-pronoun", &out.doubtful_pronoun},
                         {"who-place-share", &out.place_share}});
  return out;
}

}  // namespace quoteledger
