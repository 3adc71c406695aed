#include "quoteledger/tokens/tokens.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using quoteledger::first_token;
using quoteledger::fold_token;
using quoteledger::RawToken;
using quoteledger::Shape;
using quoteledger::space_length;

std::vector<RawToken> split(std::string_view text) {
  std::vector<RawToken> tokens;
  text.remove_prefix(space_length(text));
  while (!text.empty()) {
    tokens.push_back(first_token(text));
    BOOST_REQUIRE(tokens.back().length > 0);
    BOOST_REQUIRE(tokens.back().length <= text.size());
    text.remove_prefix(tokens.back().length);
    text.remove_prefix(space_length(text));
  }
  return tokens;
}

// The tokens with a bar between them.
std::string bars(std::string_view text) {
  std::string out;
  while (true) {
    text.remove_prefix(space_length(text));
    if (text.empty()) return out;
    const RawToken token = first_token(text);
    out += (out.empty() ? "" : "|") + std::string(text.substr(0, token.length));
    text.remove_prefix(token.length);
  }
}

std::string folded(std::string_view text) {
  std::string out;
  while (true) {
    text.remove_prefix(space_length(text));
    if (text.empty()) return out;
    const RawToken token = first_token(text);
    out += (out.empty() ? "" : "|") + fold_token(text.substr(0, token.length));
    text.remove_prefix(token.length);
  }
}

Shape shape(std::string_view word) {
  const RawToken token = first_token(word);
  BOOST_TEST(token.length == word.size());
  return token.shape;
}

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(quoteledger::Shape)

BOOST_AUTO_TEST_SUITE(tokens)

BOOST_AUTO_TEST_CASE(words_and_marks) {
  BOOST_TEST(bars("The ferry, late again, docks!") == "The|ferry|,|late|again|,|docks|!");
  BOOST_TEST(bars("  \t\r\n ferry\u00A0boat\u2003\n") == "ferry|boat");
  BOOST_TEST(bars("(see below; or not)") == "(|see|below|;|or|not|)");
  BOOST_TEST(bars("") == "");
}

BOOST_AUTO_TEST_CASE(initials_keep_their_stops) {
  BOOST_TEST(bars("J. R. Amari") == "J.|R.|Amari");
  BOOST_TEST(bars("J.R. Amari") == "J.R.|Amari");
  BOOST_TEST(bars("the U.S. coast") == "the|U.S.|coast");
  BOOST_TEST(bars("AT&T, H & M, a&b") == "AT&T|,|H|&|M|,|a|&|b");
  BOOST_TEST(bars("at 5 p.m. sharp") == "at|5|p.m.|sharp");
  BOOST_TEST(bars("Émile É. Dray") == "Émile|É.|Dray");
  BOOST_TEST(shape("J.") == Shape::kInitial);
  BOOST_TEST(shape("U.S.") == Shape::kCaps);
  BOOST_TEST(shape("p.m.") == Shape::kLower);
}

BOOST_AUTO_TEST_CASE(a_small_letter_with_a_stop_is_no_initial) {
  BOOST_TEST(bars("so did a. Then") == "so|did|a|.|Then");
  BOOST_TEST(bars("a.b") == "a|.|b");
}

BOOST_AUTO_TEST_CASE(a_sentence_ends_behind_its_word) {
  BOOST_TEST(bars("The end.") == "The|end|.");
  BOOST_TEST(bars("Mr. Quill") == "Mr|.|Quill");  // lexicons join such words, the splitter does not
}

BOOST_AUTO_TEST_CASE(possessives_are_tokens) {
  BOOST_TEST(bars("Quill's boat") == "Quill|'s|boat");
  BOOST_TEST(bars("Quill’s boat") == "Quill|’s|boat");
  BOOST_TEST(bars("QUILL'S BOAT") == "QUILL|'S|BOAT");
  BOOST_TEST(bars("the dockers' boat") == "the|dockers|'|boat");
  BOOST_TEST(bars("it's") == "it|'s");
  BOOST_TEST(shape("’s") == Shape::kMark);
}

BOOST_AUTO_TEST_CASE(inner_apostrophes_stay) {
  BOOST_TEST(bars("don't can’t O'Farrow o’clock") == "don't|can’t|O'Farrow|o’clock");
  BOOST_TEST(bars("rock 'n' roll") == "rock|'|n|'|roll");
}

BOOST_AUTO_TEST_CASE(hyphens) {
  BOOST_TEST(bars("vice-president of mid-2019") == "vice-president|of|mid-2019");
  BOOST_TEST(bars("Zwaan-Holt") == "Zwaan-Holt");
  BOOST_TEST(bars("first- and last") == "first|-|and|last");
  BOOST_TEST(bars("-ness") == "-|ness");
}

BOOST_AUTO_TEST_CASE(numbers) {
  BOOST_TEST(bars("1,200 at 3.5 by 10:45 on 5/6") == "1,200|at|3.5|by|10:45|on|5/6");
  BOOST_TEST(bars("the 90s, the 3rd and 40-year-old") == "the|90s|,|the|3rd|and|40-year-old");
  BOOST_TEST(bars("In 2019.") == "In|2019|.");
  BOOST_TEST(bars("1, 2") == "1|,|2");
  BOOST_TEST(bars("$40m 5%") == "$|40m|5|%");
  BOOST_TEST(shape("1,200") == Shape::kNumber);
  BOOST_TEST(shape("٣٤") == Shape::kNumber);
}

BOOST_AUTO_TEST_CASE(dashes_and_dots) {
  BOOST_TEST(bars("yes--no") == "yes|--|no");
  BOOST_TEST(bars("yes — no – never") == "yes|—|no|–|never");
  BOOST_TEST(bars("wait... what") == "wait|...|what");
  BOOST_TEST(bars("wait.. what") == "wait|.|.|what");
  BOOST_TEST(bars("wait… what") == "wait|…|what");
}

BOOST_AUTO_TEST_CASE(letters_of_all_scripts) {
  BOOST_TEST(bars("Dvořák naïve Ærø Владимир 東京") == "Dvořák|naïve|Ærø|Владимир|東京");
  BOOST_TEST(bars("ne\u0301e") == "ne\u0301e");  // a combining mark stays with its word
  BOOST_TEST(bars("\u201Cword\u201D") == "\u201C|word|\u201D");
  BOOST_TEST(bars("\U0001F600ok") == "\U0001F600|ok");
}

BOOST_AUTO_TEST_CASE(shapes) {
  BOOST_TEST(shape("house") == Shape::kLower);
  BOOST_TEST(shape("quietly") == Shape::kLy);
  BOOST_TEST(shape("speaking") == Shape::kIng);
  BOOST_TEST(shape("asked") == Shape::kEd);
  BOOST_TEST(shape("officials") == Shape::kPlural);
  BOOST_TEST(shape("glass") == Shape::kLower);
  BOOST_TEST(shape("bus") == Shape::kLower);
  BOOST_TEST(shape("fly") == Shape::kLower);
  BOOST_TEST(shape("Renner") == Shape::kCap);
  BOOST_TEST(shape("McTavey") == Shape::kCap);
  BOOST_TEST(shape("I") == Shape::kCap);
  BOOST_TEST(shape("NHSA") == Shape::kCaps);
  BOOST_TEST(shape("iPhone") == Shape::kMixed);
  BOOST_TEST(shape("Ørsted") == Shape::kCap);
  BOOST_TEST(shape("ÉCOLE") == Shape::kCaps);
  BOOST_TEST(shape(",") == Shape::kMark);
}

BOOST_AUTO_TEST_CASE(folding) {
  BOOST_TEST(folded("The FERRY's Captain") == "the|ferry|'s|captain");
  BOOST_TEST(folded("don’t") == "don't");
  BOOST_TEST(folded("Quill’s") == "quill|'s");
  BOOST_TEST(folded("ÉCOLE Ørsted") == "école|ørsted");
  BOOST_TEST(folded("a -- b – c — d ― e") == "a|—|b|—|c|—|d|—|e");
  BOOST_TEST(folded("a - b") == "a|-|b");
  BOOST_TEST(folded("wait... wait… wait.....") == "wait|…|wait|…|wait|…");
  BOOST_TEST(folded("“ ” „ \"") == "\"|\"|\"|\"");
  BOOST_TEST(folded("U.S. J.") == "u.s.|j.");
}

BOOST_AUTO_TEST_CASE(folding_appends) {
  std::string out = "kept’ ";
  fold_token("Don’t", out);
  BOOST_TEST(out == "kept’ don't");
}

// Every byte of any valid text belongs to one token or to white space, and folding is stable.
BOOST_AUTO_TEST_CASE(random_texts_are_covered) {
  constexpr std::string_view kPieces[] = {"a",  "B", "’", "'", "s", ".",  "-",      "--",
                                          " ",  "1", ",", "é", "É", "“",  "\u0301", "\u00A0",
                                          "\n", "…", "—", "S", "/", "東", "ß",      "\U0001F600"};
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (unsigned i = 0; i < 1 + random() % 12; ++i) text += kPieces[random() % std::size(kPieces)];
    BOOST_TEST_CONTEXT(text) {
      std::size_t covered = space_length(text);
      for (std::string_view rest = std::string_view(text).substr(covered); !rest.empty();) {
        const RawToken token = first_token(rest);
        BOOST_REQUIRE(token.length > 0);
        BOOST_REQUIRE(token.length <= rest.size());
        const std::string once = fold_token(rest.substr(0, token.length));
        BOOST_REQUIRE(!once.empty());
        rest.remove_prefix(token.length);
        BOOST_REQUIRE(rest.empty() || (static_cast<unsigned char>(rest[0]) & 0xC0) != 0x80);
        rest.remove_prefix(space_length(rest));
      }
      BOOST_REQUIRE(split(text).size() <= text.size());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
