// The English grammar of this tree, loaded once a test program.
#pragma once

#include <boost/test/unit_test.hpp>

#include "quoteledger/grammar/grammar.h"

inline const quoteledger::Grammar& english() {
  static const auto kLoad = quoteledger::load_grammar({QUOTELEDGER_SOURCE_GRAMMARS "/en"});
  BOOST_REQUIRE(kLoad.grammar);
  return *kLoad.grammar;
}
