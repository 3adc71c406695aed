// The signs by which mentions are weighed. Each is a name of a few parts (grammar/signs.h); the weights are the
// grammar's. Nothing here knows a word: tokens are seen by the tags that the grammar gives them.
#pragma once

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>

#include "quoteledger/cue/cue.h"
#include "quoteledger/grammar/signs.h"

namespace quoteledger {

struct SignPart {
  std::uint64_t key;
  std::string_view text;
  SignPart(std::string_view name)
      : key(part_key(name)), text(name) {}  // NOLINT(google-explicit-constructor)
  SignPart(std::uint64_t key_of_text, std::string_view name) : key(key_of_text), text(name) {}
};

// Adds up the weights of the signs that it is given.
struct SignSum {
  const SignWeights& weights;
  float sum = 0;
  template <typename... Parts>
  void operator()(const Parts&... parts) {
    std::uint64_t key = 0;
    ((key = join_key(key, parts.key)), ...);
    sum += weights.find(key);
  }
};

// Writes the names of the signs that it is given.
struct SignList {
  std::vector<std::string>& names;
  template <typename... Parts>
  void operator()(const Parts&... parts) {
    std::string name;
    ((name += (name.empty() ? "" : ":") + std::string(parts.text)), ...);
    names.push_back(std::move(name));
  }
};

class Signs {
 public:
  Signs(const Grammar& grammar, std::string_view text, const CueSide& left, const CueSide& right)
      : grammar_(grammar), text_(text), left_(left), right_(right) {}

  template <typename Sink>
  void of_candidate(const QuoteCues& cues, const Candidate& candidate, Sink& sink) const {
    const SignPart side = candidate.behind ? kBehind : kBefore;
    const SignPart top = candidate.rule == kNoRule ? kCarriedOnly : rule(candidate.rule);
    for (const std::uint32_t index : candidate.rules) sink(kRule, rule(index));
    sink(kTop, top);
    if (candidate.carried) carried_signs(top, sink);
    form_signs(kForm, cues.form, top, sink);
    if (candidate.rule == kNoRule) return;
    const CueSide& tokens = candidate.behind ? right_ : left_;
    const std::uint32_t head = candidate.behind ? candidate.far : candidate.near;
    const std::uint32_t first = candidate.behind ? candidate.near : candidate.far;
    sink(kHead, tag(tokens, head));
    sink(kHead, tag(tokens, head), top);
    sink(kFirst, tag(tokens, first), side);
    sink(kSize, number(std::min<std::uint32_t>(candidate.far - candidate.near, 8)), side);
    const SignPart distance = number(static_cast<std::uint32_t>(std::bit_width(candidate.near)));
    sink(kDistance, side, distance);
    sink(kDistance, distance, top);
    // The tokens on either side of the mention, in the text's order.
    const auto outer = [&](std::uint32_t at) {
      return at + 1 < tokens.symbols.size() ? tag(tokens, at + 1) : kBorder;
    };
    const auto inner = [&](std::uint32_t at) { return at > 0 ? tag(tokens, at - 1) : kQuote; };
    sink(kPrevious, candidate.behind ? inner(first) : outer(first), side);
    const SignPart next = candidate.behind ? outer(head) : inner(head);
    sink(kNext, next, side);
    sink(kNext, next, top);
    sink(kHead, tag(tokens, head), kNext, next);
    between_signs(tokens, candidate.near, side, sink);
    if (!candidate.cue.empty() && candidate.cue.size() < kLongestCue) {
      const std::string cue = fold_token(slice(text_, candidate.cue));
      sink(kVerb, SignPart(cue));
    }
  }

  // How much likelier than nobody somebody has to be: fewer and surer credits.
  [[nodiscard]] float lean() const { return grammar_.signs.find(join_key(0, kLean.key)); }

  template <typename Sink>
  void of_nobody(const QuoteCues& cues, Sink& sink) const {
    sink(kNobody);
    const std::string_view form = form_name(cues.form);
    sink(kNobody, SignPart(form));
    form_signs(kNobody, cues.form, kQuote, sink);
    if (cues.term >= 0) sink(kNobody, rule(static_cast<std::uint32_t>(cues.term)));
    const SignPart before = left_.symbols.empty() ? kBorder : tag(left_, 0);
    const SignPart behind = right_.symbols.empty() ? kBorder : tag(right_, 0);
    sink(kNobody, kPrevious, before);
    sink(kNobody, kNext, behind);
    sink(kNobody, kPrevious, before, SignPart(form));
    sink(kNobody, kNext, behind, SignPart(form));
    sink(kNobody, kBest, strongest(cues), SignPart(form));
  }

  // What tells that somebody speaks whom no rule names.
  template <typename Sink>
  void of_unseen(const QuoteCues& cues, Sink& sink) const {
    sink(kUnseen);
    sink(kUnseen, SignPart(form_name(cues.form)));
    sink(kUnseen, kBest, cues.candidates.empty() ? kNone : strongest(cues));
    if (cues.term >= 0) sink(kUnseen, rule(static_cast<std::uint32_t>(cues.term)));
    sink(kUnseen, kPrevious, left_.symbols.empty() ? kBorder : tag(left_, 0));
    sink(kUnseen, kNext, right_.symbols.empty() ? kBorder : tag(right_, 0));
  }

 private:
  static constexpr std::size_t kLongestCue = 24;
  static constexpr double kLowestScore = 50;  // what a rule of no weight has
  static inline const SignPart kRule{"rule"}, kTop{"top"}, kCarried{"carried"}, kForm{"form"},
      kHead{"head"}, kFirst{"first"}, kSize{"size"}, kDistance{"distance"}, kPrevious{"previous"},
      kNext{"next"}, kBetween{"between"}, kVerb{"verb"}, kNobody{"nobody"}, kBehind{"behind"},
      kBefore{"before"}, kBorder{"border"}, kQuote{"quote"}, kCarriedOnly{"carried"}, kBest{"best"},
      kLean{"lean"}, kUnseen{"unseen"}, kNone{"none"};

  [[nodiscard]] SignPart rule(std::uint32_t index) const {
    return {grammar_.rules[index].key, grammar_.rules[index].id};
  }
  [[nodiscard]] SignPart tag(const CueSide& side, std::uint32_t at) const {
    const std::uint8_t tag = grammar_.tag_of[side.symbols[at]];
    return {grammar_.tag_keys[tag], grammar_.tags[tag]};
  }
  // How strong the strongest rule is that names anybody, in six steps.
  static SignPart strongest(const QuoteCues& cues) {
    double best = kLowestScore;
    for (const Candidate& candidate : cues.candidates) best = std::max(best, candidate.score);
    return number(static_cast<std::uint32_t>((best - kLowestScore) / 10));
  }
  static SignPart number(std::uint32_t value) {
    static const std::array<SignPart, 10> numbers = {
        SignPart("0"), SignPart("1"), SignPart("2"), SignPart("3"), SignPart("4"),
        SignPart("5"), SignPart("6"), SignPart("7"), SignPart("8"), SignPart("9")};
    return numbers[std::min<std::uint32_t>(value, 9)];
  }

  // "AsT": how a quote begins, how long it is, how it is written.
  static std::string_view form_name(unsigned form) {
    static constexpr std::string_view kNames[] = {"asT", "ast", "ash", "aST", "aSt", "aSh",
                                                  "AsT", "Ast", "Ash", "AST", "ASt", "ASh"};
    const unsigned index = ((form & QuoteForm::kOtherStart) != 0 ? 6U : 0U) +
                           ((form & QuoteForm::kLong) != 0 ? 3U : 0U) +
                           ((form & QuoteForm::kTitle) != 0      ? 1U
                            : (form & QuoteForm::kHeadline) != 0 ? 2U
                                                                 : 0U);
    return kNames[index];
  }

  template <typename Sink>
  static void form_signs(const SignPart& kind, unsigned form, const SignPart& with, Sink& sink) {
    static const std::array<SignPart, 12> bits = {
        SignPart("open"), SignPart("comma"), SignPart("stop"), SignPart("ask"),
        SignPart("dash"), SignPart("a"),     SignPart("A"),    SignPart("s"),
        SignPart("S"),    SignPart("t"),     SignPart("T"),    SignPart("h")};
    for (std::size_t i = 0; i < bits.size(); ++i) {
      if ((form >> i & 1U) != 0) sink(kind, with, bits[i]);
    }
  }

  // A mention that the quote before has as well: how many sentences end between the two quotes, and what leads to the
  // one at hand.
  template <typename Sink>
  void carried_signs(const SignPart& top, Sink& sink) const {
    sink(kCarried);
    sink(kCarried, top);
    const SignPart own = top.key == kCarriedOnly.key ? kNone : kRule;
    const Alphabet& alphabet = grammar_.alphabet;
    std::uint32_t ends = 0;
    for (const Symbol symbol : left_.symbols) {
      const bool ended = symbol == alphabet.symbol(Special::kQuoteStop) ||
                         symbol == alphabet.symbol(Special::kQuoteAsk);
      ends += ended || symbol == alphabet.symbol(Special::kStop);
      if (ended || symbol == alphabet.symbol(Special::kQuoteOpen) ||
          symbol == alphabet.symbol(Special::kQuoteComma) ||
          symbol == alphabet.symbol(Special::kQuoteDash))
        break;
    }
    sink(kCarried, own, number(std::min<std::uint32_t>(ends, 3)), kPrevious, tag(left_, 0));
  }

  // Which kinds of tokens stand between quote and mention, up to three of each.
  template <typename Sink>
  void between_signs(const CueSide& tokens, std::uint32_t near, const SignPart& side,
                     Sink& sink) const {
    std::array<std::uint8_t, 64> counts{};
    for (std::uint32_t i = 0; i < near; ++i) {
      auto& count = counts[grammar_.tag_of[tokens.symbols[i]] % counts.size()];
      count = static_cast<std::uint8_t>(std::min(3, count + 1));
    }
    for (std::size_t i = 1; i < std::min(grammar_.tags.size(), counts.size()); ++i) {
      if (counts[i] > 0)
        sink(kBetween, SignPart(grammar_.tag_keys[i], grammar_.tags[i]), number(counts[i]), side);
    }
  }

  const Grammar& grammar_;
  std::string_view text_;
  const CueSide& left_;
  const CueSide& right_;
};

}  // namespace quoteledger
