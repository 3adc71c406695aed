// The words of a text as the audit compares them, with their places. Folded are: case and compatibility forms (NFKC),
// ligatures, soft hyphens and zero-width characters, the forms of the apostrophe, a hyphen at a line end, the commas
// between thousands. A hyphen or dash parts words; digits are words, decimals (4.21) are one; currency and per
// cent signs are words of their own. A sign that touches a number belongs to it (-2, <5, .5), as a power does (10²); so do
// the signs behind a word (C++, 18+). Inside the audit room only.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/span.h"

namespace quoteledger::audit_detail {

struct Word {
  Span span;               // bytes of the text
  std::uint64_t hash = 0;  // of the folded word
};

// What the index keeps of a word.
inline std::uint32_t short_hash(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

// Reads the words of the parts of a text that count as speech: spans in order, none empty or overlapping. What stands between
// two parts counts as a line end, or as nothing where it is tags inside a line. Started at a word's first byte, it reads the same words from there as it
// did from the start.
class WordReader {
 public:
  WordReader(std::string_view text, std::span<const Span> parts, std::uint32_t from = 0);

  // False at the end.
  bool next(Word& word);

 private:
  bool next_part();
  [[nodiscard]] bool only_tags_behind() const;
  [[nodiscard]] std::uint32_t signed_number(std::uint32_t at) const;
  std::uint64_t slow_hash(Span span);
  // Where a word that a line end breaks at byte `at` (of the hyphen) goes on, or 0.
  [[nodiscard]] std::uint32_t joined(std::uint32_t at, std::uint32_t behind) const;

  std::string_view text_;
  std::span<const Span> parts_;
  std::size_t part_ = 0;
  std::uint32_t at_ = 0;
  std::uint32_t end_ = 0;  // of the part
  std::string scratch_;
};

// A word's folded form, out of its bytes in the text. Parts of the text between them are left out by `parts`.
std::string folded_word(std::string_view text, std::span<const Span> parts, Span word);

std::uint64_t hash_of(std::string_view folded);

}  // namespace quoteledger::audit_detail
