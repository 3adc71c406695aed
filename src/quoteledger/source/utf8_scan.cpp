#include "quoteledger/source/utf8_scan.h"

#include <algorithm>
#include <cstring>

namespace quoteledger::source_detail {
namespace {

using Word = std::uint64_t;
constexpr Word kHighBits = 0x8080808080808080ULL;
constexpr Word kLowBits = 0x0101010101010101ULL;

Word load(const char* bytes) {
  Word word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (byte_at(text, at) & 0xC0) == 0x80;
}

// Sum of the eight bytes of a word, each at most 255.
std::uint32_t sum_bytes(Word word) {
  const Word pairs = (word & 0x00FF00FF00FF00FFULL) + ((word >> 8) & 0x00FF00FF00FF00FFULL);
  return static_cast<std::uint32_t>((pairs * 0x0001000100010001ULL) >> 48);
}

// Counts bytes by eight at once: `hits` turns a word into 1 in each byte that counts.
template <typename Hits>
std::uint32_t count_bytes(std::string_view text, Hits hits) {
  std::uint32_t count = 0;
  std::size_t at = 0;
  while (text.size() - at >= sizeof(Word)) {
    const std::size_t words = std::min<std::size_t>((text.size() - at) / sizeof(Word), 255);
    Word sums = 0;
    for (std::size_t i = 0; i < words; ++i, at += sizeof(Word)) sums += hits(load(&text[at]));
    count += sum_bytes(sums);
  }
  if (at < text.size()) {
    Word rest = 0;
    std::memcpy(&rest, &text[at], text.size() - at);
    const Word wanted = (Word{1} << (8 * (text.size() - at))) - 1;
    count += sum_bytes(hits(rest) & wanted);
  }
  return count;
}

Word equal_bytes(Word word, unsigned char byte) {
  const Word x = word ^ (kLowBits * byte);
  const Word no_carry = (x & ~kHighBits) + ~kHighBits;
  return (~(no_carry | x) & kHighBits) >> 7;
}

}  // namespace

std::size_t sequence_length(std::string_view text, std::size_t at, std::size_t& skip) {
  const unsigned char lead = byte_at(text, at);
  skip = 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return is_continuation(text, at + 1) ? 2 : 0;
  if (!is_continuation(text, at + 1)) return 0;
  const unsigned char second = byte_at(text, at + 1);
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
      (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) {
    return 0;
  }
  skip = 2;
  if (!is_continuation(text, at + 2)) return 0;
  if (lead < 0xF0) return 3;
  skip = 3;
  return is_continuation(text, at + 3) ? 4 : 0;
}

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::size_t kStride = 4 * sizeof(Word);
  while (text.size() - at >= kStride) {
    const char* p = &text[at];
    if (((load(p) | load(p + 8) | load(p + 16) | load(p + 24)) & kHighBits) != 0) break;
    at += kStride;
  }
  while (text.size() - at >= sizeof(Word) && (load(&text[at]) & kHighBits) == 0) at += sizeof(Word);
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

Utf8Check check_utf8(std::string_view text) {
  Utf8Check check;
  std::size_t at = skip_ascii(text, 0);
  while (at < text.size()) {
    std::size_t skip = 1;
    if (const std::size_t length = sequence_length(text, at, skip); length != 0) {
      ++check.sequences;
      at += length;
    } else {
      if (check.bad++ == 0) check.first_bad = at;
      at += skip;
    }
    if (at < text.size() && byte_at(text, at) < 0x80) at = skip_ascii(text, at);
  }
  return check;
}

std::uint32_t count_code_points(std::string_view text) {
  const std::uint32_t continuations =
      count_bytes(text, [](Word word) { return ((word & ~(word << 1)) & kHighBits) >> 7; });
  return static_cast<std::uint32_t>(text.size()) - continuations;
}

std::uint32_t count_line_ends(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view part = text.substr(begin, end - begin);
  std::uint32_t count = count_bytes(part, [](Word word) { return equal_bytes(word, '\n'); });
  for (std::size_t at = part.find('\r'); at != std::string_view::npos;
       at = part.find('\r', at + 1)) {
    const std::size_t behind = begin + at + 1;
    if (behind >= text.size() || text[behind] != '\n') ++count;
  }
  return count;
}

void make_marks(std::string_view text, std::vector<std::uint32_t>& code_points,
                std::vector<std::uint32_t>& lines) {
  const std::size_t blocks = text.size() / kBlock + 1;
  code_points.resize(blocks);
  lines.resize(blocks);
  std::uint32_t points = 0;
  std::uint32_t ends = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    code_points[block] = points;
    lines[block] = ends;
    const std::size_t begin = block * kBlock;
    const std::size_t end = std::min(text.size(), begin + kBlock);
    points += count_code_points(text.substr(begin, end - begin));
    ends += count_line_ends(text, begin, end);
  }
}

}  // namespace quoteledger::source_detail
