#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "quoteledger/marks/stretch.h"

namespace {

using quoteledger::decode;
using quoteledger::Document;
using quoteledger::Stretch;

// Each stretch's text; a nested one has > in front for each level, an unclosed one ends with |, one that goes on from
// the paragraph before begins with +.
std::vector<std::string> quotes(const std::string& text) {
  const Document document = *decode("a.txt", text);
  const std::vector<Stretch> rows = find_stretches(document);
  std::vector<std::string> out;
  for (const Stretch& row : rows) {
    std::string shown;
    for (auto parent = row.parent; parent != Stretch::kNone; parent = rows[parent].parent)
      shown += '>';
    if (row.continues) shown += '+';
    shown += slice(document.text, row.span);
    if (row.unclosed) shown += '|';
    out.push_back(shown);
  }
  return out;
}

void check(const std::string& text, const std::vector<std::string>& wanted) {
  const std::vector<std::string> found = quotes(text);
  BOOST_TEST_CONTEXT(text) {
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(marks)
BOOST_AUTO_TEST_SUITE(styles)

BOOST_AUTO_TEST_CASE(every_style_pairs) {
  check("“We leave,” she said.", {"“We leave,”"});
  check("\"We leave,\" she said.", {"\"We leave,\""});
  check("''We leave,'' she said.", {"''We leave,''"});
  check("``We leave,'' she said.", {"``We leave,''"});
  check("« Nous partons », dit-elle.", {"« Nous partons »"});
  check("«Wir gehen», sagte sie.", {"«Wir gehen»"});
  check("»Wir gehen«, sagte sie.", {"»Wir gehen«"});
  check("„Wir gehen“, sagte sie.", {"„Wir gehen“"});
  check("„Idziemy”, powiedziała.", {"„Idziemy”"});
  check("”Vi går”, sade hon.", {"”Vi går”"});
  check("›Wir gehen‹, sagte sie.", {"›Wir gehen‹"});
  check("彼は「行こう」と言った。", {"「行こう」"});
  check("彼は『行こう』と言った。", {"『行こう』"});
}

BOOST_AUTO_TEST_CASE(the_inside_is_without_the_marks) {
  const Document document = *decode("a", "He said ''go'' and “come”.");
  const std::vector<Stretch> rows = find_stretches(document);
  BOOST_REQUIRE(rows.size() == 2U);
  BOOST_TEST(slice(document.text, rows[0].inner) == "go");
  BOOST_TEST(slice(document.text, rows[1].inner) == "come");
}

BOOST_AUTO_TEST_CASE(british_texts_quote_with_single_marks) {
  check("‘It’s late,’ said Ana. ‘Let’s go.’\n\n‘Not yet,’ said Jo.",
        {"‘It’s late,’", "‘Let’s go.’", "‘Not yet,’"});
  check("'It's late,' said Ana. 'Let's go.'\n\n'Not yet,' said Jo.",
        {"'It's late,'", "'Let's go.'", "'Not yet,'"});
  check("‘He said “no” twice,’ said Ana.\n\n‘Did he?’ said Jo.",
        {"‘He said “no” twice,’", ">“no”", "‘Did he?’"});
}

BOOST_AUTO_TEST_CASE(marks_turned_the_wrong_way_still_pair) {
  check("He said “so“ and left.", {"“so“"});
  check("He said ”so” and left.", {"”so”"});
  check("He said “so\" and left.", {"“so\""});
  check("She called it “a start.“[12] Then she left.", {"“a start.“"});
  check("“They see it. “", {"“They see it. “"});
}

BOOST_AUTO_TEST_CASE(dashes_beside_marks) {
  check("\"I never--\" he began. \"Stop,\" she said.", {"\"I never--\"", "\"Stop,\""});
  check("\"I am happy\"--she paused--\"very happy.\"", {"\"I am happy\"", "\"very happy.\""});
  check("He left—“for good,” he said.", {"“for good,”"});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(no_marks)

BOOST_AUTO_TEST_CASE(apostrophes) {
  check("I don't know O'Brien's dogs' bowl, rock 'n' roll, the '90s or James' hat; 'tis so.", {});
  check("I don’t know O’Brien’s dogs’ bowl, rock ’n’ roll, the ’90s or James’ hat; ’tis so.", {});
  check("\"I don't know the dogs' bowl,\" said James.", {"\"I don't know the dogs' bowl,\""});
  check("\"They're the boys' own,\" he said, \"and the girls' too.\"",
        {"\"They're the boys' own,\"", "\"and the girls' too.\""});
}

BOOST_AUTO_TEST_CASE(inches_and_feet) {
  check("He is 5'10\" tall and carries a 6\" pipe.", {});
  check("\"The 6\" pipe broke,\" he said.", {"\"The 6\" pipe broke,\""});
  check("She said \"it is 40\" and left.", {"\"it is 40\""});
}

BOOST_AUTO_TEST_CASE(marks_with_nothing_between) {
  check("”””” “” « » and “ ” then “a”", {"“a”"});
  check("“A ‘’ b,” she said.", {"“A ‘’ b,”"});
  check("“…” “?” “—”", {"“…”", "“?”", "“—”"});
}

BOOST_AUTO_TEST_CASE(attribute_values) {
  check("<post id=\"17\" author='ana'>He said \"no\" again.</post>", {"\"no\""});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(nesting)

BOOST_AUTO_TEST_CASE(quotes_in_quotes) {
  check("“He told me ‘never’ twice,” she said.", {"“He told me ‘never’ twice,”", ">‘never’"});
  check("\"He told me 'never,'\" she said.", {"\"He told me 'never,'\"", ">'never,'"});
  check("''He is on the 'wrong track,''' she said.",
        {"''He is on the 'wrong track,'''", ">'wrong track,'"});
  check("'''Never' is what he said,'' she said.", {"'''Never' is what he said,''", ">'Never'"});
  check("“A ‘b “c” d’ e,” she said.", {"“A ‘b “c” d’ e,”", ">‘b “c” d’", ">>“c”"});
  check("“She said “no” to me,” he said.", {"“She said “no” to me,”", ">“no”"});
}

BOOST_AUTO_TEST_CASE(an_apostrophe_inside_a_nested_quote) {
  check("“He said ‘the boys’ own’ to me,” she said.",
        {"“He said ‘the boys’ own’ to me,”", ">‘the boys’ own’"});
}

BOOST_AUTO_TEST_CASE(scare_quotes_in_headlines) {
  check("Mayor: 'We must act' on bridge\n\nThe mayor said \"we must\" and left.",
        {"'We must act'", "\"we must\""});
}

// Where a lost closing mark is guessed to have stood is never inside a quote in the quote.
BOOST_AUTO_TEST_CASE(a_lost_end_is_outside_of_what_is_nested) {
  check("‹a 『b. c』, ‹d›", {"‹a 『b. c』|", ">『b. c』", "‹d›"});
  check("“a «b. c», he added, “d”", {"“a «b. c»,|", ">«b. c»", "“d”"});
}

BOOST_AUTO_TEST_CASE(depth_has_a_limit) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += i % 2 == 0 ? "“a " : "‘b ";
  for (int i = 0; i < 100; ++i) text += i % 2 == 0 ? "c’ " : "d” ";
  for (const std::string& shown : quotes(text)) BOOST_TEST(shown.find_first_not_of('>') < 32U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(over_paragraphs)

BOOST_AUTO_TEST_CASE(an_opening_mark_again_goes_on) {
  check("“One.\n\n“Two.\n\n“Three,” she said.", {"“One.", "+“Two.", "+“Three,”"});
  check("\"One.\n\n\"Two.\" Then \"three.\"", {"\"One.", "+\"Two.\"", "\"three.\""});
}

BOOST_AUTO_TEST_CASE(a_quote_may_run_on_without_a_mark) {
  check("“We have focused on what matters most to people\nin towns and villages,” she said.",
        {"“We have focused on what matters most to people", "+in towns and villages,”"});
}

BOOST_AUTO_TEST_CASE(a_mark_that_never_closes_ends_with_its_paragraph) {
  check("“We never got there.\n\nThe road was closed.", {"“We never got there.|"});
}

BOOST_AUTO_TEST_CASE(one_lost_mark_does_not_spoil_the_rest) {
  check("“We never got there, he said, “and never will.” “Why?” she asked.",
        {"“We never got there,|", "“and never will.”", "“Why?”"});
  check("“We tried.’ He sat down. “It failed,” he said.", {"“We tried.’", "“It failed,”"});
  check("\"One,\" he said. Two.\" \"Three,\" he said.\n\n\"Four,\" she said.",
        {"\"One,\"", "\"Three,\"", "\"Four,\""});
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
