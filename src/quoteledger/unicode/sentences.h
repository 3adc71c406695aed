// Sentence boundaries of UAX #29, with the locale's list of abbreviations after which no sentence ends
// (UTS #35 part 2, "segmentation suppressions": Mr., Prof. …), as ICU finds them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quoteledger {

// Holds ICU's iterator and its buffers: make one a thread and use it again. Not for several threads at once.
class SentenceBreaker {
 public:
  // locale: BCP 47 or ICU's own notation ("en", "de-AT"); an unknown one falls back to the root's rules.
  explicit SentenceBreaker(std::string_view locale);
  ~SentenceBreaker();
  SentenceBreaker(SentenceBreaker&&) noexcept;
  SentenceBreaker& operator=(SentenceBreaker&&) noexcept;

  // Appends the bytes where sentences end and the next begins, ascending; the last is utf8.size(), and 0 is not
  // among them. Spaces belong to the sentence before them (SB9 to SB11). Nothing for an empty text. Where
  // ICU has no memory left, the whole text is one sentence.
  void sentences(std::string_view utf8, std::vector<std::uint32_t>& boundaries);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace quoteledger
