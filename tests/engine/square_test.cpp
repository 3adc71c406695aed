// What once took a time that grew as the square of a text, counted: nothing is built or sought again for each quote.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/grammar.h"
#include "quoteledger/resolve/mention.h"

using namespace quoteledger;

namespace {

const Grammar& english() {
  static const auto kLoad = load_grammar({QUOTELEDGER_SOURCE_GRAMMARS "/en"});
  BOOST_REQUIRE(kLoad.grammar);
  return *kLoad.grammar;
}

struct Framed {
  explicit Framed(const std::string& text)
      : document(*decode("t", text)), frames(document, stretches, english(), breaker) {}
  Document document;
  std::vector<Stretch> stretches = find_stretches(document);
  SentenceBreaker breaker{"en"};
  Frames frames;
};

Span place_of(const Framed& framed, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(framed.document.text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(no_square)

BOOST_AUTO_TEST_CASE(the_inside_of_a_quote_is_built_once) {
  Framed one("“Ana said, ‘We “may” leave,’ and Bo said, ‘We “must”,’ and left,” said Lev.");
  BOOST_REQUIRE_EQUAL(one.stretches.size(), 5U);
  const ParagraphFrame* outer = &one.frames.inside(0);
  const ParagraphFrame* inner = &one.frames.inside(1);
  BOOST_TEST(outer == &one.frames.inside(0));
  BOOST_TEST(outer != inner);
  (void)one.frames.inside(3);
  BOOST_TEST(outer == &one.frames.inside(0));
}

BOOST_AUTO_TEST_CASE(a_role_is_sought_once) {
  std::string text = "Harbour master Ana Ruiz came late. ";
  for (int i = 0; i < 500; ++i) text += "“We go now,” said the harbour master. ";
  text += "“No,” said the Harbour Master. “Yes,” said the old pilot.";
  Framed one(text);
  Bearers bearers(one.frames);
  std::size_t found = 0;
  for (std::size_t at = text.find("the harbour"); at != std::string::npos;
       at = text.find("the harbour", at + 1)) {
    const auto begin = static_cast<std::uint32_t>(at);
    const Span name = bearers.find({begin, begin + 18});
    found += slice(one.document.text, name) == "Ana Ruiz";
  }
  BOOST_TEST(found == 500U);
  BOOST_TEST(bearers.searches() == 1U);
  BOOST_TEST(slice(one.document.text, bearers.find(place_of(one, "the Harbour Master"))) ==
             "Ana Ruiz");
  BOOST_TEST(bearers.searches() == 1U);
  BOOST_TEST(bearers.find(place_of(one, "the old pilot")).empty());
  BOOST_TEST(bearers.searches() == 2U);
}

BOOST_AUTO_TEST_CASE(two_bearers_are_none) {
  Framed one("Harbour master Ana Ruiz met harbour master Bo Lind. “No,” said the harbour master.");
  BOOST_TEST(Bearers(one.frames).find(place_of(one, "the harbour master")).empty());
  Framed other("Ana Ruiz, the harbour master, left. “No,” said the harbour master.");
  const std::string words = "said the harbour master";
  const Span span = place_of(other, words);
  BOOST_TEST(slice(other.document.text, Bearers(other.frames).find({span.begin + 5, span.end})) ==
             "Ana Ruiz");
}

// A quote in a quote finds its speaker among the cast by the first member of that name.
BOOST_AUTO_TEST_CASE(nested_speakers_are_members) {
  const auto ledger =
      extract(english(), "t",
              "“Ana Ruiz said, ‘We leave at dawn,’ and left,” said Bo Lind. “Not I,” said "
              "Ana Ruiz.",
              {});
  BOOST_REQUIRE(ledger.has_value());
  BOOST_REQUIRE_EQUAL(ledger->rows.size(), 3U);
  BOOST_TEST(ledger->rows[1].speaker.value_or("") == "Ana Ruiz");
  BOOST_TEST(ledger->rows[1].speaker_id.value_or("1") == ledger->rows[2].speaker_id.value_or("2"));
}

BOOST_AUTO_TEST_SUITE_END()
