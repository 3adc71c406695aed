#include "quoteledger/grammar/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <thread>
#include <utility>

#include "quoteledger/base/trim.h"
#include "quoteledger/grammar/compile_parts.h"

namespace quoteledger {
namespace {

constexpr std::int64_t kPatternMemory = 1 << 23;   // RE2's budget for one side
constexpr std::size_t kMostSymbols = 6000;         // three bytes of UTF-8 hold more
constexpr std::size_t kMostStepsOfAll = 1U << 21;  // of all programs
// Of a larger program RE2 tells first whether it fits: the forks that a walk may have to remember, a bit for each step
// and token, would no longer stay in a core's own cache.
constexpr std::size_t kMostWalkedAlone = 1U << 14;
constexpr std::size_t kMostThreads = 4;           // that compile patterns
constexpr std::string_view kQuoteEnds = "0,.?-";  // in the order of the specials, open first

}  // namespace

std::string_view role_name(Role role) {
  switch (role) {
    case Role::kSpeaker:
      return "speaker";
    case Role::kVerb:
      return "verb";
    case Role::kAddressee:
      return "addressee";
    case Role::kRole:
      return "role";
    case Role::kSource:
      return "source";
    case Role::kCount:
      break;
  }
  return "";
}

void PatternCompiler::fail(const ReadPattern& where, std::uint32_t at, std::uint32_t length,
                           std::string message, std::string hint) {
  Diagnostic told =
      diagnose(*where.file, where.source, at, length, std::move(message), std::move(hint));
  if (told_.insert(fmt::format("{}:{}:{}:{}", told.file, told.line, told.column, told.message))
          .second) {
    errors_.push_back(std::move(told));
  }
}

void PatternCompiler::collect(const ReadPattern& pattern) {
  if (!pattern.tree.errors.empty()) return;
  for (const auto& child : pattern.tree.root->children) {
    if (child->kind == PatternNode::Kind::kQuote) continue;
    auto lowered = std::make_shared<Lowered>();
    parts_ = 0;
    lowered->good = lower(pattern, *child, lowered->part, 0);
    lowered->parts = parts_;
    lowered_.insert_or_assign(child.get(), std::move(lowered));
  }
}

bool PatternCompiler::settle(const GrammarFile& file) {
  symbol_sets_ = alphabet_.settle(sets_);
  if (alphabet_.symbol_count() > kMostSymbols) {
    errors_.push_back(
        diagnose(file, 0, 1, 1,
                 fmt::format("the patterns tell {} kinds of tokens apart, more than {}",
                             alphabet_.symbol_count(), kMostSymbols),
                 "put words that are used alike into one lexicon"));
    return false;
  }
  set_table_ = std::make_shared<const SetTable>(symbol_sets_, alphabet_.symbol_count());
  return true;
}

void PatternCompiler::finish() {
  std::vector<std::string> errors(pending_.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < pending_.size(); i = next++) {
      errors[i] = pending_[i].regex->compile();
    }
  };
  const std::size_t most = std::min<std::size_t>(kMostThreads, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min(most, pending_.size()); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    if (errors[i].empty()) continue;
    fail(*pending_[i].where, 0, 1, "the pattern is too large to compile", "RE2 says: " + errors[i]);
  }
  pending_.clear();
}

SetPairs PatternCompiler::pairs() const {
  std::vector<SymbolSet> first(pairs_.size());
  std::vector<SymbolSet> second(pairs_.size());
  for (const auto& [pair, number] : pairs_) {
    first[number] = paired_.sets()[pair.first];
    second[number] = paired_.sets()[pair.second];
  }
  return {SetTable(first, alphabet_.symbol_count()), SetTable(second, alphabet_.symbol_count())};
}

std::optional<CompiledSide> PatternCompiler::side(const ReadPattern& where,
                                                  const std::vector<const PatternNode*>& nodes,
                                                  bool reverse) {
  CompiledSide out;
  out.first = SymbolSet(alphabet_.symbol_count());
  if (nodes.empty()) return out;
  Part whole;
  parts_ = 0;
  for (const PatternNode* node : nodes) {
    const auto lowered = lowered_.extract(node);
    assert(!lowered.empty());  // it was collected, and is compiled once
    if (!lowered.mapped()->good) return std::nullopt;
    if (!fits_in(where, *node, 0, lowered.mapped()->parts)) return std::nullopt;
    whole.parts.push_back(std::move(lowered.mapped()->part));
  }
  const auto too_large = [&] {
    fail(where, 0, 1, "the pattern is too large when it is written out",
         "use fewer repeated groups, or lexicons instead of choices");
    return std::nullopt;
  };
  out.walker = Walker(set_table_);
  if (!emit(whole, reverse, out.walker, out.roles)) return too_large();
  out.steps = out.walker.size();
  steps_ += out.steps;
  if (steps_ > kMostStepsOfAll) {
    if (!std::exchange(overfull_, true))
      fail(where, 0, 1,
           "the patterns of this grammar are too large together when they are written out",
           "use fewer repeated groups, or lexicons instead of choices");
    return std::nullopt;
  }
  out.walker.finish(out.roles.size());
  if (out.steps > kMostWalkedAlone) {
    auto text = written_out(whole, reverse);
    if (!text) return too_large();
    out.regex = std::make_shared<const Regex>(set_table_, *std::move(text), kPatternMemory);
    pending_.push_back({&where, out.regex});
  }
  const auto got = reach_of(whole, reverse);
  out.crosses = crosses(whole);
  out.nullable = got->nullable;
  out.first = got->first;
  // The rarest needs make the best tests; what is behind them tells hardly more.
  auto needs = got->needs;
  std::sort(needs.begin(), needs.end(),
            [](const Need& a, const Need& b) { return a.count < b.count; });
  constexpr std::size_t kNeeds = 3;
  for (std::size_t i = 0; i < std::min(kNeeds, needs.size()); ++i) {
    out.needs.push_back(needed_.number_of(*needs[i].set));
  }
  if (got->pair) {
    const std::pair sets{paired_.number_of(got->pair->first), paired_.number_of(got->pair->second)};
    out.pair = pairs_.try_emplace(sets, pairs_.size()).first->second;
  }
  return out;
}

std::uint32_t PatternCompiler::Numbered::number_of(const SymbolSet& set) {
  const auto [at, fresh] =
      index_.try_emplace(set.words(), static_cast<std::uint32_t>(sets_.size()));
  if (fresh) sets_.push_back(set);
  return at->second;
}

unsigned PatternCompiler::roles_of(const ReadPattern& where, const PatternNode& node) {
  unsigned roles = 0;
  const auto first_name = [](unsigned bits) {
    return role_name(static_cast<Role>(std::countr_zero(bits)));
  };
  switch (node.kind) {
    case PatternNode::Kind::kWord:
    case PatternNode::Kind::kQuote:
      break;
    case PatternNode::Kind::kClass: {
      const std::string name(trim(node.text));
      const auto pattern = patterns_.find(name);
      if (pattern == patterns_.end()) break;
      if (const auto known = pattern_roles_.find(name); known != pattern_roles_.end())
        return known->second;
      roles = roles_of(pattern->second, *pattern->second.tree.root);
      pattern_roles_.emplace(name, roles);
      break;
    }
    case PatternNode::Kind::kSequence:
      for (const auto& child : node.children) {
        const unsigned inner = roles_of(where, *child);
        if ((roles & inner) != 0) {
          const PatternNode& place =
              child->kind == PatternNode::Kind::kRepeat ? *child->children[0] : *child;
          fail(where, place.at, place.length,
               fmt::format("the role `{}` stands twice in one sequence", first_name(roles & inner)),
               "a match takes each role once; only the alternatives of a choice may repeat it");
        }
        roles |= inner;
      }
      break;
    case PatternNode::Kind::kChoice:
      for (const auto& child : node.children) roles |= roles_of(where, *child);
      break;
    case PatternNode::Kind::kRepeat:
      roles = roles_of(where, *node.children[0]);
      if (roles != 0 && node.most != 1) {
        fail(where, node.at, node.length,
             fmt::format("the role `{}` stands in a part that repeats", first_name(roles)),
             "a match takes each role once");
      }
      break;
    case PatternNode::Kind::kCapture:
      roles = roles_of(where, *node.children[0]);
      for (unsigned i = 0; i < static_cast<unsigned>(Role::kCount); ++i) {
        if (node.text != role_name(static_cast<Role>(i))) continue;
        if ((roles >> i & 1U) != 0) {
          fail(where, node.at, node.length,
               fmt::format("the role `{}` stands inside itself", node.text), "");
        }
        roles |= 1U << i;
      }
      break;
  }
  return roles;
}

std::optional<CompiledPattern> PatternCompiler::compile(const ReadPattern& pattern) {
  if (!pattern.tree.errors.empty()) return std::nullopt;
  const PatternNode* quote = nullptr;
  std::vector<const PatternNode*> left;
  std::vector<const PatternNode*> right;
  for (const auto& child : pattern.tree.root->children) {
    if (child->kind == PatternNode::Kind::kQuote) {
      if (quote != nullptr) {
        fail(pattern, child->at, child->length, "a second <quote>",
             "other quotes are written <Quoted>");
        return std::nullopt;
      }
      quote = child.get();
    } else {
      (quote == nullptr ? left : right).push_back(child.get());
    }
  }
  if (quote == nullptr) {
    fail(pattern, 0,
         static_cast<std::uint32_t>(std::max<std::size_t>(1, pattern.source.text.size() - 1)),
         "the pattern names no <quote>", "it stands at the top of the pattern, outside all groups");
    return std::nullopt;
  }
  CompiledPattern out;
  unsigned forms = 0;
  for (const char form : quote->text) {
    switch (form) {
      case 'a':
        forms |= QuoteForm::kLowerStart;
        break;
      case 'A':
        forms |= QuoteForm::kOtherStart;
        break;
      case 's':
        forms |= QuoteForm::kShort;
        break;
      case 'S':
        forms |= QuoteForm::kLong;
        break;
      case 't':
        forms |= QuoteForm::kTitle;
        break;
      case 'T':
        forms |= QuoteForm::kPlain | QuoteForm::kHeadline;
        break;
      case 'h':
        forms |= QuoteForm::kHeadline;
        break;
      default:
        forms |= 1U << kQuoteEnds.find(form);
    }
  }
  for (const unsigned group :
       {QuoteForm::kEnds, QuoteForm::kStarts, QuoteForm::kLengths, QuoteForm::kStyles}) {
    if ((forms & group) == 0) forms |= group;
  }
  out.quote_forms = static_cast<std::uint16_t>(forms);
  roles_of(pattern, *pattern.tree.root);
  auto left_side = side(pattern, left, true);
  auto right_side = side(pattern, right, false);
  if (!left_side || !right_side) return std::nullopt;
  out.left = std::move(*left_side);
  out.right = std::move(*right_side);
  return out;
}

}  // namespace quoteledger
