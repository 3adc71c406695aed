// What the cast and resolve rooms know about single words: titles, kin, given names, nouns for
// people. The words themselves are a grammar's lexicons; these rooms see them as bits of facts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace quoteledger {

// Each comes from the lexicons named behind it. A word may have many.
enum class Fact : std::uint64_t {
  kTitle = 1ULL << 0,        // title, title-female, title-male, civil-title: stands before a name
  kFemaleTitle = 1ULL << 1,  // title-female
  kMaleTitle = 1ULL << 2,    // title-male
  kCivil = 1ULL << 3,        // civil-title: tells members of one family apart (Mr, Mrs, Miss)
  kUnmarried = 1ULL << 4,    // maiden-title: of an unmarried woman (Miss)
  kMarried = 1ULL << 5,      // wife-title: goes before the husband's names (Mrs)
  kFemaleName = 1ULL << 6,   // female-name: given names
  kMaleName = 1ULL << 7,     // male-name
  kUnisexName = 1ULL << 8,   // unisex-name
  kKin = 1ULL << 9,          // kin, kin-female, kin-male
  kFemaleNoun = 1ULL << 10,  // female-noun, kin-female
  kMaleNoun = 1ULL << 11,    // male-noun, kin-male
  kPersonNoun = 1ULL << 12,  // person-noun: an office or trade, which tells a person apart
  kGroupNoun = 1ULL << 13,   // group-noun
  kFunction =
      1ULL
      << 14,  // function, determiner, preposition, conjunction, aux, possessive, object, weekday
  kParticle = 1ULL << 15,  // particle: joins capitals into one name (de, von)
  kLink = 1ULL << 16,      // name-link: joins a title or noun and a name (of)
  kDefinite = 1ULL << 17,  // definite (the)
  kOpener = 1ULL << 18,    // conjunction, clause-opener: a subject may follow (when, and, but)
  kAddress = 1ULL << 19,   // address: may stand before what somebody is called (my, dear, well)
  kFemalePronoun = 1ULL << 20,  // she, her
  kMalePronoun = 1ULL << 21,    // he, him
  kPluralPronoun = 1ULL << 22,  // they, them
  kFirstPronoun = 1ULL << 23,   // i, me: the singular
  kWe = 1ULL << 61,             // we
  kNominative = 1ULL << 24,     // he, she, they, i
  kSuffix = 1ULL << 26,         // suffix: behind a name, no part of it (M.D.)
  kGeneration = 1ULL << 29,     // generation: tells father from son (Jr., III); a suffix, too
  kStopped = 1ULL << 30,       // stopped-end: a full stop behind it belongs to the name (Jr., Inc.)
  kPlace = 1ULL << 25,         // place, nationality: seldom a speaker
  kSpeech = 1ULL << 28,        // say.fin: a subject may stand behind it (said Ana Ruiz)
  kThingPronoun = 1ULL << 32,  // it
  kBodyLink = 1ULL << 59,      // body-link: joins the parts of an organisation's name (for)
  kOrganisation = 1ULL << 33,  // org-suffix: ends the name of an organisation (Institute)
  kComplement = 1ULL << 34,    // complement: opens what tells an office from its like (of, for)
  kObject = 1ULL << 35,        // object: a pronoun that is no subject (him, her)
  kNameless = 1ULL << 36,      // nameless: its bearers speak without a name (spokesman)
  kBody = 1ULL << 37,          // org-noun: an organisation (company)
  kCommon = 1ULL << 39,        // common: no name where it only starts a sentence
  kLocative = 1ULL << 40,      // locative: stands before a place (in, near)
  kIndefinite = 1ULL << 41,    // indefinite (a, one): brings in somebody new
  kNaming = 1ULL << 42,        // called: a name follows (a worker named …)
  kAsker = 1ULL << 43,         // asker: asks what somebody else answers (reporter)
  kPast = 1ULL << 44,          // verb.past, report.past, beat.past
  kPossessive = 1ULL << 45,    // possessive (his, her)
  kAuxiliary = 1ULL << 38,     // aux (been, will)
  kCalendar = 1ULL << 46,      // month: a last name, too (Clara May)
  kRelative = 1ULL << 47,      // who (who, that)
  kStandIn = 1ULL << 48,  // stand-in, party, demonym: tells again of somebody named (the candidate)
  kParty = 1ULL << 51,    // party, demonym: … with a capital, too (the Ohio Republican)
  kExclusive = 1ULL << 60,    // exclusive: an office whose holder has no other (senator)
  kAdverb = 1ULL << 50,       // adverb: may stand between a subject and its verb
  kDocument = 1ULL << 52,     // document-noun (letter)
  kMissive = 1ULL << 62,      // missive: a document that is sent or hung up (letter)
  kSole = 1ULL << 63,         // sole: an office that one has at a time (president)
  kTopic = 1ULL << 53,        // topic: opens what a question is about (about, whether)
  kGone = 1ULL << 54,         // gone: whoever did it speaks no more (died)
  kSingle = 1ULL << 55,       // single: one of them (one, another)
  kLesser = 1ULL << 56,       // lesser: not the office's own bearer (deputy)
  kBe = 1ULL << 57,           // be (is, was)
  kReflexive = 1ULL << 58,    // reflexive (himself)
  kQuestioning = 1ULL << 49,  // questioning: somebody else answers (asked)
  kPreposition = 1ULL << 31,  // preposition
  kSubordinator =
      1ULL << 27,  // subordinator: opens a clause that is part of another (that, because)
};

using FactBits = std::uint64_t;
constexpr FactBits bit(Fact fact) { return static_cast<FactBits>(fact); }
constexpr bool has(FactBits bits, Fact fact) { return (bits & bit(fact)) != 0; }

// A given name, of any sex.
constexpr FactBits kGiven = bit(Fact::kFemaleName) | bit(Fact::kMaleName) | bit(Fact::kUnisexName);

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
