#include "quoteledger/cue/cue.h"

#include <algorithm>

#include <array>
#include <bit>
#include <cmath>

#include "quoteledger/cue/signs.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

// The form of a quote by the text inside its marks: one bit of each group of QuoteForm.
unsigned form_of(std::string_view inner) {
  unsigned form =
      1U << (static_cast<unsigned>(quote_end(inner)) - static_cast<unsigned>(Special::kQuoteOpen));
  form |= starts_lower(inner) ? QuoteForm::kLowerStart : QuoteForm::kOtherStart;
  constexpr int kShortWords = 3;
  constexpr int kTitleWords = 12;  // no title is longer: a quote's form is known by its first words
  constexpr std::size_t kLongWord = 4;
  int words = 0;
  int capitals = 0;
  int ends = 0;        // of sentences inside
  bool small = false;  // what no title has
  for (std::size_t at = 0; at < inner.size() && words <= kTitleWords;) {
    at += space_length(inner.substr(at));
    if (at >= inner.size()) break;
    const std::size_t end = std::min(inner.find_first_of(" \n\t\r", at), inner.size());
    const std::string_view word = inner.substr(at, end - at);
    // “Lost. Sunk. Drowned,”: words that end sentences; a “Mr.” or two do not.
    if (end < inner.size() && word.size() > kLongWord &&
        std::string_view(".!?").find(word.back()) != std::string_view::npos)
      small = small || ++ends > 1;
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

// The label of a transcript that a quote begins with, its colon included, in bytes: “MS. RUIZ: We leave.” has 9; 0 where
// there is none. It is written in capitals.
std::size_t label_size(std::string_view inner) {
  const std::size_t colon = inner.substr(0, kLongestLabel).find(':');
  if (colon == std::string_view::npos || space_length(inner.substr(colon + 1)) == 0) return 0;
  int letters = 0;
  for (std::size_t at = 0; at < colon;) {
    const char32_t c = next_code_point(inner, at);
    const bool joins = c == U'.' || c == U'-' || c == U' ' || c == U'\'' || c == U'\u2019';
    if (is_upper(c)) {
      ++letters;
    } else if (!joins) {
      return 0;
    }
  }
  return letters > 1 ? colon + 1 : 0;
}

void clear(CueSide& side) {
  side.spans.clear();
  side.symbols.clear();
}

void add(CueSide& side, Symbol symbol, Span span) {
  side.spans.push_back(span);
  side.symbols.push_back(symbol);
}

// What a rule's score is worth by itself, in log odds.
double base_weight(double score) { return (score - 50) / 10; }

// No cue is looked for beyond so many other quotes: a row of nothing but quotes is no sentence.
constexpr std::size_t kQuotesAround = 12;

}  // namespace

CueFinder::CueFinder(Frames& frames) : frames_(frames) {
  const Alphabet& alphabet = frames.grammar().alphabet;
  sentence_ends_.reset(alphabet.symbol_count());
  for (const Special end : {Special::kStop, Special::kParagraph, Special::kTextEnd})
    sentence_ends_.add(alphabet.symbol(end));
  for (CueSide* side : {&left_, &right_}) {
    side->spans.reserve(kTokensBefore);
    side->symbols.reserve(kTokensBefore);
  }
}

void CueFinder::read(CueSide& side) {
  const SetTable& needs = frames_.grammar().needs;
  const SetPairs& pairs = frames_.grammar().pairs;
  side.met.assign(needs.row_words(), 0);
  side.met_pairs.assign(pairs.first.row_words(), 0);
  side.sentence = side.symbols.size();
  for (std::size_t i = 0; i < side.symbols.size(); ++i) {
    if (side.near() && sentence_ends_.has(side.symbols[i])) {
      side.sentence = i;
      side.met_near = side.met;
      side.met_pairs_near = side.met_pairs;
    }
    if (side.met.empty()) continue;  // no rule needs anything, and so no pair
    const SetTable::Row met = needs.row(side.symbols[i]);
    for (std::size_t word = 0; word < side.met.size(); ++word) side.met[word] |= met[word];
    if (i == 0 || side.met_pairs.empty()) continue;
    const SetTable::Row first = pairs.first.row(side.symbols[i - 1]);
    const SetTable::Row second = pairs.second.row(side.symbols[i]);
    for (std::size_t word = 0; word < side.met_pairs.size(); ++word)
      side.met_pairs[word] |= first[word] & second[word];
  }
}

const CueFinder::Decided* CueFinder::decided(unsigned form) const {
  const auto found = std::find_if(decided_.begin(), decided_.end(), [&](const Decided& one) {
    return one.cues.form == form && one.left == left_.symbols && one.right == right_.symbols;
  });
  return found == decided_.end() ? nullptr : &*found;
}

void CueFinder::remember(const QuoteCues& cues) {
  if (decided_.size() < kDecided) decided_.emplace_back();
  Decided& one = decided_[oldest_];
  oldest_ = (oldest_ + 1) % kDecided;
  one.left = left_.symbols;
  one.right = right_.symbols;
  one.cues = cues;
}

std::size_t CueFinder::transcript_label(std::uint32_t stretch) const {
  constexpr std::uint32_t kAround = 4;  // quotes, and paragraphs
  const auto& stretches = frames_.stretches();
  const auto size_at = [&](std::uint32_t i) -> std::size_t {
    const Span paragraph = frames_.document().paragraphs[stretches[i].paragraph];
    const bool opens =
        stretches[i].parent == Stretch::kNone && stretches[i].span.begin == paragraph.begin;
    return opens ? label_size(slice(frames_.document().text, stretches[i].inner)) : 0;
  };
  const std::size_t own = size_at(stretch);
  if (own == 0) return 0;
  const std::uint32_t paragraph = stretches[stretch].paragraph;
  const auto end = std::min(stretch + kAround + 1, static_cast<std::uint32_t>(stretches.size()));
  for (std::uint32_t i = stretch - std::min(stretch, kAround); i < end; ++i) {
    const bool near = stretches[i].paragraph + kAround >= paragraph &&
                      stretches[i].paragraph <= paragraph + kAround;
    if (i != stretch && near && size_at(i) > 0) return own;
  }
  return 0;
}

void CueFinder::fill(std::uint32_t stretch, std::size_t label) {
  const Alphabet& alphabet = frames_.grammar().alphabet;
  clear(left_);
  clear(right_);
  const Stretch& quote = frames_.stretches()[stretch];
  const bool nested = quote.parent != Stretch::kNone;
  const auto paragraphs = static_cast<std::uint32_t>(frames_.document().paragraphs.size());
  const ParagraphFrame& frame =
      nested ? frames_.inside(quote.parent) : frames_.paragraph(quote.paragraph);
  const auto& tokens = frame.tokens;
  const auto place =
      std::lower_bound(tokens.begin(), tokens.end(), quote.span.begin,
                       [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  const auto index = static_cast<std::size_t>(place - tokens.begin());
  std::size_t others = 0;  // quotes on this side
  const auto room = [&](const CueSide& side, std::size_t most) {
    return side.spans.size() < most && others < kQuotesAround;
  };
  const auto add_token = [&](CueSide& side, const Token& token) {
    others += token.quote != Stretch::kNone;
    add(side, token.symbol, token.span);
  };
  for (std::size_t i = index + 1; i < tokens.size() && room(right_, kTokensBehind); ++i)
    add_token(right_, tokens[i]);
  const bool right_room = room(right_, kTokensBehind);
  others = 0;
  for (std::size_t i = index; i-- > 0 && room(left_, kTokensBefore);) add_token(left_, tokens[i]);
  // A label inside the marks is read as if it stood before them.
  if (label > 0) {
    auto own = frames_.inside(stretch).tokens;
    own = {own.begin(), std::find_if(own.begin(), own.end(), [&](const Token& token) {
             return token.span.end > quote.inner.begin + label;
           })};
    const Vocabulary& vocabulary = frames_.grammar().vocabulary;
    const bool person = std::none_of(own.begin(), own.end(), [&](const Token& token) {
      return vocabulary.has(token.base, vocabulary.lexicon("common")) &&
             !vocabulary.has(token.base, vocabulary.lexicon("person-noun"));
    });
    for (auto i = own.size(); person && i-- > 0;) add_token(left_, own[i]);
  }
  if (nested) {
    add(left_, alphabet.symbol(Special::kTextEnd), {});
    add(right_, alphabet.symbol(Special::kTextEnd), {});
    return;
  }
  // One more paragraph on each side, for bylines on the next line and cues that end in a colon.
  constexpr std::size_t kNeighbour = 40;
  constexpr std::size_t kTrail = 1;  // a full stop behind the quote
  if (room(left_, kTokensBefore)) {
    add(left_, alphabet.symbol(quote.paragraph == 0 ? Special::kTextEnd : Special::kParagraph), {});
    // Beyond the paragraph a pattern looks only where nothing stands between.
    if (quote.paragraph > 0 && index == 0) {
      const auto& before = frames_.paragraph(quote.paragraph - 1).tokens;
      std::size_t taken = 0;
      for (std::size_t i = before.size(); i-- > 0 && taken < kNeighbour; ++taken)
        add(left_, before[i].symbol, before[i].span);
      if (taken == before.size()) add(left_, alphabet.symbol(Special::kParagraph), {});
    }
  }
  if (right_room) {
    const bool last = quote.paragraph + 1 >= paragraphs;
    add(right_, alphabet.symbol(last ? Special::kTextEnd : Special::kParagraph), {});
    const std::size_t left_over = tokens.size() - index - 1;
    if (!last && left_over <= kTrail) {
      const auto& behind = frames_.paragraph(quote.paragraph + 1).tokens;
      for (std::size_t i = 0; i < std::min(behind.size(), kNeighbour); ++i)
        add(right_, behind[i].symbol, behind[i].span);
      if (behind.size() <= kNeighbour) add(right_, alphabet.symbol(Special::kParagraph), {});
    }
  }
}

bool CueFinder::may_fit(const CompiledSide& pattern, const CueSide& side) {
  if (pattern.walker.empty()) return true;
  if (!pattern.nullable && (side.spans.empty() || !pattern.first.has(side.symbols.front())))
    return false;
  const bool whole = pattern.crosses || side.near();
  const auto& pairs = whole ? side.met_pairs : side.met_pairs_near;
  if (pattern.pair && !SetTable::has(pairs.data(), *pattern.pair)) return false;
  const auto& met = whole ? side.met : side.met_near;
  return std::all_of(pattern.needs.begin(), pattern.needs.end(),
                     [&](std::uint32_t need) { return SetTable::has(met.data(), need); });
}

bool CueFinder::fits(const CompiledSide& pattern, const CueSide& side, std::vector<Group>& groups) {
  if (pattern.walker.empty()) return true;
  const std::size_t count = pattern.crosses ? side.symbols.size() : side.sentence;
  if (pattern.regex &&
      pattern.regex->match_prefix(side.symbols.data(), count, row_) == Regex::kNone)
    return false;
  return pattern.walker.match_prefix(side.symbols.data(), static_cast<std::uint32_t>(count),
                                     scratch_, groups) != Walker::kNone;
}

void CueFinder::take(const CompiledSide& pattern, const CueSide& side,
                     const std::vector<Group>& groups, bool behind, Candidate& out) {
  for (std::size_t i = 0; i < pattern.roles.size(); ++i) {
    const Group group = groups[i];
    if (group.begin == Group::kNone || group.begin == group.end) continue;
    const std::uint32_t first = group.begin;
    const std::uint32_t last = group.end - 1;
    const Span near = side.spans[first];
    const Span far = side.spans[last];
    const Span span = !behind ? Span{far.begin, near.end} : Span{near.begin, far.end};
    switch (pattern.roles[i]) {
      case Role::kSpeaker:
        out.mention = span;
        out.behind = behind;
        out.near = first;
        out.far = last;
        break;
      case Role::kVerb:
        out.cue = span;
        break;
      case Role::kAddressee:
        out.addressee = span;
        break;
      case Role::kRole:
        out.role = span;
        break;
      case Role::kSource:
        out.source = span;
        break;
      case Role::kCount:
        break;
    }
  }
}

void CueFinder::add_candidate(QuoteCues& out, Candidate candidate) {
  const auto same = std::find_if(
      out.candidates.begin(), out.candidates.end(),
      [&](const Candidate& other) { return other.mention.overlaps(candidate.mention); });
  if (same != out.candidates.end()) {
    same->rules.push_back(candidate.rule);
    return;
  }
  if (!out.candidates.empty() && out.candidates.front().score == candidate.score)
    out.ambiguous = true;
  candidate.rules.push_back(candidate.rule);
  out.candidates.push_back(std::move(candidate));
}

void CueFinder::match(QuoteCues& out) {
  const Grammar& grammar = frames_.grammar();
  if (grammar.rules.empty()) return;
  tried_.assign(grammar.exclusions.size(), Tried::kNot);
  // fill() leaves no side empty: there is a border at least.
  const SetTable::Row left = grammar.rules_left.row(left_.symbols.front());
  const SetTable::Row right = grammar.rules_right.row(right_.symbols.front());
  for (std::size_t word = 0; word < grammar.rules_left.row_words(); ++word) {
    for (std::uint64_t rules = left[word] & right[word]; rules != 0; rules &= rules - 1) {
      try_rule(out, static_cast<std::uint32_t>(word * 64) +
                        static_cast<std::uint32_t>(std::countr_zero(rules)));
    }
  }
}

void CueFinder::try_rule(QuoteCues& out, std::uint32_t index) {
  const Grammar& grammar = frames_.grammar();
  const Rule& rule = grammar.rules[index];
  const auto may_be = [&](const CompiledPattern& pattern) {
    return (pattern.quote_forms & out.form) == out.form && may_fit(pattern.left, left_) &&
           may_fit(pattern.right, right_);
  };
  if (!may_be(rule.find)) return;
  const auto left_fits = [&] { return fits(rule.find.left, left_, left_groups_); };
  const auto right_fits = [&] { return fits(rule.find.right, right_, right_groups_); };
  // The shorter side first: it costs less to be told off there.
  const bool both = rule.find.left.steps <= rule.find.right.steps ? left_fits() && right_fits()
                                                                  : right_fits() && left_fits();
  if (!both) return;
  const bool excluded =
      std::any_of(rule.unless.begin(), rule.unless.end(), [&](std::uint32_t exclusion) {
        // Many rules share one: it is tried once for each quote.
        Tried& tried = tried_[exclusion];
        if (tried == Tried::kNot) {
          const CompiledPattern& pattern = grammar.exclusions[exclusion];
          const bool holds = may_be(pattern) && fits(pattern.left, left_, no_groups_) &&
                             fits(pattern.right, right_, no_groups_);
          tried = holds ? Tried::kHolds : Tried::kFails;
        }
        return tried == Tried::kHolds;
      });
  if (excluded) return;
  if (rule.stage == Stage::kTerm) {
    if (out.term < 0) out.term = static_cast<int>(index);
    return;
  }
  Candidate candidate;
  candidate.rule = index;
  candidate.score = rule.score;
  take(rule.find.left, left_, left_groups_, false, candidate);
  take(rule.find.right, right_, right_groups_, true, candidate);
  if (!candidate.mention.empty()) add_candidate(out, std::move(candidate));
}

void CueFinder::carry(QuoteCues& out, Span carried) {
  if (carried.empty()) return;
  for (Candidate& candidate : out.candidates) {
    if (candidate.mention.overlaps(carried)) {
      candidate.carried = true;
      return;
    }
  }
  Candidate candidate;
  candidate.mention = carried;
  candidate.carried = true;
  out.candidates.push_back(std::move(candidate));
}

void CueFinder::weigh(QuoteCues& out) {
  const Grammar& grammar = frames_.grammar();
  const Signs signs(grammar, frames_.document().text, left_, right_);
  for (Candidate& candidate : out.candidates) {
    SignSum sum{grammar.signs};
    signs.of_candidate(out, candidate, sum);
    candidate.weight =
        sum.sum + static_cast<float>(candidate.rule == kNoRule ? 0 : base_weight(candidate.score));
  }
  SignSum nobody{grammar.signs};
  signs.of_nobody(out, nobody);
  out.nobody = nobody.sum;
  out.lean = signs.lean();
  if (out.term >= 0) {
    out.nobody +=
        static_cast<float>(base_weight(grammar.rules[static_cast<std::size_t>(out.term)].score));
  }
  std::stable_sort(out.candidates.begin(), out.candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  // The chances of all, as in a logistic model.
  const float highest =
      out.candidates.empty() ? out.nobody : std::max(out.nobody, out.candidates.front().weight);
  out.nobody_chance = std::exp(out.nobody - highest);
  float sum = out.nobody_chance;
  for (Candidate& candidate : out.candidates) {
    candidate.chance = std::exp(candidate.weight - highest);
    sum += candidate.chance;
  }
  out.nobody_chance /= sum;
  for (Candidate& candidate : out.candidates) candidate.chance /= sum;
  // Where no candidate is right, somebody may speak whom no rule names.
  if (!out.credited()) {
    SignSum unseen{grammar.signs};
    signs.of_unseen(out, unseen);
    if (unseen.sum != 0) out.nobody_chance /= 1 + std::exp(unseen.sum);
  }
}

CueFinder::SignNames CueFinder::sign_names(const QuoteCues& cues) {
  const Signs signs(frames_.grammar(), frames_.document().text, left_, right_);
  SignNames out;
  for (const Candidate& candidate : cues.candidates) {
    SignList list{out.candidates.emplace_back()};
    signs.of_candidate(cues, candidate, list);
  }
  SignList nobody{out.nobody};
  signs.of_nobody(cues, nobody);
  SignList unseen{out.unseen};
  signs.of_unseen(cues, unseen);
  return out;
}

QuoteCues CueFinder::find(std::uint32_t stretch, Span carried) {
  QuoteCues out;
  const Stretch& quote = frames_.stretches()[stretch];
  const std::size_t label = transcript_label(stretch);
  out.form = form_of(slice(frames_.document().text, quote.inner).substr(label));
  if (quote.parent == Stretch::kNone && frames_.paragraph(quote.paragraph).headline)
    out.form = (out.form & ~unsigned{QuoteForm::kStyles}) | QuoteForm::kHeadline;
  fill(stretch, label);
  if (carried.empty()) {
    if (const Decided* known = decided(out.form)) return known->cues;
  }
  read(left_);
  read(right_);
  match(out);
  carry(out, carried);
  weigh(out);
  if (out.candidates.empty()) remember(out);
  return out;
}

}  // namespace quoteledger
