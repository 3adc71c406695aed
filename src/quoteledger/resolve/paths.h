// All paths of speakers through the turns of a text at once: how likely each candidate of each turn
// is, with everything before and behind it taken into account.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "quoteledger/resolve/turns.h"

namespace quoteledger {

using Chances = std::array<float, kMostCandidates>;  // by candidate of a turn; they add up to 1

// One entry a turn; all 0 where a turn has no candidates. Time is turns times the square of
// kMostCandidates.
std::vector<Chances> speaker_chances(const std::vector<Turn>& turns, const Cast& cast,
                                     const ResolveWeights& weights);

// For training: adds `by` times the signs expected over all paths to sums (kSigns long), and
// returns the logarithm of the sum of all paths. `allowed`, where not empty, has a bit mask of
// candidates a turn; an empty mask allows all.
double add_expected_signs(const std::vector<Turn>& turns, const Cast& cast,
                          const ResolveWeights& weights, const std::vector<std::uint32_t>& allowed,
                          double by, std::vector<double>& sums);

}  // namespace quoteledger
