#include "quoteledger/cast/name_form.h"

#include <algorithm>
#include <utility>

#include "quoteledger/cast/paragraph_tokens.h"
#include "quoteledger/tokens/tokens.h"
#include "quoteledger/unicode/compatible.h"

namespace quoteledger {
namespace {

std::string squeezed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// Past the full stop of a word that keeps it at the end of a name.
std::uint32_t behind_full_stop(std::string_view text, std::uint32_t end, FactBits facts) {
  return has(facts, Fact::kStopped) && text.substr(end).starts_with('.') ? end + 1 : end;
}

// One person may be José here and Jose there.
std::string without_accents(std::string word) {
  if (is_ascii(word)) return word;
  std::string out;
  fold_accents(word, out);
  return out;
}

// "Lund campaign director Ivo Ruiz": does an office stand behind this part that a given name follows?
bool office_behind(const std::vector<NamePart>& parts, std::size_t part) {
  constexpr FactBits kOffice = bit(Fact::kTitle) | bit(Fact::kPersonNoun);
  for (std::size_t i = part + 1; i + 2 < parts.size(); ++i) {
    if ((parts[i].facts & kOffice) != 0 && (parts[i + 1].facts & kGiven) != 0) return true;
  }
  return false;
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) >= 0; });
}

NameForm take_apart(std::string_view name, std::vector<NamePart>& parts, const LookUp& look_up) {
  NameForm form;
  form.text = squeezed(name);
  parts.clear();
  for (std::uint32_t at = 0; at < form.text.size();) {
    const std::string_view rest = std::string_view(form.text).substr(at);
    at += space_length(rest);
    if (at >= form.text.size()) break;
    const RawToken raw = first_token(std::string_view(form.text).substr(at));
    const std::uint32_t begin = at;
    at += raw.length;
    if (!is_word(raw.shape)) continue;
    const auto [folded, facts] = look_up(std::string_view(form.text).substr(begin, raw.length));
    const bool article = parts.empty() && has(facts, Fact::kFunction) && (facts & kGiven) == 0;
    if (!article) parts.push_back({std::string(folded), facts, begin, at});
  }
  std::uint32_t text_end = 0;
  while (parts.size() > 1 && has(parts.back().facts, Fact::kSuffix)) {
    if (has(parts.back().facts, Fact::kGeneration)) {
      form.generation = std::move(parts.back().folded);
      text_end = behind_full_stop(form.text, parts.back().end, parts.back().facts);
    }
    parts.pop_back();
  }
  if (parts.empty()) return form;
  if (form.generation.empty())
    text_end = behind_full_stop(form.text, parts.back().end, parts.back().facts);
  // The name is what stands behind the last title; before that title there may be more titles, or
  // the words of an office ("Harbour Board Chairman Ivo Lund"), but no given name. An office with "of" ("Minister of State
  // Ivo Lund") ends where a given name begins.
  std::size_t from = 0;
  std::size_t shown = 0;
  bool office = false;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    // "Gazette Editor Ivo Lund"
    if (!has(parts[i].facts, Fact::kTitle) && has(parts[i].facts, Fact::kPersonNoun) &&
        i + 2 < parts.size() && (parts[i + 1].facts & kGiven) != 0 &&
        (parts[i].facts & kGiven) == 0) {
      shown = from = i + 1;
      continue;
    }
    if (!has(parts[i].facts, Fact::kTitle)) {
      // "Virginia Governor Ivo Lund" is a governor; a place may be a given name, too.
      if ((parts[i].facts & kGiven) == 0 || has(parts[i].facts, Fact::kPlace)) continue;
      if (office) shown = from = i;
      if (office_behind(parts, i)) continue;
      break;
    }
    if (has(parts[i + 1].facts, Fact::kLink) ||
        (has(parts[i + 1].facts, Fact::kBodyLink) && has(parts[i].facts, Fact::kExclusive))) {
      office = true;
      form.title = parts[i].folded;
      form.title_facts |= parts[i].facts;
      ++i;
      continue;
    }
    form.title = parts[i].folded;
    form.title_facts |= parts[i].facts;
    if (from < i) shown = i;
    from = i + 1;
  }
  form.text.resize(text_end);
  form.text.erase(0, parts[shown].begin);
  form.first_facts = parts[from].facts;
  form.landed = office && from > 0 && has(parts[from].facts, Fact::kPlace) &&
                (parts[from].facts & kGiven) == 0;
  form.words.reserve(parts.size() - from);
  for (std::size_t i = from; i < parts.size(); ++i)
    form.words.push_back(without_accents(std::move(parts[i].folded)));
  return form;
}

void append_key(const NameForm& form, std::string& key) {
  const std::size_t begin = key.size();
  key += form.title;
  for (const std::string& word : form.words) {
    if (key.size() > begin) key += ' ';
    key += word;
  }
  if (!form.generation.empty()) key.append(", ").append(form.generation);
}

NameForm read_name(std::string_view name, const WordFacts& facts) {
  std::string folded;
  std::vector<NamePart> parts;
  return take_apart(name, parts, [&](std::string_view token) {
    folded.clear();
    fold_token(token, folded);
    return std::pair(std::string_view(folded), facts.of(folded));
  });
}

std::string form_key(const NameForm& form) {
  std::string key;
  append_key(form, key);
  return key;
}

}  // namespace quoteledger
