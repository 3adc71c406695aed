#include "quoteledger/cast/name_words.h"

#include <utility>

namespace quoteledger {

NameWords::NameWords(const WordFacts& facts, std::shared_ptr<WordNumbers> numbers)
    : facts_(facts), numbers_(std::move(numbers)) {}

void NameWords::begin_document() {
  ++document_;
  numbers_->begin_document();
  if (generation_ != numbers_->generation()) {
    generation_ = numbers_->generation();
    entries_.clear();
  }
  catch_up();
}

void NameWords::catch_up() {
  while (entries_.size() < numbers_->size()) {
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({facts_.of(numbers_->word(number)), 0, {}});
  }
}

}  // namespace quoteledger
