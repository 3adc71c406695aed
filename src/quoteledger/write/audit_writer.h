// Findings of the audit in the formats that have them. Like the ledger's writers, these append to a string and do no
// input or output.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/audit/audit.h"

namespace quoteledger {

enum class AuditFormat : std::uint8_t {
  kTable,  // for people: the quote with what was changed in it, the place, the reasons
  kCsv,    // RFC 4180: the ledger's columns, then audit_columns(); of the places the first
  kJsonl,  // an object a line: the ledger's keys, then verdict, places, edits, closest
  kSarif,  // SARIF 2.1.0: what needs a look, for code review and editors
};

// nullopt where no format has this name.
std::optional<AuditFormat> find_audit_format(std::string_view name);
// By a file name's ending, whatever its case. nullopt where no format has it.
std::optional<AuditFormat> audit_format_of_file(std::string_view path);

struct AuditWriterOptions {
  bool excel = false;    // CSV: see WriterOptions
  bool colour = false;   // table: SGR escapes; without them [-gone-] and {+come+}, as wdiff has it
  unsigned width = 100;  // table: columns, at least 40
  bool all = true;       // table: quotes without a fault, too
};

class AuditWriter {
 public:
  AuditWriter() = default;
  AuditWriter(const AuditWriter&) = delete;
  AuditWriter& operator=(const AuditWriter&) = delete;
  virtual ~AuditWriter() = default;

  virtual void begin(std::string& out) = 0;
  virtual void finding(const AuditInput& input, const Finding& finding, std::string& out) = 0;
  // counts: of each verdict, for formats with a summary.
  virtual void end(const std::array<std::size_t, kVerdicts>& counts, std::string& out) = 0;
};

std::unique_ptr<AuditWriter> make_audit_writer(AuditFormat format,
                                               const AuditWriterOptions& options);

// The columns that an audit adds to a ledger's, in order.
const std::vector<std::string_view>& audit_columns();

// "200 quotes: 120 verbatim, 31 altered …", without a line end.
std::string audit_summary(const std::array<std::size_t, kVerdicts>& counts);

// An edit in words: “may” became “will” (modality, high).
std::string describe_edit(const Edit& edit);

// hh:mm:ss.mmm
std::string clock_time(std::uint32_t milliseconds);

namespace audit_write_detail {
std::unique_ptr<AuditWriter> make_table(const AuditWriterOptions& options);
std::unique_ptr<AuditWriter> make_sarif();
}  // namespace audit_write_detail

}  // namespace quoteledger
