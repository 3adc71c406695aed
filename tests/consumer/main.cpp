// Uses the installed library as a stranger would: load a grammar, extract, look at the rows.
#include <cstdio>
#include <string>

#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/grammar.h"

int main() {
  const quoteledger::GrammarLoad load = quoteledger::load_grammar({GRAMMARS "/en"});
  if (load.grammar == nullptr) {
    for (const auto& error : load.errors) std::fputs(quoteledger::format(error).c_str(), stderr);
    return 1;
  }
  const auto ledger =
      quoteledger::extract(*load.grammar, "memory", "“We leave at dawn,” said Maria Ortiz.\n",
                           quoteledger::ExtractOptions{});
  if (!ledger) {
    std::fprintf(stderr, "%s\n", ledger.error().text().c_str());
    return 1;
  }
  if (ledger->rows.size() != 1 || ledger->rows[0].speaker != "Maria Ortiz") {
    std::fprintf(stderr, "%zu rows, speaker %s\n", ledger->rows.size(),
                 ledger->rows.empty() ? "-" : ledger->rows[0].speaker.value_or("null").c_str());
    return 1;
  }
  return 0;
}
