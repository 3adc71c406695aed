#include "quoteledger/resolve/attribution.h"

#include <algorithm>

namespace quoteledger {
namespace {

constexpr std::uint32_t kNone = Stretch::kNone;

bool ends_like_speech(std::string_view inner) {
  while (!inner.empty() && (inner.back() == ' ' || inner.back() == '\'' || inner.back() == '"'))
    inner.remove_suffix(1);
  return inner.ends_with(".") || inner.ends_with(",") || inner.ends_with("?") ||
         inner.ends_with("!") || inner.ends_with("\u2026") || inner.ends_with("\u2014") ||
         inner.ends_with("-");
}

// Does a quote open with what may be a label: “Speaker 2: I see.”?
bool may_have_label(const Frames& frames, std::uint32_t i) {
  return slice(frames.document().text, frames.stretches()[i].inner)
             .substr(0, kLongestLabel)
             .find(':') != std::string_view::npos;
}

class Attributor {
 public:
  Attributor(Frames& frames, CueFinder& finder, bool all)
      : frames_(frames), finder_(finder), all_(all) {}

  std::vector<Attribution> run() {
    const auto& stretches = frames_.stretches();
    out_.resize(stretches.size());
    for (std::uint32_t begin = 0; begin < stretches.size();) {
      std::uint32_t end = begin;
      while (end < stretches.size() && stretches[end].paragraph == stretches[begin].paragraph)
        ++end;
      paragraph(begin, end);
      begin = end;
    }
    share_continued();
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
  }

  // Takes the likeliest of a quote's candidates; `before` is the last credited quote of its paragraph.
  void choose(std::uint32_t i, std::uint32_t before) {
    Attribution& at = out_[i];
    const std::string_view inner = slice(frames_.document().text, frames_.stretches()[i].inner);
    const Span carried = before == kNone ? Span{} : out_[before].mention;
    QuoteCues cues = finder_.find(i, carried);
    at.term = cues.term >= 0;
    at.ambiguous = cues.ambiguous;
    const unsigned form = cues.form;
    const bool title = (form & QuoteForm::kTitle) != 0;
    const bool sentence = (form & QuoteForm::kOtherStart) != 0 &&
                          (ends_like_speech(inner) || (form & QuoteForm::kLong) != 0) && !title;
    at.kind = sentence && stands_alone(i) ? Kind::kDirect : Kind::kFragment;
    at.headline = frames_.paragraph(frames_.stretches()[i].paragraph).headline;
    if (cues.credited()) {
      const Candidate& best = cues.candidates.front();
      if (best.rule == kNoRule) {
        carry_to(i, before, Sieve::kParagraph);
      } else {
        take(at, best);
      }
      at.score = 100.0 * best.chance;
      if (goes_on(i, before)) at.kind = Kind::kDirect;
    } else {
      at.score = 100.0 * cues.nobody_chance;
      if (at.term) {
        at.rule = static_cast<std::uint32_t>(cues.term);
        // “Low Water,” in “Her book, “Low Water,” sold well” is no speech, whatever mark ends it.
        if ((form & QuoteForm::kShort) != 0) at.kind = Kind::kTerm;
      }
    }
    // Who else was considered.
    if (!all_) return;
    at.considered = std::make_unique<Considered>();
    at.considered->candidates = std::move(cues.candidates);
  }

  // A quote that goes on over paragraphs has one speaker: whom one before names, else the first behind. In a transcript whoever
  // has the label before goes on, but not over what may be a label that is not understood.
  void share_continued() {
    const auto& stretches = frames_.stretches();
    std::vector<std::uint32_t> parts;
    const auto share = [&] {
      const bool transcript = std::any_of(parts.begin(), parts.end(), [&](std::uint32_t i) {
        return names_itself(stretches[i], out_[i]);
      });
      const auto first = std::find_if(parts.begin(), parts.end(),
                                      [&](std::uint32_t i) { return out_[i].credited; });
      std::uint32_t named = transcript || first == parts.end() ? kNone : *first;
      for (const std::uint32_t i : parts) {
        if (out_[i].credited) {
          named = i;
        } else if (transcript && may_have_label(frames_, i)) {
          named = kNone;
        } else if (named != kNone && !out_[i].term &&
                   (!transcript || out_[i].kind != Kind::kTerm)) {  // “(APPLAUSE)” is nobody's
          if (out_[i].kind == Kind::kTerm) out_[i].kind = Kind::kDirect;  // a line of verse
          carry_to(i, named, Sieve::kContinued);
        }
      }
      parts.clear();
    };
    for (std::uint32_t i = 0; i < stretches.size(); ++i) {
      if (stretches[i].parent != kNone) continue;
      if (!stretches[i].continues && !reopens(parts, i)) share();
      parts.push_back(i);
    }
    share();
  }

  // Is quote i opened anew in a paragraph that goes on with a quote, with nothing told in between: “We stay. “Nobody left.”?
  [[nodiscard]] bool reopens(const std::vector<std::uint32_t>& parts, std::uint32_t i) const {
    if (parts.size() < 2) return false;
    const auto& stretches = frames_.stretches();
    const Stretch& before = stretches[parts.back()];
    if (before.paragraph != stretches[i].paragraph) return false;
    const std::string_view between =
        slice(frames_.document().text, Span{before.span.end, stretches[i].span.begin});
    return space_length(between) == between.size();
  }

  // The second half of a sentence of speech that a cue splits begins small: “We leave,” she said, “at dawn.”
  [[nodiscard]] bool goes_on(std::uint32_t i, std::uint32_t before) const {
    const Attribution& at = out_[i];
    if (before == kNone || at.kind != Kind::kFragment || out_[before].kind != Kind::kDirect)
      return false;
    if (!at.mention.overlaps(out_[before].mention)) return false;
    const Span own = frames_.stretches()[i].span;
    const Span other = frames_.stretches()[before].span;
    const std::string_view text = frames_.document().text;
    return at.mention.begin >= other.end && at.mention.end <= own.begin &&
           quote_end(slice(text, frames_.stretches()[i].inner)) != Special::kQuoteOpen;
  }

  void take(Attribution& at, const Candidate& candidate) {
    const Grammar& grammar = frames_.grammar();
    const Rule& rule = grammar.rules[candidate.rule];
    at.mention = candidate.mention;
    at.cue = candidate.cue;
    at.addressee = candidate.addressee;
    at.role = candidate.role;
    at.rule = candidate.rule;
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

  // Is a quote a sentence of its own, not words of the sentence around it? It is where a mark ends it or follows it, or
  // where a cue's mark leads it in.
  [[nodiscard]] bool stands_alone(std::uint32_t i) const {
    const std::string_view text = frames_.document().text;
    const Stretch& stretch = frames_.stretches()[i];
    if (quote_end(slice(text, stretch.inner)) != Special::kQuoteOpen) return true;
    const Span paragraph = frames_.document().paragraphs[stretch.paragraph];
    const std::string_view behind = text.substr(stretch.span.end, paragraph.end - stretch.span.end);
    const std::string_view before =
        text.substr(paragraph.begin, stretch.span.begin - paragraph.begin);
    const std::size_t next = space_length(behind);
    if (next >= behind.size() ||
        std::string_view(",.;:").find(behind[next]) != std::string_view::npos)
      return true;
    const std::size_t last = before.find_last_not_of(" \n\t");
    return last == std::string_view::npos ||
           std::string_view(",:.").find(before[last]) != std::string_view::npos;
  }

  void carry_to(std::uint32_t to, std::uint32_t from, Sieve sieve) {
    out_[to].mention = out_[from].mention;
    out_[to].from = from;
    out_[to].score = out_[from].score * 0.9;
    out_[to].rule = out_[from].rule;
    out_[to].sieve = sieve;
    out_[to].credited = true;
  }

  Frames& frames_;
  CueFinder& finder_;
  bool all_;
  std::vector<Attribution> out_;
};

}  // namespace

void carry_over_paragraphs(Frames& frames, std::vector<Attribution>& attributions) {
  const auto& stretches = frames.stretches();
  std::uint32_t last = kNone;  // the last credited quote
  for (std::uint32_t i = 0; i < stretches.size(); ++i) {
    Attribution& at = attributions[i];
    if (stretches[i].parent != kNone) continue;
    const bool opens =
        stretches[i].span.begin == frames.document().paragraphs[stretches[i].paragraph].begin;
    const bool within = last != kNone && stretches[last].paragraph == stretches[i].paragraph;
    // A line in other marks is a heading: ‘A quiet town.’
    const bool next = last != kNone && stretches[last].paragraph + 1 == stretches[i].paragraph &&
                      stretches[last].single == stretches[i].single;
    const bool carried = within && attributions[last].sieve == Sieve::kPreviousParagraph;
    // In a transcript another label may stand here that is not understood.
    const bool parted =
        last != kNone && has_label(stretches, attributions, last) && may_have_label(frames, i);
    if (!at.credited && at.kind == Kind::kDirect && !at.term && !parted &&
        ((next && opens) || carried)) {
      const Attribution& from = attributions[last];
      at.mention = from.mention;
      at.from = last;
      at.rule = from.rule;
      at.sieve = Sieve::kPreviousParagraph;
      at.score = from.score * frames.grammar().weight("previous-paragraph", 0.75);
      at.credited = true;
    }
    if (at.credited) last = i;
  }
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kDirect:
      return "direct";
    case Kind::kFragment:
      return "fragment";
    case Kind::kTerm:
      return "term";
    case Kind::kThought:
      return "thought";
    case Kind::kWriting:
      return "writing";
  }
  return "";
}

std::vector<Attribution> attribute(Frames& frames, CueFinder& finder, bool all) {
  return Attributor(frames, finder, all).run();
}

}  // namespace quoteledger
