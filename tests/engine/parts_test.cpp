// A ledger that comes in parts is the ledger that comes at once; what was decided for one quote is right for the next.
#include <boost/test/unit_test.hpp>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "quoteledger/cue/cue.h"
#include "quoteledger/engine/engine.h"
#include "quoteledger/write/writer.h"
#include "shipped_grammar.h"

using namespace quoteledger;

namespace {

std::string random_text(std::mt19937& random, std::size_t pieces) {
  constexpr std::string_view kPieces[] = {"“a” ",        "“b,” ",   "“Yes.” ", "said Ana Ruiz. ",
                                          "he said ",    "\n\n",    "“a ",     "\"c\" ",
                                          "Lev added: ", "and so ", ". ",      "‘d’ "};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

std::string jsonl(const std::vector<Ledger>& parts) {
  const auto writer = make_writer(Format::kJsonl, {});
  std::string out;
  writer->begin(out);
  for (const Ledger& part : parts) writer->ledger(part, out);
  writer->end(out);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parts)

BOOST_AUTO_TEST_CASE(all_parts_are_the_whole) {
  std::mt19937 random(3);
  for (int round = 0; round < 40; ++round) {
    const std::string text = random_text(random, 1 + random() % 60);
    const auto whole = extract(english(), "t", text, {});
    BOOST_REQUIRE(whole);
    const std::size_t most = 1 + random() % 7;
    auto rest = extract_parts(english(), "t", text, {});
    BOOST_REQUIRE(rest);
    std::vector<Ledger> parts;
    std::vector<std::string> speakers;
    while (!rest->done()) {
      parts.push_back(rest->next(most));
      BOOST_REQUIRE_GT(parts.back().rows.size(), 0U);
      BOOST_REQUIRE_LE(parts.back().rows.size(), most);
      BOOST_REQUIRE_EQUAL(parts.back().document, "t");
      for (const SpeakerEntry& speaker : parts.back().speakers) speakers.push_back(speaker.name);
    }
    BOOST_REQUIRE_EQUAL(jsonl(parts), jsonl({*whole}));
    BOOST_REQUIRE_EQUAL(speakers.size(), whole->speakers.size());
    for (std::size_t i = 0; i < speakers.size(); ++i)
      BOOST_REQUIRE_EQUAL(speakers[i], whole->speakers[i].name);
    BOOST_REQUIRE(rest->next(most).rows.empty());
  }
}

BOOST_AUTO_TEST_CASE(parts_outlive_what_the_thread_does_next) {
  auto first =
      extract_parts(english(), "one", "“We wait,” said Ana Ruiz. “We go,” said Bo Lind.", {});
  BOOST_REQUIRE(first);
  BOOST_REQUIRE_EQUAL(first->next(1).rows.size(), 1U);
  BOOST_REQUIRE(extract(english(), "two", "“No,” said Lev Okoro.", {}));
  LedgerParts moved = *std::move(first);
  const Ledger last = moved.next(std::numeric_limits<std::size_t>::max());
  BOOST_REQUIRE_EQUAL(last.rows.size(), 1U);
  BOOST_TEST(last.rows[0].id == "q2");
  BOOST_TEST(last.rows[0].speaker.value_or("") == "Bo Lind");
}

// A finder remembers what it decided lately: it must decide as one does that has just been made.
BOOST_AUTO_TEST_CASE(a_finder_decides_as_a_fresh_one) {
  std::mt19937 random(9);
  SentenceBreaker breaker("en");
  KnownWords words(english().vocabulary);
  for (int round = 0; round < 60; ++round) {
    const auto document = decode("t", random_text(random, 1 + random() % 50));
    BOOST_REQUIRE(document);
    const std::vector<Stretch> stretches = find_stretches(*document);
    Frames frames(*document, stretches, english(), breaker, words);
    CueFinder finder(frames);
    for (std::uint32_t i = 0; i < stretches.size(); ++i) {
      const QuoteCues one = finder.find(i, {});
      const QuoteCues other = CueFinder(frames).find(i, {});
      BOOST_REQUIRE_EQUAL(one.term, other.term);
      BOOST_REQUIRE_EQUAL(one.form, other.form);
      BOOST_REQUIRE_EQUAL(one.nobody, other.nobody);
      BOOST_REQUIRE_EQUAL(one.nobody_chance, other.nobody_chance);
      BOOST_REQUIRE_EQUAL(one.ambiguous, other.ambiguous);
      BOOST_REQUIRE_EQUAL(one.candidates.size(), other.candidates.size());
      for (std::size_t c = 0; c < one.candidates.size(); ++c) {
        BOOST_REQUIRE_EQUAL(one.candidates[c].rule, other.candidates[c].rule);
        BOOST_REQUIRE(one.candidates[c].mention == other.candidates[c].mention);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
