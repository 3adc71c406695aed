// Compiles the patterns of a grammar: names are looked up, classes become sets of tokens, trees become programs
// over symbols. Used by load.cpp only. compile_sets.cpp reads classes, compile_lower.cpp looks up what a pattern names,
// compile_reach.cpp works out what a side needs, compile_emit.cpp writes programs, compile.cpp puts them together.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "quoteledger/grammar/compiled.h"
#include "quoteledger/grammar/statements.h"

namespace quoteledger {

// A pattern as it was read, with where it stands.
struct ReadPattern {
  const GrammarFile* file = nullptr;
  SourceText source;
  PatternTree tree;
};

// Lexicons as patterns see them: their multi-word entries beside the words in the vocabulary.
struct LexiconSequences {
  std::map<std::string, std::vector<std::vector<std::string>>> by_name;
};

struct NamedClass {
  const GrammarFile* file = nullptr;
  SourceText source;
};

class PatternCompiler {
 public:
  PatternCompiler(const Vocabulary& vocabulary, Alphabet& alphabet,
                  const LexiconSequences& sequences,
                  const std::map<std::string, NamedClass>& classes,
                  const std::map<std::string, ReadPattern>& patterns,
                  std::vector<Diagnostic>& errors)
      : vocabulary_(vocabulary),
        alphabet_(alphabet),
        sequences_(sequences),
        classes_(classes),
        patterns_(patterns),
        errors_(errors) {}

  // First pass: which sets of tokens does this pattern name? Problems go to the errors.
  void collect(const ReadPattern& pattern);
  // The same for a class by itself. Gives the number to ask symbols_of() with, or -1.
  int collect_class(const ReadPattern& where, const std::string& expression) {
    return set_of(where, 0, 1, expression);
  }
  // Has a pattern that was collected named this class or pattern?
  [[nodiscard]] bool reached(const std::string& name) const { return reached_.contains(name); }
  [[nodiscard]] const SymbolSet& symbols_of(int set) const {
    return symbol_sets_[static_cast<std::size_t>(set)];
  }
  // Settles the alphabet on all sets collected. False (with an error) where there are too many symbols.
  bool settle(const GrammarFile& file);
  // Second pass, once for each pattern that was collected. It must name its quote once, at the top.
  std::optional<CompiledPattern> compile(const ReadPattern& pattern);
  // Last: has RE2 compile the very large patterns, on several threads, and tells those that are too large.
  void finish();
  // The sets that compiled patterns need: Grammar::needs.
  [[nodiscard]] SetTable needs() const { return {needed_.sets(), alphabet_.symbol_count()}; }
  // … and the pairs: Grammar::pairs.
  [[nodiscard]] SetPairs pairs() const;

 private:
  struct Part;     // a pattern with everything looked up
  struct Named;    // what is known of a named pattern, for all that name it
  struct Program;  // what a named pattern does
  struct Lowered;  // a part of a rule's own pattern, looked up by collect() for compile()
  struct Need;     // symbols of which a side must hold one
  struct Pair;     // … of which it must hold two next to each other
  struct Reach;    // what a side can start with, and what it must hold

  std::optional<TokenSet> evaluate(const ReadPattern& where, std::uint32_t at,
                                   std::string_view expression, int depth);
  std::optional<TokenSet> factor(const ReadPattern& where, std::uint32_t at, std::string_view name,
                                 int depth);
  void put_base(Base base, TokenSet& set) const;
  int set_of(const ReadPattern& where, std::uint32_t at, std::uint32_t length,
             const std::string& expression);
  int literal_set(const ReadPattern& where, const PatternNode& node, const std::string& word);
  bool lower(const ReadPattern& where, const PatternNode& node, Part& out, int depth);
  bool lower_named(const ReadPattern& where, const PatternNode& node, const std::string& name,
                   const ReadPattern& pattern, Part& out, int depth);
  bool fits_in(const ReadPattern& where, const PatternNode& node, int depth, std::size_t parts);
  // Alternatives of one token each that stand side by side become one set: the same matches, a smaller program.
  bool join_sets(const ReadPattern& where, const PatternNode& node, Part& choice);
  std::shared_ptr<const Reach> reach_of(const Part& part, bool reverse);
  [[nodiscard]] Reach reach_of_row(const std::vector<std::shared_ptr<const Reach>>& parts) const;
  [[nodiscard]] Reach reach_of_choice(const std::vector<std::shared_ptr<const Reach>>& parts) const;
  [[nodiscard]] bool crosses(const Part& part) const;
  // `groups` are the captures that were written, by number.
  static bool emit(const Part& part, bool reverse, Walker& program, std::vector<Role>& groups);
  static bool emit_choice(std::span<const Part> parts, bool reverse, Walker& program,
                          std::vector<Role>& groups);
  [[nodiscard]] std::optional<RegexText> written_out(const Part& whole, bool reverse) const;
  std::optional<CompiledSide> side(const ReadPattern& where,
                                   const std::vector<const PatternNode*>& nodes, bool reverse);
  // The roles that a part takes, one bit each; a role that a sequence takes twice is an error.
  unsigned roles_of(const ReadPattern& where, const PatternNode& node);
  // Is there memory for one more set? If not, that is an error, told once.
  bool room_for_set(const ReadPattern& where, std::uint32_t at, std::uint32_t length);
  void fail(const ReadPattern& where, std::uint32_t at, std::uint32_t length, std::string message,
            std::string hint);

  const Vocabulary& vocabulary_;
  Alphabet& alphabet_;
  const LexiconSequences& sequences_;
  const std::map<std::string, NamedClass>& classes_;
  const std::map<std::string, ReadPattern>& patterns_;
  std::vector<Diagnostic>& errors_;
  std::vector<TokenSet> sets_;
  std::vector<SymbolSet> symbol_sets_;
  std::shared_ptr<const SetTable> set_table_;  // the same, for walkers and RE2
  std::map<std::string, int> set_index_;       // by expression or literal
  std::map<std::string, TokenSet> class_sets_;
  std::set<std::string> open_names_;               // being looked up: to find circles
  std::set<std::string> reached_;                  // classes and patterns that were looked up
  std::set<std::string> bad_classes_;              // that hold an error
  std::map<std::string, unsigned> pattern_roles_;  // roles_of() by a pattern's name
  struct Pending {
    const ReadPattern* where;  // outlives the compiler
    std::shared_ptr<const Regex> regex;
  };
  std::vector<Pending> pending_;
  // Sets of symbols, equal ones once.
  class Numbered {
   public:
    std::uint32_t number_of(const SymbolSet& set);
    [[nodiscard]] const std::vector<SymbolSet>& sets() const { return sets_; }

   private:
    std::vector<SymbolSet> sets_;
    std::map<std::vector<std::uint64_t>, std::uint32_t> index_;  // by a set's words
  };
  std::map<int, std::shared_ptr<const Reach>> set_reach_;  // of a set alone
  Numbered needed_;
  Numbered paired_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> pairs_;  // of paired_ → number
  std::map<std::string, std::shared_ptr<Named>> named_;
  std::map<const PatternNode*, std::shared_ptr<Lowered>>
      lowered_;                 // of patterns that were collected
  std::size_t parts_ = 0;       // of the pattern that is being looked up
  int deepest_ = 0;             // part in part of it
  std::size_t steps_ = 0;       // of all sides so far
  bool crowded_ = false;        // there was no room for a set
  bool overfull_ = false;       // there was no room for a program
  std::set<std::string> told_;  // errors told once
};

}  // namespace quoteledger
