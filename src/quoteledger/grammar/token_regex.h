// The pattern language of a grammar: regular expressions whose letters are tokens. This file parses a
// pattern to a tree; PatternCompiler turns trees into programs over token symbols.
//
//   word  'quoted' , ; :        a token with that text (case folded); \? \( \. for marks that are operators
//   <Name>                      a class of tokens, a lexicon or a pattern
//   <a & !b | c>                classes combined: and, not, or
//   <role:Name>  <role:(…)>     what it matches takes that role
//   <quote>  <quote,?a>         the quote that the rule is about, once; how it may end (0 without a mark, or , . ? -)
//                               and begin (a lower case, A otherwise), how long it may be (s up to three words, S longer),
//                               and whether it is written like a title (t: every long word with a capital; T: not)
//   (…)  |  ?  *  +  {m,n}      as in RE2, each with a lazy form (??, *?, +?, {m,n}?)
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quoteledger {

// A piece of a grammar file, with the place of each of its bytes.
struct SourceText {
  struct Place {
    std::uint32_t line = 0, column = 1;  // 1-based; the column in bytes
  };
  // What one line of the file gave.
  struct Part {
    std::uint32_t from = 0;  // byte of the text
    Place place;             // of that byte
  };
  std::string file;
  std::uint32_t line = 0;
  std::string text;  // what is parsed
  std::vector<Part> parts;

  // Where a byte stands, or what is one past the end.
  [[nodiscard]] Place place(std::size_t at) const;
};

struct PatternError {
  std::uint32_t at = 0;      // byte of the source text
  std::uint32_t length = 1;  // bytes
  std::string message;
  std::string hint;
};

struct PatternNode {
  enum class Kind { kSequence, kChoice, kRepeat, kCapture, kWord, kClass, kQuote };
  Kind kind = Kind::kSequence;
  std::vector<std::unique_ptr<PatternNode>> children;
  std::string
      text;  // kWord: the folded word; kClass: the expression; kCapture: the role; kQuote: its ends
  int least = 0, most = 0;  // kRepeat; most -1 for no limit
  bool lazy = false;
  std::uint32_t at = 0, length = 1;  // bytes of the source text, for messages
};

struct PatternTree {
  std::unique_ptr<PatternNode> root;
  std::vector<PatternError> errors;
};

// Parses; where errors is not empty the root is not to be used.
PatternTree parse_pattern(std::string_view text);

}  // namespace quoteledger
