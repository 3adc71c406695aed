#include "quoteledger/pattern/symbol_set.h"

#include <array>

namespace quoteledger {

SetTable::SetTable(const std::vector<SymbolSet>& sets, std::size_t symbols)
    : row_words_(words_of(sets.size())), none_(symbols), words_(row_words_ * (symbols + 1), 0) {
  // By 64 sets and 64 symbols: what is a row of bits there is a column here.
  for (std::size_t first = 0; first < sets.size(); first += 64) {
    const std::size_t count = std::min<std::size_t>(64, sets.size() - first);
    for (std::size_t word = 0; word * 64 < symbols; ++word) {
      std::array<std::uint64_t, 64> block{};
      for (std::size_t i = 0; i < count; ++i) block[i] = sets[first + i].words()[word];
      transpose(block);
      const std::size_t end = std::min<std::size_t>(64, symbols - word * 64);
      for (std::size_t i = 0; i < end; ++i)
        words_[(word * 64 + i) * row_words_ + first / 64] = block[i];
    }
  }
}

}  // namespace quoteledger
