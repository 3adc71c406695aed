#include "quoteledger/pattern/group_program.h"

namespace quoteledger {

void GroupProgram::finish(SetNumbers& numbers) {
  add(Op::kMatch, 0, 0);
  const std::size_t words = numbers.sets().empty() ? 0 : numbers.sets()[0].words().size();
  std::vector<std::uint64_t> next(code_.size() * words, 0);  // a set of symbols each
  std::vector<bool> end(code_.size(), false);                // the match may end here
  // Both add to what stands at an instruction, and tell where that is new.
  bool changed = true;
  const auto add_words = [&](std::size_t to, const std::uint64_t* from) {
    std::uint64_t* into = &next[to * words];
    std::uint64_t fresh = 0;
    for (std::size_t i = 0; i < words; ++i) {
      fresh |= from[i] & ~into[i];
      into[i] |= from[i];
    }
    changed = changed || fresh != 0;
  };
  const auto add_next = [&](std::size_t to, std::size_t from) {
    add_words(to, &next[from * words]);
    changed = changed || (end[from] && !end[to]);
    if (end[from]) end[to] = true;
  };
  // Most instructions lead on, so that one round from the end tells all; a repetition without end leads back.
  bool leads_back = true;
  while (changed && leads_back) {
    changed = leads_back = false;
    for (std::size_t at = code_.size(); at-- > 0;) {
      const Instruction& instruction = code_[at];
      switch (instruction.op) {
        case Op::kSet:
          add_words(at, numbers.sets()[instruction.first].words().data());
          break;
        case Op::kSplit:
          add_next(at, instruction.first);
          add_next(at, instruction.second);
          break;
        case Op::kJump:
          leads_back = leads_back || instruction.first < at;
          add_next(at, instruction.first);
          break;
        case Op::kSave:
          add_next(at, at + 1);
          break;
        case Op::kMatch:
          changed = changed || !end[at];
          end[at] = true;
          break;
      }
    }
  }
  next_.assign(code_.size(), kAny);
  SymbolSet set = numbers.sets().empty() ? SymbolSet() : numbers.sets()[0];
  for (const Instruction& instruction : code_) {
    if (instruction.op != Op::kSplit) continue;
    for (const std::uint32_t target : {instruction.first, instruction.second}) {
      if (end[target] || next_[target] != kAny) continue;
      if (code_[target].op == Op::kSet) {
        next_[target] = code_[target].first;
        continue;
      }
      set.assign(&next[target * words]);
      next_[target] = numbers.number(set);
    }
  }
}

bool GroupProgram::run(const Symbol* symbols, std::uint32_t count, std::uint32_t group_count,
                       Scratch& scratch, std::vector<Group>& groups) const {
  const std::size_t words = (code_.size() * (static_cast<std::size_t>(count) + 1) + 63) / 64;
  if (scratch.tried.size() < words) scratch.tried.resize(words, 0);
  scratch.slots.assign(std::size_t{2} * group_count, Group::kNone);
  const bool found = search(symbols, count, scratch);
  for (const std::uint32_t word : scratch.marked) scratch.tried[word] = 0;
  scratch.marked.clear();
  if (!found) return false;
  groups.assign(group_count, Group{});
  for (std::uint32_t i = 0; i < group_count; ++i) {
    const std::size_t slot = std::size_t{2} * i;
    if (scratch.slots[slot + 1] != Group::kNone)
      groups[i] = {scratch.slots[slot], scratch.slots[slot + 1]};
  }
  return true;
}

// Fills the slots.
bool GroupProgram::search(const Symbol* symbols, std::uint32_t count, Scratch& scratch) const {
  const std::size_t places = static_cast<std::size_t>(count) + 1;
  scratch.jobs.clear();
  const Instruction* code = code_.data();
  const auto row_of = [&](std::uint32_t token) {
    return token < count ? sets_->row(symbols[token]) : sets_->none();
  };
  std::uint32_t at = 0;
  std::uint32_t token = 0;
  SetTable::Row row = row_of(token);
  // Most ways end at their first token: told before they are tried.
  const auto may_go_on = [&](std::uint32_t target) {
    return next_[target] == kAny || SetTable::has(row, next_[target]);
  };
  // True where this way was gone already.
  const auto mark = [&] {
    const std::size_t place = at * places + token;
    std::uint64_t& word = scratch.tried[place / 64];
    const std::uint64_t bit = std::uint64_t{1} << (place % 64);
    const bool known = (word & bit) != 0;
    if (word == 0) scratch.marked.push_back(static_cast<std::uint32_t>(place / 64));
    word |= bit;
    return known;
  };
  while (true) {
    const Instruction& instruction = code[at];
    bool goes_on = true;
    switch (instruction.op) {
      case Op::kSet:
        goes_on = SetTable::has(row, instruction.first);
        ++at;
        row = row_of(++token);
        break;
      case Op::kSplit:
        if (!may_go_on(instruction.first)) {
          at = instruction.second;
        } else if (mark()) {
          goes_on = false;
        } else {
          if (may_go_on(instruction.second))
            scratch.jobs.push_back({instruction.second, token, false});
          at = instruction.first;
        }
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
        if (token == count) return true;
        goes_on = false;
        break;
    }
    // Back to the last way that was left out; what was saved since then is undone.
    while (!goes_on) {
      if (scratch.jobs.empty()) return false;
      const Scratch::Job job = scratch.jobs.back();
      scratch.jobs.pop_back();
      if (job.restore) {
        scratch.slots[job.at] = job.token;
      } else {
        at = job.at;
        token = job.token;
        row = row_of(token);
        goes_on = true;
      }
    }
  }
}

}  // namespace quoteledger
