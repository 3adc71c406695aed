#include "quoteledger/base/bits.h"

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <cstdint>
#include <random>

using namespace quoteledger;

BOOST_AUTO_TEST_SUITE(base)

BOOST_AUTO_TEST_CASE(bits_are_counted) {
  BOOST_TEST(count_bits(std::uint64_t{0}) == 0U);
  BOOST_TEST(count_bits(~std::uint64_t{0}) == 64U);
  for (std::size_t bit = 0; bit < 64; ++bit) BOOST_TEST(count_bits(std::uint64_t{1} << bit) == 1U);
  BOOST_TEST(count_bits(std::uint64_t{0xF0F0'0000'0001'8003}) == 12U);
  BOOST_TEST(count_bits(std::vector<std::uint64_t>{7, 0, ~std::uint64_t{0}}) == 67U);
}

BOOST_AUTO_TEST_CASE(rows_become_columns) {
  std::mt19937_64 random(3);
  std::array<std::uint64_t, 64> rows{};
  for (std::uint64_t& row : rows) row = random();
  auto columns = rows;
  transpose(columns);
  for (std::size_t i = 0; i < 64; ++i) {
    for (std::size_t j = 0; j < 64; ++j) BOOST_REQUIRE((rows[i] >> j & 1) == (columns[j] >> i & 1));
  }
}

BOOST_AUTO_TEST_SUITE_END()
