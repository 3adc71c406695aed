// What once took a time that grew as the square of a text, counted: nothing is built or sought again for each quote.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "quoteledger/engine/engine.h"
#include "quoteledger/resolve/mention.h"
#include "shipped_grammar.h"

using namespace quoteledger;

namespace {

struct Framed {
  explicit Framed(const std::string& text)
      : document(*decode("t", text)), frames(document, stretches, english(), breaker, words) {}
  Document document;
  std::vector<Stretch> stretches = find_stretches(document);
  SentenceBreaker breaker{"en"};
  KnownWords words{english().vocabulary};
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

namespace {

// Whose the role is that the phrase names, by way of an index of that role alone.
std::string bearer_of(Framed& framed, std::string_view phrase) {
  const Span role = role_of(framed.frames, place_of(framed, phrase));
  if (role.empty()) return "";
  const std::string_view text = framed.document.text;
  RoleIndex index;
  index.want(slice(text, role));
  index.fill(text);
  const auto places = names_beside(framed.frames, index, slice(text, role));
  return std::string(slice(text, find_bearer(text, places, role)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(roles_are_sought_in_one_pass) {
  std::string text = "Harbour master Ana Ruiz came late. ";
  for (int i = 0; i < 500; ++i) text += "The HARBOUR master and the old pilot left. ";
  RoleIndex index;
  for (const char* role : {"harbour master", "Harbour Master", "old pilot", "arbour"})
    index.want(role);
  index.fill(text);
  // As many places as count, in order, whatever the case; none within a word.
  BOOST_TEST(index.places("harbour master").size() == RoleIndex::kMostPlaces);
  BOOST_TEST(index.places("Harbour Master").front() == 0U);
  BOOST_TEST(index.places("old pilot").size() == RoleIndex::kMostPlaces);
  BOOST_TEST(index.places("arbour").empty());
  BOOST_TEST(index.places("never wanted").empty());
}

BOOST_AUTO_TEST_CASE(two_bearers_are_none) {
  Framed one("Harbour master Ana Ruiz met harbour master Bo Lind. “No,” said the harbour master.");
  BOOST_TEST(bearer_of(one, "the harbour master").empty());
  Framed other("Ana Ruiz, the harbour master, left. “No,” said the Harbour Master.");
  BOOST_TEST(bearer_of(other, "the Harbour Master") == "Ana Ruiz");
  Framed third("Ana Ruiz, a young harbour master, left. “No,” said the harbour master.");
  BOOST_TEST(bearer_of(third, "the harbour master") == "Ana Ruiz");
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

// Cues are looked for over a few other quotes, not over all of a row of them.
BOOST_AUTO_TEST_CASE(a_row_of_quotes) {
  std::string text = "Ana Ruiz spoke of “one”";
  for (int i = 0; i < 60; ++i) text += ", “two”";
  text += " and “three,” said Bo Lind.";
  const auto ledger = extract(english(), "t", text, {});
  BOOST_REQUIRE(ledger.has_value());
  BOOST_REQUIRE_EQUAL(ledger->rows.size(), 62U);
  BOOST_TEST(ledger->rows.back().speaker.value_or("") == "Bo Lind");
}

BOOST_AUTO_TEST_SUITE_END()
