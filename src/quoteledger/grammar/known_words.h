// The vocabulary as the frames of many documents ask it: by tokens as they stand in the text, the common ones from a
// table. One for each thread and grammar.
#pragma once

#include <string>
#include <string_view>

#include "quoteledger/grammar/vocabulary.h"
#include "quoteledger/tokens/token_cache.h"

namespace quoteledger {

// What the lexicons know of a word.
struct KnownWord {
  Base base = 0;
  Base with_stop = 0;  // of the word with a full stop behind it ("mr."); 0 where it has none
  Vocabulary::PhrasePart phrase;
};

class KnownWords {
 public:
  explicit KnownWords(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  KnownWord find(std::string_view token) {
    return cache_.get(token, [&] {
      KnownWord word;
      folded_.clear();
      fold_token(token, folded_);
      word.base = vocabulary_.find(folded_, word.phrase);
      folded_ += '.';
      word.with_stop = vocabulary_.find(folded_);
      return word;
    });
  }

 private:
  const Vocabulary& vocabulary_;
  TokenCache<KnownWord> cache_;
  std::string folded_;
};

}  // namespace quoteledger
