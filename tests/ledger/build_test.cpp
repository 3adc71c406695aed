// The ledger's rows out of the engine: utterances, flags, offsets, context.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/grammar.h"
#include "quoteledger/ledger/utterances.h"

using namespace quoteledger;
using Strings = std::vector<std::string>;

namespace {

Ledger ledger_of(const std::string& text, bool explain = false) {
  static const auto kLoad = load_grammar({QUOTELEDGER_SOURCE_GRAMMARS "/en"});
  BOOST_REQUIRE(kLoad.grammar);
  auto ledger = extract(*kLoad.grammar, "t.txt", text, {.explain = explain});
  BOOST_REQUIRE(ledger.has_value());
  return *std::move(ledger);
}

Strings utterances(const std::string& text) {
  Strings out;
  for (const Row& row : ledger_of(text).rows) out.push_back(row.utterance);
  return out;
}

Strings flags(const std::string& text, std::size_t row = 0) {
  return ledger_of(text).rows.at(row).flags;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ledger_rows)

BOOST_AUTO_TEST_CASE(a_cue_splits_an_utterance) {
  BOOST_TEST(utterances("“We wait,” said Marta Quill. “We always wait.”") == (Strings{"u1", "u1"}));
  BOOST_TEST(utterances("“We wait,” said Marta Quill. “Or we walk,” said Simon Dray.") ==
             (Strings{"u1", "u2"}));
}

// The second part begins small: a fragment, which goes on with the sentence.
BOOST_AUTO_TEST_CASE(a_cue_splits_a_sentence) {
  BOOST_TEST(utterances("“The ferry,” said Marta Quill, “is late.”") == (Strings{"u1", "u1"}));
}

BOOST_AUTO_TEST_CASE(a_beat_splits_a_sentence) {
  BOOST_TEST(utterances("“The truth,” said Marta Quill, folding a chart, “is that nobody” — she "
                        "paused — “nobody at all, saw him leave.”") == (Strings{"u1", "u1", "u1"}));
  // Words that are woven into the writer's sentence are no part of what was said before.
  BOOST_TEST(utterances("“We wait,” said Marta Quill, who called the plan “a slow wreck”.") ==
             (Strings{"u1", "u2"}));
}

BOOST_AUTO_TEST_CASE(contexts_of_an_utterance_are_joined_by_place) {
  Ledger ledger = ledger_of("One left. “We wait,” said Marta Quill. “We always wait.” Two left.");
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 2U);
  merge_utterances(ledger);
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 1U);
  BOOST_TEST(ledger.rows[0].context ==
             "One left. “We wait,” said Marta Quill. “We always wait.” Two left.");
}

BOOST_AUTO_TEST_CASE(contexts_keep_labels_whole) {
  const Ledger ledger = ledger_of(
      "MS. QUILL: Thank you. You wrote, “Nobody warned us of the ice.” Is that so?\n\n"
      "DR. DRAY: It is.");
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 1U);
  BOOST_TEST(ledger.rows[0].context.starts_with("MS. QUILL: Thank you."));
  // Titles that the grammar knows with their stop, and the locale does not.
  for (const std::string title : {"Dr.", "DR.", "Sen.", "Lt."}) {
    const std::string text = "One left. " + title + " Quill said, “We wait.” Two left.";
    BOOST_TEST(ledger_of(text).rows.at(0).context == text);
  }
}

BOOST_AUTO_TEST_CASE(who_is_not_resolved_has_no_id) {
  const Ledger ledger = ledger_of("The wind rose.\n\n“Nobody came,” he said.");
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 1U);
  BOOST_TEST(ledger.rows[0].speaker.value_or("-") == "he");
  BOOST_TEST(!ledger.rows[0].speaker_id);
}

BOOST_AUTO_TEST_CASE(a_role_reads_on_behind_a_name) {
  const Ledger ledger =
      ledger_of("The leader of the council, Simon Dray, said: “The ferry is late again.”");
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 1U);
  BOOST_TEST(ledger.rows[0].role.value_or("-") == "the leader of the council");
}

BOOST_AUTO_TEST_CASE(rivals_come_likeliest_first) {
  const Ledger ledger = ledger_of(
      "Marta Quill met Jonas Alder, Ida Brandt and Lena Hofstad at the quay. Ida Brandt "
      "waved.\n\n“We wait,” she said.\n",
      true);
  const auto& rivals = ledger.rows.at(0).rivals;
  for (std::size_t i = 1; i < rivals.size(); ++i)
    BOOST_TEST(rivals[i - 1].score >= rivals[i].score);
}

BOOST_AUTO_TEST_CASE(paragraphs_go_on_with_an_utterance) {
  BOOST_TEST(utterances("“The ferry is late.\n\n“We wait.”\n\n“Why?” asked Simon Dray.") ==
             (Strings{"u1", "u1", "u2"}));
}

BOOST_AUTO_TEST_CASE(a_nested_quote_is_its_own_utterance) {
  BOOST_TEST(utterances("“He said, ‘Wait,’ and left,” said Marta Quill.") == (Strings{"u1", "u2"}));
}

BOOST_AUTO_TEST_CASE(flags_tell_the_form) {
  BOOST_TEST(flags("Marta Quill said, “We wait.\n\nNobody moved.") == Strings{"unclosed"});
  BOOST_TEST(flags("“He said, ‘Wait,’ and left,” said Marta Quill.", 1) == Strings{"nested"});
  BOOST_TEST(flags("“The ferry is late.\n\n“We wait.”", 1) == Strings{"continued"});
  BOOST_TEST(flags("Council Calls Harbour Bridge ‘Dangerous Ruin’") == Strings{"headline"});
  BOOST_TEST(flags("“We wait,” said Marta Quill.") == Strings{});
}

BOOST_AUTO_TEST_CASE(speakers_are_numbered_as_they_come) {
  const Ledger ledger = ledger_of(
      "Lena Hofstad waited. “Go,” said Tobias Renner. “Now?” asked Lena Hofstad. "
      "“Now,” said Tobias Renner.");
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 3U);
  BOOST_TEST(ledger.rows[0].speaker_id.value_or("-") == "s1");
  BOOST_TEST(ledger.rows[1].speaker_id.value_or("-") == "s2");
  BOOST_TEST(ledger.rows[2].speaker_id.value_or("-") == "s1");
  BOOST_REQUIRE_EQUAL(ledger.speakers.size(), 2U);
  BOOST_TEST(ledger.speakers[0].name == "Tobias Renner");
  BOOST_TEST(ledger.document == "t.txt");
}

BOOST_AUTO_TEST_CASE(places_are_code_points_bytes_and_lines) {
  const Ledger ledger = ledger_of("Été.\r\n\r\n“Oui,” said Marta Quill.");
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 1U);
  const Row& row = ledger.rows[0];
  BOOST_TEST(row.start == 8U);
  BOOST_TEST(row.end == 14U);
  BOOST_TEST(row.byte_start == 10U);
  BOOST_TEST(row.byte_end == 20U);
  BOOST_TEST(row.line == 3U);
  BOOST_TEST(row.mention_start.value_or(0) == 20U);
  BOOST_TEST(row.mention_end.value_or(0) == 31U);
  BOOST_TEST(row.language == "en");
}

BOOST_AUTO_TEST_CASE(context_is_the_sentences_around) {
  const Ledger ledger = ledger_of("One left. Two left. “Wait.” Three left. Four left.\n\nFive.");
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 1U);
  BOOST_TEST(ledger.rows[0].context == "Two left. “Wait.” Three left. ");
}

BOOST_AUTO_TEST_CASE(explaining_tells_the_way) {
  const Ledger ledger = ledger_of("“We wait,” said Marta Quill.", true);
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 1U);
  BOOST_REQUIRE(!ledger.rows[0].chain.empty());
  BOOST_TEST(ledger.rows[0].chain[0] ==
             "The rule en.behind.verb-subject names “Marta Quill” with the cue “said”.");
  BOOST_TEST(ledger_of("“We wait,” said Marta Quill.").rows[0].chain.empty());
}

BOOST_AUTO_TEST_CASE(rivals_have_their_places) {
  const std::string text =
      "Marta Quill met Jonas Alder and Ida Brandt at the quay. He left at once.\n\n“We wait,” she "
      "said.\n";
  const Ledger ledger = ledger_of(text, true);
  BOOST_REQUIRE_EQUAL(ledger.rows.size(), 1U);
  BOOST_REQUIRE(!ledger.rows[0].rivals.empty());
  for (const Rival& rival : ledger.rows[0].rivals) {
    BOOST_REQUIRE(rival.start.has_value());
    BOOST_REQUIRE(rival.end.has_value());
    BOOST_TEST(text.substr(*rival.start, *rival.end - *rival.start) == rival.speaker);
  }
}

// What the contexts of all quotes hold together grows as the text does, not as its square.
BOOST_AUTO_TEST_CASE(a_sentence_of_many_quotes_is_not_told_with_each) {
  for (const std::string piece : {"“a”", "“a” ", "“b ‘c’ ‘d’ ‘e’ ‘f’” "}) {
    std::string text;
    while (text.size() < 60000) text += piece;
    std::size_t contexts = 0;
    for (const Row& row : ledger_of(text).rows) {
      BOOST_REQUIRE(row.context.find(row.quote) != std::string::npos);
      contexts += row.context.size();
    }
    BOOST_TEST(contexts > text.size());
    BOOST_TEST(contexts < 70 * text.size(), piece);
  }
  // All of a sentence, where there are not so many.
  BOOST_TEST(ledger_of("Ana spoke of “one”, “two”, “three” and “four” boats.").rows[3].context ==
             "Ana spoke of “one”, “two”, “three” and “four” boats.");
}

BOOST_AUTO_TEST_SUITE_END()
