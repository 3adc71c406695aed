#include "quoteledger/audit/entities.h"

#include <algorithm>
#include <utility>

#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::size_t kLongest = 10;  // bytes of a reference, “&#x10FFFF;”

constexpr std::pair<std::string_view, char32_t> kNamed[] = {
    {"amp", U'&'},   {"lt", U'<'},    {"gt", U'>'},   {"nbsp", 0xA0},
    {"lrm", 0x200E}, {"rlm", 0x200F}, {"quot", U'"'}, {"apos", U'\''}};

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

// What a reference without & and ; stands for; 0 where it is none. Line ends and controls are blanks, so that lines stay
// what they are.
char32_t meaning(std::string_view name) {
  for (const auto& [known, c] : kNamed) {
    if (name == known) return c;
  }
  if (name.size() < 2 || name.front() != '#') return 0;
  name.remove_prefix(1);
  int base = 10;
  if ((name.front() | 0x20) == 'x') {
    base = 16;
    name.remove_prefix(1);
  }
  if (name.empty()) return 0;
  char32_t value = 0;
  for (const char c : name) {
    const int digit = digit_of(c);
    if (digit >= base) return 0;
    value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    if (value > 0x10FFFF) return 0;
  }
  if (value == 0 || (value >= 0xD800 && value < 0xE000)) return 0;
  return value < 0x20 || (value >= 0x7F && value < 0xA0) ? U' ' : value;
}

// Appends text[begin, end) without references.
void append(std::string_view text, std::uint32_t begin, std::uint32_t end, Decoded& out) {
  for (std::uint32_t at = begin; at < end;) {
    const auto next = static_cast<std::uint32_t>(std::min<std::size_t>(text.find('&', at), end));
    out.text.append(text.substr(at, next - at));
    at = next;
    if (at == end) return;
    const std::string_view ahead =
        text.substr(at + 1, std::min<std::size_t>(kLongest, end - at) - 1);
    const std::size_t size = ahead.find(';');
    const char32_t c = size == std::string_view::npos ? 0 : meaning(ahead.substr(0, size));
    if (c == 0) {
      out.text += '&';
      ++at;
      continue;
    }
    append_code_point(c, out.text);
    at += static_cast<std::uint32_t>(size) + 2;
    out.shifts.push_back({static_cast<std::uint32_t>(out.text.size()), at});
  }
}

std::string without_entities(const std::string& text) {
  Decoded out;
  append(text, 0, static_cast<std::uint32_t>(text.size()), out);
  return out.text;
}

}  // namespace

Decoded decode_entities(std::string_view text, Speech& speech) {
  Decoded out;
  std::uint32_t at = 0;
  std::vector<Span> parts;
  for (const Span part : speech.parts) {
    out.text.append(text.substr(at, part.begin - at));
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    append(text, part.begin, part.end, out);
    parts.push_back({begin, static_cast<std::uint32_t>(out.text.size())});
    at = part.end;
  }
  out.text.append(text.substr(at));
  for (std::string& name : speech.speakers) name = without_entities(name);
  if (out.shifts.empty()) return out;
  speech.parts = std::move(parts);
  // Cues and turns begin at no reference: the last shift before them tells how far they move.
  std::size_t shift = 0;
  std::uint32_t gone = 0;
  const auto move = [&](std::uint32_t& byte) {
    while (shift < out.shifts.size() && out.shifts[shift].written <= byte) {
      gone = out.shifts[shift].written - out.shifts[shift].text;
      ++shift;
    }
    byte -= gone;
  };
  for (Cue& cue : speech.cues) move(cue.begin);
  shift = 0;
  gone = 0;
  for (Turn& turn : speech.turns) move(turn.begin);
  return out;
}

std::uint32_t written_byte(const std::vector<Shift>& shifts, std::uint32_t byte) {
  const auto behind =
      std::upper_bound(shifts.begin(), shifts.end(), byte,
                       [](std::uint32_t at, const Shift& shift) { return at < shift.text; });
  if (behind == shifts.begin()) return byte;
  return byte + ((behind - 1)->written - (behind - 1)->text);
}

}  // namespace quoteledger::audit_detail
