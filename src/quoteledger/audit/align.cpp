#include "quoteledger/audit/align.h"

#include <algorithm>
#include <array>
#include <limits>

#include "quoteledger/audit/edits.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::uint32_t kWindow =
    24;  // words looked at beyond those that are missing, at an open end
constexpr std::uint32_t kMarkedWindow = 400;  // … where an ellipsis is among them
constexpr std::uint32_t kMostCells = 400000;
constexpr std::uint32_t kWideGap =
    4096;  // words of the source between two of the quote's: a chapter
constexpr std::uint32_t kMostRows = 450;  // words of the quote in a larger table than that

constexpr float kReplaceCost = 1.0F;
constexpr float kEdgeReplaceCost = 0.69F;  // at an open end, where the source's words cost nothing
constexpr float kInsertCost = 0.7F;
constexpr float kOmitCost = 0.7F;
// At an open end, a word that stands one, two or three words off in the source is still that word, and what lies between
// was left out: that costs less than to take it for another word.
constexpr std::array<float, 3> kReachCosts = {0.5F, 0.59F, 0.68F};
constexpr float kPatchCost = 0.05F;
constexpr float kJoinCost = 0.1F;
constexpr float kShortCost = 0.15F;
constexpr std::size_t kMostInitials = 4;  // three or four: two are a join like any other
constexpr float kNumberCost = 0.5F;    // one number made of two: another number, but no other words
constexpr float kBracketCost = 0.02F;  // a word that a bracket stands for
constexpr float kElideCost = 0.0001F;  // a word left out at an ellipsis: the nearest place wins

bool patch_fits(const Patch& patch, const std::string& word) {
  return patch.any && !(patch.head.empty() && patch.tail.empty()) && word.starts_with(patch.head) &&
         word.ends_with(patch.tail) && word.size() >= patch.head.size() + patch.tail.size() &&
         word.size() <= patch.head.size() + patch.tail.size() + 6;
}

// Do two words of a text stand so that they may be one: parted by a hyphen, a line end or dots?
bool may_join(std::string_view text, Span first, Span second) {
  if (first.end > second.begin || second.begin - first.end > 8) return false;
  const std::string_view between = text.substr(first.end, second.begin - first.end);
  if (between.empty()) return true;
  return between.find_first_of("-.\n/") != std::string_view::npos ||
         between.find("‐") != std::string_view::npos ||
         between.find("‑") != std::string_view::npos ||
         between.find("\u00AD") != std::string_view::npos;
}

// Would two words that are made one make one number of two?
bool joins_numbers(const std::string& first, const std::string& second) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !first.empty() && !second.empty() && digit(first.back()) && digit(second.front());
}

class Aligner {
 public:
  Aligner(const Index& index, const std::vector<Source>& sources, const Quote& quote,
          const Lexicon& lexicon)
      : index_(index), sources_(sources), quote_(quote), lexicon_(lexicon) {}

  std::vector<Step> align_all(std::uint32_t source, std::uint32_t from, std::uint32_t to) {
    fill(source, 0, static_cast<std::uint32_t>(quote_.words.size()), from, to, false, false);
    return std::move(steps_);
  }

  std::vector<Step> align(const std::vector<Run>& runs) {
    const auto size = static_cast<std::uint32_t>(quote_.words.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Run& run = runs[i];
      if (i == 0) {
        if (run.quote_begin == 0) edge(run.source, run.at, run.at_end(), false);
        head(run);
      } else {
        between(runs[i - 1], run);
      }
      same(run);
      if (i + 1 == runs.size()) {
        tail(run, size);
        if (run.quote_end == size) edge(run.source, run.at, run.at_end(), true);
      }
    }
    return std::move(steps_);
  }

 private:
  // Adjoining steps of one kind become one.
  void push(Step step) {
    if (!steps_.empty() && step.kind != StepKind::kJump) {
      Step& last = steps_.back();
      if (last.kind == step.kind && last.source == step.source &&
          last.quote_end == step.quote_begin && last.source_end == step.source_begin &&
          step.kind != StepKind::kJoin && step.kind != StepKind::kPatch &&
          step.kind != StepKind::kShort) {
        last.quote_end = step.quote_end;
        last.source_end = step.source_end;
        return;
      }
    }
    steps_.push_back(step);
  }

  // A run of the same words, with the brackets that put something in among them.
  void same(const Run& run) {
    std::uint32_t from = run.quote_begin;
    const auto at = [&](std::uint32_t word) { return run.at + (word - run.quote_begin); };
    for (auto mark = quote_.first_mark(run.quote_begin + 1);
         mark != quote_.marks.end() && mark->before < run.quote_end; ++mark) {
      if (mark->ellipsis || mark->before == from) continue;
      push({StepKind::kSame, false, from, mark->before, run.source, at(from), at(mark->before)});
      from = mark->before;
      push({StepKind::kBracket, false, from, from, run.source, at(from), at(from)});
    }
    push({StepKind::kSame, false, from, run.quote_end, run.source, at(from), run.at_end()});
  }

  // A bracket before the first word, or behind the last.
  void edge(std::uint32_t source, std::uint32_t begin, std::uint32_t end, bool behind) {
    const std::uint32_t count = words_at_edge(index_, sources_, quote_, begin, end, behind);
    if (count == 0) return;
    const auto word = behind ? static_cast<std::uint32_t>(quote_.words.size()) : 0;
    push({StepKind::kBracket, false, word, word, source, behind ? end : begin - count,
          behind ? end + count : begin});
  }

  [[nodiscard]] bool ellipsis_in(std::uint32_t from, std::uint32_t to) const {
    return quote_.has_mark(from, to, true);
  }

  void head(const Run& run) {
    const std::uint32_t words = run.quote_begin;
    if (words == 0) return;
    const std::uint32_t low = index_.source_begin(run.source);
    const std::uint32_t wanted = words + (ellipsis_in(1, words) ? kMarkedWindow : kWindow);
    fill(run.source, 0, words, run.at - std::min(wanted, run.at - low), run.at, true, false);
  }

  void tail(const Run& run, std::uint32_t size) {
    const std::uint32_t words = size - run.quote_end;
    if (words == 0) return;
    const std::uint32_t high = index_.source_end(run.source);
    const std::uint32_t wanted =
        words + (ellipsis_in(run.quote_end, size - 1) ? kMarkedWindow : kWindow);
    fill(run.source, run.quote_end, size, run.at_end(),
         run.at_end() + std::min(wanted, high - run.at_end()), false, true);
  }

  void between(const Run& before, const Run& after) {
    const bool forward = before.source == after.source && after.at >= before.at_end();
    const std::uint32_t lost = after.quote_begin - before.quote_end;
    const bool ellipsis = ellipsis_in(before.quote_end, after.quote_begin);
    if (!forward || (!ellipsis && after.at - before.at_end() > lost + kMostOmitted)) {
      if (lost > 0) {
        push({StepKind::kInsert, false, before.quote_end, after.quote_begin, before.source,
              before.at_end(), before.at_end()});
      }
      push({StepKind::kJump, ellipsis, after.quote_begin, after.quote_begin, after.source, after.at,
            after.at});
      return;
    }
    fill(before.source, before.quote_end, after.quote_begin, before.at_end(), after.at, false,
         false);
  }

  // Turns source words [from, to) into quote words [begin, end). Free at the source's side where open.
  void fill(std::uint32_t source, std::uint32_t begin, std::uint32_t end, std::uint32_t from,
            std::uint32_t to, bool open_begin, bool open_end) {
    const std::uint32_t rows = end - begin;
    // A wide gap at an ellipsis: only its both ends can matter.
    if (rows == 0) {
      bare_gap(source, begin, from, to);
      return;
    }
    const bool wide =
        static_cast<std::uint64_t>(to - from) * rows > kMostCells || to - from > kWideGap;
    if (wide && !open_begin && !open_end) {
      const std::uint32_t part = rows + kMarkedWindow / 2;
      const std::uint32_t middle = split_mark(begin, end);
      fill(source, begin, middle, from, std::min(from + part, to), false, true);
      const std::uint32_t resumed =
          steps_.empty() ? from : std::max(from, steps_.back().source_end);
      const std::size_t elide_at = steps_.size();
      fill(source, middle, end, std::max(to - std::min(part, to), resumed), to, true, false);
      const std::uint32_t behind = elide_at < steps_.size() ? steps_[elide_at].source_begin : to;
      steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(elide_at),
                    {StepKind::kElide, false, middle, middle, source, resumed, behind});
      return;
    }
    if (static_cast<std::uint64_t>(to - from) * rows > kMostCells && rows > kMostRows) {
      open_gap(source, begin, end, from, to, open_begin);
      return;
    }
    table(source, begin, end, from, to, open_begin, open_end);
  }

  // Hundreds of words beyond the first or last that was found: those next to it are aligned, the others are lost.
  void open_gap(std::uint32_t source, std::uint32_t begin, std::uint32_t end, std::uint32_t from,
                std::uint32_t to, bool open_begin) {
    const std::uint32_t reach = std::min(kMostRows + kMarkedWindow, to - from);
    if (open_begin) {
      const std::uint32_t first = to - reach;
      push({StepKind::kInsert, false, begin, end - kMostRows, source, first, first});
      table(source, end - kMostRows, end, first, to, true, false);
    } else {
      table(source, begin, begin + kMostRows, from, from + reach, false, true);
      const std::uint32_t last = steps_.empty() ? from : steps_.back().source_end;
      push({StepKind::kInsert, false, begin + kMostRows, end, source, last, last});
    }
  }

  // The quote word before which the (first) ellipsis stands.
  [[nodiscard]] std::uint32_t split_mark(std::uint32_t begin, std::uint32_t end) const {
    for (auto mark = quote_.first_mark(begin); mark != quote_.marks.end() && mark->before <= end;
         ++mark) {
      if (mark->ellipsis) return mark->before;
    }
    return begin;
  }

  void bare_gap(std::uint32_t source, std::uint32_t word, std::uint32_t from, std::uint32_t to) {
    const bool bracket = quote_.bracket_before(word);
    const bool ellipsis = quote_.ellipsis_before(word);
    if (from == to && !bracket && !ellipsis) return;
    const StepKind kind = bracket && (to - from <= kMostReplaced || !ellipsis) ? StepKind::kBracket
                          : ellipsis                                           ? StepKind::kElide
                                                                               : StepKind::kOmit;
    if (kind == StepKind::kBracket && to - from > kMostReplaced) {
      push({StepKind::kOmit, false, word, word, source, from, to});
      return;
    }
    if (from != to || kind == StepKind::kBracket) push({kind, false, word, word, source, from, to});
  }

  enum Move : std::uint8_t {
    kNone,
    kSame,
    kPatch,
    kReplace,
    kInsert,
    kOmit,
    kElide,
    kBracket,
    kTwoHere,
    kTwoThere,
    kHalf,
    kShortHere,   // one word of the quote is two of the source's in short
    kShortThere,  // … the other way round
    kShortBoth,   // one of each: can't, cannot
    kNumberHere,  // 555-0134 for 5550134
    kNumberThere,
    kInitialsHere,  // U.S.A., USA: one word of the quote is three, or four, of the source's …
    kInitialsHereFour,
    kInitialsThere,  // … the other way round
    kInitialsThereFour,
    kFree,
    kReachOne,  // … of the words between two that are the same
    kReachTwo,
    kReachThree
  };

  void table(std::uint32_t source, std::uint32_t begin, std::uint32_t end, std::uint32_t from,
             std::uint32_t to, bool open_begin, bool open_end) {
    const std::string& text = sources_[source].document.text;
    const std::vector<SourceWord> words =
        read_source_words(index_, sources_[source], from, to, true);
    const std::size_t rows = end - begin;
    const std::size_t columns = words.size();
    const std::size_t width = columns + 1;
    const bool open = open_begin || open_end;
    cost_.assign((rows + 1) * width, std::numeric_limits<float>::max());
    move_.assign((rows + 1) * width, kNone);
    std::vector<std::uint8_t> mark(rows + 1, 0);  // 1: ellipsis, 2: bracket before this row's word
    for (auto m = quote_.first_mark(begin); m != quote_.marks.end() && m->before <= end; ++m)
      mark[m->before - begin] |= static_cast<std::uint8_t>(m->ellipsis ? 1 : 2);
    cost_[0] = 0;
    // What the words are short for; mostly nothing.
    std::vector<const Lexicon::Readings*> ours, theirs;
    for (std::size_t i = 0; i < rows; ++i)
      ours.push_back(lexicon_.readings(quote_.words[begin + i].folded));
    for (const SourceWord& word : words) theirs.push_back(lexicon_.readings(word.folded));
    const auto relax = [&](std::size_t row, std::size_t column, float cost, Move move) {
      const std::size_t cell = row * width + column;
      if (cost < cost_[cell]) {
        cost_[cell] = cost;
        move_[cell] = move;
      }
    };
    for (std::size_t i = 0; i <= rows; ++i) {
      for (std::size_t j = 0; j <= columns; ++j) {
        const float here = cost_[i * width + j];
        if (here == std::numeric_limits<float>::max()) continue;
        if (i < rows && j < columns) {
          const QuoteWord& a = quote_.words[begin + i];
          const SourceWord& b = words[j];
          if (a.hash == b.hash) {
            relax(i + 1, j + 1, here + (a.patch.any ? kPatchCost : 0.0F),
                  a.patch.any ? kPatch : kSame);
          } else if (patch_fits(a.patch, b.folded)) {
            relax(i + 1, j + 1, here + kPatchCost, kPatch);
          } else {
            relax(i + 1, j + 1, here + (open ? kEdgeReplaceCost : kReplaceCost), kReplace);
          }
          // A quote that begins or ends within a word, where a line end breaks it.
          if ((begin + i == 0 || begin + i + 1 == quote_.words.size()) &&
              half_word(text, b.span, a.folded, begin + i == 0)) {
            relax(i + 1, j + 1, here + kJoinCost, kHalf);
          }
          if (ours[i] != nullptr || theirs[j] != nullptr) {
            if (j + 1 < columns && stands_for(ours[i], b.folded, &words[j + 1].folded))
              relax(i + 1, j + 2, here + kShortCost, kShortHere);
            if (i + 1 < rows && mark[i + 1] == 0 &&
                stands_for(theirs[j], a.folded, &quote_.words[begin + i + 1].folded))
              relax(i + 2, j + 1, here + kShortCost, kShortThere);
            if (a.hash != b.hash && (stands_for(ours[i], b.folded, nullptr) ||
                                     stands_for(theirs[j], a.folded, nullptr)))
              relax(i + 1, j + 1, here + kShortCost, kShortBoth);
          }
          if (i + 1 < rows && mark[i + 1] == 0 &&
              is_both(b.folded, a.folded, quote_.words[begin + i + 1].folded)) {
            const QuoteWord& next = quote_.words[begin + i + 1];
            if (joins_numbers(a.folded, next.folded)) {
              relax(i + 2, j + 1, here + kNumberCost, kNumberHere);
            } else if (may_join(quote_.text, a.span, next.span) || broken(text, b.span)) {
              relax(i + 2, j + 1, here + kJoinCost, kTwoHere);
            }
          }
          if (j + 1 < columns && is_both(a.folded, b.folded, words[j + 1].folded)) {
            if (joins_numbers(b.folded, words[j + 1].folded)) {
              relax(i + 1, j + 2, here + kNumberCost, kNumberThere);
            } else if (may_join(text, b.span, words[j + 1].span) || broken(quote_.text, a.span)) {
              relax(i + 1, j + 2, here + kJoinCost, kTwoThere);
            }
          }
        }
        const bool initials =
            i < rows && j < columns &&
            (quote_.words[begin + i].folded.size() == 1 || words[j].folded.size() == 1);
        for (std::size_t k = 3; initials && k <= kMostInitials; ++k) {
          if (quote_.words[begin + i].folded.size() == k && j + k <= columns &&
              are_initials(quote_.words[begin + i].folded, text, [&](std::size_t at) {
                return std::pair(words[j + at].span, std::string_view(words[j + at].folded));
              }))
            relax(i + 1, j + k, here + kJoinCost, static_cast<Move>(kInitialsHere + k - 3));
          if (words[j].folded.size() == k && i + k <= rows &&
              are_initials(words[j].folded, quote_.text, [&](std::size_t at) {
                const QuoteWord& word = quote_.words[begin + i + at];
                return std::pair(word.span, std::string_view(word.folded));
              }))
            relax(i + k, j + 1, here + kJoinCost, static_cast<Move>(kInitialsThere + k - 3));
        }
        if (i < rows) relax(i + 1, j, here + kInsertCost, kInsert);
        const bool from_same = move_[i * width + j] == kSame || (i + j == 0 && !open_begin);
        for (std::size_t k = 1; open && from_same && k <= kReachCosts.size(); ++k) {
          const bool to_same =
              i < rows ? j + k < columns && quote_.words[begin + i].hash == words[j + k].hash
                       : j + k == columns && !open_end;
          if (to_same)
            relax(i, j + k, here + kReachCosts[k - 1], static_cast<Move>(kReachOne + k - 1));
        }
        if (j < columns) {
          if ((i == 0 && open_begin) || (i == rows && open_end)) {
            relax(i, j + 1, here, kFree);
          } else if ((mark[i] & 1) != 0) {
            relax(i, j + 1, here + kElideCost, kElide);
          } else if ((mark[i] & 2) != 0) {
            relax(i, j + 1, here + kBracketCost, kBracket);
          } else {
            relax(i, j + 1, here + kOmitCost, kOmit);
          }
        }
      }
    }
    trace(source, begin, from, rows, columns, width, mark);
  }

  // Is this word, or these two, one of the readings of a short form?
  static bool stands_for(const Lexicon::Readings* readings, const std::string& first,
                         const std::string* second) {
    return readings != nullptr &&
           std::any_of(readings->begin(), readings->end(), [&](const auto& reading) {
             return reading.front() == first && (reading.size() == 2) == (second != nullptr) &&
                    (second == nullptr || reading.back() == *second);
           });
  }

  // Are words of one letter, parted by dots only, the letters of a word?
  template <typename Word>
  static bool are_initials(const std::string& word, std::string_view text, const Word& word_at) {
    Span last;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const auto [span, folded] = word_at(i);
      if (folded.size() != 1 || folded[0] != word[i]) return false;
      if (i > 0 && (span.begin < last.end || text.substr(last.end, span.begin - last.end) != "."))
        return false;
      last = span;
    }
    return true;
  }

  // Is a word two others without what parts them?
  static bool is_both(const std::string& word, const std::string& first,
                      const std::string& second) {
    return word.size() == first.size() + second.size() && word.starts_with(first) &&
           word.ends_with(second);
  }

  // A line end inside the word: its hyphen may have been its own.
  static bool broken(std::string_view text, Span word) {
    return slice(text, word).find('\n') != std::string_view::npos ||
           slice(text, word).find('-') != std::string_view::npos;
  }

  // Is this what stands before (or behind) the line end in a word?
  static bool half_word(std::string_view text, Span word, const std::string& folded, bool behind) {
    const std::string_view raw = slice(text, word);
    const std::size_t line = behind ? raw.rfind('\n') : raw.find('\n');
    if (line == std::string_view::npos) return false;
    const Span part = behind ? Span{word.begin + static_cast<std::uint32_t>(line) + 1, word.end}
                             : Span{word.begin, word.begin + static_cast<std::uint32_t>(line)};
    return folded_word(text, {&part, 1}, part) == folded;
  }

  // How many words a move takes, and what it is.
  struct Way {
    std::size_t quote_words, source_words;
    StepKind kind;
  };
  static Way way_of(Move move) {
    switch (move) {
      case kNone:
        break;
      case kSame:
        return {1, 1, StepKind::kSame};
      case kPatch:
        return {1, 1, StepKind::kPatch};
      case kReplace:
        return {1, 1, StepKind::kReplace};
      case kInsert:
        return {1, 0, StepKind::kInsert};
      case kOmit:
      case kReachOne:
        return {0, 1, StepKind::kOmit};
      case kReachTwo:
        return {0, 2, StepKind::kOmit};
      case kReachThree:
        return {0, 3, StepKind::kOmit};
      case kElide:
        return {0, 1, StepKind::kElide};
      case kBracket:
        return {0, 1, StepKind::kBracket};
      case kTwoHere:
        return {2, 1, StepKind::kJoin};
      case kTwoThere:
        return {1, 2, StepKind::kJoin};
      case kHalf:
        return {1, 1, StepKind::kJoin};
      case kShortHere:
        return {1, 2, StepKind::kShort};
      case kShortThere:
        return {2, 1, StepKind::kShort};
      case kShortBoth:
        return {1, 1, StepKind::kShort};
      case kNumberHere:
        return {2, 1, StepKind::kReplace};
      case kNumberThere:
        return {1, 2, StepKind::kReplace};
      case kInitialsHere:
        return {1, 3, StepKind::kJoin};
      case kInitialsHereFour:
        return {1, 4, StepKind::kJoin};
      case kInitialsThere:
        return {3, 1, StepKind::kJoin};
      case kInitialsThereFour:
        return {4, 1, StepKind::kJoin};
      case kFree:
        return {0, 1, StepKind::kSame};
    }
    return {0, 0, StepKind::kSame};
  }

  void trace(std::uint32_t source, std::uint32_t begin, std::uint32_t from, std::size_t rows,
             std::size_t columns, std::size_t width, const std::vector<std::uint8_t>& mark) {
    std::vector<Step> back;
    std::size_t i = rows;
    std::size_t j = columns;
    while (i > 0 || j > 0) {
      const auto move = static_cast<Move>(move_[i * width + j]);
      const Way way =
          move == kNone ? Way{j > 0 ? 0U : 1U, j > 0 ? 1U : 0U, StepKind::kSame} : way_of(move);
      const std::size_t a = way.quote_words;
      const std::size_t b = way.source_words;
      if (move != kFree && move != kNone) {
        Step step;
        step.kind = way.kind;
        step.source = source;
        step.quote_begin = begin + static_cast<std::uint32_t>(i - a);
        step.quote_end = begin + static_cast<std::uint32_t>(i);
        step.source_begin = from + static_cast<std::uint32_t>(j - b);
        step.source_end = from + static_cast<std::uint32_t>(j);
        back.push_back(step);
      }
      i -= a;
      j -= b;
    }
    std::reverse(back.begin(), back.end());
    std::uint32_t bracketed = 0xFFFFFFFF;
    for (const Step& step : back) {
      // Something put in brackets for which nothing was taken out.
      const std::uint32_t row = step.quote_begin - begin;
      if (step.quote_size() > 0 && row > 0 && row < mark.size() && (mark[row] & 2) != 0 &&
          bracketed != row) {
        if (steps_.empty() || steps_.back().kind != StepKind::kBracket ||
            steps_.back().quote_end != step.quote_begin) {
          push({StepKind::kBracket, false, step.quote_begin, step.quote_begin, source,
                step.source_begin, step.source_begin});
        }
        bracketed = row;
      }
      push(step);
    }
  }

  const Index& index_;
  const std::vector<Source>& sources_;
  const Quote& quote_;
  const Lexicon& lexicon_;
  std::vector<Step> steps_;
  std::vector<float> cost_;
  std::vector<std::uint8_t> move_;
};

}  // namespace

std::vector<SourceWord> read_source_words(const Index& index, const Source& source,
                                          std::uint32_t begin, std::uint32_t end, bool folded) {
  std::vector<SourceWord> out;
  if (begin >= end) return out;
  out.reserve(end - begin);
  const std::string& text = source.document.text;
  WordReader reader(text, source.speech.parts, index.byte(begin));
  Word word;
  while (out.size() < end - begin && reader.next(word)) {
    SourceWord& entry = out.emplace_back();
    entry.span = word.span;
    entry.hash = word.hash;
    if (folded) entry.folded = folded_word(text, source.speech.parts, word.span);
  }
  return out;
}

std::uint32_t words_at_edge(const Index& index, const std::vector<Source>& sources,
                            const Quote& quote, std::uint32_t begin, std::uint32_t end,
                            bool behind) {
  const auto size = static_cast<std::uint32_t>(quote.words.size());
  std::uint32_t most = 0;
  for (auto mark = quote.first_mark(behind ? size : 0); mark != quote.marks.end(); ++mark) {
    if (mark->before != (behind ? size : 0) || mark->ellipsis) break;
    if (!mark->sic) most = std::min(mark->inside, kMostReplaced);
  }
  if (most == 0) return 0;
  const std::uint32_t number = index.source_of(begin);
  const std::uint32_t low =
      behind ? end - 1 : begin - std::min(most, begin - index.source_begin(number));
  const std::uint32_t high = behind ? std::min(end + most, index.source_end(number)) : begin + 1;
  const Source& source = sources[number];
  const auto words = read_source_words(index, source, low, high, false);
  if (words.size() != high - low) return 0;
  std::uint32_t count = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t k = behind ? i : words.size() - i;
    const std::string between = speech_text(source, {words[k - 1].span.end, words[k].span.begin});
    if (between.find_first_not_of(" \t\r\n-") != std::string::npos) break;
    ++count;
  }
  return count;
}

std::vector<Step> align(const Index& index, const std::vector<Source>& sources, const Quote& quote,
                        const std::vector<Run>& runs, const Lexicon& lexicon) {
  return Aligner(index, sources, quote, lexicon).align(runs);
}

std::vector<Step> align_all(const Index& index, const std::vector<Source>& sources,
                            const Quote& quote, std::uint32_t source, std::uint32_t from,
                            std::uint32_t to, const Lexicon& lexicon) {
  return Aligner(index, sources, quote, lexicon).align_all(source, from, to);
}

}  // namespace quoteledger::audit_detail
