#include "quoteledger/grammar/alphabet.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>
#include <span>
#include <utility>

namespace quoteledger {
namespace {

constexpr auto kShapes = static_cast<std::size_t>(Shape::kCount);

std::size_t cell(Base base, Shape shape, bool start) {
  return (base * kShapes + static_cast<std::size_t>(shape)) * 2 + (start ? 1 : 0);
}

bool is_lower_shape(Shape shape) { return shape <= Shape::kPlural; }

// By set: the kinds of tokens in it.
using Members = std::vector<std::vector<std::uint32_t>>;

// Where each kind of token goes so that sets are few ranges: kinds in order of the sets that they are in, the largest set
// first.
std::vector<Symbol> places_of(const Members& members, std::size_t kinds) {
  std::vector<std::pair<std::size_t, std::size_t>> by_size;  // kinds in a set, the set
  for (std::size_t s = 0; s < members.size(); ++s) by_size.emplace_back(members[s].size(), s);
  std::sort(by_size.begin(), by_size.end(), std::greater<>());
  // The sets of each kind, the largest in the highest bit.
  const std::size_t words = (members.size() + 63) / 64;
  std::vector<std::uint64_t> rows(kinds * words, 0);
  for (std::size_t rank = 0; rank < by_size.size(); ++rank) {
    for (const std::uint32_t kind : members[by_size[rank].second])
      rows[kind * words + rank / 64] |= std::uint64_t{1} << (63 - rank % 64);
  }
  const auto row = [&](std::uint32_t kind) { return std::span(rows).subspan(kind * words, words); };
  std::vector<std::uint32_t> order(kinds);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::ranges::lexicographical_compare(row(b), row(a));
  });
  std::vector<Symbol> place(kinds);
  for (std::size_t i = 0; i < kinds; ++i) place[order[i]] = static_cast<Symbol>(i);
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

std::vector<SymbolSet> Alphabet::settle(const std::vector<TokenSet>& sets) {
  std::vector<std::uint64_t> keys(size(), 0);
  std::uint64_t salt = 0;
  TokenSet rest(size());
  for (const TokenSet& set : sets) {
    salt += 0x9E3779B97F4A7C15ULL;
    const std::uint64_t mixed = (salt ^ (salt >> 30)) * 0xBF58476D1CE4E5B9ULL;
    // A sum: one key a combination of sets. A set and its rest tell the same apart, so the smaller of them is enough.
    const auto add = [&](std::size_t i) { keys[i] += mixed ^ (mixed >> 27); };
    if (set.count() <= size() / 2) {
      set.each(add);
    } else {
      rest.add_all();
      rest.remove(set);
      rest.each(add);
    }
  }
  std::vector<std::uint32_t> kind_of(size());
  TokenSet firsts(size());  // one signature of each kind
  // The first signature of each key, and 1 more, so that 0 is empty: open addressing.
  std::vector<std::uint32_t> known(std::bit_ceil(2 * size()), 0);
  symbol_count_ = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    std::size_t at = keys[i] & (known.size() - 1);
    while (known[at] != 0 && keys[known[at] - 1] != keys[i]) at = (at + 1) & (known.size() - 1);
    if (known[at] == 0) {
      known[at] = static_cast<std::uint32_t>(i + 1);
      firsts.add(i);
      kind_of[i] = static_cast<std::uint32_t>(symbol_count_++);
    } else {
      kind_of[i] = kind_of[known[at] - 1];
    }
  }
  Members members(sets.size());
  for (std::size_t s = 0; s < sets.size(); ++s)
    sets[s].each_in(firsts, [&](std::size_t i) { members[s].push_back(kind_of[i]); });
  const std::vector<Symbol> place = places_of(members, symbol_count_);
  symbols_.assign(size(), 0);
  for (std::size_t i = 0; i < size(); ++i) symbols_[i] = place[kind_of[i]];
  table_.assign(base_count_ * kShapes * 2, symbols_.empty() ? Symbol{0} : symbols_[0]);
  for (std::size_t i = 0; i < signatures_.size(); ++i) {
    table_[cell(signatures_[i].base, signatures_[i].shape, signatures_[i].start)] = symbols_[i];
  }
  std::vector<SymbolSet> out(sets.size(), SymbolSet(symbol_count_));
  for (std::size_t s = 0; s < sets.size(); ++s) {
    for (const std::uint32_t kind : members[s]) out[s].add(place[kind]);
  }
  return out;
}

}  // namespace quoteledger
