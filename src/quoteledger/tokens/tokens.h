// tokens: a text is a row of tokens: words, numbers, marks. The same splitting serves documents and the
// words of a grammar, so that both agree on what one token is. Tokens are spans; nothing is copied.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quoteledger {

// How a token looks. The suffix shapes are for lower-case words only.
enum class Shape : std::uint8_t {
  kLower,    // house
  kLy,       // quietly
  kIng,      // speaking
  kEd,       // asked
  kPlural,   // officials
  kCap,      // Ortiz, McKay, O'Neill
  kCaps,     // BBC, U.N.
  kMixed,    // iPhone
  kInitial,  // J. (with its full stop)
  kNumber,   // 1,200  3.5  90s
  kMark,     // any other single mark
  kCount
};

struct RawToken {
  std::uint32_t length = 0;  // bytes
  Shape shape = Shape::kMark;
};

// The token that starts at text[0], which is not white space; text is not empty. Words keep inner apostrophes and
// hyphens ("don't", "vice-president") but give up a possessive 's, which is a token of its own; an initial and
// a row of initials keep their full stops (J., U.S.). A row of dots or dashes is one token.
RawToken first_token(std::string_view text);

// The folded form that lexicons are looked up by: lower case, ’ as ', every dash of the sentence as —, a row of
// dots as …, double quotation marks as ". Appends to out.
void fold_token(std::string_view token, std::string& out);
std::string fold_token(std::string_view token);

// Bytes of white space at the start of text.
std::uint32_t space_length(std::string_view text);

}  // namespace quoteledger
