#include "quoteledger/audit/lexicon.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "quoteledger/audit/words.h"
#include "quoteledger/run/walk.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::array<std::string_view, kLists> kFiles = {
    "negation", "limiter", "modality", "number",  "function", "emphasis", "connective", "title",
    "gender",   "tense",   "opposite", "synonym", "nickname", "prefix",   "whole"};

}  // namespace

Result<Lexicon> Lexicon::load(const std::string& folder) {
  Lexicon out;
  const auto read = [&](std::string_view name) -> Result<std::string> {
    const std::string path = folder + "/" + std::string(name) + ".txt";
    std::error_code code;
    if (!std::filesystem::exists(path, code)) return std::string();
    return read_file(path);
  };
  for (std::size_t i = 0; i < kFiles.size(); ++i) {
    const auto text = read(kFiles[i]);
    if (!text) return text.error();
    out.add(static_cast<List>(i), *text);
  }
  const auto unsure = read("unsure");
  if (!unsure) return unsure.error();
  out.add_unsure(*unsure);
  return out;
}

void Lexicon::add_unsure(std::string_view text) {
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    line = line.substr(0, line.find_first_of("# \t\r"));
    if (!line.empty()) unsure_.emplace(line);
  }
}

void Lexicon::add(List list, std::string_view text) {
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    line = line.substr(0, line.find('#'));
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
  }
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
         folded == "$" || folded == "%" || folded == "€" || folded == "£" || folded == "¥" ||
         has(List::kNumber, folded);
}

}  // namespace quoteledger::audit_detail
