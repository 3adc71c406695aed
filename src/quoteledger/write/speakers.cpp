#include "quoteledger/write/speakers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

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
  records_.field("name", summary.name, out);
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

void SpeakerWriter::table(const std::vector<SpeakerSummary>& summaries, std::string& out) const {
  if (summaries.empty()) return;
  const Style style(options_.colour);
  const std::size_t width = options_.width;
  if (!merged_) {
    std::string name;
    append_cut(summaries.front().document == "-" ? "standard input" : summaries.front().document,
               width, name);
    style.put("1", name, out);
    out += '\n';
  }
  std::size_t name_width = 7;
  for (const SpeakerSummary& summary : summaries) {
    name_width =
        std::max(name_width, columns_of(summary.name, std::min<std::size_t>(28, width / 3)));
  }
  const auto place = [&](const std::string& document, std::uint32_t line) {
    return merged_ ? fmt::format("{}:{}", document == "-" ? "standard input" : document, line)
                   : fmt::format("{}", line);
  };
  std::size_t place_width = 0;
  if (width >= 72) {
    place_width = 5;
    for (const SpeakerSummary& summary : summaries) {
      for (const std::string& text : {place(summary.document, summary.first_line),
                                      place(summary.last_document, summary.last_line)}) {
        place_width =
            std::max(place_width, columns_of(text, merged_ ? (width - name_width - 30) / 2 : 8));
      }
    }
  }
  const std::size_t used =
      1 + name_width + 2 + 6 + 2 + 7 + 2 + (place_width > 0 ? 2 * (place_width + 2) : 0);
  const std::size_t alias_width = width > used + 10 ? width - used : 0;
  const auto line = [&](std::string_view codes, std::string_view name, std::string_view quotes,
                        std::string_view words, std::string_view first, std::string_view last,
                        std::string_view aliases, bool head) {
    std::string cell;
    append_padded(name, name_width, cell);
    out += ' ';
    style.put(codes, cell, out);
    cell = fmt::format("  {:>6}  {:>7}", quotes, words);
    if (place_width > 0) {
      for (const std::string_view text : {first, last}) {
        std::string shown;
        const std::size_t columns = append_cut(text, place_width, shown);
        const std::string pad(place_width - columns, ' ');
        cell.append("  ").append(merged_ ? shown + pad : pad + shown);
      }
    }
    if (head) {
      style.put("2", cell, out);
    } else {
      out.append(cell);
    }
    cell.clear();
    append_cut(aliases, alias_width, cell);
    if (!cell.empty()) {
      out.append("  ");
      style.put("2", cell, out);
    }
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
  };
  line("2", "speaker", "quotes", "words", "first", "last", "also named", true);
  for (const SpeakerSummary& summary : summaries) {
    std::string aliases;
    for (const std::string& alias : summary.aliases)
      aliases.append(aliases.empty() ? "" : ", ").append(alias);
    line("1;36", summary.name, fmt::format("{}", summary.quotes), fmt::format("{}", summary.words),
         place(summary.document, summary.first_line),
         place(summary.last_document, summary.last_line), aliases, false);
  }
  if (!merged_) out += '\n';
}

}  // namespace quoteledger
