#include "quoteledger/audit/names.h"

#include <algorithm>

#include "quoteledger/cast/scan.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

bool is_initial(const std::string& word) { return word.size() == 1; }

// Given names: the same, short forms of one, or an initial and what it may stand for.
bool fits(const std::string& x, const std::string& y, const Lexicon& lexicon) {
  if (x == y || lexicon.names().full_form(x) == lexicon.names().full_form(y) ||
      lexicon.related(List::kNickname, x, y))
    return true;
  return (is_initial(x) || is_initial(y)) && x.front() == y.front();
}

bool has_capital(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_upper(next_code_point(text, at))) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name, const Lexicon& lexicon) {
  name = name.substr(0, name.find_first_of("(,"));
  const NameForm form = read_name(name, lexicon.names());
  std::vector<std::string> out;
  for (const std::string& part : form.words) {
    std::string word = part;
    for (const std::string_view ending : {"'s", "’s"}) {
      if (word.ends_with(ending)) word.resize(word.size() - ending.size());
    }
    while (word.ends_with('.')) word.pop_back();
    if (!word.empty()) out.push_back(std::move(word));
  }
  // An office or part (“the senator”, “HOST”) is no name by itself.
  if (out.size() == 1 && form.title.empty() &&
      (has(form.first_facts, Fact::kTitle) || lexicon.has(List::kTitle, out[0])))
    out.clear();
  if (!has_capital(name)) out.clear();
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
