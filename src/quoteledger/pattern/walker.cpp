#include "quoteledger/pattern/walker.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "quoteledger/base/text_index.h"
#include "quoteledger/pattern/letters.h"

namespace quoteledger {
namespace {

// Sets of letters, equal ones once, by number. All have the same count of words.
class LetterSets {
 public:
  explicit LetterSets(std::size_t words) : words_(words) {}

  std::uint16_t number_of(const std::uint64_t* set) {
    std::uint64_t hash =
        hash_text({reinterpret_cast<const char*>(set), words_ * sizeof(std::uint64_t)});
    while (true) {
      const auto next = static_cast<std::uint16_t>(count());
      const auto [at, fresh] = known_.try_emplace(hash, next);
      if (fresh) {
        bits_.insert(bits_.end(), set, set + words_);
        return next;
      }
      if (std::equal(set, set + words_, this->set(at->second))) return at->second;
      ++hash;  // two share one
    }
  }
  [[nodiscard]] std::size_t count() const { return bits_.size() / words_; }
  [[nodiscard]] const std::uint64_t* set(std::size_t number) const {
    return bits_.data() + number * words_;
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
  std::unordered_map<std::uint64_t, std::uint16_t> known_;  // by hash
};

void set_bit(std::uint64_t* words, std::size_t bit) {
  words[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

}  // namespace

void Walker::finish(std::size_t group_count) {
  add(Op::kMatch, 0);
  groups_ = group_count;
  ways_ = std::make_unique<Ways>();
  ways_->code = std::move(code_);
}

void Walker::add_all_of(const Walker& other, std::uint32_t groups) {
  const std::uint32_t base = size();
  for (Instruction instruction : other.code_) {
    if (instruction.op == Op::kSave) instruction.first += 2 * groups;
    if (instruction.op == Op::kJump || instruction.op == Op::kSplit) {
      instruction.first += base;
      instruction.second = static_cast<std::uint16_t>(instruction.second + base);
    }
    code_.push_back(instruction);
  }
}

void Walker::Ways::work_out(const SetTable& sets) {
  std::vector<std::uint32_t> named;
  for (const Instruction& instruction : code) {
    if (instruction.op == Op::kSet) named.push_back(instruction.first);
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  const Letters letters(sets, named);
  letter_of = letters.of_symbol();
  const std::size_t words = std::max<std::size_t>(1, (letters.count() + 63) / 64);
  std::vector<std::uint64_t> letters_of_set(named.size() * words, 0);
  const std::vector<std::uint64_t> mask = sets.mask(named);
  std::vector<std::uint32_t> place_of(64 * mask.size(), 0);  // in `named`, by set
  for (std::uint32_t i = 0; i < named.size(); ++i) place_of[named[i]] = i;
  for (std::size_t letter = 0; letter < letters.count(); ++letter) {
    const SetTable::Row row = letters.row(letter);
    for (std::size_t word = 0; word < mask.size(); ++word) {
      for (std::uint64_t rest = row[word] & mask[word]; rest != 0; rest &= rest - 1) {
        const std::size_t set = word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
        set_bit(&letters_of_set[place_of[set] * words], letter);
      }
    }
  }
  // By instruction: the letters one of which has to come next, a bit each; and whether the match may end here.
  std::vector<std::uint64_t> next(code.size() * words, 0);
  std::vector<bool> end(code.size(), false);
  end.back() = true;
  std::vector<std::uint32_t> leading;  // instructions that take no symbol, the last first
  for (auto at = static_cast<std::uint32_t>(code.size()); at-- > 0;) {
    const Instruction& instruction = code[at];
    if (instruction.op == Op::kSet) {
      std::copy_n(&letters_of_set[place_of[instruction.first] * words], words, &next[at * words]);
    } else if (instruction.op != Op::kMatch) {
      leading.push_back(at);
    }
  }
  // Adds to what stands at an instruction, and tells where that is new.
  bool changed = true;
  const auto add_next = [&](std::size_t to, std::size_t from) {
    std::uint64_t* const known = &next[to * words];
    const std::uint64_t* const more = &next[from * words];
    std::uint64_t fresh = 0;
    for (std::size_t i = 0; i < words; ++i) {
      fresh |= more[i] & ~known[i];
      known[i] |= more[i];
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
      if (instruction.op == Op::kSave) {
        leads_to(at + 1);
      } else {
        leads_to(instruction.first);
        if (instruction.op == Op::kSplit) leads_to(instruction.second);
      }
    }
  }
  LetterSets ahead(words);
  std::vector<std::uint16_t> numbers(code.size(), kAny);  // of `ahead`, by instruction
  const auto number_of = [&](std::uint32_t at) {
    if (!end[at] && numbers[at] == kAny) numbers[at] = ahead.number_of(&next[at * words]);
    return numbers[at];
  };
  steps.resize(code.size());
  for (std::uint32_t at = 0; at < code.size(); ++at) {
    const Instruction& instruction = code[at];
    Step& step = steps[at];
    step.op = instruction.op;
    if (step.op == Op::kSave) step.first = static_cast<std::uint16_t>(instruction.first);
    if (instruction.op == Op::kSplit) {
      step.first = behind_jumps(instruction.first);
      step.second = behind_jumps(instruction.second);
      step.ahead_first = number_of(step.first);
      step.ahead_second = number_of(step.second);
    } else if (instruction.op == Op::kSet || instruction.op == Op::kSave) {
      step.second = behind_jumps(at + 1);
      if (instruction.op == Op::kSet) step.ahead_first = number_of(at);
    }
  }
  std::vector<bool> led_to(steps.size(), false);
  const auto lead_to = [&](std::uint16_t at) {
    steps[at].meets = led_to[at];
    led_to[at] = true;
  };
  led_to[0] = true;
  for (const Step& step : steps) {
    if (step.op == Op::kSplit) lead_to(step.first);
    if (step.op != Op::kMatch && step.op != Op::kJump) lead_to(step.second);
  }
  row_words = std::max<std::size_t>(1, (ahead.count() + 63) / 64);
  rows.assign(row_words * (letters.count() + 1), 0);
  for (std::size_t number = 0; number < ahead.count(); ++number) {
    for (std::size_t i = 0; i < words; ++i) {
      for (std::uint64_t rest = ahead.set(number)[i]; rest != 0; rest &= rest - 1) {
        const std::size_t letter = i * 64 + static_cast<std::size_t>(std::countr_zero(rest));
        set_bit(&rows[letter * row_words], number);
      }
    }
  }
  code = {};
}

std::uint16_t Walker::Ways::behind_jumps(std::uint32_t at) const {
  while (code[at].op == Op::kJump) at = code[at].first;
  return static_cast<std::uint16_t>(at);
}

std::size_t Walker::match_prefix(const Symbol* symbols, std::uint32_t count, Scratch& scratch,
                                 std::vector<Group>& groups) const {
  std::call_once(ways_->once, [&] { ways_->work_out(*sets_); });
  const std::size_t words = (ways_->steps.size() * (static_cast<std::size_t>(count) + 1) + 63) / 64;
  if (scratch.tried.size() < words) scratch.tried.resize(words, 0);
  scratch.slots.assign(2 * groups_, Group::kNone);
  const std::size_t end = walk(*ways_, symbols, count, scratch);
  for (const std::uint32_t word : scratch.marked) scratch.tried[word] = 0;
  scratch.marked.clear();
  if (end == kNone) return kNone;
  groups.assign(groups_, Group{});
  for (std::size_t i = 0; i < groups_; ++i) {
    if (scratch.slots[2 * i + 1] != Group::kNone)
      groups[i] = {scratch.slots[2 * i], scratch.slots[2 * i + 1]};
  }
  return end;
}

std::size_t Walker::walk(const Ways& ways, const Symbol* symbols, std::uint32_t count,
                         Scratch& scratch) {
  const std::size_t places = static_cast<std::size_t>(count) + 1;
  scratch.jobs.clear();
  const Step* const steps = ways.steps.data();
  // What is known of the next letter.
  const auto row_of = [&](std::uint32_t token) {
    const std::size_t letter =
        token < count ? ways.letter_of[symbols[token]] : ways.rows.size() / ways.row_words - 1;
    return &ways.rows[letter * ways.row_words];
  };
  std::uint32_t at = 0;
  std::uint32_t token = 0;
  const std::uint64_t* row = row_of(token);
  // Most ways end at their first token: told before they are tried.
  const auto may_go_on = [&](std::uint16_t ahead) {
    return ahead == kAny || (row[ahead / 64] >> (ahead % 64) & 1) != 0;
  };
  // True where this step was gone at this token already.
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
    const Step& step = steps[at];
    bool goes_on = !step.meets || !mark();
    if (goes_on) {
      switch (step.op) {
        case Op::kSet:
          goes_on = may_go_on(step.ahead_first);
          if (!goes_on) break;
          at = step.second;
          row = row_of(++token);
          break;
        case Op::kSplit:
          if (!may_go_on(step.ahead_first)) {
            // Asked of the second way, too: a repetition of what may be empty would else turn without end.
            goes_on = may_go_on(step.ahead_second);
            at = step.second;
          } else {
            if (may_go_on(step.ahead_second)) scratch.jobs.push_back({step.second, token, false});
            at = step.first;
          }
          break;
        case Op::kSave:
          scratch.jobs.push_back({step.first, scratch.slots[step.first], true});
          scratch.slots[step.first] = token;
          at = step.second;
          break;
        case Op::kMatch:
          return token;
        case Op::kJump:  // a step leads past it
          return kNone;
      }
    }
    // Back to the last way that was left out; what was saved since then is undone.
    while (!goes_on) {
      if (scratch.jobs.empty()) return kNone;
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
