// Where the roles that a text's mentions name ("the harbour chairman") stand in it: found for all of them in one pass, so
// that a long text with many mentions costs no more than its length.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoteledger/base/span.h"

namespace quoteledger {

class RoleIndex {
 public:
  static constexpr std::uint32_t kLongestRole = 60;  // bytes; a longer one is no office
  static constexpr std::size_t kMostPlaces = 64;     // of one role

  // The role is a span of the text of at most kLongestRole bytes; one of fewer than four is an acronym, and is not sought.
  void want(std::string_view role);
  // Finds all that was wanted. Letters of ASCII are compared whatever their case.
  void fill(std::string_view text);
  // Bytes where the role begins at a word's start, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& places(std::string_view role) const;

 private:
  std::unordered_map<std::string, std::vector<std::uint32_t>> places_;  // by role in small letters
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>
      lengths_;  // of the roles that begin alike
  std::array<bool, 256> first_bytes_{};
  std::vector<bool> may_begin_;  // by a hash of a role's first bytes: most places are none
};

}  // namespace quoteledger
