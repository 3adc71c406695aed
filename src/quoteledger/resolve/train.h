// Learns the weights of the resolver from texts whose speakers are known: an averaged perceptron over whole
// paths. Used by the command that makes weights.txt; extraction has no part of it.
#pragma once

#include <cstdint>
#include <vector>

#include "quoteledger/resolve/path.h"

namespace quoteledger {

struct TrainingText {
  const Cast* cast = nullptr;
  std::vector<Turn> turns;
  std::vector<std::uint32_t> right;  // of each turn: bits of the candidates that are right; 0 where none is known
};

// `start` is where the weights begin, rounds how often all texts are gone through. Deterministic.
ResolveWeights train_weights(const std::vector<const TrainingText*>& texts, const ResolveWeights& start, int rounds);

}  // namespace quoteledger
