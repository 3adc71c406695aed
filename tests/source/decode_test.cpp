#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "quoteledger/source/document.h"
#include "quoteledger/unicode/text.h"

namespace {

using namespace std::string_literals;
using quoteledger::decode;
using quoteledger::Document;

Document read(std::string bytes) {
  auto document = decode("a.txt", std::move(bytes));
  BOOST_REQUIRE(document.has_value());
  return *std::move(document);
}

std::string wide(std::u32string_view text, std::size_t width, bool big) {
  std::string bytes;
  const auto unit = [&](std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
      bytes += static_cast<char>(value >> (8 * (big ? size - 1 - i : i)));
    }
  };
  for (const char32_t c : text) {
    if (width == 4 || c < 0x10000) {
      unit(c, width);
    } else {
      unit(0xD800 + ((c - 0x10000) >> 10), 2);
      unit(0xDC00 + ((c - 0x10000) & 0x3FF), 2);
    }
  }
  return bytes;
}

// Every code point's place in the file, counted plainly.
void check_wide_offsets(const Document& document, std::size_t width, std::size_t mark) {
  std::uint64_t file = mark;
  std::uint32_t point = 0;
  for (std::size_t at = 0; at < document.text.size(); ++point) {
    const auto byte = static_cast<std::uint32_t>(at);
    BOOST_REQUIRE_EQUAL(document.file_byte(byte), file);
    BOOST_REQUIRE_EQUAL(document.code_point(byte), point);
    BOOST_REQUIRE_EQUAL(document.byte_of(point), byte);
    const char32_t c = quoteledger::next_code_point(document.text, at);
    file += width == 2 && c >= 0x10000 ? 4 : width;
  }
  BOOST_TEST(document.file_byte(static_cast<std::uint32_t>(document.text.size())) == file);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(source)
BOOST_AUTO_TEST_SUITE(decoding)

BOOST_AUTO_TEST_CASE(an_empty_file_is_an_empty_document) {
  const Document document = read("");
  BOOST_TEST(document.text.empty());
  BOOST_TEST(document.paragraphs.empty());
  BOOST_TEST(document.code_point(0) == 0U);
  BOOST_TEST(document.byte_of(0) == 0U);
  BOOST_TEST(document.byte_of(9) == 0U);
  BOOST_TEST(document.line(0) == 1U);
  BOOST_TEST(document.file_byte(0) == 0U);
  BOOST_TEST(document.paragraph_of(0) == 0U);
}

BOOST_AUTO_TEST_CASE(utf8_passes_through) {
  const std::string text = "Zoë said: “Café – 10 €.” 😀\n";
  const Document document = read(text);
  BOOST_TEST(document.text == text);
  BOOST_TEST(document.encoding == "UTF-8");
  BOOST_TEST(!document.malformed);
  BOOST_TEST(document.file_byte(5) == 5U);
}

BOOST_AUTO_TEST_CASE(a_large_utf8_file_is_moved_and_not_copied) {
  std::string text(100000, 'x');
  const char* data = text.data();
  const Document document = read(std::move(text));
  BOOST_TEST(static_cast<const void*>(document.text.data()) == static_cast<const void*>(data));
}

BOOST_AUTO_TEST_CASE(the_utf8_byte_order_mark_is_taken_off) {
  const Document document = read("\xEF\xBB\xBFOne.");
  BOOST_TEST(document.text == "One.");
  BOOST_TEST(document.file_byte(0) == 3U);
  BOOST_TEST(document.file_byte(4) == 7U);
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_alone_is_an_empty_document) {
  BOOST_TEST(read("\xEF\xBB\xBF").text.empty());
  BOOST_TEST(read("\xFF\xFE").text.empty());
  BOOST_TEST(read("\xFF\xFE\0\0"s).text.empty());
}

BOOST_AUTO_TEST_CASE(utf16_and_utf32_with_byte_order_marks) {
  std::u32string text;
  for (int i = 0; i < 300; ++i) text += U"Grüße, “Ω” 😀 end.\n";
  std::string utf8;
  for (const char32_t c : text) quoteledger::append_code_point(c, utf8);
  for (const bool big : {false, true}) {
    for (const std::size_t width : {std::size_t{2}, std::size_t{4}}) {
      const Document document = read(wide(U"\uFEFF", width, big) + wide(text, width, big));
      BOOST_TEST(document.text == utf8);
      BOOST_TEST(document.encoding == "UTF-"s + (width == 2 ? "16" : "32") + (big ? "BE" : "LE"));
      BOOST_TEST(!document.malformed);
      check_wide_offsets(document, width, width);
    }
  }
}

BOOST_AUTO_TEST_CASE(utf16_without_a_byte_order_mark_shows_by_its_nul_bytes) {
  const std::u32string text = U"The mayor said it would rain, ‘probably’.\n";
  for (const bool big : {false, true}) {
    const Document document = read(wide(text, 2, big));
    BOOST_TEST(document.encoding == (big ? "UTF-16BE" : "UTF-16LE"));
    BOOST_TEST(document.text == "The mayor said it would rain, ‘probably’.\n");
    check_wide_offsets(document, 2, 0);
  }
}

BOOST_AUTO_TEST_CASE(utf16_with_a_lone_surrogate_and_an_odd_byte_is_malformed) {
  const Document document = read("\xFF\xFE"s + "a\0"s + "\x00\xD8"s + "b\0"s + "c");
  BOOST_TEST(document.text == "a\uFFFDb\uFFFD");
  BOOST_TEST(document.malformed);
}

BOOST_AUTO_TEST_CASE(nul_characters_in_a_text_survive) {
  const std::string text = "One sentence here.\0And another one, which is longer.\n"s;
  BOOST_TEST(read(text).text == text);
}

BOOST_AUTO_TEST_CASE(damaged_utf8_keeps_its_good_parts) {
  // The table of Unicode 15 §3.9: one U+FFFD for each maximal subpart.
  const std::string good = "“good” é ü ä ö a";
  const Document document = read(good +
                                 "\xF1\x80\x80\xE1\x80\xC2"
                                 "b\x80"
                                 "c");
  BOOST_TEST(document.encoding == "UTF-8");
  BOOST_TEST(document.malformed);
  BOOST_TEST(document.text == good + "\uFFFD\uFFFD\uFFFDb\uFFFDc");
  const auto size = static_cast<std::uint32_t>(good.size());
  BOOST_TEST(document.file_byte(size) == size);
  BOOST_TEST(document.file_byte(size + 3) == size + 3U);
  BOOST_TEST(document.file_byte(size + 6) == size + 5U);
  BOOST_TEST(document.file_byte(size + 9) == size + 6U);   // b
  BOOST_TEST(document.file_byte(size + 13) == size + 8U);  // c
}

BOOST_AUTO_TEST_CASE(overlong_forms_and_surrogates_are_invalid) {
  for (const char* bad :
       {"\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88"}) {
    const Document document = read("ä ö ü ß é “so” — "s + bad);
    BOOST_TEST(document.malformed);
    BOOST_TEST(document.text.ends_with("\uFFFD"));
  }
}

BOOST_AUTO_TEST_CASE(typographic_marks_tell_windows_1252) {
  const Document document = read("\x93I won\x92t go,\x94 he said \x97 and went.\n");
  BOOST_TEST(document.encoding == "windows-1252");
  BOOST_TEST(document.text == "“I won’t go,” he said — and went.\n");
  BOOST_TEST(!document.malformed);
  const auto he = static_cast<std::uint32_t>(document.text.find("he said"));
  BOOST_TEST(document.file_byte(he) == 14U);
}

BOOST_AUTO_TEST_CASE(latin_1) {
  const Document document = read(
      "Il a d\xE9"
      "clar\xE9 que la soci\xE9t\xE9 \xE9tait pr\xEAte \xE0 n\xE9gocier avec les employ\xE9s, et "
      "que le d\xE9"
      "bat \xE9tait termin\xE9.\n");
  BOOST_TEST(document.text.starts_with("Il a déclaré que la société était prête à négocier"));
}

BOOST_AUTO_TEST_CASE(a_legacy_encoding_of_several_bytes_maps_its_offsets) {
  std::string bytes;  // Shift_JIS: これは本です。
  for (int i = 0; i < 40; ++i)
    bytes += "\x82\xB1\x82\xEA\x82\xCD\x96\x7B\x82\xC5\x82\xB7\x81\x42\n";
  const Document document = read(bytes);
  BOOST_TEST(document.encoding == "Shift_JIS");
  BOOST_TEST(document.text.starts_with("これは本です。\nこれは"));
  BOOST_TEST(document.file_byte(3) == 2U);
  const auto second = static_cast<std::uint32_t>(document.text.find('\n') + 1);
  BOOST_TEST(document.file_byte(second) == 15U);
  BOOST_TEST(document.file_byte(second + 3) == 17U);
}

BOOST_AUTO_TEST_CASE(binary_files_are_refused_with_their_name) {
  for (const std::string& bytes :
       {"%PDF-1.4\n..."s, "PK\x03\x04\x14\0\0\0"s, "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s,
        std::string(500, '\0'), "\x01\x02\x03\x04\x05\x06\x07 and \x10\x11\x12\x13"s}) {
    const auto document = decode("thing.bin", bytes);
    BOOST_REQUIRE(!document);
    BOOST_TEST(document.error().subject == "thing.bin");
    BOOST_TEST(document.error().message.starts_with("looks like a binary file"));
  }
}

BOOST_AUTO_TEST_CASE(random_bytes_never_break_the_promises) {
  std::mt19937 random(20240501);
  const std::string_view pieces[] = {"a", " ", "\n",   "\r", "\x80", "\xE2", "\x9C",
                                     "“", "ü", "\xFF", "😀",  "\xC3", "\0"};
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    const auto length = static_cast<unsigned>(random() % 60);
    for (unsigned i = 0; i < length; ++i) bytes += pieces[random() % std::size(pieces)];
    const std::size_t size = bytes.size();
    const auto decoded = decode("r", bytes);
    if (!decoded) continue;
    const Document& document = *decoded;
    std::uint64_t before = 0;
    std::uint32_t point = 0;
    for (std::size_t at = 0; at < document.text.size(); ++point) {
      const auto byte = static_cast<std::uint32_t>(at);
      const char32_t c = quoteledger::next_code_point(document.text, at);
      BOOST_REQUIRE(document.malformed || c != 0xFFFD);
      BOOST_REQUIRE_EQUAL(document.code_point(byte), point);
      BOOST_REQUIRE(document.file_byte(byte) >= before);
      BOOST_REQUIRE(document.file_byte(byte) < size);
      before = document.file_byte(byte);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(places)

BOOST_AUTO_TEST_CASE(lines_end_at_lf_crlf_and_cr) {
  const Document document = read("a\nb\r\nc\rd\n\r\ne");
  const auto line_of = [&](char c) {
    return document.line(static_cast<std::uint32_t>(document.text.find(c)));
  };
  BOOST_TEST(line_of('a') == 1U);
  BOOST_TEST(line_of('b') == 2U);
  BOOST_TEST(line_of('c') == 3U);
  BOOST_TEST(line_of('d') == 4U);
  BOOST_TEST(line_of('e') == 6U);
}

BOOST_AUTO_TEST_CASE(places_in_long_texts_agree_with_plain_counting) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"word ", "é", "“", "\n", "\r\n", "\r", "😀", "\n\n"};
  std::string text;
  while (text.size() < 9000) text += pieces[random() % std::size(pieces)];
  const Document document = read(text);
  BOOST_REQUIRE(document.text == text);
  std::uint32_t points = 0;
  std::uint32_t lines = 1;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<std::uint32_t>(at);
    BOOST_REQUIRE_EQUAL(document.code_point(byte), points);
    BOOST_REQUIRE_EQUAL(document.byte_of(points), byte);
    BOOST_REQUIRE_EQUAL(document.line(byte), lines);
    const char32_t c = quoteledger::next_code_point(text, at);
    ++points;
    if (c == '\n' || (c == '\r' && (at == text.size() || text[at] != '\n'))) ++lines;
  }
  BOOST_TEST(document.code_point(static_cast<std::uint32_t>(text.size())) == points);
  BOOST_TEST(document.byte_of(points + 5) == text.size());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
