#include "quoteledger/audit/quote.h"

#include <algorithm>
#include <array>
#include <utility>

#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

using MarkPair = std::pair<std::string_view, std::string_view>;
// Longest first. A mark that never closed (a quote over paragraphs) has an opening one only.
constexpr std::array<MarkPair, 16> kPairs = {{{"“", "”"},
                                              {"„", "“"},
                                              {"„", "”"},
                                              {"»", "«"},
                                              {"«", "»"},
                                              {"‹", "›"},
                                              {"›", "‹"},
                                              {"‘", "’"},
                                              {"‚", "‘"},
                                              {"‚", "’"},
                                              {"``", "''"},
                                              {"''", "''"},
                                              {"「", "」"},
                                              {"『", "』"},
                                              {"\"", "\""},
                                              {"'", "'"}}};

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    std::size_t at = 0;
    if (!is_space(next_code_point(text, at))) break;
    text.remove_prefix(at);
  }
  while (!text.empty()) {
    std::size_t at = text.size();
    if (!is_space(previous_code_point(text, at))) break;
    text.remove_suffix(text.size() - at);
  }
  return text;
}

// Behind an ellipsis at byte `at`, or `at` itself: …, ..., . . ., and those in square or round brackets.
std::size_t skip_ellipsis(std::string_view text, std::size_t at) {
  const std::size_t from = at;
  const char open = text[at];
  const bool closed = open == '[' || open == '(';
  if (closed) ++at;
  const auto skip_blanks = [&](std::size_t i) {
    while (i < text.size()) {
      std::size_t next = i;
      if (!is_space(next_code_point(text, next))) break;
      i = next;
    }
    return i;
  };
  if (closed) at = skip_blanks(at);
  int dots = 0;
  std::size_t end = at;
  while (at < text.size()) {
    if (text.substr(at, 3) == "…") {
      dots += 3;
      at += 3;
    } else if (text[at] == '.') {
      ++dots;
      ++at;
    } else {
      break;
    }
    end = at;
    const std::size_t next = skip_blanks(at);
    if (next < text.size() && (text[next] == '.' || text.substr(next, 3) == "…")) at = next;
  }
  if (dots < 3) return from;
  if (closed) {
    end = skip_blanks(end);
    if (end >= text.size() || text[end] != (open == '[' ? ']' : ')')) return from;
    ++end;
  }
  return end;
}

// Marks with no word between that are kept: more of them say no more.
constexpr std::size_t kMostMarks = 8;

bool is_word_byte(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  std::size_t next = at;
  const char32_t c = next_code_point(text, next);
  return is_letter(c) || is_digit(c);
}

bool word_ends_at(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const char32_t c = previous_code_point(text, at);
  return is_letter(c) || is_digit(c);
}

bool has_word(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_letter(c) || is_digit(c)) return true;
  }
  return false;
}

class QuoteReader {
 public:
  QuoteReader(std::string_view text, Quote& out) : text_(text), out_(out) {}

  void read(bool editorial) {
    if (!editorial) {
      words(0, text_.size());
      return;
    }
    std::size_t from = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const char c = text_[at];
      const bool maybe = c == '[' || c == '(' || c == '.' || text_.substr(at, 3) == "…";
      if (const std::size_t end = maybe ? skip_ellipsis(text_, at) : at; end != at) {
        words(from, at);
        mark(at, end, true);
        at = from = end;
        continue;
      }
      const std::size_t close = c == '[' ? closing(at) : std::string_view::npos;
      if (close == std::string_view::npos) {
        ++at;
        continue;
      }
      out_.brackets = true;
      const std::string_view inside = text_.substr(at + 1, close - at - 1);
      const bool attached = word_ends_at(text_, at) || is_word_byte(text_, close + 1);
      if (attached && has_word(inside) && fold(inside) != "sic") {
        from = at = patch(from, at);
      } else {
        words(from, at);
        mark(at, close + 1, false);
        at = from = close + 1;
        // “[Ruiz]’s”: the ending belongs to what stands in the brackets.
        for (const std::string_view mark : {std::string_view("'s"), std::string_view("’s")}) {
          if (text_.substr(from, mark.size()) == mark && !is_word_byte(text_, from + mark.size())) {
            at = from = from + mark.size();
            break;
          }
        }
      }
    }
    words(from, text_.size());
  }

 private:
  // The next ] from a byte on; sought once, not for each [ before it.
  std::size_t closing(std::size_t at) {
    if (closing_ < at || closing_from_ > at) {
      closing_ = text_.find(']', at);
      closing_from_ = at;
    }
    return closing_;
  }

  void mark(std::size_t begin, std::size_t end, bool ellipsis) {
    QuoteMark mark;
    mark.before = static_cast<std::uint32_t>(out_.words.size());
    if (const std::size_t count = out_.marks.size();
        count >= kMostMarks && out_.marks[count - kMostMarks].before == mark.before)
      return;
    mark.ellipsis = ellipsis;
    mark.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (!ellipsis) {
      const std::string_view inside = trim(text_.substr(begin + 1, end - begin - 2));
      mark.sic = fold(inside) == "sic";
      const std::array<Span, 1> part = {mark.span};
      WordReader reader(text_, part);
      Word word;
      while (reader.next(word)) ++mark.inside;
    }
    out_.marks.push_back(mark);
  }

  void words(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const std::array<Span, 1> part = {
        Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
    WordReader reader(text_, part);
    Word word;
    while (reader.next(word)) add(word.span, folded_word(text_, part, word.span));
  }

  void add(Span span, std::string folded) {
    QuoteWord word;
    word.span = span;
    word.folded = std::move(folded);
    word.hash = hash_of(word.folded);
    word.key = short_hash(word.hash);
    out_.words.push_back(std::move(word));
  }

  // A word with brackets inside it, one or more. Returns the byte behind it.
  std::size_t patch(std::size_t from, std::size_t bracket) {
    std::size_t begin = bracket;
    while (begin > from) {
      std::size_t before = begin;
      const char32_t c = previous_code_point(text_, before);
      if (!is_letter(c) && !is_digit(c) && !is_mark(c) && c != '\'' && c != 0x2019) break;
      begin = before;
    }
    words(from, begin);
    std::string whole, head, tail;
    std::size_t at = begin;
    bool seen = false;
    while (at < text_.size()) {
      if (text_[at] == '[') {
        const std::size_t close = closing(at);
        if (close == std::string_view::npos) break;
        whole.append(text_.substr(at + 1, close - at - 1));
        tail.clear();
        seen = true;
        at = close + 1;
        continue;
      }
      std::size_t next = at;
      const char32_t c = next_code_point(text_, next);
      const bool inner = c == '\'' || c == 0x2019;
      const bool word =
          is_letter(c) || is_digit(c) || is_mark(c) || (inner && is_word_byte(text_, next));
      if (at >= bracket && !word) break;
      whole.append(text_.substr(at, next - at));
      (seen ? tail : head).append(text_.substr(at, next - at));
      at = next;
    }
    const auto folded = [](const std::string& part) {
      const std::array<Span, 1> all = {Span{0, static_cast<std::uint32_t>(part.size())}};
      return folded_word(part, all, all[0]);
    };
    add({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, folded(whole));
    QuoteWord& word = out_.words.back();
    word.patch = {true, folded(head), folded(tail)};
    return at;
  }

  std::string_view text_;
  Quote& out_;
  std::size_t closing_ = 0;
  std::size_t closing_from_ = 1;  // closing_ is the first ] from here on
};

}  // namespace

std::string_view strip_marks(std::string_view quote) {
  quote = trim(quote);
  for (const auto& [open, close] : kPairs) {
    if (quote.size() > open.size() + close.size() && quote.starts_with(open) &&
        quote.ends_with(close)) {
      return trim(quote.substr(open.size(), quote.size() - open.size() - close.size()));
    }
  }
  for (const auto& [open, close] : kPairs) {
    if (open == "'" || open == "‘") continue;  // may be an apostrophe
    if (quote.size() > open.size() && quote.starts_with(open) &&
        quote.find(close, open.size()) == std::string_view::npos) {
      return trim(quote.substr(open.size()));
    }
  }
  return quote;
}

std::vector<QuoteMark>::const_iterator Quote::first_mark(std::uint32_t word) const {
  return std::lower_bound(
      marks.begin(), marks.end(), word,
      [](const QuoteMark& mark, std::uint32_t before) { return mark.before < before; });
}

bool Quote::has_mark(std::uint32_t from, std::uint32_t to, bool ellipsis) const {
  for (auto mark = first_mark(from); mark != marks.end() && mark->before <= to; ++mark) {
    if (mark->ellipsis == ellipsis) return true;
  }
  return false;
}

Quote read_quote(std::string_view quote, bool editorial) {
  Quote out;
  // Bytes that are no UTF-8 would fit parts of characters.
  std::string valid;
  for (std::size_t at = 0; at < quote.size();) append_code_point(next_code_point(quote, at), valid);
  out.text = std::string(strip_marks(valid));
  QuoteReader(out.text, out).read(editorial);
  return out;
}

}  // namespace quoteledger::audit_detail
