#include "quoteledger/cast/words.h"

#include <array>
#include <utility>

#include "quoteledger/tokens/tokens.h"

namespace quoteledger {
namespace {

constexpr FactBits operator|(Fact a, Fact b) { return bit(a) | bit(b); }
constexpr FactBits operator|(FactBits a, Fact b) { return a | bit(b); }

constexpr std::array kLexicons = {
    std::pair{std::string_view("title"), bit(Fact::kTitle)},
    std::pair{std::string_view("title-female"), Fact::kTitle | Fact::kFemaleTitle},
    std::pair{std::string_view("title-male"), Fact::kTitle | Fact::kMaleTitle},
    std::pair{std::string_view("civil-title"), Fact::kTitle | Fact::kCivil},
    std::pair{std::string_view("maiden-title"), bit(Fact::kUnmarried)},
    std::pair{std::string_view("wife-title"), bit(Fact::kMarried)},
    std::pair{std::string_view("female-name"), bit(Fact::kFemaleName)},
    std::pair{std::string_view("male-name"), bit(Fact::kMaleName)},
    std::pair{std::string_view("unisex-name"), bit(Fact::kUnisexName)},
    std::pair{std::string_view("kin"), bit(Fact::kKin)},
    std::pair{std::string_view("kin-female"), Fact::kKin | Fact::kFemaleNoun},
    std::pair{std::string_view("kin-male"), Fact::kKin | Fact::kMaleNoun},
    std::pair{std::string_view("person-noun"), bit(Fact::kPersonNoun)},
    std::pair{std::string_view("female-noun"), bit(Fact::kFemaleNoun)},
    std::pair{std::string_view("male-noun"), bit(Fact::kMaleNoun)},
    std::pair{std::string_view("group-noun"), bit(Fact::kGroupNoun)},
    std::pair{std::string_view("function"), bit(Fact::kFunction)},
    std::pair{std::string_view("weekday"), bit(Fact::kFunction)},
    std::pair{std::string_view("month"), Fact::kFunction | Fact::kCalendar},
    std::pair{std::string_view("determiner"), bit(Fact::kFunction)},
    std::pair{std::string_view("preposition"), Fact::kFunction | Fact::kPreposition},
    std::pair{std::string_view("conjunction"), Fact::kFunction | Fact::kOpener},
    std::pair{std::string_view("clause-opener"), bit(Fact::kOpener)},
    std::pair{std::string_view("say.fin"), bit(Fact::kSpeech)},
    std::pair{std::string_view("subordinator"), bit(Fact::kSubordinator)},
    std::pair{std::string_view("aux"), Fact::kFunction | Fact::kAuxiliary},
    std::pair{std::string_view("possessive"), Fact::kFunction | Fact::kPossessive},
    std::pair{std::string_view("object"), Fact::kFunction | Fact::kObject},
    std::pair{std::string_view("particle"), bit(Fact::kParticle)},
    std::pair{std::string_view("suffix"), bit(Fact::kSuffix)},
    std::pair{std::string_view("generation"), Fact::kGeneration | Fact::kSuffix},
    std::pair{std::string_view("stopped-end"), bit(Fact::kStopped)},
    std::pair{std::string_view("name-link"), bit(Fact::kLink)},
    std::pair{std::string_view("body-link"), bit(Fact::kBodyLink)},
    std::pair{std::string_view("definite"), Fact::kDefinite | Fact::kFunction},
    std::pair{std::string_view("address"), bit(Fact::kAddress)},
    std::pair{std::string_view("he"), Fact::kMalePronoun | Fact::kNominative},
    std::pair{std::string_view("him"), bit(Fact::kMalePronoun)},
    std::pair{std::string_view("she"), Fact::kFemalePronoun | Fact::kNominative},
    std::pair{std::string_view("her"), bit(Fact::kFemalePronoun)},
    std::pair{std::string_view("they"), Fact::kPluralPronoun | Fact::kNominative},
    std::pair{std::string_view("them"), bit(Fact::kPluralPronoun)},
    std::pair{std::string_view("complement"), Fact::kFunction | Fact::kComplement},
    std::pair{std::string_view("who"), bit(Fact::kRelative)},
    std::pair{std::string_view("adverb"), bit(Fact::kAdverb)},
    std::pair{std::string_view("party"), Fact::kStandIn | Fact::kParty},
    std::pair{std::string_view("demonym"), Fact::kStandIn | Fact::kParty},
    std::pair{std::string_view("sole"), bit(Fact::kSole)},
    std::pair{std::string_view("missive"), bit(Fact::kMissive)},
    std::pair{std::string_view("exclusive"), bit(Fact::kExclusive)},
    std::pair{std::string_view("document-noun"), bit(Fact::kDocument)},
    std::pair{std::string_view("topic"), bit(Fact::kTopic)},
    std::pair{std::string_view("gone"), bit(Fact::kGone)},
    std::pair{std::string_view("single"), bit(Fact::kSingle)},
    std::pair{std::string_view("lesser"), bit(Fact::kLesser)},
    std::pair{std::string_view("be"), bit(Fact::kBe)},
    std::pair{std::string_view("reflexive"), bit(Fact::kReflexive)},
    std::pair{std::string_view("questioning"), bit(Fact::kQuestioning)},
    std::pair{std::string_view("stand-in"), bit(Fact::kStandIn)},
    std::pair{std::string_view("it"), bit(Fact::kThingPronoun)},
    std::pair{std::string_view("common"), bit(Fact::kCommon)},
    std::pair{std::string_view("locative"), bit(Fact::kLocative)},
    std::pair{std::string_view("indefinite"), bit(Fact::kIndefinite)},
    std::pair{std::string_view("called"), bit(Fact::kNaming)},
    std::pair{std::string_view("asker"), bit(Fact::kAsker)},
    std::pair{std::string_view("verb.past"), bit(Fact::kPast)},
    std::pair{std::string_view("report.past"), bit(Fact::kPast)},
    std::pair{std::string_view("beat.past"), bit(Fact::kPast)},
    std::pair{std::string_view("nameless"), bit(Fact::kNameless)},
    std::pair{std::string_view("org-noun"), bit(Fact::kBody)},
    std::pair{std::string_view("org-suffix"), bit(Fact::kOrganisation)},
    std::pair{std::string_view("we"), Fact::kWe | Fact::kFunction},
    std::pair{std::string_view("i"), Fact::kFirstPronoun | Fact::kNominative},
    std::pair{std::string_view("me"), bit(Fact::kFirstPronoun)},
    std::pair{std::string_view("place"), bit(Fact::kPlace)},
    std::pair{std::string_view("nationality"), bit(Fact::kPlace)},
};

constexpr FactBits kPronouns = Fact::kThingPronoun | Fact::kMalePronoun | Fact::kFemalePronoun |
                               Fact::kPluralPronoun | Fact::kFirstPronoun;

}  // namespace

FactBits facts_of_lexicon(std::string_view lexicon) {
  for (const auto& [name, bits] : kLexicons) {
    if (name == lexicon) return (bits & kPronouns) != 0 ? bits | Fact::kFunction : bits;
  }
  return 0;
}

void WordTable::add(std::string_view lexicon, std::string_view entry) {
  const FactBits facts = facts_of_lexicon(lexicon);
  if (facts == 0 || entry.empty() || entry.find(' ') != std::string_view::npos) return;
  if (entry.size() > 2 && entry.ends_with('.')) entry.remove_suffix(1);
  bits_[fold_token(entry)] |= facts;
}

void WordTable::add_short_form(std::string_view short_form, std::string_view full) {
  full_.insert_or_assign(fold_token(short_form), fold_token(full));
}

FactBits WordTable::of(std::string_view folded) const {
  const auto found = bits_.find(folded);
  return found == bits_.end() ? 0 : found->second;
}

std::string_view WordTable::full_form(std::string_view folded) const {
  const auto found = full_.find(folded);
  return found == full_.end() ? folded : std::string_view(found->second);
}

}  // namespace quoteledger
