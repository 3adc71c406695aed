#include "quoteledger/frame/frame.h"

#include <algorithm>
#include <memory>
#include <type_traits>

#include "quoteledger/tokens/tokens.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

// What stands for a quote when sentences are sought: a letter, as UAX #29 asks of the start of a sentence (SB8), a small
// one where the quote begins small; then a mark that tells how the quote ended.
std::string_view mask_of(Special end, bool small) {
  switch (end) {
    case Special::kQuoteComma:
      return small ? "a," : "\u4E00,";
    case Special::kQuoteStop:
    case Special::kQuoteAsk:
      return small ? "a." : "\u4E00.";
    default:
      return small ? "a" : "\u4E00";
  }
}

bool ends_sentence(std::string_view mark) {
  return mark == "." || mark == "?" || mark == "!" || mark == "\u2026" || mark == "..." ||
         mark == "\u3002";
}

// Does a text end with a title that is written short (Dr., Sen.), which a name follows? The locale knows few of them.
bool ends_with_title(std::string_view text, const Vocabulary& vocabulary) {
  constexpr std::size_t kLongest = 8;  // bytes, with its stop
  text = text.substr(0, text.find_last_not_of(' ') + 1);
  if (!text.ends_with('.')) return false;
  const std::size_t blank = text.find_last_of(" \n\t(");
  text.remove_prefix(blank == std::string_view::npos ? 0 : blank + 1);
  if (text.size() < 3 || text.size() > kLongest) return false;
  return vocabulary.has("title", fold_token(text));
}

constexpr std::size_t kHeadlineTokens = 40;
constexpr std::uint32_t kNone = Stretch::kNone;

template <typename T>
std::span<const T> keep(const std::vector<T>& items, std::pmr::memory_resource& memory) {
  static_assert(std::is_trivially_destructible_v<T>);  // nobody destroys what the memory holds
  T* const place = std::pmr::polymorphic_allocator<T>(&memory).allocate(items.size());
  std::uninitialized_copy(items.begin(), items.end(), place);
  return {place, items.size()};
}

}  // namespace

Special quote_end(std::string_view inner) {
  while (!inner.empty() && (inner.back() == ' ' || inner.back() == '\n')) inner.remove_suffix(1);
  if (inner.empty()) return Special::kQuoteOpen;
  if (inner.ends_with("\u2026") || inner.ends_with("...") || inner.ends_with("\u2014") ||
      inner.ends_with("\u2013") || inner.ends_with("-")) {
    return Special::kQuoteDash;
  }
  // A mark of a quote inside the quote hides its end.
  while (inner.ends_with("'") || inner.ends_with("\"") || inner.ends_with("\u2019") ||
         inner.ends_with("\u201D")) {
    inner.remove_suffix(inner.back() == '\'' || inner.back() == '"' ? 1 : 3);
  }
  if (inner.empty()) return Special::kQuoteOpen;
  switch (inner.back()) {
    case ',':
      return Special::kQuoteComma;
    case '.':
      return Special::kQuoteStop;
    case '?':
    case '!':
      return Special::kQuoteAsk;
    default:
      return Special::kQuoteOpen;
  }
}

bool starts_lower(std::string_view inner) {
  for (std::size_t at = 0; at < inner.size();) {
    const char32_t c = next_code_point(inner, at);
    if (is_letter(c)) return is_lower(c);
    if (is_digit(c)) return false;
  }
  return false;
}

Frames::Frames(const Document& document, const std::vector<Stretch>& stretches,
               const Grammar& grammar, SentenceBreaker& breaker, KnownWords& words)
    : document_(document),
      stretches_(stretches),
      grammar_(grammar),
      breaker_(breaker),
      words_(words) {
  words_.begin_document();
  frames_.resize(document.paragraphs.size());
  first_stretch_.assign(document.paragraphs.size() + 1,
                        static_cast<std::uint32_t>(stretches.size()));
  for (std::size_t i = stretches.size(); i-- > 0;)
    first_stretch_[stretches[i].paragraph] = static_cast<std::uint32_t>(i);
  for (std::size_t i = document.paragraphs.size(); i-- > 0;)
    first_stretch_[i] = std::min(first_stretch_[i], first_stretch_[i + 1]);
}

const ParagraphFrame& Frames::paragraph(std::uint32_t index) {
  ParagraphFrame& frame = frames_[index];
  if (frame.built) return frame;
  frame.headline = build(document_.paragraphs[index], kNone, first_stretch_[index]);
  frame.tokens = keep(row_, token_memory_);
  frame.sentences = keep(starts_, sentence_memory_);
  frame.built = true;
  return frame;
}

const ParagraphFrame& Frames::inside(std::uint32_t stretch) {
  const Span span = stretches_[stretch].span;
  while (!inside_.empty() && !stretches_[inside_.back().stretch].span.contains(span))
    inside_.pop_back();
  for (const Inside& known : inside_) {
    if (known.stretch == stretch) return known.frame;
  }
  const bool headline = build(stretches_[stretch].inner, stretch, stretch + 1);
  Inside& inside = inside_.emplace_back(Inside{stretch, row_, starts_, {}});
  inside.frame = {inside.tokens, inside.sentences, headline, true};
  return inside.frame;
}

Frames::Word Frames::look_at(std::string_view text) {
  const RawToken raw = first_token(text);
  return {text.data(), raw, words_.find(text.substr(0, raw.length))};
}

// The longest phrase of up to `most` words that the text starts with; raw is its first word. Makes the token as long as
// the phrase, or leaves it as it is and gives 0.
Base Frames::find_phrase(std::string_view text, std::uint8_t most, RawToken& raw) {
  Base found = 0;
  std::uint32_t end = raw.length;
  folded_.clear();
  for (std::uint8_t words = 1; words < most; ++words) {
    end += space_length(text.substr(end));
    if (end >= text.size()) break;
    const Word word = look_at(text.substr(end));
    const RawToken next = word.raw;
    if (words == 1) ahead_ = word;
    // Most words behind the first are in no phrase: told from the table, without folding and joining them.
    if (next.shape == Shape::kMark || !word.known.in_phrase) break;
    if (words == 1) fold_token(text.substr(0, raw.length), folded_);
    folded_ += ' ';
    fold_token(text.substr(end, next.length), folded_);
    end += next.length;
    if (const Base base = grammar_.vocabulary.find(folded_); base != 0) {
      found = base;
      raw.length = end;
    }
  }
  return found;
}

void Frames::add_word(std::string_view text, std::uint32_t begin) {
  const auto [place, first, word] = ahead_.place == text.data() ? ahead_ : look_at(text);
  RawToken raw = first;
  Token token;
  token.base = word.base;
  const bool stop =
      raw.shape != Shape::kMark && raw.length < text.size() && text[raw.length] == '.';
  if (stop && word.with_stop != 0) {
    // A word that the lexicons know with its full stop ("mr.") is one token with it.
    token.base = word.with_stop;
    ++raw.length;
  } else if (word.phrase_words > 1) {
    if (const Base phrase = find_phrase(text, word.phrase_words, raw); phrase != 0)
      token.base = phrase;
  }
  token.span = {begin, begin + raw.length};
  token.shape = raw.shape;
  row_.push_back(token);
}

bool Frames::build(Span span, std::uint32_t parent, std::uint32_t first_stretch) {
  row_.clear();
  ahead_ = {};
  const std::string_view text = document_.text;
  std::uint32_t at = span.begin;
  std::uint32_t next = first_stretch;
  const auto skip_nested = [&] {
    while (next < stretches_.size() && stretches_[next].span.begin < span.end &&
           stretches_[next].parent != parent)
      ++next;
  };
  skip_nested();
  while (true) {
    at += space_length(text.substr(at, span.end - at));
    if (at >= span.end) break;
    if (next < stretches_.size() && stretches_[next].span.begin == at) {
      Token token;
      token.span = stretches_[next].span;
      token.quote = next;
      row_.push_back(token);
      at = token.span.end;
      ++next;
      skip_nested();
      continue;
    }
    const std::uint32_t limit = next < stretches_.size() && stretches_[next].span.begin > at
                                    ? std::min(span.end, stretches_[next].span.begin)
                                    : span.end;
    add_word(text.substr(at, limit - at), at);
    at = row_.back().span.end;
  }
  return segment(span);
}

// Does a row end like a headline: with a word, or with a quote that is no whole sentence?
bool Frames::ends_open(const Token& last) const {
  if (last.quote == kNone) return last.shape != Shape::kMark;
  return quote_end(slice(document_.text, stretches_[last.quote].inner)) != Special::kQuoteStop;
}

bool Frames::segment(Span span) {
  const std::string_view text = document_.text;
  masked_.clear();
  shifts_.assign(1, {0, span.begin});
  std::uint32_t from = span.begin;
  std::uint32_t capitals = 0;
  std::uint32_t words = 0;
  bool shouts = false;
  bool quotes = false;
  for (const Token& token : row_) {
    if (token.quote == kNone) {
      if (token.span.size() > 3 && token.shape != Shape::kMark && token.shape != Shape::kNumber) {
        ++words;
        if (token.shape > Shape::kPlural) ++capitals;
        shouts = shouts || token.shape == Shape::kCaps;
      }
      continue;
    }
    quotes = true;
    masked_.append(text, from, token.span.begin - from);
    const std::string_view inner = slice(text, stretches_[token.quote].inner);
    masked_ += mask_of(quote_end(inner), starts_lower(inner));
    from = token.span.end;
    shifts_.emplace_back(static_cast<std::uint32_t>(masked_.size()), from);
  }
  masked_.append(text, from, span.end - from);
  boundaries_.clear();
  breaker_.sentences(masked_, boundaries_);
  starts_.assign(1, span.begin);
  std::size_t shift = 0;
  for (const std::uint32_t boundary : boundaries_) {
    while (shift + 1 < shifts_.size() && shifts_[shift + 1].first <= boundary) ++shift;
    const std::uint32_t place = shifts_[shift].second + (boundary - shifts_[shift].first);
    if (place <= starts_.back() || place >= span.end) continue;
    if (ends_with_title(slice(text, {span.begin, place}), grammar_.vocabulary)) continue;
    starts_.push_back(place);
  }
  const bool open = !row_.empty() && ends_open(row_.back());
  const bool enough = words >= 4 || (words >= 2 && quotes && open && !shouts);
  const bool headline = enough && capitals * 5 >= words * 4 && row_.size() <= kHeadlineTokens;
  const Alphabet& alphabet = grammar_.alphabet;
  std::size_t sentence = 0;
  for (std::size_t i = 0; i < row_.size(); ++i) {
    Token& token = row_[i];
    bool begins = i == 0;
    while (sentence < starts_.size() && starts_[sentence] <= token.span.begin) {
      begins = true;
      ++sentence;
    }
    token.start = begins || headline;
    if (begins && i > 0 && ends_sentence(slice(text, row_[i - 1].span))) {
      row_[i - 1].symbol = alphabet.symbol(Special::kStop);
    }
    if (token.quote != kNone) {
      token.symbol = alphabet.symbol(quote_end(slice(text, stretches_[token.quote].inner)));
    } else {
      token.symbol = alphabet.symbol(token.base, token.shape, token.start);
    }
  }
  if (!row_.empty() && row_.back().quote == kNone && ends_sentence(slice(text, row_.back().span))) {
    row_.back().symbol = alphabet.symbol(Special::kStop);
  }
  return headline;
}

void Frames::keep_sentences_only() {
  for (ParagraphFrame& frame : frames_) frame.tokens = {};
  token_memory_.release();
  inside_.clear();
}

Span Frames::sentences_of(std::uint32_t index, Span span, bool around) {
  const ParagraphFrame& frame = paragraph(index);
  const Span whole = document_.paragraphs[index];
  const auto& starts = frame.sentences;
  auto first = std::upper_bound(starts.begin(), starts.end(), span.begin);
  auto last = std::lower_bound(starts.begin(), starts.end(), span.end);
  if (first != starts.begin()) --first;
  if (around && first != starts.begin()) --first;
  if (around && last != starts.end()) ++last;
  const std::uint32_t begin = first == starts.end() ? whole.begin : *first;
  const std::uint32_t end = last == starts.end() ? whole.end : *last;
  return {begin, std::max(begin, end)};
}

}  // namespace quoteledger
