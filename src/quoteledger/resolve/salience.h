// How present the members of a cast are at a place of the text: each time it tells of one adds to it, each turn and
// paragraph fades it. The numbers are a grammar's (who-weights.txt tells what each means); those here are for a grammar
// that has none.
#pragma once

#include "quoteledger/base/named_numbers.h"

namespace quoteledger {

struct SalienceWeights {
  float fade_turn = 0.93F, fade_told = 0.95F;
  float named = 3.0F, subject = 1.5F, told = 0.7F, called = 1.0F, inside = 0.15F;
  float far = 2000, antecedent_far = 1500;  // bytes

  bool operator==(const SalienceWeights&) const = default;
};

inline SalienceWeights salience_weights(const NamedNumbers& numbers) {
  SalienceWeights out;
  take_numbers(numbers, {{"who-fade-turn", &out.fade_turn},
                         {"who-fade-told", &out.fade_told},
                         {"who-salience-named", &out.named},
                         {"who-salience-subject", &out.subject},
                         {"who-salience-told", &out.told},
                         {"who-salience-called", &out.called},
                         {"who-salience-inside", &out.inside},
                         {"who-far", &out.far},
                         {"who-antecedent-far", &out.antecedent_far}});
  return out;
}

}  // namespace quoteledger
