// Who is quoted, how often, with how many words and under which names: sums over ledgers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoteledger/ledger/row.h"

namespace quoteledger {

struct SpeakerSummary {
  bool known =
      true;  // a person; else all quotes whose speaker no name in the text tells: no name, no aliases
  std::string document;  // of the first quote
  std::string name;
  std::vector<std::string> aliases;  // other names in the texts, each once
  std::uint64_t quotes = 0;          // rows that credit this speaker
  std::uint64_t words = 0;           // inside them
  std::uint64_t documents = 0;       // with at least one of them
  std::uint32_t first_line = 0;      // 1-based, in `document`
  std::string last_document;
  std::uint32_t last_line = 0;
};

// Words of a quote: stretches without white space in which there is a letter or a digit.
std::uint64_t count_words(std::string_view quote);

// The speakers of one ledger who have a quote, most quotes first, then in the order of their first
// quote. Last, as one summary that is not known, the rows with a speaker and no speaker_id: two “he” need not be one.
std::vector<SpeakerSummary> summarize_speakers(const Ledger& ledger);

// Sums over many documents: speakers whose names are the same but for case are taken for one
// person.
class SpeakerTotals {
 public:
  void add(std::vector<SpeakerSummary> summaries);
  // Most quotes first, then in the order of their first quote; the unknown last. Leaves the totals empty.
  std::vector<SpeakerSummary> take();

 private:
  std::vector<SpeakerSummary> totals_;
  std::unordered_map<std::string, std::size_t> by_name_;  // folded
};

}  // namespace quoteledger
