#include "quoteledger/pattern/regex.h"

#include <re2/re2.h>

#include <mutex>
#include <optional>
#include <utility>

namespace quoteledger {

struct Regex::Impl {
  Impl(std::string text, std::int64_t budget) : pattern(std::move(text)), memory(budget) {}

  // Compiled by the first call.
  const re2::RE2& re() {
    std::call_once(once, [&] {
      re2::RE2::Options options;
      options.set_log_errors(false);
      options.set_max_mem(memory);
      compiled.emplace(pattern, options);
      pattern = {};
    });
    return *compiled;
  }

  std::string pattern;  // until it is compiled
  std::int64_t memory;
  std::once_flag once;
  std::optional<re2::RE2> compiled;
};

Regex::Regex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Regex Regex::later(std::string pattern, std::int64_t memory) {
  return Regex(std::make_unique<Impl>(std::move(pattern), memory));
}

Result<Regex> Regex::compile(std::string pattern, std::int64_t memory) {
  Regex regex = later(std::move(pattern), memory);
  if (!regex.impl_->re().ok()) return Error{"", regex.impl_->re().error()};
  return regex;
}

std::size_t Regex::match_prefix(std::string_view subject) const {
  // Asked for the end alone, RE2 runs its automaton; asked for more, it simulates or backtracks.
  const re2::StringPiece text(subject.data(), subject.size());
  re2::StringPiece whole;
  if (!impl_->re().Match(text, 0, text.size(), re2::RE2::ANCHOR_START, &whole, 1)) return kNone;
  return whole.size();
}

}  // namespace quoteledger
