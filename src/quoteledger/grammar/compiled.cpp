#include "quoteledger/grammar/signs.h"

#include <atomic>

#include "quoteledger/grammar/compiled.h"

namespace quoteledger {
namespace {

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

Grammar::Grammar() : serial(next_serial()) {}

void Grammar::index_rules() {
  const std::size_t symbols = alphabet.symbol_count();
  const auto table = [&](CompiledSide CompiledPattern::*side) {
    std::vector<SymbolSet> first;
    for (const Rule& rule : rules) {
      const CompiledSide& pattern = rule.find.*side;
      first.emplace_back(symbols);
      if (pattern.walker.empty() || pattern.nullable) {
        first.back().add_all(symbols);
      } else {
        first.back() = pattern.first;
      }
    }
    return SetTable(first, symbols);
  };
  rules_left = table(&CompiledPattern::left);
  rules_right = table(&CompiledPattern::right);
}

void SignWeights::add(std::uint64_t key, float weight) {
  if (cells_.size() < 2 * (count_ + 1)) {
    std::vector<Cell> old = std::move(cells_);
    cells_.assign(old.empty() ? 256 : old.size() * 2, Cell{});
    count_ = 0;
    for (const Cell& cell : old) {
      if (cell.key != 0) add(cell.key, cell.weight);
    }
  }
  std::size_t at = key & (cells_.size() - 1);
  while (cells_[at].key != 0 && cells_[at].key != key) at = (at + 1) & (cells_.size() - 1);
  if (cells_[at].key == 0) ++count_;
  cells_[at] = {key, weight};
}

float SignWeights::find(std::uint64_t key) const {
  if (cells_.empty()) return 0;
  std::size_t at = key & (cells_.size() - 1);
  while (cells_[at].key != 0) {
    if (cells_[at].key == key) return cells_[at].weight;
    at = (at + 1) & (cells_.size() - 1);
  }
  return 0;
}

}  // namespace quoteledger
