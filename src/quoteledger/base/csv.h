// Reads CSV as of RFC 4180: cells in double quotes may hold commas, line ends and doubled quotes.
// Line ends are CRLF, LF or CR; a byte order mark at the start is skipped (RFC 4180 knows none,
// spreadsheets write one).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoteledger {

class CsvReader {
 public:
  // The text must outlive the reader. `separator` is one ASCII character: a comma, a tab, a
  // semicolon.
  explicit CsvReader(std::string_view text, char separator = ',');

  // Reads the next record into cells, which is emptied first. False at the end of the text, and at
  // an error (then error() is not empty). A line without any character is skipped.
  [[nodiscard]] bool next(std::vector<std::string>& cells);

  // After an error: goes on at the line behind the one where the record that is wrong starts. False where there is no
  // error.
  bool resume();

  // 1-based line on which the record that next() gave last starts.
  [[nodiscard]] std::uint32_t line() const { return line_; }
  // What is wrong with the text, as "line 3: …"; empty where nothing is.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  bool cell(std::string& out);
  bool quoted_cell(std::string& out);
  bool take_line_end();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t record_ = 0;  // where the record starts
  char separator_;
  std::uint32_t line_ = 0;       // of the record
  std::uint32_t next_line_ = 1;  // of text_[at_]
  std::string error_;
};

}  // namespace quoteledger
