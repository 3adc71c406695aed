// pattern: the only room that includes RE2's headers. A compiled pattern over the symbols of a token
// row (grammar/vocabulary.h), always anchored at the row's start. Linear in the row's length.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/result.h"

namespace quoteledger {

class Regex {
 public:
  // What one capturing group took, in bytes of the subject; begin is kNone where the group took no part.
  struct Group {
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    std::uint32_t begin = kNone;
    std::uint32_t end = 0;
  };

  // `memory` is RE2's budget in bytes for the program and its automaton; a pattern that needs more is an error.
  static Result<Regex> compile(const std::string& pattern, std::int64_t memory);

  // Matches at the start of the subject. groups[0] is the whole match, groups[i] the i-th group.
  // False, and groups untouched, where there is no match.
  bool match_prefix(std::string_view subject, std::vector<Group>& groups) const;

  [[nodiscard]] int group_count() const;

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

 private:
  struct Impl;
  explicit Regex(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoteledger
