// Learns the weights of the resolver from texts whose speakers are known: those under which the
// right paths are likeliest. Used by the command that makes weights.txt; extraction has no part of
// it.
#pragma once

#include <cstdint>
#include <vector>

#include "quoteledger/resolve/paths.h"

namespace quoteledger {

struct TrainingText {
  const Cast* cast = nullptr;
  std::vector<Turn> turns;
  std::vector<std::uint32_t>
      right;  // of each turn: bits of the candidates that are right; 0 where none is known
};

struct TrainingOptions {
  int rounds = 150;          // times that all texts are gone through
  std::vector<bool> frozen;  // where not empty: signs that keep their start
  double spread =
      2.0;  // how far weights are expected to go from where they start (standard deviation)
};

// Deterministic; the texts are weighed by their turns. A sign that the texts never show keeps its
// start.
ResolveWeights train_weights(const std::vector<const TrainingText*>& texts,
                             const ResolveWeights& start, const TrainingOptions& options);

}  // namespace quoteledger
