#include "quoteledger/grammar/alphabet.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <unordered_map>

namespace quoteledger {
namespace {

constexpr auto kShapes = static_cast<std::size_t>(Shape::kCount);

std::size_t cell(Base base, Shape shape, bool start) {
  return (base * kShapes + static_cast<std::size_t>(shape)) * 2 + (start ? 1 : 0);
}

bool is_lower_shape(Shape shape) { return shape <= Shape::kPlural; }

// Where each kind of token goes so that sets are few ranges: kinds in order of the sets that they are in, the largest set
// first.
std::vector<std::uint32_t> places_of(const std::vector<TokenSet>& sets,
                                     const std::vector<std::size_t>& first) {
  std::vector<std::vector<bool>> in(first.size());
  std::vector<std::pair<std::size_t, std::size_t>> by_size;  // kinds in a set, the set
  for (std::size_t s = 0; s < sets.size(); ++s) {
    std::size_t kinds = 0;
    for (const std::size_t signature : first) kinds += sets[s].has(signature) ? 1 : 0;
    by_size.emplace_back(kinds, s);
  }
  std::sort(by_size.begin(), by_size.end(), std::greater<>());
  for (const auto& [kinds, set] : by_size) {
    for (std::size_t i = 0; i < first.size(); ++i) in[i].push_back(sets[set].has(first[i]));
  }
  std::vector<std::uint32_t> order(first.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return in[a] > in[b]; });
  std::vector<std::uint32_t> place(first.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  return place;
}

}  // namespace

Alphabet::Alphabet(const Vocabulary& vocabulary) : base_count_(vocabulary.bases().size()) {
  for (std::size_t i = 0; i < base_count_; ++i) {
    first_of_base_.push_back(signatures_.size());
    const Shape own = vocabulary.bases()[i].shape;
    for (std::size_t s = 0; s < kShapes; ++s) {
      const auto shape = static_cast<Shape>(s);
      const bool possible = i == 0 || shape == own ||
                            (is_lower_shape(own) && !is_lower_shape(shape) &&
                             shape != Shape::kNumber && shape != Shape::kMark);
      if (possible) {
        signatures_.push_back({static_cast<Base>(i), shape, false});
        signatures_.push_back({static_cast<Base>(i), shape, true});
      }
    }
  }
  first_of_base_.push_back(signatures_.size());
}

void Alphabet::settle(const std::vector<TokenSet>& sets) {
  std::vector<std::uint64_t> keys(size(), 0);
  std::uint64_t salt = 0;
  for (const TokenSet& set : sets) {
    salt += 0x9E3779B97F4A7C15ULL;
    const std::uint64_t mixed = (salt ^ (salt >> 30)) * 0xBF58476D1CE4E5B9ULL;
    // A sum: one key a combination of sets.
    set.each([&](std::size_t i) { keys[i] += mixed ^ (mixed >> 27); });
  }
  std::unordered_map<std::uint64_t, std::uint32_t> known;  // key → kind
  std::vector<std::uint32_t> kind_of(size());
  std::vector<std::size_t> first;  // signature of each kind
  for (std::size_t i = 0; i < size(); ++i) {
    const auto [at, fresh] = known.try_emplace(keys[i], static_cast<std::uint32_t>(first.size()));
    if (fresh) first.push_back(i);
    kind_of[i] = at->second;
  }
  const std::vector<std::uint32_t> place = places_of(sets, first);
  symbols_.assign(size(), 0);
  for (std::size_t i = 0; i < size(); ++i) symbols_[i] = static_cast<Symbol>(place[kind_of[i]]);
  symbol_count_ = first.size();
  table_.assign(base_count_ * kShapes * 2, symbols_.empty() ? Symbol{0} : symbols_[0]);
  for (std::size_t i = 0; i < signatures_.size(); ++i) {
    table_[cell(signatures_[i].base, signatures_[i].shape, signatures_[i].start)] = symbols_[i];
  }
}

}  // namespace quoteledger
