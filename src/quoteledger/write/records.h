// Rows of named fields in the formats that have such: CSV, TSV, JSON lines and JSON. Used by the
// writers of ledgers, of speakers and of findings, so that each format is spelled once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/write/writer.h"

namespace quoteledger {

class RecordWriter {
 public:
  // format: kCsv, kTsv, kJsonl or kJson. excel: see WriterOptions; no matter for JSON.
  RecordWriter(Format format, bool excel) : format_(format), excel_(excel) {}

  // The header row, with a byte order mark for Excel; or the array's bracket.
  void begin(std::span<const std::string_view> columns, std::string& out) const;

  // A row: begin_row(), a call of field() for each column in order, end_row().
  void begin_row(std::string& out);
  void field(std::string_view column, std::string_view text, std::string& out);
  void field(std::string_view column, const std::string& text, std::string& out) {
    field(column, std::string_view(text), out);
  }
  void field(std::string_view column, std::uint64_t number, std::string& out);
  void field(std::string_view column, std::uint32_t number, std::string& out) {
    field(column, std::uint64_t{number}, out);
  }
  void field(std::string_view column, double fraction, std::string& out);
  // A list: an array in JSON, else joined by `separator`.
  void field(std::string_view column, const std::vector<std::string>& list, std::string& out,
             std::string_view separator = " ");
  template <typename T>
  void field(std::string_view column, const std::optional<T>& value, std::string& out) {
    if (value) {
      field(column, *value, out);
    } else {
      null(column, out);
    }
  }
  // JSON as it is, of a field that is no plain value. Not for CSV and TSV.
  void json(std::string_view column, std::string_view text, std::string& out);
  void end_row(std::string& out);

  void end(std::string& out) const;

 private:
  [[nodiscard]] bool is_json() const {
    return format_ == Format::kJson || format_ == Format::kJsonl;
  }
  // A field without a value: what parts it from the next is written later, with that.
  void null(std::string_view column, std::string& out) {
    if (is_json()) {
      name(column, out);
      out.append("null");
    } else {
      ++separators_;
    }
  }
  void name(std::string_view column, std::string& out);
  void separate(std::string& out) const;
  void cell(std::string_view text, std::string& out) const;

  Format format_;
  bool excel_;
  bool first_field_ = true;  // of a JSON object
  std::size_t separators_ =
      0;  // that the next cell has before it: one for each field behind the first
  bool first_row_ = true;
};

// All columns of the ledger, between begin_row() and end_row(). document is valid UTF-8; numbers of the columns in
// `unknown` are null.
void append_ledger_fields(const Row& row, std::string_view document,
                          std::span<const std::string_view> unknown, RecordWriter& to,
                          std::string& out);

}  // namespace quoteledger
