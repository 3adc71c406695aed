// What one thread keeps from one document to the next, for one grammar: things that take long to make, and tables of the
// words met lately.
#pragma once

#include <memory>

#include "quoteledger/cast/name_words.h"
#include "quoteledger/engine/prepared.h"
#include "quoteledger/grammar/compiled.h"
#include "quoteledger/grammar/known_words.h"
#include "quoteledger/unicode/sentences.h"

namespace quoteledger {

struct Workspace {
  explicit Workspace(const Grammar& grammar)
      : prepared(prepare(grammar)),
        breaker(grammar.language),
        known_words(grammar.vocabulary, numbers),
        name_words(prepared.facts, numbers) {}

  const Prepared& prepared;
  SentenceBreaker breaker;
  std::shared_ptr<WordNumbers> numbers = std::make_shared<WordNumbers>();
  KnownWords known_words;
  NameWords name_words;
};

// This thread's workspace for a grammar; it keeps the one that it used last.
Workspace& workspace(const Grammar& grammar);

}  // namespace quoteledger
