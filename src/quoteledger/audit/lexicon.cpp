#include "quoteledger/audit/lexicon.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "quoteledger/audit/words.h"
#include "quoteledger/run/walk.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::array<std::string_view, kLists> kFiles = {
    "negation", "limiter", "modality", "number",       "function", "emphasis", "connective",
    "title",    "gender",  "tense",    "opposite",     "synonym",  "nickname", "prefix",
    "whole",    "joined",  "role",     "organisation", "neuter",   "person",   "office"};

// Lists of the grammar that have words of the audit's, too.
struct Shared {
  List list;
  std::string_view lexicon;
};
constexpr Shared kShared[] = {{List::kRole, "person-noun"},
                              {List::kOrganisation, "org-suffix"},
                              {List::kOrganisation, "group-noun"}};

// The grammar's lexicons that the cast takes a name apart by.
constexpr std::string_view kNameLexicons[] = {
    "title",       "title-female", "title-male", "suffix",     "female-name", "male-name",
    "unisex-name", "particle",     "function",   "determiner", "preposition"};

// Calls give(line) for the lines of a list, without comments and the white space around them.
template <typename Give>
void each_line(std::string_view text, const Give& give) {
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    line = line.substr(0, line.find('#'));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t'))
      line.remove_suffix(1);
    if (!line.empty()) give(line);
  }
}

}  // namespace

Result<Lexicon> Lexicon::load(const std::string& folder) {
  Lexicon out;
  out.entries_.reserve(8192);
  const auto read = [&](const std::string& name) -> Result<std::string> {
    const std::string path = folder + "/" + name + ".txt";
    std::error_code code;
    if (!std::filesystem::exists(path, code)) return std::string();
    return read_file(path);
  };
  for (std::size_t i = 0; i < kFiles.size(); ++i) {
    const auto text = read(std::string(kFiles[i]));
    if (!text) return text.error();
    out.add(static_cast<List>(i), *text);
  }
  for (const Shared& shared : kShared) {
    const auto text = read("../lexicons/" + std::string(shared.lexicon));
    if (!text) return text.error();
    std::string words;  // entries of several words tell nothing about each of them
    each_line(*text, [&](std::string_view line) {
      if (line.find(' ') == std::string_view::npos) words.append(line).append("\n");
    });
    out.add(shared.list, words);
  }
  const auto contractions = read("contraction");
  if (!contractions) return contractions.error();
  each_line(*contractions, [&](std::string_view line) { out.add_contraction(line); });
  const auto numerals = read("numeral");
  if (!numerals) return numerals.error();
  each_line(*numerals, [&](std::string_view line) { out.add_numeral(line); });
  const auto unsure = read("unsure");
  if (!unsure) return unsure.error();
  each_line(*unsure, [&](std::string_view line) { out.unsure_.emplace(line); });
  for (const std::string_view name : kNameLexicons) {
    const auto text = read("../lexicons/" + std::string(name));
    if (!text) return text.error();
    each_line(*text, [&](std::string_view line) { out.names_.add(name, line); });
  }
  const auto short_forms = read("../lexicons/nickname");
  if (!short_forms) return short_forms.error();
  each_line(*short_forms, [&](std::string_view line) {
    const std::size_t blank = line.find(' ');
    if (blank != std::string_view::npos)
      out.names_.add_short_form(line.substr(0, blank), line.substr(blank + 1));
  });
  out.names_.add("name-link", "of");
  out.names_.add("definite", "the");
  return out;
}

void Lexicon::add(List list, std::string_view text) {
  each_line(text, [&](std::string_view line) {
    const std::array<Span, 1> all = {Span{0, static_cast<std::uint32_t>(line.size())}};
    const auto group = static_cast<std::uint32_t>(list_of_group_.size());
    WordReader reader(line, all);
    Word word;
    bool any = false;
    while (reader.next(word)) {
      Entry& entry = entries_[folded_word(line, all, word.span)];
      entry.lists |= 1U << static_cast<unsigned>(list);
      entry.groups.push_back(group);
      any = true;
    }
    if (any) list_of_group_.push_back(list);
  });
}

namespace {

std::vector<std::string> words_of(std::string_view line) {
  const std::array<Span, 1> all = {Span{0, static_cast<std::uint32_t>(line.size())}};
  std::vector<std::string> out;
  WordReader reader(line, all);
  for (Word word; reader.next(word);) out.push_back(folded_word(line, all, word.span));
  return out;
}

// What a number in figures is worth; nullopt where it is something else, or too large to be told in words.
std::optional<std::uint64_t> worth(const std::string& figures) {
  if (figures.empty() || figures.size() > 15) return std::nullopt;
  std::uint64_t out = 0;
  for (const char c : figures) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return out;
}

}  // namespace

void Lexicon::add_numeral(std::string_view line) {
  const std::vector<std::string> words = words_of(line);
  if (words.size() == 2) figures_.emplace(words[1], words[0]);
  if (words.size() == 3) figures_.emplace(words[1] + " " + words[2], words[0]);
}

std::vector<std::string> Lexicon::in_figures(const std::vector<std::string>& words) const {
  std::vector<std::string> out;
  const auto find = [&](const std::string& word) -> const std::string* {
    const auto found = figures_.find(word);
    return found == figures_.end() ? nullptr : &found->second;
  };
  std::optional<std::uint64_t> last;  // what the number at the end of `out` adds up to
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string* figures =
        i + 1 < words.size() ? find(words[i] + " " + words[i + 1]) : nullptr;
    if (figures != nullptr) {
      ++i;
    } else {
      figures = find(words[i]);
    }
    const auto value = worth(figures == nullptr ? words[i] : *figures);
    // Twenty five, two hundred, 2 million: one number.
    if (figures != nullptr && value && last && *last > 0 && *last < 1'000'000) {
      const bool scale = *value >= 100;
      const bool unit = *value < 10 && *last % 10 == 0 && *last % 100 >= 20;
      const bool rest = *value < 100 && *last % 100 == 0;
      if (scale || unit || rest) {
        last = scale ? *last * *value : *last + *value;
        out.back() = std::to_string(*last);
        continue;
      }
    }
    out.push_back(figures == nullptr ? words[i] : *figures);
    last = value;
  }
  return out;
}

void Lexicon::add_contraction(std::string_view line) {
  const std::vector<std::string> words = words_of(line);
  if (words.size() < 2 || words.size() > 3) return;
  if (words.size() == 3) short_forms_[words[1] + " " + words[2]].push_back(words[0]);
  short_sizes_[static_cast<unsigned char>(words[0][0])] |=
      1U << std::min<std::size_t>(words[0].size(), 31);
  readings_[words[0]].emplace_back(words.begin() + 1, words.end());
}

const Lexicon::Readings* Lexicon::readings(const std::string& folded) const {
  if (folded.empty() || (short_sizes_[static_cast<unsigned char>(folded[0])] >>
                             std::min<std::size_t>(folded.size(), 31) &
                         1) == 0)
    return nullptr;
  const auto found = readings_.find(folded);
  return found == readings_.end() ? nullptr : &found->second;
}

const std::vector<std::string>* Lexicon::short_forms(const std::string& first,
                                                     const std::string& second) const {
  const auto found = short_forms_.find(first + " " + second);
  return found == short_forms_.end() ? nullptr : &found->second;
}

bool Lexicon::denied(const std::string& x, const std::string& y) const {
  const auto one = [&](const std::string& word, const std::string& other) {
    if (!is_negation(word) || is_negation(other)) return false;
    const Readings* its = readings(word);
    return its != nullptr && std::any_of(its->begin(), its->end(), [&](const auto& reading) {
             return reading.front() == other;
           });
  };
  return one(x, y) || one(y, x);
}

bool Lexicon::has(List list, const std::string& folded) const {
  const auto found = entries_.find(folded);
  return found != entries_.end() && (found->second.lists >> static_cast<unsigned>(list) & 1) != 0;
}

bool Lexicon::related(List list, const std::string& x, const std::string& y) const {
  const auto first = entries_.find(x);
  const auto second = entries_.find(y);
  if (first == entries_.end() || second == entries_.end()) return false;
  const auto& groups = second->second.groups;
  return std::any_of(first->second.groups.begin(), first->second.groups.end(),
                     [&](std::uint32_t group) {
                       return list_of_group_[group] == list &&
                              std::find(groups.begin(), groups.end(), group) != groups.end();
                     });
}

bool Lexicon::is_negation(const std::string& folded) const {
  return folded.ends_with("n't") || has(List::kNegation, folded);
}

bool Lexicon::denies(const std::string& x, const std::string& y) const {
  const std::string& longer = x.size() > y.size() ? x : y;
  const std::string& stem = x.size() > y.size() ? y : x;
  return stem.size() > 2 && longer.ends_with(stem) && !has(List::kWhole, longer) &&
         has(List::kPrefix, longer.substr(0, longer.size() - stem.size()));
}

bool Lexicon::is_number(const std::string& folded) const {
  return std::any_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; }) ||
         has(List::kNumber, folded) ||
         // A currency sign with one before it: -$.
         (folded.size() > 1 && (folded[0] == '-' || folded[0] == '+' || folded[0] == '<' ||
                                folded[0] == '>' || folded[0] == '~'));
}

}  // namespace quoteledger::audit_detail
