#include "quoteledger/audit/edits.h"

#include <algorithm>
#include <array>

#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::uint32_t kLongElision = 200;  // code points

using Words = std::vector<std::string>;

struct Kind {
  const char* kind;
  const char* severity;
};

// What is in one list of words and not in the other, whatever the order.
Words without(const Words& words, Words others) {
  Words out;
  for (const std::string& word : words) {
    const auto found = std::find(others.begin(), others.end(), word);
    if (found == others.end()) {
      out.push_back(word);
    } else {
      others.erase(found);
    }
  }
  return out;
}

std::string concatenated(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

std::string unmarked(std::string word) {
  std::erase(word, '\'');
  return word;
}

// Do two of the words meet with a digit on both sides: 555 0134?
bool has_digit_seam(const Words& words) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!words[i - 1].empty() && !words[i].empty() && digit(words[i - 1].back()) &&
        digit(words[i].front()))
      return true;
  }
  return false;
}

// The part of a word that its endings leave: works for regular English forms, and does no harm elsewhere.
std::string_view stem(std::string_view word) {
  for (const std::string_view ending :
       {"'s", "ies", "ied", "ing", "ed", "es", "s", "ly", "d", "y", "e"}) {
    if (word.size() >= ending.size() + 3 && word.ends_with(ending)) {
      word.remove_suffix(ending.size());
      break;
    }
  }
  if (word.size() > 4 && word[word.size() - 1] == word[word.size() - 2]) word.remove_suffix(1);
  return word;
}

bool is_past(std::string_view word) { return word.ends_with("ed"); }

template <typename Test>
std::size_t count(const Words& words, const Test& test) {
  return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), test));
}

// The names among the words as written: capitals that no start of a sentence explains.
bool has_name(const Words& raw, const Lexicon& lexicon, bool at_start) {
  for (std::size_t i = at_start ? 1 : 0; i < raw.size(); ++i) {
    std::size_t at = 0;
    if (raw[i].empty() || !is_upper(next_code_point(raw[i], at))) continue;
    const std::string folded = fold(raw[i]);
    if (raw[i].size() > 1 && !lexicon.has(List::kFunction, folded) && folded.substr(0, 2) != "i'")
      return true;
  }
  return false;
}

struct Change {
  Words from, to;           // folded
  Words from_raw, to_raw;   // as written
  bool from_start = false;  // the first word opens a sentence
  bool to_start = false;
};

Kind classify(const Change& change, const Lexicon& lexicon) {
  const Words gone = without(change.from, change.to);
  const Words come = without(change.to, change.from);
  if (gone.empty() && come.empty()) return {"order", "medium"};
  // Dont, didnt: the apostrophe was forgotten.
  if (lexicon.readings(concatenated(change.from)) != nullptr ||
      lexicon.readings(concatenated(change.to)) != nullptr) {
    if (unmarked(concatenated(change.from)) == unmarked(concatenated(change.to)) &&
        unmarked(concatenated(change.from)).ends_with("nt"))
      return {"spacing", "low"};
  }
  const auto negation = [&](const std::string& w) { return lexicon.is_negation(w); };
  if (count(gone, negation) != count(come, negation)) return {"negation", "high"};
  if (concatenated(change.from) == concatenated(change.to)) {
    if (has_digit_seam(change.from) || has_digit_seam(change.to)) return {"number", "high"};
    return {"spacing", "low"};
  }
  const auto any_pair = [&](const auto& test) {
    return std::any_of(gone.begin(), gone.end(), [&](const std::string& x) {
      return std::any_of(come.begin(), come.end(),
                         [&](const std::string& y) { return test(x, y); });
    });
  };
  const auto denies = [&](const std::string& x, const std::string& y) {
    return lexicon.denies(x, y);
  };
  if (any_pair(denies)) return {"negation", "high"};
  // 25, twenty-five: another way to write the same.
  if (lexicon.in_figures(change.from) == lexicon.in_figures(change.to)) return {"number", "low"};
  const auto number = [&](const std::string& w) { return lexicon.is_number(w); };
  if (count(gone, number) + count(come, number) > 0) return {"number", "high"};
  const auto pair = [&](List list) {
    return any_pair(
        [&](const std::string& x, const std::string& y) { return lexicon.related(list, x, y); });
  };
  if (pair(List::kGender)) return {"gender", "high"};
  if (pair(List::kTense)) return {"tense", "medium"};
  if (pair(List::kOpposite)) return {"opposite", "high"};
  if (has_name(change.from_raw, lexicon, change.from_start) ||
      has_name(change.to_raw, lexicon, change.to_start)) {
    return {"name", "high"};
  }
  const auto in = [&](List list) {
    return [&lexicon, list](const std::string& w) { return lexicon.has(list, w); };
  };
  const auto any = [&](List list) { return count(gone, in(list)) + count(come, in(list)) > 0; };
  const auto all = [&](List list) {
    return count(gone, in(list)) == gone.size() && count(come, in(list)) == come.size();
  };
  if (any(List::kModality)) return {"modality", "high"};
  if (any(List::kLimiter)) return {"limiter", "high"};
  if (pair(List::kSynonym)) return {"synonym", "low"};
  if (all(List::kConnective)) return {"connective", "medium"};
  if (all(List::kEmphasis)) return {"emphasis", "low"};
  if (gone.size() == 1 && come.size() == 1 && stem(gone[0]) == stem(come[0])) {
    if (is_past(gone[0]) != is_past(come[0])) return {"tense", "medium"};
    return {"inflection", "low"};
  }
  // We, they: somebody else is meant.
  if (any(List::kPerson) && count(gone, in(List::kPerson)) == count(come, in(List::kPerson)) &&
      !pair(List::kPerson))
    return {"person", "medium"};
  if (all(List::kFunction)) return {"function", "low"};
  if (gone.empty()) return {"addition", "medium"};
  if (come.empty()) return {"omission", "medium"};
  return {"word", "medium"};
}

// What a bracket did to the meaning; no kind where it did nothing that brackets are not for.
Kind classify_bracket(const Change& change, const Lexicon& lexicon) {
  if (unmarked(concatenated(change.from)) == unmarked(concatenated(change.to)) ||
      lexicon.in_figures(change.from) == lexicon.in_figures(change.to))
    return {nullptr, nullptr};
  const Words gone = without(change.from, change.to);
  const Words come = without(change.to, change.from);
  const auto negation = [&](const std::string& w) { return lexicon.is_negation(w); };
  if (count(gone, negation) != count(come, negation)) return {"negation", "high"};
  const auto any_pair = [&](const auto& test) {
    return std::any_of(gone.begin(), gone.end(), [&](const std::string& x) {
      return std::any_of(come.begin(), come.end(),
                         [&](const std::string& y) { return test(x, y); });
    });
  };
  const auto related = [&](List list) {
    return any_pair(
        [&](const std::string& x, const std::string& y) { return lexicon.related(list, x, y); });
  };
  if (any_pair([&](const std::string& x, const std::string& y) { return lexicon.denies(x, y); }))
    return {"negation", "high"};
  const auto number = [&](const std::string& w) { return lexicon.is_number(w); };
  const auto numbers = count(gone, number);
  if (numbers > 0 && (count(come, number) > 0 || numbers == change.from.size()))
    return {"number", "high"};
  if (any_pair([&](const std::string& x, const std::string& y) {
        return lexicon.related(List::kGender, x, y) && !lexicon.has(List::kNeuter, x) &&
               !lexicon.has(List::kNeuter, y);
      }))
    return {"gender", "high"};
  if (related(List::kOpposite)) return {"opposite", "high"};
  // A name for another; one for a pronoun is what brackets are for.
  if (has_name(change.from_raw, lexicon, change.from_start) &&
      has_name(change.to_raw, lexicon, false) && gone.size() == change.from.size())
    return {"name", "high"};
  const auto in = [&](List list) {
    return [&lexicon, list](const std::string& w) { return lexicon.has(list, w); };
  };
  const auto turned = [&](List list) {
    return count(gone, in(list)) > 0 ||
           (change.from.empty() && !come.empty() && count(come, in(list)) == come.size());
  };
  if (turned(List::kModality)) return {"modality", "high"};
  if (turned(List::kLimiter)) return {"limiter", "high"};
  if (change.from.empty() && count(come, in(List::kOpposite)) > 0) return {"insertion", "medium"};
  return {nullptr, nullptr};
}

class EditMaker {
 public:
  EditMaker(const Index& index, const std::vector<Source>& sources, const Quote& quote,
            const Lexicon& lexicon, std::vector<std::string>& flags)
      : index_(index), sources_(sources), quote_(quote), lexicon_(lexicon), flags_(flags) {}

  std::vector<Edit> make(const std::vector<Step>& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Step& step = steps[i];
      switch (step.kind) {
        case StepKind::kSame:
          break;
        case StepKind::kReplace:
        case StepKind::kInsert:
        case StepKind::kOmit: {
          std::size_t last = i;
          while (last + 1 < steps.size() && is_change(steps[last + 1]) &&
                 steps[last + 1].source == step.source)
            ++last;
          // Words that change places: omitted here, the same words inserted a word or two further on.
          if (moved(steps, i, last)) {
            change(steps, i, last + 2, true);
            i = last + 2;
          } else {
            change(steps, i, last, false);
            i = last;
          }
          break;
        }
        case StepKind::kJoin:
          simple(step, "join", "spacing", "none");
          break;
        case StepKind::kShort:
          simple(step, "replace", "contraction", "low");
          break;
        case StepKind::kPatch:
          patch(step);
          break;
        case StepKind::kBracket:
          bracket(step);
          break;
        case StepKind::kElide:
          elide(step);
          break;
        case StepKind::kJump:
          jump(step);
          break;
      }
    }
    return std::move(out_);
  }

 private:
  static bool is_change(const Step& step) {
    return step.kind == StepKind::kReplace || step.kind == StepKind::kInsert ||
           step.kind == StepKind::kOmit;
  }

  // steps[last + 1] is one or two words that stand, steps[last + 2] is the other half of a move.
  bool moved(const std::vector<Step>& steps, std::size_t first, std::size_t last) {
    if (last != first || last + 2 >= steps.size()) return false;
    const Step& a = steps[first];
    const Step& middle = steps[last + 1];
    const Step& b = steps[last + 2];
    if (middle.kind != StepKind::kSame || middle.quote_size() > 3) return false;
    if (last + 3 < steps.size() && is_change(steps[last + 3])) return false;
    const bool out = a.kind == StepKind::kOmit && b.kind == StepKind::kInsert &&
                     a.source_size() == b.quote_size();
    const bool in = a.kind == StepKind::kInsert && b.kind == StepKind::kOmit &&
                    b.source_size() == a.quote_size();
    if (!out && !in) return false;
    const Step& taken = out ? a : b;
    const Step& put = out ? b : a;
    for (std::uint32_t i = 0; i < taken.source_size(); ++i) {
      if (index_.word(taken.source_begin + i) != quote_.words[put.quote_begin + i].key)
        return false;
    }
    return true;
  }

  Span source_span(std::uint32_t source, std::uint32_t begin, std::uint32_t end) const {
    constexpr std::uint32_t kMany = 64;  // of a chapter, its first and last word will do
    if (end > begin && end - begin > kMany) {
      const Span first = source_span(source, begin, begin + 1);
      return {first.begin, std::max(first.end, source_span(source, end - 1, end).end)};
    }
    const auto words = read_source_words(index_, sources_[source], begin, end, false);
    if (!words.empty()) return {words.front().span.begin, words.back().span.end};
    // Nothing: the place behind the word before, or before the first.
    if (begin > index_.source_begin(source)) {
      const auto before = read_source_words(index_, sources_[source], begin - 1, begin, false);
      if (!before.empty()) return {before[0].span.end, before[0].span.end};
    }
    return {};
  }

  Span quote_span(std::uint32_t begin, std::uint32_t end) const {
    if (begin < end) return {quote_.words[begin].span.begin, quote_.words[end - 1].span.end};
    const std::uint32_t at = begin > 0 ? quote_.words[begin - 1].span.end : 0;
    return {at, at};
  }

  // Of the source's words in `from`, no more than `most` bytes are told.
  Edit& add(const char* op, std::uint32_t source, Span from, Span to,
            std::uint32_t most = 0xFFFFFFFF) {
    const Document& document = sources_[source].document;
    Edit& edit = out_.emplace_back();
    edit.op = op;
    Span told = from;
    if (from.size() > most) {
      told.end = from.begin + most;
      while ((static_cast<unsigned char>(document.text[told.end]) & 0xC0) == 0x80) --told.end;
    }
    edit.from = speech_text(sources_[source], told);
    edit.to = std::string(slice(quote_.text, to));
    edit.start = sources_[source].code_point(from.begin);
    edit.end = sources_[source].code_point(from.end);
    edit.quote_begin = to.begin;
    edit.quote_end = to.end;
    return edit;
  }

  void simple(const Step& step, const char* op, const char* kind, const char* severity) {
    Edit& edit = add(op, step.source, source_span(step.source, step.source_begin, step.source_end),
                     quote_span(step.quote_begin, step.quote_end));
    edit.kind = kind;
    edit.severity = severity;
  }

  bool starts_sentence(std::string_view text, std::uint32_t at) const {
    while (at > 0) {
      const char c = text[at - 1];
      if (c == '.') {  // of “Mrs.” or an initial it ends no sentence
        std::uint32_t begin = at - 1;
        while (begin > 0 && ((text[begin - 1] | 0x20) >= 'a' && (text[begin - 1] | 0x20) <= 'z'))
          --begin;
        return at - 1 - begin != 1 &&
               !lexicon_.has(List::kTitle, fold(text.substr(begin, at - 1 - begin)));
      }
      if (c == '!' || c == '?') return true;
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ',' ||
          c == ';')
        return false;
      --at;
    }
    return true;
  }

  void change(const std::vector<Step>& steps, std::size_t first, std::size_t last, bool move) {
    const std::uint32_t source = steps[first].source;
    const std::uint32_t begin = steps[first].source_begin;
    const std::uint32_t end = steps[last].source_end;
    const std::uint32_t quote_begin = steps[first].quote_begin;
    const std::uint32_t quote_end = steps[last].quote_end;
    Change change;
    const std::string& text = sources_[source].document.text;
    const auto words = read_source_words(index_, sources_[source], begin, end, true);
    for (const SourceWord& word : words) {
      change.from.push_back(word.folded);
      change.from_raw.emplace_back(slice(text, word.span));
    }
    for (std::uint32_t i = quote_begin; i < quote_end; ++i) {
      change.to.push_back(quote_.words[i].folded);
      change.to_raw.emplace_back(slice(quote_.text, quote_.words[i].span));
    }
    if (!words.empty()) change.from_start = starts_sentence(text, words.front().span.begin);
    if (quote_begin < quote_end)
      change.to_start = starts_sentence(quote_.text, quote_.words[quote_begin].span.begin);
    const Kind kind = move ? Kind{"order", "medium"} : classify(change, lexicon_);
    const char* op = move                  ? "move"
                     : change.from.empty() ? "insert"
                     : change.to.empty()   ? "omit"
                                           : "replace";
    Edit& edit =
        add(op, source, source_span(source, begin, end), quote_span(quote_begin, quote_end));
    edit.kind = kind.kind;
    edit.severity = kind.severity;
  }

  [[nodiscard]] const QuoteMark* mark_at(std::uint32_t word, bool ellipsis) const {
    for (auto mark = quote_.first_mark(word); mark != quote_.marks.end() && mark->before == word;
         ++mark) {
      if (mark->ellipsis == ellipsis) return &*mark;
    }
    return nullptr;
  }

  // What brackets do to the meaning is told as that of any other change; what they do to the wording is their right.
  void weigh(const Change& change, Edit& edit) {
    const Kind kind = classify_bracket(change, lexicon_);
    if (kind.kind == nullptr) return;
    edit.kind = kind.kind;
    edit.severity = kind.severity;
    if (edit.severity == "high")
      flag(edit.kind == "negation" ? "bracket_hides_negation" : "bracket_changes_meaning");
  }

  void patch(const Step& step) {
    simple(step, "bracket", "bracket", "none");
    Change change;
    for (const SourceWord& word :
         read_source_words(index_, sources_[step.source], step.source_begin, step.source_end, true))
      change.from.push_back(word.folded);
    for (std::uint32_t i = step.quote_begin; i < step.quote_end; ++i)
      change.to.push_back(quote_.words[i].folded);
    weigh(change, out_.back());
  }

  void bracket(const Step& step) {
    const QuoteMark* mark = mark_at(step.quote_begin, false);
    Edit& edit =
        add("bracket", step.source, source_span(step.source, step.source_begin, step.source_end),
            mark != nullptr ? mark->span : quote_span(step.quote_begin, step.quote_end));
    edit.kind = mark != nullptr && mark->sic ? "sic"
                : step.source_size() == 0    ? "insertion"
                                             : "replacement";
    edit.severity = "none";
    if (mark == nullptr || mark->sic) return;
    Change change;
    const std::string& text = sources_[step.source].document.text;
    for (const SourceWord& word : read_source_words(index_, sources_[step.source],
                                                    step.source_begin, step.source_end, true)) {
      if (change.from.empty()) change.from_start = starts_sentence(text, word.span.begin);
      change.from.push_back(word.folded);
      change.from_raw.emplace_back(slice(text, word.span));
    }
    const std::array<Span, 1> inside = {mark->span};
    WordReader reader(quote_.text, inside);
    for (Word word; reader.next(word);) {
      change.to.push_back(folded_word(quote_.text, inside, word.span));
      change.to_raw.emplace_back(slice(quote_.text, word.span));
    }
    weigh(change, edit);
  }

  void flag(const char* name) {
    if (std::find(flags_.begin(), flags_.end(), name) == flags_.end()) flags_.emplace_back(name);
  }

  void elide(const Step& step) {
    const Span span = source_span(step.source, step.source_begin, step.source_end);
    const QuoteMark* mark = mark_at(step.quote_begin, true);
    constexpr std::uint32_t kTold = 4000;  // more than is kept below, for the tags of transcripts
    Edit& edit =
        add("elide", step.source, span,
            mark != nullptr ? mark->span : quote_span(step.quote_begin, step.quote_end), kTold);
    bool negation = false;
    bool limiter = false;
    const std::uint32_t end = std::min(step.source_end, step.source_begin + 2000);
    for (const SourceWord& word :
         read_source_words(index_, sources_[step.source], step.source_begin, end, true)) {
      negation = negation || lexicon_.is_negation(word.folded);
      limiter = limiter || lexicon_.has(List::kLimiter, word.folded);
    }
    const bool wide = edit.end - edit.start > kLongElision;
    if (negation) flag("elision_hides_negation");
    if (limiter) flag("elision_hides_limiter");
    if (wide) flag("elision_long");
    edit.kind = negation ? "negation" : limiter ? "limiter" : wide ? "long" : "elision";
    edit.severity = negation ? "high" : limiter || wide ? "medium" : "none";
    if (edit.from.size() > 400) {  // what is left out may be a chapter
      std::size_t cut = 400;
      while (cut > 0 && (static_cast<unsigned char>(edit.from[cut]) & 0xC0) == 0x80) --cut;
      edit.from.resize(cut);
      edit.from += "…";
    }
  }

  void jump(const Step& step) {
    const Span at = source_span(step.source, step.source_begin, step.source_begin);
    const Span before = step.quote_begin < quote_.words.size()
                            ? quote_span(step.quote_begin, step.quote_begin + 1)
                            : quote_span(step.quote_begin, step.quote_begin);
    Edit& edit = add("jump", step.source, at, {before.begin, before.begin});
    edit.kind = "splice";
    edit.severity = "high";
  }

  const Index& index_;
  const std::vector<Source>& sources_;
  const Quote& quote_;
  const Lexicon& lexicon_;
  std::vector<std::string>& flags_;
  std::vector<Edit> out_;
};

}  // namespace

std::string speech_text(const Source& source, Span span) {
  const std::string& text = source.document.text;
  const auto& parts = source.speech.parts;
  auto part = std::upper_bound(parts.begin(), parts.end(), span.begin,
                               [](std::uint32_t at, Span p) { return at < p.end; });
  if (part != parts.end() && part->contains(span)) return std::string(slice(text, span));
  std::string out;
  for (; part != parts.end() && part->begin < span.end; ++part) {
    const Span cut = {std::max(part->begin, span.begin), std::min(part->end, span.end)};
    if (cut.empty()) continue;
    // A tag is no blank, a line end is one.
    const bool tag =
        part != parts.begin() &&
        std::string_view(text).substr((part - 1)->end, part->begin - (part - 1)->end).find('\n') ==
            std::string::npos;
    if (!out.empty() && !tag) out += ' ';
    for (const char c : slice(text, cut)) out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

std::vector<Edit> make_edits(const Index& index, const std::vector<Source>& sources,
                             const Quote& quote, const std::vector<Step>& steps,
                             const Lexicon& lexicon, std::vector<std::string>& flags) {
  return EditMaker(index, sources, quote, lexicon, flags).make(steps);
}

}  // namespace quoteledger::audit_detail
