#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "quoteledger/ledger/select.h"
#include "quoteledger/ledger/speakers.h"
#include "quoteledger/ledger/utterances.h"

using namespace quoteledger;
using Strings = std::vector<std::string>;

namespace {

Row row(std::string id, std::string utterance, std::string quote, std::uint32_t start) {
  Row made;
  made.id = std::move(id);
  made.utterance = std::move(utterance);
  made.quote = std::move(quote);
  made.start = start;
  made.end = start + 10;
  made.byte_start = start + 100;
  made.byte_end = start + 112;
  made.line = start;
  made.kind = "direct";
  made.confidence = 0.9;
  made.context = "one";
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ledger)

BOOST_AUTO_TEST_CASE(rows_of_an_utterance_become_one) {
  Ledger ledger;
  ledger.rows = {row("q1", "u1", "“We leave,”", 10), row("q2", "u2", "“Why?”", 40),
                 row("q3", "u1", "“at dawn.”", 70), row("q4", "", "“a”", 90),
                 row("q5", "", "“b”", 95)};
  ledger.rows[0].kind = "term";
  ledger.rows[0].flags = {"ambiguous"};
  ledger.rows[0].cue = "said";
  ledger.rows[2].flags = {"ambiguous", "continued"};
  ledger.rows[2].speaker = "Ingrid Vass";
  ledger.rows[2].speaker_id = "s4";
  ledger.rows[2].mention = "she";
  ledger.rows[2].mention_start = 5;
  ledger.rows[2].mention_end = 8;
  ledger.rows[2].cue = "added";
  ledger.rows[2].confidence = 0.7;
  ledger.rows[2].context = "two";
  merge_utterances(ledger);
  BOOST_REQUIRE(ledger.rows.size() == 4U);
  const Row& first = ledger.rows[0];
  BOOST_TEST(first.id == "q1");
  BOOST_TEST(first.quote == "“We leave,” “at dawn.”");
  BOOST_TEST(first.start == 10U);
  BOOST_TEST(first.end == 80U);
  BOOST_TEST(first.byte_start == 110U);
  BOOST_TEST(first.byte_end == 182U);
  BOOST_TEST(first.kind == "direct");
  BOOST_TEST(*first.speaker == "Ingrid Vass");
  BOOST_TEST(*first.speaker_id == "s4");
  BOOST_TEST(*first.mention == "she");
  BOOST_TEST(*first.mention_end == 8U);
  BOOST_TEST(*first.cue == "said");
  BOOST_TEST(first.confidence == 0.7);
  BOOST_TEST(first.context == "one two");
  BOOST_TEST(first.flags == (Strings{"ambiguous", "continued"}));
  BOOST_TEST(ledger.rows[1].id == "q2");
  BOOST_TEST(ledger.rows[3].id == "q5");
}

BOOST_AUTO_TEST_CASE(low_confidence_loses_the_credit_only) {
  Ledger ledger;
  ledger.rows = {row("q1", "u1", "“a”", 1), row("q2", "u2", "“b”", 20), row("q3", "u3", "“c”", 40)};
  ledger.rows[0].speaker = ledger.rows[1].speaker = "Ingrid Vass";
  ledger.rows[0].speaker_id = "s1";
  ledger.rows[0].role = "harbour master";
  ledger.rows[0].mention = "she";
  ledger.rows[0].confidence = 0.4;
  ledger.rows[1].confidence = 0.5;
  ledger.rows[2].confidence = 0.1;
  withhold_credit(ledger, 0.5);
  BOOST_REQUIRE(ledger.rows.size() == 3U);
  BOOST_TEST(!ledger.rows[0].speaker);
  BOOST_TEST(!ledger.rows[0].speaker_id);
  BOOST_TEST(!ledger.rows[0].role);
  BOOST_TEST(ledger.rows[0].mention.has_value());
  BOOST_TEST(ledger.rows[0].flags == Strings{"low_confidence"});
  BOOST_TEST(ledger.rows[1].speaker.has_value());
  BOOST_TEST(ledger.rows[2].flags == Strings{});
}

BOOST_AUTO_TEST_CASE(kinds_are_kept) {
  Ledger ledger;
  ledger.rows = {row("q1", "u1", "“a”", 1), row("q2", "u2", "“b”", 20)};
  ledger.rows[0].kind = "term";
  keep_kinds(ledger, {"direct", "thought"});
  BOOST_REQUIRE(ledger.rows.size() == 1U);
  BOOST_TEST(ledger.rows[0].id == "q2");
}

BOOST_AUTO_TEST_CASE(words_are_counted) {
  BOOST_TEST(count_words("") == 0U);
  BOOST_TEST(count_words("“We — all 3 of us — can't  wait…”") == 7U);
  BOOST_TEST(count_words("“…”") == 0U);
}

BOOST_AUTO_TEST_CASE(contexts_are_joined_by_place) {
  Ledger ledger;
  ledger.rows = {row("q1", "u1", "“a”", 10), row("q2", "u1", "“b”", 40), row("q3", "u1", "“c”", 70),
                 row("q4", "u1", "“d”", 90)};
  const auto place = [&](std::size_t at, std::string context, std::uint32_t start) {
    ledger.rows[at].context_start = start;
    ledger.rows[at].context_end = start + static_cast<std::uint32_t>(context.size());
    ledger.rows[at].context = std::move(context);
  };
  place(0, "abcdef", 0);
  place(1, "efgh", 4);
  place(2, "fg", 5);
  place(3, "xyz", 20);
  merge_utterances(ledger);
  BOOST_REQUIRE(ledger.rows.size() == 1U);
  BOOST_TEST(ledger.rows[0].context == "abcdefgh xyz");
}

BOOST_AUTO_TEST_CASE(who_is_not_named_is_counted_apart) {
  Ledger ledger;
  ledger.document = "a.txt";
  ledger.rows = {row("q1", "u1", "“one”", 3), row("q2", "u2", "“two”", 5),
                 row("q3", "u3", "“x”", 9)};
  ledger.rows[0].speaker = "he";
  ledger.rows[1].speaker = "It";
  ledger.rows[2].speaker = "Ingrid Vass";
  ledger.rows[2].speaker_id = "s1";
  const auto speakers = summarize_speakers(ledger);
  BOOST_REQUIRE(speakers.size() == 2U);
  BOOST_TEST(speakers[0].name == "Ingrid Vass");
  BOOST_TEST(!speakers[1].known);
  BOOST_TEST(speakers[1].name.empty());
  BOOST_TEST(speakers[1].quotes == 2U);
  SpeakerTotals totals;
  totals.add(speakers);
  totals.add(speakers);
  const auto sums = totals.take();
  BOOST_REQUIRE(sums.size() == 2U);
  BOOST_TEST(!sums[1].known);
  BOOST_TEST(sums[1].quotes == 4U);
  BOOST_TEST(sums[1].documents == 2U);
}

BOOST_AUTO_TEST_CASE(speakers_are_summed) {
  Ledger ledger;
  ledger.document = "a.txt";
  ledger.rows = {row("q1", "u1", "“one”", 3), row("q2", "u2", "“two words”", 5),
                 row("q3", "u3", "“three”", 9), row("q4", "u4", "“nobody”", 11)};
  ledger.rows[0].speaker = "Tomas Okoro";
  ledger.rows[0].speaker_id = "s2";
  for (int i : {1, 2}) {
    ledger.rows[i].speaker = "Ingrid Vass";
    ledger.rows[i].speaker_id = "s1";
  }
  ledger.speakers = {{"s1", "Ingrid Vass", {"Vass", "Ingrid Vass"}, "female", {}},
                     {"s9", "Unheard", {}, "unknown", {}}};
  const auto speakers = summarize_speakers(ledger);
  BOOST_REQUIRE(speakers.size() == 2U);
  BOOST_TEST(speakers[0].name == "Ingrid Vass");
  BOOST_TEST(speakers[0].aliases == Strings{"Vass"});
  BOOST_TEST(speakers[0].quotes == 2U);
  BOOST_TEST(speakers[0].words == 3U);
  BOOST_TEST(speakers[0].first_line == 5U);
  BOOST_TEST(speakers[0].last_line == 9U);
  BOOST_TEST(speakers[1].name == "Tomas Okoro");

  SpeakerTotals totals;
  totals.add(speakers);
  auto other = speakers;
  other[0].name = "INGRID VASS";
  other[0].last_document = "b.txt";
  other.pop_back();
  totals.add(other);
  const auto sums = totals.take();
  BOOST_REQUIRE(sums.size() == 2U);
  BOOST_TEST(sums[0].name == "Ingrid Vass");
  BOOST_TEST(sums[0].quotes == 4U);
  BOOST_TEST(sums[0].words == 6U);
  BOOST_TEST(sums[0].documents == 2U);
  BOOST_TEST(sums[0].document == "a.txt");
  BOOST_TEST(sums[0].last_document == "b.txt");
  BOOST_TEST(sums[0].aliases == (Strings{"Vass", "INGRID VASS"}));
}

BOOST_AUTO_TEST_SUITE_END()
