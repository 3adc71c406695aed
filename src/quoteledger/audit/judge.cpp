#include "quoteledger/audit/judge.h"

#include <algorithm>

#include "quoteledger/audit/edits.h"
#include "quoteledger/audit/variants.h"
#include "quoteledger/unicode/compatible.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

// An altered quote: so many of its words, at least, stand in order in one place …
constexpr double kMostWords = 0.66;
constexpr double kNearlyAll = 0.85;  // with so many, any number of changes
constexpr std::uint32_t kFewestWords = 6;
// A shorter quote with one change: at least so many words, where a few of the source's are left out and nothing else is …
constexpr std::uint32_t kFewestLeft = 4;
constexpr std::uint32_t kMostLeftOut = 3;
// … or one word is another or was put in, and so many stand there, of which so many mean something …
constexpr std::uint32_t kFewestNear = 5;
constexpr std::uint32_t kTellingNear = 3;
// … or that word is of the same kind as the source's: will for may, she for he.
constexpr std::uint32_t kFewestAkin = 4;
// … and so many of them in a row.
constexpr std::uint32_t kShortestRun = 3;
// A spliced quote: each of its pieces has so many words, exact …
constexpr std::uint32_t kShortestPiece = 5;  // (or one less, where another has kLongPiece)
constexpr std::uint32_t kLongPiece = 8;
// … and at most this share of its words is in none.
constexpr double kSpliceSlack = 0.12;
// Fewer words than this say little: the flag `short`.
constexpr std::uint32_t kShortQuote = 4;
constexpr std::size_t kMostCopies = 100;  // other sources in which an altered passage is looked for

// Punctuation between two words that matters for how they are read. A slash does, as 3/4 is not 3-4.
std::string heavy(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '/')
      out += static_cast<char>(c);
  }
  return out;
}

// White space with a line end in it as one blank.
std::string line_ends_as_blanks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    bool line_end = false;
    while (at < text.size()) {
      std::size_t next = at;
      const char32_t c = next_code_point(text, next);
      if (!is_space(c)) break;
      line_end = line_end || c == '\n' || c == '\r';
      at = next;
    }
    if (line_end) {
      out += ' ';
    } else {
      out.append(text.substr(from, at - from));
    }
    if (at >= text.size()) break;
    const std::size_t word = at;
    next_code_point(text, at);
    out.append(text.substr(word, at - word));
  }
  return out;
}

void add_flag(std::vector<std::string>& flags, const char* flag) {
  if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.emplace_back(flag);
}

// Letters of a word, or of several, with their case and without what folding leaves out.
std::u32string letters(std::string_view text) {
  std::string plain;
  const bool ascii = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  if (!ascii) {
    compose_compatible(text, plain);
    text = plain;
  }
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == 0xDF) {
      out += U"ss";
    } else if (is_letter(c)) {
      out += c;
    }
  }
  return out;
}

// skip: letters at the start that do not count.
bool same_case(std::string_view x, std::string_view y, std::size_t skip = 0) {
  if (x == y) return true;
  const std::u32string a = letters(x);
  const std::u32string b = letters(y);
  for (std::size_t i = skip; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] != b[i] && is_upper(a[i]) != is_upper(b[i])) return false;
  }
  return true;
}

}  // namespace

Judgement Judge::judge(const Quote& plain, const Quote& quote) {
  Judgement out;
  const Quote* const readings[] = {&plain, &quote};
  const std::size_t count = &plain == &quote ? 1 : 2;
  std::vector<Run> runs;
  for (std::size_t i = 0; i < count; ++i) {
    Found found = search_.find(*readings[i]);
    if (!found.whole.empty() && judge_whole(*readings[i], found.whole, found.more,
                                            count == 2 && i == 0 && quote.brackets, out))
      return out;
    runs = std::move(found.runs);
  }
  std::erase_if(runs, [&](const Run& run) { return !ready(run.source); });
  judge_chain(quote, runs, out);
  if (out.verdict == Verdict::kNotFound && quote.marks.empty()) judge_variants(quote, out);
  if (quote.words.size() < kShortQuote) add_flag(out.flags, "short");
  return out;
}

void Judge::add_closest(const Passage& passage, Judgement& out) {
  if (!ready(passage.source)) return;
  const auto words =
      read_source_words(index_, sources_[passage.source], passage.begin, passage.end, false);
  if (words.empty()) return;
  out.closest.push_back({passage.source, {words.front().span.begin, words.back().span.end}, 0});
}

Judgement Judge::judge_short(const Quote& quote, const std::vector<Run>& places, bool more) {
  Judgement out;
  if (!places.empty()) (void)judge_whole(quote, places, more, false, out);
  add_flag(out.flags, "short");
  return out;
}

bool Judge::judge_whole(const Quote& quote, const std::vector<Run>& whole, bool more,
                        bool bracketed, Judgement& out) {
  const auto size = static_cast<std::uint32_t>(quote.words.size());
  const std::string_view text = quote.text;
  const std::string_view core = text.substr(
      quote.words.front().span.begin, quote.words.back().span.end - quote.words.front().span.begin);
  const std::string_view lead = text.substr(0, quote.words.front().span.begin);
  const std::string_view trail = text.substr(quote.words.back().span.end);
  struct At {
    Stretch stretch;
    bool exact = false;
    bool closing = true;  // the punctuation behind it is the same
    bool inner_case = false, punctuation = false;
    Run run;
    std::uint32_t before = 0, behind = 0;  // words that brackets at its edges stand for
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
    if (bracketed) {  // with what stands just around it
      const Span wide = {span.begin - std::min(span.begin, 2U),
                         std::min(span.end + 2, static_cast<std::uint32_t>(from.size()))};
      if (slice(from, wide).find('[') == std::string_view::npos) continue;
    }
    const auto plain = [&](Span part) { return speech_text(source, part); };
    // Line ends and cue borders are where a transcriber put them.
    const auto joined = [&](const std::string& part) {
      return source.speech.transcript ? line_ends_as_blanks(part) : part;
    };
    const bool lead_same = lead.empty() || (span.begin >= lead.size() &&
                                            std::string_view(from).substr(span.begin - lead.size(),
                                                                          lead.size()) == lead);
    std::string behind;
    if (!trail.empty()) {
      const auto end =
          static_cast<std::uint32_t>(std::min<std::size_t>(from.size(), span.end + trail.size()));
      behind = plain({span.end, end});
    }
    at.closing = behind == trail;
    const bool core_same = joined(plain(span)) == core;
    if (!core_same) {
      for (std::uint32_t i = 0; i < size; ++i) {
        if (i > 0 && !same_case(plain(words[i].span), slice(text, quote.words[i].span)))
          at.inner_case = true;
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
               (from[span.end] == '.' || from[span.end] == ',' || from[span.end] == '!' ||
                from[span.end] == '?')) {
      ++span.end;  // the mark that was there instead
    }
    if (quote.brackets) {
      at.before = words_at_edge(index_, sources_, quote, run.at, run.at_end(), false);
      at.behind = words_at_edge(index_, sources_, quote, run.at, run.at_end(), true);
      if (at.before > 0) span.begin = std::min(span.begin, index_.byte(run.at - at.before));
      const auto last = read_source_words(index_, source, run.at_end() + at.behind - 1,
                                          run.at_end() + at.behind, false);
      if (at.behind > 0 && !last.empty()) span.end = std::max(span.end, last[0].span.end);
    }
    at.run = run;
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
    const Run& run = best.run;
    for (const QuoteMark& mark : quote.marks) {
      if (mark.ellipsis) continue;
      Step step;
      step.kind = StepKind::kBracket;
      step.quote_begin = step.quote_end = mark.before;
      step.source = run.source;
      step.source_begin = step.source_end = run.at + mark.before;
      if (mark.before == 0) step.source_begin -= best.before;
      if (mark.before == size) step.source_end += best.behind;
      steps.push_back(step);
    }
    for (std::uint32_t i = 0; i < size; ++i) {
      if (!quote.words[i].patch.any) continue;
      steps.push_back({StepKind::kPatch, false, i, i + 1, run.source, run.at + i, run.at + i + 1});
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& x, const Step& y) { return x.quote_begin < y.quote_begin; });
    if (ready(run.source))
      out.edits = make_edits(index_, sources_, quote, steps, lexicon_, out.flags);
  }
  if (!best.exact && best.inner_case) add_flag(out.flags, "case");
  if (!best.exact && best.punctuation) add_flag(out.flags, "punctuation");
  for (const At& at : found) out.places.push_back({at.stretch});
  if (found.size() > 1 || more) add_flag(out.flags, "ambiguous");
  if (size < kShortQuote) add_flag(out.flags, "short");
  return true;
}

Stretch Judge::stretch(const Quote& quote, const Step& first, const Step& last, bool tail) {
  const Source& source = sources_[first.source];
  const auto begin =
      read_source_words(index_, source, first.source_begin, first.source_begin + 1, false);
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
  return out;
}

namespace {

bool is_exact(const Step& step) {
  return step.kind == StepKind::kSame || step.kind == StepKind::kJoin ||
         step.kind == StepKind::kPatch || step.kind == StepKind::kShort;
}

// What an alignment comes to.
struct Sum {
  std::uint32_t same = 0;     // words of the quote that stand there
  std::uint32_t lost = 0;     // words of the quote that do not
  std::uint32_t omitted = 0;  // words of the source left out without a mark
  std::uint32_t longest = 0;  // words in a row
  std::uint32_t content = 0;  // of same: not function words
  std::uint32_t changes = 0;  // places where something was changed
  bool elided = false, bracket = false, jump = false;
  bool shortened = false;  // a short form stands for its words, or they for it
};

Sum sum_up(const Quote& quote, std::span<const Step> steps, const Lexicon& lexicon) {
  Sum sum;
  bool in_change = false;
  for (const Step& step : steps) {
    bool change = false;
    switch (step.kind) {
      case StepKind::kPatch:
      case StepKind::kSame:
      case StepKind::kJoin:
      case StepKind::kShort:
        sum.shortened = sum.shortened || step.kind == StepKind::kShort;
        sum.bracket = sum.bracket || step.kind == StepKind::kPatch;
        sum.same += step.quote_size();
        sum.longest = std::max(sum.longest, step.quote_size());
        for (std::uint32_t w = step.quote_begin; w < step.quote_end; ++w) {
          sum.content += lexicon.has(List::kFunction, quote.words[w].folded) ? 0 : 1;
        }
        break;
      case StepKind::kReplace:
      case StepKind::kInsert:
        sum.lost += step.quote_size();
        change = true;
        break;
      case StepKind::kOmit:
        sum.omitted += step.source_size();
        change = true;
        break;
      case StepKind::kElide:
        sum.elided = sum.elided || step.source_size() > 0;
        break;
      case StepKind::kBracket:
        sum.bracket = true;
        break;
      case StepKind::kJump:
        sum.jump = true;
        break;
    }
    if (change && !in_change) ++sum.changes;
    in_change = change;
  }
  return sum;
}

// Of a quote in which all words stand.
Verdict fair_verdict(const Sum& sum) {
  return sum.shortened ? Verdict::kAltered
         : sum.elided  ? Verdict::kElided
         : sum.bracket ? Verdict::kBracketed
                       : Verdict::kVerbatimTypography;
}

// The runs of a chain that lie in one place and have most of its words.
std::vector<Run> largest_piece(const std::vector<Run>& chain) {
  std::vector<Run> best;
  std::vector<Run> piece;
  std::uint32_t most = 0;
  std::uint32_t words = 0;
  for (std::size_t i = 0; i <= chain.size(); ++i) {
    const bool ends =
        i == chain.size() ||
        (i > 0 && (chain[i].source != chain[i - 1].source || chain[i].at < chain[i - 1].at_end() ||
                   chain[i].at - chain[i - 1].at_end() >
                       chain[i].quote_begin - chain[i - 1].quote_end + kMostOmitted));
    if (ends && words > most) {
      most = words;
      best = piece;
    }
    if (ends) {
      piece.clear();
      words = 0;
    }
    if (i < chain.size()) {
      piece.push_back(chain[i]);
      words += chain[i].size();
    }
  }
  return best;
}

// Pieces from jump to jump: exact but for what stands at the seams, and long enough to be no chance.
bool is_splice(const Quote& quote, const std::vector<Step>& steps, const Sum& all,
               const Lexicon& lexicon) {
  if (all.lost + all.omitted >
      std::max(2.0, kSpliceSlack * static_cast<double>(quote.words.size())))
    return false;
  std::uint32_t shortest = all.same;
  std::uint32_t longest = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= steps.size(); ++i) {
    if (i < steps.size() && steps[i].kind != StepKind::kJump) continue;
    const Sum piece = sum_up(quote, std::span(steps).subspan(from, i - from), lexicon);
    if (piece.content < 2 && piece.same < kShortestPiece) return false;
    shortest = std::min(shortest, piece.same);
    longest = std::max(longest, piece.same);
    from = i + 1;
  }
  return shortest >= kShortestPiece || (shortest + 1 == kShortestPiece && longest >= kLongPiece);
}

}  // namespace

// The stretches of an alignment: parted where words are left out at an ellipsis or the place changes.
std::vector<Stretch> Judge::stretches(const Quote& quote, const std::vector<Step>& steps) {
  std::vector<Stretch> all;
  std::size_t i = 0;
  while (i < steps.size()) {
    while (i < steps.size() && !is_exact(steps[i])) ++i;
    if (i == steps.size()) break;
    std::size_t left = i;
    std::size_t right = i;
    while (i < steps.size() && steps[i].kind != StepKind::kJump &&
           !(steps[i].kind == StepKind::kElide && steps[i].source_size() > 0)) {
      if (is_exact(steps[i])) right = i;
      ++i;
    }
    // Words that were changed at an edge belong to the place, too.
    const auto changed = [](const Step& step) {
      return step.kind == StepKind::kReplace && step.source_size() > 0;
    };
    // … and those that a bracket at an edge stands for.
    if (left == 1 && steps[0].kind == StepKind::kBracket && steps[0].source_size() > 0) left = 0;
    if (right + 2 == steps.size() && steps.back().kind == StepKind::kBracket &&
        steps.back().source_size() > 0)
      ++right;
    while (left > 0 && changed(steps[left - 1])) --left;
    while (right + 1 < steps.size() && changed(steps[right + 1])) ++right;
    all.push_back(stretch(quote, steps[left], steps[right], right + 1 == steps.size()));
  }
  for (std::size_t k = 0; all.size() > 1 && k < all.size(); ++k)
    all[k].part = static_cast<std::uint32_t>(k + 1);
  return all;
}

void Judge::add_copies(const Quote& quote, const std::vector<Run>& runs,
                       const std::vector<Step>& steps, Judgement& out) {
  const Sum first = sum_up(quote, steps, lexicon_);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> covered;  // source, words in runs
  const std::uint32_t own = steps.front().source;
  for (const Run& run : runs) {
    if (run.source == own) continue;
    const auto found = std::find_if(covered.begin(), covered.end(),
                                    [&](const auto& c) { return c.first == run.source; });
    if (found == covered.end()) {
      covered.emplace_back(run.source, run.size());
    } else {
      found->second += run.size();
    }
  }
  std::erase_if(covered, [&](const auto& c) { return c.second * 10 < first.same * 7; });
  if (covered.size() > kMostCopies) covered.resize(kMostCopies);
  for (const auto& [source, words] : covered) {
    std::vector<Run> its;
    std::copy_if(runs.begin(), runs.end(), std::back_inserter(its),
                 [s = source](const Run& run) { return run.source == s; });
    const std::vector<Step> other =
        align(index_, sources_, quote, search_.chain(quote, its), lexicon_);
    const Sum sum = sum_up(quote, other, lexicon_);
    if (sum.same != first.same || sum.lost != first.lost || sum.omitted != first.omitted ||
        sum.jump)
      continue;
    if (sum.elided != first.elided) continue;
    out.places.push_back(stretches(quote, other));
  }
  if (out.places.size() > 1) add_flag(out.flags, "ambiguous");
}

// Are there other capitals than the source's, but for the quote's first letter?
bool Judge::case_differs(const Quote& quote, const std::vector<Step>& steps) const {
  return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
    if (!is_exact(step) || step.quote_size() == 0) return false;
    const Source& source = sources_[step.source];
    const auto words = read_source_words(index_, source, step.source_begin, step.source_end, false);
    if (words.empty()) return false;
    const Span there = {words.front().span.begin, words.back().span.end};
    const Span here = {quote.words[step.quote_begin].span.begin,
                       quote.words[step.quote_end - 1].span.end};
    return !same_case(speech_text(source, there), slice(quote.text, here),
                      step.quote_begin == 0 ? 1 : 0);
  });
}

// Are the words of the one change the same digits, written as another number (555-0134, 5550134; -2, 2)?
bool Judge::is_same_digits(const Quote& quote, const std::vector<Step>& steps) const {
  const auto digits = [](const std::string& word, std::string& out) {
    for (const char c : word) {
      if (c >= '0' && c <= '9') out += c;
    }
  };
  std::string from;
  std::string to;
  for (const Step& step : steps) {
    if (is_exact(step)) continue;
    for (const SourceWord& word :
         read_source_words(index_, sources_[step.source], step.source_begin, step.source_end, true))
      digits(word.folded, from);
    for (std::uint32_t i = step.quote_begin; i < step.quote_end; ++i)
      digits(quote.words[i].folded, to);
  }
  return !from.empty() && from == to;
}

// Are the one word that was changed and the one it stands for of a kind? May and will, he and she, more and less: that these
// stand in one place is no chance. (Numbers may: they stand in phrases that come back.)
bool Judge::is_akin(const Quote& quote, const std::vector<Step>& steps) const {
  const auto step = std::find_if(steps.begin(), steps.end(),
                                 [](const Step& s) { return s.kind == StepKind::kReplace; });
  if (step == steps.end() || step->quote_size() != 1 || step->source_size() != 1) return false;
  const auto words =
      read_source_words(index_, sources_[step->source], step->source_begin, step->source_end, true);
  if (words.empty()) return false;
  const std::string& from = words.front().folded;
  const std::string& to = quote.words[step->quote_begin].folded;
  const auto both = [&](List list) { return lexicon_.has(list, from) && lexicon_.has(list, to); };
  const auto pair = [&](List list) { return lexicon_.related(list, from, to); };
  return both(List::kModality) || lexicon_.denied(from, to) || both(List::kLimiter) ||
         lexicon_.denies(from, to) || pair(List::kGender) || pair(List::kTense) ||
         pair(List::kOpposite) || pair(List::kSynonym);
}

void Judge::judge_chain(const Quote& quote, const std::vector<Run>& runs, Judgement& out) {
  if (runs.empty() || quote.words.empty()) return;
  const auto size = static_cast<std::uint32_t>(quote.words.size());
  const std::vector<Run> chain = search_.chain(quote, runs);
  std::vector<Step> steps = align(index_, sources_, quote, chain, lexicon_);
  const auto accept = [&](Verdict verdict) {
    out.verdict = verdict;
    out.places.push_back(stretches(quote, steps));
    out.edits = make_edits(index_, sources_, quote, steps, lexicon_, out.flags);
    if (verdict != Verdict::kSpliced) add_copies(quote, runs, steps, out);
  };

  Sum sum = sum_up(quote, steps, lexicon_);
  if (!sum.jump && sum.changes == 0) {
    accept(fair_verdict(sum));
    if (sum.elided && sum.bracket) add_flag(out.flags, "bracketed");
    if (sum.elided && sum.shortened) add_flag(out.flags, "elided");
    if (out.verdict == Verdict::kVerbatimTypography) {
      if (case_differs(quote, steps)) add_flag(out.flags, "case");
      check_bytes(quote, out);
    }
    return;
  }
  if (sum.jump) {
    if (is_splice(quote, steps, sum, lexicon_)) {
      accept(Verdict::kSpliced);
      return;
    }
    steps = align(index_, sources_, quote, largest_piece(chain), lexicon_);
    sum = sum_up(quote, steps, lexicon_);
  }
  const double share = static_cast<double>(sum.same) / size;
  const bool most =
      share >= kNearlyAll || (share >= kMostWords && sum.changes <= std::max(2U, size / 5));
  const bool telling = sum.content >= 2 || sum.same >= kLongPiece;
  const bool fits = sum.same >= kFewestWords && most && sum.longest >= kShortestRun && telling &&
                    sum.omitted <= std::max(kMostOmitted, size);
  // “I am a crook”: every word is there, and a few of the source's are left out in one place.
  const bool all = sum.lost == 0 && sum.same == size && sum.changes == 1 &&
                   sum.omitted <= kMostLeftOut && size >= kFewestLeft && telling;
  // “We will raise the fee”: one word was changed, and the rest is there.
  const bool near =
      sum.same >= kFewestAkin && sum.lost == 1 && sum.changes == 1 && sum.omitted <= 1 && telling &&
      ((sum.same >= kFewestNear && sum.content >= kTellingNear && sum.longest >= kFewestNear - 1) ||
       is_akin(quote, steps) || is_same_digits(quote, steps));
  if (fits || all || near) {
    accept(Verdict::kAltered);
    return;
  }
  out.closest = stretches(quote, steps);
  if (out.closest.size() > 1) out.closest.resize(1);
}

// Short quotes have no three words in a row beside a hyphen that is one word more, or a short form. They are looked for as
// they would stand without it.
void Judge::judge_variants(const Quote& quote, Judgement& out) {
  for (const Quote& variant : variants(quote, lexicon_)) {
    Found found = search_.find(variant);
    for (const Run& run : found.whole) {
      if (!ready(run.source)) continue;
      const std::vector<Step> steps =
          align_all(index_, sources_, quote, run.source, run.at, run.at_end(), lexicon_);
      const Sum sum = sum_up(quote, steps, lexicon_);
      if (sum.changes > 0 || sum.jump) continue;
      if (out.places.empty()) {
        out.verdict = fair_verdict(sum);
        out.edits = make_edits(index_, sources_, quote, steps, lexicon_, out.flags);
        out.closest.clear();
      }
      out.places.push_back(stretches(quote, steps));
    }
    if (out.places.empty()) continue;
    if (out.places.size() > 1 || found.more) add_flag(out.flags, "ambiguous");
    if (out.verdict == Verdict::kVerbatimTypography) check_bytes(quote, out);
    return;
  }
}

// Words that were joined may still be the same bytes: a quote that ends where a line end breaks a word.
void Judge::check_bytes(const Quote& quote, Judgement& out) {
  if (!quote.marks.empty()) return;
  for (auto& place : out.places) {
    if (place.size() != 1) continue;
    Stretch& at = place.front();
    const std::string_view text = sources_[at.source].document.text;
    const std::string_view words = quote.text;
    const auto length = static_cast<std::uint32_t>(words.size());
    if (text.substr(at.span.begin, length) == words) {
      at.span.end = at.span.begin + length;
    } else if (at.span.end >= length && text.substr(at.span.end - length, length) == words) {
      at.span.begin = at.span.end - length;
    } else {
      continue;
    }
    out.verdict = Verdict::kVerbatim;
    out.edits.clear();
    std::swap(out.places.front(), place);
    return;
  }
}

}  // namespace quoteledger::audit_detail
