// The walker and RE2 lay one pattern over one row: they must agree on whether it fits and where it ends.
#include "quoteledger/pattern/walker.h"

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "quoteledger/pattern/regex.h"

using namespace quoteledger;

namespace {

constexpr std::size_t kSymbols = 12;
constexpr std::int64_t kMemory = 1 << 23;

Regex::Sets make_sets() {
  std::vector<SymbolSet> sets;
  for (const std::vector<int>& members : std::vector<std::vector<int>>{
           {0}, {1}, {2}, {0, 1}, {1, 2, 3}, {3, 4, 5, 6, 7, 8, 9, 10, 11}, {}, {0, 2, 4, 6, 8}}) {
    sets.emplace_back(kSymbols);
    for (const int symbol : members) sets.back().add(static_cast<Symbol>(symbol));
  }
  return std::make_shared<const SetTable>(sets, kSymbols);
}
constexpr std::uint32_t kSets = 8;

// One pattern, written for both.
struct Both {
  Regex::Sets sets = make_sets();
  Walker walker{sets};
  RegexText text;
  std::uint32_t groups = 0;
  std::string shown;

  void set(std::uint32_t number) {
    walker.add_set(number);
    text.add_set(number);
    shown += static_cast<char>('0' + number);
  }
  void write(const std::string& syntax) {
    text.add(syntax);
    shown += syntax;
  }
};

// How many of the symbols the walker takes.
std::size_t walked(const Walker& walker, const std::vector<Symbol>& symbols,
                   std::vector<Group>& groups) {
  Walker::Scratch scratch;
  return walker.match_prefix(symbols.data(), static_cast<std::uint32_t>(symbols.size()), scratch,
                             groups);
}

void random_part(std::mt19937& random, int depth, Both& out) {
  const auto pick = [&](unsigned most) { return static_cast<std::uint32_t>(random() % most); };
  switch (depth == 0 ? 0 : pick(5)) {
    case 0:
      out.set(pick(kSets));
      return;
    case 1: {
      out.write("(?:");
      for (std::uint32_t i = pick(3); i > 0; --i) random_part(random, depth - 1, out);
      out.write(")");
      return;
    }
    case 2: {  // a choice
      out.write("(?:");
      const std::uint32_t split = out.walker.add_split();
      out.walker.set_first(split, out.walker.size());
      random_part(random, depth - 1, out);
      const std::uint32_t jump = out.walker.add_jump();
      out.walker.set_second(split, out.walker.size());
      out.write("|");
      random_part(random, depth - 1, out);
      out.walker.set_first(jump, out.walker.size());
      out.write(")");
      return;
    }
    case 3: {  // a repetition without end, or of what may be left out
      const bool lazy = pick(2) == 0;
      const bool many = pick(2) == 0;
      out.write("(?:");
      const auto aim = [&](std::uint32_t split, std::uint32_t in, std::uint32_t past) {
        out.walker.set_first(split, lazy ? past : in);
        out.walker.set_second(split, lazy ? in : past);
      };
      const std::uint32_t skip = out.walker.add_split();
      out.set(pick(kSets));  // what repeats what may be empty RE2 rewrites, in ways of its own
      random_part(random, depth - 1, out);
      const std::uint32_t again = many ? out.walker.add_split() : skip;
      aim(again, skip + 1, out.walker.size());
      aim(skip, skip + 1, out.walker.size());
      out.write(std::string(")") + (many ? "*" : "?") + (lazy ? "?" : ""));
      return;
    }
    default: {
      const std::uint32_t group = out.groups++;
      out.walker.add_save(2 * group);
      random_part(random, depth - 1, out);
      out.walker.add_save(2 * group + 1);
    }
  }
}

// The pattern ends with one more set.
void finish_with(Both& both, std::uint32_t set) {
  both.walker.add_set(set);
  both.walker.finish(0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pattern)

BOOST_AUTO_TEST_CASE(walker_agrees_with_re2) {
  std::mt19937 random(7);
  std::size_t fitted = 0;
  std::size_t asked = 0;
  Walker::Scratch scratch;
  std::vector<Group> groups;
  std::string row;
  for (int round = 0; round < 3000; ++round) {
    Both both;
    for (int parts = 0; parts < 3; ++parts) random_part(random, 4, both);
    both.walker.finish(both.groups);
    const Regex regex(both.sets, both.text, kMemory);
    BOOST_REQUIRE_EQUAL(regex.compile(), "");
    for (int rows = 0; rows < 10; ++rows) {
      std::vector<Symbol> symbols(random() % 9);
      for (Symbol& symbol : symbols) symbol = static_cast<Symbol>(random() % kSymbols % 7);
      const std::size_t wanted = regex.match_prefix(symbols.data(), symbols.size(), row);
      const std::size_t got = both.walker.match_prefix(
          symbols.data(), static_cast<std::uint32_t>(symbols.size()), scratch, groups);
      ++asked;
      BOOST_REQUIRE_MESSAGE(got == wanted, both.shown + " takes " + std::to_string(got) +
                                               ", by RE2 " + std::to_string(wanted));
      if (got == Walker::kNone) continue;
      ++fitted;
      BOOST_REQUIRE_EQUAL(groups.size(), both.groups);
      for (const Group& group : groups) {
        if (group.begin == Group::kNone) continue;
        BOOST_TEST(group.begin <= group.end);
        BOOST_TEST(group.end <= got);
      }
    }
  }
  // Neither all nor none: the test tells something.
  BOOST_TEST(fitted > asked / 10);
  BOOST_TEST(fitted < asked);
}

BOOST_AUTO_TEST_CASE(groups_of_the_way_that_fits) {
  // (0*)(3?)(1): what the first group takes it gives back where the rest needs it.
  Both both;
  const auto group = [&](const auto& inside) {
    const std::uint32_t number = both.groups++;
    both.walker.add_save(2 * number);
    inside();
    both.walker.add_save(2 * number + 1);
  };
  const auto repeat = [&](std::uint32_t set, bool many) {
    const std::uint32_t split = both.walker.add_split();
    both.walker.add_set(set);
    if (many) both.walker.set_first(both.walker.add_jump(), split);
    both.walker.set_first(split, split + 1);
    both.walker.set_second(split, both.walker.size());
  };
  group([&] { repeat(3, true); });   // symbols 0 and 1
  group([&] { repeat(0, false); });  // symbol 0
  group([&] { both.walker.add_set(1); });
  both.walker.finish(both.groups);
  std::vector<Group> groups;
  const auto fits = [&](const std::vector<Symbol>& symbols) {
    return walked(both.walker, symbols, groups);
  };
  BOOST_TEST(fits({0, 1, 0, 1, 2}) == 4U);
  BOOST_TEST(groups[0].end == 3U);
  BOOST_TEST(groups[1].begin == 3U);
  BOOST_TEST(groups[1].end == 3U);
  BOOST_TEST(groups[2].begin == 3U);
  BOOST_TEST(groups[2].end == 4U);
  BOOST_TEST(fits({0, 0}) == Walker::kNone);
  BOOST_TEST(fits({}) == Walker::kNone);
}

BOOST_AUTO_TEST_CASE(no_walk_is_without_end) {
  // ((0?)*)* over a long row, and then what is not there: each fork is taken once a token.
  Both both;
  const std::uint32_t outer = both.walker.add_split();
  const std::uint32_t inner = both.walker.add_split();
  const std::uint32_t maybe = both.walker.add_split();
  both.walker.add_set(0);
  both.walker.set_first(maybe, maybe + 1);
  both.walker.set_second(maybe, both.walker.size());
  both.walker.set_first(both.walker.add_jump(), inner);
  both.walker.set_first(inner, inner + 1);
  both.walker.set_second(inner, both.walker.size());
  both.walker.set_first(both.walker.add_jump(), outer);
  both.walker.set_first(outer, outer + 1);
  both.walker.set_second(outer, both.walker.size());
  finish_with(both, 1);
  std::vector<Group> groups;
  const std::vector<Symbol> zeros(100000, 0);
  BOOST_TEST(walked(both.walker, zeros, groups) == Walker::kNone);
  std::vector<Symbol> row = zeros;
  row.push_back(1);
  BOOST_TEST(walked(both.walker, row, groups) == row.size());
}

// A thousand ways meet before a chain of what may be left out: the chain is walked once a token, and not a thousand times.
BOOST_AUTO_TEST_CASE(ways_that_meet) {
  Both both;
  std::vector<std::uint32_t> jumps;
  const std::uint32_t again = both.walker.size();
  for (int way = 0; way < 1000; ++way) {
    const std::uint32_t split = both.walker.add_split();
    both.walker.set_first(split, both.walker.size());
    both.walker.add_set(0);
    jumps.push_back(both.walker.add_jump());
    both.walker.set_second(split, both.walker.size());
  }
  both.walker.add_set(0);
  for (const std::uint32_t jump : jumps) both.walker.set_first(jump, both.walker.size());
  for (int part = 0; part < 3000; ++part) {
    const std::uint32_t split = both.walker.add_split();
    both.walker.set_first(split, both.walker.size());
    both.walker.add_set(2);
    both.walker.set_second(split, both.walker.size());
  }
  const std::uint32_t split = both.walker.add_split();
  both.walker.set_first(split, again);
  both.walker.set_second(split, both.walker.size());
  finish_with(both, 1);
  std::vector<Group> groups;
  BOOST_TEST(walked(both.walker, std::vector<Symbol>(2000, 0), groups) == Walker::kNone);
}

// A part that was written once and taken in twice, against the same part written twice.
BOOST_AUTO_TEST_CASE(a_program_in_a_program) {
  std::mt19937 random(13);
  std::size_t fitted = 0;
  for (int round = 0; round < 400; ++round) {
    const std::uint32_t seed = static_cast<std::uint32_t>(random());
    Both part;
    std::mt19937 again(seed);
    random_part(again, 4, part);
    Walker taken(part.sets);
    taken.add_set(3);
    for (std::uint32_t i = 0; i < 2; ++i) taken.add_all_of(part.walker, i * part.groups);
    taken.finish(std::size_t{2} * part.groups);
    Both written;
    written.walker.add_set(3);
    for (int i = 0; i < 2; ++i) {
      again.seed(seed);
      random_part(again, 4, written);
    }
    written.walker.finish(written.groups);
    for (int rows = 0; rows < 10; ++rows) {
      std::vector<Symbol> symbols(random() % 9, 1);
      for (Symbol& symbol : symbols) symbol = static_cast<Symbol>(random() % 7);
      std::vector<Group> got;
      std::vector<Group> wanted;
      const std::size_t end = walked(taken, symbols, got);
      BOOST_REQUIRE_EQUAL(end, walked(written.walker, symbols, wanted));
      fitted += end != Walker::kNone;
      BOOST_REQUIRE(std::equal(
          got.begin(), got.end(), wanted.begin(), wanted.end(),
          [](const Group& a, const Group& b) { return a.begin == b.begin && a.end == b.end; }));
    }
  }
  BOOST_TEST(fitted > 500U);
}

BOOST_AUTO_TEST_SUITE_END()
