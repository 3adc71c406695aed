#include "quoteledger/cast/acronym.h"

#include "quoteledger/tokens/tokens.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger {

bool is_acronym(std::string_view text) {
  constexpr std::size_t kMostLetters = 5;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size(); ++letters) {
    if (letters == kMostLetters || !is_upper(next_code_point(text, at))) return false;
  }
  return letters > 1;
}

bool ends_in_acronym(std::string_view text) {
  constexpr std::size_t kMostLetters = 3;
  const std::size_t blank = text.rfind(' ');
  if (blank == std::string_view::npos || !is_acronym(text.substr(blank + 1))) return false;
  return acronym_letters(text.substr(blank + 1)).size() <= kMostLetters &&
         has_small_letter(text.substr(0, blank));
}

std::vector<std::string> acronym_letters(std::string_view text) {
  constexpr std::size_t kMostLetters = 8;
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == U'.') continue;
    if (!is_upper(c) || out.size() == kMostLetters) return {};
    out.push_back(fold_token(text.substr(begin, at - begin)));
  }
  return out;
}

std::string folded_initial(std::string_view word) {
  if (word.empty()) return {};
  std::size_t at = 0;
  next_code_point(word, at);
  return fold_token(word.substr(0, at));
}

bool has_small_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_lower(next_code_point(text, at))) return true;
  }
  return false;
}

}  // namespace quoteledger
