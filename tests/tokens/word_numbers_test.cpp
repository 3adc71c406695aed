#include "quoteledger/tokens/word_numbers.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using quoteledger::WordNumbers;

BOOST_AUTO_TEST_SUITE(tokens)

BOOST_AUTO_TEST_CASE(numbers_are_by_folded_word) {
  WordNumbers numbers;
  const std::uint32_t said = numbers.number("said");
  BOOST_TEST(said != 0U);
  BOOST_TEST(numbers.number("Said") == said);
  BOOST_TEST(numbers.number("SAID") == said);
  BOOST_TEST(numbers.number("don\u2019t") == numbers.number("don't"));
  BOOST_TEST(numbers.word(said) == "said");
  BOOST_TEST(numbers.number("say") != said);
  // Longer than the table's keys, and shorter than any.
  BOOST_TEST(numbers.number("Counter-revolutionaries") ==
             numbers.number("counter-revolutionaries"));
  BOOST_TEST(numbers.number("a") != numbers.number("an"));
}

// However many words push each other out of the table, each keeps its number.
BOOST_AUTO_TEST_CASE(numbers_outlast_the_table) {
  WordNumbers numbers;
  std::vector<std::uint32_t> first;
  for (int i = 0; i < 50000; ++i) first.push_back(numbers.number("w" + std::to_string(i)));
  numbers.begin_document();
  BOOST_TEST(numbers.generation() == 0U);
  for (int i = 0; i < 50000; ++i)
    BOOST_REQUIRE(numbers.number("w" + std::to_string(i)) == first[static_cast<std::size_t>(i)]);
}

BOOST_AUTO_TEST_CASE(too_many_words_are_forgotten) {
  WordNumbers numbers;
  for (int i = 0; i < 70000; ++i) numbers.number("w" + std::to_string(i));
  BOOST_TEST(numbers.size() == 70001U);
  numbers.begin_document();
  BOOST_TEST(numbers.generation() == 1U);
  BOOST_TEST(numbers.size() == 1U);
  BOOST_TEST(numbers.word(numbers.number("w5")) == "w5");
}

BOOST_AUTO_TEST_SUITE_END()
