#include "quoteledger/marks/pairing.h"

#include <algorithm>

namespace quoteledger::marks_detail {
namespace {

constexpr std::size_t kDeepest = 32;     // quotes in quotes; deeper ones are no rows
constexpr std::uint32_t kLookAhead = 8;  // marks
constexpr std::uint32_t kCarried = 16;   // paragraphs that a quote may run on without any mark
constexpr std::uint32_t kHeadline =
    200;  // bytes of a paragraph in which lone single marks may be quotes
constexpr std::uint32_t kScare = 80;   // bytes of a lone single-marked quote in a longer paragraph
constexpr std::uint32_t kClause = 80;  // bytes of “he added,” between two quotes
constexpr std::uint32_t kByline =
    80;  // bytes; "Ana Ruiz, engineer." in the line below a pull quote

bool is_space_byte(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_stop(char c) { return c == '.' || c == '?' || c == '!'; }

}  // namespace

std::vector<Stretch> Pairing::run() {
  first_mark_.reserve(document_.paragraphs.size() + 1);
  for (const Span paragraph : document_.paragraphs) {
    first_mark_.push_back(static_cast<std::uint32_t>(marks_.size()));
    find_marks(text(), paragraph, marks_);
  }
  first_mark_.push_back(static_cast<std::uint32_t>(marks_.size()));
  single_style_ = is_single_style();
  rows_.reserve(marks_.size() / 2 + 1);
  for (std::uint32_t i = 0; i < document_.paragraphs.size(); ++i) pair_paragraph(i);
  drop_dead();
  return std::move(rows_);
}

bool Pairing::is_main(Family family) const {
  if (family == Family::kSingle) return single_style_;
  return family != Family::kDouble || !single_style_;
}

// Counts what stands outside of the other family: single quotes that close behind punctuation against double ones.
bool Pairing::is_single_style() const {
  std::size_t singles = 0;
  std::size_t doubles = 0;
  bool in_double = false;
  bool in_single = false;
  std::size_t paragraph = 0;
  for (std::uint32_t i = 0; i < marks_.size(); ++i) {
    for (; first_mark_[paragraph] <= i; ++paragraph) in_double = in_single = false;
    const Mark& mark = marks_[i];
    if (mark.family == Family::kDouble) {
      if (!in_single && mark.opens > mark.closes) ++doubles;
      if (mark.opens != mark.closes) in_double = mark.opens > mark.closes;
    } else if (mark.family == Family::kSingle && !in_double) {
      if (mark.opens == kStrong && mark.closes != kStrong) in_single = true;
      if (in_single && mark.closes == kStrong && mark.left == Side::kClosing) {
        ++singles;
        in_single = false;
      }
    }
  }
  return singles >= 2 && singles > 2 * doubles;
}

void Pairing::pair_paragraph(std::uint32_t paragraph) {
  paragraph_ = paragraph;
  stack_.clear();
  const Span span = document_.paragraphs[paragraph];
  std::uint32_t i = first_mark_[paragraph];
  marks_end_ = first_mark_[paragraph + 1];
  if (i == marks_end_ && open_before_ == kNone) return;
  const std::uint32_t before = open_before_;
  if (before != kNone) {
    const bool reopens = i < marks_end_ && marks_[i].at == span.begin && marks_[i].opens != kNo &&
                         marks_[i].family == open_family_;
    const bool carried = !reopens && is_carried_into(paragraph);
    if (reopens) {
      push(i++);
    } else if (carried) {
      push_row({span.begin, span.begin}, kNone, open_family_);
    }
    if (reopens || carried) {
      rows_.back().continues = true;
      rows_[before].unclosed = false;
    }
  }
  for (; i < marks_end_; ++i) {
    if (!marks_[i].measure || !is_measure(i)) step(i);
  }
  end_paragraph();
}

// Does a quote that the paragraph before left open run on here without an opening mark? So it does where the next
// mark of its family closes it, here or a few paragraphs on. Below a pull quote stands its byline, with the closing mark
// behind it; that is no speech.
bool Pairing::is_carried_into(std::uint32_t paragraph) const {
  const Stretch& before = rows_[open_before_];
  const std::uint32_t last = std::min<std::uint32_t>(
      paragraph + kCarried, static_cast<std::uint32_t>(document_.paragraphs.size()));
  for (std::uint32_t p = paragraph; p < last; ++p) {
    const std::uint32_t end = std::min(first_mark_[p + 1], first_mark_[p] + kLookAhead);
    for (std::uint32_t i = first_mark_[p]; i < end; ++i) {
      const Mark& mark = marks_[i];
      if (mark.family != open_family_ || mark.measure) continue;
      if (mark.opens >= mark.closes) return false;
      const bool mid_sentence = !is_stop(text()[before.span.end - 1]);
      return document_.hard_wrapped || mid_sentence || p > paragraph ||
             mark.at - document_.paragraphs[p].begin >= kByline;
    }
  }
  return false;
}

void Pairing::end_paragraph() {
  const Span paragraph = document_.paragraphs[paragraph_];
  open_before_ = kNone;
  if (stack_.empty()) return;
  const Open open = stack_.front();
  if (!is_main(open.family) ||
      (open.mark != kNone && rows_[open.row].inner.begin >= paragraph.end)) {
    kill_from(0);
    return;
  }
  if (open.stand_in != kNone) {
    recover(0, paragraph.end);
    return;
  }
  end_at(0, paragraph.end, paragraph.end);
  rows_[open.row].unclosed = true;
  open_before_ = open.row;
  open_family_ = open.family;
}

std::uint32_t Pairing::next_of_family(std::uint32_t mark) const {
  const std::uint32_t end = std::min(marks_end_, mark + 1 + kLookAhead);
  for (std::uint32_t i = mark + 1; i < end; ++i) {
    if (marks_[i].family == marks_[mark].family) return i;
  }
  return kNone;
}

// Is a straight mark behind a digit an inch or a foot? So it is where nothing is open, and where the next mark closes
// what is open.
bool Pairing::is_measure(std::uint32_t mark) const {
  if (find_open(marks_[mark].family) == kNoOpen) return true;
  const std::uint32_t next = next_of_family(mark);
  return next != kNone && !marks_[next].measure && marks_[next].closes > marks_[next].opens;
}

std::size_t Pairing::find_open(Family family) const {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].family == family) return i;
    if (!is_main(family) && is_main(stack_[i].family)) break;
  }
  return kNoOpen;
}

void Pairing::step(std::uint32_t i) {
  const Mark& mark = marks_[i];
  const std::size_t open = find_open(mark.family);
  if (mark.family == Family::kSingle) {
    step_single(i, open);
  } else if (open == kNoOpen) {
    if (mark.opens != kNo && mark.opens >= mark.closes) push(i);
  } else if (mark.closes >= mark.opens || (mark.closes != kNo && closes_better(i))) {
    close(open, i);
  } else if (is_nested(open, i)) {
    push(i);
  } else {
    recover(open, mark.at);
    push(i);
  }
}

// A mark that looks both ways while a quote is open: “Well—”he said. It opens only where the next one closes.
bool Pairing::closes_better(std::uint32_t mark) const {
  const std::uint32_t next = next_of_family(mark);
  return next == kNone || marks_[next].opens >= marks_[next].closes;
}

// Does a mark that opens while its own family is open begin a quote in the quote? So it does where its own closing mark
// is followed by one more. A curly pair inside a paragraph that a straight mark began is one as well.
bool Pairing::is_nested(std::size_t open, std::uint32_t mark) const {
  const Open& outer = stack_[open];
  if (outer.mark != kNone && marks_[outer.mark].straight && !marks_[mark].straight &&
      marks_[outer.mark].at == document_.paragraphs[paragraph_].begin) {
    const std::uint32_t next = next_of_family(mark);
    if (next != kNone && !marks_[next].straight && marks_[next].closes > marks_[next].opens)
      return true;
  }
  bool inside = true;
  std::uint32_t at = mark;
  for (std::uint32_t seen = 0; seen < kLookAhead; ++seen) {
    at = next_of_family(at);
    if (at == kNone) return false;
    const bool opens = marks_[at].opens > marks_[at].closes;
    if (opens == inside)
      return !opens;  // opens in what is open: no; closes what is closed already: the outer one
    inside = opens;
  }
  return false;
}

void Pairing::step_single(std::uint32_t i, std::size_t open) {
  const Mark& mark = marks_[i];
  if (open != kNoOpen && mark.closes != kNo && mark.closes >= mark.opens &&
      mark.at > rows_[stack_[open].row].inner.begin) {
    if (!is_elision(i)) close(open, i);
    return;
  }
  if (mark.opens == kStrong && mark.opens > mark.closes) {
    if (open != kNoOpen && !is_main(Family::kSingle)) {
      kill_from(open);  // that one was an apostrophe
    } else if (open != kNoOpen && !is_nested(open, i)) {
      recover(open, mark.at);
    }
    push(i);
  } else if (open == kNoOpen && !stack_.empty() && mark.closes == kStrong &&
             mark.left == Side::kClosing && stack_.back().stand_in == kNone) {
    stack_.back().stand_in = i;
  }
}

// Is a mark behind a word an apostrophe (the dogs' bowl, goin' home)? So it is where a later one closes the quote
// before any other quote begins or ends.
bool Pairing::is_elision(std::uint32_t i) const {
  const Mark& mark = marks_[i];
  if (mark.left != Side::kLetter || mark.right != Side::kSpace || mark.at < 2) return false;
  const char last = text()[mark.at - 1];
  const bool in = last == 'n' && text()[mark.at - 2] == 'i';
  if (last != 's' && last != 'z' && last != 'o' && !in) return false;
  if (i + 1 >= marks_end_) return false;
  const Mark& next = marks_[i + 1];
  return next.family == Family::kSingle && next.closes == kStrong && next.opens < next.closes;
}

void Pairing::push(std::uint32_t i) {
  push_row({marks_[i].at, marks_[i].at + marks_[i].length}, i, marks_[i].family);
}

void Pairing::push_row(Span span, std::uint32_t mark, Family family) {
  if (stack_.size() >= kDeepest) return;
  Stretch row;
  row.span = span;
  row.inner = {span.end, span.end};
  row.paragraph = paragraph_;
  row.single = family == Family::kSingle;
  row.parent = stack_.empty() ? kNone : stack_.back().row;
  stack_.push_back({static_cast<std::uint32_t>(rows_.size()), mark, family, kNone});
  rows_.push_back(row);
}

// Takes quotes off the stack as if their marks were none. Their rows go when dead ones are dropped.
void Pairing::kill_from(std::size_t open) {
  for (std::size_t k = open; k < stack_.size(); ++k)
    rows_[stack_[k].row].span.end = rows_[stack_[k].row].span.begin;
  stack_.resize(open);
}

void Pairing::end_at(std::size_t open, std::uint32_t inner_end, std::uint32_t end) {
  kill_from(open + 1);
  Stretch& row = rows_[stack_[open].row];
  row.inner.end = inner_end;
  row.span.end = end;
  stack_.resize(open);
}

void Pairing::close(std::size_t open, std::uint32_t i) {
  const Mark& mark = marks_[i];
  Stretch& row = rows_[stack_[open].row];
  const bool lone = open == 0 && !is_main(stack_[open].family);
  const bool opened_here = stack_[open].mark != kNone;
  end_at(open, mark.at, mark.at + mark.length);
  if (lone && !may_stand_alone(row)) row.span.end = row.span.begin;
  // Two marks with nothing between are no quote.
  const std::string_view inner = slice(text(), row.inner);
  if (opened_here && std::all_of(inner.begin(), inner.end(), is_space_byte))
    row.span.end = row.span.begin;
}

// A single-marked quote outside of any other, in a text whose main marks are double ones: a headline's, or a short one.
bool Pairing::may_stand_alone(const Stretch& row) const {
  return document_.paragraphs[row.paragraph].size() <= kHeadline || row.span.size() <= kScare;
}

// An open quote whose closing mark is missing, while another quote begins at `limit`, or the paragraph ends there.
void Pairing::recover(std::size_t open, std::uint32_t limit) {
  const Open lost = stack_[open];
  const std::uint32_t begin = rows_[lost.row].inner.begin;
  if (lost.stand_in != kNone) {
    const Mark& mark = marks_[lost.stand_in];
    end_at(open, mark.at, mark.at + mark.length);
    return;
  }
  std::uint32_t end = end_before(begin, limit);
  // Not within a quote that stands in it.
  for (std::size_t i = lost.row + 1; i < rows_.size(); ++i) {
    if (rows_[i].span.begin < end) end = std::max(end, rows_[i].span.end);
  }
  if (end <= begin) {
    kill_from(open);
    return;
  }
  end_at(open, end, end);
  rows_[lost.row].unclosed = true;
}

// Where a quote may have ended before another one begins: before a short clause between commas (he added,), else with
// the last word.
std::uint32_t Pairing::end_before(std::uint32_t begin, std::uint32_t limit) const {
  std::uint32_t end = limit;
  while (end > begin && is_space_byte(text()[end - 1])) --end;
  if (end <= begin || (text()[end - 1] != ',' && text()[end - 1] != ':')) return end;
  const std::uint32_t from = end - begin > kClause ? end - kClause : begin;
  for (std::uint32_t at = end - 1; at > from; --at) {
    const char c = text()[at - 1];
    if ((c == ',' || is_stop(c)) && is_space_byte(text()[at])) return at;
  }
  return end;
}

// Leaves out the rows without an end, and ties what was nested in them, or now stands outside, to the row around.
void Pairing::drop_dead() {
  std::vector<std::uint32_t> place(
      rows_.size(), kNone);  // of each row among the kept; of a dead one, its parent's
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    Stretch row = rows_[i];
    std::uint32_t parent = row.parent == kNone ? kNone : place[row.parent];
    while (parent != kNone && !rows_[parent].span.contains(row.span)) parent = rows_[parent].parent;
    row.parent = parent;
    place[i] = parent;
    if (row.span.empty()) continue;
    place[i] = static_cast<std::uint32_t>(kept);
    rows_[kept++] = row;
  }
  rows_.resize(kept);
}

}  // namespace quoteledger::marks_detail
