// frame: a paragraph as a row of tokens in which each quote is one token that tells how it ended, so that a pattern
// sees `⟨quote,⟩ said Ana Ruiz .` Sentences are ICU's (UAX #29 with the locale's abbreviation suppressions), found over
// the text with its quotes masked, so that “Stop!” said Ana is one sentence.
#pragma once

#include <cstdint>
#include <deque>
#include <memory_resource>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "quoteledger/grammar/compiled.h"
#include "quoteledger/grammar/known_words.h"
#include "quoteledger/marks/stretch.h"
#include "quoteledger/unicode/sentences.h"

namespace quoteledger {

struct Token {
  Span span;  // bytes of the document's text
  Base base = 0;
  Symbol symbol = 0;
  Shape shape = Shape::kMark;
  bool start =
      false;  // first of a sentence (or the row is a headline, where capitals tell nothing)
  std::uint32_t quote = Stretch::kNone;  // index of the stretch that it stands for
};

struct ParagraphFrame {
  std::span<const Token> tokens;
  std::span<const std::uint32_t> sentences;  // bytes of the text: where sentences begin, ascending
  bool headline = false;
  bool built = false;
};

// How a quote ends, as the special token that stands for it; `inner` is its text without the outer marks.
Special quote_end(std::string_view inner);
// Is the first letter of a quote a lower-case one? A number or no letter at all is not.
bool starts_lower(std::string_view inner);

// The frames of one document, built when they are first asked for. Not for several threads.
class Frames {
 public:
  Frames(const Document& document, const std::vector<Stretch>& stretches, const Grammar& grammar,
         SentenceBreaker& breaker, KnownWords& words);

  const ParagraphFrame& paragraph(std::uint32_t index);
  // The inside of a stretch as a row of its own, for the quotes nested in it. Good until the next call; asked for in text
  // order, each is built once.
  const ParagraphFrame& inside(std::uint32_t stretch);

  // Gives up the tokens of the frames made so far, which are the greatest part of them: only sentences_of() may be asked
  // from now on.
  void keep_sentences_only();

  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }
  [[nodiscard]] const Grammar& grammar() const { return grammar_; }

  // The sentence, or sentences, that a span of a paragraph touches, and the whole of the one before and behind where
  // `around` is set.
  Span sentences_of(std::uint32_t paragraph, Span span, bool around);

 private:
  // Makes row_ and starts_; gives whether the row is a headline.
  bool build(Span span, std::uint32_t parent, std::uint32_t first_stretch);
  bool segment(Span span);
  [[nodiscard]] bool ends_open(const Token& last) const;
  void add_word(std::string_view text, std::uint32_t begin);
  // The token that a text starts with, and what the lexicons know of it.
  struct Word {
    const char* place = nullptr;
    RawToken raw;
    KnownWord known;
  };
  Word look_at(std::string_view text);
  Base find_phrase(std::string_view text, std::uint8_t most, RawToken& raw);

  const Document& document_;
  const std::vector<Stretch>& stretches_;
  const Grammar& grammar_;
  SentenceBreaker& breaker_;
  KnownWords& words_;
  std::vector<ParagraphFrame> frames_;
  std::vector<std::uint32_t> first_stretch_;  // by paragraph
  // Of all frames: a text may have a million of them.
  std::pmr::monotonic_buffer_resource token_memory_, sentence_memory_;
  struct Inside {
    std::uint32_t stretch = 0;
    std::vector<Token> tokens;
    std::vector<std::uint32_t> sentences;
    ParagraphFrame frame;
  };
  std::deque<Inside> inside_;          // a stretch, and those around it
  std::vector<Token> row_;             // of the paragraph at hand; reused
  std::vector<std::uint32_t> starts_;  // of its sentences; reused
  Word ahead_;  // the token behind, where the look for a phrase has come to it already
  std::string masked_;
  // Where masked text and document part: (masked byte, document byte) behind each quote.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> shifts_;
  std::string folded_;
  std::vector<std::uint32_t> boundaries_;
};

}  // namespace quoteledger
