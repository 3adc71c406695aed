// pattern: the only room that includes RE2's headers. A compiled pattern over the symbols of a token row
// (grammar/vocabulary.h), always anchored at the row's start. Linear in the row's length.
//
// For patterns too large to be walked (pattern/walker.h). All but the largest have fewer letters than a byte has values: a token
// is then one byte and a set a range or two, where a thousand symbols in UTF-8 would make each set a tree of byte sequences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/pattern/symbol_set.h"

namespace quoteledger {

// RE2's syntax, and between it sets by their number.
class RegexText {
 public:
  void add(std::string_view syntax) { pieces_.insert(pieces_.end(), syntax.begin(), syntax.end()); }
  void add_set(std::uint32_t set) { pieces_.push_back(kSets + set); }
  // Calls syntax(char) or set(number) for each piece.
  template <typename Syntax, typename Set>
  void each(Syntax&& syntax, Set&& set) const {
    for (const std::uint32_t piece : pieces_) {
      if (piece < kSets) {
        syntax(static_cast<char>(piece));
      } else {
        set(piece - kSets);
      }
    }
  }
  [[nodiscard]] std::size_t size() const { return pieces_.size(); }

 private:
  static constexpr std::uint32_t kSets = 0x100;
  std::vector<std::uint32_t> pieces_;
};

// Safe to ask from many threads at once.
class Regex {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  using Sets = std::shared_ptr<const SetTable>;

  // Compiled when it is first asked. `memory` is RE2's budget in bytes for the program and its automaton; a pattern that needs
  // more never fits.
  Regex(Sets sets, RegexText text, std::int64_t memory);
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  // Compiles it now. RE2's message where it cannot, or "".
  [[nodiscard]] std::string compile() const;

  // How many of `count` symbols the pattern takes from the first on, or kNone. `row` is memory that one call leaves to the
  // next.
  [[nodiscard]] std::size_t match_prefix(const Symbol* symbols, std::size_t count,
                                         std::string& row) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoteledger
