#include "audit/helpers.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(utterances)

using namespace audit_tests;

namespace {

constexpr std::string_view kSource =
    "I did not have dealings with that company. We will pay the crews, but only in the summer. "
    "Nobody need fear for the boats. The quay is ours.\n";

// The flags of the second of two parts of one utterance.
std::string flags(std::string_view first, std::string_view second, std::string_view other = "u1") {
  const Folder folder;
  folder.write("source.txt", kSource);
  auto auditor = quoteledger::Auditor::open({folder.path()}, options());
  BOOST_REQUIRE(auditor);
  std::vector<quoteledger::AuditInput> rows = {input(first), input(second)};
  rows[0].row.utterance = "u1";
  rows[1].row.utterance = other;
  const auto findings = (*auditor)->audit(rows);
  std::string out;
  for (const std::string& flag : findings[1].flags) out.append(out.empty() ? "" : " ").append(flag);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(words_lost_at_the_cue) {
  BOOST_TEST(flags("“I did,”", "“have dealings with that company.”") ==
             "cue_hides_negation cue_gap");
  BOOST_TEST(flags("“We will pay the crews,”", "“in the summer.”") ==
             "short cue_hides_limiter cue_gap");
  BOOST_TEST(flags("“The quay,”", "“pay the crews, but only in the summer.”") == "cue_gap");
}

BOOST_AUTO_TEST_CASE(fair_splits) {
  BOOST_TEST(flags("“I did not,”", "“have dealings with that company.”") == "");
  BOOST_TEST(flags("“I did not have dealings with that company,”",
                   "“We will pay the crews, but only in the summer.”") == "");
  BOOST_TEST(flags("“I did not have dealings with that company,”", "“The quay is ours.”") == "");
  BOOST_TEST(flags("“I did.”", "“have dealings with that company.”") == "");
  BOOST_TEST(flags("“I did,”", "“have dealings with that company.”", "u2") == "");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
