// Which tokens of a match each group took. RE2 tells fast where a match ends, but asked for groups it has to simulate the
// whole pattern, which took ten microseconds a match. A match is a dozen tokens long and its end is known, so a small
// backtracker over token symbols is enough: no split whose preferred way is open is taken twice at the same token, so that
// no more than program × tokens ways are left for later (the bounded backtracking of R. Cox, "Regular Expression Matching:
// the Virtual Machine Approach", 2009); one whose preferred way the next token closes is passed, or ends the way. It prefers what RE2 prefers: the first alternative, the most of a greedy repetition.
#pragma once

#include <cstdint>
#include <memory>
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

class GroupProgram {
 public:
  using Sets = std::shared_ptr<const SetTable>;

  GroupProgram() = default;
  // `sets` are those that add_set() numbers.
  explicit GroupProgram(Sets sets) : sets_(std::move(sets)) {}

  // Appending: each gives the place of its instruction.
  std::uint32_t add_set(std::uint32_t set) { return add(Op::kSet, set, 0); }
  // Two ways to go on, the preferred one first; their targets are set later.
  std::uint32_t add_split() { return add(Op::kSplit, 0, 0); }
  std::uint32_t add_jump() { return add(Op::kJump, 0, 0); }
  // The start (2 × group) or end (2 × group + 1) of a group.
  std::uint32_t add_save(std::uint32_t slot) { return add(Op::kSave, slot, 0); }
  // Last: works out with which sets the program can go on at each split. The table of the constructor must have all
  // `set_count` of them before the first run.
  void finish(std::size_t set_count);
  void set_first(std::uint32_t at, std::uint32_t target) { code_[at].first = target; }
  void set_second(std::uint32_t at, std::uint32_t target) { code_[at].second = target; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(code_.size()); }

  // Memory that one run leaves to the next. Not for several threads.
  struct Scratch {
    struct Job {
      std::uint32_t at = 0;
      std::uint32_t token = 0;  // or the old value of a slot
      bool restore = false;
    };
    std::vector<std::uint64_t> tried;  // one bit for each instruction and token; all 0 between runs
    std::vector<std::uint32_t> marked;  // the words of `tried` that are not
    std::vector<Job> jobs;
    std::vector<std::uint32_t> slots;
  };

  // Lays the program over exactly symbols[0, count). False, and groups untouched, where it does not fit.
  bool run(const Symbol* symbols, std::uint32_t count, std::uint32_t group_count, Scratch& scratch,
           std::vector<Group>& groups) const;

 private:
  static constexpr std::uint32_t kAny = 0xFFFFFFFF;

  enum class Op : std::uint8_t { kSet, kSplit, kJump, kSave, kMatch };
  struct Instruction {
    Op op = Op::kMatch;
    std::uint32_t first = 0,
                  second = 0;  // the ways of a split; else the set or slot, and what follows
    // Of a split, for each way: where in nexts_ the sets stand one of which has the next symbol, or kAny where the match
    // may end.
    std::uint32_t next_first = kAny, next_second = kAny;
  };

  // Where a way leads that begins with jumps.
  [[nodiscard]] std::uint32_t behind_jumps(std::uint32_t at) const;
  bool search(const Symbol* symbols, std::uint32_t count, Scratch& scratch) const;
  std::uint32_t add(Op op, std::uint32_t first, std::uint32_t second) {
    code_.push_back({op, first, second, kAny, kAny});
    return size() - 1;
  }

  Sets sets_;
  std::vector<Instruction> code_;
  std::vector<std::uint64_t> nexts_;  // words_ each, a bit a set
  std::size_t words_ = 0;
};

}  // namespace quoteledger
