// The audit's word lists: which words deny, limit, tell time, number or gender, and which mean much the same. Data of a
// language: grammars/LANG/audit/*.txt, one group of words a line, # for comments. Inside the audit room only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "quoteledger/base/result.h"
#include "quoteledger/cast/words.h"

namespace quoteledger::audit_detail {

enum class List : std::uint8_t {
  kNegation,    // not, never, without; words in n't are negations whether they are listed or not
  kLimiter,     // only, some, allegedly: what weakens or bounds a statement
  kModality,    // may, must; all, most, always: how sure, how many, how often
  kNumber,      // number words, per cent
  kFunction,    // words without a meaning of their own
  kEmphasis,    // really, very
  kConnective,  // and, or, but, because
  kTitle,       // mr, senator: no part of a name
  kGender,      // groups: he she
  kTense,       // groups: is was
  kOpposite,    // groups: more less
  kSynonym,     // groups: big large
  kNickname,    // groups: robert bob
  kPrefix,      // un, in, dis: makes the word behind it its opposite
  kWhole,       // import, until: words that only look as if they had such a prefix
};
constexpr std::size_t kLists = 15;

class Lexicon {
 public:
  // Reads the lists of a folder, and what the grammar that it is part of knows about names (../lexicons); one that is not
  // there is empty. Fails where a file cannot be read.
  static Result<Lexicon> load(const std::string& folder);

  [[nodiscard]] bool has(List list, const std::string& folded) const;
  // Is there a line in the list that has both?
  [[nodiscard]] bool related(List list, const std::string& x, const std::string& y) const;
  [[nodiscard]] bool is_negation(const std::string& folded) const;
  // Is one of the words the other with a prefix that denies it (happy, unhappy)?
  [[nodiscard]] bool denies(const std::string& x, const std::string& y) const;
  // Does a rule credit by a name that does not stand beside the quote (unsure.txt)?
  [[nodiscard]] bool is_unsure(const std::string& rule) const { return unsure_.contains(rule); }
  // What the cast knows about words of names.
  [[nodiscard]] const WordFacts& names() const { return names_; }
  // Has digits, or is listed as a number, or is a currency or per cent sign.
  [[nodiscard]] bool is_number(const std::string& folded) const;

 private:
  struct Entry {
    std::uint32_t lists = 0;            // bits by List
    std::vector<std::uint32_t> groups;  // lines, numbered through all lists
  };
  void add(List list, std::string_view text);

  std::unordered_map<std::string, Entry> entries_;
  std::vector<List> list_of_group_;
  std::unordered_set<std::string> unsure_;
  WordTable names_;
};

}  // namespace quoteledger::audit_detail
