// The audit: a source and quotes, by way of an extracted document and of ledgers in every format that is read. The
// input's parts (see fuzz::parts): the source stands before the first heading; `story` is a document, `csv`, `tsv`, `jsonl`
// and `json` are ledgers, `speakers` is a table of the source's speakers.
#include "quoteledger/audit/audit.h"

#include "fuzz/ledger_checks.h"
#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/grammar.h"
#include "quoteledger/write/audit_writer.h"

namespace {

using fuzz::require;
using quoteledger::AuditFormat;
using quoteledger::AuditInput;
using quoteledger::Document;
using quoteledger::Finding;
using quoteledger::Verdict;

constexpr std::size_t kMostQuotes = 60;

const quoteledger::Grammar& grammar() {
  static const quoteledger::GrammarLoad load =
      quoteledger::load_grammar({std::string(QUOTELEDGER_SOURCE_GRAMMARS) + "/en"});
  require(load.grammar != nullptr, "the shipped grammar loads");
  return *load.grammar;
}

std::string without_space(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = quoteledger::next_code_point(text, at);
    if (!quoteledger::is_space(c)) quoteledger::append_code_point(c, out);
  }
  return out;
}

void check_place(const quoteledger::Place& place, const Document& document, std::size_t code_points,
                 std::string_view bytes, const std::string& path) {
  require(place.source == path, "a place names its source");
  require(place.start < place.end && place.end <= code_points, "a place is inside the source");
  const std::uint32_t begin = document.byte_of(place.start);
  const std::uint32_t end = document.byte_of(place.end);
  require(
      place.byte_start == document.file_byte(begin) && place.byte_end == document.file_byte(end),
      "a place's bytes are those of its code points");
  require(place.byte_start < place.byte_end && place.byte_end <= bytes.size(),
          "a place's bytes are inside the file");
  require(place.line == document.line(begin), "a place has its line");
  require(fuzz::is_utf8(place.text), "a place's words are valid UTF-8");
}

void check(const Finding& finding, const Document& document, std::string_view bytes,
           const std::string& path, bool transcript) {
  const std::size_t code_points = fuzz::borders(document.text).size() - 1;
  require((finding.verdict == Verdict::kNotFound) == finding.places.empty(),
          "what is found has a place, what is not has none");
  require(!finding.closest || finding.verdict == Verdict::kNotFound,
          "the closest passage is told where there is no other");
  for (const auto& place : finding.places) check_place(place, document, code_points, bytes, path);
  if (finding.closest) check_place(*finding.closest, document, code_points, bytes, path);
  for (const auto& edit : finding.edits) {
    require(edit.start <= edit.end && edit.end <= code_points, "an edit is inside the source");
    require(edit.quote_begin <= edit.quote_end && edit.quote_end <= finding.text.size(),
            "an edit is inside the quote");
    if (fuzz::is_utf8(finding.text)) {
      require(fuzz::on_border(finding.text, edit.quote_begin) &&
                  fuzz::on_border(finding.text, edit.quote_end),
              "an edit is whole code points");
    }
  }
  if (finding.verdict == Verdict::kVerbatim) {
    require(finding.edits.empty(), "a verbatim quote has no edits");
    if (!transcript && fuzz::is_utf8(finding.text)) {
      const auto& place = finding.places.front();
      const std::uint32_t begin = document.byte_of(place.start);
      const std::string_view slice =
          std::string_view(document.text).substr(begin, document.byte_of(place.end) - begin);
      require(without_space(slice) == without_space(finding.text),
              "verbatim: the source's slice is the quote");
    }
  }
}

void check_writers(const std::vector<AuditInput>& inputs, const std::vector<Finding>& findings) {
  const auto counts = quoteledger::count_verdicts(findings);
  std::size_t all = 0;
  for (const std::size_t count : counts) all += count;
  require(all == findings.size(), "every quote has a verdict");
  const auto written = [&](AuditFormat format, const quoteledger::AuditWriterOptions& options) {
    const auto writer = quoteledger::make_audit_writer(format, options);
    std::string out;
    writer->begin(out);
    for (std::size_t i = 0; i < findings.size(); ++i) writer->finding(inputs[i], findings[i], out);
    writer->end(counts, out);
    return out;
  };
  const std::string jsonl = written(AuditFormat::kJsonl, {});
  require(fuzz::is_utf8(jsonl), "JSON lines are valid UTF-8");
  std::size_t lines = 0;
  for (std::string_view rest = jsonl; !rest.empty(); ++lines) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const auto object = nlohmann::json::parse(line, nullptr, false);
    require(object.is_object(), "a JSON line parses");
    require(object["verdict"] == quoteledger::verdict_name(findings[lines].verdict),
            "a JSON line has the verdict");
    require(object["places"].size() == findings[lines].places.size() &&
                object["edits"].size() == findings[lines].edits.size(),
            "a JSON line has all places and edits");
  }
  require(lines == findings.size(), "a JSON line a finding");
  const std::string sarif = written(AuditFormat::kSarif, {});
  require(fuzz::is_utf8(sarif) && nlohmann::json::parse(sarif, nullptr, false).is_object(),
          "SARIF is valid JSON");
  const fuzz::Table csv = fuzz::read_csv(written(AuditFormat::kCsv, {}));
  require(csv.size() == findings.size() + 1, "CSV has a row for each finding");
  for (const auto& row : csv)
    require(row.size() == csv.front().size(), "CSV rows have all columns");
  for (const bool colour : {false, true}) {
    const std::string table = written(AuditFormat::kTable, {false, colour, 60, true});
    require(fuzz::is_utf8(table) && fuzz::is_harmless(table),
            "the table has nothing that a terminal obeys");
  }
}

bool same(const Finding& a, const Finding& b) {
  if (a.verdict != b.verdict || a.flags != b.flags || a.text != b.text ||
      a.places.size() != b.places.size() || a.edits.size() != b.edits.size())
    return false;
  for (std::size_t i = 0; i < a.places.size(); ++i) {
    if (a.places[i].start != b.places[i].start || a.places[i].end != b.places[i].end) return false;
  }
  return true;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  const std::string all = fuzz::text_of(data, size);
  const std::vector<fuzz::Part> parts = fuzz::parts(all);
  const std::string& source = parts.front().text;
  const std::string path = folder.put("source.txt", source);
  std::vector<AuditInput> inputs;
  quoteledger::AuditOptions options;
  options.lexicons = std::string(QUOTELEDGER_SOURCE_GRAMMARS) + "/en/audit";
  for (const fuzz::Part& part : parts) {
    if (part.name == "story") {
      auto ledger = quoteledger::extract(grammar(), "story", part.text, {});
      if (!ledger) continue;
      quoteledger::close_quotes(ledger->rows, "story", part.text);
      const auto document = quoteledger::decode("story", part.text);
      const std::size_t code_points = fuzz::borders(document->text).size() - 1;
      for (const auto& row : ledger->rows) {
        fuzz::check_slice(*document, code_points, row.start, row.end, row.quote,
                          "a quote that was closed is what stands there");
        inputs.push_back({row, {}});
      }
    } else if (part.name == "csv" || part.name == "tsv" || part.name == "jsonl" ||
               part.name == "json") {
      auto rows = quoteledger::read_ledger("ledger." + part.name, part.text);
      if (!rows) {
        require(!rows.error().message.empty(), "an error says what is wrong");
        continue;
      }
      std::move(rows->rows.begin(), rows->rows.end(), std::back_inserter(inputs));
    } else if (part.name == "speakers") {
      options.source_speakers = part.text;
    }
  }
  inputs = quoteledger::join_lines(std::move(inputs));
  if (inputs.size() > kMostQuotes) inputs.resize(kMostQuotes);
  const auto auditor = quoteledger::Auditor::open({path}, options);
  if (!auditor) {
    require(!auditor.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  const auto findings = (*auditor)->audit(inputs);
  require(findings.size() == inputs.size(), "a finding a quote");
  const auto document = quoteledger::decode(path, source);
  const bool transcript = source.find("-->") != std::string::npos;
  for (std::size_t i = 0; i < findings.size() && document; ++i)
    check(findings[i], *document, source, path, transcript);
  check_writers(inputs, findings);

  // Again, and by way of an index on disk.
  if (size % 4 == 0) {
    options.index_file = (std::filesystem::path(folder.path()) / "index").string();
    for (int round = 0; round < 2; ++round) {
      const auto indexed = quoteledger::Auditor::open({path}, options);
      require(indexed.has_value(), "the index can be kept");
      if (document) require((*indexed)->report().reused == (round == 1), "an index is used again");
      const auto twice = (*indexed)->audit(inputs);
      for (std::size_t i = 0; i < findings.size(); ++i)
        require(same(findings[i], twice[i]), "the same quotes have the same findings");
    }
    std::error_code code;
    std::filesystem::remove(options.index_file, code);
  }
  return 0;
}
