// How texts and numbers are spelled in the formats. Each function appends to `out`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quoteledger {

// A CSV cell (RFC 4180 §2.5 to §2.7), byte for byte. With `excel`, see WriterOptions.
void append_csv_cell(std::string_view text, bool excel, std::string& out);

// A TSV cell: tab, LF, CR and backslash become \t, \n, \r and \\.
void append_tsv_cell(std::string_view text, bool excel, std::string& out);

// A JSON string with its quotes (RFC 8259 §7). Controls (C0, DEL, C1) are escaped; bytes that are
// not UTF-8 become U+FFFD, so that the result is always valid.
void append_json_string(std::string_view text, std::string& out);

// The text with bytes that are not UTF-8 replaced by U+FFFD.
void append_utf8(std::string_view text, std::string& out);

// Text for an HTML element or a quoted attribute: & < > " ' as references, controls but tab and
// line ends as U+FFFD. Valid UTF-8.
void append_html(std::string_view text, std::string& out);

// Text for a cell of a Markdown table, on one line: marks of Markdown and HTML escaped, white space
// made one space, controls and bidirectional overrides as U+FFFD.
void append_markdown(std::string_view text, std::string& out);

void append_number(std::uint64_t value, std::string& out);

// 0 to 1 with at most three decimals, "0.975", "1", "0"; what is outside is clamped, NaN is 0. The
// same in every locale.
void append_fraction(double value, std::string& out);

// 0 to 100, rounded, but 100 only for what is quite sure: for people.
unsigned percent(double fraction);

}  // namespace quoteledger
