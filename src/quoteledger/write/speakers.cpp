#include "quoteledger/write/speakers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "quoteledger/write/encode.h"
#include "quoteledger/write/terminal.h"

namespace quoteledger {
namespace {

constexpr std::array<std::string_view, 9> kColumns = {"document",   "name",          "aliases",
                                                      "quotes",     "words",         "documents",
                                                      "first_line", "last_document", "last_line"};

std::string valid(std::string_view text) {
  std::string out;
  append_utf8(text, out);
  return out;
}

std::string_view shown_name(const SpeakerSummary& summary) {
  return summary.known ? std::string_view(summary.name) : "(not named)";
}

}  // namespace

SpeakerWriter::SpeakerWriter(Format format, const WriterOptions& options, bool merged)
    : format_(format), options_(options), merged_(merged), records_(format, options.excel) {
  options_.width = std::max(40U, options_.width);
}

void SpeakerWriter::begin(std::string& out) const {
  if (format_ != Format::kTable) records_.begin(kColumns, out);
}

void SpeakerWriter::end(std::string& out) const {
  if (format_ != Format::kTable) records_.end(out);
}

void SpeakerWriter::record(const SpeakerSummary& summary, std::string& out) {
  records_.begin_row(out);
  records_.field("document", valid(summary.document), out);
  records_.field("name", summary.known ? std::optional<std::string>(summary.name) : std::nullopt,
                 out);
  records_.field("aliases", summary.aliases, out, ";");
  records_.field("quotes", summary.quotes, out);
  records_.field("words", summary.words, out);
  records_.field("documents", summary.documents, out);
  records_.field("first_line", summary.first_line, out);
  records_.field("last_document", valid(summary.last_document), out);
  records_.field("last_line", summary.last_line, out);
  records_.end_row(out);
}

void SpeakerWriter::speakers(const std::vector<SpeakerSummary>& summaries, std::string& out) {
  if (format_ == Format::kTable) {
    table(summaries, out);
    return;
  }
  for (const SpeakerSummary& summary : summaries) record(summary, out);
}

// Columns of the table and how wide they are. A narrow table has no room beside the numbers: what else there is stands
// on a second line of each speaker.
struct SpeakerWriter::Layout {
  bool narrow = false;
  std::size_t name = 7;
  std::size_t place = 0;  // 0: no columns for the first and the last place
  std::size_t aliases = 0;
};

std::string SpeakerWriter::place(const std::string& document, std::uint32_t line) const {
  return merged_ ? fmt::format("{}:{}", document == "-" ? "standard input" : document, line)
                 : fmt::format("{}", line);
}

SpeakerWriter::Layout SpeakerWriter::layout(const std::vector<SpeakerSummary>& summaries) const {
  constexpr std::size_t kWide = 72;
  constexpr std::size_t kNumbers = 1 + 2 + 6 + 2 + 7;  // with what parts them
  const std::size_t width = options_.width;
  Layout out;
  out.narrow = width < kWide;
  std::size_t most_name = std::min<std::size_t>(28, width / 3);
  for (const SpeakerSummary& summary : summaries)
    out.name = std::max(out.name, columns_of(shown_name(summary), most_name));
  if (!out.narrow || !merged_) {
    const std::size_t most_place = merged_ ? (width - out.name - 30) / 2 : 8;
    out.place = 5;
    for (const SpeakerSummary& summary : summaries) {
      for (const std::string& text : {place(summary.document, summary.first_line),
                                      place(summary.last_document, summary.last_line)})
        out.place = std::max(out.place, columns_of(text, most_place));
    }
  }
  const std::size_t places = out.place > 0 ? 2 * (out.place + 2) : 0;
  most_name = width - std::min(width - 1, kNumbers + places);
  out.name = std::min(out.name, most_name);
  const std::size_t used = kNumbers + out.name + places;
  if (!out.narrow && width > used + 12) out.aliases = width - used - 2;
  return out;
}

void SpeakerWriter::line(const Layout& layout, const Line& line, std::string& out) const {
  const Style style(options_.colour);
  std::string cell;
  append_padded(line.name, layout.name, cell);
  out += ' ';
  style.put(line.style, cell, out);
  cell = fmt::format("  {:>6}  {:>7}", line.quotes, line.words);
  if (layout.place > 0) {
    for (const std::string_view text : {line.first, line.last}) {
      std::string shown;
      const std::size_t columns = append_cut(text, layout.place, shown);
      const std::string pad(layout.place - columns, ' ');
      cell.append("  ").append(merged_ ? shown + pad : pad + shown);
    }
  }
  if (line.head) {
    style.put("2", cell, out);
  } else {
    out.append(cell);
  }
  if (layout.aliases > 0) {
    cell.clear();
    append_cut(line.aliases, layout.aliases, cell);
    if (!cell.empty()) {
      out.append("  ");
      style.put("2", cell, out);
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  out += '\n';
  if (!layout.narrow || line.head) return;
  const auto below = [&](const std::string& text) {
    cell.clear();
    append_cut(text, options_.width - 3, cell);
    out.append("   ");
    style.put("2", cell, out);
    out += '\n';
  };
  if (merged_) below(fmt::format("first {}, last {}", line.first, line.last));
  if (!line.aliases.empty()) below(fmt::format("also {}", line.aliases));
}

void SpeakerWriter::table(const std::vector<SpeakerSummary>& summaries, std::string& out) const {
  if (summaries.empty()) return;
  if (!merged_) {
    std::string name;
    append_cut(summaries.front().document == "-" ? "standard input" : summaries.front().document,
               options_.width, name);
    Style(options_.colour).put("1", name, out);
    out += '\n';
  }
  const Layout widths = layout(summaries);
  line(widths, {"2", "speaker", "quotes", "words", "first", "last", "also named", true}, out);
  for (const SpeakerSummary& summary : summaries) {
    std::string aliases;
    for (const std::string& alias : summary.aliases)
      aliases.append(aliases.empty() ? "" : ", ").append(alias);
    line(widths,
         {summary.known ? "1;36" : "2", shown_name(summary), fmt::format("{}", summary.quotes),
          fmt::format("{}", summary.words), place(summary.document, summary.first_line),
          place(summary.last_document, summary.last_line), aliases, false},
         out);
  }
  if (!merged_) out += '\n';
}

}  // namespace quoteledger
