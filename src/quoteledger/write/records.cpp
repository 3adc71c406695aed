#include "quoteledger/write/records.h"

#include "quoteledger/write/encode.h"

namespace quoteledger {

void RecordWriter::cell(std::string_view text, std::string& out) const {
  if (format_ == Format::kCsv) {
    append_csv_cell(text, excel_, out);
  } else {
    append_tsv_cell(text, excel_, out);
  }
}

void RecordWriter::begin(std::span<const std::string_view> columns, std::string& out) const {
  if (format_ == Format::kJson) out += '[';
  if (is_json()) return;
  if (excel_) out.append("\xEF\xBB\xBF");
  bool first = true;
  for (const std::string_view column : columns) {
    if (!first) out += format_ == Format::kCsv ? ',' : '\t';
    first = false;
    cell(column, out);
  }
  out.append(format_ == Format::kCsv ? "\r\n" : "\n");
}

void RecordWriter::begin_row(std::string& out) {
  first_field_ = true;
  separators_ = 0;
  if (format_ == Format::kJson) out.append(first_row_ ? "\n" : ",\n");
  if (is_json()) out += '{';
  first_row_ = false;
}

void RecordWriter::name(std::string_view column, std::string& out) {
  if (is_json()) {
    out.append(first_field_ ? "\"" : ", \"");
    out.append(column);
    out.append("\": ");
    first_field_ = false;
  } else {
    separate(out);
    separators_ = 1;
  }
}

// Most fields of a row without a speaker are null: their separators are written at once.
void RecordWriter::separate(std::string& out) const {
  out.append(separators_, format_ == Format::kCsv ? ',' : '\t');
}

void RecordWriter::field(std::string_view column, std::string_view text, std::string& out) {
  name(column, out);
  if (is_json()) {
    append_json_string(text, out);
  } else {
    cell(text, out);
  }
}

void RecordWriter::field(std::string_view column, std::uint64_t number, std::string& out) {
  name(column, out);
  append_number(number, out);
}

void RecordWriter::field(std::string_view column, double fraction, std::string& out) {
  name(column, out);
  append_fraction(fraction, out);
}

void RecordWriter::field(std::string_view column, const std::vector<std::string>& list,
                         std::string& out, std::string_view separator) {
  name(column, out);
  if (is_json()) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) out.append(", ");
      append_json_string(list[i], out);
    }
    out += ']';
    return;
  }
  if (list.size() == 1) {
    cell(list.front(), out);
  } else if (!list.empty()) {
    std::string joined;
    for (const std::string& item : list) {
      if (!joined.empty()) joined.append(separator);
      joined.append(item);
    }
    cell(joined, out);
  }
}

void RecordWriter::json(std::string_view column, std::string_view text, std::string& out) {
  name(column, out);
  out.append(text);
}

void RecordWriter::end_row(std::string& out) {
  if (!is_json() && separators_ > 0) {
    --separators_;  // a line end takes its place
    separate(out);
  }
  switch (format_) {
    case Format::kCsv:
      out.append("\r\n");
      break;
    case Format::kTsv:
      out += '\n';
      break;
    case Format::kJsonl:
      out.append("}\n");
      break;
    default:
      out += '}';
      break;
  }
}

void RecordWriter::end(std::string& out) const {
  if (format_ == Format::kJson) out.append(first_row_ ? "]\n" : "\n]\n");
}

}  // namespace quoteledger
