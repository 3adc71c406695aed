#include "quoteledger/resolve/train.h"

#include <algorithm>
#include <cmath>

namespace quoteledger {

// Rprop: each weight has a step of its own that grows while its slope keeps its sign. The sum is
// concave but for the turns with more than one right candidate, and the slopes are exact, so this
// is quick and needs no tuning.
ResolveWeights train_weights(const std::vector<const TrainingText*>& texts,
                             const ResolveWeights& start, const TrainingOptions& options) {
  ResolveWeights weights = start;
  std::vector<double> step(kSigns, 0.1);
  std::vector<double> last(kSigns, 0.0);
  for (int round = 0; round < options.rounds; ++round) {
    std::vector<double> slope(kSigns, 0.0);
    for (const TrainingText* text : texts) {
      add_expected_signs(text->turns, *text->cast, weights, text->right, 1.0, slope);
      add_expected_signs(text->turns, *text->cast, weights, {}, -1.0, slope);
    }
    for (std::size_t i = 0; i < kSigns; ++i) {
      if (!options.frozen.empty() && options.frozen[i]) continue;
      const double weight = static_cast<double>(weights.of[i]);
      const double now = slope[i] - (weight - static_cast<double>(start.of[i])) /
                                        (options.spread * options.spread);
      if (now * last[i] > 0) {
        step[i] = std::min(step[i] * 1.2, 0.5);
      } else if (now * last[i] < 0) {
        step[i] = std::max(step[i] * 0.5, 1e-4);
      }
      last[i] = now;
      if (now != 0) weights.of[i] = static_cast<float>(weight + (now > 0 ? step[i] : -step[i]));
    }
  }
  return weights;
}

}  // namespace quoteledger
