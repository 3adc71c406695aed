#include "quoteledger/engine/engine.h"
#include "quoteledger/ledger/build.h"

#include <memory>
#include <string>

namespace quoteledger {
namespace {

// ICU's iterator takes milliseconds to make, so each thread keeps the one it used last.
SentenceBreaker& breaker_for(const std::string& language) {
  thread_local std::string made_for;
  thread_local std::unique_ptr<SentenceBreaker> breaker;
  if (!breaker || made_for != language) {
    breaker = std::make_unique<SentenceBreaker>(language);
    made_for = language;
  }
  return *breaker;
}

}  // namespace

Result<Ledger> extract(const Grammar& grammar, std::string name, std::string bytes, const ExtractOptions& options) {
  auto document = decode(std::move(name), std::move(bytes));
  if (!document) return document.error();
  const std::vector<Stretch> stretches = find_stretches(*document);
  Frames frames(*document, stretches, grammar, breaker_for(grammar.language));
  CueFinder finder(frames);
  const std::vector<Attribution> attributions = attribute(frames, finder, options.explain);
  return build_ledger(frames, attributions, grammar.language, options.explain);
}

}  // namespace quoteledger
