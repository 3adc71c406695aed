// Quotes and sources that once took a time, or memory, that grew as the square of their size. Nothing is timed here: what
// would come back takes minutes or gigabytes, and the test's time limit sees it.
#include "audit/helpers.h"

BOOST_AUTO_TEST_SUITE(audit_no_square)

using namespace audit_tests;

namespace {

std::string many(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// A source in which words of its own stand, each once.
std::string numbered_words(std::size_t count, std::string_view stem) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out.append(stem).append(std::to_string(i)).append(" ");
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_source_of_few_words) {
  const Folder folder;
  folder.write("a.txt", many("the harbour ", 300000));
  auto auditor = quoteledger::Auditor::open({folder.path()}, options());
  BOOST_REQUIRE(auditor);
  std::vector<quoteledger::AuditInput> inputs;
  for (int i = 0; i < 20; ++i) {
    inputs.push_back(input(many("the harbour ", 20)));
    inputs.push_back(input(many("the harbour ", 10) + "is " + many("the harbour ", 10)));
  }
  const auto findings = (*auditor)->audit(inputs);
  BOOST_TEST(verdict_name(findings[0].verdict) == "verbatim");
  BOOST_TEST(has(findings[0].flags, "ambiguous"));
  BOOST_TEST(findings[0].places.size() == 20U);
  BOOST_TEST(verdict_name(findings[1].verdict) == "altered");
}

BOOST_AUTO_TEST_CASE(quotes_of_many_marks) {
  const std::string source = "We may raise the harbour fee next spring, and nobody will pay more.";
  BOOST_TEST(verdict(source, many("[", 300000)) == "not_found");
  BOOST_TEST(verdict(source, many("[a", 300000)) == "not_found");
  BOOST_TEST(verdict(source, many("… ", 200000)) == "not_found");
  BOOST_TEST(verdict(source, many("boat … ", 50000)) == "not_found");
  BOOST_TEST(verdict(source, many("[boat] ", 50000)) == "not_found");
  BOOST_TEST(verdict(source, "We may raise … … … … … … … … … … … … next spring") == "elided");
}

BOOST_AUTO_TEST_CASE(thousands_of_lost_words_around_what_is_found) {
  const std::string known = "we may raise the harbour fee next spring";
  const std::string source =
      numbered_words(30000, "there") + known + " " + numbered_words(30000, "here");
  const std::string lost = numbered_words(30000, "lost");
  const std::string behind = " " + lost;
  for (const std::string& quote : {lost + known, known + behind, lost + known + behind}) {
    const auto finding = checked(source, quote);
    BOOST_TEST(verdict_name(finding.verdict) == "not_found");
    BOOST_REQUIRE(finding.closest);
    BOOST_TEST(finding.closest->text.find("harbour fee") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(tags_that_never_close) {
  for (const std::string piece : {"<", "{\\", "<{\\", "< ", "<1 ", "<1:1 "}) {
    const auto finding =
        checked("WEBVTT\n\n00:01.000 --> 00:02.000\n" + many(piece, 300000) + " the harbour fee\n",
                "the harbour fee", "", "a.vtt");
    BOOST_TEST(verdict_name(finding.verdict) == "verbatim");
  }
  for (const std::string piece : {"< ", "<1 ", "<1:1 "}) {
    const auto finding = checked(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + many(piece, 300000) + " the harbour fee > 7\n",
        "the harbour fee", "", "a.vtt");
    BOOST_TEST(verdict_name(finding.verdict) == "verbatim");
  }
  // One that closes on another line does not close here.
  BOOST_TEST(
      verdict_name(checked("WEBVTT\n\n00:01.000 --> 00:02.000\na < b and\nc > d <i>too</i>\n",
                           "a b and c d too", "", "a.vtt")
                       .verdict) == "verbatim_typography");
}

// What is left out at an ellipsis may be the whole book.
BOOST_AUTO_TEST_CASE(an_ellipsis_over_the_whole_source) {
  const std::string source = "We may raise the harbour fee. " + numbered_words(100000, "there") +
                             "Nobody in this town will pay more.";
  const auto finding =
      checked(source, "We may raise the harbour fee … Nobody in this town will pay more.");
  BOOST_TEST(verdict_name(finding.verdict) == "elided");
  BOOST_REQUIRE_EQUAL(finding.edits.size(), 1U);
  BOOST_TEST(finding.edits[0].from.size() <= 403U);
  BOOST_TEST(finding.edits[0].from.starts_with("there0 there1 "));
  BOOST_TEST(finding.edits[0].end > 1000000U);
  BOOST_TEST(has(finding.flags, "elision_long"));
}

// Parts of an utterance that stand at the two ends of a book, and turns without end.
BOOST_AUTO_TEST_CASE(gaps_and_turns_over_the_whole_source) {
  const Folder folder;
  folder.write("a.txt", "MR. ROTH: We will pay for it, " + numbered_words(200000, "there") + "\n" +
                            many("MR. ROTH: Yes, we say so.\nMS. HOLM: No, we do not.\n", 50000) +
                            "MS. HOLM: and nobody else here will.\n");
  auto auditor = quoteledger::Auditor::open({folder.path()}, options());
  BOOST_REQUIRE(auditor);
  std::vector<quoteledger::AuditInput> inputs;
  for (int i = 0; i < 2000; ++i) {
    inputs.push_back(input("“We will pay for it,”", "Jan Roth"));
    inputs.push_back(input("“and nobody else here will.”", "Jan Roth"));
    inputs[inputs.size() - 2].row.utterance = "u" + std::to_string(i);
    inputs.back().row.utterance = "u" + std::to_string(i);
  }
  inputs.push_back(input(many("Yes, we say so. No, we do not. ", 50000), "Jan Roth"));
  const auto findings = (*auditor)->audit(inputs);
  BOOST_TEST(has(findings[1].flags, "cue_gap"));
  BOOST_TEST(verdict_name(findings.back().verdict) == "misattributed");
  BOOST_TEST(has(findings.back().flags, "several_speakers"));
}

BOOST_AUTO_TEST_CASE(ledgers_that_nest) {
  const std::string deep = many("[", 300000) + many("]", 300000);
  const auto lines = quoteledger::read_ledger(
      "l.jsonl", "{\"quote\": \"a\"}\n{\"quote\": \"a\", \"x\": " + deep + "}\n");
  BOOST_REQUIRE(lines.has_value());
  BOOST_TEST(lines->rows.size() == 1U);
  BOOST_REQUIRE(lines->errors.size() == 1U);
  BOOST_TEST(lines->errors[0].text() == "l.jsonl:2: nests too deeply to be a ledger's row");
  BOOST_TEST(!quoteledger::read_ledger("l.json", deep).has_value());
  BOOST_TEST(!quoteledger::read_ledger("l.json", many("{\"a\":", 300000)).has_value());
  const auto fine =
      quoteledger::read_ledger("l.jsonl", "{\"quote\": \"[\\\"[[\", \"x\": [[1], {}]}\n");
  BOOST_REQUIRE(fine.has_value());
  BOOST_TEST(fine->rows.front().row.quote == "[\"[[");
}

BOOST_AUTO_TEST_SUITE_END()
