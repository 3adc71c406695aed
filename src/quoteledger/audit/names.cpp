#include "quoteledger/audit/names.h"

#include <algorithm>
#include <array>

#include "quoteledger/audit/words.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

bool fits(const std::string& x, const std::string& y, const Lexicon& lexicon) {
  if (x == y || lexicon.related(List::kNickname, x, y)) return true;
  return (x.size() == 1 || y.size() == 1) && x.front() == y.front();
}

}  // namespace

std::vector<std::string> name_words(std::string_view name, const Lexicon& lexicon) {
  std::vector<std::string> out;
  name = name.substr(0, name.find_first_of("(,"));
  const std::array<Span, 1> all = {Span{0, static_cast<std::uint32_t>(name.size())}};
  WordReader reader(name, all);
  Word word;
  bool capital = false;
  while (reader.next(word)) {
    std::size_t at = word.span.begin;
    capital = capital || is_upper(next_code_point(name, at));
    std::string folded = folded_word(name, all, word.span);
    if (folded.ends_with("'s")) folded.resize(folded.size() - 2);
    if (folded.empty() || lexicon.has(List::kTitle, folded)) continue;
    out.push_back(std::move(folded));
  }
  if (!capital) out.clear();
  return out;
}

NameMatch compare_names(std::string_view x, std::string_view y, const Lexicon& lexicon) {
  const std::vector<std::string> a = name_words(x, lexicon);
  const std::vector<std::string> b = name_words(y, lexicon);
  if (a.empty() || b.empty() || a.back().size() == 1 || b.back().size() == 1)
    return NameMatch::kUnknown;
  if (a.size() == 1 || b.size() == 1) {
    const std::string& one = a.size() == 1 ? a.front() : b.front();
    const std::vector<std::string>& other = a.size() == 1 ? b : a;
    return std::find(other.begin(), other.end(), one) != other.end() ? NameMatch::kSame
                                                                     : NameMatch::kOther;
  }
  if (a.back() != b.back()) return NameMatch::kOther;
  const bool given = std::any_of(a.begin(), a.end() - 1, [&](const std::string& p) {
    return std::any_of(b.begin(), b.end() - 1,
                       [&](const std::string& q) { return fits(p, q, lexicon); });
  });
  return given ? NameMatch::kSame : NameMatch::kOther;
}

}  // namespace quoteledger::audit_detail
