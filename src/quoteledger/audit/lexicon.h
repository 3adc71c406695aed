// The audit's word lists: which words deny, limit, tell time, number or gender, and which mean much the same. Data of a
// language: grammars/LANG/audit/*.txt, one group of words a line, # for comments. Inside the audit room only.
#pragma once

#include <array>
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
  kNegation,      // not, never, without; words in n't are negations whether they are listed or not
  kLimiter,       // only, some, allegedly: what weakens or bounds a statement
  kModality,      // may, must; all, most, always: how sure, how many, how often
  kNumber,        // number words, per cent
  kFunction,      // words without a meaning of their own
  kEmphasis,      // really, very
  kConnective,    // and, or, but, because
  kTitle,         // mr, senator: no part of a name
  kGender,        // groups: he she
  kTense,         // groups: is was
  kOpposite,      // groups: more less
  kSynonym,       // groups: big large
  kNickname,      // groups: robert bob
  kPrefix,        // un, in, dis: makes the word behind it its opposite
  kWhole,         // import, until: words that only look as if they had such a prefix
  kJoined,        // re, co: written with a hyphen behind it or with none (re-open)
  kRole,          // host, caller, minister: what a speaker is called by that is no name
  kOrganisation,  // ministry, bank: words that end the name of a body
  kNeuter,        // words of kGender that tell none: they, it
  kPerson,        // groups: i me my
  kOffice,        // speaker, chairman: no name behind “Mr.”, either
};
constexpr std::size_t kLists = 21;

class Lexicon {
 public:
  // Reads the lists of a folder, and what the grammar that it is part of knows about names (../lexicons); one that is not
  // there is empty. Fails where a file cannot be read.
  static Result<Lexicon> load(const std::string& folder);

  [[nodiscard]] bool has(List list, const std::string& folded) const;
  // Is there a line in the list that has both?
  [[nodiscard]] bool related(List list, const std::string& x, const std::string& y) const;
  [[nodiscard]] bool is_negation(const std::string& folded) const;
  // The words that a short form stands for (did not for didn't), one or two; nullptr where it is none. Each reading once.
  using Readings = std::vector<std::vector<std::string>>;
  [[nodiscard]] const Readings* readings(const std::string& folded) const;
  // The short forms of two words (“did not”); nullptr where there is none.
  [[nodiscard]] const std::vector<std::string>* short_forms(const std::string& first,
                                                            const std::string& second) const;
  // Words with each number written in figures: twenty five is 25, first 1st, per cent %.
  [[nodiscard]] std::vector<std::string> in_figures(const std::vector<std::string>& words) const;
  // Is one of the words the other denied (can, cannot; did, didn't)?
  [[nodiscard]] bool denied(const std::string& x, const std::string& y) const;
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
  void add_contraction(std::string_view line);
  void add_numeral(std::string_view line);

  std::unordered_map<std::string, Entry> entries_;
  std::vector<List> list_of_group_;
  std::unordered_map<std::string, Readings> readings_;
  std::array<std::uint32_t, 256>
      short_sizes_{};  // by first byte: bits of the sizes that short forms have
  std::unordered_map<std::string, std::vector<std::string>> short_forms_;  // by “did not”
  std::unordered_map<std::string, std::string> figures_;  // by “five”, “per cent”
  std::unordered_set<std::string> unsure_;
  WordTable names_;
};

}  // namespace quoteledger::audit_detail
