#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "quoteledger/base/csv.h"
#include "quoteledger/write/encode.h"
#include "quoteledger/write/writer.h"

using namespace quoteledger;
using Json = nlohmann::ordered_json;

namespace {

Row make_row(std::string quote) {
  Row row;
  row.document = "harbour.txt";
  row.id = "q1";
  row.utterance = "u1";
  row.start = 4;
  row.end = 19;
  row.byte_start = 6;
  row.byte_end = 25;
  row.line = 2;
  row.kind = "direct";
  row.quote = std::move(quote);
  row.speaker = "Ingrid Vass";
  row.speaker_id = "s1";
  row.mention = "she";
  row.mention_start = 25;
  row.mention_end = 28;
  row.cue = "said";
  row.rule = "en.post.pronoun-verb";
  row.resolve_rule = "pronoun";
  row.confidence = 0.875;
  row.context = "“The pier is shut,” she said.";
  row.language = "en";
  return row;
}

Ledger make_ledger(std::vector<std::string> quotes) {
  Ledger ledger;
  ledger.document = "harbour.txt";
  for (std::string& quote : quotes) ledger.rows.push_back(make_row(std::move(quote)));
  return ledger;
}

std::string write(Format format, const std::vector<Ledger>& ledgers,
                  const WriterOptions& options = {}) {
  const auto writer = make_writer(format, options);
  std::string out;
  writer->begin(out);
  for (const Ledger& ledger : ledgers) writer->ledger(ledger, out);
  writer->end(out);
  return out;
}

std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  CsvReader reader(text);
  std::vector<std::vector<std::string>> records;
  std::vector<std::string> cells;
  while (reader.next(cells)) records.push_back(cells);
  BOOST_TEST(reader.error() == "");
  return records;
}

std::vector<std::string> csv_cells(const Json& object) {
  std::vector<std::string> cells;
  for (const auto& [key, value] : object.items()) {
    if (value.is_null()) {
      cells.emplace_back();
    } else if (value.is_string()) {
      cells.push_back(value.get<std::string>());
    } else if (value.is_array()) {
      std::string joined;
      for (const Json& item : value)
        joined += (joined.empty() ? "" : " ") + item.get<std::string>();
      cells.push_back(joined);
    } else {
      cells.push_back(value.dump());
    }
  }
  return cells;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(writers)

BOOST_AUTO_TEST_CASE(csv_is_rfc_4180) {
  Ledger ledger = make_ledger({"“The \"old\" pier,\nthe new one”"});
  ledger.rows[0].flags = {"nested", "unclosed"};
  BOOST_TEST(write(Format::kCsv, {ledger}) ==
             "document,id,utterance,start,end,byte_start,byte_end,line,kind,quote,speaker,speaker_"
             "id,role,mention,"
             "mention_start,mention_end,cue,addressee,rule,resolve_rule,confidence,context,"
             "language,flags\r\n"
             "harbour.txt,q1,u1,4,19,6,25,2,direct,\"“The \"\"old\"\" pier,\nthe new one”\",Ingrid "
             "Vass,s1,,she,25,28,"
             "said,,en.post.pronoun-verb,pronoun,0.875,\"“The pier is shut,” she said.\",en,nested "
             "unclosed\r\n");
}

BOOST_AUTO_TEST_CASE(excel_gets_a_mark_and_no_formula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    Ledger ledger = make_ledger({start + "cmd()"});
    const std::string plain = write(Format::kCsv, {ledger});
    BOOST_TEST(read_csv(plain)[1][9] == start + "cmd()");
    const std::string text = write(Format::kCsv, {ledger}, {.excel = true});
    BOOST_TEST(
        text.starts_with("\xEF\xBB\xBF"
                         "document,"));
    BOOST_TEST(read_csv(text)[1][9] == "'" + start + "cmd()");
  }
  BOOST_TEST(read_csv(write(Format::kCsv, {make_ledger({"“=1+1”"})}, {.excel = true}))[1][9] ==
             "“=1+1”");
}

BOOST_AUTO_TEST_CASE(jsonl_has_the_columns_in_order) {
  Ledger ledger = make_ledger({"“Shut”"});
  ledger.rows[0].flags = {"nested"};
  BOOST_TEST(write(Format::kJsonl, {ledger}) ==
             "{\"document\": \"harbour.txt\", \"id\": \"q1\", \"utterance\": \"u1\", \"start\": 4, "
             "\"end\": 19, \"byte_start\": 6, "
             "\"byte_end\": 25, \"line\": 2, \"kind\": \"direct\", \"quote\": \"“Shut”\", "
             "\"speaker\": \"Ingrid Vass\", \"speaker_id\": "
             "\"s1\", \"role\": null, \"mention\": \"she\", \"mention_start\": 25, "
             "\"mention_end\": 28, \"cue\": \"said\", \"addressee\": "
             "null, \"rule\": \"en.post.pronoun-verb\", \"resolve_rule\": \"pronoun\", "
             "\"confidence\": 0.875, \"context\": \"“The pier "
             "is shut,” she said.\", \"language\": \"en\", \"flags\": [\"nested\"]}\n");
  const Json parsed = Json::parse(write(Format::kJsonl, {ledger}));
  std::vector<std::string> keys;
  for (const auto& [key, value] : parsed.items()) keys.push_back(key);
  BOOST_TEST(
      std::equal(keys.begin(), keys.end(), ledger_columns().begin(), ledger_columns().end()));
}

BOOST_AUTO_TEST_CASE(json_is_one_array) {
  BOOST_TEST(write(Format::kJson, {}) == "[]\n");
  BOOST_TEST(Json::parse(write(Format::kJson, {make_ledger({})})).size() == 0U);
  const Json parsed = Json::parse(
      write(Format::kJson, {make_ledger({"“a”", "“b”"}), make_ledger({}), make_ledger({"“c”"})}));
  BOOST_REQUIRE(parsed.size() == 3U);
  BOOST_TEST(parsed[2]["quote"] == "“c”");
}

BOOST_AUTO_TEST_CASE(json_strings_are_always_valid) {
  const auto spelled = [](std::string_view text) {
    std::string out;
    append_json_string(text, out);
    return out;
  };
  BOOST_TEST(spelled(std::string_view("\0\x1b\x7f\"\\\n\b", 7)) ==
             R"("\u0000\u001b\u007f\"\\\n\b")");
  BOOST_TEST(spelled("\xC2\x9B"
                     "31m") == R"("\u009b31m")");
  BOOST_TEST(spelled("a\xFFz\xE2\x80") == "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\"");
  BOOST_TEST(spelled("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // a surrogate
  BOOST_TEST(spelled("twelve ASCII \" and then “more”") == "\"twelve ASCII \\\" and then “more”\"");

  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 3 == 0 ? random() : ' ' + random() % 95);
    const std::string text = spelled(bytes);
    const auto parsed = Json::parse(text, nullptr, false);  // checks UTF-8, too
    BOOST_REQUIRE(!parsed.is_discarded());
    std::string valid;
    append_utf8(bytes, valid);
    BOOST_REQUIRE(parsed.get<std::string>() == valid);
  }
}

BOOST_AUTO_TEST_CASE(fractions_have_three_decimals_at_most) {
  const auto spelled = [](double value) {
    std::string out;
    append_fraction(value, out);
    return out;
  };
  BOOST_TEST(spelled(0) == "0");
  BOOST_TEST(spelled(1) == "1");
  BOOST_TEST(spelled(0.9) == "0.9");
  BOOST_TEST(spelled(0.05) == "0.05");
  BOOST_TEST(spelled(0.1234) == "0.123");
  BOOST_TEST(spelled(0.9996) == "1");
  BOOST_TEST(spelled(-3) == "0");
  BOOST_TEST(spelled(7) == "1");
  BOOST_TEST(spelled(0.0 / 0.0 * 1.0) == "0");
}

BOOST_AUTO_TEST_CASE(every_format_says_the_same) {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"ä",  "“",    "”", "\"", ",",  "\n", "\r\n", "\t",
                                           "\\", "word", " ", "'",  "字", "=",  "\x01"};
  Ledger ledger = make_ledger({});
  for (int i = 0; i < 200; ++i) {
    std::string quote = "“";
    for (auto k = random() % 12; k > 0; --k) quote += pieces[random() % pieces.size()];
    Row row = make_row(quote);
    row.context = quote + "\"";
    if (random() % 3 == 0) row.speaker.reset();
    if (random() % 3 == 0) row.mention_start.reset();
    if (random() % 2 == 0) row.flags = {"nested", "ambiguous"};
    row.confidence = static_cast<double>(random() % 1001) / 1000;
    ledger.rows.push_back(row);
  }
  const auto records = read_csv(write(Format::kCsv, {ledger}));
  const Json array = Json::parse(write(Format::kJson, {ledger}));
  BOOST_REQUIRE(records.size() == 201U);
  BOOST_REQUIRE(array.size() == 200U);
  const std::string lines = write(Format::kJsonl, {ledger});
  std::size_t at = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    const std::size_t end = lines.find('\n', at);
    const Json line = Json::parse(lines.substr(at, end - at));
    at = end + 1;
    BOOST_REQUIRE(line == array[i]);
    BOOST_REQUIRE(csv_cells(line) == records[i + 1]);
  }
  BOOST_TEST(at == lines.size());
}

BOOST_AUTO_TEST_CASE(tsv_has_a_line_a_row) {
  BOOST_TEST(write(Format::kTsv, {make_ledger({"a\tb\nc\\d"})}).find("\ta\\tb\\nc\\\\d\t") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(large_ledgers_are_flushed_on_the_way) {
  const Ledger ledger =
      make_ledger(std::vector<std::string>(5000, "“The pier is shut until the storm is over.”"));
  for (const FormatInfo& info : formats()) {
    const auto writer = make_writer(info.format, {});
    std::string whole;
    std::string out;
    std::size_t largest = 0;
    writer->begin(out);
    writer->ledger(ledger, out, [&](std::string& text) {
      largest = std::max(largest, text.size());
      whole += text;
      text.clear();
    });
    writer->end(out);
    whole += out;
    BOOST_TEST(whole == write(info.format, {ledger}));
    BOOST_TEST(largest < Writer::kFlushBytes + 4096);
  }
}

BOOST_AUTO_TEST_CASE(paths_need_not_be_utf8) {
  Ledger ledger = make_ledger({"“x”"});
  ledger.document = ledger.rows[0].document = "caf\xE9.txt";
  for (const Format format : {Format::kCsv, Format::kTsv, Format::kJsonl, Format::kJson,
                              Format::kTable, Format::kMarkdown, Format::kHtml}) {
    const std::string text = write(format, {ledger});
    std::string valid;
    append_utf8(text, valid);
    BOOST_TEST(text == valid);
  }
}

BOOST_AUTO_TEST_CASE(html_and_markdown_are_escaped) {
  const Ledger ledger = make_ledger({"“<script>alert('x') & | \x1b[31m *b*”"});
  const std::string page = write(Format::kHtml, {ledger});
  BOOST_TEST(page.find("“&lt;script&gt;alert(&#39;x&#39;) &amp; | \xEF\xBF\xBD[31m *b*”") !=
             std::string::npos);
  BOOST_TEST(page.ends_with("</html>\n"));
  const std::string table = write(Format::kMarkdown, {ledger});
  BOOST_TEST(table.find("| “&lt;script\\>alert('x') &amp; \\| \xEF\xBF\xBD\\[31m \\*b\\*” |") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(html_groups_by_speaker) {
  Ledger ledger = make_ledger({"“one”", "“two”", "“three”", "“four”"});
  ledger.rows[1].speaker = "Tomas Okoro";
  ledger.rows[1].speaker_id = "s2";
  ledger.rows[0].speaker.reset();
  ledger.rows[0].speaker_id.reset();
  const std::string page = write(Format::kHtml, {ledger});
  const std::size_t okoro = page.find("Tomas Okoro");
  const std::size_t vass = page.find("Ingrid Vass");
  BOOST_TEST(okoro < vass);
  BOOST_TEST(page.find("Ingrid Vass", vass + 1) == std::string::npos);
  BOOST_TEST(vass < page.find("“three”"));
  BOOST_TEST(page.find("“four”") < page.find("Nobody credited"));
  BOOST_TEST(page.find("Nobody credited") < page.find("“one”"));
}

BOOST_AUTO_TEST_CASE(formats_have_names_and_endings) {
  BOOST_TEST((find_format("csv") == Format::kCsv));
  BOOST_TEST(!find_format("xml"));
  BOOST_TEST((format_of_file("out/Quotes.JSONL") == Format::kJsonl));
  BOOST_TEST(!format_of_file(".csv"));
  BOOST_TEST(!format_of_file("quotes"));
}

BOOST_AUTO_TEST_SUITE_END()
