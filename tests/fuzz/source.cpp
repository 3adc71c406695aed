// Decoding: any bytes in, valid UTF-8 out, with the way back to the file, lines and paragraphs.
#include "quoteledger/source/document.h"

#include "fuzz/invariants.h"
#include "fuzz/raw_bytes.h"

namespace {

using fuzz::require;
using quoteledger::Document;
using quoteledger::Span;

void check_counts(const Document& document, const std::vector<std::uint32_t>& borders) {
  const std::vector<std::uint32_t> lines = fuzz::lines(document.text);
  for (std::size_t i = 0; i < borders.size(); ++i) {
    const std::uint32_t at = borders[i];
    require(document.code_point(at) == i, "code_point() counts code points");
    require(document.byte_of(static_cast<std::uint32_t>(i)) == at,
            "byte_of() is code_point()'s way back");
    require(document.line(at) == lines[at], "line() counts line ends");
  }
  require(document.byte_of(static_cast<std::uint32_t>(borders.size())) == document.text.size(),
          "a code point behind the end is the end");
}

void check_offsets(const Document& document, const std::vector<std::uint32_t>& borders,
                   std::string_view bytes) {
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < borders.size(); ++i) {
    const std::uint64_t at = document.file_byte(borders[i]);
    require(at <= bytes.size(), "a place in the text is inside the file");
    require(at >= before, "places in the file ascend as those in the text");
    before = at;
    if (i == 0) continue;
    // One code point, and a longer piece: from here back to where halving leads.
    for (const std::size_t from : {i - 1, i / 2}) {
      if (from == i / 2 && i % 64 != 0 && i + 1 < borders.size()) break;
      const std::uint64_t begin = document.file_byte(borders[from]);
      const auto decoded = fuzz::decode_slice(document, bytes.substr(begin, at - begin));
      if (!decoded || document.malformed) continue;
      require(*decoded ==
                  std::string_view(document.text).substr(borders[from], borders[i] - borders[from]),
              "the file's bytes of a piece decode to the piece");
    }
  }
}

void check_paragraphs(const Document& document) {
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
    const Span span = document.paragraphs[i];
    require(!span.empty() && span.end <= document.text.size(), "a paragraph is inside the text");
    require(i == 0 || span.begin > before, "paragraphs ascend and do not touch");
    before = span.end;
    require(fuzz::on_border(document.text, span.begin) && fuzz::on_border(document.text, span.end),
            "a paragraph is whole code points");
    std::size_t first = span.begin;
    require(!quoteledger::is_space(quoteledger::next_code_point(document.text, first)),
            "no paragraph begins with white space");
    std::size_t last = span.end;
    require(!quoteledger::is_space(quoteledger::previous_code_point(document.text, last)),
            "no paragraph ends with white space");
    require(document.paragraph_of(span.begin) == i && document.paragraph_of(span.end - 1) == i,
            "paragraph_of() finds it");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  const auto document = quoteledger::decode("fuzz.txt", bytes);
  if (!document) {
    require(!document.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  require(fuzz::is_utf8(document->text), "the text is valid UTF-8");
  require(!document->encoding.empty(), "the encoding has a name");
  const std::vector<std::uint32_t> borders = fuzz::borders(document->text);
  check_counts(*document, borders);
  check_offsets(*document, borders, bytes);
  check_paragraphs(*document);
  return 0;
}
