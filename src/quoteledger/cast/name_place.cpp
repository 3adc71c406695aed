#include "quoteledger/cast/name_place.h"

#include <string_view>

namespace quoteledger {
namespace {

constexpr FactBits kDeterminer =
    bit(Fact::kIndefinite) | bit(Fact::kDefinite) | bit(Fact::kPossessive);

}  // namespace

bool NamePlace::opens_sentence(std::size_t t) const {
  if (tokens_[t].quote == kNobody) return true;
  if (t > 0 && tokens_[t - 1].quote == tokens_[t].quote) return false;
  const char before = t > 0 ? mark(t - 1) : '.';
  return before == '.' || before == '!' || before == '?' || before == ':';
}

bool NamePlace::set_off(std::size_t from, std::size_t to) const {
  constexpr std::size_t kMostWords = 3;
  const std::uint32_t quote = tokens_[from].quote;
  std::size_t left = from;
  while (left > 0 && tokens_[left - 1].quote == quote && is_word(tokens_[left - 1].shape) &&
         from - left < kMostWords && has(facts(left - 1), Fact::kAddress)) {
    --left;  // my dear …
  }
  const bool before = left == 0 || tokens_[left - 1].quote != quote || is_mark(left - 1);
  const bool behind = to >= end() || tokens_[to].quote != quote || is_mark(to);
  if (!before || !behind) return false;
  const char c = to < end() && tokens_[to].quote == quote ? mark(to) : '\0';
  return c != '(' && c != ')';
}

bool NamePlace::attributive(std::size_t left, std::size_t to, bool definite) const {
  constexpr FactBits kGroup = bit(Fact::kGroupNoun);
  constexpr FactBits kNoun = kGroup | bit(Fact::kPersonNoun) | bit(Fact::kBody);
  if (to >= end() || tokens_[to].quote != tokens_[left].quote || !is_word(tokens_[to].shape) ||
      is_capital(tokens_[to].shape))
    return false;
  return (facts(to) & (definite || behind_article(left) ? kNoun : kGroup)) != 0;
}

bool NamePlace::behind_article(std::size_t left) const {
  constexpr std::size_t kMostWords = 3;
  for (std::size_t at = left; at-- > 0 && left - at <= kMostWords;) {
    if (!is_word(tokens_[at].shape) || tokens_[at].quote != tokens_[left].quote) return false;
    if ((facts(at) & kDeterminer) != 0) return true;
    if (has(facts(at), Fact::kFunction) || is_capital(tokens_[at].shape)) return false;
  }
  return false;
}

std::size_t NamePlace::asked_from(std::size_t left, std::size_t to, bool has_subject) const {
  if (!has_subject || left == 0 || !has(facts(left - 1), Fact::kQuestioning)) return kNoToken;
  if (to < end() && !is_mark(to) && !has(facts(to), Fact::kTopic)) return kNoToken;
  // "She wept when Hale asked Ruiz" is about her.
  constexpr std::size_t kMostTokens = 40;
  for (std::size_t back = 1; back <= kMostTokens; ++back) {
    const std::size_t at = left - back;
    if (at == 0 || tokens_[at].sentence_start) return at;
    if (has(facts(at), Fact::kOpener)) return kNoToken;
  }
  return kNoToken;
}

bool NamePlace::subject(std::size_t left, std::size_t to, bool has_subject) const {
  left = behind_noun(behind_possessor(with_office(behind_possessor(left))), to);
  const FactBits before = left > 0 ? facts(left - 1) : 0;
  const FactBits behind = to < end() ? facts(to) : 0;
  if (has_subject && has(before, Fact::kSubordinator)) return false;
  // "She met both Ruiz and his friends."
  if (has_subject && has(before, Fact::kOpener) && has(behind, Fact::kOpener)) return false;
  // "He met Ana Ruiz and Ivo Lund at the gate."
  if (has(before, Fact::kOpener) && has(behind, Fact::kPreposition) &&
      (has_subject || has(before, Fact::kPreposition)))
    return false;
  const bool starts = left == 0 || tokens_[left].sentence_start ||
                      (tokens_[left - 1].quote != tokens_[left].quote && ends_clause(left - 1));
  // ", said Ivo Lund": the verb stands before its subject where a mark or a quote stands before the verb.
  const bool inverted = !starts && has(before, Fact::kSpeech) && left > 1 &&
                        (is_mark(left - 2) || tokens_[left - 2].quote != tokens_[left - 1].quote);
  if (to >= end()) return false;
  if (inverted && is_mark(to)) return true;
  // "Lund, a lawyer, said Ruiz hurt the cause": she does so in what he says.
  if (inverted && has_subject && is_word(tokens_[to].shape) && !has(behind, Fact::kPreposition) &&
      !has(behind, Fact::kAdverb))
    return false;
  if (!(starts || clause_opens(left, inverted)) || tokens_[to].quote != kNobody) return false;
  if (is_word(tokens_[to].shape)) return !is_capital(tokens_[to].shape);
  // "and Ana Ruiz, …" goes on a list.
  constexpr FactBits kVerb = bit(Fact::kAuxiliary) | bit(Fact::kPast);
  const bool clause = left > 1 && mark(left - 2) == ',' && to + 1 < end() &&
                      (facts(to + 1) & kVerb) != 0;  // ", and the cook, Ana Ruiz, has"
  const bool lists = left > 0 && !tokens_[left].sentence_start && !clause &&
                     !tokens_[left - 1].sentence_start && has(before, Fact::kOpener);
  return !lists && (mark(to) == ',' || mark(to) == '(' || here_.is_dash(to));
}

bool NamePlace::clause_opens(std::size_t left, bool inverted) const {
  const std::size_t before = left - 1;
  if (tokens_[before].quote != tokens_[left].quote) return false;
  if (has(facts(before), Fact::kAuxiliary)) return tokens_[before].sentence_start;  // "Was Lund …?"
  if (is_mark(before)) return mark(before) != '\'';
  return inverted || has(facts(before), Fact::kOpener);
}

bool NamePlace::topic(std::size_t left, std::size_t mark_at) const {
  constexpr std::size_t kMostWords = 3;
  if (!tokens_[left].sentence_start) return false;
  for (std::size_t at = mark_at + 1; at < end() && at <= mark_at + kMostWords; ++at) {
    if (!is_word(tokens_[at].shape)) break;
    if ((facts(at) & (bit(Fact::kPersonNoun) | bit(Fact::kKin))) != 0 ||
        is_capital(tokens_[at].shape))
      return false;
  }
  return true;
}

NounBeside NamePlace::noun_beside(std::size_t left, std::size_t to) const {
  constexpr std::size_t kMostWords = 8;
  constexpr FactBits kNoun = bit(Fact::kPersonNoun) | bit(Fact::kKin);
  if (left > 0 && (facts(left - 1) & kNoun) != 0) return {tokens_[left - 1].word};
  if (to >= end() || mark(to) != ',') return {};
  // "Norway's foreign minister, Ivo Lund, …"
  if (left > 1 && mark(left - 1) == ',' && (facts(left - 2) & kNoun) != 0 &&
      !is_capital(tokens_[left - 2].shape))
    return {tokens_[left - 2].word};
  if (const std::uint32_t noun = noun_of_complement(left); noun != 0) return {noun};
  constexpr FactBits kFarther = bit(Fact::kPreposition) | bit(Fact::kRelative) |
                                bit(Fact::kOpener) | bit(Fact::kPast) | bit(Fact::kLesser);
  bool near = true;
  for (std::size_t at = to + 1; at < end() && at <= to + kMostWords; ++at) {
    // "Ruiz's lawyer"
    if (!is_word(tokens_[at].shape) && tokens_[at].shape != Shape::kNumber && !here_.is_owner(at))
      return {};
    if (at == to + 1 && (tokens_[at].shape == Shape::kEd || tokens_[at].shape == Shape::kIng))
      near = false;
    near = near && (facts(at) & kFarther) == 0;
    if ((facts(at) & kNoun) == 0 || is_capital(tokens_[at].shape)) continue;
    while (at + 1 < end() && has(facts(at + 1), Fact::kPersonNoun)) ++at;  // "a police officer"
    return {tokens_[at].word, near && !(at + 1 < end() && here_.is_owner(at + 1))};
  }
  return {};
}

std::uint32_t NamePlace::noun_equated(std::size_t to) const {
  if (to < end() && !has(facts(to), Fact::kBe) && has(facts(to), Fact::kAuxiliary))
    ++to;  // "has been"
  constexpr FactBits kArticle = bit(Fact::kIndefinite) | bit(Fact::kDefinite);
  if (to + 2 >= end() || !has(facts(to), Fact::kBe) || (facts(to + 1) & kArticle) == 0) return 0;
  bool owned = false;
  const std::size_t noun = newcomers_.noun_of(to + 1, end(), owned);
  return noun == kNoToken || owned || (facts(noun) & kThingNoun) != 0 ? 0 : tokens_[noun].word;
}

bool NamePlace::aged(std::size_t to) const {
  constexpr std::size_t kMostDigits = 3;
  return to + 2 < end() && mark(to) == ',' && tokens_[to + 1].shape == Shape::kNumber &&
         tokens_[to + 1].span.size() <= kMostDigits && mark(to + 2) == ',';
}

bool NamePlace::says_before(std::size_t t) const {
  return has(facts(t), Fact::kSpeech) &&
         (t == 0 || !is_word(tokens_[t - 1].shape) || tokens_[t - 1].quote != kNobody);
}

std::size_t NamePlace::behind_possessor(std::size_t left) const {
  if (left < 2 || !is_mark(left - 1) || tokens_[left - 1].gap ||
      !here_.text_of(left - 1).ends_with('s'))
    return left;
  std::size_t first = left - 1;
  while (first > 0 && is_capital(tokens_[first - 1].shape)) {
    --first;
    if (tokens_[first].sentence_start) break;
  }
  if (first < left - 1) return first;
  // "the union's treasurer Ivo Lund"
  constexpr std::size_t kMostWords = 3;
  for (std::size_t words = 0; words < kMostWords && first > 0 && told_word_without(first - 1, 0);
       ++words) {
    --first;
    if ((facts(first) & kDeterminer) != 0) return first;
  }
  return left;
}

std::size_t NamePlace::with_title(std::size_t left) const {
  constexpr std::size_t kMostWords = 5;
  constexpr FactBits kFunction = bit(Fact::kFunction);
  const std::size_t name = left;
  while (name - left < kMostWords && left > 0 && !tokens_[left].sentence_start &&
         is_capital(tokens_[left - 1].shape) && tokens_[left].gap &&
         told_word_without(left - 1, kFunction)) {
    --left;
  }
  if (has(facts(name), Fact::kTitle) && left == name && left > 0 && !tokens_[left].sentence_start &&
      tokens_[left - 1].shape != Shape::kIng && tokens_[left - 1].shape != Shape::kEd &&
      told_word_without(left - 1, kFunction) && !says_before(left - 1))
    --left;
  return left;
}

std::size_t NamePlace::with_office(std::size_t left) const {
  constexpr std::size_t kMostWords = 5;
  constexpr FactBits kFunction = bit(Fact::kFunction);
  constexpr FactBits kOffice = bit(Fact::kPersonNoun) | bit(Fact::kMaleNoun) |
                               bit(Fact::kFemaleNoun) | bit(Fact::kKin) | bit(Fact::kTitle);
  left = with_title(left);
  // "a worker named Ivo Lund"
  if (left > 1 && has(facts(left - 1), Fact::kNaming) && has(facts(left - 2), Fact::kPersonNoun))
    --left;
  if (left == 0 || (facts(left - 1) & kOffice) == 0) return left;
  std::size_t first = left;
  while (first > 0 && left - first < kMostWords && !tokens_[first].sentence_start &&
         told_word_without(first - 1, kFunction)) {
    --first;
  }
  // "his cousin Ivo Lund", "But the deputy mayor Ivo Lund"
  if (first > 0 && !tokens_[first].sentence_start && has(facts(first - 1), Fact::kFunction) &&
      ((facts(first - 1) & kDeterminer) != 0 || first == 1 || tokens_[first - 1].sentence_start ||
       is_mark(first - 2))) {
    --first;
  }
  return first;
}

std::size_t NamePlace::behind_noun(std::size_t left, std::size_t to) const {
  constexpr std::size_t kMostWords = 5;
  constexpr FactBits kNoun = bit(Fact::kPersonNoun) | bit(Fact::kKin) | bit(Fact::kBody);
  constexpr FactBits kKnown = bit(Fact::kDefinite) | bit(Fact::kPossessive);
  if (left < 2 || to >= end() || mark(left - 1) != ',' || mark(to) != ',' ||
      (facts(left - 2) & kNoun) == 0 || is_capital(tokens_[left - 2].shape))
    return left;
  std::size_t first = left - 1;
  for (std::size_t words = 0; words < kMostWords && first > 0 && told_word_without(first - 1, 0);
       ++words) {
    --first;
    if ((facts(first) & kKnown) != 0)
      return has(facts(left - 2), Fact::kBody) && !tokens_[first].sentence_start ? left : first;
  }
  return left;
}

std::uint32_t NamePlace::noun_of_complement(std::size_t left) const {
  constexpr std::size_t kMostWords = 8;
  constexpr FactBits kNoun = bit(Fact::kPersonNoun) | bit(Fact::kKin);
  if (left < 4 || mark(left - 1) != ',') return 0;
  for (std::size_t at = left - 2; at > 0 && left - at <= kMostWords; --at) {
    if (!is_word(tokens_[at].shape)) return 0;
    if (has(facts(at), Fact::kLink) && (facts(at - 1) & kNoun) != 0 &&
        !is_capital(tokens_[at - 1].shape))
      return tokens_[at - 1].word;
  }
  return 0;
}

bool NamePlace::ends_clause(std::size_t t) const {
  while (t > 0 && is_mark(t) && tokens_[t - 1].quote == tokens_[t].quote &&
         (mark(t) == '"' || mark(t) == '\''))
    --t;
  if (t > 0 && is_mark(t) && tokens_[t].span.size() > 1) --t;  // ” ’
  return is_mark(t) && (mark(t) == ',' || mark(t) == '.' || mark(t) == '!' || mark(t) == '?' ||
                        tokens_[t].span.size() > 1);
}

}  // namespace quoteledger
