#include "quoteledger/audit/names.h"

#include <algorithm>
#include <array>

#include "quoteledger/audit/words.h"
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

// Words that tell a part in a conversation or an office, and numbers: Respondent 4.
bool is_role(const std::string& word, const Lexicon& lexicon) {
  if (const std::size_t hyphen = word.find('-'); hyphen != std::string::npos && hyphen > 0)
    return is_role(word.substr(0, hyphen), lexicon) && is_role(word.substr(hyphen + 1), lexicon);
  return lexicon.has(List::kRole, word) || lexicon.has(List::kTitle, word) ||
         std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_given(const std::string& word, const Lexicon& lexicon) {
  const FactBits facts = lexicon.names().of(word);
  return has(facts, Fact::kFemaleName) || has(facts, Fact::kMaleName) ||
         has(facts, Fact::kUnisexName);
}

// “Ida Brandt of Norway”: what stands before the “of”.
std::string_view before_of(std::string_view name) {
  return name.substr(0, std::min({name.find(" of "), name.find(" OF "), name.find(" from ")}));
}

bool has_capital(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_upper(next_code_point(text, at))) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name, const Lexicon& lexicon) {
  name = before_of(name.substr(0, name.find_first_of("(,")));
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
  // A part or office before a name is no more of it than a title; by itself it is no name.
  // Behind “Mr.” and its like, even “King” is a name.
  const bool called = out.size() == 1 && !form.title.empty() && form.title.size() <= 4 &&
                      !lexicon.has(List::kOffice, out[0]);
  std::size_t roles = 0;
  while (!called && roles < out.size() && is_role(out[roles], lexicon)) ++roles;
  if (roles > 0 && (roles == out.size() || roles > 1 || !is_given(out[0], lexicon)))
    out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(roles));
  if (!out.empty() && !is_given(out[0], lexicon)) {
    const bool the = fold(name.substr(0, 4)) == "the " && form.title.empty();
    if ((the && out.size() > 1) || lexicon.has(List::kOrganisation, out.back())) out.clear();
  }
  if (!has_capital(name)) out.clear();
  return out;
}

namespace {

// The folded words of a name as they are written, of any alphabet.
std::string written_words(std::string_view name) {
  const std::array<Span, 1> all = {Span{0, static_cast<std::uint32_t>(name.size())}};
  WordReader reader(name, all);
  std::string out;
  for (Word word; reader.next(word);)
    out.append(out.empty() ? "" : " ").append(folded_word(name, all, word.span));
  return out;
}

// Two or more names: “Brandt and Alder”, “Brandt & Alder”.
std::vector<std::string_view> several_names(std::string_view name) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = name.size();
    std::size_t next = end;
    for (const std::string_view link : {" and ", " AND ", " & ", "; "}) {
      const std::size_t found = name.find(link, at);
      if (found < end) {
        end = found;
        next = found + link.size();
      }
    }
    if (end > at) out.push_back(name.substr(at, end - at));
    at = next;
  }
  return out;
}

NameMatch compare_one(std::string_view x, std::string_view y, const Lexicon& lexicon);

}  // namespace

NameMatch compare_names(std::string_view x, std::string_view y, const Lexicon& lexicon) {
  if (const std::string words = written_words(x); !words.empty() && words == written_words(y))
    return NameMatch::kSame;
  const auto one = several_names(x);
  const auto other = several_names(y);
  if (one.size() < 2 && other.size() < 2) return compare_one(x, y, lexicon);
  for (const std::string_view a : one) {
    for (const std::string_view b : other) {
      if (compare_one(a, b, lexicon) == NameMatch::kSame) return NameMatch::kSame;
    }
  }
  return NameMatch::kUnknown;  // a firm or a pair: who of them spoke is not told
}

namespace {

NameMatch compare_one(std::string_view x, std::string_view y, const Lexicon& lexicon) {
  const std::vector<std::string> a = name_words(x, lexicon);
  const std::vector<std::string> b = name_words(y, lexicon);
  // A trade may be a family name after all: Cook, Tim Cook.
  const auto in = [](const std::string& word, const std::vector<std::string>& words) {
    return words.size() > 1 && words.back() == word;
  };
  if (a.empty() != b.empty() && (in(written_words(x), b) || in(written_words(y), a)))
    return NameMatch::kSame;
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

}  // namespace

}  // namespace quoteledger::audit_detail
