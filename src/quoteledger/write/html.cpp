#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "quoteledger/write/encode.h"
#include "quoteledger/write/reports.h"

namespace quoteledger {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Quotes</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, .about { font-family: system-ui, sans-serif; line-height: 1.25; }
h2 { margin-top: 3rem; border-bottom: 1px solid #8888; overflow-wrap: anywhere; }
h3 { margin: 2rem 0 0; }
.role { font-weight: normal; opacity: .7; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid #4a90a4; }
blockquote.low { border-left-color: #c98a1b; }
blockquote p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.about { font-size: .8rem; opacity: .75; }
.flag { color: #b46a00; }
details { font-size: .9rem; }
summary { cursor: pointer; font: .8rem system-ui, sans-serif; opacity: .75; }
</style>
</head>
<body>
<h1>Quotes</h1>
)";

// The quotes of each document by speaker, in the order in which the speakers are first heard; last
// those whose speaker no name in the text tells, and those that are credited to nobody.
class HtmlWriter : public Writer {
 public:
  void begin(std::string& out) override { out.append(kHead); }
  void end(std::string& out) override { out.append("</body>\n</html>\n"); }

 protected:
  void open(const Ledger& ledger, std::string& out) override {
    out.append("<h2>");
    append_html(ledger.document == "-" ? "standard input" : ledger.document, out);
    out.append("</h2>\n");
    if (ledger.rows.empty()) out.append("<p class=\"about\">No quotes.</p>\n");
    open_ = false;
  }

  std::vector<std::size_t> order(const Ledger& ledger) override {
    std::unordered_map<std::string_view, std::size_t> first;
    std::vector<std::size_t> group(ledger.rows.size());
    for (std::size_t i = 0; i < ledger.rows.size(); ++i) {
      const Row& row = ledger.rows[i];
      group[i] = row.speaker_id ? first.try_emplace(*row.speaker_id, i).first->second
                 : row.speaker  ? ledger.rows.size()
                                : ledger.rows.size() + 1;
    }
    std::vector<std::size_t> order(ledger.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return group[a] < group[b]; });
    return order;
  }

  void row(const Ledger& /*ledger*/, const Row& row, std::string& out) override {
    if (!open_ || key(row) != speaker_) open_speaker(row, out);
    const bool low = row.speaker && row.confidence < 0.7;
    out.append(low ? "<blockquote class=\"low\">\n<p dir=\"auto\">"
                   : "<blockquote>\n<p dir=\"auto\">");
    append_html(row.quote, out);
    out.append("</p>\n<div class=\"about\">");
    append_html(row.id, out);
    out.append(", line ");
    append_number(row.line, out);
    out.append(", ");
    append_html(row.kind, out);
    out.append(fmt::format(", {}%", percent(row.confidence)));
    if (row.speaker && !row.speaker_id) {
      out.append(", “<bdi>");
      append_html(*row.speaker, out);
      out.append("</bdi>”");
    }
    for (const std::string& flag : row.flags) {
      out.append(" <span class=\"flag\">");
      append_html(flag, out);
      out.append("</span>");
    }
    out.append("</div>\n");
    if (!row.context.empty()) {
      out.append("<details><summary>context</summary><p dir=\"auto\">");
      append_html(row.context, out);
      out.append("</p></details>\n");
    }
    out.append("</blockquote>\n");
  }

 private:
  static std::string_view key(const Row& row) {
    if (row.speaker_id) return *row.speaker_id;
    return row.speaker ? "not named" : "";
  }

  void open_speaker(const Row& row, std::string& out) {
    open_ = true;
    speaker_ = key(row);
    out.append("<h3><bdi>");
    append_html(row.speaker_id ? *row.speaker
                : row.speaker  ? std::string("Not named")
                               : std::string("Nobody credited"),
                out);
    out.append("</bdi>");
    if (row.speaker_id && row.role) {
      out.append(" <bdi class=\"role\">");
      append_html(*row.role, out);
      out.append("</bdi>");
    }
    out.append("</h3>\n");
  }

  bool open_ = false;
  std::string speaker_;
};

}  // namespace

std::unique_ptr<Writer> make_html_writer() { return std::make_unique<HtmlWriter>(); }

}  // namespace quoteledger
