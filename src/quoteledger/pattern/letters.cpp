#include "quoteledger/pattern/letters.h"

#include <bit>

namespace quoteledger {

Letters::Letters(const SetTable& sets, const std::vector<std::uint32_t>& named)
    : sets_(sets), of_symbol_(sets.symbols()) {
  const std::vector<std::uint64_t> mask = sets.mask(named);
  std::vector<std::size_t> words;  // in which the pattern has sets
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (mask[i] != 0) words.push_back(i);
  }
  // Letters by a key of the named sets that they are in: 64 bits, which no two of a few thousand share. At least half of
  // the cells stay free.
  std::vector<std::uint16_t> cells(std::bit_ceil(2 * of_symbol_.size() + 2), 0);  // letter + 1
  std::vector<std::uint64_t> keys;                                                // by letter
  for (std::size_t s = 0; s < of_symbol_.size(); ++s) {
    const SetTable::Row row = sets.row(static_cast<Symbol>(s));
    std::uint64_t key = 0;
    for (const std::size_t i : words)
      key = (key ^ (row[i] & mask[i])) * 0x9E3779B97F4A7C15ULL + (key >> 32);
    std::size_t at = (key ^ key >> 32) & (cells.size() - 1);
    while (cells[at] != 0 && keys[cells[at] - 1U] != key) at = (at + 1) & (cells.size() - 1);
    if (cells[at] == 0) {
      first_.push_back(static_cast<Symbol>(s));
      keys.push_back(key);
      cells[at] = static_cast<std::uint16_t>(first_.size());
    }
    of_symbol_[s] = static_cast<std::uint16_t>(cells[at] - 1);
  }
}

}  // namespace quoteledger
