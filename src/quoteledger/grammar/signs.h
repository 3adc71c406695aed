// Names of signs and their keys. A sign is what speaks for or against a candidate: "rule:en.behind.subject-verb",
// "head:name", "between:comma:2". Its weight stands in the grammar (signs.txt); the rooms that look for signs build
// the keys without making strings.
#pragma once

#include <cstdint>
#include <string_view>

namespace quoteledger {

// Key of one part of a name; parts are folded together with join_key(). FNV-1a, 64 bits.
constexpr std::uint64_t part_key(std::string_view part) {
  std::uint64_t key = 0xCBF29CE484222325ULL;
  for (const char c : part) {
    key ^= static_cast<unsigned char>(c);
    key *= 0x100000001B3ULL;
  }
  return key;
}

constexpr std::uint64_t join_key(std::uint64_t left, std::uint64_t right) {
  std::uint64_t key = left * 0x9E3779B97F4A7C15ULL + right;
  key ^= key >> 29;
  return key * 0xBF58476D1CE4E5B9ULL;
}

// Key of a whole name, whose parts are separated by colons.
constexpr std::uint64_t sign_key(std::string_view name) {
  std::uint64_t key = 0;
  while (true) {
    const std::size_t colon = name.find(':');
    key = join_key(key, part_key(name.substr(0, colon)));
    if (colon == std::string_view::npos) return key;
    name.remove_prefix(colon + 1);
  }
}

}  // namespace quoteledger
