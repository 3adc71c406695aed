#include "quoteledger/pattern/regex.h"

#include <re2/re2.h>

#include <array>

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

int Regex::group_count() const { return impl_->re.NumberOfCapturingGroups(); }

bool Regex::match_prefix(std::string_view subject, std::vector<Group>& groups) const {
  constexpr int kUsual = 16;  // more groups take memory from the heap
  std::array<re2::StringPiece, kUsual> few;
  std::vector<re2::StringPiece> many;
  const int count = group_count() + 1;
  re2::StringPiece* parts = few.data();
  if (count > kUsual) {
    many.resize(static_cast<std::size_t>(count));
    parts = many.data();
  }
  // Asked for groups, RE2 backtracks even where nothing matches; asked for the end alone, it runs its automaton.
  // Most patterns match nowhere, so the automaton goes first, and groups are sought in what it took.
  re2::StringPiece text(subject.data(), subject.size());
  if (!impl_->re.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, parts, 1)) {
    return false;
  }
  text = parts[0];
  if (count > 1 && !impl_->re.Match(text, 0, text.size(), re2::RE2::ANCHOR_BOTH, parts, count)) {
    return false;
  }
  groups.assign(static_cast<std::size_t>(count), Group{});
  for (int i = 0; i < count; ++i) {
    const re2::StringPiece& part = parts[i];
    if (part.data() != nullptr) {
      auto& group = groups[static_cast<std::size_t>(i)];
      group.begin = static_cast<std::uint32_t>(part.data() - subject.data());
      group.end = group.begin + static_cast<std::uint32_t>(part.size());
    }
  }
  return true;
}

}  // namespace quoteledger
