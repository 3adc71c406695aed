// Symbols and sets of them. A symbol is a number that stands for all tokens which no class of a grammar tells apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace quoteledger {

using Symbol = std::uint16_t;

class SymbolSet {
 public:
  explicit SymbolSet(std::size_t symbols = 0) : words_((symbols + 63) / 64, 0) {}
  void add(Symbol symbol) { words_[symbol / 64] |= std::uint64_t{1} << (symbol % 64); }
  [[nodiscard]] bool has(Symbol symbol) const { return (words_[symbol / 64] >> (symbol % 64)) & 1; }
  void merge(const SymbolSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  [[nodiscard]] bool meets(const SymbolSet& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words_[i] & other.words_[i]) != 0) return true;
    }
    return false;
  }
  // Empty, for this many symbols; keeps its memory.
  void reset(std::size_t symbols) { words_.assign((symbols + 63) / 64, 0); }
  [[nodiscard]] std::size_t count() const {
    std::size_t sum = 0;
    for (const std::uint64_t word : words_)
      sum += static_cast<std::size_t>(__builtin_popcountll(word));
    return sum;
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace quoteledger
