#include "quoteledger/pattern/symbol_set.h"

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <random>
#include <vector>

using namespace quoteledger;

BOOST_AUTO_TEST_SUITE(pattern)

BOOST_AUTO_TEST_CASE(all_symbols_are_so_many) {
  for (const std::size_t symbols : {1U, 63U, 64U, 65U, 200U}) {
    SymbolSet all(symbols);
    all.add_all(symbols);
    BOOST_TEST(all.count() == symbols);
    BOOST_TEST(all.ranges() == 1U);
  }
}

BOOST_AUTO_TEST_CASE(a_table_knows_what_its_sets_know) {
  std::mt19937 random(11);
  for (const std::size_t symbols : {1U, 64U, 65U, 130U}) {
    for (const std::size_t count : {0U, 1U, 64U, 70U, 257U}) {
      std::vector<SymbolSet> sets(count, SymbolSet(symbols));
      for (SymbolSet& set : sets) {
        for (std::size_t symbol = 0; symbol < symbols; ++symbol) {
          if (random() % 3 == 0) set.add(static_cast<Symbol>(symbol));
        }
      }
      const SetTable table(sets, symbols);
      for (std::size_t set = 0; set < count; ++set) {
        for (std::size_t symbol = 0; symbol < symbols; ++symbol)
          BOOST_REQUIRE(SetTable::has(table.row(static_cast<Symbol>(symbol)), set) ==
                        sets[set].has(static_cast<Symbol>(symbol)));
        BOOST_REQUIRE(!SetTable::has(table.none(), set));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
