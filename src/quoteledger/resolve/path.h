// The best path of speakers through the turns of a text, and what the signs on a path add up to.
#pragma once

#include <cstdint>
#include <vector>

#include "quoteledger/resolve/turns.h"

namespace quoteledger {

constexpr std::uint32_t kNoCandidate = 0xFFFFFFFF;

struct Path {
  std::vector<std::uint32_t> choice;      // of each turn: into its candidates, or kNoCandidate where it has none
  // Of each turn and candidate: how far the best path through it stays behind the best of all; 0 for the chosen.
  std::vector<std::array<float, kMostCandidates>> behind;
};

// `allowed`, where not empty, has a bit mask of candidates for each turn; an empty mask allows all.
Path best_path(const std::vector<Turn>& turns, const Cast& cast, const ResolveWeights& weights,
               const std::vector<std::uint32_t>& allowed = {}, bool margins = true);

// Adds `by` times the signs on a path to sums (kSigns long).
void add_signs(const std::vector<Turn>& turns, const Cast& cast, const std::vector<std::uint32_t>& choice, float by,
               std::vector<double>& sums);

}  // namespace quoteledger
