#include "quoteledger/audit/judge.h"

#include <algorithm>

#include "quoteledger/audit/edits.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

// An altered quote: so many of its words, at least, stand in order in one place …
constexpr double kMostWords = 0.6;
constexpr std::uint32_t kFewestWords = 5;
// … and so many of them in a row.
constexpr std::uint32_t kShortestRun = 3;
// A spliced quote: each of its pieces has so many words, exact …
constexpr std::uint32_t kShortestPiece = 5;
// … and at most this share of its words is in none.
constexpr double kSpliceSlack = 0.12;
// Fewer words than this say little: the flag `short`.
constexpr std::uint32_t kShortQuote = 4;


// Punctuation between two words that matters for how they are read.
std::string heavy(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?') out += static_cast<char>(c);
  }
  return out;
}

void add_flag(std::vector<std::string>& flags, const char* flag) {
  if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.emplace_back(flag);
}

// Letters of a word as written, without what folding leaves out.
bool same_case(std::string_view x, std::string_view y) {
  std::size_t i = 0;
  std::size_t j = 0;
  const auto next_letter = [](std::string_view text, std::size_t& at) -> char32_t {
    while (at < text.size()) {
      const char32_t c = next_code_point(text, at);
      if (c < 0x80 ? is_letter(c) : (is_upper(c) || is_lower(c))) return c;
    }
    return 0;
  };
  while (true) {
    const char32_t a = next_letter(x, i);
    const char32_t b = next_letter(y, j);
    if (a == 0 || b == 0) return true;
    if (a < 0x80 && b < 0x80 && a != b) return false;
  }
}

}  // namespace

bool Judge::ready(std::uint32_t source) {
  Source& entry = sources_[source];
  if (entry.loaded) return true;
  if (entry.failed) return false;
  if (auto loaded = load(entry); !loaded) {
    errors_.push_back(loaded.error());
    return false;
  }
  return true;
}

Judgement Judge::judge(const Quote& plain, const Quote& quote) {
  Judgement out;
  const Quote* const readings[] = {&plain, &quote};
  const std::size_t count = &plain == &quote ? 1 : 2;
  std::vector<Run> runs;
  for (std::size_t i = 0; i < count; ++i) {
    Found found = search_.find(*readings[i]);
    if (!found.whole.empty() && judge_whole(*readings[i], found.whole, found.more, out)) return out;
    runs = std::move(found.runs);
  }
  std::erase_if(runs, [&](const Run& run) { return !ready(run.source); });
  judge_chain(quote, runs, out);
  if (quote.words.size() < kShortQuote) add_flag(out.flags, "short");
  return out;
}

Judgement Judge::judge_short(const Quote& quote, const std::vector<Run>& places, bool more) {
  Judgement out;
  if (!places.empty()) (void)judge_whole(quote, places, more, out);
  add_flag(out.flags, "short");
  return out;
}

bool Judge::judge_whole(const Quote& quote, const std::vector<Run>& whole, bool more, Judgement& out) {
  const auto size = static_cast<std::uint32_t>(quote.words.size());
  const std::string_view text = quote.text;
  const std::string_view core =
      text.substr(quote.words.front().span.begin, quote.words.back().span.end - quote.words.front().span.begin);
  const std::string_view lead = text.substr(0, quote.words.front().span.begin);
  const std::string_view trail = text.substr(quote.words.back().span.end);
  struct At {
    Stretch stretch;
    bool exact = false;
    bool closing = true;   // the punctuation behind it is the same
    bool inner_case = false, punctuation = false;
  };
  std::vector<At> found;
  for (const Run& run : whole) {
    if (!ready(run.source)) continue;
    const Source& source = sources_[run.source];
    const auto words = read_source_words(index_, source, run.at, run.at_end(), false);
    if (words.size() != size) continue;
    bool same = true;
    for (std::uint32_t i = 0; i < size && same; ++i) same = words[i].hash == quote.words[i].hash;
    if (!same) continue;
    const std::string& from = source.document.text;
    At at;
    Span span = {words.front().span.begin, words.back().span.end};
    const auto plain = [&](Span part) { return speech_text(source, part); };
    const bool lead_same = lead.empty() || (span.begin >= lead.size() &&
                                            std::string_view(from).substr(span.begin - lead.size(), lead.size()) == lead);
    std::string behind;
    if (!trail.empty()) {
      const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(from.size(), span.end + trail.size()));
      behind = plain({span.end, end});
    }
    at.closing = behind == trail;
    const bool core_same = plain(span) == core;
    if (!core_same) {
      for (std::uint32_t i = 0; i < size; ++i) {
        if (i > 0 && !same_case(slice(from, words[i].span), slice(text, quote.words[i].span))) at.inner_case = true;
        if (i == 0) continue;
        const Span there = {words[i - 1].span.end, words[i].span.begin};
        const Span here = {quote.words[i - 1].span.end, quote.words[i].span.begin};
        if (heavy(plain(there)) != heavy(slice(text, here))) at.punctuation = true;
      }
    }
    at.exact = core_same && lead_same && at.closing && quote.marks.empty();
    if (lead_same) span.begin -= static_cast<std::uint32_t>(lead.size());
    if (at.closing && !behind.empty()) {
      span.end += static_cast<std::uint32_t>(trail.size());
    } else if (!trail.empty() && span.end < from.size() &&
               (from[span.end] == '.' || from[span.end] == ',' || from[span.end] == '!' || from[span.end] == '?')) {
      ++span.end;  // the mark that was there instead
    }
    at.stretch = {run.source, span, 0};
    found.push_back(at);
  }
  if (found.empty()) return false;
  std::stable_sort(found.begin(), found.end(), [](const At& x, const At& y) {
    if (x.exact != y.exact) return x.exact;
    const int a = x.inner_case + x.punctuation;
    const int b = y.inner_case + y.punctuation;
    return a < b;
  });
  const At& best = found.front();
  out.verdict = best.exact ? Verdict::kVerbatim : Verdict::kVerbatimTypography;
  if (!best.exact && quote.brackets) {
    out.verdict = Verdict::kBracketed;
    std::vector<Step> steps;
    const Run& run = whole.front();
    for (const QuoteMark& mark : quote.marks) {
      if (mark.ellipsis) continue;
      Step step;
      step.kind = StepKind::kBracket;
      step.quote_begin = step.quote_end = mark.before;
      step.source = run.source;
      step.source_begin = step.source_end = run.at + mark.before;
      steps.push_back(step);
    }
    for (std::uint32_t i = 0; i < size; ++i) {
      if (!quote.words[i].patch.any) continue;
      steps.push_back({StepKind::kPatch, false, i, i + 1, run.source, run.at + i, run.at + i + 1});
    }
    if (ready(run.source)) out.edits = make_edits(index_, sources_, quote, steps, lexicon_, out.flags);
  }
  if (!best.exact && best.inner_case) add_flag(out.flags, "case");
  if (!best.exact && best.punctuation) add_flag(out.flags, "punctuation");
  for (const At& at : found) out.places.push_back({at.stretch});
  if (found.size() > 1 || more) add_flag(out.flags, "ambiguous");
  if (size < kShortQuote) add_flag(out.flags, "short");
  return true;
}

Stretch Judge::stretch(const Quote& quote, const Step& first, const Step& last, bool head, bool tail) {
  const Source& source = sources_[first.source];
  const auto begin = read_source_words(index_, source, first.source_begin, first.source_begin + 1, false);
  const auto end = read_source_words(index_, source, last.source_end - 1, last.source_end, false);
  Stretch out;
  out.source = first.source;
  if (begin.empty() || end.empty()) return out;
  out.span = {begin[0].span.begin, end[0].span.end};
  const std::string& text = source.document.text;
  const bool closes = tail && quote.words.back().span.end < quote.text.size();
  if (closes && out.span.end < text.size()) {
    const char c = text[out.span.end];
    if (c == '.' || c == ',' || c == '!' || c == '?') ++out.span.end;
  }
  (void)head;
  return out;
}

void Judge::judge_chain(const Quote& quote, const std::vector<Run>& runs, Judgement& out) {
  if (runs.empty() || quote.words.empty()) return;
  const auto size = static_cast<std::uint32_t>(quote.words.size());
  const auto is_exact = [](const Step& s) {
    return s.kind == StepKind::kSame || s.kind == StepKind::kJoin || s.kind == StepKind::kPatch;
  };
  std::vector<Run> chain = search_.chain(quote, runs);
  std::vector<Step> steps = align(index_, sources_, quote, chain);

  struct Sum {
    std::uint32_t same = 0, lost = 0, omitted = 0, longest = 0, content = 0;
    bool change = false, elided = false, bracket = false, jump = false;
  };
  const auto sum_up = [&](std::size_t from, std::size_t to) {
    Sum sum;
    for (std::size_t i = from; i < to; ++i) {
      const Step& step = steps[i];
      if (is_exact(step)) {
        sum.same += step.quote_size();
        sum.longest = std::max(sum.longest, step.quote_size());
        for (std::uint32_t w = step.quote_begin; w < step.quote_end; ++w) {
          sum.content += lexicon_.has(List::kFunction, quote.words[w].folded) ? 0 : 1;
        }
      }
      switch (step.kind) {
        case StepKind::kReplace:
        case StepKind::kInsert:
          sum.lost += step.quote_size();
          sum.change = true;
          break;
        case StepKind::kOmit:
          sum.omitted += step.source_size();
          sum.change = true;
          break;
        case StepKind::kElide: sum.elided = sum.elided || step.source_size() > 0; break;
        case StepKind::kPatch:
        case StepKind::kBracket: sum.bracket = true; break;
        case StepKind::kJump: sum.jump = true; break;
        default: break;
      }
    }
    return sum;
  };
  // The stretches of steps [from, to): parted where words are left out at an ellipsis or the place changes.
  const auto stretches = [&](std::size_t from, std::size_t to) {
    std::vector<Stretch> all;
    std::size_t i = from;
    while (i < to) {
      while (i < to && !is_exact(steps[i])) ++i;
      if (i == to) break;
      const std::size_t first = i;
      std::size_t last = i;
      while (i < to && steps[i].kind != StepKind::kJump && !(steps[i].kind == StepKind::kElide && steps[i].source_size() > 0)) {
        if (is_exact(steps[i])) last = i;
        ++i;
      }
      // Words that were changed at an edge belong to the place, too.
      std::size_t left = first;
      while (left > from && (steps[left - 1].kind == StepKind::kReplace) && steps[left - 1].source_size() > 0) --left;
      std::size_t right = last;
      while (right + 1 < to && steps[right + 1].kind == StepKind::kReplace && steps[right + 1].source_size() > 0) ++right;
      all.push_back(stretch(quote, steps[left], steps[right], left == 0, right + 1 == steps.size()));
    }
    if (all.size() > 1) {
      for (std::size_t k = 0; k < all.size(); ++k) all[k].part = static_cast<std::uint32_t>(k + 1);
    }
    return all;
  };
  const auto accept = [&](std::size_t from, std::size_t to, Verdict verdict) {
    out.verdict = verdict;
    out.places.push_back(stretches(from, to));
    if (from > 0 || to < steps.size()) steps = {steps.begin() + static_cast<std::ptrdiff_t>(from), steps.begin() + static_cast<std::ptrdiff_t>(to)};
    out.edits = make_edits(index_, sources_, quote, steps, lexicon_, out.flags);
    if (verdict == Verdict::kElided && sum_up(0, steps.size()).bracket) add_flag(out.flags, "bracketed");
  };

  const Sum all = sum_up(0, steps.size());
  if (!all.jump && !all.change) {
    const Verdict verdict = all.elided ? Verdict::kElided : all.bracket ? Verdict::kBracketed : Verdict::kVerbatimTypography;
    accept(0, steps.size(), verdict);
    return;
  }
  if (all.jump) {
    // Pieces from jump to jump: each must be exact but for what stands at the seam.
    bool pieces = true;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= steps.size() && pieces; ++i) {
      if (i < steps.size() && steps[i].kind != StepKind::kJump) continue;
      pieces = sum_up(from, i).same >= kShortestPiece;
      from = i + 1;
    }
    if (pieces && all.lost + all.omitted <= std::max(2.0, kSpliceSlack * size)) {
      accept(0, steps.size(), Verdict::kSpliced);
      return;
    }
    // Then the piece that has most of it, by itself.
    std::vector<Run> best;
    std::uint32_t most = 0;
    std::vector<Run> piece;
    std::uint32_t words = 0;
    for (std::size_t i = 0; i <= chain.size(); ++i) {
      const bool ends = i == chain.size() ||
                        (i > 0 && (chain[i].source != chain[i - 1].source || chain[i].at < chain[i - 1].at_end() ||
                                   chain[i].at - chain[i - 1].at_end() > chain[i].quote_begin - chain[i - 1].quote_end + kMostOmitted));
      if (ends) {
        if (words > most) {
          most = words;
          best = piece;
        }
        piece.clear();
        words = 0;
      }
      if (i < chain.size()) {
        piece.push_back(chain[i]);
        words += chain[i].size();
      }
    }
    steps = align(index_, sources_, quote, best);
  }
  const Sum one = sum_up(0, steps.size());
  const bool whole = one.lost == 0 && one.same == size && one.omitted <= 2 && size >= 4 && one.content >= 2;
  const bool fits = one.same >= kFewestWords && one.same >= kMostWords * size && one.longest >= kShortestRun &&
                    one.content >= 2 && one.omitted <= std::max(kMostOmitted, size);
  if (!one.jump && (fits || whole)) {
    accept(0, steps.size(), Verdict::kAltered);
    return;
  }
  out.closest = stretches(0, steps.size());
  if (out.closest.size() > 1) out.closest.resize(1);
}

}  // namespace quoteledger::audit_detail
