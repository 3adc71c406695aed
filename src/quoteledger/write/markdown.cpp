#include <fmt/format.h>

#include "quoteledger/write/encode.h"
#include "quoteledger/write/reports.h"

namespace quoteledger {
namespace {

class MarkdownWriter : public Writer {
 public:
  void begin(std::string& out) override { out.append("# Quotes\n"); }
  void end(std::string& /*out*/) override {}

 protected:
  void open(const Ledger& ledger, std::string& out) override {
    out.append("\n## ");
    append_markdown(ledger.document, out);
    out.append(ledger.rows.empty()
                   ? "\n\nNo quotes.\n"
                   : "\n\n| | Line | Speaker | Quote | Kind | Confidence | Flags |\n"
                     "| --- | ---: | --- | --- | --- | ---: | --- |\n");
  }

  void row(const Ledger& /*ledger*/, const Row& row, std::string& out) override {
    out.append("| ");
    append_markdown(row.id, out);
    out.append(" | ");
    append_number(row.line, out);
    out.append(" | ");
    append_markdown(row.speaker ? *row.speaker : "", out);
    if (row.speaker && row.role) {
      out.append(", ");
      append_markdown(*row.role, out);
    }
    out.append(" | ");
    append_markdown(row.quote, out);
    out.append(" | ");
    append_markdown(row.kind, out);
    out.append(" | ");
    append_fraction(row.confidence, out);
    out.append(" | ");
    for (std::size_t i = 0; i < row.flags.size(); ++i) {
      if (i > 0) out.append(", ");
      append_markdown(row.flags[i], out);
    }
    out.append(" |\n");
  }
};

}  // namespace

std::unique_ptr<Writer> make_markdown_writer() { return std::make_unique<MarkdownWriter>(); }

}  // namespace quoteledger
