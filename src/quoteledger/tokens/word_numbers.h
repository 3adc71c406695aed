// The words of many documents, numbered in the order in which they come: what a room knows of words is then a row by
// number, in which the common words, that come first, stand close together. One for each thread; the rooms share it, so that
// a token is folded and looked up once, whoever asks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/text_index.h"
#include "quoteledger/tokens/token_cache.h"
#include "quoteledger/tokens/tokens.h"

namespace quoteledger {

class WordNumbers {
 public:
  // The number of a token that stands in the text, whatever its case; 0 is no token.
  std::uint32_t number(std::string_view token) {
    return cache_.get(token, [&] { return number_of(token); });
  }
  // Tells that number(token) will be asked for soon: the table is larger than a processor's first cache.
  void expect(std::string_view token) const { cache_.expect(token); }
  // The folded word of a number.
  [[nodiscard]] std::string_view word(std::uint32_t number) const { return words_[number]; }
  // Numbers are below this.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }

  // Begins a document. Where there are too many words all are forgotten, so that memory stays bounded in a long run:
  // numbers hold as long as generation() is the same.
  void begin_document() {
    if (words_.size() < kMostWords) return;
    cache_ = {};
    numbers_ = {};
    store_ = {};
    words_.assign(1, {});
    ++generation_;
  }
  [[nodiscard]] std::uint32_t generation() const { return generation_; }

 private:
  static constexpr std::size_t kMostWords = std::size_t{1} << 16;

  std::uint32_t number_of(std::string_view token) {
    folded_.clear();
    fold_token(token, folded_);
    const std::uint32_t tag = TextIndex::tag_of(folded_);
    if (const std::uint32_t known = numbers_.find(folded_, tag); known != TextIndex::kNone)
      return known;
    const std::uint32_t number = size();
    words_.push_back(store_.keep(folded_));
    numbers_.add(words_.back(), tag, number);
    return number;
  }

  TokenCache<std::uint32_t> cache_;
  TextIndex numbers_;  // by folded word
  TextStore store_;    // the folded words
  std::vector<std::string_view> words_ = {{}};
  std::string folded_;
  std::uint32_t generation_ = 0;
};

}  // namespace quoteledger
