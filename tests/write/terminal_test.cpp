#include "quoteledger/write/terminal.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <vector>

#include "quoteledger/ledger/speakers.h"
#include "quoteledger/unicode/text.h"
#include "quoteledger/unicode/width.h"
#include "quoteledger/write/encode.h"
#include "quoteledger/write/speakers.h"
#include "quoteledger/write/writer.h"

using namespace quoteledger;

namespace {

std::string cut(std::string_view text, std::size_t columns) {
  std::string out;
  const std::size_t used = append_cut(text, columns, out);
  BOOST_TEST(used <= columns);
  std::size_t width = 0;
  for (std::size_t at = 0; at < out.size();) {
    const int one = terminal_width(next_code_point(out, at));
    BOOST_TEST(one >= 0);
    width += static_cast<std::size_t>(one);
  }
  BOOST_TEST(width == used);
  return out;
}

// No line wider than that, and nothing that a terminal would obey.
void check_lines(const std::string& text, std::size_t columns) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '\n') {
      width = 0;
      continue;
    }
    BOOST_REQUIRE(terminal_width(c) >= 0);
    width += static_cast<std::size_t>(terminal_width(c));
    BOOST_REQUIRE(width <= columns);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(writers)

BOOST_AUTO_TEST_CASE(text_is_cut_by_its_columns) {
  BOOST_TEST(cut("the harbour", 20) == "the harbour");
  BOOST_TEST(cut("the harbour", 11) == "the harbour");
  BOOST_TEST(cut("the harbour", 10) == "the harbo…");
  BOOST_TEST(cut("the harbour", 5) == "the…");  // no space before …
  BOOST_TEST(cut("the harbour", 1) == "…");
  BOOST_TEST(cut("the harbour", 0) == "");
  BOOST_TEST(cut("港は閉まる", 10) == "港は閉まる");
  BOOST_TEST(cut("港は閉まる", 9) == "港は閉ま…");
  BOOST_TEST(cut("港は閉まる", 8) == "港は閉…");
  BOOST_TEST(cut("zäh", 3) == "zäh");                  // one code point
  BOOST_TEST(cut("za\xCC\x88h", 3) == "za\xCC\x88h");  // two: the dots combine
}

BOOST_AUTO_TEST_CASE(white_space_is_one_space) {
  BOOST_TEST(cut("  the \n\n\t harbour \r\n", 40) == "the harbour");
  BOOST_TEST(cut(" \n ", 40) == "");
}

BOOST_AUTO_TEST_CASE(nothing_that_a_terminal_obeys) {
  BOOST_TEST(cut("\x1b[31mred\x07\x7f", 40) == "␛[31mred␇␡");
  BOOST_TEST(cut("a\xC2\x9B"
                 "31m",
                 40) ==
             "a\xEF\xBF\xBD"
             "31m");  // CSI as one C1 control
  BOOST_TEST(cut("a\xE2\x80\xAE"
                 "b",
                 40) ==
             "a\xEF\xBF\xBD"
             "b");  // right-to-left override
  BOOST_TEST(cut("a\xE2\x81\xA6"
                 "b",
                 40) ==
             "a\xEF\xBF\xBD"
             "b");  // isolate
  BOOST_TEST(cut("a\xEE\x80\x80"
                 "b",
                 40) ==
             "a\xEF\xBF\xBD"
             "b");  // private use
  BOOST_TEST(cut("co\xC2\xAD"
                 "op\xE2\x80\x8B",
                 40) == "coop");  // soft hyphen, zero-width space
  BOOST_TEST(cut("\xFF\xC3", 40) == "\xEF\xBF\xBD\xEF\xBF\xBD");
  std::string marks = "a";
  for (int i = 0; i < 1000; ++i) marks += "\xCC\xB4";
  BOOST_TEST(cut(marks, 40).size() == 1U + 8 * 2);
}

BOOST_AUTO_TEST_CASE(quotes_wrap_at_spaces) {
  using Lines = std::vector<std::string>;
  BOOST_TEST(wrap("the pier is shut today", 12, 3) == (Lines{"the pier is", "shut today"}));
  BOOST_TEST(wrap("the pier is shut today", 11, 3) == (Lines{"the pier is", "shut today"}));
  BOOST_TEST(wrap("the pier is shut today and tomorrow", 12, 2) ==
             (Lines{"the pier is", "shut today…"}));
  BOOST_TEST(wrap("harbourmaster'soffice", 10, 3) == (Lines{"harbourmas", "ter'soffic", "e"}));
  BOOST_TEST(wrap("", 12, 3) == Lines{});
  BOOST_TEST(wrap("pier", 12, 1) == Lines{"pier"});
}

BOOST_AUTO_TEST_CASE(tables_keep_their_width_whatever_the_text) {
  std::mt19937 random(3);
  const std::vector<std::string> pieces = {
      "pier ",        "港",   "a\xCC\x88",        "\x1b[2J", "\n",
      "\xE2\x80\xAE", "\xFF", "\xF0\x9F\x9A\xA2", "|",       "  "};
  const auto text = [&](unsigned most) {
    std::string out;
    for (auto k = random() % (most + 1); k > 0; --k) out += pieces[random() % pieces.size()];
    return out;
  };
  for (int round = 0; round < 300; ++round) {
    Ledger ledger;
    ledger.document = text(40);
    for (auto i = random() % 5; i > 0; --i) {
      Row row;
      row.id = "q" + std::to_string(random() % 100000);
      row.line = static_cast<std::uint32_t>(random());
      row.kind = random() % 2 == 0 ? "term" : "fragment";
      row.quote = text(90);
      if (random() % 3 != 0) row.speaker = text(30);
      if (random() % 2 == 0) row.role = text(30);
      if (random() % 2 == 0) row.flags = {"ambiguous", "low_confidence", "nested"};
      row.confidence = random() % 2 == 0 ? 1 : 0.333;
      ledger.rows.push_back(std::move(row));
    }
    const unsigned width = 40 + static_cast<unsigned>(random() % 100);
    const auto writer = make_writer(Format::kTable, {.width = width});
    std::string out;
    writer->begin(out);
    writer->ledger(ledger, out);
    writer->ledger(ledger, out);
    writer->end(out);
    check_lines(out, std::max(width, 64U));  // the last line's sum is not cut

    std::vector<SpeakerSummary> speakers(1);
    speakers[0].name = text(30);
    speakers[0].document = speakers[0].last_document = text(30);
    speakers[0].aliases = {text(5), text(20)};
    speakers[0].quotes = random() % 1000000;
    for (const bool merged : {false, true}) {
      out.clear();
      SpeakerWriter(Format::kTable, {.width = width}, merged).speakers(speakers, out);
      check_lines(out, width);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_table_for_the_eye) {
  Ledger ledger;
  ledger.document = "harbour.txt";
  Row row;
  row.id = "q1";
  row.line = 3;
  row.kind = "direct";
  row.quote = "“The pier is shut until the storm is over, and nobody knows when that will be,”";
  row.speaker = "Ingrid Vass";
  row.speaker_id = "s1";
  row.role = "harbour master";
  row.confidence = 0.97;
  ledger.rows.push_back(row);
  row.id = "q2";
  row.line = 12;
  row.kind = "term";
  row.quote = "“Blue Sky”";
  row.speaker.reset();
  row.speaker_id.reset();
  row.role.reset();
  row.flags = {"nested"};
  row.confidence = 0.5;
  ledger.rows.push_back(row);
  const auto writer = make_writer(Format::kTable, {.width = 64});
  std::string out;
  writer->begin(out);
  writer->ledger(ledger, out);
  writer->end(out);
  BOOST_TEST(out ==
             "harbour.txt                                  2 quotes, 1 speaker\n"
             "────────────────────────────────────────────────────────────────\n"
             " q1   3  Ingrid Vass, harbour master        direct    ▰▰▰▰▰  97%\n"
             "         “The pier is shut until the storm is over, and nobody\n"
             "         knows when that will be,”\n"
             " q2  12  —  nested                          term      ▰▰▰▱▱  50%\n"
             "         “Blue Sky”\n"
             "\n");
  const auto coloured = make_writer(Format::kTable, {.colour = true, .width = 64});
  std::string colours;
  coloured->ledger(ledger, colours);
  BOOST_TEST(colours.find("\x1b[1;36mIngrid Vass\x1b[0m") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_narrow_list_of_speakers_drops_nothing) {
  std::vector<SpeakerSummary> speakers(2);
  speakers[0].document = speakers[0].last_document = "harbour.txt";
  speakers[0].name = "Ingrid Vass";
  speakers[0].aliases = {"Vass"};
  speakers[0].quotes = 2;
  speakers[0].words = 31;
  speakers[0].first_line = 3;
  speakers[0].last_line = 9;
  speakers[1] = speakers[0];
  speakers[1].known = false;
  speakers[1].name.clear();
  speakers[1].aliases.clear();
  std::string out;
  SpeakerWriter(Format::kTable, {.width = 60}, false).speakers(speakers, out);
  BOOST_TEST(out ==
             "harbour.txt\n"
             " speaker      quotes    words  first   last\n"
             " Ingrid Vass       2       31      3      9\n"
             "   also Vass\n"
             " (not named)       2       31      3      9\n"
             "\n");
  out.clear();
  SpeakerWriter(Format::kTable, {.width = 60}, true).speakers(speakers, out);
  BOOST_TEST(out ==
             " speaker      quotes    words\n"
             " Ingrid Vass       2       31\n"
             "   first harbour.txt:3, last harbour.txt:9\n"
             "   also Vass\n"
             " (not named)       2       31\n"
             "   first harbour.txt:3, last harbour.txt:9\n");
  SpeakerWriter jsonl(Format::kJsonl, {}, false);
  out.clear();
  jsonl.speakers({speakers[1]}, out);
  BOOST_TEST(out.find("\"name\": null, ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(percent_is_rounded) {
  BOOST_TEST(percent(0.978) == 98U);
  BOOST_TEST(percent(0.972) == 97U);
  BOOST_TEST(percent(0.999) == 99U);
  BOOST_TEST(percent(1.0) == 100U);
  BOOST_TEST(percent(0.0) == 0U);
}

BOOST_AUTO_TEST_CASE(speakers_as_records) {
  SpeakerSummary speaker;
  speaker.document = "a.txt";
  speaker.name = "Ingrid Vass";
  speaker.aliases = {"Vass", "Ms. Vass"};
  speaker.quotes = 2;
  speaker.words = 31;
  speaker.documents = 1;
  speaker.first_line = 3;
  speaker.last_document = "a.txt";
  speaker.last_line = 9;
  SpeakerWriter csv(Format::kCsv, {}, false);
  std::string out;
  csv.begin(out);
  csv.speakers({speaker}, out);
  csv.end(out);
  BOOST_TEST(out ==
             "document,name,aliases,quotes,words,documents,first_line,last_document,last_line\r\n"
             "a.txt,Ingrid Vass,Vass;Ms. Vass,2,31,1,3,a.txt,9\r\n");
  SpeakerWriter jsonl(Format::kJsonl, {}, false);
  out.clear();
  jsonl.begin(out);
  jsonl.speakers({speaker}, out);
  jsonl.end(out);
  BOOST_TEST(
      out ==
      "{\"document\": \"a.txt\", \"name\": \"Ingrid Vass\", \"aliases\": [\"Vass\", \"Ms. Vass\"], "
      "\"quotes\": 2, \"words\": "
      "31, \"documents\": 1, \"first_line\": 3, \"last_document\": \"a.txt\", \"last_line\": 9}\n");
}

BOOST_AUTO_TEST_SUITE_END()
