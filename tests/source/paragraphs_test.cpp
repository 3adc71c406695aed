#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "quoteledger/source/document.h"

namespace {

using quoteledger::decode;
using quoteledger::Document;

Document read(std::string bytes) { return *decode("a.txt", std::move(bytes)); }

std::vector<std::string> paragraphs(const Document& document) {
  std::vector<std::string> out;
  for (const quoteledger::Span span : document.paragraphs) {
    out.emplace_back(slice(document.text, span));
  }
  return out;
}

void check(const std::vector<std::string>& found, const std::vector<std::string>& wanted) {
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

const std::string kWrapped =
    "The ferry was late again that morning, and the people on the pier had\n"
    "begun to look at their watches, though nobody would have said that he\n"
    "was in a hurry, for it was Sunday.\n"
    "\n"
    "\"It will come,\" said the harbour master, who had said the same thing at\n"
    "nine o'clock, and at ten.\n"
    "\n"
    "Nobody answered him. A gull sat down on the rail beside the bell and\n"
    "stayed there for as long as it took the old man to fill his pipe and to\n"
    "light it.\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(source)
BOOST_AUTO_TEST_SUITE(paragraphs_of_a_text)

BOOST_AUTO_TEST_CASE(a_line_is_a_paragraph) {
  const Document document = read("First line.\n\n  Second, with spaces around.  \nThird.");
  BOOST_TEST(!document.hard_wrapped);
  check(paragraphs(document), {"First line.", "Second, with spaces around.", "Third."});
}

BOOST_AUTO_TEST_CASE(every_line_end_ends_a_line) {
  const Document document = read("a\rb\r\nc\vd\fe\u2028f\u2029g\u0085h\n\n\ni");
  check(paragraphs(document), {"a", "b", "c", "d", "e", "f", "g", "h", "i"});
}

BOOST_AUTO_TEST_CASE(white_space_of_other_scripts_is_trimmed) {
  check(paragraphs(read("\u3000一。\u3000\n\u00A0two\u00A0\n\u00A0\n")), {"一。", "two"});
}

BOOST_AUTO_TEST_CASE(a_hard_wrapped_text_has_its_blocks_for_paragraphs) {
  const Document document = read(kWrapped);
  BOOST_TEST(document.hard_wrapped);
  BOOST_REQUIRE(document.paragraphs.size() == 3U);
  BOOST_TEST(paragraphs(document)[1] ==
             "\"It will come,\" said the harbour master, who had said the same thing at\n"
             "nine o'clock, and at ten.");
}

BOOST_AUTO_TEST_CASE(hard_wrapping_is_seen_with_crlf_too) {
  std::string crlf;
  for (const char c : kWrapped) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Document document = read(crlf);
  BOOST_TEST(document.hard_wrapped);
  BOOST_TEST(document.paragraphs.size() == 3U);
}

BOOST_AUTO_TEST_CASE(an_indented_line_begins_a_paragraph_in_a_block) {
  const Document document = read(
      "The ferry was late again that morning, and the people on the pier had\n"
      "begun to look at their watches, though it was Sunday.\n"
      "   \"It will come,\" said the harbour master, who had said the same thing\n"
      "at nine o'clock, and at ten.\n"
      "   Nobody answered him. A gull sat down on the rail beside the bell, and\n"
      "stayed there for as long as it took the old man to fill his pipe.\n");
  BOOST_TEST(document.hard_wrapped);
  BOOST_TEST(document.paragraphs.size() == 3U);
}

BOOST_AUTO_TEST_CASE(verse_is_not_hard_wrapped) {
  const Document document = read(
      "The tide goes out,\nthe tide comes in,\nand nobody on the quay\nremembers where the boats "
      "have been\n"
      "or why they went to sea.\n\nThe lamp burns low,\nthe lamp burns high,\nand someone on the "
      "stair\n"
      "is counting all the passers-by\nand finds that none are there.\n");
  BOOST_TEST(!document.hard_wrapped);
  BOOST_TEST(document.paragraphs.size() == 10U);
}

BOOST_AUTO_TEST_CASE(a_transcript_is_not_hard_wrapped) {
  const Document document = read(
      "CHAIR: Good morning.\nRUIZ: Good morning to you, and thank you for having me.\nCHAIR: Shall "
      "we begin?\n"
      "RUIZ: By all means.\nCHAIR: Then tell us what you saw on the night of the fire.\nRUIZ: "
      "Smoke.\n"
      "CHAIR: Nothing else?\nRUIZ: A light, perhaps, in the second window from the left.\n");
  BOOST_TEST(!document.hard_wrapped);
  BOOST_TEST(document.paragraphs.size() == 8U);
}

BOOST_AUTO_TEST_CASE(news_with_a_paragraph_a_line_is_not_hard_wrapped) {
  std::string line =
      "The council voted on Tuesday to close the bridge for repairs that will take a year, ";
  line += line + "and the mayor, who had been against it, called the vote a mistake.";
  for (const char* between : {"\n", "\n\n", " \n\t\n"}) {
    const Document document = read(line + between + line + between + line + between);
    BOOST_TEST(!document.hard_wrapped);
    BOOST_TEST(document.paragraphs.size() == 3U);
  }
}

BOOST_AUTO_TEST_CASE(the_paragraph_of_a_byte) {
  const Document document = read("ab\n\ncd\n");
  BOOST_TEST(document.paragraph_of(0) == 0U);
  BOOST_TEST(document.paragraph_of(1) == 0U);
  BOOST_TEST(document.paragraph_of(2) == 1U);
  BOOST_TEST(document.paragraph_of(4) == 1U);
  BOOST_TEST(document.paragraph_of(6) == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
