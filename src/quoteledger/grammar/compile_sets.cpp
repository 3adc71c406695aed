#include "quoteledger/grammar/compile.h"

#include <fmt/format.h>

#include <algorithm>

#include "quoteledger/base/trim.h"
#include "quoteledger/grammar/compile_parts.h"

namespace quoteledger {
namespace {

constexpr std::size_t kMostSetBytes = 256U << 20;  // of all sets of tokens

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

}  // namespace

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

}  // namespace quoteledger
