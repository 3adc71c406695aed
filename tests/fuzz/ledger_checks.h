// What holds for every ledger, and for what the writers make of it.
#pragma once

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "fuzz/invariants.h"
#include "fuzz/raw_bytes.h"
#include "quoteledger/base/csv.h"
#include "quoteledger/ledger/row.h"
#include "quoteledger/ledger/select.h"
#include "quoteledger/write/encode.h"
#include "quoteledger/write/writer.h"

namespace fuzz {

using Table = std::vector<std::vector<std::string>>;

// A place of a ledger is inside the text, and the words that it names stand there.
inline void check_slice(const quoteledger::Document& document, std::size_t code_points,
                        std::uint32_t start, std::uint32_t end, std::string_view words,
                        const char* promise) {
  require(start < end && end <= code_points, "a place is inside the text");
  const std::uint32_t begin = document.byte_of(start);
  require(std::string_view(document.text).substr(begin, document.byte_of(end) - begin) == words,
          promise);
}

inline void check_rows(const quoteledger::Ledger& ledger, const quoteledger::Document& document,
                       std::string_view bytes) {
  const std::size_t code_points = borders(document.text).size() - 1;
  const std::vector<std::uint32_t> lines_of = lines(document.text);
  const auto& kinds = quoteledger::row_kinds();
  std::unordered_set<std::string> ids;
  for (const auto& speaker : ledger.speakers) {
    require(ids.insert(speaker.id).second, "a speaker has one id");
    require(!speaker.name.empty() && is_utf8(speaker.name), "a speaker has a name");
  }
  for (std::size_t i = 0; i < ledger.rows.size(); ++i) {
    const quoteledger::Row& row = ledger.rows[i];
    require(row.id == "q" + std::to_string(i + 1), "rows are numbered in text order");
    require(row.document == ledger.document, "a row names its document");
    require(i == 0 || ledger.rows[i - 1].start < row.start ||
                (ledger.rows[i - 1].start == row.start && ledger.rows[i - 1].end >= row.end),
            "rows are in text order, an outer one before what is in it");
    check_slice(document, code_points, row.start, row.end, row.quote,
                "the text's code points from start to end are the quote");
    require(row.byte_start < row.byte_end && row.byte_end <= bytes.size(),
            "a row's bytes are inside the file");
    const auto decoded =
        decode_slice(document, bytes.substr(row.byte_start, row.byte_end - row.byte_start));
    require(!decoded || *decoded == row.quote || document.malformed,
            "the file's bytes from byte_start to byte_end decode to the quote");
    require(row.line == lines_of[document.byte_of(row.start)], "line is the opening mark's");
    require(std::find(kinds.begin(), kinds.end(), row.kind) != kinds.end(),
            "a kind is a known one");
    require(row.confidence >= 0 && row.confidence <= 1, "confidence is from 0 to 1");
    require(row.mention.has_value() == row.mention_start.has_value() &&
                row.mention.has_value() == row.mention_end.has_value(),
            "a mention has a place");
    if (row.mention) {
      check_slice(document, code_points, *row.mention_start, *row.mention_end, *row.mention,
                  "the mention stands at its place");
    }
    if (row.cue_start && row.cue_end && row.cue) {
      check_slice(document, code_points, *row.cue_start, *row.cue_end, *row.cue,
                  "the cue stands at its place");
    }
    require(!row.speaker_id || ids.contains(*row.speaker_id), "a speaker's id is in the list");
    require(!row.speaker_id || row.speaker, "a speaker with an id has a name");
    require(!row.speaker || !row.speaker->empty(), "a speaker is not empty");
    for (const auto* field : {&row.speaker, &row.role, &row.mention, &row.cue, &row.addressee})
      require(!*field || is_utf8(**field), "what a row tells is valid UTF-8");
    require(is_utf8(row.context) && row.context.find(row.quote) != std::string::npos,
            "the context holds the quote");
    for (const auto& rival : row.rivals) {
      require(rival.start <= rival.end && rival.end <= code_points, "a rival is inside the text");
      require(std::isfinite(rival.score), "a rival's score is a number");
    }
  }
}

inline std::string written(const quoteledger::Ledger& ledger, quoteledger::Format format,
                           const quoteledger::WriterOptions& options = {}) {
  const auto writer = quoteledger::make_writer(format, options);
  std::string out;
  writer->begin(out);
  writer->ledger(ledger, out);
  writer->end(out);
  require(is_utf8(out), "what is written is valid UTF-8");
  return out;
}

inline Table read_csv(std::string_view text) {
  Table out;
  quoteledger::CsvReader reader(text);
  std::vector<std::string> cells;
  while (reader.next(cells)) out.push_back(cells);
  require(reader.error().empty(), "CSV can be read back");
  return out;
}

inline Table read_tsv(std::string_view text) {
  Table out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    auto& cells = out.emplace_back(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\t') {
        cells.emplace_back();
      } else if (line[i] == '\\') {
        require(++i < line.size(), "a backslash in TSV escapes something");
        cells.back() += line[i] == 't'   ? '\t'
                        : line[i] == 'n' ? '\n'
                        : line[i] == 'r' ? '\r'
                                         : line[i];
      } else {
        cells.back() += line[i];
      }
    }
  }
  return out;
}

// JSON objects as a table's cells: null is empty, a list is joined by spaces.
inline std::vector<std::string> cells_of(const nlohmann::ordered_json& object) {
  require(object.is_object(), "a row is a JSON object");
  std::vector<std::string> out;
  std::size_t column = 0;
  const auto& columns = quoteledger::ledger_columns();
  require(object.size() == columns.size(), "a JSON row has all columns");
  for (const auto& [key, value] : object.items()) {
    require(key == columns[column++], "the columns of a JSON row are in order");
    if (value.is_null()) {
      out.emplace_back();
    } else if (value.is_string()) {
      out.push_back(value.get<std::string>());
    } else if (value.is_array()) {
      std::string joined;
      for (const auto& item : value)
        joined.append(joined.empty() ? "" : " ").append(item.get<std::string>());
      out.push_back(joined);
    } else if (value.is_number_float()) {
      std::string number;
      quoteledger::append_fraction(value.get<double>(), number);
      out.push_back(number);
    } else {
      out.push_back(value.dump());
    }
  }
  return out;
}

inline std::vector<std::string> cells_of(const quoteledger::Row& row) {
  std::string document;
  quoteledger::append_utf8(row.document, document);
  std::string confidence;
  quoteledger::append_fraction(row.confidence, confidence);
  std::string flags;
  for (const std::string& flag : row.flags) flags.append(flags.empty() ? "" : " ").append(flag);
  const auto number = [](const std::optional<std::uint32_t>& value) {
    return value ? std::to_string(*value) : std::string();
  };
  const auto text = [](const std::optional<std::string>& value) {
    return value ? *value : std::string();
  };
  return {document,
          row.id,
          row.utterance,
          std::to_string(row.start),
          std::to_string(row.end),
          std::to_string(row.byte_start),
          std::to_string(row.byte_end),
          std::to_string(row.line),
          row.kind,
          row.quote,
          text(row.speaker),
          text(row.speaker_id),
          text(row.role),
          text(row.mention),
          number(row.mention_start),
          number(row.mention_end),
          text(row.cue),
          text(row.addressee),
          text(row.rule),
          text(row.resolve_rule),
          confidence,
          row.context,
          row.language,
          flags};
}

// All formats tell the same rows.
inline void check_writers(const quoteledger::Ledger& ledger) {
  using quoteledger::Format;
  Table rows;
  for (const quoteledger::Row& row : ledger.rows) rows.push_back(cells_of(row));
  std::vector<std::string> header;
  for (const std::string_view column : quoteledger::ledger_columns()) header.emplace_back(column);
  const auto same = [&](Table table, const char* promise) {
    require(!table.empty() && table.front() == header, "the first row is the header");
    table.erase(table.begin());
    require(table == rows, promise);
  };
  const std::string csv = written(ledger, Format::kCsv);
  same(read_csv(csv), "CSV tells the rows");
  same(read_tsv(written(ledger, Format::kTsv)), "TSV tells the rows");

  const std::string excel = written(ledger, Format::kCsv, {true, false, 100});
  require(excel.starts_with("\xEF\xBB\xBF"), "CSV for Excel has a byte order mark");
  Table defused = read_csv(excel);
  for (auto& row : defused) {
    for (std::string& cell : row) {
      require(
          cell.empty() || std::string_view("=+-@\t\r\n").find(cell[0]) == std::string_view::npos,
          "no cell is a formula");
    }
  }
  require(defused.size() == rows.size() + 1, "CSV for Excel has as many rows");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      require(defused[i + 1][k] == rows[i][k] || defused[i + 1][k] == "'" + rows[i][k],
              "CSV for Excel tells the rows");
    }
  }

  Table lines_of{header};
  std::string_view rest;
  const std::string jsonl = written(ledger, Format::kJsonl);
  for (rest = jsonl; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const auto object = nlohmann::ordered_json::parse(line, nullptr, false);
    require(!object.is_discarded(), "a JSON line parses");
    lines_of.push_back(cells_of(object));
  }
  same(std::move(lines_of), "JSON lines tell the rows");
  const auto array = nlohmann::ordered_json::parse(written(ledger, Format::kJson), nullptr, false);
  require(array.is_array(), "JSON parses");
  Table objects{header};
  for (const auto& object : array) objects.push_back(cells_of(object));
  same(std::move(objects), "JSON tells the rows");

  for (const bool colour : {false, true}) {
    const std::string table = written(ledger, Format::kTable, {false, colour, colour ? 40U : 100U});
    require(is_harmless(table), "the table has nothing that a terminal obeys");
    require(colour || table.find('\x1b') == std::string::npos, "no colours unless asked for");
  }
  const std::string markdown = written(ledger, Format::kMarkdown);
  require(is_harmless(markdown), "Markdown has no controls");
  require(static_cast<std::size_t>(std::count(markdown.begin(), markdown.end(), '\n')) ==
              rows.size() + (rows.empty() ? 5 : 6),
          "Markdown has a line for each row");
  const std::string html = written(ledger, Format::kHtml);
  std::size_t quotes = 0;
  for (std::size_t at = html.find("<blockquote"); at != std::string::npos;
       at = html.find("<blockquote", at + 1))
    ++quotes;
  require(quotes == rows.size(), "HTML has a block for each row");
  for (const quoteledger::Row& row : ledger.rows) {
    std::string quote;
    quoteledger::append_html(row.quote, quote);
    require(quote.find_first_of("<>\"'") == std::string::npos, "HTML is escaped");
    require(html.find(quote) != std::string::npos, "HTML tells the quotes");
  }
}

}  // namespace fuzz
