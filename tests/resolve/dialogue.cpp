// Who speaks in small conversations, by the shipped weights.
#include "quoteledger/resolve/dialogue.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cast/story.h"
#include "cast/words_for_tests.h"

namespace {

using quoteledger::build_cast;
using quoteledger::Cast;
using quoteledger::kNobody;
using quoteledger::read_weights;
using quoteledger::Resolution;
using quoteledger::resolve_speakers;
using quoteledger::Resolved;
using quoteledger::ResolveWeights;
using quoteledger::Sieve;
using quoteledger::SpeakerRival;
using quoteledger::testing::name_words;
using quoteledger::testing::Story;

const ResolveWeights& shipped_weights() {
  static const ResolveWeights weights = [] {
    const std::string path = std::string(QUOTELEDGER_SOURCE_GRAMMARS) + "/en/weights.txt";
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    auto read = read_weights(path, text.str());
    if (!read) BOOST_FAIL(read.error().text());
    return *read;
  }();
  return weights;
}

struct Answer {
  std::vector<std::string> speakers;
  std::vector<Resolved> resolved;
  std::vector<std::vector<SpeakerRival>> rivals;  // by turn
};

Answer answer(const Story& story) {
  const auto text = story.cast_text();
  const Cast cast = build_cast(text, story.mentions, {}, name_words());
  Answer out;
  Resolution resolution = resolve_speakers({true, text, story.spoken, cast}, shipped_weights());
  out.resolved = std::move(resolution.quotes);
  out.rivals = std::move(resolution.rivals);
  for (const Resolved& one : out.resolved) {
    out.speakers.push_back(one.member == kNobody ? "" : cast.members[one.member].name);
  }
  return out;
}

void check(const Story& story, const std::vector<std::string>& speakers) {
  const Answer got = answer(story);
  BOOST_CHECK_EQUAL_COLLECTIONS(got.speakers.begin(), got.speakers.end(), speakers.begin(),
                                speakers.end());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dialogue)

BOOST_AUTO_TEST_CASE(two_take_turns) {
  const Story story(
      "«The boat is late,» said {N:Clara}.\n"
      "«It always is,» said {N:Ivo}.\n"
      "«We could walk.»\n"
      "«In this rain?»\n"
      "«You have a coat.»\n");
  check(story, {"Clara", "Ivo", "Clara", "Ivo", "Clara"});
  BOOST_TEST((answer(story).resolved[2].sieve == Sieve::kTurns));
}

BOOST_AUTO_TEST_CASE(a_pronoun_agrees) {
  check(Story("Clara met Ivo at the gate.\n"
              "«The boat is late,» {P:he} said.\n"
              "«It always is,» {P:she} said.\n"),
        {"Ivo", "Clara"});
}

BOOST_AUTO_TEST_CASE(who_is_called_answers) {
  check(Story("«Where is the key, Nora?» asked {N:Ivo}, and Clara looked up.\n"
              "«Under the mat.»\n"),
        {"Ivo", "Nora"});
}

BOOST_AUTO_TEST_CASE(one_paragraph_one_speaker) {
  const Story story("«The boat,» said {N:Clara}, «is late.» She sat down. «Again.»\n");
  check(story, {"Clara", "Clara", "Clara"});
  const Answer got = answer(story);
  BOOST_TEST((got.resolved[0].sieve == Sieve::kName));
  BOOST_TEST((got.resolved[2].sieve == Sieve::kParagraph));
  BOOST_TEST(got.resolved[0].turn == got.resolved[2].turn);
}

BOOST_AUTO_TEST_CASE(two_speakers_of_one_paragraph) {
  check(Story("«Stay,» said {N:Clara}; «No,» said {N:Ivo}.\n"), {"Clara", "Ivo"});
}

BOOST_AUTO_TEST_CASE(a_quote_that_goes_on) {
  Story story(
      "«The boat is late,» said {N:Clara}.\n"
      "«It always is,» said {N:Ivo}. «I will tell you why.»\n"
      "«It is the tide.»\n");
  story.spoken.back().continues = true;
  check(story, {"Clara", "Ivo", "Ivo", "Ivo"});
  BOOST_TEST((answer(story).resolved.back().sieve == Sieve::kContinued));
}

BOOST_AUTO_TEST_CASE(what_is_no_speech_stays_nobodys) {
  Story story(
      "«The boat is late,» said {N:Clara}.\n"
      "They called it «luck» here.\n"
      "«It always is,» said {N:Ivo}.\n");
  story.spoken[1].speech = false;
  check(story, {"Clara", "", "Ivo"});
}

BOOST_AUTO_TEST_CASE(the_ferryman_is_a_person) {
  check(Story("«The boat is late,» said {D:the ferryman}.\n"
              "«It always is,» said {N:Ivo}.\n"
              "«It is the tide,» said {D:the ferryman}.\n"),
        {"the ferryman", "Ivo", "the ferryman"});
}

BOOST_AUTO_TEST_CASE(confidence_and_rivals) {
  const Story story(
      "«The boat is late,» said {N:Clara}.\n"
      "«It always is,» said {N:Ivo}.\n"
      "«We could walk.»\n");
  const Answer got = answer(story);
  for (const Resolved& one : got.resolved) {
    BOOST_TEST(one.confidence > 0.0F);
    BOOST_TEST(one.confidence < 1.0F);
    const std::vector<SpeakerRival>& rivals = got.rivals.at(one.turn);
    BOOST_TEST(!rivals.empty());
    BOOST_TEST(rivals.size() <= 3U);
    for (const SpeakerRival& rival : rivals) BOOST_TEST(rival.member != one.member);
  }
  BOOST_TEST(got.resolved[0].confidence > got.resolved[2].confidence);
}

BOOST_AUTO_TEST_CASE(nobody_about) {
  const Answer got = answer(Story("«Quiet.»\n«Why?»\n"));
  BOOST_TEST(got.resolved.size() == 2U);
  for (const Resolved& one : got.resolved) BOOST_TEST(one.member == kNobody);
}

BOOST_AUTO_TEST_CASE(weights_tell_the_line_of_an_error) {
  auto bad = read_weights("w.txt", "# first\nnamed 8\nnamde 4\n");
  BOOST_REQUIRE(!bad.has_value());
  BOOST_TEST(bad.error().text() == "w.txt:3: no weight is called 'namde'");
  BOOST_TEST(!read_weights("w.txt", "named x").has_value());
  BOOST_TEST(!read_weights("w.txt", "named").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
