#include "quoteledger/grammar/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <iterator>
#include <thread>
#include <utility>

namespace quoteledger {
namespace {

constexpr std::size_t kRangeBytes = 18;              // of a set, written out: \x{0000}-\x{0000}
constexpr std::size_t kMostPatternBytes = 1U << 20;  // of one side, written out
constexpr std::int64_t kPatternMemory = 1 << 23;     // RE2's budget for one side
constexpr std::size_t kMostSymbols = 6000;           // three bytes of UTF-8 hold more
constexpr std::size_t kMostStepsOfAll = 1U << 21;    // of all programs
// Of a larger program RE2 tells first whether it fits: the forks that a walk may have to remember, a bit for each step
// and token, would no longer stay in a core's own cache.
constexpr std::size_t kMostWalkedAlone = 1U << 14;
constexpr std::size_t kMostKeptSteps = 1U << 12;  // of a named pattern, to be copied
constexpr std::size_t kMostThreads = 4;           // that compile patterns
constexpr int kDeepest = 200;               // parts in parts, through all patterns that are named
constexpr std::size_t kMostParts = 200000;  // of one pattern, with those that it names written out
constexpr std::size_t kMostSetBytes = 256U << 20;  // of all sets of tokens

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

struct ShapeName {
  std::string_view name;
  Shape shape;
};
constexpr ShapeName kShapeNames[] = {
    {"Lower", Shape::kLower},   {"Ly", Shape::kLy},         {"Ing", Shape::kIng},
    {"Ed", Shape::kEd},         {"Plural", Shape::kPlural}, {"Cap", Shape::kCap},
    {"Caps", Shape::kCaps},     {"Mixed", Shape::kMixed},   {"Initial", Shape::kInitial},
    {"Number", Shape::kNumber}, {"Mark", Shape::kMark}};

struct SpecialName {
  std::string_view name;
  Special special;
};
constexpr SpecialName kSpecialNames[] = {{"Stop", Special::kStop},
                                         {"Para", Special::kParagraph},
                                         {"TextEnd", Special::kTextEnd},
                                         {"QuotedOpen", Special::kQuoteOpen},
                                         {"QuotedComma", Special::kQuoteComma},
                                         {"QuotedStop", Special::kQuoteStop},
                                         {"QuotedAsk", Special::kQuoteAsk},
                                         {"QuotedDash", Special::kQuoteDash}};

bool is_quote(Special special) {
  return special >= Special::kQuoteOpen && special < Special::kCount;
}

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

// A pattern with every name looked up: sets by their number.
struct PatternCompiler::Part {
  enum class Kind : std::uint8_t { kSequence, kChoice, kRepeat, kCapture, kSet, kNamed };
  Kind kind = Kind::kSequence;
  std::vector<Part> parts;
  int set = -1;
  int least = 0, most = 0;
  bool lazy = false;
  Role role = Role::kSpeaker;
  std::shared_ptr<Named> named;
};

struct PatternCompiler::Lowered {
  Part part;
  bool good = false;
  std::size_t parts = 0;  // in it
};

struct PatternCompiler::Need {
  std::shared_ptr<const SymbolSet> set;
  std::size_t count = 0;  // of its symbols
  explicit Need(SymbolSet symbols)
      : set(std::make_shared<const SymbolSet>(std::move(symbols))), count(set->count()) {}
};

struct PatternCompiler::Pair {
  SymbolSet first, second;
  std::size_t rarity = 0;  // how many pairs of symbols it is; the fewer, the better a test it makes
};

struct PatternCompiler::Reach {
  SymbolSet first, last;
  bool nullable = true;
  std::vector<Need> needs;
  std::optional<Pair> pair;  // the rarest
};

struct PatternCompiler::Program {
  bool kept = false;  // it is small; a large one is written anew wherever it is named
  Walker steps;       // never finished
  std::vector<Role> groups;
};

struct PatternCompiler::Named {
  Part part;
  bool good = false;
  std::size_t parts = 0;  // in it, with those that it names
  int depth = 0;          // of its parts in parts
  // Worked out when they are first asked for.
  std::array<std::optional<Program>, 2> program;      // as it is written, and reversed
  std::array<std::shared_ptr<const Reach>, 2> reach;  // as it is written, and reversed
  std::optional<bool> crosses;
};

void PatternCompiler::fail(const ReadPattern& where, std::uint32_t at, std::uint32_t length,
                           std::string message, std::string hint) {
  Diagnostic told =
      diagnose(*where.file, where.source, at, length, std::move(message), std::move(hint));
  if (told_.insert(fmt::format("{}:{}:{}:{}", told.file, told.line, told.column, told.message))
          .second) {
    errors_.push_back(std::move(told));
  }
}

// Adds all tokens of a word that a pattern names; none where no lexicon and no pattern has it.
void PatternCompiler::put_base(Base base, TokenSet& set) const {
  if (base != 0) alphabet_.each_of(base, [&](std::size_t i) { set.add(i); });
}

std::optional<TokenSet> PatternCompiler::factor(const ReadPattern& where, std::uint32_t at,
                                                std::string_view name, int depth) {
  TokenSet set(alphabet_.size());
  if (name.empty()) {
    fail(where, at, 1, "a name is missing", "a class is written A & !B | C");
    return std::nullopt;
  }
  if (const auto known = class_sets_.find(std::string(name)); known != class_sets_.end())
    return known->second;
  const auto& signatures = alphabet_.signatures();
  const auto put_if = [&](auto test) {
    for (std::size_t i = 0; i < signatures.size(); ++i) {
      if (test(signatures[i])) set.add(i);
    }
    return set;
  };
  const auto keep = [&](const TokenSet& made) {
    return class_sets_.emplace(std::string(name), made).first->second;
  };
  if (name.size() > 2 && name.front() == '\'' && name.back() == '\'') {
    put_base(vocabulary_.find(fold_token(name.substr(1, name.size() - 2))), set);
    return set;
  }
  for (const auto& shape : kShapeNames) {
    if (name == shape.name)
      return keep(put_if([&](const Alphabet::Signature& s) { return s.shape == shape.shape; }));
  }
  if (name == "Start") return keep(put_if([](const Alphabet::Signature& s) { return s.start; }));
  if (name == "Word")
    return keep(put_if([](const Alphabet::Signature& s) { return s.shape != Shape::kMark; }));
  if (name == "Any" || name == "Quoted") {
    if (name == "Any") set = put_if([](const Alphabet::Signature&) { return true; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(Special::kCount); ++i) {
      const auto special = static_cast<Special>(i);
      const bool border = special == Special::kParagraph || special == Special::kTextEnd;
      if (name == "Any" ? !border : is_quote(special)) set.add(alphabet_.special_at(special));
    }
    return keep(set);
  }
  for (const auto& special : kSpecialNames) {
    if (name == special.name) {
      set.add(alphabet_.special_at(special.special));
      return set;
    }
  }
  if (const auto named = classes_.find(std::string(name)); named != classes_.end()) {
    reached_.emplace(name);
    if (bad_classes_.contains(std::string(name))) return std::nullopt;  // told already
    if (depth > kDeepest) {
      fail(where, at, static_cast<std::uint32_t>(name.size()), "classes are nested too deep", "");
      return std::nullopt;
    }
    if (!open_names_.insert(std::string(name)).second) {
      fail(where, at, static_cast<std::uint32_t>(name.size()),
           fmt::format("the class `{}` is made of itself", name), "");
      return std::nullopt;
    }
    const ReadPattern inner{named->second.file, named->second.source, {}};
    auto value = evaluate(inner, 0, named->second.source.text, depth + 1);
    open_names_.erase(std::string(name));
    if (value) {
      class_sets_.emplace(std::string(name), *value);
    } else {
      bad_classes_.emplace(name);
    }
    return value;
  }
  if (const int lexicon = vocabulary_.lexicon(name); lexicon >= 0) {
    for (std::size_t base = 1; base < vocabulary_.bases().size(); ++base) {
      if (vocabulary_.has(static_cast<Base>(base), lexicon)) put_base(static_cast<Base>(base), set);
    }
    return keep(set);
  }
  const bool pattern = patterns_.contains(std::string(name));
  fail(where, at, static_cast<std::uint32_t>(std::max<std::size_t>(name.size(), 1)),
       pattern ? fmt::format("`{}` is a pattern: it cannot be part of a class", name)
               : fmt::format("nothing is called `{}`", name),
       "a class, a lexicon or one of Any, Word, Cap, Caps, Lower, Ly, Ing, Ed, Plural, Mixed, "
       "Initial, Number, Mark, "
       "Start, Stop, Para, TextEnd, Quoted");
  return std::nullopt;
}

std::optional<TokenSet> PatternCompiler::evaluate(const ReadPattern& where, std::uint32_t at,
                                                  std::string_view expression, int depth) {
  TokenSet sum(alphabet_.size());
  std::size_t begin = 0;
  bool good = true;
  while (begin <= expression.size()) {
    const std::size_t bar = std::min(expression.find('|', begin), expression.size());
    const std::string_view term = expression.substr(begin, bar - begin);
    std::optional<TokenSet> product;
    std::size_t from = 0;
    while (from <= term.size()) {
      const std::size_t amp = std::min(term.find('&', from), term.size());
      std::string_view name = trim(term.substr(from, amp - from));
      const bool negated = name.starts_with('!');
      if (negated) name = trim(name.substr(1));
      const auto place = static_cast<std::uint32_t>(
          at + begin + (name.empty() ? from : static_cast<std::size_t>(name.data() - term.data())));
      const auto value = factor(where, place, name, depth);
      if (!value) {
        good = false;
      } else {
        if (!product) {
          product = TokenSet(alphabet_.size());
          product->add_all();
        }
        if (negated) {
          product->remove(*value);
        } else {
          product->keep(*value);
        }
      }
      from = amp + 1;
    }
    if (product) sum.merge(*product);
    begin = bar + 1;
  }
  if (!good) return std::nullopt;
  return sum;
}

int PatternCompiler::set_of(const ReadPattern& where, std::uint32_t at, std::uint32_t length,
                            const std::string& expression) {
  if (const auto known = set_index_.find(expression); known != set_index_.end())
    return known->second;
  if (!room_for_set(where, at, length)) return -1;
  auto set = evaluate(where, at, expression, 0);
  const int index = set ? static_cast<int>(sets_.size()) : -1;
  if (set) sets_.push_back(std::move(*set));
  set_index_.emplace(expression, index);
  return index;
}

bool PatternCompiler::room_for_set(const ReadPattern& where, std::uint32_t at,
                                   std::uint32_t length) {
  if ((sets_.size() + 1) * (alphabet_.size() / 8 + 1) <= kMostSetBytes) return true;
  if (!crowded_) {
    fail(where, at, length, "the patterns name more words and classes than can be told apart",
         "put words that are used alike into one lexicon");
  }
  crowded_ = true;
  return false;
}

int PatternCompiler::literal_set(const ReadPattern& where, const PatternNode& node,
                                 const std::string& word) {
  const std::string key = "\x01" + word;
  if (const auto known = set_index_.find(key); known != set_index_.end()) return known->second;
  if (!room_for_set(where, node.at, node.length)) return -1;
  TokenSet set(alphabet_.size());
  put_base(vocabulary_.find(word), set);
  const int index = static_cast<int>(sets_.size());
  sets_.push_back(std::move(set));
  set_index_.emplace(key, index);
  return index;
}

bool PatternCompiler::join_sets(const ReadPattern& where, const PatternNode& node, Part& choice) {
  // A sequence of one set is that set.
  const auto set_in = [](const Part& part) {
    const Part* inner = &part;
    while (true) {
      if (inner->kind == Part::Kind::kNamed) {
        inner = &inner->named->part;
      } else if (inner->kind == Part::Kind::kSequence && inner->parts.size() == 1) {
        inner = &inner->parts.front();
      } else {
        break;
      }
    }
    return inner->kind == Part::Kind::kSet ? inner->set : -1;
  };
  std::vector<Part> joined;
  for (std::size_t i = 0; i < choice.parts.size();) {
    std::size_t end = i;
    std::string key = "\x02";
    while (end < choice.parts.size() && set_in(choice.parts[end]) >= 0)
      key += fmt::format("|{}", set_in(choice.parts[end++]));
    if (end - i < 2) {
      joined.push_back(std::move(choice.parts[i++]));
      continue;
    }
    auto known = set_index_.find(key);
    if (known == set_index_.end()) {
      if (!room_for_set(where, node.at, node.length)) return false;
      TokenSet sum(alphabet_.size());
      for (std::size_t p = i; p < end; ++p)
        sum.merge(sets_[static_cast<std::size_t>(set_in(choice.parts[p]))]);
      known = set_index_.emplace(key, static_cast<int>(sets_.size())).first;
      sets_.push_back(std::move(sum));
    }
    Part part;
    part.kind = Part::Kind::kSet;
    part.set = known->second;
    joined.push_back(std::move(part));
    i = end;
  }
  choice.parts = std::move(joined);
  if (choice.parts.size() == 1) {
    Part only = std::move(choice.parts.front());
    choice = std::move(only);
  }
  return true;
}

// Is there room for so many more parts, so deep?
bool PatternCompiler::fits_in(const ReadPattern& where, const PatternNode& node, int depth,
                              std::size_t parts) {
  if (depth > kDeepest) {
    fail(where, node.at, node.length, "patterns are nested too deep",
         "use fewer groups in groups, and patterns in patterns");
    return false;
  }
  deepest_ = std::max(deepest_, depth);
  const bool told = parts_ > kMostParts;
  parts_ += parts;
  if (parts_ > kMostParts) {
    if (!told) {
      fail(where, node.at, node.length, "the pattern is too large when it is written out",
           "use fewer patterns in patterns, or lexicons instead of choices");
    }
    return false;
  }
  return true;
}

bool PatternCompiler::lower_named(const ReadPattern& where, const PatternNode& node,
                                  const std::string& name, const ReadPattern& pattern, Part& out,
                                  int depth) {
  out.kind = Part::Kind::kNamed;
  if (const auto known = named_.find(name); known != named_.end()) {
    out.named = known->second;
    return fits_in(where, node, depth + out.named->depth, out.named->parts) && out.named->good;
  }
  if (!open_names_.insert(name).second) {
    fail(where, node.at, node.length, fmt::format("the pattern `{}` contains itself", name), "");
    return false;
  }
  out.named = std::make_shared<Named>();
  const std::size_t parts = parts_;
  const int deepest = deepest_;
  deepest_ = depth;
  out.named->good = lower(pattern, *pattern.tree.root, out.named->part, depth + 1);
  open_names_.erase(name);
  out.named->parts = parts_ - parts;
  out.named->depth = deepest_ - depth;
  deepest_ = std::max(deepest, deepest_);
  // What was too large here may have room elsewhere.
  if (parts_ <= kMostParts) named_.emplace(name, out.named);
  return out.named->good;
}

bool PatternCompiler::lower(const ReadPattern& where, const PatternNode& node, Part& out,
                            int depth) {
  if (!fits_in(where, node, depth, 1)) return false;
  const auto all = [&](Part::Kind kind) {
    out.kind = kind;
    bool good = true;
    for (const auto& child : node.children) {
      if (parts_ > kMostParts) return false;
      Part part;
      good = lower(where, *child, part, depth + 1) && good;
      out.parts.push_back(std::move(part));
    }
    return good;
  };
  switch (node.kind) {
    case PatternNode::Kind::kSequence:
      return all(Part::Kind::kSequence);
    case PatternNode::Kind::kChoice:
      return all(Part::Kind::kChoice) && join_sets(where, node, out);
    case PatternNode::Kind::kRepeat:
      out.least = node.least;
      out.most = node.most;
      out.lazy = node.lazy;
      return all(Part::Kind::kRepeat);
    case PatternNode::Kind::kCapture: {
      for (std::size_t i = 0; i < static_cast<std::size_t>(Role::kCount); ++i) {
        if (node.text == role_name(static_cast<Role>(i))) {
          out.role = static_cast<Role>(i);
          return all(Part::Kind::kCapture);
        }
      }
      fail(where, node.at + 1, static_cast<std::uint32_t>(node.text.size()),
           fmt::format("there is no role `{}`", node.text),
           "the roles are speaker, verb, addressee, role, source");
      return false;
    }
    case PatternNode::Kind::kWord:
      out.kind = Part::Kind::kSet;
      out.set = literal_set(where, node, node.text);
      return out.set >= 0;
    case PatternNode::Kind::kQuote:
      fail(where, node.at, node.length, "the quote stands inside a group",
           "a rule's <quote> stands at the top of its pattern, once");
      return false;
    case PatternNode::Kind::kClass:
      break;
  }
  const std::string name(trim(node.text));
  if (const auto pattern = patterns_.find(name); pattern != patterns_.end()) {
    reached_.insert(name);
    if (!pattern->second.tree.errors.empty()) return false;
    return lower_named(where, node, name, pattern->second, out, depth);
  }
  const std::uint32_t inside = where.source.text.compare(node.at, 1, "<") == 0 ? 1 : 0;
  const int set = set_of(where, node.at + inside, node.length, node.text);
  if (set < 0) return false;
  const auto sequences = sequences_.by_name.find(name);
  Part single;
  single.kind = Part::Kind::kSet;
  single.set = set;
  if (sequences == sequences_.by_name.end() || sequences->second.empty()) {
    out = std::move(single);
    return true;
  }
  out.kind = Part::Kind::kChoice;
  for (const auto& words : sequences->second) {
    Part sequence;
    for (const std::string& word : words) {
      Part part;
      part.kind = Part::Kind::kSet;
      part.set = literal_set(where, node, word);
      if (part.set < 0) return false;
      ++parts_;
      sequence.parts.push_back(std::move(part));
    }
    out.parts.push_back(std::move(sequence));
  }
  out.parts.push_back(std::move(single));
  return true;
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
