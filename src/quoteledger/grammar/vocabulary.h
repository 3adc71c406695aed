// The words of a grammar's lexicons. A word is looked up once, when its document is framed; from then on it is a
// number: its base, which stands for all words that belong to the same lexicons.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/text_index.h"
#include "quoteledger/tokens/tokens.h"

namespace quoteledger {

using Base = std::uint16_t;

// What the lexicons know of a word.
struct KnownWord {
  Base base = 0;
  Base with_stop = 0;  // of the word with a full stop behind it ("mr."); 0 where it has none
  std::uint8_t phrase_words = 0;  // of the longest phrase that it starts; 0 where it starts none
  bool in_phrase = false;         // it stands in a phrase behind the first word
};

class Vocabulary {
 public:
  static constexpr std::size_t kMostLexicons = 256;
  using Membership = std::bitset<kMostLexicons>;

  // The number of a lexicon, made where it is new; -1 where there is no room.
  int add_lexicon(std::string_view name);
  // The number of a lexicon, or -1.
  [[nodiscard]] int lexicon(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& lexicon_names() const { return names_; }

  // Puts a folded single-token word into a lexicon, and into another one where there is: that of its form, say.
  void add_word(std::string_view folded, int lexicon, int another = -1);
  // Puts a phrase, folded words parted by one blank, in there as well: where a text has it, it is one token.
  void add_phrase(std::string_view folded, int lexicon, int another = -1);
  // Gives a word that patterns name literally a base of its own.
  void add_literal(std::string_view folded);
  // Numbers the bases. Nothing can be added afterwards. False where there are more than a Base can count.
  bool freeze();

  // The base of a folded word; 0 where no lexicon has it.
  [[nodiscard]] Base find(std::string_view folded) const;
  // All that is known of a folded word, for the table of a thread (known_words.h).
  [[nodiscard]] KnownWord know(std::string_view folded) const;
  [[nodiscard]] bool has(Base base, int lexicon) const {
    return lexicon >= 0 && bases_[base].lexicons.test(static_cast<std::size_t>(lexicon));
  }
  // Is a folded word in the lexicon of this name? Slow: for use outside inner loops.
  [[nodiscard]] bool has(std::string_view lexicon_name, std::string_view folded) const;

  struct BaseInfo {
    Membership lexicons;
    std::string literal;          // empty: no pattern names it
    Shape shape = Shape::kLower;  // of the word in lower case
  };
  [[nodiscard]] const std::vector<BaseInfo>& bases() const { return bases_; }

 private:
  struct Word {
    std::string text;
    bool literal = false;
    KnownWord known;
  };
  Word& word(std::string_view folded);
  void add_stops();
  [[nodiscard]] std::size_t slot(std::string_view folded, std::uint64_t hash) const;
  [[nodiscard]] const Word* look_up(std::string_view folded) const;
  void grow();

  std::vector<std::string> names_;
  TextStore name_store_;
  TextIndex name_index_;  // lexicons by name
  std::vector<Word> words_;
  std::vector<Membership> lexicons_;  // of each word, until freeze()
  // Open addressing, a power of two long: the upper half of a word's hash, and its index in words_ + 1; 0 is empty.
  std::vector<std::uint64_t> table_;
  std::vector<BaseInfo> bases_;
};

}  // namespace quoteledger
