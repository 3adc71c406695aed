#include "quoteledger/cast/words.h"

#include <array>
#include <utility>

namespace quoteledger {
namespace {

constexpr FactBits operator|(Fact a, Fact b) { return bit(a) | bit(b); }

// The lexicons by name, and what an entry of each is known to be.
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
    std::pair{std::string_view("calendar"), bit(Fact::kCalendar)},
    std::pair{std::string_view("particle"), bit(Fact::kParticle)},
    std::pair{std::string_view("clause-opener"), bit(Fact::kOpener)},
    std::pair{std::string_view("pronoun-female"), bit(Fact::kFemalePronoun)},
    std::pair{std::string_view("pronoun-male"), bit(Fact::kMalePronoun)},
    std::pair{std::string_view("pronoun-plural"), bit(Fact::kPluralPronoun)},
    std::pair{std::string_view("pronoun-first"), bit(Fact::kFirstPronoun)},
    std::pair{std::string_view("pronoun-subject"), bit(Fact::kNominative)},
    std::pair{std::string_view("name-link"), bit(Fact::kLink)},
    std::pair{std::string_view("definite"), bit(Fact::kDefinite)},
    std::pair{std::string_view("address"), bit(Fact::kAddress)},
    std::pair{std::string_view("place"), bit(Fact::kPlace)},
};

}  // namespace

bool WordFacts::add(std::string_view lexicon, std::string_view entry) {
  const std::size_t space = entry.find(' ');
  if (lexicon == "nickname") {
    if (space != std::string_view::npos) {
      full_.try_emplace(std::string(entry.substr(0, space)), entry.substr(space + 1));
    }
    return true;
  }
  for (const auto& [name, bits] : kLexicons) {
    if (name != lexicon) continue;
    if (entry.ends_with('.')) entry.remove_suffix(1);
    if (space == std::string_view::npos && !entry.empty()) bits_[std::string(entry)] |= bits;
    return true;
  }
  return false;
}

FactBits WordFacts::of(std::string_view folded) const {
  const auto found = bits_.find(folded);
  return found == bits_.end() ? 0 : found->second;
}

std::string_view WordFacts::full_form(std::string_view folded) const {
  const auto found = full_.find(folded);
  return found == full_.end() ? folded : std::string_view(found->second);
}

}  // namespace quoteledger
