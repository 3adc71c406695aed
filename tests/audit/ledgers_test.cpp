#include "audit/helpers.h"
#include "quoteledger/audit/lexicon.h"
#include "quoteledger/audit/names.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(ledgers)

using namespace audit_tests;

BOOST_AUTO_TEST_CASE(hand_made_ledgers) {
  const auto csv = quoteledger::read_ledger(
      "mine.csv",
      "Quote,Speaker,desk\r\n\"“We leave, all of us.”\",Ana Ruiz,metro\r\nWe stay.,,\r\n");
  BOOST_REQUIRE(csv);
  BOOST_TEST(csv->errors.empty());
  BOOST_REQUIRE(csv->rows.size() == 2U);
  const quoteledger::AuditInput& first = csv->rows[0];
  BOOST_TEST(first.row.quote == "“We leave, all of us.”");
  BOOST_TEST(first.row.speaker.value() == "Ana Ruiz");
  BOOST_TEST(first.row.id == "q1");
  BOOST_TEST(first.extra.at(0).value == "metro");
  BOOST_TEST(first.ledger == "mine.csv");
  BOOST_TEST(first.ledger_line == 2U);
  BOOST_TEST(first.unknown.size() == 6U);
  BOOST_TEST(!csv->rows[1].row.speaker.has_value());
  const auto lines = quoteledger::read_ledger("mine.jsonl",
                                              "{\"quote\": \"We stay.\", \"start\": 7, \"flags\": "
                                              "[\"nested\"]}\n\n{\"quote\": \"We go.\"}\n");
  BOOST_REQUIRE(lines);
  BOOST_TEST(lines->rows[0].row.start == 7U);
  BOOST_TEST(lines->rows[0].unknown.size() == 5U);
  BOOST_TEST(lines->rows[0].row.flags.at(0) == "nested");
  BOOST_TEST(lines->rows[1].row.id == "q2");
  BOOST_TEST(lines->rows[1].ledger_line == 3U);
  BOOST_REQUIRE(quoteledger::read_ledger("mine.json", "[{\"quote\": \"We stay.\"}]"));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_ledger_is_refused) {
  const auto text = [](const std::string& name, std::string_view bytes) {
    const auto got = quoteledger::read_ledger(name, bytes);
    return got ? std::string("read") : got.error().text();
  };
  BOOST_TEST(text("a.csv", "") == "a.csv: has no header row");
  BOOST_TEST(text("a.csv", "text,who\nx,y\n") == "a.csv:1: no column is called “quote”");
  BOOST_TEST(text("a.json", "{}") == "a.json: is not a JSON array of objects");
}

BOOST_AUTO_TEST_CASE(a_bad_row_is_told_and_the_others_are_read) {
  const auto told = [](const std::string& name, std::string_view bytes) {
    const auto got = quoteledger::read_ledger(name, bytes);
    BOOST_REQUIRE(got);
    std::string out;
    for (const auto& input : got->rows) out += input.row.id + " " + input.row.quote + "|";
    for (const auto& error : got->errors) out += error.text() + "|";
    return out;
  };
  BOOST_TEST(
      told("a.jsonl", "{\"quote\": \"x\"}\n{\"quote\": }\n{\"text\": 1}\n{\"quote\": \"z\"}\n") ==
      "q1 x|q4 z|a.jsonl:2: not valid JSON|a.jsonl:3: not an object with a text called "
      "“quote”|");
  BOOST_TEST(
      told("a.csv", "quote,desk\nx\nWe go, and stay,metro\n,\n\"open\nz\n\"w\" v\ny,\n") ==
      "q1 x|q4 z|q6 y|a.csv:3: 3 cells, but the header has 2; a cell with a comma needs double "
      "quotes|a.csv:5: text behind the closing double quote of a cell|a.csv:7: text behind the "
      "closing double quote of a cell|");
  BOOST_TEST(told("a.csv", "quote\nx\n\"open\ny\n") ==
             "q1 x|q3 y|a.csv:3: a cell opens with a double quote that is never closed|");
  BOOST_TEST(told("a.csv", "desk,quote\nmetro\nmetro,x\n") == "q2 x|a.csv:2: no cell for “quote”|");
  BOOST_TEST(told("a.json", "[{\"quote\": \"x\"}, 7]") ==
             "q1 x|a.json: entry 2: not an object with a text called “quote”|");
}

BOOST_AUTO_TEST_CASE(regions_are_those_of_the_document) {
  const Folder folder;
  folder.write("story.txt", "Häfen.\r\n“We go\nat dawn,” she said.\n");
  std::vector<quoteledger::AuditInput> rows = {input("“We go\nat dawn,”"), input("“We stay,”")};
  for (auto& row : rows) {
    row.row.document = folder.path("story.txt");
    row.row.start = 8;
    row.row.end = 24;
  }
  quoteledger::find_regions(rows);
  BOOST_REQUIRE(rows[0].region.has_value());
  BOOST_TEST(rows[0].region->line == 2U);
  BOOST_TEST(rows[0].region->column == 1U);
  BOOST_TEST(rows[0].region->line_end == 3U);
  BOOST_TEST(rows[0].region->column_end == 10U);
  BOOST_TEST(!rows[1].region.has_value());
}

// Spreadsheets save in the charsets of their makers; what comes out is UTF-8, also of bytes that mean nothing.
BOOST_AUTO_TEST_CASE(ledgers_in_other_charsets) {
  const std::string bom("\xFF\xFE", 2);
  std::string wide = bom;
  for (const char c : std::string("quote\n\"we leave\"\n")) wide.append({c, '\0'});
  const auto utf16 = quoteledger::read_ledger("a.csv", wide);
  BOOST_REQUIRE(utf16);
  BOOST_TEST(utf16->rows.at(0).row.quote == "we leave");
  const auto western = quoteledger::read_ledger("a.csv", "quote\n\x93we leave\x94\n");
  BOOST_REQUIRE(western);
  BOOST_TEST(western->rows.at(0).row.quote == "“we leave”");
  const auto damaged = quoteledger::read_ledger("a.csv", "quote\n“we” “leave” \xE2\x80\n");
  BOOST_REQUIRE(damaged);
  BOOST_TEST(damaged->rows.at(0).row.quote == "“we” “leave” \xEF\xBF\xBD");
}

// Parts of a character are no punctuation that may be the same.
BOOST_AUTO_TEST_CASE(a_quote_that_is_no_utf8_has_whole_places) {
  const std::string source = "They cost $5 \xE2\x80\x9C then.";
  const auto finding = checked(source, "cost $5 \xE2\x80");
  BOOST_REQUIRE_EQUAL(finding.places.size(), 1U);
  BOOST_TEST(finding.places[0].text == "cost $5");
  BOOST_TEST(finding.places[0].byte_end == 12U);
}

BOOST_AUTO_TEST_CASE(rows_parted_at_a_line_end_are_one) {
  std::vector<quoteledger::AuditInput> rows = {input("“We leave at"), input("dawn.”"),
                                               input("“Who?”")};
  rows[0].row.line = 4;
  rows[0].row.start = 10;
  rows[0].row.end = 22;
  rows[1].row.line = 5;
  rows[1].row.start = 23;
  rows[1].row.end = 29;
  rows[1].row.flags = {"continued"};
  rows[2].row.line = 6;
  rows[2].row.start = 30;
  const auto joined = quoteledger::join_lines(rows);
  BOOST_TEST(joined.size() == 2U);
  BOOST_TEST(joined[0].row.quote == "“We leave at\ndawn.”");
  BOOST_TEST(joined[0].row.end == 29U);
}

BOOST_AUTO_TEST_CASE(names) {
  using quoteledger::audit_detail::NameMatch;
  const auto lexicon = quoteledger::audit_detail::Lexicon::load(options().lexicons);
  BOOST_REQUIRE(lexicon);
  const auto same = [&](std::string_view x, std::string_view y) {
    return quoteledger::audit_detail::compare_names(x, y, *lexicon) == NameMatch::kSame;
  };
  BOOST_TEST(same("Ida Brandt", "BRANDT"));
  BOOST_TEST(same("Sen. Ida Brandt (Coast)", "Ida M. Brandt"));
  BOOST_TEST(same("I. Brandt", "Ida Brandt"));
  BOOST_TEST(same("Bob Alder", "Robert Alder"));
  BOOST_TEST(same("former Harbour Board Chairwoman Ida Brandt", "Ms. Brandt"));
  BOOST_TEST(same("Stephen King", "Mr. King"));
  BOOST_TEST(same("Jonas Alder Jr.", "Jonas Alder"));
  BOOST_TEST(same("Peggy Alder", "Margaret Alder"));
  BOOST_TEST(same("Brandt’s", "Ida Brandt"));
  BOOST_TEST(same("J. R. Alder", "Jonas Alder"));
  BOOST_TEST(!same("Stephen King", "Stephen Alder"));
  const auto unknown = [&](std::string_view x, std::string_view y) {
    return quoteledger::audit_detail::compare_names(x, y, *lexicon) == NameMatch::kUnknown;
  };
  BOOST_TEST(unknown("the Senator", "Ida Brandt"));
  BOOST_TEST(unknown("HOST", "Ida Brandt"));
  BOOST_TEST(unknown("the ferryman", "Ida Brandt"));
  for (const std::string_view role : {"PRIME MINISTER",
                                      "Interviewer",
                                      "Interviewee",
                                      "Respondent",
                                      "Respondent 4",
                                      "Participant 3",
                                      "P1",
                                      "Guest",
                                      "Caller",
                                      "Operator",
                                      "Narrator",
                                      "Announcer",
                                      "Translator",
                                      "Man",
                                      "Woman",
                                      "Crowd",
                                      "Unknown",
                                      "Unknown Speaker",
                                      "Unidentified Male",
                                      "Audience member",
                                      "THE COURT",
                                      "Counsel",
                                      "ATTORNEY GENERAL",
                                      "Chief Executive Officer",
                                      "MAYOR OF OSLO",
                                      "Question",
                                      "Answer",
                                      "SPEAKER_01",
                                      "Speaker A",
                                      "Anonymous",
                                      "The White House",
                                      "Mayor of Atlanta",
                                      "Microsoft",
                                      "King and Abernathy",
                                      "Ministry of Fish",
                                      "Mr. Speaker",
                                      "MR. CHAIRMAN",
                                      "Voice-over"}) {
    BOOST_TEST(unknown("Tom Hall", role), role);
    BOOST_TEST(unknown(role, "Tom Hall"), role);
    BOOST_TEST(same(role, role), role);
  }
  BOOST_TEST(same("Tim Cook", "COOK"));
  BOOST_TEST(same("Baker", "JAMES BAKER"));
  BOOST_TEST(same("Ida Brandt of Norway", "IDA BRANDT"));
  BOOST_TEST(same("King and Abernathy", "Ida Abernathy"));
  BOOST_TEST(!same("Ida Brandt", "Jonas Brandt"));
  BOOST_TEST(!same("Ida Brandt", "Ida Alder"));
  BOOST_TEST(!same("the senator", "Ida Brandt"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
