#include "quoteledger/resolve/role_index.h"

#include <algorithm>

namespace quoteledger {
namespace {

constexpr std::size_t kFilter = 4096;
constexpr std::size_t kBeginning = 4;  // bytes that tell roles apart at first sight

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string in_small_letters(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), small);
  return out;
}

std::uint64_t beginning(std::string_view text) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < std::min(kBeginning, text.size()); ++i)
    key = key << 8 | static_cast<unsigned char>(small(text[i]));
  return key;
}

std::size_t filter_place(std::uint64_t key) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 52);
}

bool is_plain_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

void RoleIndex::want(std::string_view role) {
  if (role.size() < kBeginning) return;
  places_.try_emplace(in_small_letters(role));
  const std::uint64_t key = beginning(role);
  auto& lengths = lengths_[key];
  const auto length = static_cast<std::uint32_t>(role.size());
  if (std::find(lengths.begin(), lengths.end(), length) == lengths.end()) lengths.push_back(length);
  may_begin_.resize(kFilter, false);
  may_begin_[filter_place(key)] = true;
  // A role's first letter in either case: most words of a text are told off by it.
  const auto first = static_cast<unsigned char>(small(role.front()));
  first_bytes_[first] = true;
  if (first >= 'a' && first <= 'z') first_bytes_[first - 'a' + 'A'] = true;
}

void RoleIndex::fill(std::string_view text) {
  if (places_.empty()) return;
  for (std::size_t at = 0; at + kBeginning <= text.size(); ++at) {
    if (!first_bytes_[static_cast<unsigned char>(text[at])]) continue;
    if (at > 0 && is_plain_letter(text[at - 1])) continue;
    const std::uint64_t key = beginning(text.substr(at, kBeginning));
    if (!may_begin_[filter_place(key)]) continue;
    const auto lengths = lengths_.find(key);
    if (lengths == lengths_.end()) continue;
    for (const std::uint32_t length : lengths->second) {
      if (at + length > text.size()) continue;
      const auto found = places_.find(in_small_letters(text.substr(at, length)));
      if (found != places_.end() && found->second.size() < kMostPlaces)
        found->second.push_back(static_cast<std::uint32_t>(at));
    }
  }
}

const std::vector<std::uint32_t>& RoleIndex::places(std::string_view role) const {
  static const std::vector<std::uint32_t> none;
  const auto found = places_.find(in_small_letters(role));
  return found == places_.end() ? none : found->second;
}

}  // namespace quoteledger
