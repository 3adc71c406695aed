#include "quoteledger/source/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "quoteledger/unicode/charset.h"

namespace quoteledger::source_detail {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSample = 1U << 16;  // bytes that the guesses look at

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// The bytes that windows-1252 has and ISO-8859-1 lacks.
bool is_c1(unsigned char byte) { return byte >= 0x80 && byte <= 0x9F; }

// What a Western typewriter's text needs over ASCII in windows-1252: quotation marks, dashes, the ellipsis, the bullet,
// the euro, the no-break space. Text with no other high bytes gives a statistical guess nothing to go by.
bool is_typography(unsigned char byte) {
  return byte == 0x80 || byte == 0x85 || (byte >= 0x91 && byte <= 0x97) || byte == 0xA0;
}

// Control characters that no text has: most words of eight bytes hold none at all, and are passed by at once.
std::size_t count_controls(std::string_view sample) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  std::size_t controls = 0;
  for (std::size_t at = 0; at < sample.size(); at += 8) {
    const std::string_view part = sample.substr(at, 8);
    if (part.size() == 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, part.data(), 8);
      if (((word - 0x20 * kOnes) & ~word & 0x80 * kOnes) == 0) continue;  // no byte below 0x20
    }
    for (const char c : part) {
      const auto byte = static_cast<unsigned char>(c);
      controls += byte < 0x20 && !(byte >= '\b' && byte <= '\r') && byte != 0x1A && byte != 0x1B;
    }
  }
  return controls;
}

// A part of the bytes, without the plain beginning, for ICU's detector: it looks at little.
std::string_view telling_part(std::string_view bytes) {
  const std::size_t high = skip_ascii(bytes, 0);
  return bytes.substr(high > 256 ? high - 256 : 0, kSample);
}

Encoding legacy(std::string_view bytes) {
  bool c1 = false;
  bool only_typography = true;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) continue;
    c1 = c1 || is_c1(byte);
    only_typography = only_typography && is_typography(byte);
  }
  Encoding western{Scheme::kOther, c1 ? "windows-1252" : "ISO-8859-1", 0, false};
  if (only_typography) return western;
  const CharsetGuess guess = detect_charset(telling_part(bytes));
  // ICU also guesses EBCDIC and, from a byte or two, East Asian charsets; neither is to be believed lightly.
  const bool trusted = guess.confidence >= 20 && !guess.name.starts_with("IBM") &&
                       !guess.name.starts_with("UTF-") && guess.name != "ISO-8859-1";
  if (!trusted) return western;
  return {Scheme::kOther, guess.name, 0, false};
}

}  // namespace

Scheme find_utf16(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return Scheme::kOther;
  const std::string_view sample = bytes.substr(0, kSample);
  if (std::memchr(sample.data(), 0, sample.size()) == nullptr) return Scheme::kOther;
  // Units that are ASCII text, read either way, and units that are NUL characters.
  std::array<std::size_t, 2> ascii{};
  std::size_t nul = 0;
  for (std::size_t at = 0; at + 1 < sample.size(); at += 2) {
    const unsigned char first = byte_at(sample, at);
    const unsigned char second = byte_at(sample, at + 1);
    const auto is_text = [](unsigned char c) {
      return (c >= 0x20 && c < 0x7F) || (c >= '\t' && c <= '\r');
    };
    if (second == 0 && is_text(first)) ++ascii[0];
    if (first == 0 && is_text(second)) ++ascii[1];
    if (first == 0 && second == 0) ++nul;
  }
  const std::size_t units = sample.size() / 2;
  // Spaces and line ends alone are some 2 % of the units of a text in a script that ASCII has no part in.
  const auto fits = [&](std::size_t mine, std::size_t other) {
    return mine > 10 * other && mine > 10 * nul && mine * 100 >= units * 2;
  };
  if (fits(ascii[0], ascii[1])) return Scheme::kUtf16Little;
  if (fits(ascii[1], ascii[0])) return Scheme::kUtf16Big;
  return Scheme::kOther;
}

std::string binary_kind(std::string_view bytes) {
  struct Magic {
    std::string_view start;
    std::string_view kind;
  };
  static constexpr auto kMagic = std::to_array<Magic>({
      {"%PDF-"sv, "a PDF"sv},
      {"PK\x03\x04"sv, "a ZIP archive, as .docx, .odt and .epub are"sv},
      {"\x89PNG"sv, "a PNG image"sv},
      {"\xFF\xD8\xFF"sv, "a JPEG image"sv},
      {"GIF8"sv, "a GIF image"sv},
      {"\x1F\x8B"sv, "a gzip archive"sv},
      {"\x7F"
       "ELF"sv,
       "a program"sv},
      {"\xD0\xCF\x11\xE0"sv, "an old Office document"sv},
  });
  for (const Magic& magic : kMagic) {
    if (bytes.starts_with(magic.start)) return std::string(magic.kind);
  }
  const std::string_view sample = bytes.substr(0, kSample);
  const std::size_t controls = count_controls(sample);
  // Compressed or compiled bytes have a tenth of control characters; a text has a stray one now and then.
  if (controls > 2 && controls * 20 > sample.size()) return "it is full of control characters";
  return {};
}

Encoding find_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    const Utf8Check check = check_utf8(bytes);
    return {Scheme::kUtf8, "UTF-8", 3, check.bad != 0};
  }
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return {Scheme::kUtf32Little, "UTF-32LE", 4, false};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return {Scheme::kUtf32Big, "UTF-32BE", 4, false};
  if (bytes.starts_with("\xFF\xFE")) return {Scheme::kUtf16Little, "UTF-16LE", 2, false};
  if (bytes.starts_with("\xFE\xFF")) return {Scheme::kUtf16Big, "UTF-16BE", 2, false};
  const Scheme utf16 = find_utf16(bytes);
  if (utf16 == Scheme::kUtf16Little) return {utf16, "UTF-16LE", 0, false};
  if (utf16 == Scheme::kUtf16Big) return {utf16, "UTF-16BE", 0, false};
  const Utf8Check check = check_utf8(bytes);
  // In a legacy charset hardly any high byte stands where UTF-8 wants it; in damaged UTF-8 most do.
  if (check.bad == 0 || check.sequences > check.bad) {
    return {Scheme::kUtf8, "UTF-8", 0, check.bad != 0};
  }
  return legacy(bytes);
}

}  // namespace quoteledger::source_detail
