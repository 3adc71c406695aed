// The grammar's rules near a quote, with small grammars of the tests' own.
#include "quoteledger/cue/cue.h"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/temp_folder.h"
#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/compiled.h"

using namespace quoteledger;
using Strings = std::vector<std::string>;

namespace {

std::shared_ptr<const Grammar> make_grammar(const std::string& rules) {
  std::shared_ptr<const Grammar> grammar;
  BOOST_REQUIRE_EQUAL(
      load_text("grammar 1\nlanguage en\nlexicon say is said, says, sang\n" + rules, &grammar), "");
  return grammar;
}

std::string rule(const std::string& id, const std::string& find, double score = 90,
                 const std::string& extra = "", const std::string& stage = "cue") {
  return "rule " + id + "\n  at " + stage + " " + std::to_string(score) + "\n  find " + find +
         "\n" + extra + "  yes [quote:“a”]\n  no b\n";
}

struct Cued {
  Cued(const Grammar& the_grammar, std::string text)
      : grammar(the_grammar),
        document(*decode("t", std::move(text))),
        stretches(find_stretches(document)),
        breaker("en"),
        words(grammar.vocabulary),
        frames(document, stretches, grammar, breaker, words),
        finder(frames) {}
  const Grammar& grammar;
  Document document;
  std::vector<Stretch> stretches;
  SentenceBreaker breaker;
  KnownWords words;
  Frames frames;
  CueFinder finder;

  QuoteCues find(std::uint32_t quote = 0, Span carried = {}) { return finder.find(quote, carried); }
  // The mention of the best candidate and its rule: "Ana/t.a", or "-".
  std::string best(std::uint32_t quote = 0) {
    const QuoteCues cues = find(quote);
    if (!cues.credited()) return "-";
    const Candidate& first = cues.candidates.front();
    return std::string(slice(document.text, first.mention)) + "/" + grammar.rules[first.rule].id;
  }
  [[nodiscard]] std::string text(Span span) const {
    return std::string(slice(document.text, span));
  }
};

std::string best(const Grammar& grammar, std::string text, std::uint32_t quote = 0) {
  return Cued(grammar, std::move(text)).best(quote);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cue)

BOOST_AUTO_TEST_CASE(both_sides_must_fit) {
  const auto grammar = make_grammar(rule("t.a", "<speaker:Cap> <verb:say> , <quote> <Stop>"));
  BOOST_TEST(best(*grammar, "Ana said, “we leave”.") == "Ana/t.a");
  BOOST_TEST(best(*grammar, "Then Ana said, “we leave”.") == "Ana/t.a");
  BOOST_TEST(best(*grammar, "Ana said, “we leave” today.") == "-");
  BOOST_TEST(best(*grammar, "Ana sat, “we leave”.") == "-");
  BOOST_TEST(best(*grammar, "“we leave”.") == "-");
}

BOOST_AUTO_TEST_CASE(roles_are_spans_of_the_text) {
  const auto grammar = make_grammar(
      rule("t.a",
           "<speaker:(<Cap>+)> , <role:(the <Lower>+)> , <verb:say> to <addressee:Cap> in "
           "<source:(a <Lower>)> : <quote>"));
  Cued one(*grammar, "Ana  Ruiz, the harbour master, said to Lev in a letter: “We leave.”");
  const QuoteCues cues = one.find();
  BOOST_REQUIRE_EQUAL(cues.candidates.size(), 1U);
  const Candidate& got = cues.candidates[0];
  BOOST_TEST(one.text(got.mention) == "Ana  Ruiz");
  BOOST_TEST(one.text(got.role) == "the harbour master");
  BOOST_TEST(one.text(got.cue) == "said");
  BOOST_TEST(one.text(got.addressee) == "Lev");
  BOOST_TEST(one.text(got.source) == "a letter");
  BOOST_TEST(!got.behind);
  BOOST_TEST(cues.credited());
}

BOOST_AUTO_TEST_CASE(the_side_before_is_read_away_from_the_quote) {
  // Lazy and greedy counts go outward from the quote.
  const auto greedy = make_grammar(rule("t.a", "<speaker:(<Cap>+)> <quote>"));
  BOOST_TEST(best(*greedy, "one Ana Bo Cy “we leave”") == "Ana Bo Cy/t.a");
  const auto lazy = make_grammar(rule("t.a", "<speaker:(<Cap>+?)> <quote>"));
  BOOST_TEST(best(*lazy, "one Ana Bo Cy “we leave”") == "Cy/t.a");
  const auto behind = make_grammar(rule("t.a", "<quote> <speaker:(<Cap>+?)>"));
  BOOST_TEST(best(*behind, "“we leave” Ana Bo Cy") == "Ana/t.a");
}

// What may be empty, over and over: the first word fits the other way only.
BOOST_AUTO_TEST_CASE(a_repetition_of_what_may_be_empty_ends) {
  for (const std::string repeat :
       {"(?:(?:by)*)*?", "(?:(?:by)*)*", "(?:(?:by)?)*?", "(?:(?:by)*?)*?"}) {
    const auto grammar =
        make_grammar(rule("t.a", "<quote> , (?: so " + repeat + " says | so said ) <speaker:Cap>"));
    BOOST_TEST(best(*grammar, "“We leave”, so said Ana.") == "Ana/t.a");
    BOOST_TEST(best(*grammar, "“We leave”, so by by says Ana.") == "Ana/t.a");
    BOOST_TEST(best(*grammar, "“We leave”, so says Ana.") == "Ana/t.a");
    BOOST_TEST(best(*grammar, "“We leave”, so by said Ana.") == "-");
  }
}

BOOST_AUTO_TEST_CASE(quote_ends) {
  const auto fits = [](const std::string& form, const std::string& quote) {
    const auto grammar = make_grammar(rule("t.a", "<quote" + form + "> by <speaker:Cap>"));
    return best(*grammar, "“" + quote + "” by Ana") == "Ana/t.a";
  };
  const Strings quotes = {"We leave",  "We leave,", "We leave.",
                          "We leave?", "We leave!", "We leave…"};
  const auto row = [&](const std::string& form) {
    std::string out;
    for (const std::string& quote : quotes) out += fits(form, quote) ? 'x' : '.';
    return out;
  };
  BOOST_TEST(row("") == "xxxxxx");
  BOOST_TEST(row("0") == "x.....");
  BOOST_TEST(row(",") == ".x....");
  BOOST_TEST(row(".") == "..x...");
  BOOST_TEST(row("?") == "...xx.");
  BOOST_TEST(row("-") == ".....x");
  BOOST_TEST(row(",?0") == "xx.xx.");
}

BOOST_AUTO_TEST_CASE(quote_starts_lengths_and_styles) {
  const auto fits = [](const std::string& form, const std::string& quote) {
    const auto grammar = make_grammar(rule("t.a", "<quote" + form + "> by <speaker:Cap>"));
    return best(*grammar, "“" + quote + "” by Ana") == "Ana/t.a";
  };
  BOOST_TEST(fits("a", "we leave"));
  BOOST_TEST(!fits("a", "We leave"));
  BOOST_TEST(!fits("a", "40 boats"));
  BOOST_TEST(fits("A", "40 boats"));
  BOOST_TEST(fits("A", "We leave"));
  BOOST_TEST(fits("s", "one two three"));
  BOOST_TEST(!fits("s", "one two three four"));
  BOOST_TEST(fits("S", "one two three four"));
  BOOST_TEST(fits("t", "The Salt Year"));
  BOOST_TEST(fits("t", "Harbour at Dusk"));
  BOOST_TEST(!fits("t", "Harbour"));
  BOOST_TEST(!fits("t", "The salt years"));
  BOOST_TEST(fits("T", "The salt years"));
  BOOST_TEST(fits(",aS", "one two three four,"));
  BOOST_TEST(!fits(",aS", "one two three four"));
}

BOOST_AUTO_TEST_CASE(the_higher_score_wins) {
  const auto grammar = make_grammar(rule("t.far", "<quote> <Cap> <speaker:Cap>", 40) +
                                    rule("t.near", "<quote> <speaker:Cap>", 70));
  Cued one(*grammar, "“we leave” Ana Ruiz");
  const QuoteCues cues = one.find();
  BOOST_REQUIRE_EQUAL(cues.candidates.size(), 2U);
  BOOST_TEST(one.text(cues.candidates[0].mention) == "Ana");
  BOOST_TEST(one.text(cues.candidates[1].mention) == "Ruiz");
  BOOST_TEST(cues.candidates[0].chance > cues.candidates[1].chance);
  BOOST_TEST(!cues.ambiguous);
  const double sum = cues.candidates[0].chance + cues.candidates[1].chance +
                     static_cast<double>(cues.nobody_chance);
  BOOST_TEST(std::abs(sum - 1) < 1e-5);
}

// The lean decides who is credited and is no part of the chances; what speaks unseen lowers the chance of nobody alone.
BOOST_AUTO_TEST_CASE(lean_and_unseen) {
  const TempFolder folder;
  folder.put("t.grammar", "grammar 1\nlanguage en\nlexicon say is said\nsigns from s.txt\n" +
                              rule("t.a", "<quote> <verb:say> <speaker:Cap>", 70));
  const auto find = [&](const std::string& signs, const std::string& text) {
    folder.put("s.txt", signs);
    const GrammarLoad load = load_grammar({folder.path()});
    BOOST_REQUIRE(load.grammar);
    return Cued(*load.grammar, text).find();
  };
  const std::string said = "“we leave” said Ana";
  const QuoteCues plain = find("nobody 1\n", said);
  BOOST_TEST(plain.credited());
  const QuoteCues leaning = find("nobody 1\nlean 1.5\nunseen -1\n", said);
  BOOST_TEST(!leaning.credited());
  BOOST_TEST(leaning.candidates[0].chance == plain.candidates[0].chance);
  BOOST_TEST(leaning.nobody_chance < plain.nobody_chance);
  BOOST_TEST(find("nobody 1\nlean 0.5\nunseen -1\n", said).nobody_chance == plain.nobody_chance);
  const float alone = find("nobody 1\nunseen 0\n", "“we leave” at dawn").nobody_chance;
  BOOST_TEST(alone == 1);
  const float half =
      find("unseen:best:none 1\nunseen:asT -1\nunseen 0.001\n", "“we leave” at dawn").nobody_chance;
  BOOST_TEST(std::abs(half - 0.5F) < 1e-3F);
}

BOOST_AUTO_TEST_CASE(equal_scores_are_ambiguous) {
  const auto grammar = make_grammar(rule("t.a", "<quote> <Cap> <speaker:Cap>", 70) +
                                    rule("t.b", "<quote> <speaker:Cap>", 70));
  BOOST_TEST(Cued(*grammar, "“we leave” Ana Ruiz").find().ambiguous);
  BOOST_TEST(!Cued(*grammar, "“we leave” Ana ruiz").find().ambiguous);
  const auto ledger = extract(*grammar, "t", "“We leave,” Ana Ruiz", {});
  BOOST_REQUIRE_EQUAL(ledger->rows.size(), 1U);
  BOOST_TEST(ledger->rows[0].flags == Strings{"ambiguous"});
}

// Two rules that name the same words agree, whatever their scores.
BOOST_AUTO_TEST_CASE(rules_that_agree_are_one_candidate) {
  const auto grammar = make_grammar(rule("t.a", "<quote> <speaker:Cap>", 70) +
                                    rule("t.b", "<quote> <speaker:(<Cap>+)>", 70) +
                                    rule("t.c", "<quote> <speaker:Word>", 30));
  const QuoteCues cues = Cued(*grammar, "“we leave” Ana sat").find();
  BOOST_REQUIRE_EQUAL(cues.candidates.size(), 1U);
  BOOST_TEST(cues.candidates[0].rules.size() == 3U);
  BOOST_TEST(!cues.ambiguous);
}

BOOST_AUTO_TEST_CASE(unless_excludes) {
  const auto grammar =
      make_grammar(rule("t.a", "<quote> <verb:say>? <speaker:Cap>", 70,
                        "  unless sign <quote>\n  unless <quote> <Cap> sat\n  unless <quotet>\n"));
  BOOST_TEST(best(*grammar, "“we leave” said Ana") == "Ana/t.a");
  BOOST_TEST(best(*grammar, "sign “we leave” said Ana") == "-");
  BOOST_TEST(best(*grammar, "“we leave” Ana sat") == "-");
  BOOST_TEST(best(*grammar, "“we leave” Ana said") == "Ana/t.a");
  BOOST_TEST(best(*grammar, "“Salt Year” said Ana") == "-");
}

BOOST_AUTO_TEST_CASE(terms_weigh_against_speakers) {
  const auto grammar = make_grammar(rule("t.cue", "<quote> <verb:say> <speaker:Cap>", 70) +
                                    rule("t.strong", "song <quote>", 95, "", "term") +
                                    rule("t.weak", "word <quote>", 20, "", "term"));
  Cued song(*grammar, "song “we leave” said Ana");
  BOOST_TEST(!song.find().credited());
  BOOST_TEST(grammar->rules[static_cast<std::size_t>(song.find().term)].id == "t.strong");
  BOOST_TEST(best(*grammar, "word “we leave” said Ana") == "Ana/t.cue");
  BOOST_TEST(Cued(*grammar, "“we leave” said Ana").find().term == -1);
  const auto ledger = extract(*grammar, "t", "the song “we leave” said Ana", {});
  BOOST_TEST(ledger->rows[0].kind == "term");
  BOOST_TEST(!ledger->rows[0].speaker.has_value());
  BOOST_TEST(ledger->rows[0].rule.value_or("-") == "t.strong");
}

BOOST_AUTO_TEST_CASE(borders) {
  const auto grammar =
      make_grammar(rule("t.start", "<TextEnd> <speaker:Cap> : <quote>", 80) +
                   rule("t.para", "<Para> <speaker:Cap> : <quote>", 70) +
                   rule("t.next", "<quote> <Para> — <speaker:Cap> (?:<Para> | <TextEnd>)", 60) +
                   rule("t.before", "<speaker:Cap> <Stop> <Para> <quote>", 50));
  BOOST_TEST(best(*grammar, "Ana: “We leave.”") == "Ana/t.start");
  BOOST_TEST(best(*grammar, "Ana: “We leave.”\n\nLev: “We stay.”", 1) == "Lev/t.para");
  BOOST_TEST(best(*grammar, "So Ana: “We leave.”") == "-");
  BOOST_TEST(best(*grammar, "“We leave.”\n\n— Ana\n\nMore.") == "Ana/t.next");
  BOOST_TEST(best(*grammar, "This is Ana.\n\n“We leave.”") == "Ana/t.before");
}

BOOST_AUTO_TEST_CASE(a_nested_quote_sees_its_outer_one_only) {
  const auto grammar = make_grammar(rule("t.a", "<speaker:Cap> <verb:say> <quote>", 80) +
                                    rule("t.b", "<quote> <TextEnd>? <speaker:Cap>", 70));
  Cued one(*grammar, "“Lev said ‘we stay’” Ana");
  BOOST_REQUIRE_EQUAL(one.stretches.size(), 2U);
  BOOST_TEST(one.best(0) == "Ana/t.b");
  BOOST_TEST(one.best(1) == "Lev/t.a");
  BOOST_TEST(best(*grammar, "“‘we stay’” Ana", 1) == "-");
}

BOOST_AUTO_TEST_CASE(a_carried_mention_is_a_candidate) {
  const auto grammar = make_grammar(rule("t.a", "<quote> <verb:say> <speaker:Cap>", 80));
  Cued one(*grammar, "“We leave,” said Ana. “We stay.”");
  const Span ana = one.find(0).candidates.front().mention;
  const QuoteCues cues = one.find(1, ana);
  BOOST_REQUIRE_EQUAL(cues.candidates.size(), 1U);
  BOOST_TEST(cues.candidates[0].carried);
  BOOST_TEST((cues.candidates[0].rule == kNoRule));
  BOOST_TEST((cues.candidates[0].mention == ana));
  // One that is named again is only marked.
  Cued two(*grammar, "“We leave,” said Ana");
  const QuoteCues again = two.find(0, two.find(0).candidates.front().mention);
  BOOST_REQUIRE_EQUAL(again.candidates.size(), 1U);
  BOOST_TEST(again.candidates[0].carried);
  BOOST_TEST((again.candidates[0].rule == 0U));
}

BOOST_AUTO_TEST_CASE(a_pattern_sees_so_far_and_no_further) {
  const auto before = make_grammar(rule("t.a", "<speaker:Cap> <Lower>* <quote>"));
  const auto text = [](std::size_t words) {
    std::string out = "Ana";
    for (std::size_t i = 0; i < words; ++i) out += " sat";
    return out;
  };
  BOOST_TEST(best(*before, text(kTokensBefore - 1) + " “we leave”") == "Ana/t.a");
  BOOST_TEST(best(*before, text(kTokensBefore) + " “we leave”") == "-");
}

BOOST_AUTO_TEST_CASE(kinds_come_from_rules_and_verbs) {
  TempFolder folder;
  folder.put("think.txt", "think: thinks thought thought thinking\n");
  folder.put("write.txt", "write: writes wrote written writing\n");
  folder.put("t.grammar",
             "grammar 1\nlanguage en\nlexicon say is said\n"
             "lexicon think from think.txt verbs kind thought\n"
             "lexicon write from write.txt verbs kind writing\n" +
                 rule("t.a", "<quote,> <verb:say | think | write> <speaker:Cap>") +
                 rule("t.b", "poem by <speaker:Cap> : <quote>", 50, "  kind writing\n") +
                 rule("t.c", "<speaker:Cap> <verb:say> a <quote>", 50, "  kind fragment\n"));
  const auto load = load_grammar({folder.path()});
  BOOST_REQUIRE_EQUAL(shown(load.errors, folder.path()), "");
  const auto kind = [&](const std::string& text) {
    return extract(*load.grammar, "t", text, {})->rows.at(0).kind;
  };
  BOOST_TEST(kind("“We leave,” said Ana.") == "direct");
  BOOST_TEST(kind("“We leave,” thought Ana.") == "thought");
  BOOST_TEST(kind("“We leave,” wrote Ana.") == "writing");
  BOOST_TEST(kind("Here is a poem by Ana: “We leave.”") == "writing");
  BOOST_TEST(kind("Ana said a “We leave.”") == "fragment");
}

BOOST_AUTO_TEST_SUITE_END()
