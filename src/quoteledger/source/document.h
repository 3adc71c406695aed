// source: bytes in, Document out. Decodes (UTF-8 checked, byte order marks, UTF-16, ICU's detection for
// the rest), keeps the way back to the file's own bytes, and knows lines and paragraphs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/result.h"
#include "quoteledger/base/span.h"

namespace quoteledger {

// Maps bytes of the decoded text to bytes of the file. Made by decode().
class OffsetMap {
 public:
  struct Step {  // from text byte `text` on, the file's byte is `file` + (offset - text) * scale…
    std::uint32_t text = 0;  // bytes into Document::text, ascending
    std::uint64_t file = 0;  // bytes into the file
    // 0: one text byte is one file byte; n: each code point takes n file bytes.
    std::uint32_t width = 0;
  };
  void add(Step step) { steps_.push_back(step); }
  // File byte of a code point border in the text. O(log n) plus at most one step's length.
  [[nodiscard]] std::uint64_t file_byte(std::string_view text, std::uint32_t offset) const;

 private:
  std::vector<Step> steps_;
};

struct Document {
  std::string name;        // the path or id as given
  std::string text;        // decoded, valid UTF-8, byte order mark removed, line ends as they were
  std::string encoding;    // "UTF-8", "UTF-16LE", "windows-1252" …
  bool malformed = false;  // some bytes were not valid and stand as U+FFFD
  bool hard_wrapped = false;  // paragraphs end at blank lines, lines inside them are joined
  // Bytes into text, in order, without surrounding white space; none is empty.
  std::vector<Span> paragraphs;
  OffsetMap offsets;

  std::vector<std::uint32_t> code_point_marks;  // code points before each 1024-byte block of text
  std::vector<std::uint32_t> line_marks;        // line ends before each 1024-byte block of text

  // Code points before a byte of text. O(1): at most one block is counted.
  [[nodiscard]] std::uint32_t code_point(std::uint32_t byte) const;
  // The reverse of code_point(); values past the end give text.size().
  [[nodiscard]] std::uint32_t byte_of(std::uint32_t code_point) const;
  // 1-based line of a byte of text; \n, \r\n and \r each end one line.
  [[nodiscard]] std::uint32_t line(std::uint32_t byte) const;
  // 1-based column of a byte of text in its line, in code points. O(log n), however long the line is.
  [[nodiscard]] std::uint32_t column(std::uint32_t byte) const;
  [[nodiscard]] std::uint64_t file_byte(std::uint32_t byte) const {
    return offsets.file_byte(text, byte);
  }
  // Index of the paragraph that holds this byte, or of the next one after it.
  [[nodiscard]] std::uint32_t paragraph_of(std::uint32_t byte) const;
};

// Decodes a file's bytes. Fails only where no text can be had (over 2 GiB, or binary: see docs/).
Result<Document> decode(std::string name, std::string bytes);

}  // namespace quoteledger
