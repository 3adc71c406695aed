// What the cast and resolve rooms know about single words: titles, kin, given names, nouns for people.
// The words themselves are a grammar's lexicons; this is their compiled form, built once and shared.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace quoteledger {

// One bit a lexicon. A word may have many.
enum class Fact : std::uint32_t {
  kTitle = 1U << 0,           // title, title-female, title-male: stands before a name (mr, captain)
  kFemaleTitle = 1U << 1,
  kMaleTitle = 1U << 2,
  kFemaleName = 1U << 3,      // given names
  kMaleName = 1U << 4,
  kUnisexName = 1U << 5,
  kKin = 1U << 6,             // kin, kin-female, kin-male
  kFemaleNoun = 1U << 7,      // female-noun, kin-female
  kMaleNoun = 1U << 8,        // male-noun, kin-male
  kPersonNoun = 1U << 9,      // person-noun
  kGroupNoun = 1U << 10,      // group-noun: plurals
  kFunction = 1U << 11,       // function words, interjections, weekdays: no name by itself
  kCalendar = 1U << 12,
  kParticle = 1U << 13,       // joins capitals into one name (de, von)
  kOpener = 1U << 14,         // opens a clause, so that a subject may follow (when, and, but)
  kFemalePronoun = 1U << 15,
  kMalePronoun = 1U << 16,
  kPluralPronoun = 1U << 17,
  kFirstPronoun = 1U << 18,
  kPlace = 1U << 19,          // place, country, demonym: seldom a speaker
  kCivil = 1U << 20,          // civil-title: the titles that tell members of one family apart (mr, mrs, miss)
  kUnmarried = 1U << 21,      // maiden-title: the title of an unmarried woman (miss)
  kMarried = 1U << 22,        // wife-title: takes the husband's names (mrs)
  kNominative = 1U << 23,     // pronoun-subject: he, she, they, i
  kLink = 1U << 25,           // name-link: joins a title or noun and a name (King of …)
  kDefinite = 1U << 26,       // definite: the
  kAddress = 1U << 24,        // address: stands before a name or noun that somebody is called by (my, dear)
};

using FactBits = std::uint32_t;
constexpr FactBits bit(Fact fact) { return static_cast<FactBits>(fact); }
constexpr bool has(FactBits bits, Fact fact) { return (bits & bit(fact)) != 0; }

class WordFacts {
 public:
  // Adds one entry of a lexicon. Entries of more than one word, and lexicons the rooms do not use, are left out;
  // false for the latter. An entry of the lexicon "nickname" is "short full" (bob robert).
  bool add(std::string_view lexicon, std::string_view entry);

  // Bits of a folded word (fold_token); 0 where it is in no lexicon.
  [[nodiscard]] FactBits of(std::string_view folded) const;
  // The full form of a short one, or the word itself.
  [[nodiscard]] std::string_view full_form(std::string_view folded) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  std::unordered_map<std::string, FactBits, Hash, std::equal_to<>> bits_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> full_;
};

}  // namespace quoteledger
