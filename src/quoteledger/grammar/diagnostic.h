// A message about a place in a grammar file, and how it is shown: file:line:column, the line, a caret,
// a hint.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace quoteledger {

struct Diagnostic {
  std::string file;
  std::uint32_t line = 0;    // 1-based; 0 where the message is about the whole file
  std::uint32_t column = 0;  // 1-based, in code points
  std::uint32_t length = 1;  // code points the caret underlines
  std::string message;
  std::string source;  // the line as it stands in the file
  std::string hint;    // what to do about it; may be empty
};

// "file:line:column: error: message\n  source\n  ^~~~\n  hint: …\n"
std::string format(const Diagnostic& diagnostic);

}  // namespace quoteledger
