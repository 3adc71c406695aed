// Places in the text and in the file against slow ones: texts are random code points, written out by encoders of a few
// lines that note where each code point begins; damaged UTF-8 is read by Unicode's table 3-7, column by column.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/source/document.h"

namespace {

using quoteledger::decode;
using quoteledger::Document;

std::string utf8(char32_t c) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 63))};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)),
          byte(0x80 | (c & 63))};
}

struct Piece {  // a code point, as it stands in the file
  char32_t c = 0;
  std::string bytes;
};

// A document holds these pieces behind `head`, and every place leads where it should.
void check(const std::vector<Piece>& pieces, const std::string& head, std::string_view encoding) {
  std::string file = head;
  for (const Piece& piece : pieces) file += piece.bytes;
  const auto document = decode("t", file);
  BOOST_REQUIRE(document);
  BOOST_TEST(document->encoding == encoding);
  std::string text;
  std::uint64_t at = head.size();
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  for (std::size_t i = 0; i <= pieces.size(); ++i) {
    const auto byte = static_cast<std::uint32_t>(text.size());
    const bool all = document->file_byte(byte) == at && document->code_point(byte) == i &&
                     document->byte_of(static_cast<std::uint32_t>(i)) == byte &&
                     document->line(byte) == line && document->column(byte) == column;
    if (!all) {
      BOOST_TEST(document->file_byte(byte) == at);
      BOOST_TEST(document->code_point(byte) == i);
      BOOST_TEST(document->byte_of(static_cast<std::uint32_t>(i)) == byte);
      BOOST_TEST(document->line(byte) == line);
      BOOST_TEST(document->column(byte) == column);
      BOOST_FAIL("at code point " << i);
    }
    if (i == pieces.size()) break;
    const char32_t c = pieces[i].c;
    // CR LF is one line end, behind the LF.
    ++column;
    if (c == '\n' || (c == '\r' && (i + 1 == pieces.size() || pieces[i + 1].c != '\n'))) {
      ++line;
      column = 1;
    }
    text += utf8(c);
    at += pieces[i].bytes.size();
  }
  BOOST_REQUIRE(text == document->text);
}

using Encode = std::string (*)(char32_t);

std::string utf16(char32_t c, bool big) {
  std::string out;
  const auto unit = [&](std::uint32_t value) {
    const char high = static_cast<char>(value >> 8);
    const char low = static_cast<char>(value & 255);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (c < 0x10000) {
    unit(c);
  } else {
    unit(0xD800 + ((c - 0x10000) >> 10));
    unit(0xDC00 + ((c - 0x10000) & 0x3FF));
  }
  return out;
}
std::string utf16_little(char32_t c) { return utf16(c, false); }
std::string utf16_big(char32_t c) { return utf16(c, true); }
std::string utf32_little(char32_t c) {
  std::string out;
  for (unsigned i = 0; i < 4; ++i) out += static_cast<char>(c >> 8 * i & 255);
  return out;
}

constexpr char32_t kText[] = {U'a',      U'b',          U' ',      U'e',      U'\n',    U'\r',
                              U'é',      U'“',          U'”',      U'’',      U'…',     U'東',
                              U'\u0301', U'\U0001F600', U'\u2028', U'\u0085', U'\uE000'};

void check_many(Encode encode, const std::string& head, std::string_view encoding) {
  std::mt19937 random(12);
  for (int round = 0; round < 120; ++round) {
    std::vector<Piece> pieces;
    const std::size_t size = round % 10 == 0 ? 4000 : random() % 300;
    while (pieces.size() < size) {
      const char32_t c = kText[random() % std::size(kText)];
      if (c == U'\r' && random() % 2 == 0) {  // most of them in CR LF
        pieces.push_back({c, encode(c)});
        pieces.push_back({U'\n', encode(U'\n')});
      } else {
        pieces.push_back({c, encode(c)});
      }
    }
    check(pieces, head, encoding);
  }
}

// Table 3-7 of Unicode 15: the ranges of the first, second, third and fourth byte.
struct Form {
  std::size_t length;
  unsigned char from[4], to[4];
};
constexpr Form kForms[] = {{1, {0x00}, {0x7F}},
                           {2, {0xC2, 0x80}, {0xDF, 0xBF}},
                           {3, {0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}},
                           {3, {0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}},
                           {3, {0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}},
                           {3, {0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}},
                           {4, {0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}},
                           {4, {0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}},
                           {4, {0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}}};

// Well-formed sequences, and of the rest each maximal subpart of one, as U+FFFD.
std::vector<Piece> read_utf8(std::string_view bytes) {
  std::vector<Piece> out;
  while (!bytes.empty()) {
    std::size_t most = 0;
    bool whole = false;
    for (const Form& form : kForms) {
      std::size_t fits = 0;
      while (fits < form.length && fits < bytes.size() &&
             static_cast<unsigned char>(bytes[fits]) >= form.from[fits] &&
             static_cast<unsigned char>(bytes[fits]) <= form.to[fits])
        ++fits;
      if (fits > most) {
        most = fits;
        whole = fits == form.length;
      }
    }
    const std::size_t size = most == 0 ? 1 : most;
    Piece piece{0xFFFD, std::string(bytes.substr(0, size))};
    if (whole) {
      const auto lead = static_cast<unsigned char>(bytes[0]);
      piece.c = size == 1 ? lead : lead & (0x7FU >> size);
      for (std::size_t i = 1; i < size; ++i)
        piece.c = piece.c << 6 | (static_cast<unsigned char>(bytes[i]) & 63U);
    }
    out.push_back(std::move(piece));
    bytes.remove_prefix(size);
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(source_reference)

// Lines of several blocks, with their ends on, before and behind the borders of blocks.
BOOST_AUTO_TEST_CASE(places_in_long_lines) {
  for (const std::size_t length : {1022U, 1023U, 1024U, 1025U, 5000U}) {
    for (const std::string_view end : {"\n", "\r", "\r\n"}) {
      std::vector<Piece> pieces;
      for (int line = 0; line < 3; ++line) {
        for (std::size_t i = 0; i < length; ++i) pieces.push_back({U'a', "a"});
        for (const char c : end) pieces.push_back({static_cast<char32_t>(c), std::string(1, c)});
      }
      pieces.push_back({U'\u00e9', utf8(U'\u00e9')});
      check(pieces, "", "UTF-8");
    }
  }
}

BOOST_AUTO_TEST_CASE(utf8_places) {
  check_many(&utf8, "", "UTF-8");
  check_many(&utf8, "\xEF\xBB\xBF", "UTF-8");
}

BOOST_AUTO_TEST_CASE(utf16_places) {
  check_many(&utf16_little, "\xFF\xFE", "UTF-16LE");
  check_many(&utf16_big, "\xFE\xFF", "UTF-16BE");
}

BOOST_AUTO_TEST_CASE(utf32_places) {
  check_many(&utf32_little, std::string("\xFF\xFE\0\0", 4), "UTF-32LE");
}

BOOST_AUTO_TEST_CASE(windows_1252_places) {
  constexpr std::pair<char32_t, char> kBytes[] = {
      {U'“', '\x93'}, {U'”', '\x94'}, {U'‘', '\x91'}, {U'’', '\x92'}, {U'–', '\x96'},
      {U'…', '\x85'}, {U'€', '\x80'}, {U'a', 'a'},    {U'b', 'b'},    {U' ', ' '},
      {U'\n', '\n'},  {U'\r', '\r'},  {U'c', 'c'},    {U'd', 'd'}};
  std::mt19937 random(13);
  for (int round = 0; round < 120; ++round) {
    std::vector<Piece> pieces = {{U'“', "\x93"}, {U'a', "a"}};
    const std::size_t size = round % 10 == 0 ? 4000 : random() % 300;
    while (pieces.size() < size) {
      const auto& [c, byte] = kBytes[random() % std::size(kBytes)];
      pieces.push_back({c, std::string(1, byte)});
    }
    check(pieces, "", "windows-1252");
  }
}

BOOST_AUTO_TEST_CASE(damaged_utf8_places) {
  std::mt19937 random(14);
  constexpr std::string_view kDamage[] = {"\xE2\x80", "\xFF",     "\xED\xA0\x80", "\xC3",
                                          "\xF0\x9F", "\x80\x80", "\xF4\x90\x80", "\xC0\xAF",
                                          "\xE0\x9F", "\xF0\x80"};
  for (int round = 0; round < 200; ++round) {
    std::string bytes = "“Zwölf “Türme” für “Ärzte”";  // enough that is well-formed
    const std::size_t size = round % 10 == 0 ? 5000 : 30 + random() % 300;
    while (bytes.size() < size) {
      if (random() % 5 == 0) {
        bytes += kDamage[random() % std::size(kDamage)];
        for (int i = 0; i < 5; ++i) bytes += utf8(U'“');
      } else {
        bytes += utf8(kText[random() % std::size(kText)]);
      }
    }
    check(read_utf8(bytes), "", "UTF-8");
  }
}

BOOST_AUTO_TEST_SUITE_END()
