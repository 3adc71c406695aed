// What is known of words, and how often each stands in a document: what the scan for names looks up at every token. One for
// each thread and grammar.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "quoteledger/cast/words.h"
#include "quoteledger/tokens/word_numbers.h"

namespace quoteledger {

class NameWords {
 public:
  explicit NameWords(const WordFacts& facts,
                     std::shared_ptr<WordNumbers> numbers = std::make_shared<WordNumbers>());

  [[nodiscard]] const WordFacts& word_facts() const { return facts_; }

  // Begins a document: the counts of words are 0 again. Numbers of words hold within a document only.
  void begin_document();
  // Tells that number(token) will be asked for soon.
  void expect(std::string_view token) const { numbers_->expect(token); }
  // The number of a word that stands in the text, whatever its case; 0 is no word. Its facts and counts are
  // expected to be asked for next.
  std::uint32_t number(std::string_view token) {
    const std::uint32_t number = numbers_->number(token);
    if (number >= entries_.size()) catch_up();
    __builtin_prefetch(&entries_[number], 1);
    return number;
  }

  [[nodiscard]] FactBits facts(std::uint32_t word) const { return entries_[word].facts; }
  // The word of a number, folded.
  [[nodiscard]] std::string_view folded(std::uint32_t word) const { return numbers_->word(word); }

  // Places of a word in this document.
  struct Counts {
    std::uint32_t lower = 0, capital = 0, capital_start = 0;  // capital leaves out sentence starts
  };
  Counts& counts(std::uint32_t word) {
    Entry& entry = entries_[word];
    if (entry.document != document_) {
      entry.counts = {};
      entry.document = document_;
    }
    return entry.counts;
  }
  [[nodiscard]] Counts seen(std::uint32_t word) const {
    const Entry& entry = entries_[word];
    return entry.document == document_ ? entry.counts : Counts{};
  }

 private:
  struct Entry {
    FactBits facts = 0;
    std::uint32_t document = 0;
    Counts counts;
  };
  void catch_up();

  const WordFacts& facts_;
  std::shared_ptr<WordNumbers> numbers_;
  std::uint32_t generation_ = 0;
  std::vector<Entry> entries_;  // by number
  std::uint32_t document_ = 0;
};

}  // namespace quoteledger
