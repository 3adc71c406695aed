#include "quoteledger/grammar/compile.h"

#include <algorithm>
#include <bit>

#include "quoteledger/grammar/compile_parts.h"

namespace quoteledger {

std::shared_ptr<const PatternCompiler::Reach> PatternCompiler::reach_of(const Part& part,
                                                                        bool reverse) {
  switch (part.kind) {
    case Part::Kind::kSet: {
      auto& known = set_reach_[part.set];
      if (known) return known;
      Reach got;
      got.first = got.last = symbol_sets_[static_cast<std::size_t>(part.set)];
      got.nullable = false;
      got.needs.emplace_back(got.first);
      return known = std::make_shared<const Reach>(std::move(got));
    }
    case Part::Kind::kSequence: {
      std::vector<std::shared_ptr<const Reach>> inner;
      for (std::size_t i = 0; i < part.parts.size(); ++i)
        inner.push_back(reach_of(part.parts[reverse ? part.parts.size() - 1 - i : i], reverse));
      return inner.size() == 1 ? inner[0] : std::make_shared<const Reach>(reach_of_row(inner));
    }
    case Part::Kind::kChoice: {
      std::vector<std::shared_ptr<const Reach>> inner;
      for (const Part& choice : part.parts) inner.push_back(reach_of(choice, reverse));
      return std::make_shared<const Reach>(reach_of_choice(inner));
    }
    case Part::Kind::kNamed: {
      auto& known = part.named->reach[reverse ? 1 : 0];
      if (!known) known = reach_of(part.named->part, reverse);
      return known;
    }
    case Part::Kind::kCapture:
      return reach_of(part.parts[0], reverse);
    case Part::Kind::kRepeat:
      break;
  }
  auto got = reach_of(part.parts[0], reverse);
  if (part.least > 0) return got;
  return std::make_shared<const Reach>(Reach{got->first, got->last, true, {}, {}});
}

// One after the other.
PatternCompiler::Reach PatternCompiler::reach_of_row(
    const std::vector<std::shared_ptr<const Reach>>& parts) const {
  const SymbolSet none(alphabet_.symbol_count());
  Reach got{none, none, true, {}, {}};
  // What can come next from each part on, where something that is needed stands there or behind.
  std::vector<std::optional<SymbolSet>> next(parts.size() + 1);
  for (std::size_t i = parts.size(); i-- > 0;) {
    const Reach& part = *parts[i];
    if (!part.nullable) {
      next[i] = part.first;
    } else if (next[i + 1]) {
      next[i] = part.first;
      next[i]->merge(*next[i + 1]);
    }
  }
  const auto better = [&](std::size_t rarity) { return !got.pair || rarity < got.pair->rarity; };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Reach& part = *parts[i];
    got.needs.insert(got.needs.end(), part.needs.begin(), part.needs.end());
    if (part.pair && better(part.pair->rarity)) got.pair = part.pair;
    if (got.nullable) {
      got.first.merge(part.first);
    } else if (next[i]) {  // what is before ends here, and something that is needed follows
      const std::size_t rarity = got.last.count() * next[i]->count();
      if (better(rarity)) got.pair = Pair{got.last, *next[i], rarity};
    }
    if (part.nullable) {
      got.last.merge(part.last);
    } else {
      got.last = part.last;
      got.nullable = false;
    }
  }
  return got;
}

// One of them.
PatternCompiler::Reach PatternCompiler::reach_of_choice(
    const std::vector<std::shared_ptr<const Reach>>& parts) const {
  const SymbolSet none(alphabet_.symbol_count());
  Reach got{none, none, false, {}, Pair{none, none, 0}};
  // What every alternative needs one of: the rarest need of each, together; and so its pair.
  std::optional<SymbolSet> need = none;
  for (const auto& part : parts) {
    got.first.merge(part->first);
    got.last.merge(part->last);
    got.nullable = got.nullable || part->nullable;
    const auto rarest =
        std::min_element(part->needs.begin(), part->needs.end(),
                         [](const Need& a, const Need& b) { return a.count < b.count; });
    if (rarest == part->needs.end()) need.reset();
    if (need) need->merge(*rarest->set);
    if (!part->pair) got.pair.reset();
    if (got.pair) {
      got.pair->first.merge(part->pair->first);
      got.pair->second.merge(part->pair->second);
    }
  }
  if (need) got.needs.emplace_back(std::move(*need));
  if (got.pair) got.pair->rarity = got.pair->first.count() * got.pair->second.count();
  return got;
}

}  // namespace quoteledger
