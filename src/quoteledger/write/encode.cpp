#include "quoteledger/write/encode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "quoteledger/unicode/text.h"
#include "quoteledger/unicode/width.h"

namespace quoteledger {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighs = 0x8080808080808080U;
constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

// The length of the valid UTF-8 sequence at text[at] (no ASCII), or 0 where there is none; then
// `skip` is the length of the invalid part.
std::size_t valid_sequence(std::string_view text, std::size_t at, std::size_t& skip) {
  std::size_t next = at;
  const char32_t c = next_code_point(text, next);
  skip = next - at;
  if (c == kReplacement && text.substr(at, skip) != kReplacementBytes) return 0;
  return skip;
}

// In each byte that equals the wanted one the high bit is set; bytes above it may have it, too, where one is found.
std::uint64_t equal_bytes(std::uint64_t word, char wanted) {
  const std::uint64_t x = word ^ (kOnes * static_cast<unsigned char>(wanted));
  return (x - kOnes) & ~x & kHighs;
}

// Eight bytes that JSON takes as they are: none below 0x20, none of " \ DEL, all ASCII.
bool plain_json(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  // A byte's high bit shows where it is below 0x20, or zero after the exclusive or; exact for
  // ASCII, and others are caught by their own high bit.
  const auto zero = [&](std::uint64_t x) { return (x - kOnes) & ~x; };
  const std::uint64_t bad = word | ((word - kOnes * 0x20) & ~word) | zero(word ^ (kOnes * '"')) |
                            zero(word ^ (kOnes * '\\')) | zero(word ^ (kOnes * 0x7F));
  return (bad & kHighs) == 0;
}

bool is_formula_start(std::string_view text) {
  if (text.empty()) return false;
  if (std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) return true;
  for (const std::string_view wide :
       {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}) {
    if (text.starts_with(wide)) return true;  // ＝ ＋ － ＠
  }
  return false;
}

constexpr std::array<bool, 256> bytes_of(std::string_view set) {
  std::array<bool, 256> special{};
  for (const char c : set) special[static_cast<unsigned char>(c)] = true;
  return special;
}
constexpr std::array<bool, 256> kCsvSpecial = bytes_of(",\"\r\n");
constexpr std::array<bool, 256> kTsvSpecial = bytes_of("\t\n\r\\");

// Has a CSV cell no byte that asks for quoting?
bool plain_csv(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    const std::uint64_t special = equal_bytes(word, ',') | equal_bytes(word, '"') |
                                  equal_bytes(word, '\r') | equal_bytes(word, '\n');
    if (special != 0) return false;
  }
  return std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                      [](char c) { return kCsvSpecial[static_cast<unsigned char>(c)]; });
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

}  // namespace

void append_csv_cell(std::string_view text, bool excel, std::string& out) {
  const bool defuse = excel && is_formula_start(text);
  if (plain_csv(text)) {
    if (defuse) out += '\'';
    out.append(text);
    return;
  }
  out += '"';
  if (defuse) out += '\'';
  while (true) {
    const std::size_t quote = text.find('"');
    if (quote == std::string_view::npos) break;
    out.append(text.substr(0, quote + 1));
    out += '"';
    text.remove_prefix(quote + 1);
  }
  out.append(text);
  out += '"';
}

void append_tsv_cell(std::string_view text, bool excel, std::string& out) {
  if (excel && is_formula_start(text)) out += '\'';
  std::size_t run = 0;  // from here on, bytes that can be copied
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (!kTsvSpecial[static_cast<unsigned char>(c)]) continue;
    out.append(text.substr(run, at - run));
    run = at + 1;
    out += '\\';
    out += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\';
  }
  out.append(text.substr(run));
}

void append_json_string(std::string_view text, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto escape = [&](unsigned code) {
    out.append("\\u00");
    out += kHex[code >> 4];
    out += kHex[code & 15];
  };
  out += '"';
  std::size_t run = 0;  // from here on, bytes that can be copied
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size() && plain_json(text.data() + at)) {
      at += 8;
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\') {
      ++at;
      continue;
    }
    std::size_t skip = 1;
    if (byte >= 0x80) {
      const std::size_t length = valid_sequence(text, at, skip);
      if (length != 0 && (byte != 0xC2 || static_cast<unsigned char>(text[at + 1]) >= 0xA0)) {
        at += length;
        continue;
      }
      out.append(text.substr(run, at - run));
      if (length == 0) {
        out.append(kReplacementBytes);
      } else {
        escape(static_cast<unsigned char>(text[at + 1]));
      }
    } else {
      out.append(text.substr(run, at - run));
      switch (byte) {
        case '"':
          out.append("\\\"");
          break;
        case '\\':
          out.append("\\\\");
          break;
        case '\n':
          out.append("\\n");
          break;
        case '\r':
          out.append("\\r");
          break;
        case '\t':
          out.append("\\t");
          break;
        case '\b':
          out.append("\\b");
          break;
        case '\f':
          out.append("\\f");
          break;
        default:
          escape(byte);
          break;
      }
    }
    at += skip;
    run = at;
  }
  out.append(text.substr(run));
  out += '"';
}

void append_utf8(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += text[at++];
      continue;
    }
    std::size_t skip = 0;
    out.append(valid_sequence(text, at, skip) != 0 ? text.substr(at, skip) : kReplacementBytes);
    at += skip;
  }
}

void append_html(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    switch (c) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      case '"':
        out.append("&quot;");
        break;
      case '\'':
        out.append("&#39;");
        break;
      case '\t':
      case '\n':
      case '\r':
        out += static_cast<char>(c);
        break;
      default:
        append_code_point(is_control(c) ? kReplacement : c, out);
        break;
    }
  }
}

void append_markdown(std::string_view text, std::string& out) {
  bool space = false;
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      space = any;
      continue;
    }
    if (is_ignorable(c)) continue;
    if (space) out += ' ';
    space = false;
    any = true;
    if (c == '<') {
      out.append("&lt;");
    } else if (c == '&') {
      out.append("&amp;");
    } else {
      if (c < 0x80 &&
          std::string_view("\\`*_[]|~$>").find(static_cast<char>(c)) != std::string_view::npos)
        out += '\\';
      append_code_point(terminal_width(c) < 0 ? kReplacement : c, out);
    }
  }
}

void append_number(std::uint64_t value, std::string& out) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_fraction(double value, std::string& out) {
  const bool positive = value > 0;  // false for NaN
  const auto thousandths = static_cast<unsigned>(!positive    ? 0
                                                 : value >= 1 ? 1000
                                                              : std::lround(value * 1000));
  out += thousandths == 1000 ? '1' : '0';
  if (thousandths % 1000 == 0) return;
  out += '.';
  out += static_cast<char>('0' + thousandths / 100);
  if (thousandths % 100 == 0) return;
  out += static_cast<char>('0' + thousandths / 10 % 10);
  if (thousandths % 10 == 0) return;
  out += static_cast<char>('0' + thousandths % 10);
}

unsigned percent(double fraction) {
  if (!(fraction > 0)) return 0;  // NaN, too
  // Rounded, but what is not quite sure is not shown as sure.
  return fraction >= 1 ? 100 : std::min(99U, static_cast<unsigned>(std::lround(fraction * 100)));
}

}  // namespace quoteledger
