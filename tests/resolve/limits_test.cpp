// The limits of the cast and the weights of presence are a grammar's numbers, and are obeyed.
#include <boost/test/unit_test.hpp>
#include <string>

#include "cast/story.h"
#include "cast/words_for_tests.h"
#include "grammar/temp_folder.h"
#include "quoteledger/grammar/compiled.h"

using namespace quoteledger;
using quoteledger::testing::name_words;
using quoteledger::testing::Story;

BOOST_AUTO_TEST_SUITE(resolve)
BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(a_folder_over_the_shipped_one_changes_them) {
  const TempFolder folder;
  folder.put("more.grammar", "grammar 1\nlanguage en\nweights from more.txt\n");
  folder.put("more.txt", "who-gender-evidence 4\nwho-fade-turn 0.5\n");
  const std::string shipped = QUOTELEDGER_SOURCE_GRAMMARS "/en";
  const auto plain = load_grammar({shipped});
  const auto changed = load_grammar({shipped, folder.path()});
  BOOST_REQUIRE(plain.grammar);
  BOOST_REQUIRE(changed.grammar);
  BOOST_TEST(cast_limits(plain.grammar->weights).gender_evidence == 1.5F);
  BOOST_TEST(cast_limits(changed.grammar->weights).gender_evidence == 4.0F);
  BOOST_TEST(salience_weights(plain.grammar->weights).fade_turn == 0.93F);
  BOOST_TEST(salience_weights(changed.grammar->weights).fade_turn == 0.5F);
}

BOOST_AUTO_TEST_CASE(every_shipped_number_is_read) {
  // One that no field is called after would be left without a word.
  const auto load = load_grammar({QUOTELEDGER_SOURCE_GRAMMARS "/en"});
  BOOST_REQUIRE(load.grammar);
  NamedNumbers numbers = load.grammar->weights;
  std::erase_if(numbers, [](const auto& one) { return !one.first.starts_with("who-"); });
  BOOST_TEST(!numbers.empty());
  for (auto& [name, number] : numbers) {
    NamedNumbers other = numbers;
    other[name] = number + 1;
    const CastLimits limits = cast_limits(numbers), other_limits = cast_limits(other);
    const SalienceWeights salience = salience_weights(numbers),
                          other_salience = salience_weights(other);
    BOOST_TEST((limits != other_limits || salience != other_salience), name + " is not read");
  }
}

BOOST_AUTO_TEST_CASE(the_gender_of_a_name) {
  const Story story(
      "The voice was that of Quill, and she laughed. Then Quill sat, as she was tired.\n");
  const auto gender = [&](float evidence) {
    CastText text = story.cast_text();
    text.limits.gender_evidence = evidence;
    const Cast cast = build_cast(text, story.mentions, {}, name_words());
    BOOST_REQUIRE(!cast.members.empty());
    return cast.members.front().gender;
  };
  BOOST_TEST((gender(1.5F) == Gender::kFemale));
  BOOST_TEST((gender(3) == Gender::kUnknown));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
