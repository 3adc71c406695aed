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
  Attributor(Frames& frames, CueFinder& finder, bool all) : frames_(frames), finder_(finder), all_(all), faint_(frames.grammar().weight("cue.faint", 70)) {}

  std::vector<Attribution> run() {
    const auto& stretches = frames_.stretches();
    out_.resize(stretches.size());
    for (std::uint32_t i = 0; i < stretches.size(); ++i) first_choice(i);
    for (std::uint32_t begin = 0; begin < stretches.size();) {
      std::uint32_t end = begin;
      while (end < stretches.size() && stretches[end].paragraph == stretches[begin].paragraph) ++end;
      carry(begin, end);
      for (std::uint32_t i = begin; i < end; ++i) {
        Attribution& at = out_[i];
        if (!at.credited && at.cues.term < 0 && !at.cues.candidates.empty()) take(at, at.cues.candidates.front());
      }
      settle_terms(begin, end);
      if (begin > 0 && !out_[begin].credited) carry_over(begin, end);
      begin = end;
    }
    return std::move(out_);
  }

 private:
  void first_choice(std::uint32_t i) {
    Attribution& at = out_[i];
    const Stretch& stretch = frames_.stretches()[i];
    const std::string_view inner = slice(frames_.document().text, stretch.inner);
    at.cues = finder_.find(i, all_);
    const unsigned form = at.cues.form;
    const bool title = (form & QuoteForm::kTitle) != 0;
    const bool sentence = (form & QuoteForm::kOtherStart) != 0 &&
                          (ends_like_speech(inner) || (form & QuoteForm::kLong) != 0) && !title;
    at.kind = sentence ? Kind::kDirect : Kind::kFragment;
    const auto& rules = frames_.grammar().rules;
    const double term = at.cues.term < 0 ? -1 : rules[static_cast<std::size_t>(at.cues.term)].score;
    if (!at.cues.candidates.empty() && at.cues.candidates.front().score >= term) {
      if (at.cues.candidates.front().score >= faint_) take(at, at.cues.candidates.front());
    } else if (at.cues.term >= 0) {
      at.kind = Kind::kTerm;
      at.rule = rules[static_cast<std::size_t>(at.cues.term)].id;
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
    at.score = candidate.score;
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

  // Quotes of one paragraph: what has no mention takes that of the quote before it, else of the one behind it.
  void carry(std::uint32_t begin, std::uint32_t end) {
    const auto& stretches = frames_.stretches();
    std::uint32_t last = kNone;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (stretches[i].parent != kNone) continue;
      if (out_[i].credited) {
        last = i;
      } else if (last != kNone && out_[i].kind == Kind::kDirect) {
        carry_to(i, last, "resolve.same-paragraph");
      }
    }
    last = kNone;
    for (std::uint32_t i = end; i-- > begin;) {
      if (stretches[i].parent != kNone) continue;
      if (out_[i].credited) {
        last = i;
      } else if (last != kNone && out_[i].kind == Kind::kDirect) {
        carry_to(i, last, "resolve.next-in-paragraph");
      }
    }
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
  double faint_;  // cues below this score give way to a speaker carried through the paragraph
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
