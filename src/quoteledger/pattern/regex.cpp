#include "quoteledger/pattern/regex.h"

#include <re2/re2.h>

namespace quoteledger {

struct Regex::Impl {
  re2::RE2 re;
  Impl(const std::string& pattern, const re2::RE2::Options& options) : re(pattern, options) {}
};

Regex::Regex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(const std::string& pattern, std::int64_t memory) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(memory);
  auto impl = std::make_unique<Impl>(pattern, options);
  if (!impl->re.ok()) {
    return Error{"", impl->re.error()};
  }
  return Regex(std::move(impl));
}

std::size_t Regex::match_prefix(std::string_view subject) const {
  // Asked for the end alone, RE2 runs its automaton; asked for more, it simulates or backtracks.
  const re2::StringPiece text(subject.data(), subject.size());
  re2::StringPiece whole;
  if (!impl_->re.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, &whole, 1)) return kNone;
  return whole.size();
}

}  // namespace quoteledger
