#include "quoteledger/frame/frame.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/temp_folder.h"

using namespace quoteledger;
using Strings = std::vector<std::string>;

BOOST_TEST_DONT_PRINT_LOG_VALUE(quoteledger::Special)

namespace {

// A grammar that tells all special tokens apart, knows an abbreviation and a phrase.
const Grammar& grammar() {
  static const std::shared_ptr<const Grammar> kGrammar = [] {
    TempFolder folder;
    folder.put("title.txt", "Mr.\nDr.\n");
    folder.put("say.txt", "said\npointed out\npointed out in passing\n");
    folder.put("t.grammar",
               "grammar 1\nlanguage en\n"
               "lexicon title from title.txt\n"
               "lexicon say from say.txt phrases\n"
               "tag stop Stop\ntag para Para\ntag end TextEnd\ntag open QuotedOpen\n"
               "tag comma QuotedComma\ntag full QuotedStop\ntag ask QuotedAsk\n"
               "tag dash QuotedDash\ntag title title\ntag say say\n"
               "tag start Start & Cap\ntag cap Cap\ntag number Number\ntag mark Mark\n");
    auto load = load_grammar({folder.path()});
    BOOST_REQUIRE_EQUAL(shown(load.errors, folder.path()), "");
    return std::move(load.grammar);
  }();
  return *kGrammar;
}

struct Framed {
  explicit Framed(std::string text)
      : document(*decode("t", std::move(text))),
        stretches(find_stretches(document)),
        breaker("en"),
        words(grammar().vocabulary),
        frames(document, stretches, grammar(), breaker, words) {}
  Document document;
  std::vector<Stretch> stretches;
  SentenceBreaker breaker;
  KnownWords words;
  Frames frames;

  [[nodiscard]] std::string tag(const Token& token) const {
    return grammar().tags[grammar().tag_of[token.symbol]];
  }
  // "word/tag word/tag": the tokens of a frame.
  std::string show(const ParagraphFrame& frame) const {
    std::string out;
    for (const Token& token : frame.tokens) {
      out += (out.empty() ? "" : " ") + std::string(slice(document.text, token.span));
      if (tag(token) != "other") out += "/" + tag(token);
    }
    return out;
  }
  std::string tokens(std::uint32_t paragraph = 0) { return show(frames.paragraph(paragraph)); }
  Strings sentences(std::uint32_t paragraph = 0) {
    Strings out;
    const auto& starts = frames.paragraph(paragraph).sentences;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const std::uint32_t end =
          i + 1 < starts.size() ? starts[i + 1] : document.paragraphs[paragraph].end;
      std::string text(slice(document.text, {starts[i], end}));
      while (text.ends_with(' ')) text.pop_back();
      out.push_back(text);
    }
    return out;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(frame)

BOOST_AUTO_TEST_CASE(how_a_quote_ends) {
  const auto is = [](std::string_view inner, Special end) {
    BOOST_TEST_CONTEXT(inner) { BOOST_TEST((quote_end(inner) == end)); }
  };
  is("We leave,", Special::kQuoteComma);
  is("We leave.", Special::kQuoteStop);
  is("We leave?", Special::kQuoteAsk);
  is("We leave!", Special::kQuoteAsk);
  is("We leave", Special::kQuoteOpen);
  is("We leave;", Special::kQuoteOpen);
  is("", Special::kQuoteOpen);
  is("  \n", Special::kQuoteOpen);
  is("We leave…", Special::kQuoteDash);
  is("We leave...", Special::kQuoteDash);
  is("We leave—", Special::kQuoteDash);
  is("We leave –", Special::kQuoteDash);
  is("We leave--", Special::kQuoteDash);
  is("We leave, \n", Special::kQuoteComma);
  // A mark of a quote inside hides the end.
  is("He said ‘we leave.’", Special::kQuoteStop);
  is("He said 'we leave?'", Special::kQuoteAsk);
  is("He said “we leave,”", Special::kQuoteComma);
  is("’", Special::kQuoteOpen);
}

BOOST_AUTO_TEST_CASE(how_a_quote_begins) {
  BOOST_TEST(starts_lower("we leave"));
  BOOST_TEST(starts_lower("… ‘we leave"));
  BOOST_TEST(starts_lower("été"));
  BOOST_TEST(!starts_lower("We leave"));
  BOOST_TEST(!starts_lower("Été"));
  BOOST_TEST(!starts_lower("40 boats"));
  BOOST_TEST(!starts_lower("…"));
  BOOST_TEST(!starts_lower(""));
}

BOOST_AUTO_TEST_CASE(a_quote_is_one_token) {
  Framed one("“We leave,” said Ana. “Now!” Lev waited.");
  BOOST_TEST(one.tokens() ==
             "“We leave,”/comma said/say Ana/cap ./stop “Now!”/ask Lev/start "
             "waited ./stop");
  BOOST_TEST(one.frames.paragraph(0).tokens[0].quote == 0U);
  BOOST_TEST(one.frames.paragraph(0).tokens[4].quote == 1U);
  BOOST_TEST(one.frames.paragraph(0).tokens[1].quote == Stretch::kNone);
}

BOOST_AUTO_TEST_CASE(all_masks) {
  BOOST_TEST(Framed("“a” x").tokens() == "“a”/open x");
  BOOST_TEST(Framed("“a,” x").tokens() == "“a,”/comma x");
  BOOST_TEST(Framed("“a.” x").tokens() == "“a.”/full x");
  BOOST_TEST(Framed("“a?” x").tokens() == "“a?”/ask x");
  BOOST_TEST(Framed("“a—” x").tokens() == "“a—”/dash x");
  BOOST_TEST(Framed("“a").tokens() == "“a/open");
}

BOOST_AUTO_TEST_CASE(a_nested_quote_is_inside_its_outer_one) {
  Framed one("“Ana said, ‘We leave,’ and left,” said Lev.");
  BOOST_TEST(one.tokens() == "“Ana said, ‘We leave,’ and left,”/comma said/say Lev/cap ./stop");
  BOOST_TEST(one.show(one.frames.inside(0)) ==
             "Ana/start said/say ,/mark ‘We leave,’/comma and left ,/mark");
}

BOOST_AUTO_TEST_CASE(sentences_keep_their_quotes) {
  BOOST_TEST(Framed("“Stop!” said Ana. Lev stopped.").sentences() ==
             (Strings{"“Stop!” said Ana.", "Lev stopped."}));
  BOOST_TEST(Framed("“Stop. Go. Stop,” said Ana.").sentences() ==
             (Strings{"“Stop. Go. Stop,” said Ana."}));
  BOOST_TEST(Framed("Ana left. “We go.” Lev stayed.").sentences() ==
             (Strings{"Ana left.", "“We go.”", "Lev stayed."}));
  BOOST_TEST(Framed("Mr. Quill met Mrs. Amari. They talked.").sentences() ==
             (Strings{"Mr. Quill met Mrs. Amari.", "They talked."}));
}

// By SB8 a full stop before a small letter ends nothing, so that a mask has to be a letter that is not small:
// “Two,” said.
BOOST_AUTO_TEST_CASE(a_sentence_ends_before_a_quote_that_goes_on) {
  BOOST_TEST(Framed("One left. “Two,” said Ana.").sentences() ==
             (Strings{"One left.", "“Two,” said Ana."}));
}

// ICU's suppressions for English know Mr. and Mrs., but not Dr.: the grammar's titles do.
BOOST_AUTO_TEST_CASE(a_doctor_ends_no_sentence) {
  BOOST_TEST(Framed("Quill met Dr. Amari. They talked.").sentences() ==
             (Strings{"Quill met Dr. Amari.", "They talked."}));
  BOOST_TEST(Framed("Quill met DR. AMARI. They talked.").sentences() ==
             (Strings{"Quill met DR. AMARI.", "They talked."}));
}

BOOST_AUTO_TEST_CASE(words_with_their_stop_and_phrases) {
  BOOST_TEST(Framed("Mr. Quill said.").tokens() == "Mr./title Quill/cap said/say ./stop");
  BOOST_TEST(Framed("Ana pointed out in passing that").tokens() ==
             "Ana/start pointed out in passing/say that");
  BOOST_TEST(Framed("Ana pointed out in  haste").tokens() == "Ana/start pointed out/say in haste");
  BOOST_TEST(Framed("Ana pointed at it").tokens() == "Ana/start pointed at it");
  // A quote ends a phrase.
  BOOST_TEST(Framed("Ana pointed “out” in").tokens() == "Ana/start pointed “out”/open in");
}

BOOST_AUTO_TEST_CASE(headlines) {
  BOOST_TEST(Framed("Council Closes Harbour Bridge ‘for Good’").frames.paragraph(0).headline);
  BOOST_TEST(!Framed("The council closes the harbour bridge.").frames.paragraph(0).headline);
  BOOST_TEST(!Framed("Ana Ruiz left.").frames.paragraph(0).headline);
  // In a headline each word may begin a sentence.
  Framed one("Council Closes Harbour Bridge Today");
  for (const Token& token : one.frames.paragraph(0).tokens) BOOST_TEST(token.start);
}

BOOST_AUTO_TEST_CASE(sentences_of_a_span) {
  Framed one("One left. “Two.” Three stayed. Four slept.");
  const auto text = [&](bool around) {
    const Span quote = one.stretches[0].span;
    return std::string(slice(one.document.text, one.frames.sentences_of(0, quote, around)));
  };
  BOOST_TEST(text(false) == "“Two.” ");
  BOOST_TEST(text(true) == "One left. “Two.” Three stayed. ");
}

BOOST_AUTO_TEST_CASE(paragraphs_are_apart) {
  Framed one("Ana left.\n\n“We go,” said Lev.");
  BOOST_TEST(one.tokens(0) == "Ana/start left ./stop");
  BOOST_TEST(one.tokens(1) == "“We go,”/comma said/say Lev/cap ./stop");
}

// Masks and back: tokens and sentences lie in the text, in order, on code point borders, and all that
// lies between two tokens is white space.
BOOST_AUTO_TEST_CASE(random_texts_map_back) {
  constexpr std::string_view kPieces[] = {
      "“We leave,” ", "said Ana. ", "“a",   "”",     "‘b’ ", "Mr. ",   "pointed out ", "é. ",
      "\n\n",         "\n",         "\"c?", "\" ",   "…",    "東京。", "\U0001F600 ",  "— ",
      "U.S. ",        "\uE000",     ",",    "in ",   "a.b ", "‘",      "’s ",          "«x» ",
      "Then he ",     "!",          "1,0 ", "\u2003"};
  std::mt19937 random(2024);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned i = 0; i < 1 + random() % 40; ++i) text += kPieces[random() % std::size(kPieces)];
    BOOST_TEST_CONTEXT(text) {
      Framed one(text);
      const auto border = [&](std::uint32_t at) {
        return at == one.document.text.size() ||
               (static_cast<unsigned char>(one.document.text[at]) & 0xC0) != 0x80;
      };
      std::vector<bool> seen(one.stretches.size());
      const auto check = [&](const ParagraphFrame& frame, Span whole) {
        std::uint32_t at = whole.begin;
        for (const Token& token : frame.tokens) {
          BOOST_REQUIRE(!token.span.empty());
          BOOST_REQUIRE(whole.contains(token.span));
          BOOST_REQUIRE(token.span.begin >= at);
          BOOST_REQUIRE(border(token.span.begin) && border(token.span.end));
          const Span gap{at, token.span.begin};
          BOOST_REQUIRE_EQUAL(space_length(slice(one.document.text, gap)), gap.size());
          if (token.quote != Stretch::kNone) {
            BOOST_REQUIRE(one.stretches[token.quote].span == token.span);
            seen[token.quote] = true;
          }
          at = token.span.end;
        }
        BOOST_REQUIRE(!frame.sentences.empty());
        BOOST_REQUIRE_EQUAL(frame.sentences.front(), whole.begin);
        for (std::size_t i = 0; i < frame.sentences.size(); ++i) {
          const std::uint32_t start = frame.sentences[i];
          BOOST_REQUIRE(border(start));
          BOOST_REQUIRE(i == 0 || frame.sentences[i - 1] < start);
          BOOST_REQUIRE(start == whole.begin || start < whole.end);
          for (const Token& token : frame.tokens) {  // no sentence begins inside a quote
            BOOST_REQUIRE(token.quote == Stretch::kNone || start <= token.span.begin ||
                          start >= token.span.end);
          }
        }
      };
      for (std::uint32_t i = 0; i < one.document.paragraphs.size(); ++i) {
        check(one.frames.paragraph(i), one.document.paragraphs[i]);
      }
      for (std::uint32_t i = 0; i < one.stretches.size(); ++i) {
        check(one.frames.inside(i), one.stretches[i].inner);
      }
      for (const bool found : seen) BOOST_REQUIRE(found);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
