// What the compiler of patterns keeps of them between its steps. Used by compile*.cpp only.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "quoteledger/grammar/compile.h"

namespace quoteledger {

constexpr int kDeepest = 200;  // parts in parts, and classes in classes, through all that are named

// A pattern with every name looked up: sets by their number.
struct PatternCompiler::Part {
  enum class Kind : std::uint8_t { kSequence, kChoice, kRepeat, kCapture, kSet, kNamed };
  Kind kind = Kind::kSequence;
  std::vector<Part> parts;
  int set = -1;
  int least = 0, most = 0;
  bool lazy = false;
  Role role = Role::kSpeaker;
  std::shared_ptr<Named> named;
};

struct PatternCompiler::Lowered {
  Part part;
  bool good = false;
  std::size_t parts = 0;  // in it
};

struct PatternCompiler::Need {
  std::shared_ptr<const SymbolSet> set;
  std::size_t count = 0;  // of its symbols
  explicit Need(SymbolSet symbols)
      : set(std::make_shared<const SymbolSet>(std::move(symbols))), count(set->count()) {}
};

struct PatternCompiler::Pair {
  SymbolSet first, second;
  std::size_t rarity = 0;  // how many pairs of symbols it is; the fewer, the better a test it makes
};

struct PatternCompiler::Reach {
  SymbolSet first, last;
  bool nullable = true;
  std::vector<Need> needs;
  std::optional<Pair> pair;  // the rarest
};

struct PatternCompiler::Program {
  bool kept = false;  // it is small; a large one is written anew wherever it is named
  Walker steps;       // never finished
  std::vector<Role> groups;
};

struct PatternCompiler::Named {
  Part part;
  bool good = false;
  std::size_t parts = 0;  // in it, with those that it names
  int depth = 0;          // of its parts in parts
  // Worked out when they are first asked for.
  std::array<std::optional<Program>, 2> program;      // as it is written, and reversed
  std::array<std::shared_ptr<const Reach>, 2> reach;  // as it is written, and reversed
  std::optional<bool> crosses;
};

}  // namespace quoteledger
