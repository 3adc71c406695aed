// cue: the grammar's rules near each quote. A rule's pattern is laid over the tokens before the quote, read away from
// it, and over those behind it; both must fit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quoteledger/frame/frame.h"

namespace quoteledger {

struct Candidate {
  std::uint32_t rule = 0;      // index into Grammar::rules
  double score = 0;            // 0 to 100
  Span mention, cue, addressee, role, source;  // bytes; empty where the pattern has none
};

// What the rules say of one quote.
struct QuoteCues {
  std::vector<Candidate> candidates;  // cue rules that fit, the best first; one a mention
  int term = -1;                      // the best term rule that fits, or -1
  bool ambiguous = false;             // two rules of one score named different mentions
  bool nested = false;
  unsigned form = 0;                  // of the quote: bits of QuoteForm
  std::vector<Candidate> fits;        // with `all`: every rule that fits, also those whose mention another rule named
};

// How far a pattern sees, in tokens.
constexpr std::size_t kTokensBefore = 110;
constexpr std::size_t kTokensBehind = 70;

class CueFinder {
 public:
  explicit CueFinder(Frames& frames) : frames_(frames) {}

  // The candidates of one stretch. With `all`, every rule is tried, also those that can no longer win.
  QuoteCues find(std::uint32_t stretch, bool all);

 private:
  struct Side {
    std::string row;                      // the symbols, read away from the quote
    std::vector<Span> spans;              // of each token
    std::vector<std::uint32_t> starts;    // byte of row where each token's symbol starts
    SymbolSet seen;
    Symbol first = 0;
    void clear(std::size_t symbols);
  };
  void fill(std::uint32_t stretch);
  void add(Side& side, Symbol symbol, Span span);
  static bool fits(const CompiledSide& pattern, const Side& side, std::vector<Regex::Group>& groups);
  static void take(const CompiledSide& pattern, const Side& side, const std::vector<Regex::Group>& groups, bool reversed,
                   Candidate& out);

  Frames& frames_;
  Side left_, right_;
  std::vector<Regex::Group> left_groups_, right_groups_;
};

}  // namespace quoteledger
