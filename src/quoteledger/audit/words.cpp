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

enum Class : std::uint8_t { kOther, kLower, kUpper, kDigit, kQuote, kDash, kPoint, kSymbol, kHigh };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = kLower;
  for (unsigned c = 'A'; c <= 'Z'; ++c) classes[c] = kUpper;
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  classes['\''] = kQuote;
  classes['`'] = kQuote;
  classes['-'] = kDash;
  classes['.'] = classes[','] = kPoint;
  classes['$'] = classes['%'] = classes['&'] = kSymbol;
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
  } else if (next == end && part_ + 1 < parts_.size()) {
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

std::uint64_t WordReader::slow_hash(Span span) {
  scratch_ = folded_word(text_, parts_, span);
  return hash_of(scratch_);
}

bool WordReader::next(Word& word) {
  const std::string_view text = text_;
  while (true) {
    // To the first byte of a word.
    while (at_ < end_) {
      const std::uint8_t c = kClasses[static_cast<unsigned char>(text[at_])];
      if (c == kLower || c == kUpper || c == kDigit) break;
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
        at_ = behind;
        continue;
      }
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
  while (at < end_) {
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
  at_ = std::max(at, last);
  word.span = {begin, last};
  word.hash = slow ? slow_hash(word.span) : finish(hash);
  return true;
}

std::string folded_word(std::string_view text, std::span<const Span> parts, Span word) {
  std::string raw;
  bool ascii = true;
  std::uint32_t digits = 0;
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
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    const auto behind = static_cast<std::uint32_t>(next);
    if (c < 0x80 && kClasses[c] == kDigit) {
      raw += static_cast<char>(c);
      ++digits;
    } else if (c == '.' || c == ',') {
      if (c == '.' || digits > 3 || !thousand(text, behind, word.end)) raw += static_cast<char>(c);
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
