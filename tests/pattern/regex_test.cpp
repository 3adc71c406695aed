// Regular expressions over symbols, with few letters and with more than a byte has values.
#include "quoteledger/pattern/regex.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace quoteledger;

namespace {

constexpr std::size_t kSymbols = 1000;
constexpr std::int64_t kMemory = 1 << 23;

SymbolSet range(std::size_t begin, std::size_t end) {
  SymbolSet set(kSymbols);
  for (std::size_t symbol = begin; symbol < end; ++symbol) set.add(static_cast<Symbol>(symbol));
  return set;
}

// Set 0 is low, set 1 even, set 2 empty, set 3 all; the sets from 4 on hold one symbol each.
Regex::Sets make_sets() {
  std::vector<SymbolSet> sets{range(0, 100), range(0, 0), range(0, 0), range(0, kSymbols)};
  for (std::size_t symbol = 0; symbol < kSymbols; symbol += 2)
    sets[1].add(static_cast<Symbol>(symbol));
  for (std::size_t symbol = 0; symbol < 400; ++symbol) sets.push_back(range(symbol, symbol + 1));
  return std::make_shared<const SetTable>(sets, kSymbols);
}

// "0*1" is any number of symbols of set 0, then one of set 1.
Regex make(const std::string& pattern) {
  RegexText text;
  for (const char c : pattern) {
    if (c >= '0' && c <= '9') {
      text.add_set(static_cast<std::uint32_t>(c - '0'));
    } else {
      text.add(std::string(1, c));
    }
  }
  return {make_sets(), std::move(text), kMemory};
}

// A choice of 300 sets of one symbol, and a pattern behind them: more letters than a byte has values.
Regex make_wide() {
  RegexText text;
  text.add("(?:");
  for (std::uint32_t i = 0; i < 300; ++i) {
    if (i > 0) text.add("|");
    text.add_set(4 + i);
  }
  text.add(")*");
  text.add_set(1);
  return {make_sets(), std::move(text), kMemory};
}

std::size_t match(const Regex& regex, const std::vector<Symbol>& symbols) {
  std::string row;
  return regex.match_prefix(symbols.data(), symbols.size(), row);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pattern)

BOOST_AUTO_TEST_CASE(ranges_of_a_set) {
  BOOST_TEST(range(0, 0).ranges() == 0U);
  BOOST_TEST(range(10, 200).ranges() == 1U);  // over the borders of words
  SymbolSet set = range(60, 64);
  set.add(66);
  set.add(127);
  set.add(128);
  BOOST_TEST(set.ranges() == 3U);
  std::vector<std::size_t> members;
  set.each([&](std::size_t symbol) { members.push_back(symbol); });
  BOOST_TEST(members == (std::vector<std::size_t>{60, 61, 62, 63, 66, 127, 128}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(counts_symbols) {
  const Regex low = make("0*");
  BOOST_TEST(match(low, {}) == 0U);
  BOOST_TEST(match(low, {5, 99, 100, 7}) == 2U);
  BOOST_TEST(match(low, {500}) == 0U);
  const Regex both = make("0+1");
  BOOST_TEST(match(both, {5, 7, 500, 9}) == 3U);
  BOOST_TEST(match(both, {5, 7, 501}) == Regex::kNone);
  BOOST_TEST(match(both, {500}) == Regex::kNone);
  // The first way that fits, not the longest.
  BOOST_TEST(match(make("0*?1"), {5, 6, 8, 500}) == 2U);
}

BOOST_AUTO_TEST_CASE(empty_and_full_sets) {
  BOOST_TEST(match(make("2"), {1}) == Regex::kNone);
  BOOST_TEST(match(make("(?:2|0)"), {1}) == 1U);
  BOOST_TEST(match(make("33"), {1, 999, 3}) == 2U);
  BOOST_TEST(match(make("2*0"), {1}) == 1U);
  BOOST_TEST(match(make(""), {1}) == 0U);
}

BOOST_AUTO_TEST_CASE(more_letters_than_a_byte_has_values) {
  const Regex wide = make_wide();
  BOOST_TEST(wide.compile() == "");
  BOOST_TEST(match(wide, {0, 299, 130, 7, 501}) == 3U);
  BOOST_TEST(match(wide, {299, 1, 998, 3}) == 3U);
  BOOST_TEST(match(wide, {299, 1, 997}) == Regex::kNone);
}

BOOST_AUTO_TEST_CASE(tells_what_is_too_large) {
  RegexText text;
  text.add("(?:");
  text.add_set(3);
  text.add("{0,900}){0,900}");
  const Regex regex(make_sets(), std::move(text), kMemory);
  BOOST_TEST(!regex.compile().empty());
  BOOST_TEST(match(regex, {1}) == Regex::kNone);
}

BOOST_AUTO_TEST_SUITE_END()
