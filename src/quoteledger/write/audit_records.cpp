#include <fmt/format.h>

#include <algorithm>

#include "quoteledger/write/audit_writer.h"
#include "quoteledger/write/encode.h"
#include "quoteledger/write/records.h"
#include "quoteledger/write/writer.h"

namespace quoteledger {
namespace {

std::optional<std::string> clock(const std::optional<std::uint32_t>& time) {
  return time ? std::optional(clock_time(*time)) : std::nullopt;
}

// An object inside a row.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  Object& text(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(value, out_);
    return *this;
  }
  Object& maybe(std::string_view name, const std::optional<std::string>& value) {
    if (value) return text(name, *value);
    key(name);
    out_ += "null";
    return *this;
  }
  Object& number(std::string_view name, std::optional<std::uint64_t> value) {
    key(name);
    if (value) {
      append_number(*value, out_);
    } else {
      out_ += "null";
    }
    return *this;
  }
  void end() { out_ += '}'; }

 private:
  void key(std::string_view name) {
    out_.append(first_ ? "\"" : ", \"").append(name).append("\": ");
    first_ = false;
  }
  std::string& out_;
  bool first_ = true;
};

void append(const Place& place, std::string& out) {
  Object(out)
      .text("source", place.source)
      .number("start", place.start)
      .number("end", place.end)
      .number("byte_start", place.byte_start)
      .number("byte_end", place.byte_end)
      .number("line", place.line)
      .maybe("time", clock(place.time))
      .maybe("time_end", clock(place.time_end))
      .maybe("speaker", place.speaker)
      .number("part", place.part == 0 ? std::nullopt : std::optional<std::uint64_t>(place.part))
      .text("text", place.text)
      .end();
}

void append(const Edit& edit, std::string& out) {
  Object(out)
      .text("op", edit.op)
      .text("from", edit.from)
      .text("to", edit.to)
      .text("kind", edit.kind)
      .text("severity", edit.severity)
      .number("start", edit.start)
      .number("end", edit.end)
      .end();
}

template <typename T>
std::string list(const std::vector<T>& items) {
  std::string out = "[";
  for (const T& item : items) {
    if (out.size() > 1) out += ", ";
    append(item, out);
  }
  return out += ']';
}

// Does the row come from an audit's own output? Its verdict goes with what only an audit writes.
bool is_audited(const AuditInput& input) {
  const auto has = [&](std::string_view name) {
    return std::any_of(input.extra.begin(), input.extra.end(),
                       [&](const ExtraColumn& column) { return column.name == name; });
  };
  return has("verdict") && has("places") && has("edits");
}

class AuditRecords : public AuditWriter {
 public:
  AuditRecords(Format format, bool excel) : records_(format, excel) {}

  void finding(const AuditInput& input, const Finding& finding, std::string& out) override {
    records_.begin_row(out);
    Row row = input.row;
    for (const std::string& flag : finding.flags) {
      if (std::find(row.flags.begin(), row.flags.end(), flag) == row.flags.end())
        row.flags.push_back(flag);
    }
    std::string document;
    append_utf8(row.document, document);
    append_ledger_fields(row, document, input.unknown, records_, out);
    audit_fields(input, finding, out);
    records_.end_row(out);
  }
  void end(const std::array<std::size_t, kVerdicts>& /*counts*/, std::string& out) override {
    records_.end(out);
  }

 protected:
  virtual void audit_fields(const AuditInput& input, const Finding& finding, std::string& out) = 0;
  RecordWriter& records() { return records_; }

 private:
  RecordWriter records_;
};

class JsonlWriter : public AuditRecords {
 public:
  JsonlWriter() : AuditRecords(Format::kJsonl, false) {}

  void begin(std::string& /*out*/) override {}

 protected:
  void audit_fields(const AuditInput& input, const Finding& finding, std::string& out) override {
    const bool audited = is_audited(input);
    for (const ExtraColumn& column : input.extra) {
      const std::string& name = column.name;
      // A ledger that is an audit's own output has these already.
      if (audited && (name == "closest" || std::find(audit_columns().begin(), audit_columns().end(),
                                                     name) != audit_columns().end()))
        continue;
      const bool taken =
          name == "verdict" || name == "places" || name == "edits" || name == "closest";
      std::string escaped;
      append_json_string(taken ? "ledger_" + name : name, escaped);
      const std::string_view key = std::string_view(escaped).substr(1, escaped.size() - 2);
      if (column.json) {
        records().json(key, column.value, out);
      } else {
        records().field(key, column.value, out);
      }
    }
    records().field("verdict", verdict_name(finding.verdict), out);
    records().json("places", list(finding.places), out);
    records().json("edits", list(finding.edits), out);
    std::string closest;
    if (finding.closest) append(*finding.closest, closest);
    records().json("closest", closest.empty() ? "null" : closest, out);
  }
};

// A quote that is put together of several stretches has one place for all of them.
std::uint64_t count_places(const Finding& finding) {
  return static_cast<std::uint64_t>(
      std::count_if(finding.places.begin(), finding.places.end(),
                    [](const Place& place) { return place.part <= 1; }));
}

class CsvWriter : public AuditRecords {
 public:
  explicit CsvWriter(bool excel) : AuditRecords(Format::kCsv, excel) {}

  void begin(std::string& out) override {
    std::vector<std::string_view> columns = ledger_columns();
    columns.insert(columns.end(), audit_columns().begin(), audit_columns().end());
    records().begin(columns, out);
  }

 protected:
  void audit_fields(const AuditInput& /*input*/, const Finding& finding,
                    std::string& out) override {
    const Place* place = !finding.places.empty() ? &finding.places.front()
                         : finding.closest       ? &*finding.closest
                                                 : nullptr;
    const auto cell = [&](std::string_view column, const auto& value) {
      records().field(column, value, out);
    };
    const std::vector<std::string_view>& columns = audit_columns();
    cell(columns[0], verdict_name(finding.verdict));
    if (place != nullptr) {
      std::string path;
      append_utf8(place->source, path);
      cell(columns[1], path);
      cell(columns[2], place->start);
      cell(columns[3], place->end);
      cell(columns[4], place->line);
      cell(columns[5], clock(place->time));
      cell(columns[6], place->speaker);
      cell(columns[7], place->text);
    } else {
      for (std::size_t i = 1; i <= 7; ++i) cell(columns[i], std::optional<std::string>());
    }
    cell(columns[8], count_places(finding));
    std::string edits;
    for (const Edit& edit : finding.edits)
      edits.append(edits.empty() ? "" : "; ").append(describe_edit(edit));
    cell(columns[9], edits);
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
