// The tokens of one paragraph, as the scan for names looks at them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "quoteledger/cast/name_words.h"
#include "quoteledger/cast/scan.h"
#include "quoteledger/cast/token_store.h"
#include "quoteledger/cast/words.h"

namespace quoteledger {

struct ScanToken : StoredToken {  // its word is a NameWords::number
  FactBits facts = 0;             // of the word
  std::uint32_t quote = kNobody;  // that it stands in
};

inline bool is_capital(Shape shape) {
  return shape == Shape::kCap || shape == Shape::kCaps || shape == Shape::kInitial ||
         shape == Shape::kMixed;
}

inline bool is_word(Shape shape) { return shape != Shape::kMark && shape != Shape::kNumber; }

constexpr std::size_t kNoToken = static_cast<std::size_t>(-1);

class ParagraphTokens {
 public:
  ParagraphTokens(std::string_view text, const NameWords& words) : text_(text), words_(words) {}

  std::vector<ScanToken> tokens;
  bool headline = false;  // most words have capitals

  [[nodiscard]] std::string_view text_of(std::size_t t) const {
    return slice(text_, tokens[t].span);
  }
  [[nodiscard]] FactBits facts(std::size_t t) const { return tokens[t].facts; }
  [[nodiscard]] char mark(std::size_t t) const {
    return tokens[t].shape == Shape::kMark ? text_[tokens[t].span.begin] : '\0';
  }

  // The tail of a possessive: "’s".
  [[nodiscard]] bool is_owner(std::size_t t) const {
    return tokens[t].shape == Shape::kMark && !tokens[t].gap && tokens[t].span.size() > 1 &&
           text_of(t).ends_with('s');
  }

  [[nodiscard]] bool is_dash(std::size_t t) const;
  // May this capitalised token be part of a name?
  [[nodiscard]] bool name_token(std::size_t t) const;

 private:
  // "Seeing Clara": a participle before a name.
  [[nodiscard]] bool leads_in(std::size_t t) const;
  // Does another capital follow at once: "Harbour Insider"?
  [[nodiscard]] bool goes_on(std::size_t t) const;

  std::string_view text_;
  const NameWords& words_;
};

}  // namespace quoteledger
