// pattern: the only room that includes RE2's headers. A compiled pattern over the symbols of a token
// row (grammar/vocabulary.h), always anchored at the row's start. Linear in the row's length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "quoteledger/base/result.h"

namespace quoteledger {

// Safe to ask from many threads at once.
class Regex {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // `memory` is RE2's budget in bytes for the program and its automaton; a pattern that needs more is an error.
  static Result<Regex> compile(std::string pattern, std::int64_t memory);

  // The same, compiled by the first thread that asks it: for patterns that are certain to be right and small enough.
  static Regex later(std::string pattern, std::int64_t memory);

  // Matches at the start of the subject: where the match ends, in bytes of the subject, or kNone. Which part of it each
  // group took is not asked of RE2: see group_program.h.
  [[nodiscard]] std::size_t match_prefix(std::string_view subject) const;

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

 private:
  struct Impl;
  explicit Regex(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoteledger
