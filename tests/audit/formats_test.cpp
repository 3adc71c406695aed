// Golden outputs: samples/audit/expected.FORMAT. Run with QUOTELEDGER_UPDATE=1 in the environment to write them anew.
#include <cstdlib>
#include <iterator>
#include <nlohmann/json.hpp>

#include "audit/helpers.h"
#include "quoteledger/write/audit_writer.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(formats)

using namespace audit_tests;

namespace {

const std::string kSamples = std::string(QUOTELEDGER_SOURCE_DIR) + "/samples/audit/";

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string written(quoteledger::AuditFormat format) {
  const auto inputs = quoteledger::read_ledger("quotes.csv", read(kSamples + "quotes.csv"));
  BOOST_REQUIRE(inputs);
  auto auditor = quoteledger::Auditor::open({kSamples + "sources"}, options());
  BOOST_REQUIRE(auditor);
  auto findings = (*auditor)->audit(inputs->rows);
  // Paths as they are from the samples' folder, wherever that is.
  const auto shorten = [](quoteledger::Place& place) { place.source.erase(0, kSamples.size()); };
  for (auto& finding : findings) {
    for (auto& place : finding.places) shorten(place);
    if (finding.closest) shorten(*finding.closest);
  }
  std::string out;
  const auto writer = quoteledger::make_audit_writer(format, {});
  writer->begin(out);
  for (std::size_t i = 0; i < findings.size(); ++i)
    writer->finding(inputs->rows[i], findings[i], out);
  writer->end(quoteledger::count_verdicts(findings), out);
  return out;
}

void check(quoteledger::AuditFormat format, const std::string& name) {
  const std::string got = written(format);
  if (std::getenv("QUOTELEDGER_UPDATE") != nullptr)
    std::ofstream(kSamples + name, std::ios::binary) << got;
  BOOST_TEST(got == read(kSamples + name), name << " differs");
}

}  // namespace

BOOST_AUTO_TEST_CASE(table) { check(quoteledger::AuditFormat::kTable, "expected.table"); }
BOOST_AUTO_TEST_CASE(csv) { check(quoteledger::AuditFormat::kCsv, "expected.csv"); }

BOOST_AUTO_TEST_CASE(jsonl) {
  check(quoteledger::AuditFormat::kJsonl, "expected.jsonl");
  const std::string text = written(quoteledger::AuditFormat::kJsonl);
  const auto first = nlohmann::json::parse(text.substr(0, text.find('\n')));
  for (const char* key : {"quote", "speaker", "flags", "verdict", "places", "edits", "closest"})
    BOOST_TEST(first.contains(key), key);
  for (const char* key :
       {"source", "start", "end", "byte_start", "byte_end", "line", "time", "speaker"}) {
    BOOST_TEST(first["places"][0].contains(key), key);
  }
}

BOOST_AUTO_TEST_CASE(sarif) {
  check(quoteledger::AuditFormat::kSarif, "expected.sarif");
  const auto log = nlohmann::json::parse(written(quoteledger::AuditFormat::kSarif));
  BOOST_TEST(log["version"] == "2.1.0");
  const auto& run = log["runs"][0];
  for (const auto& result : run["results"]) {
    BOOST_TEST(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"] ==
               result["ruleId"]);
    // A ledger made by hand tells no place in a document: its own row is the place.
    const auto& own = result["locations"][0]["physicalLocation"];
    BOOST_TEST(own["artifactLocation"]["uri"] == "quotes.csv");
    BOOST_TEST(own["region"]["startLine"].get<int>() >= 2);
    for (const auto& related : result.value("relatedLocations", nlohmann::json::array())) {
      const auto& region = related["physicalLocation"]["region"];
      for (const char* key : {"startLine", "startColumn", "endLine", "endColumn", "charOffset",
                              "charLength", "byteOffset", "byteLength", "snippet"})
        BOOST_TEST(region.contains(key), key);
    }
  }
}

BOOST_AUTO_TEST_CASE(sarif_tells_where_in_a_document) {
  const Folder folder;
  folder.write("story.txt", "It began.\n“The ferry runs ten times,” he said.\n");
  folder.write("source.txt", "Well:\n\nÉ. The ferry runs six times a\nday.\n");
  auto row = input("“The ferry runs ten times,”");
  row.row.document = folder.path("story.txt");
  row.row.line = 2;
  row.row.start = 10;
  row.row.end = 37;
  row.row.byte_start = 10;
  row.row.byte_end = 41;
  std::vector<quoteledger::AuditInput> rows = {row};
  quoteledger::find_regions(rows);
  auto auditor = quoteledger::Auditor::open({folder.path("source.txt")}, options());
  BOOST_REQUIRE(auditor);
  const auto findings = (*auditor)->audit(rows);
  std::string out;
  const auto writer = quoteledger::make_audit_writer(quoteledger::AuditFormat::kSarif, {});
  writer->begin(out);
  writer->finding(rows[0], findings[0], out);
  writer->end(quoteledger::count_verdicts(findings), out);
  const auto result = nlohmann::json::parse(out)["runs"][0]["results"][0];
  const auto numbers = [](const nlohmann::json& region) {
    std::string text;
    for (const char* key : {"startLine", "startColumn", "endLine", "endColumn", "charOffset",
                            "charLength", "byteOffset", "byteLength"})
      text += region[key].dump() + " ";
    return text;
  };
  BOOST_TEST(numbers(result["locations"][0]["physicalLocation"]["region"]) ==
             "2 1 2 28 10 27 10 31 ");
  BOOST_TEST(numbers(result["relatedLocations"][0]["physicalLocation"]["region"]) ==
             "3 4 3 28 10 24 11 24 ");
}

BOOST_AUTO_TEST_CASE(numbers_that_the_ledger_does_not_tell_are_null) {
  const std::string text = written(quoteledger::AuditFormat::kJsonl);
  const auto first = nlohmann::json::parse(text.substr(0, text.find('\n')));
  for (const char* key : {"start", "end", "byte_start", "byte_end", "line", "confidence"})
    BOOST_TEST(first[key].is_null(), key);
  // An audit of an audit tells each key once.
  const auto again = quoteledger::read_ledger("audit.jsonl", text);
  BOOST_REQUIRE(again);
  auto auditor = quoteledger::Auditor::open({kSamples + "sources"}, options());
  BOOST_REQUIRE(auditor);
  const auto findings = (*auditor)->audit({again->rows[0]});
  std::string out;
  quoteledger::make_audit_writer(quoteledger::AuditFormat::kJsonl, {})
      ->finding(again->rows[0], findings[0], out);
  BOOST_TEST(out.find("\"verdict\"") == out.rfind("\"verdict\""));
}

BOOST_AUTO_TEST_CASE(names_of_formats) {
  BOOST_TEST((quoteledger::find_audit_format("sarif") == quoteledger::AuditFormat::kSarif));
  BOOST_TEST(!quoteledger::find_audit_format("xml").has_value());
  BOOST_TEST((quoteledger::audit_format_of_file("a.SARIF") == quoteledger::AuditFormat::kSarif));
  std::array<std::size_t, quoteledger::kVerdicts> counts{};
  BOOST_TEST(quoteledger::audit_summary(counts) == "0 quotes");
  counts[0] = 2;
  counts[4] = 1;
  BOOST_TEST(quoteledger::audit_summary(counts) == "3 quotes: 2 verbatim, 1 altered");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
