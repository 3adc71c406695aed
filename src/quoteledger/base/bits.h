// Bits of words that stand in rows: how many there are, and what rows and columns are to each other. Without instructions that
// only newer processors have, so that one program runs on all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace quoteledger {

// In pairs, nibbles and bytes (H. S. Warren, "Hacker's Delight", 5-1).
constexpr std::size_t count_bits(std::uint64_t word) {
  word -= word >> 1 & 0x5555555555555555;
  word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
  word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return word * 0x0101010101010101 >> 56;
}

inline std::size_t count_bits(const std::vector<std::uint64_t>& words) {
  std::size_t sum = 0;
  for (const std::uint64_t word : words) sum += count_bits(word);
  return sum;
}

// Rows of 64 bits become columns: bit j of row i becomes bit i of row j. Halves are exchanged, then quarters, and so on (ibid.,
// 7-3).
inline void transpose(std::array<std::uint64_t, 64>& rows) {
  std::uint64_t mask = 0x00000000FFFFFFFF;
  for (std::size_t step = 32; step != 0; step /= 2, mask ^= mask << step) {
    for (std::size_t i = 0; i < rows.size(); i = ((i | step) + 1) & ~step) {
      const std::uint64_t exchanged = ((rows[i] >> step) ^ rows[i | step]) & mask;
      rows[i] ^= exchanged << step;
      rows[i | step] ^= exchanged;
    }
  }
}

}  // namespace quoteledger
