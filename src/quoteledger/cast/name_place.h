// What a name's place in its sentence tells of it: is it the subject, is somebody asked or called, which noun says who it is?
#pragma once

#include <cstddef>
#include <cstdint>

#include "quoteledger/cast/newcomers.h"
#include "quoteledger/cast/paragraph_tokens.h"

namespace quoteledger {

// The noun for people or kin beside a name, as NameWords::number; 0 where there is none.
struct NounBeside {
  std::uint32_t noun = 0;
  bool near =
      true;  // false: perhaps another's ("Ivo Lund, flanked by his lawyer,", "…, the mayor's wife")
};

// A name begins at token `left`, "the" before it included, and `to` is the token behind it.
class NamePlace {
 public:
  NamePlace(const ParagraphTokens& here, const Newcomers& newcomers)
      : here_(here), tokens_(here.tokens), newcomers_(newcomers) {}

  // A quote woven into a sentence does not end it.
  [[nodiscard]] bool opens_sentence(std::size_t t) const;
  // Does [from, to) stand between marks inside its quote, as words of address do?
  [[nodiscard]] bool set_off(std::size_t from, std::size_t to) const;
  // "The Lund campaign", "the Oslo senator", "a former Oslo engineer": is the name there to tell of whom or where a
  // noun is? `definite`: "the" stands before the name.
  [[nodiscard]] bool attributive(std::size_t left, std::size_t to, bool definite) const;
  // "Hale asked Ana Ruiz about it": what is said next is hers. Gives the token that the sentence begins with, or
  // kNoToken. `has_subject`: the sentence has one before.
  [[nodiscard]] std::size_t asked_from(std::size_t left, std::size_t to, bool has_subject) const;
  // Does a subject's place open before `left`, and no mark of a list stand behind? A clause within a sentence that has
  // a subject already ("She said that Lund left") gives no other.
  [[nodiscard]] bool subject(std::size_t left, std::size_t to, bool has_subject) const;
  // "Lund's story …" at the start of a sentence, but not "Lund's lawyer …"; the possessive's mark is `mark_at`.
  [[nodiscard]] bool topic(std::size_t left, std::size_t mark_at) const;
  // The noun before the name, or in an apposition behind it ("Ivo Lund, a dock worker,").
  [[nodiscard]] NounBeside noun_beside(std::size_t left, std::size_t to) const;
  // What a name is said to be: "Ivo Lund was a dock worker"; 0 where there is none.
  [[nodiscard]] std::uint32_t noun_equated(std::size_t to) const;
  // "Ivo Lund, 34, …"
  [[nodiscard]] bool aged(std::size_t to) const;

 private:
  [[nodiscard]] FactBits facts(std::size_t t) const { return here_.facts(t); }
  [[nodiscard]] char mark(std::size_t t) const { return here_.mark(t); }
  [[nodiscard]] bool is_mark(std::size_t t) const { return tokens_[t].shape == Shape::kMark; }
  [[nodiscard]] std::size_t end() const { return tokens_.size(); }
  // Is the token in told text and a word of which `bits` are none?
  [[nodiscard]] bool told_word_without(std::size_t t, FactBits bits) const {
    return is_word(tokens_[t].shape) && tokens_[t].quote == kNobody && (facts(t) & bits) == 0;
  }

  // Is the word a verb before its subject (", say Rep. Lund"), and no noun ("But state Rep. Lund")?
  [[nodiscard]] bool says_before(std::size_t t) const;
  // Where the owner's name begins before "'s": "Norway's Ivo Lund".
  [[nodiscard]] std::size_t behind_possessor(std::size_t left) const;
  // Where a noun phrase begins that ends with this name: "Political analyst Ivo Lund". Up to five words before it, the
  // last of them a noun for people, none a function word.
  [[nodiscard]] std::size_t with_office(std::size_t left) const;
  // … with the parts of a title before the name: "State Rep. Ivo Lund", "state Rep. Ivo Lund", "former Senator Ana Ruiz".
  [[nodiscard]] std::size_t with_title(std::size_t left) const;
  // Where the noun phrase begins that the name stands behind in commas: "her first child, Ivo Lund, …".
  [[nodiscard]] std::size_t behind_noun(std::size_t left, std::size_t to) const;
  // The noun whose complement a comma parts from the name at `left`: "The president of the club, Ivo Lund, …"; 0 where there is
  // none.
  [[nodiscard]] std::uint32_t noun_of_complement(std::size_t left) const;
  // Is the name at `left` a part of a phrase that an article opens: "a former Oslo engineer"?
  [[nodiscard]] bool behind_article(std::size_t left) const;
  // Does a quote whose last mark stands at t end with a mark of its own, as whole sentences do?
  [[nodiscard]] bool ends_clause(std::size_t t) const;
  // Does a clause open before `left`?
  [[nodiscard]] bool clause_opens(std::size_t left, bool inverted) const;

  const ParagraphTokens& here_;
  const std::vector<ScanToken>& tokens_;
  const Newcomers& newcomers_;
};

}  // namespace quoteledger
