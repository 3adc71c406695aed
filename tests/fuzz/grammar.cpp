// The grammar's loader: any text as grammar files. It gives a grammar or errors with their places, and never both; a
// grammar that loads can be used. The files are parts of the input (see fuzz::parts): `a.grammar` is what stands before
// the first heading.
#include "quoteledger/grammar/grammar.h"

#include <set>

#include "fuzz/invariants.h"
#include "quoteledger/engine/engine.h"
#include "quoteledger/write/terminal.h"

namespace {

using fuzz::require;
using quoteledger::Diagnostic;

constexpr std::string_view kText =
    "“We leave at dawn,” said Ana Ruiz, the harbour master. She called it a “quiet disaster”.\n\n"
    "According to Mr. Ortiz, “nobody ‘goes’ there.” Ana whispered: “Who goes there?”\n";

const std::set<std::string>& names() {
  static const std::set<std::string> all = {"b.grammar", "words.txt", "verbs.txt", "weights.txt",
                                            "signs.txt"};
  return all;
}

void check_errors(const std::vector<Diagnostic>& errors) {
  for (const Diagnostic& error : errors) {
    require(!error.message.empty() && !error.file.empty(), "an error says what is wrong and where");
    require(error.line == 0 || error.column == 0 || error.length > 0, "a caret has a length");
    const std::string shown = quoteledger::format(error);
    require(shown.find(error.message) != std::string::npos, "an error is shown with its message");
  }
}

std::string shown(const std::vector<Diagnostic>& errors) {
  std::string out;
  for (const Diagnostic& error : errors) out += quoteledger::format(error);
  return out;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder base;
  static const fuzz::Folder over;
  base.clear();
  over.clear();
  bool second = false;
  const std::string input = fuzz::text_of(data, size);
  for (const fuzz::Part& part : fuzz::parts(input)) {
    if (part.name.empty()) {
      base.put("a.grammar", part.text);
    } else if (part.name == "over.grammar") {
      over.put("over.grammar", part.text);
      second = true;
    } else if (names().contains(part.name)) {
      base.put(part.name, part.text);
    }
  }
  std::vector<std::string> folders = {base.path()};
  if (second) folders.push_back(over.path());
  const quoteledger::GrammarLoad load = quoteledger::load_grammar(folders);
  require((load.grammar == nullptr) != load.errors.empty(), "a grammar or errors, never both");
  check_errors(load.errors);
  if (!load.grammar) {
    require(shown(quoteledger::load_grammar(folders).errors) == shown(load.errors),
            "the same files have the same errors");
    return 0;
  }
  (void)quoteledger::summarize(*load.grammar);
  check_errors(quoteledger::check_examples(load.grammar));
  quoteledger::ExtractOptions options;
  options.explain = true;
  const auto ledger = quoteledger::extract(*load.grammar, "fuzz.txt", std::string(kText), options);
  require(ledger.has_value() && ledger->rows.size() == 5,
          "whatever the rules, every quote has its row");
  return 0;
}
