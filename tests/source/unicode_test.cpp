#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "quoteledger/unicode/compatible.h"
#include "quoteledger/unicode/sentences.h"
#include "quoteledger/unicode/text.h"

namespace {

std::vector<std::string> split(quoteledger::SentenceBreaker& breaker, const std::string& text) {
  std::vector<std::uint32_t> ends;
  breaker.sentences(text, ends);
  std::vector<std::string> out;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    BOOST_REQUIRE(begin < end);
    out.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  BOOST_TEST(begin == text.size());
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unicode)

BOOST_AUTO_TEST_CASE(code_points_forwards_and_backwards) {
  const std::string text = "aé“😀z";
  std::vector<char32_t> forwards;
  for (std::size_t at = 0; at < text.size();)
    forwards.push_back(quoteledger::next_code_point(text, at));
  BOOST_TEST((forwards == std::vector<char32_t>{U'a', U'é', U'“', U'😀', U'z'}));
  std::vector<char32_t> backwards;
  for (std::size_t at = text.size(); at > 0;) {
    backwards.insert(backwards.begin(), quoteledger::previous_code_point(text, at));
  }
  BOOST_TEST((backwards == forwards));
}

BOOST_AUTO_TEST_CASE(invalid_bytes_are_replacement_characters) {
  const std::string text = "\xE2\x80x\xFF";
  std::size_t at = 0;
  BOOST_TEST((quoteledger::next_code_point(text, at) == quoteledger::kReplacement));
  BOOST_TEST(at == 2U);
  BOOST_TEST((quoteledger::next_code_point(text, at) == U'x'));
  BOOST_TEST((quoteledger::next_code_point(text, at) == quoteledger::kReplacement));
  BOOST_TEST(at == 4U);
}

BOOST_AUTO_TEST_CASE(classes) {
  using namespace quoteledger;
  BOOST_TEST((is_letter(U'q') && is_letter(U'Ж') && is_letter(U'本') && !is_letter(U'7') &&
              !is_letter(U'@')));
  BOOST_TEST(
      (is_upper(U'Q') && is_upper(U'É') && is_upper(U'ǅ') && !is_upper(U'q') && !is_upper(U'本')));
  BOOST_TEST((is_lower(U'q') && is_lower(U'ß') && !is_lower(U'Q')));
  BOOST_TEST((is_digit(U'7') && is_digit(U'٣') && !is_digit(U'½')));
  BOOST_TEST(
      (is_space(U' ') && is_space(U'\u00A0') && is_space(U'\u2028') && !is_space(U'\u200B')));
  BOOST_TEST((is_mark(U'\u0301') && !is_mark(U'e')));
}

BOOST_AUTO_TEST_CASE(folding) {
  BOOST_TEST(quoteledger::fold("O'NEILL") == "o'neill");
  BOOST_TEST(quoteledger::fold("STRASSE") == quoteledger::fold("straße"));
  BOOST_TEST(quoteledger::fold("ΣΊΣΥΦΟΣ") == quoteledger::fold("σίσυφος"));
  BOOST_TEST(quoteledger::fold("") == "");
}

BOOST_AUTO_TEST_CASE(abbreviations_end_no_sentence) {
  quoteledger::SentenceBreaker breaker("en");
  BOOST_TEST(split(breaker, "Mr. Ruiz met Prof. Lund. They talked. It rained.").size() == 3U);
  BOOST_TEST(split(breaker, "One? Two! Three.").size() == 3U);
}

// In whatever case of letters they are printed: a transcript has its labels in capitals.
BOOST_AUTO_TEST_CASE(abbreviations_in_capitals_end_no_sentence) {
  quoteledger::SentenceBreaker breaker("en");
  BOOST_TEST(split(breaker, "MS. ARDEN: Thank you. It rained.").size() == 2U);
  BOOST_TEST(split(breaker, "THE CHAIR AND PROF. OKONJO SPOKE. THEY LEFT.").size() == 2U);
  BOOST_TEST(split(breaker, "“Où?” MRS. ARDEN: Oui. Non.").size() == 3U);
}

BOOST_AUTO_TEST_CASE(offsets_are_bytes) {
  quoteledger::SentenceBreaker breaker("en");
  const std::vector<std::string> found = split(breaker, "“Où?” 😀 Zoë nodded. She left. ");
  BOOST_REQUIRE(found.size() >= 2U);
  BOOST_TEST(found.back() == "She left. ");
}

// Where nothing inside a text can end a sentence, ICU is not asked. Behind a sentence of its own it is: both must agree.
BOOST_AUTO_TEST_CASE(plain_sentences_are_told_as_by_icu) {
  quoteledger::SentenceBreaker breaker("en");
  const std::vector<std::string> pieces = {
      "a", "B", " ", " ", "é", "’",  "“",  "”",  "–", "—", ",",   ";",  ":",      ".",      "?",
      "!", "(", ")", "]", "'", "\"", "\n", "一", "7", "…", "Mr.", "\t", "\u0085", "\u00A0", "·"};
  std::uint32_t state = 1;
  const auto next = [&](std::size_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8) % below;
  };
  for (int round = 0; round < 20000; ++round) {
    // Mostly of what ends no sentence, with a little of the rest.
    std::string text = "X";
    for (std::size_t i = next(9); i > 0; --i) text += pieces[next(13)];
    for (std::size_t i = next(3); i > 0; --i) text += pieces[13 + next(8)];
    for (std::size_t i = next(3); i > 0; --i) text += pieces[next(pieces.size())];
    BOOST_TEST_CONTEXT(text) {
      std::vector<std::string> expected = split(breaker, "One? " + text);
      BOOST_REQUIRE(expected.front() == "One? ");
      expected.erase(expected.begin());
      BOOST_TEST(split(breaker, text) == expected, boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(empty_text_and_unknown_locales) {
  std::vector<std::uint32_t> ends;
  quoteledger::SentenceBreaker odd("no such locale!");
  odd.sentences("", ends);
  BOOST_TEST(ends.empty());
  BOOST_TEST(split(odd, "One. Two.").size() == 2U);
  quoteledger::SentenceBreaker german("de");
  BOOST_TEST(split(german, "Das ist Dr. Lund. Er geht.").size() == 2U);
}

// Letters of Latin are folded by a table, and all others, with those beside them, by ICU: a letter behind them that joins
// with none must change nothing.
BOOST_AUTO_TEST_CASE(two_ways_of_folding_are_one) {
  const auto folded = [](const std::string& text) {
    std::string out;
    quoteledger::fold_compatible(text, out);
    return out;
  };
  BOOST_TEST(folded("Stra\u00DFe \u00C5NGSTR\u00D6M") == "strasse \u00E5ngstr\u00F6m");
  BOOST_TEST(folded("e\u0301") == "\u00E9");
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = random() % 6 + 1; i > 0; --i)
      quoteledger::append_code_point(static_cast<char32_t>(random() % 0x300), text);
    BOOST_REQUIRE_EQUAL(folded(text) + "\u3042", folded(text + "\u3042"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
