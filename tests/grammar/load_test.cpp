#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "grammar/temp_folder.h"
#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/compiled.h"
#include "quoteledger/grammar/signs.h"
#include "shipped_grammar.h"

using namespace quoteledger;
using Strings = std::vector<std::string>;

namespace {

constexpr std::string_view kHead =
    "grammar 1\n"
    "language en\n"
    "lexicon say is said, says\n";

constexpr std::string_view kRule =
    "rule t.said\n"
    "  at    cue 90\n"
    "  find  <quote,> <verb:say> <speaker:Cap>\n"
    "  yes   [quote:“We leave,”] [verb:said] [speaker:Ana].\n"
    "  no    Ana left.\n";

std::string rule(const std::string& id, const std::string& find, const std::string& score = "90") {
  return "rule " + id + "\n  at cue " + score + "\n  find " + find +
         "\n  yes [quote:“a”]\n  no b\n";
}

// "speaker/rule" of each row.
Strings credits(const Grammar& grammar, const std::string& text) {
  const auto ledger = extract(grammar, "t", text, {});
  BOOST_REQUIRE(ledger.has_value());
  Strings out;
  for (const Row& row : ledger->rows) {
    out.push_back(row.mention.value_or("-") + "/" + row.rule.value_or("-"));
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grammar)
BOOST_AUTO_TEST_SUITE(loading)

BOOST_AUTO_TEST_CASE(a_small_grammar) {
  TempFolder folder;
  folder.put("a.grammar", std::string(kHead) + std::string(kRule));
  folder.put("notes.txt", "not a grammar");
  folder.put("below/b.grammar", "not read either");
  const auto load = load_grammar({folder.path()});
  BOOST_TEST(shown(load.errors, folder.path()) == "");
  BOOST_REQUIRE(load.grammar);
  BOOST_TEST(load.grammar->language == "en");
  BOOST_REQUIRE_EQUAL(load.grammar->rules.size(), 1U);
  BOOST_TEST(check_examples(load.grammar).empty());
  BOOST_TEST(credits(*load.grammar, "“We leave,” said Ana.") == Strings{"Ana/t.said"});
  const auto rules = summarize(*load.grammar);
  BOOST_REQUIRE_EQUAL(rules.size(), 2U);
  BOOST_TEST(rules[0].id == "t.said");
  BOOST_TEST(rules[0].kind == "rule");
  BOOST_TEST(rules[0].line == 4U);
  BOOST_TEST(rules[0].score == 90);
  BOOST_TEST(rules[0].text == kRule);
  BOOST_TEST(rules[1].id == "say");
  BOOST_TEST(rules[1].kind == "lexicon");
  BOOST_TEST(rules[1].words == 2U);
}

BOOST_AUTO_TEST_CASE(an_empty_grammar_credits_nobody) {
  std::shared_ptr<const Grammar> grammar;
  BOOST_TEST(load_text("grammar 1\nlanguage en\n", &grammar) == "");
  BOOST_REQUIRE(grammar);
  BOOST_TEST(credits(*grammar, "“We leave,” said Ana.") == Strings{"-/-"});
}

BOOST_AUTO_TEST_CASE(no_folder_and_no_files) {
  BOOST_TEST(shown(load_grammar({}).errors, "") ==
             "grammar: error: no folder is named\n"
             "  hint: a grammar is a folder with at least one file NAME.grammar in it\n");
  TempFolder folder;
  BOOST_TEST(shown(load_grammar({folder.path()}).errors, "-") ==
             folder.path() +
                 ": error: no *.grammar file in this folder\n"
                 "  hint: a grammar is a folder with at least one file NAME.grammar in it\n");
  BOOST_TEST(shown(load_grammar({folder.path() + "/none"}).errors, folder.path()) ==
             "none: error: cannot read the folder: No such file or directory\n"
             "  hint: a grammar is a folder with at least one file NAME.grammar in it\n");
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_read) {
  TempFolder folder;
  folder.put("a.grammar", std::string(kHead) + std::string(kRule));
  folder.put("b.grammar/c.txt", "a folder by this name");
  folder.put("d.grammar", "grammar 1\n#" + std::string(17U << 20, ' '));
  BOOST_TEST(shown(load_grammar({folder.path()}).errors, folder.path()) ==
             "b.grammar: error: cannot read the file, or it is over 16 MiB\n"
             "d.grammar: error: cannot read the file, or it is over 16 MiB\n");
}

BOOST_AUTO_TEST_CASE(files_are_read_by_name_and_share_names) {
  TempFolder folder;
  folder.put("b.grammar", "grammar 1\nlanguage en\nlexicon say from words/say.txt verbs\n");
  folder.put("words/say.txt", "shout\nsay: says said said saying\n");
  folder.put("a.grammar", "grammar 1\nclass Name Cap\n" +
                              rule("t.a", "<quote,> <verb:say.past> <speaker:Name>"));
  const auto load = load_grammar({folder.path()});
  BOOST_TEST(shown(load.errors, folder.path()) == "");
  BOOST_REQUIRE(load.grammar);
  BOOST_TEST(credits(*load.grammar, "“Go,” shouted Ana. “Go,” says Ana. “Go,” said Lev.") ==
             (Strings{"Ana/t.a", "Ana/t.a", "Lev/t.a"}));
}

BOOST_AUTO_TEST_CASE(a_folder_is_laid_over_another) {
  TempFolder base;
  base.put("a.grammar", std::string(kHead) + std::string(kRule));
  TempFolder over;
  over.put("my.grammar", "grammar 1\nlexicon say is growled\n" +
                             rule("t.label", "<TextEnd> <speaker:Cap> : <quote>", "80"));
  const auto both = load_grammar({base.path(), over.path()});
  BOOST_TEST(shown(both.errors, over.path()) == "");
  BOOST_REQUIRE(both.grammar);
  BOOST_TEST(credits(*both.grammar, "“We leave,” growled Ana.") == Strings{"Ana/t.said"});
  BOOST_TEST(credits(*both.grammar, "“We leave,” said Ana.") == Strings{"Ana/t.said"});
  BOOST_TEST(credits(*both.grammar, "Lev: “We leave.”") == Strings{"Lev/t.label"});
  // The other way round, the lexicon and the rule are there as well: only `off` minds the order.
  BOOST_TEST(load_grammar({over.path(), base.path()}).errors.empty());
}

BOOST_AUTO_TEST_CASE(rules_are_switched_off) {
  TempFolder base;
  base.put("a.grammar", std::string(kHead) + std::string(kRule));
  TempFolder over;
  over.put("my.grammar", "grammar 1\noff t.said\n");
  const auto both = load_grammar({base.path(), over.path()});
  BOOST_TEST(shown(both.errors, over.path()) == "");
  BOOST_REQUIRE(both.grammar);
  BOOST_TEST(both.grammar->rules.empty());
  BOOST_TEST(credits(*both.grammar, "“We leave,” said Ana.") == Strings{"-/-"});
  over.put("my.grammar", "grammar 1\noff t.sdai\n");
  BOOST_TEST(shown(load_grammar({base.path(), over.path()}).errors, over.path()) ==
             "my.grammar:2:5: error: no rule above has this name\n"
             "  off t.sdai\n"
             "      ^~~~~~\n"
             "  hint: `grammar list` names them\n");
}

BOOST_AUTO_TEST_CASE(a_copy_laid_over_a_grammar_is_told_once) {
  std::string rules;
  for (const char* id : {"t.a", "t.b", "t.c", "t.d", "t.e"})
    rules += rule(id, "<quote,> <verb:say> <speaker:Cap>");
  TempFolder base;
  base.put("a.grammar", std::string(kHead) + rules);
  TempFolder over;
  over.put("a.grammar", std::string(kHead) + rules);
  const auto both = load_grammar({base.path(), over.path()});
  BOOST_REQUIRE_EQUAL(both.errors.size(), 1U);
  BOOST_TEST(both.errors[0].message ==
             "a rule of this name is there already, and so are 4 others of this folder");
  BOOST_TEST(both.errors[0].hint.find("--alone") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_pattern_is_replaced_by_a_later_one) {
  TempFolder base;
  base.put("a.grammar", std::string(kHead) + "pattern Who <Cap>\n" +
                            rule("t.a", "<quote,> <verb:say> <speaker:Who>"));
  TempFolder over;
  over.put("my.grammar", "grammar 1\npattern Who the <Lower>\n");
  const auto both = load_grammar({base.path(), over.path()});
  BOOST_REQUIRE(both.grammar);
  BOOST_TEST(credits(*both.grammar, "“We leave,” said the pilot.") == Strings{"the pilot/t.a"});
  BOOST_TEST(credits(*both.grammar, "“We leave,” said Ana.") == Strings{"-/-"});
}

BOOST_AUTO_TEST_CASE(problems_of_word_files_show_their_line) {
  TempFolder folder;
  folder.put("a.grammar",
             "grammar 1\nlanguage en\nlexicon say from say.txt verbs\nweights from w.txt\n");
  folder.put("say.txt", "ask\nsay: says said\n");
  folder.put("w.txt", "carry 0.5\n# none\nturn\nnext x1\nlast nan\n");
  BOOST_TEST(shown(load_grammar({folder.path()}).errors, folder.path()) ==
             "say.txt:2:1: error: a verb has four forms behind its colon\n"
             "  say: says said\n"
             "  ^~~~~~~~~~~~~~\n"
             "  hint: write `say: says said said saying`, or the verb alone where it is regular\n"
             "w.txt:3:1: error: not a name and a number\n"
             "  turn\n"
             "  ^\n"
             "  hint: write `name 0.75`\n"
             "w.txt:4:1: error: not a name and a number\n"
             "  next x1\n"
             "  ^\n"
             "  hint: write `name 0.75`\n"
             "w.txt:5:1: error: not a name and a number\n"
             "  last nan\n"
             "  ^\n"
             "  hint: write `name 0.75`\n");
}

BOOST_AUTO_TEST_CASE(numbers_of_all_kinds) {
  TempFolder folder;
  folder.put("a.grammar", "grammar 1\nlanguage en\nweights from w.txt\nsigns from s.txt\n");
  folder.put("w.txt", "carry 0.5 # half\r\ncarry over -2\n\n");
  folder.put("s.txt", "rule:t.said 1.25\n");
  const auto load = load_grammar({folder.path()});
  BOOST_TEST(shown(load.errors, folder.path()) == "");
  BOOST_REQUIRE(load.grammar);
  BOOST_TEST(load.grammar->weight("carry", 9) == 0.5);
  BOOST_TEST(load.grammar->weight("carry over", 9) == -2);
  BOOST_TEST(load.grammar->weight("nope", 9) == 9);
  BOOST_TEST(load.grammar->signs.find(sign_key("rule:t.said")) == 1.25F);
}

// A rule laid over the English grammar may name what no shipped rule tells apart.
BOOST_AUTO_TEST_CASE(an_overlay_tells_more_apart) {
  TempFolder folder;
  folder.put("t.grammar",
             "grammar 1\nlanguage en\n" + rule("t.cap", "<Para> <speaker:Cap> \\> <quote>", "90"));
  const auto load = load_grammar({QUOTELEDGER_SOURCE_GRAMMARS "/en", folder.path()});
  BOOST_TEST(shown(load.errors, folder.path()) == "");
  BOOST_TEST(load.grammar != nullptr);
}

// Of a very large pattern RE2 tells first what does not fit; what fits is the same.
BOOST_AUTO_TEST_CASE(very_large_patterns) {
  TempFolder folder;
  folder.put("t.grammar", std::string(kHead) +
                              "pattern Long <Cap>(?:(?: (?:of|van der|von und zu|in and out of|up "
                              "to the)? <Cap>){1,9},?){0,100}\n" +
                              rule("t.large", "<quote,> <verb:say> <speaker:Long> on", "90"));
  const auto load = load_grammar({folder.path()});
  BOOST_TEST(shown(load.errors, folder.path()) == "");
  BOOST_REQUIRE(load.grammar);
  BOOST_TEST(load.grammar->rules.front().find.right.regex != nullptr);
  BOOST_TEST(credits(*load.grammar, "“We leave,” said Ana van der Berg of Oslo on Monday.") ==
                 (Strings{"Ana van der Berg of Oslo/t.large"}),
             boost::test_tools::per_element());
  BOOST_TEST(credits(*load.grammar, "“We leave,” said Ana van Berg on Monday.") == (Strings{"-/-"}),
             boost::test_tools::per_element());
}

// What takes no token is nothing, however often it is repeated.
BOOST_AUTO_TEST_CASE(repeats_of_nothing) {
  TempFolder folder;
  folder.put("t.grammar",
             std::string(kHead) +
                 "rule t.nothing\n  at cue 90\n  find <quote,> <verb:say> <speaker:Cap>\n"
                 "  unless (?:(?:(?:(?:(?:x{0}){99}){99}){99}){99}){50} never <quote>\n"
                 "  yes [quote:“a”]\n  no b\n");
  const auto load = load_grammar({folder.path()});
  BOOST_TEST(shown(load.errors, folder.path()) == "");
  BOOST_REQUIRE(load.grammar);
  BOOST_TEST(credits(*load.grammar, "“We leave,” said Ana.") == (Strings{"Ana/t.nothing"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(patterns_too_large_together) {
  TempFolder folder;
  std::string text = std::string(kHead) +
                     "pattern Name <Cap>(?:(?: (?:of|van der)? <Cap>){1,9},?){0,100}\n" +
                     "pattern Names <Name>(?: and <Name>)?\n";
  for (int i = 0; i < 300; ++i)
    text += rule("t.large-" + std::to_string(i), "<quote,> <verb:say> <speaker:Names>", "90");
  folder.put("t.grammar", text);
  const auto load = load_grammar({folder.path()});
  BOOST_TEST(!load.grammar);
  const std::string told = shown(load.errors, folder.path());
  const std::string wanted = "too large together";
  BOOST_TEST(told.find(wanted) != std::string::npos);
  BOOST_TEST(told.find(wanted) == told.rfind(wanted));  // once
}

BOOST_AUTO_TEST_CASE(rules_stand_by_falling_score) {
  std::shared_ptr<const Grammar> grammar;
  const std::string find = "<quote,> <verb:say> <speaker:Cap>";
  BOOST_TEST(load_text(std::string(kHead) + rule("t.b", find, "20") + rule("t.a", find, "90.5") +
                           rule("t.c", find, "90.5"),
                       &grammar) == "");
  BOOST_REQUIRE(grammar);
  BOOST_TEST(grammar->rules[0].id == "t.a");
  BOOST_TEST(grammar->rules[1].id == "t.c");
  BOOST_TEST(grammar->rules[2].id == "t.b");
}

// The alternatives of a choice may repeat a role, however many groups that makes.
BOOST_AUTO_TEST_CASE(many_roles_in_one_side) {
  std::string choice;
  for (int i = 0; i < 30; ++i) {
    choice += std::string(i > 0 ? " | " : "") + "<verb:(w" + std::to_string(i) + ")> <speaker:Cap>";
  }
  std::shared_ptr<const Grammar> grammar;
  BOOST_TEST(load_text(std::string(kHead) + rule("t.a", "<quote,> (" + choice + ")"), &grammar) ==
             "");
  BOOST_REQUIRE(grammar);
  BOOST_TEST(credits(*grammar, "“We leave,” w0 Ana. “We stay,” w29 Lev.") ==
             (Strings{"Ana/t.a", "Lev/t.a"}));
}

BOOST_AUTO_TEST_CASE(limits) {
  const auto many = [](int count, const auto& line) {
    std::string text(kHead);
    for (int i = 0; i < count; ++i) text += line(std::to_string(i));
    return load_text(text);
  };
  BOOST_TEST(many(300, [](const std::string& i) {
               return "lexicon l" + i + " is w" + i + "\n";
             }).starts_with("t.grammar:259:9: error: more than 256 lexicons\n"));
  BOOST_TEST(many(300, [](const std::string& i) { return "tag t" + i + " Cap\n"; }) != "");
  BOOST_TEST(many(5001, [](const std::string& i) {
               return rule("t." + i, "<quote,> <verb:say> <speaker:Cap>");
             }).find("error: more than 5000 rules\n") != std::string::npos);
  // As many kinds of tokens as there are words in the patterns.
  std::string words;
  for (int i = 0; i < 3000; ++i) words += " w" + std::to_string(i) + " |";
  const std::string text =
      load_text(std::string(kHead) + rule("t.a", "<quote> (" + words + " x) <speaker:Cap>"));
  BOOST_TEST(text.find("error: the patterns ") != std::string::npos);
  BOOST_TEST(text.find("hint: put words that are used alike into one lexicon\n") !=
             std::string::npos);
}

// What a grammar cannot do: crash, hang, or load with errors.
BOOST_AUTO_TEST_CASE(random_grammars_are_told_or_loaded) {
  constexpr std::string_view kPieces[] = {
      "<quote,>", "<quote>", "<speaker:Cap>", "<verb:say>", "<say", ">",  "(",  ")",       "|",
      "?",        "*",       "{2}",           "{1,3}?",     "{",    "\\", "a",  "<A>",     "<Any>",
      " ",        "'",       "<B & !A>",      "<'a'>",      "&",    "!",  "\n", "  find ", "\\\n",
      "é",        "\xFF",    "<''>",          "<speaker:(", "+",    "“",  "”",  "\0",      "#"};
  std::mt19937 random(4242);
  int loaded = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text(kHead);
    const auto pieces = [&](unsigned most) {
      std::string out;
      for (auto i = random() % most; i > 0; --i) {
        out += kPieces[random() % std::size(kPieces)];
        out += ' ';
      }
      return out;
    };
    text += "class A Cap\nclass B Lower | " + std::string(random() % 8 == 0 ? "A & C" : "A") + "\n";
    text += "pattern P " + pieces(4) + "\n";
    text +=
        rule("t.a", pieces(4) + "<quote,> <verb:say> " + pieces(3) + "<speaker:Cap> " + pieces(3));
    BOOST_TEST_CONTEXT(text) {
      TempFolder folder;
      folder.put("t.grammar", text);
      const auto load = load_grammar({folder.path()});
      BOOST_REQUIRE((load.grammar == nullptr) != load.errors.empty());
      for (const Diagnostic& error : load.errors) {
        BOOST_REQUIRE(!error.message.empty());
        BOOST_REQUIRE(!format(error).empty());
      }
      if (load.grammar) {
        ++loaded;
        (void)check_examples(load.grammar);
        (void)credits(*load.grammar, "“We leave,” said Ana. a “b” c");
      }
    }
  }
  BOOST_TEST(loaded > 10);
  BOOST_TEST(loaded < 390);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(the_shipped_grammar_loads_and_holds_its_examples) {
  const auto load = load_grammar({QUOTELEDGER_SOURCE_GRAMMARS "/en"});
  BOOST_TEST(shown(load.errors, QUOTELEDGER_SOURCE_GRAMMARS) == "");
  BOOST_REQUIRE(load.grammar);
  BOOST_TEST(shown(check_examples(load.grammar), QUOTELEDGER_SOURCE_GRAMMARS) == "");
}

BOOST_AUTO_TEST_CASE(the_shipped_grammar_is_found) {
  const char* before = std::getenv("QUOTELEDGER_GRAMMARS");
  const std::string kept = before == nullptr ? "" : before;
  TempFolder folder;
  folder.put("xx/x.grammar", "grammar 1\nlanguage xx\n");
  setenv("QUOTELEDGER_GRAMMARS", folder.path().c_str(), 1);
  BOOST_TEST(find_shipped_grammar("xx").value_or("") == folder.path() + "/xx");
  BOOST_TEST(!find_shipped_grammar("en").has_value());
  setenv("QUOTELEDGER_GRAMMARS", "", 1);
  BOOST_TEST(find_shipped_grammar("en").has_value());
  BOOST_TEST(!find_shipped_grammar("zz").has_value());
  if (before == nullptr) {
    unsetenv("QUOTELEDGER_GRAMMARS");
  } else {
    setenv("QUOTELEDGER_GRAMMARS", kept.c_str(), 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
