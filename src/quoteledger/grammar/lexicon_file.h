// Lexicon files: one entry a line, `#` for comments. The format is described in docs/grammars.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoteledger {

// The forms of a verb, for `say.fin` (say, says, said), `say.past` (said), `say.ing` and `say.part`.
enum class VerbForm : unsigned char { kPlain, kFinite, kPast, kIng, kParticiple };
constexpr std::size_t kVerbForms = 5;

struct LexiconEntry {
  std::string text;                  // folded, its tokens parted by blanks
  std::uint32_t tokens = 0;          // one or more
  VerbForm form = VerbForm::kPlain;  // kPlain: not a verb's entry
};

struct LexiconProblem {
  std::uint32_t line = 0;  // 1-based
  std::string message, hint;
};

// Reads a file's text. With `verbs`, each entry gives its inflected forms: those spelled behind a colon
// (third person, past, participle, -ing), else the regular ones; a + marks the word that is inflected.
std::vector<LexiconEntry> read_lexicon(std::string_view text, bool verbs,
                                       std::vector<LexiconProblem>& problems);

}  // namespace quoteledger
