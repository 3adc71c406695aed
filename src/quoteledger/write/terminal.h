// Text on its way to a terminal: measured, cut, and with nothing in it that a terminal would obey.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quoteledger {

// Appends the text on one line: white space made one space; controls shown as control pictures
// (U+2400 …), other code points that are no visible text (bidirectional overrides, private use …)
// as U+FFFD; soft hyphens and the like are left out, and all but eight combining marks of a
// character. Where it is wider than `columns`, it is cut and ends with `…`. Returns its columns.
std::size_t append_cut(std::string_view text, std::size_t columns, std::string& out);

// The same, with spaces behind it up to `columns`.
void append_padded(std::string_view text, std::size_t columns, std::string& out);

// The same for a text without a limit, as for messages and file names.
std::string printable(std::string_view text);

// Columns of append_cut()'s text, at most `limit`.
std::size_t columns_of(std::string_view text, std::size_t limit);

// The text in lines of at most `columns` (at least 8), broken at spaces where there are some; at
// most `lines` lines, the last one cut with `…` where the text goes on.
std::vector<std::string> wrap(std::string_view text, std::size_t columns, std::size_t lines);

// SGR escapes (ECMA-48 §8.3.117), or nothing at all.
class Style {
 public:
  explicit Style(bool colour) : colour_(colour) {}
  // codes: "1", "2;33" … The text must be safe already.
  void put(std::string_view codes, std::string_view text, std::string& out) const {
    if (colour_ && !text.empty()) {
      out.append("\x1b[").append(codes).append("m").append(text).append("\x1b[0m");
    } else {
      out.append(text);
    }
  }

 private:
  bool colour_;
};

}  // namespace quoteledger
