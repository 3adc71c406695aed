#include <sstream>

#include "audit/helpers.h"
#include "quoteledger/audit/lexicon.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(edits)

using namespace audit_tests;

namespace {

// Kind and severity of the first edit, and what became of what.
std::string first_edit(std::string_view source, std::string_view quote) {
  const quoteledger::Finding finding = checked(source, quote);
  if (finding.edits.empty()) return "none";
  const quoteledger::Edit& edit = finding.edits.front();
  return edit.op + " " + edit.from + " > " + edit.to + ": " + edit.kind + " " + edit.severity;
}

constexpr std::string_view kText =
    "In the end the two brothers were never paid, and she may sell the big house to Mrs. Alder "
    "before the summer is over.";

}  // namespace

BOOST_AUTO_TEST_CASE(kinds) {
  const auto edit = [](std::string_view quote) { return first_edit(kText, quote); };
  BOOST_TEST(edit("“the two brothers were paid, and she may sell the big house”") ==
             "omit never > : negation high");
  BOOST_TEST(edit("“the three brothers were never paid, and she may sell”") ==
             "replace two > three: number high");
  BOOST_TEST(edit("“were never paid, and he may sell the big house to Mrs. Alder”") ==
             "replace she > he: gender high");
  BOOST_TEST(edit("“were never paid, and she will sell the big house to Mrs. Alder”") ==
             "replace may > will: modality high");
  BOOST_TEST(edit("“the two brothers are never paid, and she may sell”") ==
             "replace were > are: tense medium");
  BOOST_TEST(edit("“and she may sell the large house to Mrs. Alder before”") ==
             "replace big > large: synonym low");
  BOOST_TEST(edit("“she may sell the big house to Mrs. Birch before the summer”") ==
             "replace Alder > Birch: name high");
  BOOST_TEST(edit("“the big house to Mrs. Alder after the summer is over”") ==
             "replace before > after: opposite high");
  BOOST_TEST(edit("“and she may really sell the big house to Mrs. Alder”") ==
             "insert  > really: emphasis low");
  BOOST_TEST(edit("“she may sell the big castle to Mrs. Alder before”") ==
             "replace house > castle: word medium");
  BOOST_TEST(edit("“and she may sell the big houses to Mrs. Alder before”") ==
             "replace house > houses: inflection low");
}

BOOST_AUTO_TEST_CASE(a_prefix_may_deny) {
  constexpr std::string_view text =
      "The people of this town were happy that it is legal to import fish, but the mayor agrees "
      "that only boats do.";
  const auto edit = [&](std::string_view quote) { return first_edit(text, quote); };
  BOOST_TEST(edit("“The people of this town were unhappy that it is legal”") ==
             "replace happy > unhappy: negation high");
  BOOST_TEST(edit("“were happy that it is illegal to import fish”") ==
             "replace legal > illegal: negation high");
  BOOST_TEST(edit("“import fish, but the mayor disagrees that only boats do”") ==
             "replace agrees > disagrees: negation high");
  BOOST_TEST(edit("“happy that it is legal to port fish, but the mayor agrees”") ==
             "replace import > port: word medium");
  BOOST_TEST(edit("“import fish, but the mayor agrees that boats do”") ==
             "omit only > : limiter high");
}

// What a word is must not hang on which list is looked at first.
BOOST_AUTO_TEST_CASE(no_word_is_of_two_minds) {
  using quoteledger::audit_detail::List;
  const auto lexicon = quoteledger::audit_detail::Lexicon::load(options().lexicons);
  BOOST_REQUIRE(lexicon);
  std::ifstream in(options().lexicons + "/limiter.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    for (std::string word; words >> word;) BOOST_TEST(!lexicon->has(List::kModality, word), word);
  }
}

BOOST_AUTO_TEST_CASE(offsets_are_the_sources) {
  const quoteledger::Finding finding =
      checked(kText, "“the three brothers were never paid, and she may sell”");
  const quoteledger::Edit& edit = finding.edits.at(0);
  BOOST_TEST(kText.substr(edit.start, edit.end - edit.start) == "two");
  BOOST_TEST(finding.text.substr(edit.quote_begin, edit.quote_end - edit.quote_begin) == "three");
}

BOOST_AUTO_TEST_CASE(words_that_change_places) {
  BOOST_TEST(checked("It was a long and bitter winter for the harbour.",
                     "“It was a bitter and long winter for the harbour.”")
                 .edits.size() > 0U);
  const quoteledger::Finding swapped = checked("We heard from them again only after the war.",
                                               "“We heard from them only again after the war.”");
  BOOST_TEST(swapped.edits.at(0).kind == "order");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
