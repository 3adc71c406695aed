// One pass over a text block by block: checks UTF-8, counts code points and line ends. Inside the source room only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace quoteledger::source_detail {

inline constexpr std::size_t kBlock = 1024;  // bytes of text between two marks

// How far a text is valid UTF-8, and how much of it is not.
struct Utf8Check {
  std::size_t first_bad = std::string_view::npos;  // byte of the first invalid sequence
  std::size_t sequences = 0;                       // valid sequences of two bytes and more
  std::size_t bad = 0;                             // maximal invalid subparts
};

// Bytes of the well-formed sequence at text[at], which is no ASCII byte (Unicode 15, table 3-7). 0 where there is
// none; then `skip` is the length of the maximal invalid subpart, at least 1.
std::size_t sequence_length(std::string_view text, std::size_t at, std::size_t& skip);

Utf8Check check_utf8(std::string_view text);

// The first byte from `at` on that is not ASCII, or
// text.size() where all are.
std::size_t skip_ascii(std::string_view text, std::size_t at);

// Bytes of text that are no continuation bytes: code points in valid UTF-8.
std::uint32_t count_code_points(std::string_view text);

// Line ends whose last byte lies in text[begin, end): \n, \r\n and a lone \r.
std::uint32_t count_line_ends(std::string_view text, std::size_t begin, std::size_t end);

// The tables of Document: what stands before each block.
void make_marks(std::string_view text, std::vector<std::uint32_t>& code_points,
                std::vector<std::uint32_t>& lines);

}  // namespace quoteledger::source_detail
