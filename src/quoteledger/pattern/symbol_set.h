// Symbols and sets of them. A symbol is a number that stands for all tokens which no class of a grammar tells apart.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "quoteledger/base/bits.h"

namespace quoteledger {

using Symbol = std::uint16_t;

class SymbolSet {
 public:
  explicit SymbolSet(std::size_t symbols = 0) : words_((symbols + 63) / 64, 0) {}
  void add(Symbol symbol) { words_[symbol / 64] |= std::uint64_t{1} << (symbol % 64); }
  [[nodiscard]] bool has(Symbol symbol) const { return (words_[symbol / 64] >> (symbol % 64)) & 1; }
  // As they stand in memory: 64 symbols each.
  [[nodiscard]] const std::vector<std::uint64_t>& words() const { return words_; }
  void assign(const std::uint64_t* words) { std::copy_n(words, words_.size(), words_.begin()); }
  void add_all(std::size_t symbols) {
    std::fill_n(words_.begin(), symbols / 64, ~std::uint64_t{0});
    if (symbols % 64 != 0) words_[symbols / 64] |= (std::uint64_t{1} << (symbols % 64)) - 1;
  }
  void merge(const SymbolSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  // Empty, for this many symbols; keeps its memory.
  void reset(std::size_t symbols) { words_.assign((symbols + 63) / 64, 0); }
  [[nodiscard]] std::size_t count() const { return count_bits(words_); }
  // How many runs of neighbours it is.
  [[nodiscard]] std::size_t ranges() const {
    std::size_t sum = 0;
    std::uint64_t before = 0;  // the last symbol of the word before
    for (const std::uint64_t word : words_) {
      sum += count_bits(word & ~(word << 1 | before));
      before = word >> 63;
    }
    return sum;
  }
  // Calls take(symbol) for each, ascending.
  template <typename Take>
  void each(Take&& take) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1)
        take(i * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

// Many numbered sets, asked for one symbol after the other: what is known of a symbol stands in one row of bits.
class SetTable {
 public:
  SetTable() = default;
  SetTable(const std::vector<SymbolSet>& sets, std::size_t symbols);

  // Rows are whole blocks of words, so that they can be compared without a loop.
  static constexpr std::size_t kBlock = 4;
  static bool block_meets(const std::uint64_t* a, const std::uint64_t* b) {
    static_assert(kBlock == 4);
    return ((a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3])) != 0;
  }
  static constexpr std::size_t words_of(std::size_t sets) {
    constexpr std::size_t kSets = 64 * kBlock;
    return (sets + kSets - 1) / kSets * kBlock;
  }

  // The sets that a symbol is in, or no symbol: those are none.
  using Row = const std::uint64_t*;
  [[nodiscard]] Row row(Symbol symbol) const { return &words_[symbol * row_words_]; }
  [[nodiscard]] Row none() const { return &words_[none_ * row_words_]; }
  [[nodiscard]] std::size_t row_words() const { return row_words_; }
  // A row that has these sets and no other.
  [[nodiscard]] std::vector<std::uint64_t> mask(const std::vector<std::uint32_t>& sets) const {
    std::vector<std::uint64_t> row(row_words_, 0);
    for (const std::uint32_t set : sets) row[set / 64] |= std::uint64_t{1} << (set % 64);
    return row;
  }
  [[nodiscard]] std::size_t symbols() const { return none_; }
  [[nodiscard]] static bool has(Row row, std::size_t set) {
    return (row[set / 64] >> (set % 64) & 1) != 0;
  }

 private:
  std::size_t row_words_ = 0, none_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace quoteledger
