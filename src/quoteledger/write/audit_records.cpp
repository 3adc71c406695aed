#include <fmt/format.h>

#include <algorithm>

#include "quoteledger/write/audit_writer.h"
#include "quoteledger/write/encode.h"
#include "quoteledger/write/writer.h"

namespace quoteledger {
namespace {

void key(std::string_view name, std::string& out) {
  out.append(", \"").append(name).append("\": ");
}

void text(std::string_view name, std::string_view value, std::string& out) {
  key(name, out);
  append_json_string(value, out);
}

void text_or_null(std::string_view name, const std::optional<std::string>& value,
                  std::string& out) {
  key(name, out);
  if (value) {
    append_json_string(*value, out);
  } else {
    out += "null";
  }
}

void number(std::string_view name, std::uint64_t value, std::string& out) {
  key(name, out);
  append_number(value, out);
}

void time(std::string_view name, const std::optional<std::uint32_t>& value, std::string& out) {
  key(name, out);
  out += value ? "\"" + clock_time(*value) + "\"" : "null";
}

void append_place(const Place& place, std::string& out) {
  out += "{\"source\": ";
  append_json_string(place.source, out);
  number("start", place.start, out);
  number("end", place.end, out);
  number("byte_start", place.byte_start, out);
  number("byte_end", place.byte_end, out);
  number("line", place.line, out);
  time("time", place.time, out);
  time("time_end", place.time_end, out);
  text_or_null("speaker", place.speaker, out);
  key("part", out);
  out += place.part == 0 ? "null" : std::to_string(place.part);
  text("text", place.text, out);
  out += '}';
}

void append_edit(const Edit& edit, std::string& out) {
  out += "{\"op\": ";
  append_json_string(edit.op, out);
  text("from", edit.from, out);
  text("to", edit.to, out);
  text("kind", edit.kind, out);
  text("severity", edit.severity, out);
  number("start", edit.start, out);
  number("end", edit.end, out);
  out += '}';
}

// The ledger's own writer makes the ledger's part of a row; what is ours follows it on the line.
class AuditRecords : public AuditWriter {
 public:
  AuditRecords(Format format, bool excel)
      : writer_(make_writer(format, {excel, false, 100})), excel_(excel) {}

  void begin(std::string& out) override { writer_->begin(out); }
  void end(const std::array<std::size_t, kVerdicts>& /*counts*/, std::string& out) override {
    writer_->end(out);
  }

 protected:
  void ledger_part(const AuditInput& input, const Finding& finding, std::string_view line_end,
                   std::string& out) {
    ledger_.document = input.row.document;
    ledger_.rows.assign(1, input.row);
    auto& flags = ledger_.rows.front().flags;
    for (const std::string& flag : finding.flags) {
      if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.push_back(flag);
    }
    writer_->ledger(ledger_, out);
    out.resize(out.size() - line_end.size());
  }
  [[nodiscard]] bool excel() const { return excel_; }

 private:
  std::unique_ptr<Writer> writer_;
  Ledger ledger_;
  bool excel_;
};

class JsonlWriter : public AuditRecords {
 public:
  JsonlWriter() : AuditRecords(Format::kJsonl, false) {}

  void finding(const AuditInput& input, const Finding& finding, std::string& out) override {
    ledger_part(input, finding, "}\n", out);
    for (const auto& [name, value] : input.extra) {
      out.append(", ");
      append_json_string(name, out);
      out.append(": ");
      append_json_string(value, out);
    }
    text("verdict", verdict_name(finding.verdict), out);
    key("places", out);
    out += '[';
    for (std::size_t i = 0; i < finding.places.size(); ++i) {
      if (i > 0) out += ", ";
      append_place(finding.places[i], out);
    }
    out += ']';
    key("edits", out);
    out += '[';
    for (std::size_t i = 0; i < finding.edits.size(); ++i) {
      if (i > 0) out += ", ";
      append_edit(finding.edits[i], out);
    }
    out += ']';
    key("closest", out);
    if (finding.closest) {
      append_place(*finding.closest, out);
    } else {
      out += "null";
    }
    out += "}\n";
  }
};

class CsvWriter : public AuditRecords {
 public:
  explicit CsvWriter(bool excel) : AuditRecords(Format::kCsv, excel) {}

  void begin(std::string& out) override {
    AuditRecords::begin(out);
    out.resize(out.size() - 2);
    for (const std::string_view column : audit_columns()) out.append(",").append(column);
    out.append("\r\n");
  }

  void finding(const AuditInput& input, const Finding& finding, std::string& out) override {
    ledger_part(input, finding, "\r\n", out);
    const auto cell = [&](std::string_view value) {
      out += ',';
      append_csv_cell(value, excel(), out);
    };
    cell(verdict_name(finding.verdict));
    const Place* place = !finding.places.empty() ? &finding.places.front()
                         : finding.closest       ? &*finding.closest
                                                 : nullptr;
    if (place != nullptr) {
      std::string path;
      append_utf8(place->source, path);
      cell(path);
      cell(std::to_string(place->start));
      cell(std::to_string(place->end));
      cell(std::to_string(place->line));
      cell(place->time ? clock_time(*place->time) : std::string());
      cell(place->speaker.value_or(""));
      cell(place->text);
    } else {
      out.append(7, ',');
    }
    cell(std::to_string(finding.places.size()));
    std::string edits;
    for (const Edit& edit : finding.edits)
      edits.append(edits.empty() ? "" : "; ").append(describe_edit(edit));
    cell(edits);
    out.append("\r\n");
  }
};

}  // namespace

const std::vector<std::string_view>& audit_columns() {
  static const std::vector<std::string_view> columns = {
      "verdict",     "source",         "source_start", "source_end", "source_line",
      "source_time", "source_speaker", "source_text",  "places",     "edits"};
  return columns;
}

std::optional<AuditFormat> find_audit_format(std::string_view name) {
  if (name == "table") return AuditFormat::kTable;
  if (name == "csv") return AuditFormat::kCsv;
  if (name == "jsonl") return AuditFormat::kJsonl;
  if (name == "sarif") return AuditFormat::kSarif;
  return std::nullopt;
}

std::optional<AuditFormat> audit_format_of_file(std::string_view path) {
  std::string lower(path);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  if (lower.ends_with(".csv")) return AuditFormat::kCsv;
  if (lower.ends_with(".jsonl") || lower.ends_with(".ndjson")) return AuditFormat::kJsonl;
  if (lower.ends_with(".sarif") || lower.ends_with(".sarif.json")) return AuditFormat::kSarif;
  if (lower.ends_with(".txt")) return AuditFormat::kTable;
  return std::nullopt;
}

std::string audit_summary(const std::array<std::size_t, kVerdicts>& counts) {
  std::size_t all = 0;
  for (const std::size_t count : counts) all += count;
  std::string out = fmt::format("{} {}", all, all == 1 ? "quote" : "quotes");
  bool first = true;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    out += fmt::format("{}{} {}", first ? ": " : ", ", counts[i],
                       verdict_name(static_cast<Verdict>(i)));
    first = false;
  }
  return out;
}

std::string describe_edit(const Edit& edit) {
  const std::string kind = edit.severity == "none" || edit.severity.empty()
                               ? fmt::format(" ({})", edit.kind)
                               : fmt::format(" ({}, {})", edit.kind, edit.severity);
  if (edit.op == "insert") return fmt::format("“{}” is not in the source", edit.to) + kind;
  if (edit.op == "omit") return fmt::format("“{}” is left out with no mark", edit.from) + kind;
  if (edit.op == "elide") return fmt::format("“{}” is left out at an ellipsis", edit.from) + kind;
  if (edit.op == "jump") return "goes on at another place" + kind;
  if (edit.op == "bracket" && edit.from.empty())
    return fmt::format("“{}” is put in", edit.to) + kind;
  if (edit.op == "bracket") return fmt::format("“{}” stands for “{}”", edit.to, edit.from) + kind;
  return fmt::format("“{}” became “{}”", edit.from, edit.to) + kind;
}

std::string clock_time(std::uint32_t milliseconds) {
  const std::uint32_t seconds = milliseconds / 1000;
  return fmt::format("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                     milliseconds % 1000);
}

std::unique_ptr<AuditWriter> make_audit_writer(AuditFormat format,
                                               const AuditWriterOptions& options) {
  switch (format) {
    case AuditFormat::kTable:
      return audit_write_detail::make_table(options);
    case AuditFormat::kCsv:
      return std::make_unique<CsvWriter>(options.excel);
    case AuditFormat::kSarif:
      return audit_write_detail::make_sarif();
    case AuditFormat::kJsonl:
      break;
  }
  return std::make_unique<JsonlWriter>();
}

}  // namespace quoteledger
