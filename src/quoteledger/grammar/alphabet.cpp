#include "quoteledger/grammar/alphabet.h"

#include <array>
#include <unordered_map>

namespace quoteledger {
namespace {

constexpr auto kShapes = static_cast<std::size_t>(Shape::kCount);

std::size_t cell(Base base, Shape shape, bool start) {
  return (base * kShapes + static_cast<std::size_t>(shape)) * 2 + (start ? 1 : 0);
}

bool is_lower_shape(Shape shape) { return shape <= Shape::kPlural; }

// UTF-8 of a code point below 0x800.
std::string encode(std::uint32_t c) {
  if (c < 0x80) return {static_cast<char>(c)};
  return {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
}

}  // namespace

Alphabet::Alphabet(const Vocabulary& vocabulary) : base_count_(vocabulary.bases().size()) {
  for (std::size_t i = 0; i < base_count_; ++i) {
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
}

void Alphabet::settle(const std::vector<TokenSet>& sets) {
  std::vector<std::uint64_t> keys(size(), 0);
  std::uint64_t salt = 0;
  for (const TokenSet& set : sets) {
    salt += 0x9E3779B97F4A7C15ULL;
    const std::uint64_t mixed = (salt ^ (salt >> 30)) * 0xBF58476D1CE4E5B9ULL;
    for (std::size_t i = 0; i < set.size(); ++i) {
      if (set.has(i)) keys[i] += mixed ^ (mixed >> 27);  // a sum: one key a combination of sets
    }
  }
  std::unordered_map<std::uint64_t, Symbol> known;
  symbols_.assign(size(), 0);
  texts_.clear();
  for (std::size_t i = 0; i < size(); ++i) {
    const auto [at, fresh] = known.try_emplace(keys[i], static_cast<Symbol>(texts_.size()));
    if (fresh) texts_.push_back(encode(code_point(at->second)));
    symbols_[i] = at->second;
  }
  table_.assign(base_count_ * kShapes * 2, symbols_.empty() ? Symbol{0} : symbols_[0]);
  for (std::size_t i = 0; i < signatures_.size(); ++i) {
    table_[cell(signatures_[i].base, signatures_[i].shape, signatures_[i].start)] = symbols_[i];
  }
}

}  // namespace quoteledger
