#include "quoteledger/cast/name_extent.h"

#include <string_view>

namespace quoteledger {

std::size_t NameExtent::last_of(std::size_t t) const {
  std::size_t last = t;
  for (std::size_t next = go_on(t, last); next != last; next = go_on(t, last)) last = next;
  // A sentence's first word that only starts the sentence was left out by name_token already.
  return has(here_.facts(last), Fact::kStopped) ? behind_stop(last + 1) - 1 : last;
}

std::size_t NameExtent::go_on(std::size_t t, std::size_t last) const {
  std::size_t at = last + 1;
  if (has(here_.facts(last), Fact::kTitle)) at = behind_stop(at);
  // "He told Clara Mr. Hale had left."
  const bool another = at < tokens_.size() && has(here_.facts(at), Fact::kCivil) &&
                       (here_.facts(last) & kGiven) != 0;
  if (capital_with(t, at) && tokens_[at].gap && !tokens_[at].sentence_start && !another &&
      (here_.name_token(at) || tokens_[at].shape == Shape::kInitial || last_name(last, at)))
    return at;
  if (at != last + 1 || at + 1 >= tokens_.size()) return last;
  const bool together = tokens_[at].quote == tokens_[t].quote && capital_with(t, at + 1);
  // "Hale & Sons"
  if (here_.mark(at) == '&' && together && here_.name_token(at + 1)) return at + 1;
  // "the Teachers' Union"
  if (is_plural_owner(at) && together && ends_as_organisation(at + 1)) return at + 1;
  if (goes_on_as_body(t, last)) return at + 1;
  return go_on_linked(t, last);
}

std::size_t NameExtent::go_on_linked(std::size_t t, std::size_t last) const {
  const std::size_t at = last + 1;
  const FactBits before = here_.facts(last);
  const bool for_office = has(here_.facts(at), Fact::kBodyLink) &&
                          has(here_.facts(at), Fact::kPreposition) && has(before, Fact::kExclusive);
  const bool link = has(here_.facts(at), Fact::kLink) || for_office;
  if (!(link || has(here_.facts(at), Fact::kParticle)) || tokens_[at].quote != tokens_[t].quote)
    return last;
  // "Ana Ruiz, Republican of Maine": no name.
  if (t > 1 && here_.mark(t - 1) == ',' && is_capital(tokens_[t - 2].shape) &&
      has(here_.facts(t), Fact::kParty))
    return last;
  std::size_t to = at + 1;
  if (to + 1 < tokens_.size() && has(here_.facts(to), Fact::kParticle)) ++to;
  const FactBits behind = here_.facts(to);
  bool fits = true;
  if (link) {
    fits =
        has(before, Fact::kTitle) || has(before, Fact::kPersonNoun) ||
        (has(before, Fact::kOrganisation) && !has(behind, Fact::kTitle) && (behind & kGiven) == 0);
  } else if (tokens_[at].span.size() == 1) {
    fits = last > t;  // Ana Ruiz y Vega
  }
  return fits && capital_with(t, to) && here_.name_token(to) ? to : last;
}

bool NameExtent::goes_on_as_body(std::size_t t, std::size_t last) const {
  constexpr std::size_t kMostWords = 3;
  constexpr std::size_t kLongest = 12;  // tokens of such a name
  constexpr FactBits kNoPart = kGiven | bit(Fact::kTitle);
  const std::size_t at = last + 1;
  if (last - t > kLongest || !has(here_.facts(at), Fact::kBodyLink)) return false;
  bool common = false;
  bool ends_as_body = false;
  for (std::size_t word = at + 1; word <= at + kMostWords && capital_with(t, word); ++word) {
    const FactBits bits = here_.facts(word);
    if ((bits & kNoPart) != 0 && !has(bits, Fact::kCommon)) return false;
    common = common || has(bits, Fact::kCommon);
    ends_as_body = has(bits, Fact::kOrganisation);
  }
  if (has(here_.facts(at), Fact::kPreposition))
    return common && has(here_.facts(last), Fact::kOrganisation);
  const bool definite = t > 0 && has(here_.facts(t - 1), Fact::kDefinite);
  if (!definite || !is_capital(tokens_[at + 1].shape) || !has(here_.facts(at + 1), Fact::kCommon))
    return false;
  bool body = false;
  bool linked = false;
  bool plain = has(here_.facts(last), Fact::kCommon);  // "Food", and neither "EPA" nor "Oslo"
  for (std::size_t word = t; word <= last; ++word) {
    const FactBits bits = here_.facts(word);
    body = body || has(bits, Fact::kOrganisation);
    linked = linked || (bits & (bit(Fact::kLink) | bit(Fact::kBodyLink))) != 0;
    if ((bits & kGiven) != 0 && !has(bits, Fact::kCommon)) return false;
    plain = plain && (body || has(bits, Fact::kCommon));
  }
  return plain && (body ? linked : ends_as_body);
}

bool NameExtent::last_name(std::size_t before, std::size_t t) const {
  constexpr FactBits kBefore = kGiven | bit(Fact::kCivil);
  return has(here_.facts(t), Fact::kCalendar) && (here_.facts(before) & kBefore) != 0;
}

bool NameExtent::is_plural_owner(std::size_t t) const {
  const std::string_view text = here_.text_of(t);
  return t > 0 && !tokens_[t].gap && (text == "'" || text == "\u2019") &&
         here_.text_of(t - 1).ends_with('s');
}

bool NameExtent::ends_as_organisation(std::size_t t) const {
  constexpr std::size_t kMostWords = 3;
  bool ends = false;
  for (std::size_t at = t;
       at < tokens_.size() && at < t + kMostWords && is_capital(tokens_[at].shape); ++at)
    ends = has(here_.facts(at), Fact::kOrganisation);
  return ends;
}

std::size_t NameExtent::behind_stop(std::size_t t) const {
  return t < tokens_.size() && here_.mark(t) == '.' && !tokens_[t].gap ? t + 1 : t;
}

}  // namespace quoteledger
