#include "quoteledger/grammar/token_regex.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

namespace {

using quoteledger::parse_pattern;
using quoteledger::PatternNode;
using quoteledger::PatternTree;

// A tree as text: (seq …), (or …), {0,1 …}, [role …], 'word', <class>, QUOTE.
std::string show(const PatternNode& node) {
  std::string inner;
  for (const auto& child : node.children) inner += " " + show(*child);
  switch (node.kind) {
    case PatternNode::Kind::kSequence:
      return "(seq" + inner + ")";
    case PatternNode::Kind::kChoice:
      return "(or" + inner + ")";
    case PatternNode::Kind::kRepeat:
      return "{" + std::to_string(node.least) + "," +
             (node.most < 0 ? "" : std::to_string(node.most)) + (node.lazy ? "?" : "") + inner +
             "}";
    case PatternNode::Kind::kCapture:
      return "[" + node.text + inner + "]";
    case PatternNode::Kind::kWord:
      return "'" + node.text + "'";
    case PatternNode::Kind::kClass:
      return "<" + node.text + ">";
    case PatternNode::Kind::kQuote:
      return "QUOTE" + node.text;
  }
  return "";
}

std::string tree(std::string_view text) {
  const PatternTree parsed = parse_pattern(text);
  return parsed.errors.empty() ? show(*parsed.root) : "error: " + parsed.errors[0].message;
}

struct Error {
  std::uint32_t at, length;
  std::string message;
};

Error error(std::string_view text) {
  const PatternTree parsed = parse_pattern(text);
  BOOST_REQUIRE_EQUAL(parsed.errors.size(), 1U);  // the first error ends a pattern
  BOOST_TEST(parsed.errors[0].at <= text.size());
  return {parsed.errors[0].at, parsed.errors[0].length, parsed.errors[0].message};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grammar)
BOOST_AUTO_TEST_SUITE(token_regex)

BOOST_AUTO_TEST_CASE(words) {
  BOOST_TEST(tree("said Ana") == "(seq 'said' 'ana')");
  BOOST_TEST(tree("  said,  ") == "(seq 'said' ',')");
  BOOST_TEST(tree("Mr's don’t — ...") == "(seq 'mr' ''s' 'don't' '—' '…')");
  BOOST_TEST(tree("\\( \\? \\* \\\\ \\<") == "(seq '(' '?' '*' '\\' '<')");
  BOOST_TEST(tree("") == "(seq)");
}

BOOST_AUTO_TEST_CASE(classes_and_quotes) {
  BOOST_TEST(tree("<Name> <a & !b | c>") == "(seq <Name> <a & !b | c>)");
  BOOST_TEST(tree("<quote> <quote,?aS>") == "(seq QUOTE QUOTE,?aS)");
  BOOST_TEST(tree("<quoted>") == "(seq <quoted>)");
}

BOOST_AUTO_TEST_CASE(roles) {
  BOOST_TEST(tree("<speaker:Name>") == "(seq [speaker <Name>])");
  BOOST_TEST(tree("<verb:(according to | per)>") ==
             "(seq [verb (or (seq 'according' 'to') (seq 'per'))])");
  BOOST_TEST(tree("<verb:(said)>?") == "(seq {0,1 [verb (seq 'said')]})");
}

BOOST_AUTO_TEST_CASE(choices_and_groups) {
  BOOST_TEST(tree("a | b c |") == "(or (seq 'a') (seq 'b' 'c') (seq))");
  BOOST_TEST(tree("(?:a | b) c") == "(seq (or (seq 'a') (seq 'b')) 'c')");
  BOOST_TEST(tree("(a)") == "(seq (seq 'a'))");
}

BOOST_AUTO_TEST_CASE(counts) {
  BOOST_TEST(tree("a? b* c+ d{2} e{0,4} f{200}") ==
             "(seq {0,1 'a'} {0, 'b'} {1, 'c'} {2,2 'd'} {0,4 'e'} {200,200 'f'})");
  BOOST_TEST(tree("a?? b*? c+? d{2}? e{0,4}?") ==
             "(seq {0,1? 'a'} {0,? 'b'} {1,? 'c'} {2,2? 'd'} {0,4? 'e'})");
  BOOST_TEST(tree("(a*){2}") == "(seq {2,2 (seq {0, 'a'})})");
}

BOOST_AUTO_TEST_CASE(errors_have_their_place) {
  const auto check = [](std::string_view text, std::uint32_t at, std::uint32_t length,
                        std::string_view message) {
    BOOST_TEST_CONTEXT(text) {
      const Error got = error(text);
      BOOST_TEST(got.message == message);
      BOOST_TEST(got.at == at);
      BOOST_TEST(got.length == length);
    }
  };
  check("a )", 2, 1, "a `)` without its `(`");
  check("a (b", 2, 1, "a `(` without its `)`");
  check("a (b | (c)", 2, 1, "a `(` without its `)`");
  check("a <b", 2, 1, "a `<` without its `>`");
  check("<speaker:Name", 0, 1, "a `<` without its `>`");
  check("<speaker:(a b", 9, 1, "a `(` without its `)`");
  check("<speaker:(a b) c", 0, 8, "a role's `(…)` without the `>` that ends it");
  check("a > b", 2, 1, "a stray `>`");
  check("a }", 2, 1, "a stray `}`");
  check("* a", 0, 1, "nothing stands before `*`");
  check("a | + b", 4, 1, "nothing stands before `+`");
  check("a{2", 1, 1, "a `{` without its `}`");
  check("a{x}", 1, 3, "not a count");
  check("a{3,2}", 1, 5, "not a count");
  check("a{-1}", 1, 4, "not a count");
  check("a{2,}", 1, 4, "not a count");
  check("a{99999999999999}", 1, 16, "not a count");
  check("a{201}", 1, 5, "a count of more than 200");
  check("a**", 2, 1, "a count behind a count");
  check("a{2}{3}", 4, 3, "a count behind a count");
  check("a \\", 2, 1, "a `\\` with nothing behind it");
}

BOOST_AUTO_TEST_CASE(deep_groups_are_refused) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '(') + "a" +
           std::string(static_cast<std::size_t>(depth), ')');
  };
  BOOST_TEST(parse_pattern(nested(60)).errors.empty());
  BOOST_TEST(error(nested(100000)).message == "groups are nested too deep");
  std::string roles;
  for (int i = 0; i < 10000; ++i) roles += "<verb:(";
  BOOST_TEST(error(roles).message == "groups are nested too deep");
  // A row of counts would be a tree as deep as the row is long.
  BOOST_TEST(error("a" + std::string(1000000, '*')).message == "a count behind a count");
}

BOOST_AUTO_TEST_CASE(places_are_kept) {
  const PatternTree parsed = parse_pattern("said <speaker:Name> (a | bc)");
  const auto& children = parsed.root->children;
  BOOST_REQUIRE_EQUAL(children.size(), 3U);
  BOOST_TEST(children[0]->at == 0U);
  BOOST_TEST(children[0]->length == 4U);
  BOOST_TEST(children[1]->at == 5U);
  BOOST_TEST(children[1]->length == 14U);
  BOOST_TEST(children[1]->children[0]->at == 14U);
  BOOST_TEST(children[1]->children[0]->length == 4U);
  BOOST_TEST(children[2]->at == 21U);
  BOOST_TEST(children[2]->length == 6U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
