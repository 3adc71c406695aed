#include "quoteledger/audit/index.h"

#include <random>

#include "audit/helpers.h"
#include "quoteledger/audit/words.h"
#include "quoteledger/write/audit_writer.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(index)

using namespace audit_tests;

namespace {

std::vector<std::string> words(const std::string& text) {
  const std::array<quoteledger::Span, 1> all = {
      quoteledger::Span{0, static_cast<std::uint32_t>(text.size())}};
  quoteledger::audit_detail::WordReader reader(text, all);
  quoteledger::audit_detail::Word word;
  std::vector<std::string> out;
  while (reader.next(word)) {
    out.push_back(quoteledger::audit_detail::folded_word(text, all, word.span));
    BOOST_TEST(quoteledger::audit_detail::hash_of(out.back()) == word.hash, out.back());
    // Read from its own start, a word is the same.
    quoteledger::audit_detail::WordReader again(text, all, word.span.begin);
    quoteledger::audit_detail::Word same;
    BOOST_TEST(again.next(same));
    BOOST_TEST(same.hash == word.hash);
    BOOST_TEST((same.span == word.span));
  }
  return out;
}

using Words = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(words_are_folded) {
  BOOST_TEST(words("Don’t STOP the o\uFB03ce, caf\u00E9 Cafe\u0301!") ==
                 (Words{"don't", "stop", "the", "office", "café", "café"}),
             boost::test_tools::per_element());
  BOOST_TEST(words("win\u00ADter be-\nfore be-\r\n  fore well-known") ==
                 (Words{"winter", "before", "before", "well", "known"}),
             boost::test_tools::per_element());
  BOOST_TEST(words("4.21 1,000,000 4,12 $5 7% 2015-16 5. 3,14") ==
                 (Words{"4.21", "1000000", "4,12", "$", "5", "7", "%", "2015", "16", "5", "3,14"}),
             boost::test_tools::per_element());
  BOOST_TEST(
      words("rock ’n’ roll dogs' 'em Ａｂ") == (Words{"rock", "n", "roll", "dogs", "em", "ab"}),
      boost::test_tools::per_element());
  BOOST_TEST(words("東京 straße") == (Words{"東", "京", "strasse"}),
             boost::test_tools::per_element());
  BOOST_TEST(words("-\n--\n'\xE2\x80").empty());
}

BOOST_AUTO_TEST_CASE(an_index_is_kept_and_used_again) {
  const Folder sources;
  const Folder kept;
  sources.write("one.txt", "The ferry runs six times a day in summer.\n");
  sources.write("deep/two.md", "It runs twice a day in winter, when the ice lets it.\n");
  sources.write("picture.png", "no text");
  quoteledger::AuditOptions with = options();
  with.index_file = kept.path("index");
  const auto quotes = std::vector{input("“runs six times a day”"),
                                  input("“runs twice a day in winter”"), input("“ferry”")};
  {
    auto auditor = quoteledger::Auditor::open({sources.path()}, with);
    BOOST_REQUIRE(auditor);
    BOOST_TEST(!(*auditor)->report().reused);
    BOOST_TEST((*auditor)->report().sources == 2U);
  }
  {
    auto auditor = quoteledger::Auditor::open({sources.path()}, with);
    BOOST_REQUIRE(auditor);
    BOOST_TEST((*auditor)->report().reused);
    for (const auto& finding : (*auditor)->audit(quotes))
      BOOST_TEST(verdict_name(finding.verdict) == "verbatim");
  }
  sources.write("one.txt", "The ferry runs ten times a day in summer.\n");  // of the same size
  {
    auto auditor = quoteledger::Auditor::open({sources.path()}, with);
    BOOST_REQUIRE(auditor);
    BOOST_TEST(!(*auditor)->report().reused);
    BOOST_TEST((*auditor)->report().changed.size() == 1U);
    BOOST_TEST(verdict_name((*auditor)->audit(quotes)[0].verdict) != "verbatim");
  }
  // Of the same size, and with the time that it had: only what the file system keeps for itself tells.
  const auto time = fs::last_write_time(sources.path("one.txt"));
  sources.write("one.txt", "The ferry runs six times a day in summer.\n");
  fs::last_write_time(sources.path("one.txt"), time);
  {
    auto auditor = quoteledger::Auditor::open({sources.path()}, with);
    BOOST_REQUIRE(auditor);
    BOOST_TEST((*auditor)->report().changed.size() == 1U);
    for (const auto& finding : (*auditor)->audit(quotes))
      BOOST_TEST(verdict_name(finding.verdict) == "verbatim");
  }
  sources.write("three.txt", "A third source.\n");
  BOOST_TEST(!(*quoteledger::Auditor::open({sources.path()}, with))->report().reused);
  // What is no index stays as it is: the name may be a mistake.
  kept.write("index", "this is no index");
  const auto refused = quoteledger::Auditor::open({sources.path()}, with);
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().message == "is there already and is no index; it is left as it is");
  kept.write("index", "");
  BOOST_TEST(!(*quoteledger::Auditor::open({sources.path()}, with))->report().reused);
  BOOST_TEST((*quoteledger::Auditor::open({sources.path()}, with))->report().reused);
}

// What is kept of an index and what is read anew go together.
BOOST_AUTO_TEST_CASE(an_index_is_brought_up_to_date) {
  const Folder sources;
  const Folder kept;
  quoteledger::AuditOptions with = options();
  with.index_file = kept.path("index");
  const auto write = [&](int i, const std::string& thing) {
    sources.write(
        "s" + std::to_string(10 + i) + ".txt",
        "Source " + std::to_string(i) + " says that " + thing + " was seen at the quay.\n");
  };
  for (int i = 0; i < 9; ++i) write(i, "one heron");
  BOOST_REQUIRE(quoteledger::Auditor::open({sources.path()}, with));
  write(4, "one otter");
  write(9, "one seal");
  fs::remove(sources.path("s12.txt"));
  auto updated = quoteledger::Auditor::open({sources.path()}, with);
  BOOST_REQUIRE(updated);
  BOOST_TEST((*updated)->report().changed.size() == 3U);
  auto fresh = quoteledger::Auditor::open({sources.path()}, options());
  auto again = quoteledger::Auditor::open({sources.path()}, with);
  BOOST_REQUIRE(fresh);
  BOOST_REQUIRE(again);
  BOOST_TEST((*again)->report().reused);
  const auto quotes = std::vector{
      input("“says that one heron was seen”"), input("“that one otter was seen”"),
      input("“one seal was seen at the quay”"), input("“Source 2 says that”"), input("“otter”")};
  const auto expected = (*fresh)->audit(quotes);
  BOOST_TEST(expected[0].places.size() == 7U);
  for (auto* auditor : {&*updated, &*again}) {
    const auto got = (*auditor)->audit(quotes);
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      BOOST_TEST((got[i].verdict == expected[i].verdict));
      BOOST_REQUIRE(got[i].places.size() == expected[i].places.size());
      for (std::size_t k = 0; k < got[i].places.size(); ++k) {
        BOOST_TEST(got[i].places[k].source == expected[i].places[k].source);
        BOOST_TEST(got[i].places[k].start == expected[i].places[k].start);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_source_that_changes_under_our_hands_is_told) {
  const Folder sources;
  const Folder kept;
  sources.write("one.txt", "The ferry runs six times a day in summer.\n");
  quoteledger::AuditOptions with = options();
  with.index_file = kept.path("index");
  BOOST_REQUIRE(quoteledger::Auditor::open({sources.path()}, with));
  auto auditor = quoteledger::Auditor::open({sources.path()}, with);
  BOOST_REQUIRE(auditor);
  // Where the index looked at the bytes, it has them; a second run has not.
  sources.write("one.txt", "The ferry runs ten times a day in summer.\n");
  const auto finding = (*auditor)->audit({input("“The ferry runs six times a day”")})[0];
  const bool told = !(*auditor)->late_errors().empty();
  BOOST_TEST((told || verdict_name(finding.verdict) == "verbatim"));
}

BOOST_AUTO_TEST_CASE(a_source_without_words_is_none) {
  const Folder sources;
  sources.write("one.txt", "The ferry runs six times a day in summer.\n");
  sources.write("two.txt", "");
  sources.write("three.txt", " … \n");
  auto auditor = quoteledger::Auditor::open({sources.path()}, options());
  BOOST_REQUIRE(auditor);
  BOOST_TEST((*auditor)->report().sources == 1U);
  BOOST_TEST((*auditor)->report().empty.size() == 2U);
}

namespace {

// All that an audit says, as JSON lines.
std::string told(const std::vector<quoteledger::AuditInput>& quotes, const std::string& folder,
                 std::size_t jobs) {
  quoteledger::AuditOptions with = options();
  with.jobs = jobs;
  auto auditor = quoteledger::Auditor::open({folder}, with);
  BOOST_REQUIRE(auditor);
  const auto findings = (*auditor)->audit(quotes);
  const auto writer = quoteledger::make_audit_writer(quoteledger::AuditFormat::kJsonl, {});
  std::string out;
  for (std::size_t i = 0; i < quotes.size(); ++i) writer->finding(quotes[i], findings[i], out);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(threads_change_nothing) {
  const Folder folder;
  std::mt19937 random(7);
  constexpr std::string_view kWords[] = {"the",  "ferry", "runs",  "not", "six", "times", "a",
                                         "day",  "in",    "every", "of",  "and", "two",   "boats",
                                         "went", "to",    "may",   "she", "he",  "Brandt"};
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) {
    std::string text;
    // Enough words for several threads to sort.
    for (int k = 0; k < 5000; ++k) {
      text += kWords[random() % std::size(kWords)];
      text += k % 11 == 0 ? ".\n" : " ";
    }
    folder.write("s" + std::to_string(i) + ".txt", text);
    texts.push_back(std::move(text));
  }
  std::vector<quoteledger::AuditInput> quotes;
  for (int i = 0; i < 300; ++i) {
    const std::string& text = texts[random() % texts.size()];
    const std::size_t begin = text.find(' ', random() % (text.size() / 2));
    std::string quote =
        text.substr(begin + 1, text.find(' ', begin + 2 + random() % 70) - begin - 1);
    if (i % 3 == 0) quote.insert(quote.find(' ') + 1, "never ");
    if (i % 7 == 0) quote += " … " + texts[0].substr(0, 30);
    quotes.push_back(input(quote));
  }
  quotes.push_back(input("“Brandt”"));
  quotes.push_back(input("“an otter swam across in every way”"));
  const std::string one = told(quotes, folder.path(), 1);
  BOOST_TEST((told(quotes, folder.path(), 2) == one));
  BOOST_TEST((told(quotes, folder.path(), 5) == one));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_named) {
  const Folder folder;
  folder.write("one.txt", "There is one source at least.\n");
  auto auditor =
      quoteledger::Auditor::open({folder.path("one.txt"), folder.path("missing.txt")}, options());
  BOOST_REQUIRE(auditor);
  BOOST_TEST((*auditor)->report().errors.size() == 1U);
  BOOST_TEST(verdict_name((*auditor)->audit({input("“one source at least”")})[0].verdict) ==
             "verbatim");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
