// The compiled grammar, for the rooms that match with it. Immutable after loading.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "quoteledger/grammar/alphabet.h"
#include "quoteledger/grammar/grammar.h"
#include "quoteledger/grammar/token_regex.h"
#include "quoteledger/grammar/vocabulary.h"
#include "quoteledger/pattern/regex.h"
#include "quoteledger/pattern/symbol_set.h"
#include "quoteledger/pattern/walker.h"

namespace quoteledger {

// What a part of a pattern is in the attribution. The set is closed.
enum class Role : std::uint8_t { kSpeaker, kVerb, kAddressee, kRole, kSource, kCount };
std::string_view role_name(Role role);

// What a rule decides: cue rules link a quote to the words that name its speaker; term rules say that a quote is
// nobody's speech.
enum class Stage : std::uint8_t { kCue, kTerm };

// One side of a pattern: what stands before the quote (read away from it, last token first) or behind it.
struct CompiledSide {
  Walker walker;                       // empty: this side may be anything
  std::size_t steps = 0;               // how long its program is
  std::shared_ptr<const Regex> regex;  // the same, of a very large pattern: tells what does not fit
  std::vector<Role> roles;             // by group
  bool nullable = true;                // matches the empty row: no test of the first symbol
  SymbolSet first;                     // symbols that can stand next to the quote
  bool crosses = false;                // it may go past the end of a sentence
  // Into Grammar::needs: of each, one symbol must be in the row, as far as the pattern may go.
  std::vector<std::uint32_t> needs;
  // Into Grammar::pairs: two such symbols must stand next to each other there.
  std::optional<std::uint32_t> pair;
};

// Pairs of sets of symbols, numbered: one in the first set, the next one, away from the quote, in the second.
struct SetPairs {
  SetTable first, second;  // by symbol
};

struct CompiledPattern {
  CompiledSide left, right;
  std::uint16_t quote_forms = 0xFFFF;  // the forms of quote that it is for: see QuoteForm
};

// The form of a quote, one bit of each group, as <quote,a> and its like ask for it.
struct QuoteForm {
  static constexpr std::uint16_t kEnds = 0x1F;  // bit i: it ends as Special::kQuoteOpen + i tells
  static constexpr std::uint16_t kLowerStart = 1 << 5;
  static constexpr std::uint16_t kOtherStart = 1 << 6;
  static constexpr std::uint16_t kShort = 1 << 7;  // up to three words
  static constexpr std::uint16_t kLong = 1 << 8;
  static constexpr std::uint16_t kTitle = 1
                                          << 9;  // two words or more, every long one with a capital
  static constexpr std::uint16_t kPlain = 1 << 10;
  static constexpr std::uint16_t kHeadline = 1 << 11;  // in a headline, where capitals tell nothing
  static constexpr std::uint16_t kStarts = kLowerStart | kOtherStart;
  static constexpr std::uint16_t kLengths = kShort | kLong;
  static constexpr std::uint16_t kStyles = kTitle | kPlain | kHeadline;
};

struct Example {
  bool yes = true;
  SourceText source;
  std::string file_line;  // its first line as it stands in the file
};

struct Rule {
  std::string id;
  std::uint64_t key = 0;  // part_key of the id
  Stage stage = Stage::kCue;
  double score = 0;  // 0 to 100: the higher one wins
  std::string kind;  // the kind it gives its quote: "", "direct", "thought", "writing", "fragment"
  CompiledPattern find;
  std::vector<std::uint32_t> unless;  // into Grammar::exclusions
  std::vector<Example> examples;
  std::string file, text;
  std::uint32_t line = 0;
  bool off = false;
};

struct LexiconInfo {
  std::string name, file, kind;  // kind: what its verbs make of a quote, "", "thought" or "writing"
  std::uint32_t line = 0, words = 0;
  std::string text;
};

struct PatternInfo {
  std::string name, file, text;
  std::uint32_t line = 0;
};

// The weights of signs, by hashed name; open addressing, no weight is stored twice.
class SignWeights {
 public:
  void add(std::uint64_t key, float weight);
  // 0 where there is none.
  [[nodiscard]] float find(std::uint64_t key) const;
  [[nodiscard]] bool empty() const { return count_ == 0; }

 private:
  struct Cell {
    std::uint64_t key = 0;
    float weight = 0;
  };
  std::vector<Cell> cells_;
  std::size_t count_ = 0;
};

class Grammar {
 public:
  Grammar();
  const std::uint64_t
      serial;  // no two grammars of a process share one: what was made for one is known by it
  Vocabulary vocabulary;
  Alphabet alphabet;
  std::vector<Rule> rules;                  // by falling score
  std::vector<CompiledPattern> exclusions;  // what rules name in `unless`, each text once
  SetTable rules_left,
      rules_right;  // by the symbol next to the quote on a side: which rules may fit
  SetTable needs;   // by symbol: which sets it is in that sides of patterns need
  SetPairs pairs;   // that sides of patterns need
  std::map<std::string, std::string>
      full_forms;  // of the lexicons with `pairs`: short form → full one, folded
  std::map<std::string, double> weights;  // of the sieves, by name
  std::vector<LexiconInfo> lexicons;
  std::vector<PatternInfo> patterns;                    // classes too
  std::vector<std::pair<int, std::string>> verb_kinds;  // lexicon number → "thought" or "writing"
  SignWeights signs;                                    // cue/signs.h
  std::vector<std::uint64_t> tag_keys;                  // part_key of each tag's name
  std::vector<std::string> tags;     // the names of the tags, in order; tag 0 is "other"
  std::vector<std::uint8_t> tag_of;  // by symbol
  std::string language;

  // What a later room makes of this grammar once, for all documents: engine/prepared.cpp.
  struct Attachment {
    std::once_flag once;
    std::shared_ptr<const void> value;
  };
  mutable Attachment attachment;

  // Makes rules_left and rules_right of the rules.
  void index_rules();

  // A weight by its name, or a default where the grammar has none.
  [[nodiscard]] double weight(const std::string& name, double otherwise) const {
    const auto found = weights.find(name);
    return found == weights.end() ? otherwise : found->second;
  }
};

}  // namespace quoteledger
