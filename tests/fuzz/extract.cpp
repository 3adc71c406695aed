// The whole extraction: a file's bytes in, a ledger out, in every format.
#include "fuzz/ledger_checks.h"
#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/grammar.h"
#include "quoteledger/ledger/speakers.h"
#include "quoteledger/ledger/utterances.h"

namespace {

using fuzz::require;

const quoteledger::Grammar& grammar() {
  static const quoteledger::GrammarLoad load =
      quoteledger::load_grammar({std::string(QUOTELEDGER_SOURCE_GRAMMARS) + "/en"});
  require(load.grammar != nullptr, "the shipped grammar loads");
  return *load.grammar;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  // A file name that is no UTF-8, and one that looks like a formula and has an escape code.
  const std::string name = size % 2 == 0 ? "fuzz\xFF\xC3.txt" : "=1+\"\x1b[31m\xE2\x80\xAE<b>,.txt";
  quoteledger::ExtractOptions options;
  options.explain = size % 3 == 0;
  if (size % 5 == 0)
    options.characters = {{"Ana Ruiz", {"Ana", "Mrs. Ruiz"}, "female"}, {"Bo", {}, ""}};
  const auto document = quoteledger::decode(name, bytes);
  auto ledger = quoteledger::extract(grammar(), name, bytes, options);
  require(document.has_value() == ledger.has_value(), "what can be decoded has a ledger");
  if (!ledger) return 0;
  fuzz::check_rows(*ledger, *document, bytes);
  fuzz::check_writers(*ledger);

  if (size % 4 == 1) {
    const auto again = quoteledger::extract(grammar(), name, bytes, options);
    require(fuzz::written(*again, quoteledger::Format::kCsv) ==
                fuzz::written(*ledger, quoteledger::Format::kCsv),
            "the same file has the same ledger");
  }

  std::uint64_t words = 0;
  for (const auto& speaker : quoteledger::summarize_speakers(*ledger)) words += speaker.words;
  require(words <= bytes.size(), "speakers have no more words than the text");
  const std::size_t rows = ledger->rows.size();
  quoteledger::merge_utterances(*ledger);
  require(ledger->rows.size() <= rows && (rows == 0) == ledger->rows.empty(),
          "utterances are rows put together");
  if (size % 4 == 0) fuzz::check_writers(*ledger);
  return 0;
}
