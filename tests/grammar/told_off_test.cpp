// What tells a rule off before its pattern is laid over a row (the first symbol, needs, the pair) must hold of every row that
// the pattern fits: random patterns over random rows.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "grammar/temp_folder.h"
#include "quoteledger/grammar/compiled.h"

using namespace quoteledger;

namespace {

constexpr unsigned kNamed = 4;  // patterns P0 to P3, each of which may name those before it

std::string random_part(std::mt19937& random, unsigned named, int depth) {
  const auto pick = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
  const auto inner = [&] { return random_part(random, named, depth - 1); };
  const unsigned kind = depth == 0 ? pick(2) : pick(9);
  if (kind == 0) return std::string(1, static_cast<char>('a' + pick(4)));
  if (kind == 1) return named == 0 ? "<ab>" : "<P" + std::to_string(pick(named)) + ">";
  std::string part = "(" + inner();
  if (kind == 2 || kind == 3) {  // a choice, one of which may be empty
    part += "|";
    if (pick(4) > 0) part += inner();
    return part + (kind == 2 ? ")" : ")?");
  }
  if (kind == 4) return part + (pick(2) == 0 ? ")*" : ")+?");
  if (kind == 5) return part + "){" + std::to_string(pick(3)) + ",3}";
  part += " ";
  part += inner();
  return part + ")";
}

struct Tally {
  std::size_t fitted = 0, paired = 0, missed = 0;
};

// One side over one row, read away from the quote.
void compare(const Grammar& grammar, const CompiledSide& side, const std::vector<Symbol>& row,
             Tally& tally) {
  if (side.walker.empty()) return;
  Walker::Scratch scratch;
  std::vector<Group> groups;
  const std::size_t end =
      side.walker.match_prefix(row.data(), static_cast<std::uint32_t>(row.size()), scratch, groups);
  const auto has_one = [&](std::uint32_t need) {
    return std::any_of(row.begin(), row.end(), [&](Symbol symbol) {
      return SetTable::has(grammar.needs.row(symbol), need);
    });
  };
  bool pair = !side.pair;
  for (std::size_t i = 1; i < row.size() && side.pair; ++i)
    pair = pair || (SetTable::has(grammar.pairs.first.row(row[i - 1]), *side.pair) &&
                    SetTable::has(grammar.pairs.second.row(row[i]), *side.pair));
  tally.missed += end == Walker::kNone && !pair;
  if (end == Walker::kNone) return;
  ++tally.fitted;
  tally.paired += side.pair.has_value();
  BOOST_REQUIRE(pair);
  BOOST_REQUIRE(std::all_of(side.needs.begin(), side.needs.end(), has_one));
  BOOST_REQUIRE((side.nullable || (!row.empty() && side.first.has(row[0]))));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grammar)

BOOST_AUTO_TEST_CASE(no_rule_that_fits_is_told_off) {
  std::mt19937 random(5);
  Tally tally;
  for (int round = 0; round < 100; ++round) {
    std::string text = "grammar 1\nlanguage en\nlexicon ab is a, b\n";
    for (unsigned i = 0; i < kNamed; ++i)
      text += "pattern P" + std::to_string(i) + " " + random_part(random, i, 2) + "\n";
    for (int i = 0; i < 12; ++i) {
      text += "rule t." + std::to_string(i) + "\n  at term 50\n  find ";
      text += random_part(random, kNamed, 3) + " <quote> ";
      text += random_part(random, kNamed, 3) + "\n  yes [quote:“a”]\n  no b\n";
    }
    const TempFolder folder;
    folder.put("a.grammar", text);
    const auto load = load_grammar({folder.path()});
    BOOST_REQUIRE_MESSAGE(load.grammar, shown(load.errors, folder.path()) + text);
    const Grammar& grammar = *load.grammar;
    std::vector<Symbol> words;
    for (const char* word : {"a", "b", "c", "d"})
      words.push_back(grammar.alphabet.symbol(grammar.vocabulary.find(word), Shape::kLower, false));
    for (const Rule& rule : grammar.rules) {
      for (int rows = 0; rows < 12; ++rows) {
        std::vector<Symbol> row(random() % 8);
        for (Symbol& symbol : row) symbol = words[random() % words.size()];
        compare(grammar, rule.find.left, row, tally);
        compare(grammar, rule.find.right, row, tally);
      }
    }
  }
  // Else the test would tell nothing.
  BOOST_TEST(tally.fitted > 1000U);
  BOOST_TEST(tally.paired > 200U);
  BOOST_TEST(tally.missed > 1000U);
}

BOOST_AUTO_TEST_SUITE_END()
