#include "quoteledger/audit/index.h"
#include "audit/helpers.h"
#include "quoteledger/audit/words.h"

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

BOOST_AUTO_TEST_CASE(threads_change_nothing) {
  const Folder folder;
  for (int i = 0; i < 40; ++i)
    folder.write("s" + std::to_string(i) + ".txt",
                 "Source " + std::to_string(i) + " says one thing twice, or one thing once.\n");
  quoteledger::AuditOptions with = options();
  const auto quotes = std::vector{input("“says one thing twice”"),
                                  input("“Source 17 says one thing”"), input("“one thing”")};
  with.most_places = 100;
  auto one = quoteledger::Auditor::open({folder.path()}, with);
  with.jobs = 4;
  auto four = quoteledger::Auditor::open({folder.path()}, with);
  BOOST_REQUIRE(one);
  BOOST_REQUIRE(four);
  const auto a = (*one)->audit(quotes);
  const auto b = (*four)->audit(quotes);
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    BOOST_TEST(a[i].places.size() == b[i].places.size());
    for (std::size_t k = 0; k < a[i].places.size(); ++k) {
      BOOST_TEST(a[i].places[k].source == b[i].places[k].source);
      BOOST_TEST(a[i].places[k].start == b[i].places[k].start);
    }
  }
  BOOST_TEST(a[0].places.size() == 40U);
  BOOST_TEST(a[1].places.size() == 1U);
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
