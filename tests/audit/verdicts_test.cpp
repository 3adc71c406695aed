#include "audit/helpers.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(verdicts)

using namespace audit_tests;

namespace {

constexpr std::string_view kSpeech =
    "Friends, the bridge is open. We will not charge a toll before the winter, and only lorries "
    "will pay one after that. "
    "My mother, who drew it, said that 4.21 metres of steel are enough for any river. It is the "
    "well-known river's "
    "oldest crossing, and it can't fall. The masons, most of them young, have asked for nothing.\n";

}  // namespace

BOOST_AUTO_TEST_CASE(the_same_code_points_are_verbatim) {
  BOOST_TEST(verdict(kSpeech, "“We will not charge a toll before the winter”") == "verbatim");
  BOOST_TEST(verdict(kSpeech, "\"Friends, the bridge is open.\"") == "verbatim");
  BOOST_TEST(verdict(kSpeech, "the well-known river's oldest crossing") == "verbatim");
}

BOOST_AUTO_TEST_CASE(marks_spaces_and_the_first_letter_are_typography) {
  BOOST_TEST(verdict(kSpeech, "“we will not charge a toll before the winter.”") ==
             "verbatim_typography");
  BOOST_TEST(verdict(kSpeech, "“the bridge is open,”") == "verbatim_typography");
  BOOST_TEST(verdict(kSpeech, "“it can’t fall”") == "verbatim_typography");
  BOOST_TEST(verdict(kSpeech, "“We will not charge\u00A0a toll before the win\u00ADter”") ==
             "verbatim_typography");
  BOOST_TEST(verdict(kSpeech, "“We will not charge a toll be-\nfore the winter”") ==
             "verbatim_typography");
  BOOST_TEST(verdict(kSpeech, "“the well\u2011known river’s oldest crossing”") ==
             "verbatim_typography");
  BOOST_TEST(verdict("She left the o\uFB03ce and the \uFB02ag behind her.",
                     "“left the office and the flag”") == "verbatim_typography");
  BOOST_TEST(verdict("Un caf\u00E9 sur la place du march\u00E9.", "“Un cafe\u0301 sur la place”") ==
             "verbatim_typography");
}

BOOST_AUTO_TEST_CASE(changed_case_and_punctuation_inside_are_told) {
  BOOST_TEST(has(checked("They told us to wait for the Polish workers.",
                         "“told us to wait for the polish workers”")
                     .flags,
                 "case"));
  BOOST_TEST(has(
      checked("Let us eat, children, and then go.", "“Let us eat children, and then go.”").flags,
      "punctuation"));
}

BOOST_AUTO_TEST_CASE(gaps_at_ellipses_are_elided) {
  for (const std::string_view dots : {" … ", "...", " ... ", " . . . ", " […] ", " [...] ", "… "}) {
    const std::string quote = "“We will not charge a toll" + std::string(dots) +
                              "and only lorries will pay one after that.”";
    BOOST_TEST(verdict(kSpeech, quote) == "elided", quote);
  }
  BOOST_TEST(verdict(kSpeech, "“Friends, the bridge is open … It is the … oldest crossing”") ==
             "elided");
}

BOOST_AUTO_TEST_CASE(an_elision_tells_what_it_hides) {
  BOOST_TEST(has(checked(kSpeech, "“We will … charge a toll before the winter”").flags,
                 "elision_hides_negation"));
  BOOST_TEST(has(
      checked(kSpeech, "“charge a toll before the winter, and … lorries will pay one after that”")
          .flags,
      "elision_hides_limiter"));
  const quoteledger::Finding far =
      checked(kSpeech, "“Friends, the bridge is open … have asked for nothing.”");
  BOOST_TEST(has(far.flags, "elision_long"));
  BOOST_TEST(far.places.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_pause_that_leaves_out_nothing_is_typography) {
  BOOST_TEST(verdict(kSpeech, "“We will not … charge a toll before the winter”") ==
             "verbatim_typography");
}

BOOST_AUTO_TEST_CASE(what_stands_in_brackets_is_bracketed) {
  BOOST_TEST(verdict(kSpeech, "“[w]e will not charge a toll before the winter”") == "bracketed");
  BOOST_TEST(verdict(kSpeech,
                     "“[The architect], who drew it, said that 4.21 metres of steel are enough”") ==
             "bracketed");
  BOOST_TEST(verdict(kSpeech, "“only lorries will pay [a toll] after that”") == "bracketed");
  BOOST_TEST(verdict(kSpeech, "“most of them young, have ask[ing] for nothing”") == "bracketed");
  BOOST_TEST(verdict(kSpeech, "“enough for any river [sic]”") == "bracketed");
  BOOST_TEST(verdict(kSpeech, "“metres of steel are enough for [Anna]’s river”") == "bracketed");
}

BOOST_AUTO_TEST_CASE(brackets_of_the_source_itself_are_no_change) {
  BOOST_TEST(verdict("We have all [laughter] been there before.",
                     "“We have all [laughter] been there before.”") == "verbatim");
}

BOOST_AUTO_TEST_CASE(a_changed_word_is_altered) {
  BOOST_TEST(
      verdict(kSpeech, "“We will charge a toll before the winter, and only lorries will pay”") ==
      "altered");
  BOOST_TEST(verdict(kSpeech, "“said that 4.12 metres of steel are enough for any river”") ==
             "altered");
  BOOST_TEST(
      verdict(kSpeech, "“We will not charge a toll after the winter, and only lorries will pay”") ==
      "altered");
  // Short, but every word is there: a dropped “not” must not slip through.
  BOOST_TEST(verdict("I am not a crook.", "“I am a crook.”") != "verbatim");
}

// Verdict, then each edit as “op from > to kind”.
std::string told(std::string_view source, std::string_view quote) {
  const quoteledger::Finding finding = checked(source, quote);
  std::string out(verdict_name(finding.verdict));
  for (const quoteledger::Edit& edit : finding.edits)
    out += "; " + edit.op + " " + edit.from + " > " + edit.to + " " + edit.kind;
  return out;
}

BOOST_AUTO_TEST_CASE(an_edit_near_the_edge_of_a_short_quote) {
  BOOST_TEST(told("I do not think the budget is safe.", "“I think the budget is safe”") ==
             "altered; omit do not >  negation");
  BOOST_TEST(told("I think the budget is safe.", "“I do not think the budget is safe”") ==
             "altered; insert  > do not negation");
  BOOST_TEST(told("We will not pay for the bridge.", "“We will pay for the bridge”") ==
             "altered; omit not >  negation");
  BOOST_TEST(told("He said the dam is not at all safe.", "“the dam is safe”") ==
             "altered; omit not at all >  negation");
  BOOST_TEST(told("We may raise the harbour fee.", "“We will raise the harbour fee”") ==
             "altered; replace may > will modality");
  BOOST_TEST(told("They raise the harbour fee again.", "“We raise the harbour fee again”") ==
             "altered; replace They > We person");
}

BOOST_AUTO_TEST_CASE(the_diff_reaches_to_the_edge_of_a_long_quote) {
  BOOST_TEST(told("I do not think the budget of this town is safe before the summer.",
                  "“I think the budget of this town is safe before the summer”") ==
             "altered; omit do not >  negation");
  BOOST_TEST(told("The budget of this town is safe before the summer, but only until then.",
                  "“The budget of this town is safe before the summer, but until then”") ==
             "altered; omit only >  limiter");
}

BOOST_AUTO_TEST_CASE(a_short_quote_that_shares_only_a_phrase_is_not_found) {
  BOOST_TEST(verdict(kSpeech, "“any river can kill you”") == "not_found");
  BOOST_TEST(verdict("At the end of the day we went home again.",
                     "“the end of the war was near”") == "not_found");
  BOOST_TEST(verdict("It was one of the best days of the year.", "“one of the best crews here”") ==
             "not_found");
}

BOOST_AUTO_TEST_CASE(runs_from_places_far_apart_are_spliced) {
  BOOST_TEST(verdict(kSpeech,
                     "“Friends, the bridge is open. The masons, most of them young, have asked for "
                     "nothing.”") == "spliced");
  BOOST_TEST(verdict(kSpeech,
                     "“The masons, most of them young, have asked for nothing. We will not charge "
                     "a toll before the winter.”") == "spliced");
}

BOOST_AUTO_TEST_CASE(what_is_nowhere_has_a_closest_passage) {
  const quoteledger::Finding finding = checked(
      kSpeech,
      "“Steel of such a kind would never hold back rivers of 4.21 metres, my mother thought.”");
  BOOST_TEST(verdict_name(finding.verdict) == "not_found");
  BOOST_REQUIRE(finding.closest.has_value());
  BOOST_TEST(finding.closest->text.find("4.21 metres of steel") != std::string::npos);
  BOOST_TEST(verdict(kSpeech, "“Nothing of this was ever said.”") == "not_found");
}

BOOST_AUTO_TEST_CASE(short_quotes_are_found_exactly) {
  const quoteledger::Finding finding = checked("One river. Two rivers, one river.", "“one river”");
  BOOST_TEST(verdict_name(finding.verdict) == "verbatim");
  BOOST_TEST(finding.places.size() == 2U);
  BOOST_TEST(has(finding.flags, "short"));
  BOOST_TEST(has(finding.flags, "ambiguous"));
  BOOST_TEST(verdict(kSpeech, "“of steel are”") == "verbatim");
  BOOST_TEST(verdict(kSpeech, "“of iron are”") == "not_found");
}

BOOST_AUTO_TEST_CASE(places_are_in_code_points_and_bytes) {
  const std::string source = "É é.\r\nThe café is “open” now, he said.";
  const quoteledger::Finding finding = checked(source, "‘The café is \"open\" now’");
  BOOST_TEST(verdict_name(finding.verdict) == "verbatim_typography");
  const quoteledger::Place& place = finding.places.at(0);
  BOOST_TEST(place.start == 6U);
  BOOST_TEST(place.end == 28U);
  BOOST_TEST(place.line == 2U);
  BOOST_TEST(source.substr(place.byte_start, place.byte_end - place.byte_start) ==
             "The café is “open” now");
}

BOOST_AUTO_TEST_CASE(nothing_to_look_for_is_not_found) {
  BOOST_TEST(verdict(kSpeech, "“”") == "not_found");
  BOOST_TEST(verdict(kSpeech, "") == "not_found");
  BOOST_TEST(verdict(kSpeech, "“…”") == "not_found");
  BOOST_TEST(verdict("", "“We will not charge a toll”") == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
