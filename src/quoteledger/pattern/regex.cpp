#include "quoteledger/pattern/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "quoteledger/pattern/letters.h"

namespace quoteledger {
namespace {

constexpr std::size_t kByteValues = 256;

// A set as an RE2 character class over letters.
class Classes {
 public:
  Classes(const Letters& letters, bool wide) : letters_(letters), wide_(wide) {}

  [[nodiscard]] std::string of(std::uint32_t set) const {
    std::string text = "[";
    for (std::size_t i = 0; i < letters_.count(); ++i) {
      if (!letters_.has(i, set)) continue;
      const std::size_t begin = i;
      while (i + 1 < letters_.count() && letters_.has(i + 1, set)) ++i;
      append(begin, text);
      if (i == begin) continue;
      text += '-';
      append(i, text);
    }
    // No symbol is in the set: a class that nothing matches. RE2 takes no letter that its encoding does not have.
    if (text == "[") return wide_ ? "[^\\x00-\\x{10FFFF}]" : "[^\\x00-\\xFF]";
    return text + "]";
  }

 private:
  void append(std::size_t letter, std::string& text) const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    text += wide_ ? "\\x{" : "\\x";
    for (int shift = wide_ ? 12 : 4; shift >= 0; shift -= 4) text += kDigits[letter >> shift & 0xF];
    if (wide_) text += '}';
  }

  const Letters& letters_;
  bool wide_;
};

}  // namespace

struct Regex::Impl {
  Impl(Sets all_sets, RegexText pattern, std::int64_t budget)
      : sets(std::move(all_sets)), text(std::move(pattern)), memory(budget) {}

  // Compiled by the first call.
  const re2::RE2& re() {
    std::call_once(once, [&] {
      std::vector<std::uint32_t> named;
      text.each([](char) {}, [&](std::uint32_t set) { named.push_back(set); });
      const Letters letters(*sets, named);
      wide = letters.count() > kByteValues;
      const Classes written(letters, wide);
      std::unordered_map<std::uint32_t, std::string> classes;
      std::string pattern;
      text.each([&](char c) { pattern += c; },
                [&](std::uint32_t set) {
                  const auto [at, fresh] = classes.try_emplace(set);
                  if (fresh) at->second = written.of(set);
                  pattern += at->second;
                });
      re2::RE2::Options options;
      options.set_log_errors(false);
      options.set_max_mem(memory);
      if (!wide) options.set_encoding(re2::RE2::Options::EncodingLatin1);
      letter_of = letters.of_symbol();
      compiled.emplace(pattern, options);
      text = {};
    });
    return *compiled;
  }

  // The row in letters: a byte each, or in UTF-8, where three bytes hold all symbols that a grammar may have.
  void write(const Symbol* symbols, std::size_t count, std::string& row) const {
    row.resize(wide ? 3 * count : count);
    char* to = row.data();
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t letter = letter_of[symbols[i]];
      if (!wide || letter < 0x80) {
        *to++ = static_cast<char>(letter);
      } else if (letter < 0x800) {
        *to++ = static_cast<char>(0xC0 | (letter >> 6));
        *to++ = static_cast<char>(0x80 | (letter & 0x3F));
      } else {
        *to++ = static_cast<char>(0xE0 | (letter >> 12));
        *to++ = static_cast<char>(0x80 | ((letter >> 6) & 0x3F));
        *to++ = static_cast<char>(0x80 | (letter & 0x3F));
      }
    }
    row.resize(static_cast<std::size_t>(to - row.data()));
  }
  // Letters in the first `bytes` of a row.
  [[nodiscard]] std::size_t letters_in(const std::string& row, std::size_t bytes) const {
    if (!wide) return bytes;
    const auto leads = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(
        std::count_if(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(bytes), leads));
  }

  Sets sets;
  RegexText text;  // until it is compiled
  std::int64_t memory;
  std::once_flag once;
  std::vector<std::uint16_t> letter_of;  // by symbol
  bool wide = false;                     // more letters than a byte has values
  std::optional<re2::RE2> compiled;
};

Regex::Regex(Sets sets, RegexText text, std::int64_t memory)
    : impl_(std::make_unique<Impl>(std::move(sets), std::move(text), memory)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

std::string Regex::compile() const { return impl_->re().ok() ? "" : impl_->re().error(); }

std::size_t Regex::match_prefix(const Symbol* symbols, std::size_t count, std::string& row) const {
  const re2::RE2& re = impl_->re();
  impl_->write(symbols, count, row);
  // Asked for the end alone, RE2 runs its automaton; asked for more, it simulates or backtracks.
  const re2::StringPiece text(row.data(), row.size());
  re2::StringPiece whole;
  if (!re.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, &whole, 1)) return kNone;
  return impl_->letters_in(row, whole.size());
}

}  // namespace quoteledger
