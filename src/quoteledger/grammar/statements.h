// The lines of a grammar file, sorted into statements. Nothing is looked up yet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/grammar/diagnostic.h"
#include "quoteledger/grammar/token_regex.h"

namespace quoteledger {

struct Statement {
  std::string keyword;  // grammar, language, lexicon, class, pattern, rule, off, weights, signs
  std::uint32_t line = 0;
  std::string name;               // the first word behind the keyword
  std::uint32_t name_column = 1;  // bytes
  SourceText rest;                // what is behind the name
  std::vector<Statement> fields;  // of a rule: at, find, unless, yes, no, kind
  std::string text;               // the lines as they stand
};

struct GrammarFile {
  std::string path;
  std::vector<std::string> lines;
  std::vector<Statement> statements;
  std::vector<std::string>
      lost_names;  // of lines that are no statements: what they may have been meant to name
};

// A text's lines without their ends.
std::vector<std::string> split_lines(std::string_view text);

// Sorts a file's text. What cannot be sorted becomes a diagnostic, and reading goes on.
GrammarFile read_statements(std::string path, std::string_view text,
                            std::vector<Diagnostic>& errors);

// A diagnostic about a piece of a source text.
Diagnostic diagnose(const GrammarFile& file, const SourceText& source, std::uint32_t at,
                    std::uint32_t length, std::string message, std::string hint);
// A diagnostic about a place of a file; column in bytes, 1-based.
Diagnostic diagnose(const GrammarFile& file, std::uint32_t line, std::uint32_t column,
                    std::uint32_t length, std::string message, std::string hint);

}  // namespace quoteledger
