// The alphabet of one pattern. A grammar tells a thousand and more kinds of tokens apart, one pattern a few dozen to a few
// hundred: symbols that no set of it tells apart are one letter to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "quoteledger/pattern/symbol_set.h"

namespace quoteledger {

// Letters are numbered in the order of their first symbols: what is a range of symbols is a range of letters.
class Letters {
 public:
  // `named` are the sets of the pattern, by their numbers in the table, which outlives this; each may stand there twice.
  Letters(const SetTable& sets, const std::vector<std::uint32_t>& named);

  [[nodiscard]] std::size_t count() const { return first_.size(); }
  [[nodiscard]] const std::vector<std::uint16_t>& of_symbol() const { return of_symbol_; }
  // The sets of the table that a letter is in. Of those that were not named this says nothing.
  [[nodiscard]] SetTable::Row row(std::size_t letter) const { return sets_.row(first_[letter]); }
  [[nodiscard]] bool has(std::size_t letter, std::uint32_t set) const {
    return SetTable::has(row(letter), set);
  }

 private:
  const SetTable& sets_;
  std::vector<std::uint16_t> of_symbol_;
  std::vector<Symbol> first_;  // by letter
};

}  // namespace quoteledger
