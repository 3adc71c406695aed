#include "quoteledger/pattern/group_program.h"

namespace quoteledger {

bool GroupProgram::run(const Symbol* symbols, std::uint32_t count, std::uint32_t group_count,
                       Scratch& scratch, std::vector<Group>& groups) const {
  const std::size_t places = static_cast<std::size_t>(count) + 1;
  scratch.tried.assign((code_.size() * places + 63) / 64, 0);
  scratch.slots.assign(std::size_t{2} * group_count, Group::kNone);
  scratch.jobs.clear();
  scratch.jobs.push_back({0, 0, false});
  while (!scratch.jobs.empty()) {
    const Scratch::Job job = scratch.jobs.back();
    scratch.jobs.pop_back();
    if (job.restore) {
      scratch.slots[job.at] = job.token;
      continue;
    }
    std::uint32_t at = job.at;
    std::uint32_t token = job.token;
    for (bool goes_on = true; goes_on;) {
      const std::size_t place = at * places + token;
      std::uint64_t& word = scratch.tried[place / 64];
      const std::uint64_t mark = std::uint64_t{1} << (place % 64);
      if ((word & mark) != 0) break;
      word |= mark;
      const Instruction& instruction = code_[at];
      switch (instruction.op) {
        case Op::kSet:
          goes_on = token < count && (*sets_)[instruction.first].has(symbols[token]);
          ++token;
          ++at;
          break;
        case Op::kSplit:
          scratch.jobs.push_back({instruction.second, token, false});
          at = instruction.first;
          break;
        case Op::kJump:
          at = instruction.first;
          break;
        case Op::kSave:
          scratch.jobs.push_back({instruction.first, scratch.slots[instruction.first], true});
          scratch.slots[instruction.first] = token;
          ++at;
          break;
        case Op::kMatch:
          if (token != count) {
            goes_on = false;
            break;
          }
          groups.assign(group_count, Group{});
          for (std::uint32_t i = 0; i < group_count; ++i) {
            const std::size_t slot = std::size_t{2} * i;
            if (scratch.slots[slot + 1] != Group::kNone)
              groups[i] = {scratch.slots[slot], scratch.slots[slot + 1]};
          }
          return true;
      }
    }
  }
  return false;
}

}  // namespace quoteledger
