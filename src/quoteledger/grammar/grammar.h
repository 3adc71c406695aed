// grammar: files in, an immutable Grammar out. The format is written down in docs/grammars.md. A Grammar
// is loaded and compiled once and shared by all threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/grammar/diagnostic.h"

namespace quoteledger {

class Grammar;

// What loading gave: a grammar, or diagnostics (all of them at once), never both.
struct GrammarLoad {
  std::shared_ptr<const Grammar> grammar;
  std::vector<Diagnostic> errors;
};

// Loads the grammar in folders.front(), and lays each further folder over it (adds rules and words,
// switches rules off by name).
GrammarLoad load_grammar(const std::vector<std::string>& folders);

// The folder of a language's shipped grammar ("en"): $QUOTELEDGER_GRAMMARS, then the installed data
// folder beside the program, then the build's own source folder. nullopt where there is none.
std::optional<std::string> find_shipped_grammar(std::string_view language);

// Runs every rule's examples through the engine's own path. Empty where all hold.
std::vector<Diagnostic> check_examples(const std::shared_ptr<const Grammar>& grammar);

// For `grammar list` and `grammar show`.
struct RuleSummary {
  std::string id;
  std::string kind;  // "rule", "lexicon", "pattern"
  std::string file;
  std::uint32_t line = 0;
  double score = 0;         // rules only
  std::uint32_t words = 0;  // lexicons only: entries
  std::string text;         // its lines in the file, as written
};
std::vector<RuleSummary> summarize(const Grammar& grammar);

}  // namespace quoteledger
