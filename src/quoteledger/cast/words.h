// What the cast and resolve rooms know about single words: titles, kin, given names, nouns for
// people. The words themselves are a grammar's lexicons; these rooms see them as bits of facts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace quoteledger {

// Each comes from the lexicons named behind it. A word may have many.
enum class Fact : std::uint32_t {
  kTitle = 1U << 0,        // title, title-female, title-male, civil-title: stands before a name
  kFemaleTitle = 1U << 1,  // title-female
  kMaleTitle = 1U << 2,    // title-male
  kCivil = 1U << 3,        // civil-title: tells members of one family apart (Mr, Mrs, Miss)
  kUnmarried = 1U << 4,    // maiden-title: of an unmarried woman (Miss)
  kMarried = 1U << 5,      // wife-title: goes before the husband's names (Mrs)
  kFemaleName = 1U << 6,   // female-name: given names
  kMaleName = 1U << 7,     // male-name
  kUnisexName = 1U << 8,   // unisex-name
  kKin = 1U << 9,          // kin, kin-female, kin-male
  kFemaleNoun = 1U << 10,  // female-noun, kin-female
  kMaleNoun = 1U << 11,    // male-noun, kin-male
  kPersonNoun = 1U << 12,  // person-noun: an office or trade, which tells a person apart
  kGroupNoun = 1U << 13,   // group-noun
  kFunction =
      1U << 14,  // function, determiner, preposition, conjunction, aux, possessive, object, weekday
  kParticle = 1U << 15,       // particle: joins capitals into one name (de, von)
  kLink = 1U << 16,           // name-link: joins a title or noun and a name (of)
  kDefinite = 1U << 17,       // definite (the)
  kOpener = 1U << 18,         // conjunction, clause-opener: a subject may follow (when, and, but)
  kAddress = 1U << 19,        // address: may stand before what somebody is called (my, dear, well)
  kFemalePronoun = 1U << 20,  // she, her
  kMalePronoun = 1U << 21,    // he, him
  kPluralPronoun = 1U << 22,  // they, them
  kFirstPronoun = 1U << 23,   // i, me: the singular
  kNominative = 1U << 24,     // he, she, they, i
  kSuffix = 1U << 26,         // suffix: behind a name, no part of it (M.D.)
  kGeneration = 1U << 29,     // generation: tells father from son (Jr., III); a suffix, too
  kStopped = 1U << 30,        // stopped-end: a full stop behind it belongs to the name (Jr., Inc.)
  kPlace = 1U << 25,          // place, nationality: seldom a speaker
  kSpeech = 1U << 28,         // say.fin: a subject may stand behind it (said Ana Ruiz)
  kPreposition = 1U << 31,    // preposition
  kSubordinator = 1U << 27,  // subordinator: opens a clause that is part of another (that, because)
};

using FactBits = std::uint32_t;
constexpr FactBits bit(Fact fact) { return static_cast<FactBits>(fact); }
constexpr bool has(FactBits bits, Fact fact) { return (bits & bit(fact)) != 0; }

// The facts that membership in a lexicon tells; 0 where these rooms make no use of it.
FactBits facts_of_lexicon(std::string_view lexicon);

class WordFacts {
 public:
  virtual ~WordFacts() = default;
  // Facts of a folded word (fold_token), all its lexicons together; 0 where it is in none.
  [[nodiscard]] virtual FactBits of(std::string_view folded) const = 0;
  // The given name or title that a short one stands for (Robert for Bob), folded; or the word
  // itself.
  [[nodiscard]] virtual std::string_view full_form(std::string_view folded) const = 0;
};

// A table of its own, filled by hand.
class WordTable : public WordFacts {
 public:
  // Adds an entry of a lexicon; one of more than one word is left out.
  void add(std::string_view lexicon, std::string_view entry);
  void add_short_form(std::string_view short_form, std::string_view full);

  [[nodiscard]] FactBits of(std::string_view folded) const override;
  [[nodiscard]] std::string_view full_form(std::string_view folded) const override;

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
