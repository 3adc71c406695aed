// A pattern over token symbols, laid over a row from its start: whether it fits, how many tokens it takes and which of them
// each group took, all in one walk. It prefers what RE2 prefers: the first alternative, the most of a greedy repetition.
//
// Bounded backtracking (R. Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009): no step of the program
// that several ways lead to is gone twice at the same token, and so no step at all: a walk takes at most program × tokens steps.
// At each fork it is known with which symbols either way can go on: a way that the next token closes is never taken. An
// automaton that is built while it runs has to meet the same rows again to pay for its states; a few thousand rows a text,
// hardly two of them alike, leave it at half the speed of this and with tens of megabytes (docs/how-it-works.md).
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "quoteledger/pattern/symbol_set.h"

namespace quoteledger {

// What one group took, in tokens of the row; begin is kNone where the group took no part.
struct Group {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t begin = kNone;
  std::uint32_t end = 0;
};

class Walker {
 public:
  using Sets = std::shared_ptr<const SetTable>;

  Walker() = default;
  // `sets` are those that add_set() numbers.
  explicit Walker(Sets sets) : sets_(std::move(sets)) {}

  // Nothing is to be added to a program that is longer, but for what ends it.
  static constexpr std::size_t kMostSteps = 60000;

  // Appending: each gives the place of its instruction.
  std::uint32_t add_set(std::uint32_t set) { return add(Op::kSet, set); }
  // Two ways to go on, the preferred one first; their targets are set later.
  std::uint32_t add_split() { return add(Op::kSplit, 0); }
  std::uint32_t add_jump() { return add(Op::kJump, 0); }
  // The start (2 × group) or end (2 × group + 1) of a group.
  std::uint32_t add_save(std::uint32_t slot) { return add(Op::kSave, slot); }
  // Last. What the walk needs of a program is worked out before the first one: many patterns of a grammar never meet a text
  // that they might fit. The table of the constructor must be whole by then.
  void finish(std::size_t group_count);
  // What another program does, its groups numbered from `groups` on.
  void add_all_of(const Walker& other, std::uint32_t groups);
  void set_first(std::uint32_t at, std::uint32_t target) { code_[at].first = target; }
  void set_second(std::uint32_t at, std::uint32_t target) {
    code_[at].second = static_cast<std::uint16_t>(target);
  }
  // Instructions that were added.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(code_.size()); }
  // There is no pattern: it was never finished.
  [[nodiscard]] bool empty() const { return ways_ == nullptr; }

  // Memory that one walk leaves to the next. Not for several threads.
  struct Scratch {
    struct Job {
      std::uint32_t at = 0;
      std::uint32_t token = 0;  // or the old value of a slot
      bool restore = false;
    };
    std::vector<std::uint64_t> tried;   // one bit for each step and token; all 0 between walks
    std::vector<std::uint32_t> marked;  // the words of `tried` that are not
    std::vector<Job> jobs;
    std::vector<std::uint32_t> slots;
  };

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  // How many of `count` symbols the pattern takes from the first on, or kNone; `groups` is what each group took then, and
  // untouched otherwise. Safe to call from many threads at once, for a pattern that is not empty().
  std::size_t match_prefix(const Symbol* symbols, std::uint32_t count, Scratch& scratch,
                           std::vector<Group>& groups) const;

 private:
  static constexpr std::uint16_t kAny = 0xFFFF;

  enum class Op : std::uint8_t { kSet, kSplit, kJump, kSave, kMatch };
  // As it was added. `first` is the set or slot; a split's and a jump's targets are `first` and `second`.
  struct Instruction {
    std::uint32_t first = 0;
    std::uint16_t second = 0;
    Op op = Op::kMatch;
  };
  // As it is walked, without jumps: as small as can be, because hundreds of programs take turns in a core's cache.
  struct Step {
    std::uint16_t first = 0;   // the slot, or the first way of a split
    std::uint16_t second = 0;  // what follows, of a split the second way
    // Of a split, which bit of a letter's row tells whether each way can go on with it, or kAny where the match may end on
    // it; of a set, which bit tells whether it takes the letter.
    std::uint16_t ahead_first = kAny, ahead_second = kAny;
    Op op = Op::kMatch;
    bool meets = false;  // several ways lead here
  };

  // What the first walk works out.
  struct Ways {
    std::once_flag once;
    std::vector<Instruction> code;  // until then
    std::vector<Step> steps;
    std::vector<std::uint16_t> letter_of;  // by symbol
    std::vector<std::uint64_t> rows;       // row_words of each letter, and of no letter
    std::size_t row_words = 0;

    void work_out(const SetTable& sets);
    [[nodiscard]] std::uint16_t behind_jumps(std::uint32_t at) const;
  };

  // Fills the slots.
  static std::size_t walk(const Ways& ways, const Symbol* symbols, std::uint32_t count,
                          Scratch& scratch);
  std::uint32_t add(Op op, std::uint32_t first) {
    code_.push_back({first, 0, op});
    return size() - 1;
  }

  Sets sets_;
  std::size_t groups_ = 0;
  std::vector<Instruction> code_;  // until it is finished
  std::unique_ptr<Ways> ways_;
};

}  // namespace quoteledger
