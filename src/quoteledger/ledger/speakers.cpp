#include "quoteledger/ledger/speakers.h"

#include <algorithm>
#include <utility>

#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

void add_alias(SpeakerSummary& summary, std::string alias) {
  if (alias.empty() || alias == summary.name) return;
  if (std::find(summary.aliases.begin(), summary.aliases.end(), alias) != summary.aliases.end())
    return;
  summary.aliases.push_back(std::move(alias));
}

void most_quotes_first(std::vector<SpeakerSummary>& summaries) {
  std::stable_sort(summaries.begin(), summaries.end(),
                   [](const SpeakerSummary& a, const SpeakerSummary& b) {
                     return a.known != b.known ? a.known : a.quotes > b.quotes;
                   });
}

}  // namespace

std::uint64_t count_words(std::string_view quote) {
  std::uint64_t words = 0;
  bool counted = false;  // the stretch that we stand in
  for (std::size_t at = 0; at < quote.size();) {
    const char32_t c = next_code_point(quote, at);
    if (is_space(c)) {
      counted = false;
    } else if (!counted && (is_letter(c) || is_digit(c))) {
      ++words;
      counted = true;
    }
  }
  return words;
}

std::vector<SpeakerSummary> summarize_speakers(const Ledger& ledger) {
  std::vector<SpeakerSummary> summaries;
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (const Row& row : ledger.rows) {
    if (!row.speaker) continue;
    const std::string_view id = row.speaker_id ? *row.speaker_id : std::string_view();
    const auto [found, fresh] = by_id.try_emplace(id, summaries.size());
    if (fresh) {
      SpeakerSummary summary;
      summary.document = ledger.document;
      summary.known = row.speaker_id.has_value();
      if (summary.known) summary.name = *row.speaker;
      summary.documents = 1;
      summary.first_line = row.line;
      summary.last_document = ledger.document;
      summaries.push_back(std::move(summary));
    }
    SpeakerSummary& summary = summaries[found->second];
    ++summary.quotes;
    summary.words += count_words(row.quote);
    summary.last_line = row.line;
  }
  for (const SpeakerEntry& entry : ledger.speakers) {
    const auto found = by_id.find(entry.id);
    if (found == by_id.end()) continue;
    add_alias(summaries[found->second], entry.name);
    for (const std::string& alias : entry.aliases) add_alias(summaries[found->second], alias);
  }
  most_quotes_first(summaries);
  return summaries;
}

void SpeakerTotals::add(std::vector<SpeakerSummary> summaries) {
  for (SpeakerSummary& summary : summaries) {
    const auto [found, fresh] = by_name_.try_emplace(fold(summary.name), totals_.size());
    if (fresh) {
      totals_.push_back(std::move(summary));
      continue;
    }
    SpeakerSummary& total = totals_[found->second];
    total.quotes += summary.quotes;
    total.words += summary.words;
    total.documents += summary.documents;
    total.last_document = std::move(summary.last_document);
    total.last_line = summary.last_line;
    add_alias(total, std::move(summary.name));
    for (std::string& alias : summary.aliases) add_alias(total, std::move(alias));
  }
}

std::vector<SpeakerSummary> SpeakerTotals::take() {
  by_name_.clear();
  most_quotes_first(totals_);
  return std::exchange(totals_, {});
}

}  // namespace quoteledger
