// One quotation mark as it stands in the text, before anything is paired. Inside the marks room only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "quoteledger/base/span.h"

namespace quoteledger::marks_detail {

// Marks of one family close each other, whatever their direction: writers mix “ and " and get ” the wrong way round.
enum class Family : std::uint8_t {
  kDouble,       // " “ ” „ ‟ '' `` ＂ 〝 〞 〟
  kSingle,       // ' ‘ ’ ‚ ‛ `
  kGuillemet,    // « »
  kAngle,        // ‹ ›
  kCorner,       // 「 」
  kWhiteCorner,  // 『 』
  kCount
};

// How much the mark and its surroundings speak for one direction.
enum Strength : std::uint8_t { kNo = 0, kWeak = 1, kStrong = 2 };

// What stands beside a mark, other marks looked through.
enum class Side : std::uint8_t { kSpace, kLetter, kDigit, kOpening, kClosing, kDash, kSymbol };

struct Mark {
  std::uint32_t at = 0;     // byte of the text
  std::uint8_t length = 0;  // bytes
  Family family = Family::kDouble;
  Strength opens = kNo;
  Strength closes = kNo;
  Side left = Side::kSpace;
  Side right = Side::kSpace;
  bool measure = false;  // may be an inch or a foot: a digit stands right before a straight mark
  bool touches_left = false;  // another mark stands right before
  bool straight = false;      // written without a direction: " or '
};

// Appends the marks in a paragraph that might open or close a quote; apostrophes between letters, years and attribute
// values of tags are left out already. Linear in the paragraph's length; text without marks is passed eight bytes at a time.
void find_marks(std::string_view text, Span paragraph, std::vector<Mark>& marks);

}  // namespace quoteledger::marks_detail
