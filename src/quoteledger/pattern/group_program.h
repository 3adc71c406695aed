// Which tokens of a match each group took. RE2 tells fast where a match ends, but asked for groups it has to simulate the
// whole pattern, which took ten microseconds a match. A match is a dozen tokens long and its end is known, so a small
// backtracker over token symbols is enough: no split whose preferred way is open is taken twice at the same token, so that
// no more than program × tokens ways are left for later (the bounded backtracking of R. Cox, "Regular Expression Matching:
// the Virtual Machine Approach", 2009); one whose preferred way the next token closes is passed, or ends the way. It prefers what RE2 prefers: the first alternative, the most of a greedy repetition.
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
  // Last. The table of the constructor must have all `set_count` sets before the first run, which works out with which of
  // them the program can go on at each split: most programs of a grammar never run over a text.
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

  // Lays the program over exactly symbols[0, count). False, and groups untouched, where it does not fit. Safe to call from
  // many threads at once.
  bool run(const Symbol* symbols, std::uint32_t count, std::uint32_t group_count, Scratch& scratch,
           std::vector<Group>& groups) const;

 private:
  static constexpr std::uint32_t kAny = 0xFFFFFFFF;

  enum class Op : std::uint8_t { kSet, kSplit, kJump, kSave, kMatch };
  struct Instruction {
    Op op = Op::kMatch;
    std::uint32_t first = 0,
                  second = 0;  // the ways of a split; else the set or slot, and what follows
    // Of a split, for each way: where in Ways::nexts the sets stand one of which has the next symbol, or kAny where the match
    // may end.
    std::uint32_t next_first = kAny, next_second = kAny;
  };

  // What the first run works out.
  struct Ways {
    std::once_flag once;
    std::vector<Instruction> code;     // without ways that begin with jumps
    std::vector<std::uint64_t> nexts;  // words each, a bit a set
    std::size_t words = 0;

    void work_out();
    [[nodiscard]] std::uint32_t behind_jumps(std::uint32_t at) const;
  };

  static bool search(const Ways& ways, const SetTable& sets, const Symbol* symbols,
                     std::uint32_t count, Scratch& scratch);
  std::uint32_t add(Op op, std::uint32_t first, std::uint32_t second) {
    code_.push_back({op, first, second, kAny, kAny});
    return size() - 1;
  }

  Sets sets_;
  std::vector<Instruction> code_;  // until it is finished
  std::unique_ptr<Ways> ways_;
};

}  // namespace quoteledger
