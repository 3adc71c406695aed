#include "quoteledger/resolve/attribution.h"

#include <algorithm>


namespace quoteledger {
namespace {

constexpr std::uint32_t kNone = Stretch::kNone;

bool ends_like_speech(std::string_view inner) {
  while (!inner.empty() && (inner.back() == ' ' || inner.back() == '\'' || inner.back() == '"')) inner.remove_suffix(1);
  return inner.ends_with(".") || inner.ends_with(",") || inner.ends_with("?") || inner.ends_with("!") || inner.ends_with("\u2026") ||
         inner.ends_with("\u2014") || inner.ends_with("-");
}

class Attributor {
 public:
  Attributor(Frames& frames, CueFinder& finder, bool all) : frames_(frames), finder_(finder), all_(all) {}

  std::vector<Attribution> run() {
    const auto& stretches = frames_.stretches();
    out_.resize(stretches.size());
    for (std::uint32_t begin = 0; begin < stretches.size();) {
      std::uint32_t end = begin;
      while (end < stretches.size() && stretches[end].paragraph == stretches[begin].paragraph) ++end;
      paragraph(begin, end);
      begin = end;
    }
    return std::move(out_);
  }

 private:
  void paragraph(std::uint32_t begin, std::uint32_t end) {
    std::uint32_t last = kNone;
    for (std::uint32_t i = begin; i < end; ++i) {
      const bool outer = frames_.stretches()[i].parent == kNone;
      choose(i, outer ? last : kNone);
      if (outer && out_[i].credited) last = i;
    }
    settle_terms(begin, end);
    if (begin > 0 && !out_[begin].credited) carry_over(begin, end);
  }

  // Takes the likeliest of a quote's candidates; `before` is the last credited quote of its paragraph.
  void choose(std::uint32_t i, std::uint32_t before) {
    Attribution& at = out_[i];
    const std::string_view inner = slice(frames_.document().text, frames_.stretches()[i].inner);
    at.cues = finder_.find(i, before == kNone ? Span{} : out_[before].mention, all_);
    const unsigned form = at.cues.form;
    const bool title = (form & QuoteForm::kTitle) != 0;
    const bool sentence = (form & QuoteForm::kOtherStart) != 0 &&
                          (ends_like_speech(inner) || (form & QuoteForm::kLong) != 0) && !title;
    at.kind = sentence ? Kind::kDirect : Kind::kFragment;
    if (at.cues.credited()) {
      const Candidate& best = at.cues.candidates.front();
      if (best.rule == kNoRule) {
        carry_to(i, before, "resolve.same-paragraph");
      } else {
        take(at, best);
      }
      at.score = 100.0 * best.chance;
    } else {
      at.score = 100.0 * at.cues.nobody_chance;
      if (at.cues.term >= 0) at.rule = frames_.grammar().rules[static_cast<std::size_t>(at.cues.term)].id;
    }
  }

  void take(Attribution& at, const Candidate& candidate) {
    const Grammar& grammar = frames_.grammar();
    const Rule& rule = grammar.rules[candidate.rule];
    at.mention = candidate.mention;
    at.cue = candidate.cue;
    at.addressee = candidate.addressee;
    at.role = candidate.role;
    at.rule = rule.id;
    at.credited = true;
    std::string kind = rule.kind;
    if (kind.empty() && !candidate.cue.empty()) {
      const std::string_view cue = slice(frames_.document().text, candidate.cue);
      const Base base = grammar.vocabulary.find(fold_token(cue));
      for (const auto& [lexicon, name] : grammar.verb_kinds) {
        if (grammar.vocabulary.has(base, lexicon)) kind = name;
      }
    }
    if (kind == "thought") at.kind = Kind::kThought;
    if (kind == "writing") at.kind = Kind::kWriting;
    if (kind == "direct") at.kind = Kind::kDirect;
    if (kind == "fragment") at.kind = Kind::kFragment;
  }

  // Words of a sentence that nobody is credited with are nobody's speech.
  void settle_terms(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
      if (!out_[i].credited && out_[i].kind == Kind::kFragment) out_[i].kind = Kind::kTerm;
    }
  }

  // A paragraph that opens with speech and tells nobody goes on with the speaker of the paragraph before, where that
  // paragraph had one.
  void carry_over(std::uint32_t begin, std::uint32_t end) {
    const auto& stretches = frames_.stretches();
    const std::uint32_t paragraph = stretches[begin].paragraph;
    const Attribution& first = out_[begin];
    const Span whole = frames_.document().paragraphs[paragraph];
    std::uint32_t last = begin;
    while (last > 0 && (stretches[last - 1].parent != kNone || !out_[last - 1].credited) && stretches[last - 1].paragraph + 1 >= paragraph) --last;
    if (last == 0 || stretches[last - 1].paragraph + 1 != paragraph) return;
    if (first.kind != Kind::kDirect || stretches[begin].span.begin != whole.begin) return;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (stretches[i].parent == kNone && !out_[i].credited && out_[i].kind == Kind::kDirect) {
        carry_to(i, last - 1, "resolve.previous-paragraph");
      }
    }
  }

  void carry_to(std::uint32_t to, std::uint32_t from, std::string sieve) {
    out_[to].mention = out_[from].mention;
    out_[to].from = from;
    out_[to].score = out_[from].score * 0.9;
    out_[to].rule = out_[from].rule;
    out_[to].resolve_rule = std::move(sieve);
    out_[to].credited = true;
  }

  Frames& frames_;
  CueFinder& finder_;
  bool all_;
  std::vector<Attribution> out_;
};

}  // namespace

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kDirect: return "direct";
    case Kind::kFragment: return "fragment";
    case Kind::kTerm: return "term";
    case Kind::kThought: return "thought";
    case Kind::kWriting: return "writing";
  }
  return "";
}

std::vector<Attribution> attribute(Frames& frames, CueFinder& finder, bool all) { return Attributor(frames, finder, all).run(); }

}  // namespace quoteledger
