// Places that are asked for one after the other are those that the document knows.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <random>
#include <string>

#include "quoteledger/source/places.h"

using namespace quoteledger;

BOOST_AUTO_TEST_SUITE(places)

BOOST_AUTO_TEST_CASE(in_order_and_back) {
  std::mt19937 random(6);
  for (int round = 0; round < 50; ++round) {
    std::string text;
    const std::size_t pieces = random() % 900;
    for (std::size_t i = 0; i < pieces; ++i) {
      constexpr std::string_view kPieces[] = {"a", "\n", "\r\n", "\r", "“", "é", "😀", " "};
      text += kPieces[random() % std::size(kPieces)];
    }
    const auto document = decode("t", text);
    BOOST_REQUIRE(document);
    Places of(*document);
    std::uint32_t at = 0;
    for (int step = 0; step < 200; ++step) {
      // Mostly a little further or back, at times far away; also past the end.
      at = static_cast<std::uint32_t>(random() % 8 == 0 ? random() % (document->text.size() + 3)
                                      : random() % 4 == 0
                                          ? at - std::min<std::size_t>(at, random() % 40)
                                          : at + random() % 40);
      while (at < document->text.size() && (document->text[at] & 0xC0) == 0x80) ++at;
      BOOST_REQUIRE_EQUAL(of.code_point(at), document->code_point(at));
      BOOST_REQUIRE_EQUAL(of.line(at), document->line(at));
      if (at > document->text.size()) at = 0;
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
