#include "quoteledger/write/writer.h"

#include <algorithm>

#include "quoteledger/write/encode.h"
#include "quoteledger/write/records.h"
#include "quoteledger/write/reports.h"

namespace quoteledger {
namespace {

class LedgerRecords : public Writer {
 public:
  LedgerRecords(Format format, bool excel) : records_(format, excel) {}

  void begin(std::string& out) override { records_.begin(ledger_columns(), out); }
  void end(std::string& out) override { records_.end(out); }

 protected:
  void open(const Ledger& ledger, std::string& /*out*/) override {
    document_.clear();
    append_utf8(ledger.document,
                document_);  // a path is any bytes; the file that we write is UTF-8
  }

  void row(const Ledger& ledger, const Row& row, std::string& out) override {
    records_.begin_row(out);
    std::string other;
    if (row.document != ledger.document) append_utf8(row.document, other);
    append_ledger_fields(row, row.document == ledger.document ? document_ : other, {}, records_,
                         out);
    records_.end_row(out);
  }

 private:
  RecordWriter records_;
  std::string document_;
};

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return lower;
}

}  // namespace

void append_ledger_fields(const Row& row, std::string_view document,
                          std::span<const std::string_view> unknown, RecordWriter& to,
                          std::string& out) {
  const auto number = [&](std::string_view column, auto value) {
    const bool known = std::find(unknown.begin(), unknown.end(), column) == unknown.end();
    to.field(column, known ? std::optional(value) : std::nullopt, out);
  };
  to.field("document", document, out);
  to.field("id", row.id, out);
  to.field("utterance", row.utterance, out);
  number("start", row.start);
  number("end", row.end);
  number("byte_start", row.byte_start);
  number("byte_end", row.byte_end);
  number("line", row.line);
  to.field("kind", row.kind, out);
  to.field("quote", row.quote, out);
  to.field("speaker", row.speaker, out);
  to.field("speaker_id", row.speaker_id, out);
  to.field("role", row.role, out);
  to.field("mention", row.mention, out);
  to.field("mention_start", row.mention_start, out);
  to.field("mention_end", row.mention_end, out);
  to.field("cue", row.cue, out);
  to.field("addressee", row.addressee, out);
  to.field("rule", row.rule, out);
  to.field("resolve_rule", row.resolve_rule, out);
  number("confidence", row.confidence);
  to.field("context", row.context, out);
  to.field("language", row.language, out);
  to.field("flags", row.flags, out);
}

const std::vector<std::string_view>& ledger_columns() {
  static const std::vector<std::string_view> columns = {
      "document", "id",           "utterance",     "start",       "end",      "byte_start",
      "byte_end", "line",         "kind",          "quote",       "speaker",  "speaker_id",
      "role",     "mention",      "mention_start", "mention_end", "cue",      "addressee",
      "rule",     "resolve_rule", "confidence",    "context",     "language", "flags"};
  return columns;
}

bool is_record_format(Format format) {
  return format == Format::kCsv || format == Format::kTsv || format == Format::kJsonl ||
         format == Format::kJson;
}

const std::vector<FormatInfo>& formats() {
  static const std::vector<FormatInfo> all = {
      {Format::kTable, "table", {".txt"}, "for reading on a terminal"},
      {Format::kCsv, "csv", {".csv"}, "RFC 4180, all columns"},
      {Format::kTsv, "tsv", {".tsv", ".tab"}, "tab-separated, all columns"},
      {Format::kJsonl, "jsonl", {".jsonl", ".ndjson"}, "a JSON object a line"},
      {Format::kJson, "json", {".json"}, "one JSON array"},
      {Format::kMarkdown, "markdown", {".md", ".markdown"}, "a table for a report"},
      {Format::kHtml, "html", {".html", ".htm"}, "a page of quotes by speaker"}};
  return all;
}

std::optional<Format> find_format(std::string_view name) {
  for (const FormatInfo& info : formats()) {
    if (info.name == name) return info.format;
  }
  return std::nullopt;
}

std::optional<Format> format_of_file(std::string_view path) {
  const std::string lower = lower_ascii(path);
  for (const FormatInfo& info : formats()) {
    for (const std::string_view ending : info.endings) {
      if (lower.size() > ending.size() && lower.ends_with(ending)) return info.format;
    }
  }
  return std::nullopt;
}

bool promises_other_format(std::string_view path) {
  // What other programs write. Ours are asked of formats().
  static constexpr std::string_view kOthers[] = {
      ".xlsx", ".xls", ".ods", ".xml", ".yaml",  ".yml", ".pdf",    ".doc",    ".docx",
      ".odt",  ".rtf", ".gz",  ".zip", ".sarif", ".db",  ".sqlite", ".parquet"};
  const auto format = format_of_file(path);
  if (format && *format != Format::kCsv && *format != Format::kTable) return true;
  const std::string lower = lower_ascii(path);
  return std::any_of(std::begin(kOthers), std::end(kOthers),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

void Writer::ledger(const Ledger& ledger, std::string& out, const Flush& flush) {
  const auto flush_if_much = [&] {
    if (flush && out.size() >= kFlushBytes) flush(out);
  };
  open(ledger, out);
  const std::vector<std::size_t> rows = order(ledger);
  for (std::size_t i = 0; i < ledger.rows.size(); ++i) {
    row(ledger, ledger.rows[rows.empty() ? i : rows[i]], out);
    flush_if_much();
  }
  close(ledger, out);
  flush_if_much();
}

std::unique_ptr<Writer> make_writer(Format format, const WriterOptions& options) {
  switch (format) {
    case Format::kTable:
      return make_table_writer(options);
    case Format::kMarkdown:
      return make_markdown_writer();
    case Format::kHtml:
      return make_html_writer();
    case Format::kCsv:
    case Format::kTsv:
    case Format::kJsonl:
    case Format::kJson:
      break;
  }
  return std::make_unique<LedgerRecords>(format, options.excel);
}

}  // namespace quoteledger
