// Which names are one person, and what is known of them.
#include "quoteledger/cast/cast.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "cast/story.h"
#include "cast/words_for_tests.h"

namespace {

using quoteledger::build_cast;
using quoteledger::Cast;
using quoteledger::Gender;
using quoteledger::kNobody;
using quoteledger::ListedPerson;
using quoteledger::Member;
using quoteledger::testing::few_words;
using quoteledger::testing::name_words;
using quoteledger::testing::Story;

Cast cast_of(const Story& story, const std::vector<ListedPerson>& listed = {}) {
  return build_cast(story.cast_text(), story.mentions, listed, name_words());
}

// The member that a name at its nth place means, or nullptr.
const Member* member_at(const Story& story, const Cast& cast, std::string_view name, int nth = 0) {
  for (std::size_t i = 0; i < cast.scan.names.size(); ++i) {
    if (slice(story.text, cast.scan.names[i].span) != name || nth-- > 0) continue;
    return cast.member_of[i] == kNobody ? nullptr : &cast.members[cast.member_of[i]];
  }
  return nullptr;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cast)

BOOST_AUTO_TEST_CASE(one_person_under_many_names) {
  const Story story(
      "A man called Jonas Alder came. Mr. Alder sat down, and Alder smiled. Then Jonas left.\n");
  const Cast cast = cast_of(story);
  const Member* member = member_at(story, cast, "Jonas Alder");
  BOOST_REQUIRE(member != nullptr);
  BOOST_TEST(member == member_at(story, cast, "Mr. Alder"));
  BOOST_TEST(member == member_at(story, cast, "Alder"));
  BOOST_TEST(member == member_at(story, cast, "Jonas"));
  BOOST_TEST(member->name == "Jonas Alder");
  BOOST_TEST((member->gender == Gender::kMale));
  BOOST_TEST(member->uses == 4U);
}

BOOST_AUTO_TEST_CASE(a_family_is_kept_apart) {
  const Story story(
      "Mr. Alder and Mrs. Alder came with Miss Alder. Their son Tom Alder and his sister Clara "
      "Alder followed.\n"
      "Mrs. Alder sat. Miss Alder stood.\n");
  const Cast cast = cast_of(story);
  const Member* mother = member_at(story, cast, "Mrs. Alder");
  const Member* miss = member_at(story, cast, "Miss Alder");
  BOOST_REQUIRE(mother != nullptr && miss != nullptr);
  BOOST_TEST(mother != miss);
  BOOST_TEST(miss == member_at(story, cast, "Clara Alder"));
  BOOST_TEST(mother != member_at(story, cast, "Tom Alder"));
  BOOST_TEST((mother->gender == Gender::kFemale));
}

BOOST_AUTO_TEST_CASE(a_short_form_is_the_long_one) {
  const Story story("It was Robert Vale. When Bob laughed, Robert Vale blushed.\n");
  const Cast cast = cast_of(story);
  BOOST_REQUIRE(member_at(story, cast, "Bob") != nullptr);
  BOOST_TEST(member_at(story, cast, "Bob") == member_at(story, cast, "Robert Vale"));
}

BOOST_AUTO_TEST_CASE(offices_before_a_name_are_no_part_of_it) {
  const auto form = quoteledger::read_name("Harbour Board Captain Ivo Lund Jr.", few_words());
  BOOST_TEST(form.text == "Captain Ivo Lund");
  BOOST_TEST(form.title == "captain");
  BOOST_REQUIRE(form.words.size() == 2U);
  BOOST_TEST(form.words[0] == "ivo");
  BOOST_TEST(form.words[1] == "lund");
}

BOOST_AUTO_TEST_CASE(a_capital_after_a_full_stop_is_no_name) {
  const Story story(
      "It rained. Nobody came. Nora saw that nobody came. Rain fell on Nora; the rain was cold.\n");
  const Cast cast = cast_of(story);
  BOOST_TEST(member_at(story, cast, "Nobody") == nullptr);
  BOOST_TEST(member_at(story, cast, "Rain") == nullptr);
  BOOST_TEST(member_at(story, cast, "Nora") != nullptr);
}

BOOST_AUTO_TEST_CASE(pronouns_tell_gender) {
  const Story story(
      "The voice was that of Quill, and she laughed. Then Quill sat, as she was tired.\n");
  const Cast cast = cast_of(story);
  const Member* member = member_at(story, cast, "Quill");
  BOOST_REQUIRE(member != nullptr);
  BOOST_TEST((member->gender == Gender::kFemale));
}

BOOST_AUTO_TEST_CASE(a_call_is_told_from_a_name) {
  const Story story("«Well, Nora, you saw Tom,» said {N:Clara}.\n");
  const Cast cast = cast_of(story);
  const auto& names = cast.scan.names;
  BOOST_REQUIRE(names.size() == 3U);
  BOOST_TEST(names[0].vocative);
  BOOST_TEST(!names[1].vocative);
  BOOST_TEST(names[2].quote == kNobody);
}

BOOST_AUTO_TEST_CASE(a_list_names_the_cast) {
  const Story story("Nora Vale came. «Yes,» said {N:Mrs. Vale}. Then Ivo went.\n");
  const Cast cast = cast_of(story, {{"The Widow", {"Mrs. Vale", "Nora"}, Gender::kUnknown}});
  BOOST_REQUIRE(cast.members.size() == 1U);
  BOOST_REQUIRE(cast.mentions[0].members.size() == 1U);
  BOOST_TEST(cast.members[cast.mentions[0].members[0]].name == "The Widow");
  BOOST_TEST(member_at(story, cast, "Ivo") == nullptr);
}

BOOST_AUTO_TEST_CASE(the_name_of_a_mention_with_an_apposition) {
  const Story story(
      "«No,» said {N:Harbour economist Ada Lund, who met Ivo Vale}. Ivo Vale left.\n");
  const Cast cast = cast_of(story);
  BOOST_REQUIRE(!cast.mentions[0].members.empty());
  BOOST_TEST(cast.members[cast.mentions[0].members[0]].name == "Ada Lund");
}

BOOST_AUTO_TEST_CASE(an_empty_text) {
  const Story story("");
  const Cast cast = cast_of(story);
  BOOST_TEST(cast.members.empty());
  BOOST_TEST(cast.narrator == kNobody);
}

BOOST_AUTO_TEST_SUITE_END()
