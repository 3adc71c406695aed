// cue: the grammar's rules near each quote. A rule's pattern is laid over the tokens before the quote, read away from
// it, and over those behind it; both must fit. What fits names a mention; signs then weigh the mentions against each
// other, and all of them against nobody.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quoteledger/frame/frame.h"

namespace quoteledger {

constexpr std::uint32_t kNoRule = 0xFFFFFFFF;

// The same words named by one rule or more.
struct Candidate {
  std::uint32_t rule =
      kNoRule;       // the best of its rules, into Grammar::rules; kNoRule where it is only carried
  double score = 0;  // 0 to 100, of that rule
  Span mention, cue, addressee, role, source;  // bytes; empty where the pattern has none
  std::vector<std::uint32_t> rules;            // all that named it, the best first
  bool carried = false;                        // it is the mention of the quote before
  bool behind = false;                         // it stands behind the quote
  std::uint32_t near = 0,
                far =
                    0;  // its tokens, counted away from the quote; not for one that is only carried
  float weight = 0;     // log odds: what its signs add up to
  float chance = 0;     // 0 to 1, against all others and nobody
};

// What the rules say of one quote.
struct QuoteCues {
  std::vector<Candidate> candidates;  // the likeliest first
  int term = -1;                      // the best term rule that fits, into Grammar::rules, or -1
  float nobody = 0;                   // log odds of nobody's speech
  float nobody_chance =
      1;  // where nobody is credited, without the chance that somebody speaks whom no rule names
  float lean = 0;  // log odds by which somebody has to be likelier than nobody to be credited
  bool ambiguous = false;  // two rules of the highest score named different mentions
  unsigned form = 0;       // of the quote: bits of QuoteForm

  // Is somebody credited: the likeliest candidate, and by so much likelier than nobody? The chances know nothing of the lean.
  [[nodiscard]] bool credited() const {
    return !candidates.empty() && candidates.front().weight >= nobody + lean;
  }
};

// Where the colon of a transcript's label is looked for, in bytes of the quote.
constexpr std::size_t kLongestLabel = 48;

// How far a pattern sees, in tokens.
constexpr std::size_t kTokensBefore = 110;
constexpr std::size_t kTokensBehind = 70;

// One side of a quote: the tokens, read away from it.
struct CueSide {
  std::vector<Span> spans;  // of each token; empty for borders
  std::vector<Symbol> symbols;
  std::size_t sentence = 0;  // tokens before the end of the quote's own sentence
  // Which of Grammar::needs the row's symbols meet, a bit each; and those of the sentence, where it is not the whole row.
  std::vector<std::uint64_t> met, met_near;
  std::vector<std::uint64_t> met_pairs, met_pairs_near;  // the same of Grammar::pairs
  [[nodiscard]] bool near() const { return sentence == symbols.size(); }
};

class CueFinder {
 public:
  explicit CueFinder(Frames& frames);

  // What the rules say of one stretch. `carried` is the mention of the quote before in its paragraph, or empty. All rules are
  // tried: which others name a mention, too, is a sign.
  QuoteCues find(std::uint32_t stretch, Span carried);

  // The names of the signs of each candidate, and of nobody, of the stretch that was asked for last: for the
  // command that learns their weights.
  struct SignNames {
    std::vector<std::vector<std::string>> candidates;
    std::vector<std::string> nobody;
    std::vector<std::string> unseen;  // that somebody speaks whom no rule names
  };
  SignNames sign_names(const QuoteCues& cues);

 private:
  // The tokens around a quote, which begins with so many bytes of a label.
  void fill(std::uint32_t stretch, std::size_t label);
  // The label that an outer quote of a transcript begins with, in bytes; 0 where there is none, or no other quote nearby has
  // one: a single “NATO: We will act” is no transcript.
  [[nodiscard]] std::size_t transcript_label(std::uint32_t stretch) const;
  // Makes what tells rules off, of a side's symbols.
  void read(CueSide& side);
  void match(QuoteCues& out);
  void try_rule(QuoteCues& out, std::uint32_t index);
  void add_candidate(QuoteCues& out, Candidate candidate);
  void carry(QuoteCues& out, Span carried);
  void weigh(QuoteCues& out);
  // May a pattern fit, by what is known of its side: a few bits tell most rules off before they are tried?
  static bool may_fit(const CompiledSide& pattern, const CueSide& side);
  bool fits(const CompiledSide& pattern, const CueSide& side, std::vector<Group>& groups);
  static void take(const CompiledSide& pattern, const CueSide& side,
                   const std::vector<Group>& groups, bool behind, Candidate& out);

  // What was decided lately where no rule fitted: in a row of quotes alone each has the same tokens around it.
  struct Decided {
    std::vector<Symbol> left, right;
    QuoteCues cues;
  };
  static constexpr std::size_t kDecided = 4;
  [[nodiscard]] const Decided* decided(unsigned form) const;
  void remember(const QuoteCues& cues);

  Frames& frames_;
  CueSide left_, right_;
  SymbolSet sentence_ends_;
  std::vector<Decided> decided_;
  std::size_t oldest_ = 0;                                     // of decided_
  std::vector<Group> left_groups_, right_groups_, no_groups_;  // reused
  enum class Tried : std::uint8_t { kNot, kFails, kHolds };
  std::vector<Tried> tried_;  // by exclusion, for the quote at hand
  Walker::Scratch scratch_;
  std::string row_;  // reused: a row as RE2 reads it
};

}  // namespace quoteledger
