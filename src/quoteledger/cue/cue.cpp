#include "quoteledger/cue/cue.h"

#include <algorithm>

#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

// The form of a quote by the text inside its marks: one bit of each group of QuoteForm.
unsigned form_of(std::string_view inner) {
  unsigned form = 1U << (static_cast<unsigned>(quote_end(inner)) - static_cast<unsigned>(Special::kQuoteOpen));
  form |= starts_lower(inner) ? QuoteForm::kLowerStart : QuoteForm::kOtherStart;
  constexpr int kShortWords = 3;
  constexpr int kTitleWords = 12;   // no title is longer: a quote's form is known by its first words
  constexpr std::size_t kLongWord = 4;
  int words = 0;
  int capitals = 0;
  bool small = false;
  for (std::size_t at = 0; at < inner.size() && words <= kTitleWords;) {
    at += space_length(inner.substr(at));
    if (at >= inner.size()) break;
    const std::size_t end = std::min(inner.find_first_of(" \n\t\r", at), inner.size());
    const std::string_view word = inner.substr(at, end - at);
    std::size_t letter = 0;
    const bool upper = is_upper(next_code_point(word, letter));
    ++words;
    if (upper) ++capitals;
    small = small || (!upper && word.size() >= kLongWord);
    at = end;
  }
  form |= words <= kShortWords ? QuoteForm::kShort : QuoteForm::kLong;
  const bool title = words >= 2 && words <= kTitleWords && !small && capitals * 2 > words;
  return form | (title ? QuoteForm::kTitle : QuoteForm::kPlain);
}

}  // namespace

void CueFinder::Side::clear(std::size_t symbols) {
  row.clear();
  spans.clear();
  starts.clear();
  seen = SymbolSet(symbols);
}

void CueFinder::add(Side& side, Symbol symbol, Span span) {
  if (side.spans.empty()) side.first = symbol;
  side.starts.push_back(static_cast<std::uint32_t>(side.row.size()));
  side.row += frames_.grammar().alphabet.text(symbol);
  side.spans.push_back(span);
  side.seen.add(symbol);
}

void CueFinder::fill(std::uint32_t stretch) {
  const Alphabet& alphabet = frames_.grammar().alphabet;
  left_.clear(alphabet.symbol_count());
  right_.clear(alphabet.symbol_count());
  const Stretch& quote = frames_.stretches()[stretch];
  const bool nested = quote.parent != Stretch::kNone;
  const auto paragraphs = static_cast<std::uint32_t>(frames_.document().paragraphs.size());
  ParagraphFrame own;
  if (nested) own = frames_.inside(quote.parent);
  const ParagraphFrame& frame = nested ? own : frames_.paragraph(quote.paragraph);
  const auto& tokens = frame.tokens;
  const auto place = std::lower_bound(tokens.begin(), tokens.end(), quote.span.begin,
                                      [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  const auto index = static_cast<std::size_t>(place - tokens.begin());
  const auto room = [](const Side& side, std::size_t most) { return side.spans.size() < most; };
  for (std::size_t i = index; i-- > 0 && room(left_, kTokensBefore);) add(left_, tokens[i].symbol, tokens[i].span);
  for (std::size_t i = index + 1; i < tokens.size() && room(right_, kTokensBehind); ++i) add(right_, tokens[i].symbol, tokens[i].span);
  if (nested) {
    add(left_, alphabet.symbol(Special::kTextEnd), {});
    add(right_, alphabet.symbol(Special::kTextEnd), {});
    return;
  }
  // One more paragraph on each side, for bylines on the next line and cues that end in a colon.
  constexpr std::size_t kNeighbour = 40;
  if (room(left_, kTokensBefore)) {
    add(left_, alphabet.symbol(quote.paragraph == 0 ? Special::kTextEnd : Special::kParagraph), {});
    if (quote.paragraph > 0) {
      const auto& before = frames_.paragraph(quote.paragraph - 1).tokens;
      std::size_t taken = 0;
      for (std::size_t i = before.size(); i-- > 0 && taken < kNeighbour; ++taken) add(left_, before[i].symbol, before[i].span);
      if (taken == before.size()) add(left_, alphabet.symbol(Special::kParagraph), {});
    }
  }
  if (room(right_, kTokensBehind)) {
    const bool last = quote.paragraph + 1 >= paragraphs;
    add(right_, alphabet.symbol(last ? Special::kTextEnd : Special::kParagraph), {});
    if (!last) {
      const auto& behind = frames_.paragraph(quote.paragraph + 1).tokens;
      for (std::size_t i = 0; i < std::min(behind.size(), kNeighbour); ++i) add(right_, behind[i].symbol, behind[i].span);
      if (behind.size() <= kNeighbour) add(right_, alphabet.symbol(Special::kParagraph), {});
    }
  }
}

bool CueFinder::fits(const CompiledSide& pattern, const Side& side, std::vector<Regex::Group>& groups) {
  if (!pattern.regex) return true;
  if (!pattern.nullable && (side.spans.empty() || !pattern.first.has(side.first))) return false;
  for (const SymbolSet& need : pattern.needs) {
    if (!need.meets(side.seen)) return false;
  }
  return pattern.regex->match_prefix(side.row, groups);
}

void CueFinder::take(const CompiledSide& pattern, const Side& side, const std::vector<Regex::Group>& groups, bool reversed,
                     Candidate& out) {
  if (!pattern.regex) return;
  for (std::size_t i = 0; i < pattern.roles.size(); ++i) {
    if (i + 1 >= groups.size()) break;
    const Regex::Group group = groups[i + 1];
    if (group.begin == Regex::Group::kNone || group.begin == group.end) continue;
    const auto first = std::lower_bound(side.starts.begin(), side.starts.end(), group.begin) - side.starts.begin();
    const auto last = std::lower_bound(side.starts.begin(), side.starts.end(), group.end) - side.starts.begin() - 1;
    const Span near = side.spans[static_cast<std::size_t>(first)];
    const Span far = side.spans[static_cast<std::size_t>(last)];
    const Span span = reversed ? Span{far.begin, near.end} : Span{near.begin, far.end};
    switch (pattern.roles[i]) {
      case Role::kSpeaker: out.mention = span; break;
      case Role::kVerb: out.cue = span; break;
      case Role::kAddressee: out.addressee = span; break;
      case Role::kRole: out.role = span; break;
      case Role::kSource: out.source = span; break;
      case Role::kCount: break;
    }
  }
}

QuoteCues CueFinder::find(std::uint32_t stretch, bool all) {
  QuoteCues out;
  out.nested = frames_.stretches()[stretch].parent != Stretch::kNone;
  fill(stretch);
  const Grammar& grammar = frames_.grammar();
  const unsigned form = form_of(slice(frames_.document().text, frames_.stretches()[stretch].inner));
  out.form = form;
  const auto may_be = [&](const CompiledPattern& pattern) { return (pattern.quote_forms & form) == form; };
  for (std::size_t i = 0; i < grammar.rules.size(); ++i) {
    const Rule& rule = grammar.rules[i];
    const bool beaten = !out.candidates.empty() && out.candidates.front().score > rule.score;
    if (beaten && !all) break;
    if (!may_be(rule.find)) continue;
    if (!fits(rule.find.left, left_, left_groups_) || !fits(rule.find.right, right_, right_groups_)) continue;
    std::vector<Regex::Group> ignored;
    const bool excluded = std::any_of(rule.unless.begin(), rule.unless.end(), [&](const CompiledPattern& pattern) {
      return may_be(pattern) && fits(pattern.left, left_, ignored) && fits(pattern.right, right_, ignored);
    });
    if (excluded) continue;
    Candidate candidate;
    candidate.rule = static_cast<std::uint32_t>(i);
    candidate.score = rule.score;
    if (rule.stage == Stage::kTerm) {
      if (all) out.fits.push_back(candidate);
      if (out.term < 0) out.term = static_cast<int>(i);
      if (!all && out.candidates.empty()) break;  // rules come by falling score: nobody's speech, by the best of them
      continue;
    }
    take(rule.find.left, left_, left_groups_, true, candidate);
    take(rule.find.right, right_, right_groups_, false, candidate);
    if (candidate.mention.empty()) continue;
    if (all) out.fits.push_back(candidate);
    const auto same = std::find_if(out.candidates.begin(), out.candidates.end(),
                                   [&](const Candidate& other) { return other.mention.overlaps(candidate.mention); });
    if (same != out.candidates.end()) continue;
    if (!out.candidates.empty() && out.candidates.front().score == candidate.score) out.ambiguous = true;
    out.candidates.push_back(candidate);
  }
  return out;
}

}  // namespace quoteledger
