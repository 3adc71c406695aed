// The whole way of a document: the wire story against its gold ledger, and what must hold for any text.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "quoteledger/base/csv.h"
#include "quoteledger/engine/engine.h"
#include "quoteledger/source/document.h"
#include "quoteledger/write/writer.h"
#include "shipped_grammar.h"

using namespace quoteledger;
using Json = nlohmann::ordered_json;
using Strings = std::vector<std::string>;

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in, "cannot read " << path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string write(Format format, const Ledger& ledger) {
  const auto writer = make_writer(format, {});
  std::string out;
  writer->begin(out);
  writer->ledger(ledger, out);
  writer->end(out);
  return out;
}

// A CSV cell's text as the JSON value stands for it.
std::string cell(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string joined;
  for (const Json& item : value) joined += (joined.empty() ? "" : " ") + item.get<std::string>();
  return joined;
}

void check_formats(const Ledger& ledger) {
  const Json rows = Json::parse(write(Format::kJson, ledger));
  BOOST_REQUIRE_EQUAL(rows.size(), ledger.rows.size());
  const std::string jsonl = write(Format::kJsonl, ledger);
  std::size_t at = 0;
  const std::string csv = write(Format::kCsv, ledger);
  CsvReader reader(csv);
  Strings header;
  BOOST_REQUIRE(reader.next(header));
  for (const Json& row : rows) {
    const std::size_t end = jsonl.find('\n', at);
    BOOST_REQUIRE(Json::parse(jsonl.substr(at, end - at)) == row);
    at = end + 1;
    Strings cells;
    BOOST_REQUIRE(reader.next(cells));
    BOOST_REQUIRE_EQUAL(cells.size(), row.size());
    std::size_t i = 0;
    for (const auto& [key, value] : row.items()) {
      BOOST_REQUIRE_EQUAL(key, header[i]);
      BOOST_REQUIRE_EQUAL(cells[i++], cell(value));
    }
  }
  BOOST_REQUIRE_EQUAL(at, jsonl.size());
  Strings rest;
  BOOST_REQUIRE(!reader.next(rest));
}

std::string code_points(const Document& document, std::uint32_t start, std::uint32_t end) {
  const std::uint32_t from = document.byte_of(start);
  const std::uint32_t to = document.byte_of(end);
  BOOST_REQUIRE_EQUAL(document.code_point(from), start);  // no value past the end
  BOOST_REQUIRE_EQUAL(document.code_point(to), end);
  return document.text.substr(from, to - from);
}

// What holds for each ledger. `utf8`: the file is UTF-8, and each quote's bytes can be cut out of it.
void check_ledger(const std::string& bytes, const Ledger& ledger, bool utf8) {
  const auto document = decode("t", bytes);
  BOOST_REQUIRE(document.has_value());
  std::set<std::string> speakers;
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < ledger.rows.size(); ++i) {
    const Row& row = ledger.rows[i];
    BOOST_REQUIRE_EQUAL(row.id, "q" + std::to_string(i + 1));
    BOOST_REQUIRE(row.start >= last);
    last = row.start;
    BOOST_REQUIRE(row.start < row.end);
    BOOST_REQUIRE_EQUAL(code_points(*document, row.start, row.end), row.quote);
    BOOST_REQUIRE(row.byte_start < row.byte_end);
    BOOST_REQUIRE(row.byte_end <= bytes.size());
    if (utf8) {
      BOOST_REQUIRE_EQUAL(bytes.substr(row.byte_start, row.byte_end - row.byte_start), row.quote);
    } else {
      const auto cut = bytes.substr(row.byte_start, row.byte_end - row.byte_start);
      BOOST_REQUIRE(!cut.empty());
    }
    BOOST_REQUIRE_EQUAL(row.line, document->line(document->byte_of(row.start)));
    BOOST_REQUIRE(row.speaker.has_value() || !row.speaker_id.has_value());
    BOOST_REQUIRE_EQUAL(row.mention.has_value(), row.mention_start.has_value());
    BOOST_REQUIRE_EQUAL(row.mention.has_value(), row.mention_end.has_value());
    if (row.mention) {
      BOOST_REQUIRE_EQUAL(code_points(*document, *row.mention_start, *row.mention_end),
                          *row.mention);
    }
    if (row.cue && row.cue_start) {
      BOOST_REQUIRE_EQUAL(code_points(*document, *row.cue_start, *row.cue_end), *row.cue);
    }
    if (row.kind == "term") BOOST_REQUIRE(!row.speaker.has_value());
    const std::set<std::string> kinds = {"direct", "fragment", "term", "thought", "writing"};
    BOOST_REQUIRE(kinds.contains(row.kind));
    BOOST_REQUIRE(row.confidence >= 0 && row.confidence <= 1);
    BOOST_REQUIRE(row.context.find(row.quote) != std::string::npos);
    if (row.speaker_id) speakers.insert(*row.speaker_id);
  }
  BOOST_REQUIRE_EQUAL(speakers.size(), ledger.speakers.size());
  for (const SpeakerEntry& speaker : ledger.speakers) BOOST_REQUIRE(speakers.contains(speaker.id));
}

constexpr std::string_view kPieces[] = {"“We leave at dawn,” said Marta Quill. ",
                                        "She closed the window. ",
                                        "“Why?” asked Tobias Renner. ",
                                        "‘It is late,’ he said. ",
                                        "\"No,\" ",
                                        "told reporters ",
                                        "Osei Brandt called it “a mess”. ",
                                        "\n\n",
                                        "\r\n\r\n",
                                        "“",
                                        "”",
                                        "‘",
                                        "’",
                                        "\"",
                                        "'",
                                        "— Lena Hofstad\n",
                                        "HOFSTAD: ",
                                        "the so-called “fix” ",
                                        "é東\U0001F600 ",
                                        "\uE000\uE001",
                                        "\u202E",
                                        "e\u0301 ",
                                        "…",
                                        "According to Dr. Hofstad, ",
                                        "U.S. ",
                                        "\t",
                                        "\n",
                                        "«x» ",
                                        "''y'' ",
                                        "I thought, “not again”. ",
                                        "whose mother ",
                                        "who said ",
                                        ", ",
                                        ". ",
                                        ": ",
                                        "? "};

std::string random_text(std::mt19937& random, unsigned most) {
  std::string text;
  for (auto i = 1 + random() % most; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

std::string utf16(const std::string& text) {
  std::string bytes = "\xFF\xFE";
  const auto put = [&](std::uint32_t unit) {
    bytes += static_cast<char>(unit & 0xFF);
    bytes += static_cast<char>(unit >> 8);
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t c = length == 1 ? lead : lead & (0x7FU >> length);
    for (int i = 1; i < length; ++i) {
      c = c << 6 | (static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]) & 0x3FU);
    }
    at += static_cast<std::size_t>(length);
    if (c < 0x10000) {
      put(c);
    } else {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(engine)

// engine/xi-microsoft-2015.gold.jsonl was given with the story: every key of its rows must come out.
BOOST_AUTO_TEST_CASE(the_wire_story_gives_its_gold_ledger) {
  const std::string text = read(QUOTELEDGER_SOURCE_DIR "/samples/xi-microsoft-2015.txt");
  const std::string gold = read(QUOTELEDGER_TESTS_DIR "/engine/xi-microsoft-2015.gold.jsonl");
  const auto ledger = extract(english(), "xi-microsoft-2015.txt", text, {});
  BOOST_REQUIRE(ledger.has_value());
  check_ledger(text, *ledger, true);
  const Json rows = Json::parse(write(Format::kJson, *ledger));
  std::size_t row = 0;
  for (std::size_t at = 0; at < gold.size();) {
    const std::size_t end = std::min(gold.find('\n', at), gold.size());
    if (end > at) {
      const Json wanted = Json::parse(gold.substr(at, end - at));
      BOOST_REQUIRE(row < rows.size());
      for (const auto& [key, value] : wanted.items()) {
        BOOST_TEST_CONTEXT("row " << row + 1 << ", " << key) {
          BOOST_TEST(rows[row].at(key) == value);
        }
      }
      ++row;
    }
    at = end + 1;
  }
  BOOST_TEST(row == rows.size());
}

BOOST_AUTO_TEST_CASE(no_text_no_rows) {
  for (const char* text : {"", "\n\n", "Nobody speaks here.", "\xEF\xBB\xBF"}) {
    const auto ledger = extract(english(), "t", text, {});
    BOOST_REQUIRE(ledger.has_value());
    BOOST_TEST(ledger->rows.empty());
    BOOST_TEST(ledger->speakers.empty());
  }
}

BOOST_AUTO_TEST_CASE(random_texts_keep_the_promises) {
  std::mt19937 random(20151);
  for (int round = 0; round < 1500; ++round) {
    const std::string text = random_text(random, 30);
    BOOST_TEST_CONTEXT("round " << round << ": " << text) {
      const auto ledger = extract(english(), "t", text, {});
      BOOST_REQUIRE(ledger.has_value());
      check_ledger(text, *ledger, true);
      check_formats(*ledger);
    }
  }
}

// The bytes of a UTF-16 file are twice the text's units; rows are the same but for them.
BOOST_AUTO_TEST_CASE(encodings_give_the_same_rows) {
  std::mt19937 random(77);
  for (int round = 0; round < 150; ++round) {
    const std::string text = "Aa " + random_text(random, 12);
    BOOST_TEST_CONTEXT("round " << round << ": " << text) {
      const auto plain = extract(english(), "t", text, {});
      const auto marked = extract(english(), "t", "\xEF\xBB\xBF" + text, {});
      const std::string wide_bytes = utf16(text);
      const auto wide = extract(english(), "t", wide_bytes, {});
      BOOST_REQUIRE(plain.has_value() && marked.has_value() && wide.has_value());
      check_ledger("\xEF\xBB\xBF" + text, *marked, true);
      check_ledger(wide_bytes, *wide, false);
      BOOST_REQUIRE_EQUAL(plain->rows.size(), marked->rows.size());
      BOOST_REQUIRE_EQUAL(plain->rows.size(), wide->rows.size());
      for (std::size_t i = 0; i < plain->rows.size(); ++i) {
        Row row = marked->rows[i];
        BOOST_REQUIRE_EQUAL(row.byte_start, plain->rows[i].byte_start + 3);
        BOOST_REQUIRE_EQUAL(row.byte_end, plain->rows[i].byte_end + 3);
        row = wide->rows[i];
        BOOST_REQUIRE_EQUAL(wide_bytes.substr(row.byte_start, row.byte_end - row.byte_start),
                            utf16(row.quote).substr(2));
        BOOST_REQUIRE_EQUAL(row.start, plain->rows[i].start);
        BOOST_REQUIRE_EQUAL(row.speaker.value_or("-"), plain->rows[i].speaker.value_or("-"));
      }
    }
  }
}

// One grammar for all threads: the same texts give the same ledgers in whichever order and company.
BOOST_AUTO_TEST_CASE(threads_give_the_same_ledgers) {
  std::mt19937 random(5);
  Strings texts;
  for (int i = 0; i < 120; ++i) texts.push_back(random_text(random, 40));
  // A fresh grammar, so that what is made at first use is made in the threads.
  const auto load = load_grammar({QUOTELEDGER_SOURCE_GRAMMARS "/en"});
  BOOST_REQUIRE(load.grammar);
  const auto ledger_of = [&](std::size_t i) {
    const auto ledger =
        extract(*load.grammar, "t" + std::to_string(i), texts[i], {.explain = i % 2 == 0});
    return ledger ? write(Format::kJsonl, *ledger) : "error";
  };
  Strings forward(texts.size());
  Strings backward(texts.size());
  std::thread one([&] {
    for (std::size_t i = 0; i < texts.size(); ++i) forward[i] = ledger_of(i);
  });
  std::thread two([&] {
    for (std::size_t i = texts.size(); i-- > 0;) backward[i] = ledger_of(i);
  });
  one.join();
  two.join();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    BOOST_REQUIRE_EQUAL(forward[i], backward[i]);
    BOOST_REQUIRE_EQUAL(forward[i], ledger_of(i));
  }
}

// Explaining changes nothing but what is explained. Known failure: it tries rules that are left out else,
// and so weighs more candidates. Take the decorator off with the fix.
BOOST_AUTO_TEST_CASE(explaining_changes_no_column) {
  std::mt19937 random(8);
  int other = 0;
  for (int round = 0; round < 100; ++round) {
    const std::string text = random_text(random, 40);
    const auto plain = extract(english(), "t", text, {});
    const auto explained = extract(english(), "t", text, {.explain = true});
    BOOST_REQUIRE(plain.has_value() && explained.has_value());
    other += write(Format::kJsonl, *plain) != write(Format::kJsonl, *explained) ? 1 : 0;
    for (const Row& row : explained->rows) BOOST_REQUIRE(!row.chain.empty());
  }
  BOOST_TEST(other == 0);
}

// docs/ledger.md: a pronoun that finds nobody is the speaker as it is written, without an id.
BOOST_AUTO_TEST_CASE(a_mention_of_nobody_has_no_id) {
  const auto ledger = extract(english(), "t", "The lamp was out. “It is late,” he said.", {});
  BOOST_REQUIRE_EQUAL(ledger->rows.size(), 1U);
  BOOST_TEST(ledger->rows[0].speaker.value_or("-") == "he");
  BOOST_TEST(!ledger->rows[0].speaker_id.has_value());
}

BOOST_AUTO_TEST_CASE(a_list_of_characters_names_speakers) {
  ExtractOptions options;
  options.characters = {{"Ingrid Vass", {"the widow", "Inga"}, "female"}};
  const auto ledger = extract(english(), "t", "“Close the door,” Inga said.", options);
  BOOST_REQUIRE_EQUAL(ledger->rows.size(), 1U);
  BOOST_TEST(ledger->rows[0].speaker.value_or("-") == "Ingrid Vass");
  BOOST_TEST(ledger->rows[0].mention.value_or("-") == "Inga");
}

// A speaker in a quote is named as the list names it, too, and the row tells the step that found it.
BOOST_AUTO_TEST_CASE(a_quote_in_a_quote_tells_its_step) {
  const std::string text =
      "“Then Bo Lind said, ‘We go now,’ and left,” said Ana Ruiz.\n\nBo Lind stayed.\n";
  ExtractOptions options{.explain = true};
  options.characters = {{"Mayor Bo Lind", {"Bo Lind"}, "male"}, {"Ana Ruiz", {}, "female"}};
  const auto ledger = extract(english(), "t", text, options);
  BOOST_REQUIRE_EQUAL(ledger->rows.size(), 2U);
  const Row& nested = ledger->rows[1];
  BOOST_TEST(nested.speaker.value_or("-") == "Mayor Bo Lind");
  BOOST_TEST(nested.speaker_id.has_value());
  BOOST_TEST(nested.resolve_rule.value_or("-") == "resolve.name");
  BOOST_REQUIRE(!nested.chain.empty());
  BOOST_TEST(nested.chain.back() == "resolve.name takes Mayor Bo Lind for the speaker.");
}

BOOST_AUTO_TEST_SUITE_END()
