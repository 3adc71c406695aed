// The vocabulary as the frames of many documents ask it: by tokens as they stand in the text. One for each thread and
// grammar.
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "quoteledger/grammar/vocabulary.h"
#include "quoteledger/tokens/word_numbers.h"

namespace quoteledger {

class KnownWords {
 public:
  explicit KnownWords(const Vocabulary& vocabulary,
                      std::shared_ptr<WordNumbers> numbers = std::make_shared<WordNumbers>())
      : vocabulary_(vocabulary), numbers_(std::move(numbers)) {}

  // To be called where a document begins.
  void begin_document() {
    numbers_->begin_document();
    if (generation_ == numbers_->generation()) return;
    generation_ = numbers_->generation();
    known_.clear();
  }

  KnownWord find(std::string_view token) {
    const std::uint32_t number = numbers_->number(token);
    while (known_.size() <= number)
      known_.push_back(vocabulary_.know(numbers_->word(static_cast<std::uint32_t>(known_.size()))));
    return known_[number];
  }

 private:
  const Vocabulary& vocabulary_;
  std::shared_ptr<WordNumbers> numbers_;
  std::uint32_t generation_ = 0;
  std::vector<KnownWord> known_;  // by number
};

}  // namespace quoteledger
