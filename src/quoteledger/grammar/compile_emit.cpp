#include "quoteledger/grammar/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "quoteledger/grammar/compile_parts.h"

namespace quoteledger {
namespace {

constexpr std::size_t kRangeBytes = 18;              // of a set, written out: \x{0000}-\x{0000}
constexpr std::size_t kMostPatternBytes = 1U << 20;  // of one side, written out
constexpr std::size_t kMostKeptSteps = 1U << 12;     // of a named pattern, to be copied

}  // namespace

// The pattern as a program. False where it gets too large.
bool PatternCompiler::emit(const Part& part, bool reverse, Walker& program,
                           std::vector<Role>& groups) {
  if (program.size() >= Walker::kMostSteps) return false;
  switch (part.kind) {
    case Part::Kind::kSet:
      program.add_set(static_cast<std::uint32_t>(part.set));
      return true;
    case Part::Kind::kSequence:
      for (std::size_t i = 0; i < part.parts.size(); ++i) {
        if (!emit(part.parts[reverse ? part.parts.size() - 1 - i : i], reverse, program, groups))
          return false;
      }
      return true;
    case Part::Kind::kCapture: {
      const auto group = static_cast<std::uint32_t>(groups.size());
      groups.push_back(part.role);
      program.add_save(2 * group);
      if (!emit(part.parts[0], reverse, program, groups)) return false;
      program.add_save(2 * group + 1);
      return true;
    }
    case Part::Kind::kNamed: {
      auto& known = part.named->program[reverse ? 1 : 0];
      if (!known) {
        known.emplace();
        const bool whole = emit(part.named->part, reverse, known->steps, known->groups);
        known->kept = whole && known->steps.size() <= kMostKeptSteps;
        if (!known->kept) known->steps = Walker();
      }
      if (!known->kept) return emit(part.named->part, reverse, program, groups);
      if (program.size() + known->steps.size() > Walker::kMostSteps) return false;
      program.add_all_of(known->steps, static_cast<std::uint32_t>(groups.size()));
      groups.insert(groups.end(), known->groups.begin(), known->groups.end());
      return true;
    }
    case Part::Kind::kChoice:
      return emit_choice(part.parts, reverse, program, groups);
    case Part::Kind::kRepeat: {
      const auto aim = [&](std::uint32_t split, std::uint32_t in, std::uint32_t past) {
        program.set_first(split, part.lazy ? past : in);
        program.set_second(split, part.lazy ? in : past);
      };
      // What adds no step is nothing, however often.
      const auto times = [&](int count) {
        for (int i = 0; i < count; ++i) {
          const std::uint32_t before = program.size();
          if (!emit(part.parts[0], reverse, program, groups)) return false;
          if (program.size() == before) break;
        }
        return true;
      };
      if (part.most < 0) {
        // x* is (x+)?, as in RE2: what may be empty then leaves the repetition where it was empty.
        if (!times(part.least - 1)) return false;
        const bool optional = part.least == 0;
        const std::uint32_t skip = optional ? program.add_split() : 0;
        const std::uint32_t body = program.size();
        if (!times(1)) return false;
        const std::uint32_t again = program.add_split();
        aim(again, body, program.size());
        if (optional) aim(skip, body, program.size());
        return true;
      }
      if (!times(part.least)) return false;
      std::vector<std::uint32_t> splits;
      for (int i = part.least; i < part.most; ++i) {
        splits.push_back(program.add_split());
        const std::uint32_t before = program.size();
        if (!emit(part.parts[0], reverse, program, groups)) return false;
        if (program.size() == before) break;
      }
      for (const std::uint32_t split : splits) aim(split, split + 1, program.size());
      return true;
    }
  }
  return true;
}

// Halves of halves: a half that cannot go on with the next symbol is left out at once, which tells most of many ways off.
bool PatternCompiler::emit_choice(std::span<const Part> parts, bool reverse, Walker& program,
                                  std::vector<Role>& groups) {
  if (parts.size() == 1) return emit(parts[0], reverse, program, groups);
  const std::uint32_t split = program.add_split();
  program.set_first(split, program.size());
  if (!emit_choice(parts.first(parts.size() / 2), reverse, program, groups)) return false;
  const std::uint32_t jump = program.add_jump();
  program.set_second(split, program.size());
  if (!emit_choice(parts.subspan(parts.size() / 2), reverse, program, groups)) return false;
  program.set_first(jump, program.size());
  return true;
}

// May it go past the end of a sentence?
bool PatternCompiler::crosses(const Part& part) const {
  if (part.kind == Part::Kind::kSet) {
    const SymbolSet& set = symbol_sets_[static_cast<std::size_t>(part.set)];
    return set.has(alphabet_.symbol(Special::kStop)) ||
           set.has(alphabet_.symbol(Special::kParagraph)) ||
           set.has(alphabet_.symbol(Special::kTextEnd));
  }
  if (part.kind == Part::Kind::kNamed) {
    if (!part.named->crosses) part.named->crosses = crosses(part.named->part);
    return *part.named->crosses;
  }
  return std::any_of(part.parts.begin(), part.parts.end(),
                     [&](const Part& inner) { return crosses(inner); });
}

// As RE2 writes it: groups are told by the walker. None where that is longer than a pattern may be.
std::optional<RegexText> PatternCompiler::written_out(const Part& whole, bool reverse) const {
  RegexText text;
  std::size_t bytes = 0;  // at most
  const auto bytes_of = [&](const Part& part) -> std::size_t {
    constexpr std::size_t kSyntaxBytes = 16;
    if (part.kind != Part::Kind::kSet) return kSyntaxBytes;
    const SymbolSet& set = symbol_sets_[static_cast<std::size_t>(part.set)];
    return kRangeBytes * std::max<std::size_t>(1, set.ranges());
  };
  const auto write = [&](const auto& self, const Part& part) -> void {
    if (bytes > kMostPatternBytes) return;
    bytes += bytes_of(part);
    switch (part.kind) {
      case Part::Kind::kSet:
        text.add_set(static_cast<std::uint32_t>(part.set));
        break;
      case Part::Kind::kSequence:
        text.add("(?:");
        for (std::size_t i = 0; i < part.parts.size(); ++i) {
          self(self, part.parts[reverse ? part.parts.size() - 1 - i : i]);
        }
        text.add(")");
        break;
      case Part::Kind::kChoice:
        text.add("(?:");
        for (std::size_t i = 0; i < part.parts.size(); ++i) {
          if (i > 0) text.add("|");
          self(self, part.parts[i]);
        }
        text.add(")");
        break;
      case Part::Kind::kCapture:
        self(self, part.parts[0]);
        break;
      case Part::Kind::kNamed:
        self(self, part.named->part);
        break;
      case Part::Kind::kRepeat:
        text.add("(?:");
        self(self, part.parts[0]);
        text.add(")");
        if (part.most < 0) {
          text.add(part.least == 0 ? "*" : "+");
        } else {
          text.add(fmt::format("{{{},{}}}", part.least, part.most));
        }
        if (part.lazy) text.add("?");
        break;
    }
  };
  write(write, whole);
  if (bytes > kMostPatternBytes) return std::nullopt;
  return text;
}

}  // namespace quoteledger
