// How deep a JSON text nests. Its values are written back by calling themselves for each level, so that a text of half a
// million brackets would end the program: what nests deeper than any ledger is refused before it is read.
#pragma once

#include <cstddef>
#include <string_view>

namespace quoteledger {

// Are there more than `most` brackets open somewhere, strings left out?
inline bool nests_deeper_than(std::string_view json, std::size_t most) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > most) return true;
    } else if (c == ']' || c == '}') {
      if (depth > 0) --depth;
    }
  }
  return false;
}

}  // namespace quoteledger
