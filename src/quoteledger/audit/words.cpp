#include "quoteledger/audit/words.h"

#include <algorithm>
#include <array>

#include "quoteledger/unicode/compatible.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::uint64_t kSeed = 0xCBF29CE484222325ULL;
constexpr std::uint64_t kPrime = 0x100000001B3ULL;

inline std::uint64_t step(std::uint64_t hash, unsigned char byte) { return (hash ^ byte) * kPrime; }

// FNV's low bits are good, its high ones are not: one round of mixing at the end of a word.
inline std::uint64_t finish(std::uint64_t hash) {
  hash ^= hash >> 32;
  hash *= 0x9E3779B97F4A7C15ULL;
  return hash ^ (hash >> 29);
}

enum Class : std::uint8_t {
  kOther,
  kLower,
  kUpper,
  kDigit,
  kQuote,
  kDash,
  kPoint,
  kSymbol,
  kSign,
  kHigh
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = kLower;
  for (unsigned c = 'A'; c <= 'Z'; ++c) classes[c] = kUpper;
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  classes['\''] = kQuote;
  classes['`'] = kQuote;
  classes['-'] = kDash;
  classes['.'] = classes[','] = classes['^'] = kPoint;  // between digits
  classes['$'] = classes['%'] = classes['&'] = kSymbol;
  classes['+'] = classes['<'] = classes['>'] = classes['~'] = kSign;  // before a number
  for (unsigned c = 0x80; c < 0x100; ++c) classes[c] = kHigh;
  return classes;
}
constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

inline std::uint8_t class_at(std::string_view text, std::uint32_t at, std::uint32_t end) {
  return at < end ? kClasses[static_cast<unsigned char>(text[at])]
                  : static_cast<std::uint8_t>(kOther);
}

WordPart part_of(char32_t c) {
  if (c >= 0x80) return word_part(c);
  switch (kClasses[c]) {
    case kLower:
    case kUpper:
    case kDigit:
      return WordPart::kLetter;
    case kQuote:
      return WordPart::kApostrophe;
    case kDash:
      return WordPart::kHyphen;
    case kSymbol:
      return WordPart::kAlone;
    default:
      return WordPart::kNone;
  }
}

// The most common of what is not ASCII, without a look into ICU's tables: curly marks and dashes.
WordPart next_part_of(std::string_view text, std::uint32_t at, std::uint32_t& behind) {
  if (static_cast<unsigned char>(text[at]) == 0xE2 && at + 2 < text.size() &&
      static_cast<unsigned char>(text[at + 1]) == 0x80) {
    const auto last = static_cast<unsigned char>(text[at + 2]);
    behind = at + 3;
    if (last == 0x98 || last == 0x99) return WordPart::kApostrophe;
    if (last >= 0x92 && last <= 0xA7) return WordPart::kNone;
  }
  std::size_t next = at;
  const char32_t c = next_code_point(text, next);
  behind = static_cast<std::uint32_t>(next);
  return part_of(c);
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Three digits and then none: what stands behind a comma between thousands.
bool thousand(std::string_view text, std::uint32_t at, std::uint32_t end) {
  return class_at(text, at, end) == kDigit && class_at(text, at + 1, end) == kDigit &&
         class_at(text, at + 2, end) == kDigit && class_at(text, at + 3, end) != kDigit;
}

// The sign that a code point is before a number, or 0. A minus may be written as a hyphen or a dash.
char number_sign(char32_t c) {
  if (c == '-' || (c >= 0x2010 && c <= 0x2013) || c == 0x2212) return '-';
  return c == '+' || c == '<' || c == '>' || c == '~' ? static_cast<char>(c) : '\0';
}

bool is_currency(char32_t c) {
  return c == '$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF);
}

// Raised digits: behind a number they are its power.
int raised_digit(char32_t c) {
  if (c == 0xB9) return 1;
  if (c == 0xB2 || c == 0xB3) return static_cast<int>(c - 0xB0);
  if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) return static_cast<int>(c - 0x2070);
  return -1;
}

bool opens_number(std::string_view text, std::uint32_t at, std::uint32_t end) {
  return class_at(text, at, end) == kDigit ||
         (at < end && text[at] == '.' && class_at(text, at + 1, end) == kDigit);
}

// May a number begin at a byte: what stands before it is a blank, an opening mark or a currency sign?
bool stands_free(std::string_view text, std::uint32_t begin, std::uint32_t at, bool minus) {
  if (at <= begin) return true;
  std::size_t before = at;
  const char32_t c = previous_code_point(text, before);
  if (!is_space(c)) {
    return c == '(' || c == '[' || c == '"' || c == '\'' || c == 0x201C || c == 0x2018 ||
           is_currency(c);
  }
  if (!minus) return true;
  // “1990 -2000” has no sign.
  while (before > begin && is_blank(text[before - 1])) --before;
  return before == begin || class_at(text, static_cast<std::uint32_t>(before) - 1,
                                     static_cast<std::uint32_t>(before)) != kDigit;
}

}  // namespace

std::uint64_t hash_of(std::string_view folded) {
  std::uint64_t hash = kSeed;
  for (const char c : folded) hash = step(hash, static_cast<unsigned char>(c));
  return finish(hash);
}

WordReader::WordReader(std::string_view text, std::span<const Span> parts, std::uint32_t from)
    : text_(text), parts_(parts) {
  const auto found = std::upper_bound(parts.begin(), parts.end(), from,
                                      [](std::uint32_t at, Span span) { return at < span.end; });
  part_ = static_cast<std::size_t>(found - parts.begin());
  if (found != parts.end()) {
    at_ = std::max(from, found->begin);
    end_ = found->end;
  }
}

// Is what stands between this part and the next only tags inside a line, so that a word may go on behind them?
// A change of voice or a line break ends one.
bool WordReader::only_tags_behind() const {
  if (part_ + 1 >= parts_.size()) return false;
  const std::string_view gap = text_.substr(end_, parts_[part_ + 1].begin - end_);
  if (gap.empty() || (gap[0] != '<' && gap[0] != '{')) return false;
  for (const std::string_view end : {"\n", "<v", "</v", "<br", "<BR"}) {
    if (gap.find(end) != std::string_view::npos) return false;
  }
  return true;
}

bool WordReader::next_part() {
  if (part_ + 1 >= parts_.size()) return false;
  ++part_;
  at_ = parts_[part_].begin;
  end_ = parts_[part_].end;
  return true;
}

std::uint32_t WordReader::joined(std::uint32_t at, std::uint32_t behind) const {
  std::uint32_t next = behind;
  std::uint32_t end = end_;
  bool line = false;
  while (next < end && is_blank(text_[next])) ++next;
  if (next < end && text_[next] == '\n') {
    ++next;
    line = true;
  } else if (next == end && part_ + 1 < parts_.size() && !only_tags_behind()) {
    next = parts_[part_ + 1].begin;
    end = parts_[part_ + 1].end;
    line = true;
  }
  if (!line || at == 0) return 0;
  while (next < end && is_blank(text_[next])) ++next;
  if (next >= end) return 0;
  std::size_t after = next;
  return is_lower(next_code_point(text_, after)) ? next : 0;
}

// Behind the sign at a byte that belongs to the number, or the currency sign and the number, behind it; 0 where there is none.
// The point of .5 is such a sign.
std::uint32_t WordReader::signed_number(std::uint32_t at) const {
  const std::uint32_t begin = parts_[part_].begin;
  if (text_[at] == '.') {
    if (class_at(text_, at + 1, end_) != kDigit || !stands_free(text_, begin, at, false)) return 0;
    return at + 1;
  }
  std::size_t next = at;
  const char sign = number_sign(next_code_point(text_, next));
  if (sign == '\0' || next >= end_) return 0;
  const auto behind = static_cast<std::uint32_t>(next);
  if (!opens_number(text_, behind, end_)) {
    if (!is_currency(next_code_point(text_, next)) ||
        !opens_number(text_, static_cast<std::uint32_t>(next), end_))
      return 0;
  }
  return stands_free(text_, begin, at, sign == '-') ? behind : 0;
}

std::uint64_t WordReader::slow_hash(Span span) {
  scratch_ = folded_word(text_, parts_, span);
  return hash_of(scratch_);
}

bool WordReader::next(Word& word) {
  const std::string_view text = text_;
  std::uint32_t sign = 0;  // what stands before a number and belongs to it ends here
  while (true) {
    // To the first byte of a word.
    while (at_ < end_) {
      const std::uint8_t c = kClasses[static_cast<unsigned char>(text[at_])];
      if (c == kLower || c == kUpper || c == kDigit) break;
      if (c == kOther) {
        ++at_;
        continue;
      }
      if (c == kSymbol) {
        word.span = {at_, at_ + 1};
        word.hash = finish(step(kSeed, static_cast<unsigned char>(text[at_])));
        ++at_;
        return true;
      }
      if (c == kHigh) {
        std::uint32_t behind = 0;
        const WordPart part = next_part_of(text, at_, behind);
        if (part == WordPart::kLetter) break;
        if (part == WordPart::kAlone) {
          word.span = {at_, behind};
          word.hash = slow_hash(word.span);
          at_ = behind;
          return true;
        }
        if (behind < end_ && kClasses[static_cast<unsigned char>(text[behind])] >= kDigit &&
            (sign = signed_number(at_)) != 0)
          break;
        at_ = behind;
        continue;
      }
      if ((c == kSign || c == kDash || c == kPoint) && at_ + 1 < end_ &&
          (sign = signed_number(at_)) != 0)
        break;
      ++at_;
    }
    if (at_ < end_) break;
    if (!next_part()) return false;
  }
  std::uint64_t hash = kSeed;
  const std::uint32_t begin = at_;
  std::uint32_t at = at_;
  std::uint32_t last = at_;  // behind the last character that belongs to the word
  std::uint32_t digits = 0;  // so many digits stand just before
  bool slow = false;
  if (sign != 0) {
    std::size_t next = begin;
    const char32_t c = next_code_point(text, next);
    if (c == '.') {
      hash = step(hash, '0');
      digits = 1;
      sign = begin;
    } else {
      hash = step(hash, static_cast<unsigned char>(number_sign(c)));
      next = sign;
      if (is_currency(next_code_point(text, next))) {  // a word by itself, as without the sign
        word.span = {begin, static_cast<std::uint32_t>(next)};
        word.hash = slow_hash(word.span);
        at_ = word.span.end;
        return true;
      }
      if (text[sign] == '.') {
        hash = step(hash, '0');
        digits = 1;
      }
    }
    at = sign;
  }
  while (true) {
    if (at >= end_) {
      if (last != end_ || !only_tags_behind()) break;
      next_part();
      at = at_;
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::uint8_t c = kClasses[byte];
    if (c == kLower) {
      hash = step(hash, byte);
      digits = 0;
    } else if (c == kUpper) {
      hash = step(hash, byte | 0x20);
      digits = 0;
    } else if (c == kDigit) {
      hash = step(hash, byte);
      ++digits;
    } else if (c == kPoint) {
      if (digits == 0 || class_at(text, at + 1, end_) != kDigit) break;
      if (byte != ',' || digits > 3 || !thousand(text, at + 1, end_)) hash = step(hash, byte);
      digits = 0;
    } else {
      std::uint32_t behind = at + 1;
      WordPart part = WordPart::kNone;
      if (c == kHigh) {
        part = next_part_of(text, at, behind);
      } else if (c == kQuote) {
        part = WordPart::kApostrophe;
      } else if (c == kDash) {
        part = WordPart::kHyphen;
      }
      if (part == WordPart::kLetter) {
        slow = true;
      } else if (part == WordPart::kIgnorable) {
        // A soft hyphen at a line end joins as a hyphen does.
        if (const std::uint32_t on = joined(at, behind); on != 0) {
          if (on >= end_) next_part();
          at = on;
          continue;
        }
        at = behind;
        continue;
      } else if (part == WordPart::kApostrophe) {
        std::uint32_t after = 0;
        if (behind >= end_ || next_part_of(text, behind, after) != WordPart::kLetter) break;
        hash = step(hash, '\'');
        digits = 0;
        at = behind;
        continue;
      } else if (part == WordPart::kHyphen) {
        const std::uint32_t on = digits == 0 ? joined(at, behind) : 0;
        if (on == 0) break;
        if (on >= end_) next_part();
        at = on;
        continue;
      } else {
        break;
      }
      digits = 0;
      at = behind;
      last = at;
      continue;
    }
    ++at;
    last = at;
  }
  // C++, C#, 18+: signs behind a word that no other word follows.
  if (at == last && at < end_ && (text[at] == '+' || text[at] == '#')) {
    std::uint32_t behind = at + 1;
    if (text[at] == '+' && behind < end_ && text[behind] == '+') ++behind;
    const std::uint8_t c = class_at(text, behind, end_);
    if (c != kLower && c != kUpper && c != kDigit && c != kHigh) {
      for (; at < behind; ++at) hash = step(hash, static_cast<unsigned char>(text[at]));
      last = at;
    }
  }
  at_ = std::max(at, last);
  word.span = {begin, last};
  word.hash = slow ? slow_hash(word.span) : finish(hash);
  return true;
}

std::string folded_word(std::string_view text, std::span<const Span> parts, Span word) {
  std::string raw;
  bool ascii = true;
  std::uint32_t digits = 0;
  bool raised = false;  // behind digits, in a power
  auto part = std::upper_bound(parts.begin(), parts.end(), word.begin,
                               [](std::uint32_t at, Span span) { return at < span.end; });
  std::uint32_t at = word.begin;
  while (at < word.end) {
    if (part != parts.end() && at >= part->end) {
      ++part;
      if (part == parts.end()) break;
      at = part->begin;
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    if (kClasses[byte] == kLower || kClasses[byte] == kUpper) {
      raw += static_cast<char>(byte | 0x20);
      digits = 0;
      ++at;
      continue;
    }
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    const auto behind = static_cast<std::uint32_t>(next);
    if (c < 0x80 && kClasses[c] == kDigit) {
      raw += static_cast<char>(c);
      ++digits;
    } else if (at == word.begin && number_sign(c) != '\0') {
      raw += number_sign(c);
    } else if (c == '+' || c == '#') {
      raw += static_cast<char>(c);
    } else if (raised_digit(c) >= 0 && (digits > 0 || raised)) {
      if (!raised) raw += '^';
      raw += static_cast<char>('0' + raised_digit(c));
      raised = true;
      digits = 0;
    } else if (c == '.' || c == ',' || c == '^') {
      if (c == '.' && digits == 0) raw += '0';
      if (c != ',' || digits > 3 || !thousand(text, behind, word.end)) raw += static_cast<char>(c);
      digits = 0;
    } else {
      digits = 0;
      switch (part_of(c)) {
        case WordPart::kApostrophe:
          raw += '\'';
          break;
        case WordPart::kLetter:
        case WordPart::kAlone:
          ascii = ascii && c < 0x80;
          if (c >= 'A' && c <= 'Z') {
            raw += static_cast<char>(c | 0x20);
          } else {
            append_code_point(c, raw);
          }
          break;
        default:
          break;
      }
    }
    at = behind;
  }
  if (ascii) return raw;
  std::string out;
  fold_compatible(raw, out);
  return out;
}

}  // namespace quoteledger::audit_detail
