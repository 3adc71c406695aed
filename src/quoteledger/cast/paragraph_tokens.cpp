#include "quoteledger/cast/paragraph_tokens.h"

#include "quoteledger/tokens/tokens.h"

namespace quoteledger {

bool ParagraphTokens::is_dash(std::size_t t) const {
  return tokens[t].shape == Shape::kMark && fold_token(text_of(t)) == "—";
}

bool ParagraphTokens::name_token(std::size_t t) const {
  const ScanToken& token = tokens[t];
  if (!is_capital(token.shape)) return false;
  if (token.shape == Shape::kInitial) return true;
  const FactBits bits = facts(t);
  const NameWords::Counts w = words_.seen(token.word);
  const bool given = (bits & kGiven) != 0;
  if (has(bits, Fact::kFunction) && (token.sentence_start || !given || w.lower > 20 * w.capital))
    return false;
  if (token.span.size() < 2) return false;
  if (headline && w.capital + w.capital_start == 0) {
    if (has(bits, Fact::kSpeech)) return false;  // "Lund Says …"
    constexpr FactBits kFirst = kGiven | bit(Fact::kTitle);
    const std::size_t before = t > 1 && mark(t - 1) == '.' ? t - 2 : t - 1;
    return (bits & kFirst) != 0 || (t > 0 && (facts(before) & kFirst) != 0 && w.lower == 0);
  }
  if (!token.sentence_start)
    return w.capital >= w.lower || w.capital * 4 >= w.lower || given || has(bits, Fact::kTitle);
  if (has(bits, Fact::kTitle)) return true;
  if (given) return w.lower <= 2 * w.capital;
  if (w.capital == 0 && has(bits, Fact::kCommon) && !goes_on(t)) return false;
  if (w.capital == 0 && leads_in(t)) return false;
  if (w.lower > 0) return w.capital > 2 * w.lower;
  return w.capital > 0 || w.capital_start > 1 || (w.lower == 0 && !has(bits, Fact::kOpener));
}

bool ParagraphTokens::leads_in(std::size_t t) const {
  constexpr FactBits kFirst = kGiven | bit(Fact::kTitle);
  return goes_on(t) && (facts(t + 1) & kFirst) != 0 && !has(facts(t), Fact::kOrganisation) &&
         text_of(t).ends_with("ing");
}

bool ParagraphTokens::goes_on(std::size_t t) const {
  return !has(facts(t), Fact::kGroupNoun) && t + 1 < tokens.size() &&
         is_capital(tokens[t + 1].shape) && tokens[t + 1].gap && !tokens[t + 1].sentence_start;
}

}  // namespace quoteledger
