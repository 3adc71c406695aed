// A table from texts to numbers, for the inner loops: open addressing in one block of memory, no node for each text. It
// keeps views only; whoever fills it owns the bytes (TextStore, where nobody else does).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace quoteledger {

// A hash of all bytes of a text, good in its upper and lower half.
inline std::uint64_t hash_text(std::string_view text) {
  const auto load = [&](std::size_t at, std::size_t size) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, size);
    return block;
  };
  const auto mix = [](std::uint64_t hash, std::uint64_t block) {
    hash = (hash ^ block) * 0xBF58476D1CE4E5B9ULL;
    return hash ^ (hash >> 29);
  };
  const std::size_t size = text.size();
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ size;
  // The last block overlaps the one before, so that no text is read byte by byte.
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) hash = mix(hash, load(at, 8));
    hash = mix(hash, load(size - 8, 8));
  } else if (size >= 4) {
    hash = mix(hash, load(0, 4) | load(size - 4, 4) << 32);
  } else if (size > 0) {
    hash = mix(hash, load(0, 1) | load(size / 2, 1) << 8 | load(size - 1, 1) << 16);
  }
  hash *= 0x94D049BB133111EBULL;
  return hash ^ (hash >> 31);
}

class TextIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  [[nodiscard]] bool empty() const { return entries_.empty(); }
  // The number of a text, or kNone.
  [[nodiscard]] std::uint32_t find(std::string_view text) const { return find(text, tag_of(text)); }
  // Adds a text that is not in the table; its bytes must stay where they are.
  void add(std::string_view text, std::uint32_t value) { add(text, tag_of(text), value); }

  // The same for whoever asks for a text and then adds it: its tag is made once.
  static std::uint32_t tag_of(std::string_view text) {
    return static_cast<std::uint32_t>(hash_text(text) >> 32);
  }
  [[nodiscard]] std::uint32_t find(std::string_view text, std::uint32_t tag) const {
    if (cells_.empty()) return kNone;
    const std::size_t mask = cells_.size() - 1;
    for (std::size_t at = tag & mask; cells_[at].entry != kNone; at = (at + 1) & mask) {
      if (cells_[at].tag != tag) continue;
      const Entry& entry = entries_[cells_[at].entry];
      if (entry.text == text) return entry.value;
    }
    return kNone;
  }
  void add(std::string_view text, std::uint32_t tag, std::uint32_t value) {
    if (cells_.size() < 2 * (entries_.size() + 1)) grow();
    place(Cell{tag, static_cast<std::uint32_t>(entries_.size())});
    entries_.push_back({text, value});
  }

 private:
  struct Entry {
    std::string_view text;
    std::uint32_t value = kNone;
  };
  // Small, as at least half of them are empty, and as a larger table is made of them alone.
  struct Cell {
    std::uint32_t tag = 0;        // of the hash; its lower bits are the place
    std::uint32_t entry = kNone;  // into entries_
  };

  void place(Cell cell) {
    const std::size_t mask = cells_.size() - 1;
    std::size_t at = cell.tag & mask;
    while (cells_[at].entry != kNone) at = (at + 1) & mask;
    cells_[at] = cell;
  }

  void grow() {
    const std::vector<Cell> old = std::move(cells_);
    cells_.assign(std::max<std::size_t>(64, old.size() * 2), Cell{});
    for (const Cell cell : old) {
      if (cell.entry != kNone) place(cell);
    }
  }

  std::vector<Cell> cells_;  // a power of two
  std::vector<Entry> entries_;
};

// Copies of texts that stay where they are, many in one block of memory.
class TextStore {
 public:
  std::string_view keep(std::string_view text) {
    if (blocks_.empty() || text.size() > kBlock - used_) {
      if (text.size() > kBlock) return alone(text);
      blocks_.push_back(std::make_unique<char[]>(kBlock));
      used_ = 0;
    }
    char* place = blocks_.back().get() + used_;
    std::copy(text.begin(), text.end(), place);
    used_ += text.size();
    return {place, text.size()};
  }

 private:
  static constexpr std::size_t kBlock = 4096;

  std::string_view alone(std::string_view text) {
    large_.push_back(std::make_unique<char[]>(text.size()));
    std::copy(text.begin(), text.end(), large_.back().get());
    return {large_.back().get(), text.size()};
  }

  std::vector<std::unique_ptr<char[]>> blocks_, large_;
  std::size_t used_ = 0;  // bytes of the last block
};

}  // namespace quoteledger
