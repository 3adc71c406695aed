#include "quoteledger/pattern/group_program.h"

#include <algorithm>
#include <unordered_map>

#include "quoteledger/base/text_index.h"

namespace quoteledger {

void GroupProgram::finish(std::size_t set_count) {
  add(Op::kMatch, 0, 0);
  ways_ = std::make_unique<Ways>();
  ways_->code = std::move(code_);
  ways_->words = SetTable::words_of(set_count);
}

void GroupProgram::Ways::work_out() {
  for (std::uint32_t at = 0; at < code.size(); ++at) {
    Instruction& instruction = code[at];
    const bool split = instruction.op == Op::kSplit;
    if (split || instruction.op == Op::kJump) instruction.first = behind_jumps(instruction.first);
    if (instruction.op != Op::kMatch && instruction.op != Op::kJump)
      instruction.second = behind_jumps(split ? instruction.second : at + 1);
  }
  // By instruction: the sets one of which has to hold the next symbol, a bit each; and whether the match may end here.
  std::vector<std::uint64_t> next(code.size() * words, 0);
  std::vector<bool> end(code.size(), false);
  end.back() = true;
  std::vector<std::uint32_t> leading;  // instructions that take no symbol, the last first
  for (std::uint32_t at = static_cast<std::uint32_t>(code.size()); at-- > 0;) {
    const Instruction& instruction = code[at];
    if (instruction.op == Op::kSet) {
      next[at * words + instruction.first / 64] |= std::uint64_t{1} << (instruction.first % 64);
    } else if (instruction.op != Op::kMatch) {
      leading.push_back(at);
    }
  }
  // Both add to what stands at an instruction, and tell where that is new.
  bool changed = true;
  const auto add_next = [&](std::size_t to, std::size_t from) {
    std::uint64_t fresh = 0;
    for (std::size_t i = 0; i < words; ++i) {
      fresh |= next[from * words + i] & ~next[to * words + i];
      next[to * words + i] |= next[from * words + i];
    }
    changed = changed || fresh != 0 || (end[from] && !end[to]);
    if (end[from]) end[to] = true;
  };
  // Most instructions lead on, so that one round from the end tells all; a repetition without end leads back.
  bool leads_back = true;
  while (changed && leads_back) {
    changed = leads_back = false;
    for (const std::uint32_t at : leading) {
      const Instruction& instruction = code[at];
      const auto leads_to = [&](std::uint32_t to) {
        leads_back = leads_back || to < at;
        add_next(at, to);
      };
      if (instruction.op != Op::kSave) leads_to(instruction.first);
      if (instruction.op != Op::kJump) leads_to(instruction.second);
    }
  }
  // Equal ones stand once: by hash, and where two share one the second stands by itself.
  std::unordered_map<std::uint64_t, std::uint32_t> known;
  std::vector<std::uint32_t> places(code.size(), kAny);  // by target
  const auto place_of = [&](std::uint32_t target) {
    if (end[target] || places[target] != kAny) return places[target];
    const auto* sets = &next[target * words];
    const std::uint64_t hash =
        hash_text({reinterpret_cast<const char*>(sets), words * sizeof(std::uint64_t)});
    const auto end_of_nexts = static_cast<std::uint32_t>(nexts.size());
    const std::uint32_t place = known.try_emplace(hash, end_of_nexts).first->second;
    const bool same = place < end_of_nexts && std::equal(sets, sets + words, nexts.begin() + place);
    if (!same) nexts.insert(nexts.end(), sets, sets + words);
    return places[target] = same ? place : end_of_nexts;
  };
  for (Instruction& instruction : code) {
    if (instruction.op != Op::kSplit) continue;
    instruction.next_first = place_of(instruction.first);
    instruction.next_second = place_of(instruction.second);
  }
}

std::uint32_t GroupProgram::Ways::behind_jumps(std::uint32_t at) const {
  while (code[at].op == Op::kJump) at = code[at].first;
  return at;
}

bool GroupProgram::run(const Symbol* symbols, std::uint32_t count, std::uint32_t group_count,
                       Scratch& scratch, std::vector<Group>& groups) const {
  std::call_once(ways_->once, [&] { ways_->work_out(); });
  const std::size_t words = (ways_->code.size() * (static_cast<std::size_t>(count) + 1) + 63) / 64;
  if (scratch.tried.size() < words) scratch.tried.resize(words, 0);
  scratch.slots.assign(std::size_t{2} * group_count, Group::kNone);
  const bool found = search(*ways_, *sets_, symbols, count, scratch);
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
bool GroupProgram::search(const Ways& ways, const SetTable& sets, const Symbol* symbols,
                          std::uint32_t count, Scratch& scratch) {
  const std::size_t places = static_cast<std::size_t>(count) + 1;
  scratch.jobs.clear();
  const Instruction* code = ways.code.data();
  const auto row_of = [&](std::uint32_t token) {
    return token < count ? sets.row(symbols[token]) : sets.none();
  };
  std::uint32_t at = 0;
  std::uint32_t token = 0;
  SetTable::Row row = row_of(token);
  // Most ways end at their first token: told before they are tried.
  const std::uint64_t* const nexts = ways.nexts.data();
  const std::size_t words = ways.words;
  const auto may_go_on = [&](std::uint32_t next) {
    if (next == kAny) return true;
    const std::uint64_t* way = nexts + next;
    for (std::size_t i = 0; i < words; i += SetTable::kBlock) {
      if (SetTable::block_meets(row + i, way + i)) return true;
    }
    return false;
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
        at = instruction.second;
        row = row_of(++token);
        break;
      case Op::kSplit:
        if (!may_go_on(instruction.next_first)) {
          // Asked of the second way, too: a repetition of what may be empty would else turn without end.
          goes_on = may_go_on(instruction.next_second);
          at = instruction.second;
        } else if (mark()) {
          goes_on = false;
        } else {
          if (may_go_on(instruction.next_second))
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
        at = instruction.second;
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
