// What is known of the tokens met lately, by their bytes as they stand. A text says the same few thousand words again
// and again; folding and looking up each of them anew took a fifth of the whole run. A table of fixed size: tokens that fall on
// one pair of cells push out the one that was asked for longest ago, so memory is bounded whatever the text.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace quoteledger {

template <typename Value>
class TokenCache {
 public:
  TokenCache() : cells_(std::size_t{1} << kCellBits) {}

  // Has the memory of a token's cells fetched, for a get() that comes soon.
  void expect(std::string_view token) const {
    if (token.size() > kLongest) return;
    const Cell* newer = &cells_[hash_of(key_of(token), static_cast<std::uint8_t>(token.size()))];
    __builtin_prefetch(newer, 1);
    __builtin_prefetch(newer + 1, 1);
  }

  // The value of a token, made by make() where it is not in the table.
  template <typename Make>
  Value get(std::string_view token, Make&& make) {
    if (token.size() > kLongest) return make();
    const Key key = key_of(token);
    const auto size = static_cast<std::uint8_t>(token.size());
    Cell& newer = cells_[hash_of(key, size)];
    if (newer.key == key && newer.size == size) return newer.value;
    Cell& older = (&newer)[1];
    std::swap(newer, older);
    if (newer.key != key || newer.size != size) newer = {key, make(), size};
    return newer.value;
  }

 private:
  static constexpr int kCellBits = 14;
  static constexpr std::size_t kLongest = 16;  // bytes; longer ones are rare

  // The bytes themselves: the first eight and the last eight, which overlap in shorter tokens.
  struct Key {
    std::uint64_t first = 0, last = 0;
    bool operator==(const Key&) const = default;
  };
  struct Cell {
    Key key;
    Value value{};
    std::uint8_t size = 0;  // of the token in bytes; 0 in an empty cell
  };

  // The first of a pair of cells.
  static std::size_t hash_of(const Key& key, std::uint8_t size) {
    const std::uint64_t mixed =
        (key.first ^ (key.last * 0x9E3779B97F4A7C15ULL) ^ size) * 0xBF58476D1CE4E5B9ULL;
    return static_cast<std::size_t>(mixed >> (64 - kCellBits)) & ~std::size_t{1};
  }

  static Key key_of(std::string_view token) {
    Key key;
    const char* bytes = token.data();
    if (token.size() >= 8) {
      std::memcpy(&key.first, bytes, 8);
      std::memcpy(&key.last, bytes + token.size() - 8, 8);
    } else if (token.size() >= 4) {
      std::uint32_t head = 0;
      std::uint32_t tail = 0;
      std::memcpy(&head, bytes, 4);
      std::memcpy(&tail, bytes + token.size() - 4, 4);
      key.first = head | std::uint64_t{tail} << 32;
    } else if (!token.empty()) {
      const auto byte = [&](std::size_t at) {
        return std::uint64_t{static_cast<unsigned char>(bytes[at])};
      };
      key.first = byte(0) | byte(token.size() / 2) << 8 | byte(token.size() - 1) << 16;
    }
    return key;
  }

  std::vector<Cell> cells_;
};

}  // namespace quoteledger
