// Words as they are compared across typography: NFKC with full case folding (UAX #15, "NFKC_Casefold"), and what part a
// code point plays in a word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quoteledger {

enum class WordPart : std::uint8_t {
  kNone,    // white space, punctuation: no part of any word
  kLetter,  // letters, digits, other numbers and the marks that combine with them
  kAlone,  // a word by itself: an ideograph, a kana, a currency sign, per cent, degree, ampersand, § № ± ≤ ≥ ≠ ≈
  kIgnorable,  // soft hyphen, zero-width space, joiners, variation selectors: as if it were not there
  kApostrophe,  // between two letters a part of the word: ' ’ ʼ and their like
  kHyphen,      // joins a word that a line end breaks: - and U+2010
};

// For code points from U+0080 on; ASCII has a table of its own (audit/words.cpp).
WordPart word_part(char32_t c);

// Appends NFKC_Casefold of the text: compatibility forms (ligatures, full width) resolved, composed, case folded, default
// ignorable code points left out. Text that is not valid UTF-8 comes back with U+FFFD.
void fold_compatible(std::string_view text, std::string& out);

// Appends the text without the marks that combine with its letters (NFD less general category Mn): José as Jose.
void fold_accents(std::string_view text, std::string& out);

// Appends NFKC of the text: compatibility forms resolved and composed, case as it is. Text that is not valid UTF-8 comes back
// with U+FFFD.
void compose_compatible(std::string_view text, std::string& out);

}  // namespace quoteledger
