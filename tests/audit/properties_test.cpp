// What must hold for any quote and any source, tried on random ones with a fixed seed.
#include <random>

#include "audit/helpers.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(properties)

using namespace audit_tests;

namespace {

constexpr std::string_view kBits[] = {
    "the ",      "river ",    "not ",
    "[",         "]",         "…",
    "... ",      ". ",        "\n",
    "-\n",       "\r\n",      "’",
    "'",         "é",         "e\u0301",
    "\uFB01",    "\u00AD",    "4,000 ",
    "4.21 ",     "$5 ",       "1\n00:00:01,000 --> 00:00:02,000\n",
    "HOST: ",    "<v Ana>",   "</v>",
    "\xE2\x80",  "“",         "”",
    "東",        "U.S. ",     "well-known ",
    "will ",     "may ",      "one ",
    "two ",      "she ",      "he ",
    "walk[ed] ", "(...)",     "&amp;",
    "&#39;",     "&#x2019;s "};

class Maker {
 public:
  std::string text(std::size_t most) {
    std::string out;
    for (std::size_t i = number(most); i > 0; --i) out += kBits[number(std::size(kBits))];
    return out;
  }
  std::size_t number(std::size_t below) { return below == 0 ? 0 : random_() % below; }

 private:
  std::mt19937 random_{20};
};

}  // namespace

BOOST_AUTO_TEST_CASE(places_and_edits_are_inside_their_texts) {
  Maker maker;
  for (int round = 0; round < 40; ++round) {
    const Folder folder;
    std::string source = maker.text(150);
    if (round % 3 == 0) source = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + source;
    folder.write(round % 2 == 0 ? "a.txt" : "a.srt", source);
    auto auditor = quoteledger::Auditor::open({folder.path()}, options());
    BOOST_REQUIRE(auditor);
    std::vector<quoteledger::AuditInput> inputs;
    for (int i = 0; i < 20; ++i) {
      std::string quote = i % 2 == 0 ? maker.text(20)
                                     : source.substr(maker.number(source.size()), maker.number(90));
      if (i % 4 == 1) quote.insert(maker.number(quote.size()), maker.text(2));
      inputs.push_back(input(quote, i % 3 == 0 ? "Ana Ruiz" : ""));
    }
    for (const auto& finding : (*auditor)->audit(inputs)) {
      const bool found = finding.verdict != quoteledger::Verdict::kNotFound;
      BOOST_REQUIRE_EQUAL(found, !finding.places.empty());
      for (const auto& place : finding.places) {
        BOOST_REQUIRE(place.start < place.end);
        BOOST_REQUIRE(place.byte_start < place.byte_end && place.byte_end <= source.size());
        BOOST_REQUIRE(place.line > 0);
      }
      for (const auto& edit : finding.edits) {
        BOOST_REQUIRE(edit.start <= edit.end);
        BOOST_REQUIRE(edit.quote_begin <= edit.quote_end && edit.quote_end <= finding.text.size());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_slice_of_a_source_is_verbatim) {
  const std::string source =
      "The ferry’s timetable—new since May—is hung up at the quay. “Six crossings,” it says, “and "
      "none on Sundays.” "
      "Nobody on the 4.21 boat had read it; most of them do not read timetables at all.";
  const Folder folder;
  folder.write("a.txt", source);
  auto auditor = quoteledger::Auditor::open({folder.path()}, options());
  BOOST_REQUIRE(auditor);
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (i == 0 || source[i - 1] == ' ') starts.push_back(i);
  }
  std::vector<quoteledger::AuditInput> inputs;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    for (std::size_t k = i + 3; k < starts.size(); ++k) {
      const std::string part = source.substr(starts[i], starts[k] - starts[i] - 1);
      if (part.find("“") == std::string::npos && part.find("”") == std::string::npos)
        inputs.push_back(input(part));
    }
  }
  const auto findings = (*auditor)->audit(inputs);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    BOOST_TEST(verdict_name(findings[i].verdict) == "verbatim", inputs[i].row.quote);
    BOOST_TEST(findings[i].places.at(0).text == inputs[i].row.quote);
  }
}

BOOST_AUTO_TEST_CASE(brackets_behind_an_apostrophe_come_to_an_end) {
  BOOST_TEST(verdict("The river is wide.", "the ’[a]b river is wide") != "");
  BOOST_TEST(verdict("The river is wide.", "'[") == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
