// The alphabet that patterns are compiled over. Every class of tokens that a grammar's patterns name cuts the set of
// possible tokens in two; tokens that no class tells apart are one symbol. Some fifteen hundred symbols are left of all words in all
// shapes; a pattern with thousands of words in it is one over a few dozen kinds of them (pattern/regex.h).
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/bits.h"
#include "quoteledger/grammar/vocabulary.h"
#include "quoteledger/pattern/symbol_set.h"

namespace quoteledger {

// Tokens that are no words: what stands for a quote (by how it ends), the end of a sentence and of a paragraph.
enum class Special : std::uint8_t {
  kStop,        // . ? ! … that ends a sentence
  kParagraph,   // the border of two paragraphs
  kTextEnd,     // the start or end of the text
  kQuoteOpen,   // a quote that ends without a mark
  kQuoteComma,  // … with a comma
  kQuoteStop,   // … with a full stop
  kQuoteAsk,    // … with ? or !
  kQuoteDash,   // … with a dash or an ellipsis
  kCount
};

// A set of tokens: one bit a signature. A signature is a base in one of its shapes, at a sentence's start or not.
class TokenSet {
 public:
  explicit TokenSet(std::size_t size = 0) : size_(size), words_((size + 63) / 64, 0) {}
  [[nodiscard]] bool has(std::size_t at) const { return (words_[at / 64] >> (at % 64) & 1) != 0; }
  void add(std::size_t at) { words_[at / 64] |= std::uint64_t{1} << (at % 64); }
  void merge(const TokenSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  void keep(const TokenSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void remove(const TokenSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }
  void add_all() {
    std::fill(words_.begin(), words_.end(), ~std::uint64_t{0});
    if (size_ % 64 != 0) words_.back() = (std::uint64_t{1} << (size_ % 64)) - 1;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t count() const { return count_bits(words_); }
  // Calls take(place) for each member, ascending.
  template <typename Take>
  void each(Take&& take) const {
    for (std::size_t i = 0; i < words_.size(); ++i) each_bit(i, words_[i], take);
  }
  // … for each member that the other set has, too.
  template <typename Take>
  void each_in(const TokenSet& other, Take&& take) const {
    for (std::size_t i = 0; i < words_.size(); ++i) each_bit(i, words_[i] & other.words_[i], take);
  }

 private:
  template <typename Take>
  static void each_bit(std::size_t word, std::uint64_t bits, Take&& take) {
    for (; bits != 0; bits &= bits - 1)
      take(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }

  std::size_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

class Alphabet {
 public:
  struct Signature {
    Base base = 0;
    Shape shape = Shape::kLower;
    bool start = false;
  };

  // All signatures that a text can hold. The vocabulary is frozen.
  explicit Alphabet(const Vocabulary& vocabulary);
  Alphabet() = default;

  [[nodiscard]] const std::vector<Signature>& signatures() const { return signatures_; }
  // Calls take(place) for each signature of a base, ascending.
  template <typename Take>
  void each_of(Base base, Take&& take) const {
    for (std::size_t i = first_of_base_[base]; i < first_of_base_[base + 1U]; ++i) take(i);
  }
  [[nodiscard]] std::size_t special_at(Special special) const {
    return signatures_.size() + static_cast<std::size_t>(special);
  }
  [[nodiscard]] std::size_t size() const { return special_at(Special::kCount); }

  // Merges the signatures that none of these sets tells apart. Symbols are numbered so that those of one set stand close
  // together: a set is then few ranges, and a pattern a small program. Gives the sets as sets of symbols.
  std::vector<SymbolSet> settle(const std::vector<TokenSet>& sets);

  [[nodiscard]] Symbol symbol(Base base, Shape shape, bool start) const {
    return table_[(base * static_cast<std::size_t>(Shape::kCount) +
                   static_cast<std::size_t>(shape)) *
                      2 +
                  (start ? 1 : 0)];
  }
  [[nodiscard]] Symbol symbol(Special special) const { return symbols_[special_at(special)]; }
  [[nodiscard]] std::size_t symbol_count() const { return symbol_count_; }

 private:
  std::vector<Signature> signatures_;       // by base
  std::vector<std::size_t> first_of_base_;  // where those of each base begin, and one past the last
  std::vector<Symbol> symbols_;             // by signature, specials last
  std::vector<Symbol> table_;               // by (base, shape, start)
  std::size_t base_count_ = 0, symbol_count_ = 0;
};

}  // namespace quoteledger
