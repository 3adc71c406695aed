// Vocabulary, alphabet, lexicon files, signs: what a grammar is made of.
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/grammar/alphabet.h"
#include "quoteledger/grammar/compiled.h"
#include "quoteledger/grammar/lexicon_file.h"
#include "quoteledger/grammar/signs.h"
#include "quoteledger/grammar/vocabulary.h"

using namespace quoteledger;
using Strings = std::vector<std::string>;

namespace {

constexpr std::string_view kForms[] = {"plain", "finite", "past", "ing", "participle"};

// "say/finite said/past": the entries of a file's text; the words of one entry with _ between them.
std::string entries(std::string_view text, bool verbs = true) {
  std::vector<LexiconProblem> problems;
  std::string out;
  for (const LexiconEntry& entry : read_lexicon(text, verbs, problems)) {
    if (!out.empty()) out += ' ';
    BOOST_TEST(std::count(entry.text.begin(), entry.text.end(), ' ') + 1 == entry.tokens);
    for (const char c : entry.text) out += c == ' ' ? '_' : c;
    if (verbs) out += "/" + std::string(kForms[static_cast<std::size_t>(entry.form)]);
  }
  for (const LexiconProblem& problem : problems) {
    out += " !" + std::to_string(problem.line) + ": " + problem.message;
  }
  return out;
}

// third person, past, participle, -ing of a regular verb.
std::string forms(std::string_view verb) {
  std::vector<LexiconProblem> problems;
  const auto read = read_lexicon(verb, true, problems);
  BOOST_REQUIRE_EQUAL(read.size(), 6U);
  return read[1].text + " " + read[3].text + " " + read[4].text + " " + read[5].text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grammar)
BOOST_AUTO_TEST_SUITE(lexicon_file)

BOOST_AUTO_TEST_CASE(plain_entries) {
  BOOST_TEST(entries("Ferry\n# all of it\n\n  pilot # here\r\nnight watch\n", false) ==
             "ferry pilot night_watch");
  BOOST_TEST(entries("Mr.\nU.S.\nDon’t\nvice-president\nst. ives", false) ==
             "mr. u.s. don't vice-president st._ives");
  BOOST_TEST(entries("", false) == "");
  BOOST_TEST(entries("#\n \n", false) == "");
  BOOST_TEST(entries("a: b", false) == "a_:_b");  // a colon is nothing special but in verbs
}

BOOST_AUTO_TEST_CASE(regular_verbs) {
  BOOST_TEST(forms("shout") == "shouts shouted shouted shouting");
  BOOST_TEST(forms("announce") == "announces announced announced announcing");
  BOOST_TEST(forms("reply") == "replies replied replied replying");
  BOOST_TEST(forms("relay") == "relays relayed relayed relaying");
  BOOST_TEST(forms("guess") == "guesses guessed guessed guessing");
  BOOST_TEST(forms("preach") == "preaches preached preached preaching");
  BOOST_TEST(forms("agree") == "agrees agreed agreed agreeing");
  BOOST_TEST(forms("tiptoe") == "tiptoes tiptoed tiptoed tiptoeing");
}

BOOST_AUTO_TEST_CASE(spelled_verbs) {
  BOOST_TEST(entries("say: says said said saying") ==
             "say/finite says/finite said/finite said/past said/participle saying/ing");
  BOOST_TEST(entries("go+ on: goes went gone going") ==
             "go_on/finite goes_on/finite went_on/finite went_on/past gone_on/participle "
             "going_on/ing");
  BOOST_TEST(entries("loudly chime+ in") ==
             "loudly_chime_in/finite loudly_chimes_in/finite loudly_chimed_in/finite "
             "loudly_chimed_in/past loudly_chimed_in/participle loudly_chiming_in/ing");
}

BOOST_AUTO_TEST_CASE(wrong_verbs_are_told) {
  BOOST_TEST(entries("ask\nsay: says said\n") ==
             "ask/finite asks/finite asked/finite asked/past asked/participle asking/ing "
             "!2: a verb has four forms behind its colon");
  BOOST_TEST(entries(": a b c d") == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(vocabulary)

BOOST_AUTO_TEST_CASE(words_of_the_same_lexicons_share_a_base) {
  Vocabulary words;
  const int say = words.add_lexicon("say");
  const int write = words.add_lexicon("write");
  BOOST_TEST(words.add_lexicon("say") == say);
  BOOST_TEST(words.lexicon("nope") == -1);
  for (const char* word : {"said", "told", "wrote"}) words.add_word(word, say);
  words.add_word("wrote", write);
  BOOST_REQUIRE(words.freeze());
  BOOST_TEST(words.find("said") != 0);
  BOOST_TEST(words.find("said") == words.find("told"));
  BOOST_TEST(words.find("said") != words.find("wrote"));
  BOOST_TEST(words.find("ferry") == 0);
  BOOST_TEST(words.has(words.find("wrote"), say));
  BOOST_TEST(words.has(words.find("wrote"), write));
  BOOST_TEST(!words.has(words.find("said"), write));
  BOOST_TEST(!words.has(words.find("said"), -1));
  BOOST_TEST(words.has("write", "wrote"));
  BOOST_TEST(!words.has("write", "said"));
  BOOST_TEST(!words.has("nope", "said"));
}

BOOST_AUTO_TEST_CASE(shapes_and_literals_tell_bases_apart) {
  Vocabulary words;
  const int say = words.add_lexicon("say");
  for (const char* word : {"went", "asked", "said", "told"}) words.add_word(word, say);
  words.add_literal("told");
  words.add_literal("ferry");
  BOOST_REQUIRE(words.freeze());
  BOOST_TEST(words.find("went") == words.find("said"));
  BOOST_TEST(words.find("went") != words.find("asked"));  // it ends in -ed
  BOOST_TEST(words.find("went") != words.find("told"));   // a pattern names it
  BOOST_TEST(words.find("ferry") != 0);
  BOOST_TEST(words.bases()[words.find("told")].literal == "told");
}

BOOST_AUTO_TEST_CASE(phrases) {
  Vocabulary words;
  const int say = words.add_lexicon("say");
  words.add_phrase("point out", say);
  words.add_phrase("point out in passing", say);
  words.add_word("point", words.add_lexicon("noun"));
  BOOST_REQUIRE(words.freeze());
  BOOST_TEST(words.find("point") != 0);
  BOOST_TEST(words.know("point").phrase_words == 4);
  BOOST_TEST(!words.know("point").in_phrase);
  BOOST_TEST(!words.has(words.find("point"), say));
  BOOST_TEST(words.has(words.find("point out"), say));
  // A word that only stands in a phrase is known for that, and for nothing else.
  BOOST_TEST(words.know("out").in_phrase);
  BOOST_TEST(words.know("passing").in_phrase);
  BOOST_TEST(words.find("out") == 0);
  BOOST_TEST(words.find("ferry") == 0);
  BOOST_TEST(words.know("ferry").phrase_words == 0);
}

BOOST_AUTO_TEST_CASE(words_with_a_stop) {
  Vocabulary words;
  const int title = words.add_lexicon("title");
  words.add_word("mr.", title);
  words.add_word("no.", title);
  words.add_word("no", words.add_lexicon("function"));
  BOOST_REQUIRE(words.freeze());
  BOOST_TEST(words.has(words.know("mr").with_stop, title));
  BOOST_TEST(words.find("mr") == 0);
  BOOST_TEST(words.has(words.know("no").with_stop, title));
  BOOST_TEST(!words.has(words.find("no"), title));
  BOOST_TEST(words.know("mrs").with_stop == 0);
}

BOOST_AUTO_TEST_CASE(an_empty_one_finds_nothing) {
  Vocabulary words;
  BOOST_REQUIRE(words.freeze());
  BOOST_TEST(words.find("said") == 0);
  BOOST_TEST(words.find("") == 0);
}

BOOST_AUTO_TEST_CASE(many_words) {
  Vocabulary words;
  const int all = words.add_lexicon("all");
  for (int i = 0; i < 20000; ++i) words.add_word("w" + std::to_string(i), all);
  BOOST_REQUIRE(words.freeze());
  for (int i = 0; i < 20000; ++i) BOOST_REQUIRE(words.find("w" + std::to_string(i)) != 0);
  BOOST_TEST(words.find("w20000") == 0);
}

BOOST_AUTO_TEST_CASE(lexicons_are_counted) {
  Vocabulary words;
  for (std::size_t i = 0; i < Vocabulary::kMostLexicons; ++i) {
    BOOST_REQUIRE(words.add_lexicon("l" + std::to_string(i)) == static_cast<int>(i));
  }
  BOOST_TEST(words.add_lexicon("one-more") == -1);
}

BOOST_AUTO_TEST_CASE(too_many_bases_are_refused) {
  Vocabulary words;
  for (int i = 0; i < 70000; ++i) words.add_literal("w" + std::to_string(i));
  BOOST_TEST(!words.freeze());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(alphabet)

BOOST_AUTO_TEST_CASE(sets_cut_the_tokens_apart) {
  Vocabulary words;
  words.add_word("said", words.add_lexicon("say"));
  BOOST_REQUIRE(words.freeze());
  Alphabet letters(words);
  TokenSet verbs(letters.size());
  TokenSet capitals(letters.size());
  for (std::size_t i = 0; i < letters.signatures().size(); ++i) {
    if (letters.signatures()[i].base == words.find("said")) verbs.add(i);
    if (letters.signatures()[i].shape == Shape::kCap) capitals.add(i);
  }
  letters.settle({verbs, capitals});
  BOOST_TEST(letters.symbol_count() == 4U);
  const Base said = words.find("said");
  const std::set<Symbol> all = {
      letters.symbol(said, Shape::kLower, false), letters.symbol(said, Shape::kCap, false),
      letters.symbol(0, Shape::kLower, false), letters.symbol(0, Shape::kCap, false)};
  BOOST_TEST(all.size() == 4U);
  // What no set tells apart is one symbol: starts and specials here.
  BOOST_TEST(letters.symbol(said, Shape::kLower, true) ==
             letters.symbol(said, Shape::kLower, false));
  BOOST_TEST(letters.symbol(Special::kQuoteComma) == letters.symbol(0, Shape::kLower, false));
}

BOOST_AUTO_TEST_CASE(sets_overlap_in_every_way) {
  Vocabulary words;
  for (const char* word : {"a", "b", "c", "d"}) words.add_literal(word);
  BOOST_REQUIRE(words.freeze());
  Alphabet letters(words);
  // Sets of two that overlap: every word is told apart by its combination.
  std::vector<TokenSet> sets;
  for (const std::string_view members : {"ab", "bc"}) {
    TokenSet set(letters.size());
    for (std::size_t i = 0; i < letters.signatures().size(); ++i) {
      const std::string& literal = words.bases()[letters.signatures()[i].base].literal;
      if (!literal.empty() && members.find(literal) != std::string_view::npos) set.add(i);
    }
    sets.push_back(set);
  }
  letters.settle(sets);
  std::set<Symbol> symbols;
  for (const char* word : {"a", "b", "c", "d"}) {
    symbols.insert(letters.symbol(words.find(word), Shape::kLower, false));
  }
  BOOST_TEST(symbols.size() == 4U);
}

BOOST_AUTO_TEST_CASE(hundreds_of_symbols) {
  Vocabulary words;
  for (int i = 0; i < 300; ++i) words.add_literal("w" + std::to_string(i));
  BOOST_REQUIRE(words.freeze());
  Alphabet alphabet(words);
  std::vector<TokenSet> sets;
  for (std::size_t base = 1; base <= 300; ++base) {
    TokenSet set(alphabet.size());
    for (std::size_t i = 0; i < alphabet.signatures().size(); ++i) {
      if (alphabet.signatures()[i].base == base) set.add(i);
    }
    sets.push_back(set);
  }
  alphabet.settle(sets);
  BOOST_TEST(alphabet.symbol_count() == 301U);
}

BOOST_AUTO_TEST_CASE(sets_of_tokens_become_sets_of_symbols) {
  Vocabulary words;
  for (int i = 0; i < 200; ++i) words.add_literal("w" + std::to_string(i));
  BOOST_REQUIRE(words.freeze());
  Alphabet alphabet(words);
  // By the number of the word: small sets, large ones, none, all, nearly all.
  std::vector<TokenSet> sets(7, TokenSet(alphabet.size()));
  for (std::size_t i = 0; i < alphabet.signatures().size(); ++i) {
    const std::size_t base = alphabet.signatures()[i].base;
    const bool in[] = {base == 7, base<20, base >= 20, base % 3 == 0, base % 3> 0, base == 0,
                       base != 150};
    for (std::size_t s = 0; s < sets.size(); ++s) {
      if (in[s]) sets[s].add(i);
    }
  }
  sets.emplace_back(alphabet.size());
  sets.emplace_back(alphabet.size());
  sets.back().add_all();
  const std::vector<SymbolSet> symbols = alphabet.settle(sets);
  BOOST_REQUIRE(symbols.size() == sets.size());
  for (std::size_t i = 0; i < alphabet.signatures().size(); ++i) {
    const Alphabet::Signature& token = alphabet.signatures()[i];
    for (std::size_t s = 0; s < sets.size(); ++s) {
      BOOST_TEST_REQUIRE(symbols[s].has(alphabet.symbol(token.base, token.shape, token.start)) ==
                         sets[s].has(i));
    }
  }
  BOOST_TEST(symbols[7].count() == 0U);
  BOOST_TEST(symbols[8].count() == alphabet.symbol_count());
  BOOST_TEST(symbols[8].ranges() == 1U);
}

BOOST_AUTO_TEST_CASE(symbol_sets) {
  SymbolSet one(130);
  SymbolSet other(130);
  BOOST_TEST(one.count() == 0U);
  one.add(0);
  one.add(129);
  other.add(64);
  BOOST_TEST(one.has(129));
  BOOST_TEST(!one.has(64));
  other.merge(one);
  BOOST_TEST(other.count() == 3U);
  other.reset(130);
  BOOST_TEST(other.count() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(signs)

BOOST_AUTO_TEST_CASE(weights_are_found_by_name) {
  SignWeights weights;
  BOOST_TEST(weights.empty());
  BOOST_TEST(weights.find(sign_key("rule:a")) == 0.0F);
  for (int i = 0; i < 1000; ++i) {
    weights.add(sign_key("rule:r" + std::to_string(i)), static_cast<float>(i + 1));
  }
  for (int i = 0; i < 1000; ++i) {
    BOOST_REQUIRE(weights.find(sign_key("rule:r" + std::to_string(i))) ==
                  static_cast<float>(i + 1));
  }
  weights.add(sign_key("rule:r7"), -2);
  BOOST_TEST(weights.find(sign_key("rule:r7")) == -2.0F);
  BOOST_TEST(weights.find(sign_key("r7:rule")) == 0.0F);
}

BOOST_AUTO_TEST_CASE(a_key_is_made_of_its_parts) {
  BOOST_TEST(sign_key("a:b") == join_key(join_key(0, part_key("a")), part_key("b")));
  BOOST_TEST(sign_key("ab") != sign_key("a:b"));
  BOOST_TEST(sign_key("a:b") != sign_key("b:a"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
