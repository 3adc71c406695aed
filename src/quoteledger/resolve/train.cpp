#include "quoteledger/resolve/train.h"

#include <algorithm>
#include <cmath>

namespace quoteledger {
namespace {

constexpr std::size_t kChunk = 80;  // turns that are learnt from together

}  // namespace

ResolveWeights train_weights(const std::vector<const TrainingText*>& texts, const ResolveWeights& start, int rounds) {
  std::vector<double> now(start.of.begin(), start.of.end());
  std::vector<double> sum(kSigns, 0.0);
  double steps = 0;
  for (int round = 0; round < rounds; ++round) {
    const double rate = 0.2 / (1.0 + 0.3 * round);
    for (std::size_t offset = 0;; offset += kChunk) {
      bool any = false;
      for (const TrainingText* text : texts) {
        if (offset >= text->turns.size()) continue;
        any = true;
        const std::size_t end = std::min(offset + kChunk, text->turns.size());
        const std::vector<Turn> turns(text->turns.begin() + static_cast<std::ptrdiff_t>(offset), text->turns.begin() + static_cast<std::ptrdiff_t>(end));
        const std::vector<std::uint32_t> right(text->right.begin() + static_cast<std::ptrdiff_t>(offset), text->right.begin() + static_cast<std::ptrdiff_t>(end));
        ResolveWeights weights;
        for (std::size_t i = 0; i < kSigns; ++i) weights.of[i] = static_cast<float>(now[i]);
        const Path guess = best_path(turns, *text->cast, weights, {}, false);
        bool wrong = false;
        for (std::size_t t = 0; t < turns.size(); ++t) {
          wrong = wrong || (right[t] != 0 && guess.choice[t] != kNoCandidate && (right[t] >> guess.choice[t] & 1U) == 0);
        }
        if (wrong) {
          const Path gold = best_path(turns, *text->cast, weights, right, false);
          std::vector<double> step(kSigns, 0.0);
          add_signs(turns, *text->cast, gold.choice, 1.0F, step);
          add_signs(turns, *text->cast, guess.choice, -1.0F, step);
          double norm = 0;
          for (const double s : step) norm += s * s;
          const double by = rate / std::max(1.0, std::sqrt(norm) / 3.0);
          for (std::size_t i = 0; i < kSigns; ++i) now[i] += by * step[i];
        }
        steps += 1;
        for (std::size_t i = 0; i < kSigns; ++i) sum[i] += now[i];
      }
      if (!any) break;
    }
  }
  ResolveWeights out;
  for (std::size_t i = 0; i < kSigns; ++i) out.of[i] = static_cast<float>(sum[i] / std::max(1.0, steps));
  return out;
}

}  // namespace quoteledger
