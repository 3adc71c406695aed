// Where words of a quote stand in the sources: exact runs, found by the rarest three words in a row and drawn out to both
// sides; then the chain of runs that explains the quote best. Inside the audit room only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "quoteledger/audit/index.h"
#include "quoteledger/audit/quote.h"

namespace quoteledger::audit_detail {

// Words [quote_begin, quote_end) of the quote are those from `at` on in the sources.
struct Run {
  std::uint32_t quote_begin = 0, quote_end = 0;
  std::uint32_t at = 0;  // number of the word in the index
  std::uint32_t source = 0;

  [[nodiscard]] std::uint32_t size() const { return quote_end - quote_begin; }
  [[nodiscard]] std::uint32_t at_end() const { return at + size(); }
};

struct Found {
  std::vector<Run> whole;  // places where the whole quote stands, in order of the sources
  std::vector<Run> runs;   // else: runs of three words and more
  bool more = false;       // there are more whole places than were looked at
};

// Words that a quote may leave out of one place without a mark and still be altered, not spliced.
constexpr std::uint32_t kMostOmitted = 20;
// Words that a bracket may stand for.
constexpr std::uint32_t kMostReplaced = 12;

class Search {
 public:
  explicit Search(const Index& index) : index_(index) {}

  // Quotes of three words and more.
  Found find(const Quote& quote);

  // The runs, trimmed so that they do not overlap, of the best explanation: in the quote's order, from one place
  // or several.
  std::vector<Run> chain(const Quote& quote, std::vector<Run> runs) const;

 private:
  [[nodiscard]] Run extend(const Quote& quote, std::uint32_t word, std::uint32_t at) const;
  static void keep_best(const Quote& quote, std::vector<Run>& runs);

  const Index& index_;
  std::vector<std::uint32_t> keys_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order_;  // places, gram
};

// Places of quotes of one or two words: one pass over all words for all of them. places[i] has at most `limit`
// runs of quotes[i]; more[i] says that there are more.
// On `jobs` threads.
void find_short(const Index& index, const std::vector<const Quote*>& quotes, std::size_t limit,
                std::size_t jobs, std::vector<std::vector<Run>>& places, std::vector<char>& more);

}  // namespace quoteledger::audit_detail
