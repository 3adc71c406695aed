// What must hold for the stretches of any text, tried on random ones with fixed seeds.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/marks/stretch.h"

namespace {

using quoteledger::decode;
using quoteledger::Document;
using quoteledger::Stretch;

bool on_border(const Document& document, std::uint32_t at) {
  return at == document.text.size() ||
         (static_cast<unsigned char>(document.text[at]) & 0xC0) != 0x80;
}

void check_promises(const Document& document, const std::vector<Stretch>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Stretch& row = rows[i];
    BOOST_REQUIRE(!row.span.empty());
    BOOST_REQUIRE(row.paragraph < document.paragraphs.size());
    BOOST_REQUIRE(document.paragraphs[row.paragraph].contains(row.span));
    BOOST_REQUIRE(row.inner.begin <= row.inner.end);
    BOOST_REQUIRE(row.span.begin <= row.inner.begin && row.inner.end <= row.span.end);
    for (const std::uint32_t at : {row.span.begin, row.span.end, row.inner.begin, row.inner.end}) {
      BOOST_REQUIRE(on_border(document, at));
    }
    if (i > 0) BOOST_REQUIRE(rows[i - 1].span.begin <= row.span.begin);
    if (row.parent != Stretch::kNone) {
      BOOST_REQUIRE(row.parent < i);
      BOOST_REQUIRE(rows[row.parent].span.contains(row.span));
    }
    if (row.unclosed) BOOST_REQUIRE_EQUAL(row.inner.end, row.span.end);
    if (row.continues)
      BOOST_REQUIRE_EQUAL(row.span.begin, document.paragraphs[row.paragraph].begin);
  }
  // Rows are nested or apart: with each row's nearest enclosing one as its parent.
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    while (!open.empty() && rows[open.back()].span.end <= rows[i].span.begin) open.pop_back();
    if (!open.empty()) BOOST_REQUIRE(rows[open.back()].span.contains(rows[i].span));
    BOOST_REQUIRE_EQUAL(rows[i].parent,
                        open.empty() ? Stretch::kNone : static_cast<std::uint32_t>(open.back()));
    open.push_back(i);
  }
}

constexpr std::string_view kPieces[] = {
    "\"", "\"",   "“",    "”",    "'",  "'",  "‘", "’", "''", "``", "`",     "«", "»",
    "‹",  "›",    "„",    "‚",    "「", "」", " ", " ", " ",  ".",  ",",     "—", "--",
    "\n", "\n\n", "word", "Word", "é",  "6",  "n", "s", "(",  ")",  "<a b=", ">"};

std::string random_text(std::mt19937& random, unsigned pieces) {
  std::string text;
  for (unsigned i = 0; i < pieces; ++i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(marks)
BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(random_texts_keep_the_promises) {
  std::mt19937 random(31337);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random, static_cast<unsigned>(1 + random() % 60));
    const auto document = decode("r", text);
    BOOST_REQUIRE(document.has_value());
    BOOST_TEST_CONTEXT(text) { check_promises(*document, find_stretches(*document)); }
  }
}

BOOST_AUTO_TEST_CASE(the_same_text_gives_the_same_rows) {
  std::mt19937 random(99);
  for (int round = 0; round < 200; ++round) {
    const auto document = decode("r", random_text(random, 200));
    const auto once = find_stretches(*document);
    const auto twice = find_stretches(*document);
    BOOST_REQUIRE_EQUAL(once.size(), twice.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
      BOOST_REQUIRE(once[i].span == twice[i].span);
      BOOST_REQUIRE(once[i].parent == twice[i].parent);
    }
  }
}

// A paragraph that no open quote reaches does not depend on what stands in the others.
BOOST_AUTO_TEST_CASE(closed_paragraphs_are_independent) {
  const std::string one = "“Alpha,” said Ana. “Beta ‘gamma’ delta.”";
  const auto alone = find_stretches(*decode("a", one));
  const auto both = find_stretches(*decode("b", one + "\n\n" + one));
  BOOST_REQUIRE_EQUAL(both.size(), 2 * alone.size());
  const auto shift = static_cast<std::uint32_t>(one.size() + 2);
  for (std::size_t i = 0; i < alone.size(); ++i) {
    BOOST_TEST(both[i].span.begin == alone[i].span.begin);
    BOOST_TEST(both[i + alone.size()].span.begin == alone[i].span.begin + shift);
    BOOST_TEST(both[i + alone.size()].span.end == alone[i].span.end + shift);
  }
}

// Hostile texts: twice the length takes about twice the time. The bound is loose, for busy machines.
BOOST_AUTO_TEST_CASE(hostile_texts_take_linear_time) {
  const auto seconds = [](const std::string& text) {
    const auto begin = std::chrono::steady_clock::now();
    const auto document = decode("h", text);
    check_promises(*document, find_stretches(*document));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  for (const std::string_view piece :
       {"\"", "'", "“", " “", "‘a ", " \"a", "\"a' ", "«", "` ", "a' ", "“‘", "“a\n\n",
        "“a\n\n\n\nb\n\n", "6\" ", "<a b=\"", "=\""}) {
    std::string text;
    while (text.size() < 200000) text += piece;
    const double small = seconds(text);
    std::string large;
    for (int i = 0; i < 8; ++i) large += text;
    BOOST_TEST_CONTEXT(piece) { BOOST_TEST(seconds(large) < 8 * 6 * small + 0.5); }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
