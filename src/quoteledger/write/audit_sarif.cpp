// SARIF 2.1.0 (OASIS): one run, a rule a verdict, a result for each quote that needs a look.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "quoteledger/write/audit_writer.h"
#include "quoteledger/write/encode.h"

namespace quoteledger {
namespace {

struct Rule {
  Verdict verdict;
  std::string_view summary;
  std::string_view level;
};

constexpr std::array<Rule, kVerdicts> kRules = {{
    {Verdict::kVerbatim, "The quote is in a source, character by character.", "none"},
    {Verdict::kVerbatimTypography,
     "The quote's words are in a source; only marks and spaces differ.", "none"},
    {Verdict::kElided, "Words are left out of the quote, at an ellipsis.", "note"},
    {Verdict::kBracketed, "The quote was changed, inside brackets.", "note"},
    {Verdict::kAltered, "The quote is not what the source says.", "error"},
    {Verdict::kSpliced, "The quote is put together from different places, with no mark.", "error"},
    {Verdict::kNotFound, "The quote is in no source.", "warning"},
    {Verdict::kMisattributed, "The words are in a source, in another speaker's mouth.", "error"},
}};

// A path as a relative or absolute URI reference (RFC 3986 §2.1).
void append_uri(std::string_view path, std::string& out) {
  std::string uri;
  if (path.starts_with('/')) uri = "file://";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~' || c == '/';
    if (plain) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  append_json_string(uri, out);
}

// The lowest severity that an alteration may have is its worst edit's.
std::string_view level(const Finding& finding) {
  if (finding.verdict == Verdict::kAltered) {
    bool medium = false;
    for (const Edit& edit : finding.edits) {
      if (edit.severity == "high") return "error";
      medium = medium || edit.severity == "medium";
    }
    return medium ? "warning" : "note";
  }
  if (finding.verdict == Verdict::kElided) {
    for (const Edit& edit : finding.edits) {
      if (edit.severity == "high") return "warning";
    }
  }
  return kRules[static_cast<std::size_t>(finding.verdict)].level;
}

std::string message(const Finding& finding) {
  std::string out(kRules[static_cast<std::size_t>(finding.verdict)].summary);
  for (const Edit& edit : finding.edits) {
    if (edit.severity != "none") out.append(" ").append(describe_edit(edit)).append(".");
  }
  if (finding.verdict == Verdict::kMisattributed && !finding.places.empty() &&
      finding.places.front().speaker) {
    out.append(" It is ").append(*finding.places.front().speaker).append("’s.");
  }
  if (finding.closest)
    out.append(" The closest passage: “").append(finding.closest->text).append("”");
  return out;
}

class SarifWriter : public AuditWriter {
 public:
  void begin(std::string& out) override {
    out.append(
        "{\"$schema\": "
        "\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
        "sarif-schema-2.1.0.json\","
        "\n \"version\": \"2.1.0\",\n \"runs\": [{\n"
        "  \"tool\": {\"driver\": {\"name\": \"quoteledger\", \"version\": \"" QUOTELEDGER_VERSION
        "\", \"rules\": [");
    bool first = true;
    for (const Rule& rule : kRules) {
      out.append(first ? "\n   " : ",\n   ")
          .append("{\"id\": \"")
          .append(verdict_name(rule.verdict));
      out.append("\", \"shortDescription\": {\"text\": ");
      append_json_string(rule.summary, out);
      out.append("}, \"defaultConfiguration\": {\"level\": \"").append(rule.level).append("\"}}");
      first = false;
    }
    out.append(
        "]}},\n  \"columnKind\": \"unicodeCodePoints\",\n  \"newlineSequences\": "
        "[\"\\r\\n\", \"\\n\", \"\\r\"],\n  \"results\": [");
  }

  void finding(const AuditInput& input, const Finding& finding, std::string& out) override {
    if (finding.verdict <= Verdict::kVerbatimTypography) return;
    const Row& row = input.row;
    out.append(first_ ? "\n   " : ",\n   ");
    first_ = false;
    out.append("{\"ruleId\": \"")
        .append(verdict_name(finding.verdict))
        .append("\", \"ruleIndex\": ");
    append_number(static_cast<std::uint64_t>(finding.verdict), out);
    out.append(", \"level\": \"").append(level(finding)).append("\", \"message\": {\"text\": ");
    append_json_string(message(finding), out);
    out.append("},\n    \"locations\": [");
    const bool in_ledger = row.line == 0 && input.ledger_line > 0;
    Where where = {input.region, {}, {}, row.quote};
    if (in_ledger) {
      where.region = Region{input.ledger_line, 0, 0, 0};
    } else if (!where.region && row.line > 0) {
      where.region = Region{row.line, 0, 0, 0};
    }
    const auto known = [&](std::string_view column) {
      return std::find(input.unknown.begin(), input.unknown.end(), column) == input.unknown.end();
    };
    if (!in_ledger && known("start") && known("end")) where.characters = {row.start, row.end};
    if (!in_ledger && known("byte_start") && known("byte_end"))
      where.bytes = {row.byte_start, row.byte_end};
    location(in_ledger ? input.ledger : row.document, where, {}, out);
    out.append("]");
    std::vector<const Place*> places;
    for (const Place& place : finding.places) places.push_back(&place);
    if (finding.closest) places.push_back(&*finding.closest);
    if (!places.empty()) {
      out.append(",\n    \"relatedLocations\": [");
      for (std::size_t i = 0; i < places.size(); ++i) {
        const Place& place = *places[i];
        if (i > 0) out.append(", ");
        std::string note = finding.closest ? "the closest passage" : "the source";
        if (place.time) note += " at " + clock_time(*place.time);
        location(place.source,
                 {Region{place.line, place.column, place.line_end, place.column_end},
                  {place.start, place.end},
                  {place.byte_start, place.byte_end},
                  place.text},
                 note, out);
      }
      out.append("]");
    }
    out.append(",\n    \"properties\": {\"id\": ");
    append_json_string(row.id, out);
    out.append(", \"flags\": [");
    for (std::size_t i = 0; i < finding.flags.size(); ++i) {
      if (i > 0) out.append(", ");
      append_json_string(finding.flags[i], out);
    }
    out.append("]}}");
  }

  void end(const std::array<std::size_t, kVerdicts>& counts, std::string& out) override {
    out.append("],\n  \"properties\": {\"counts\": {");
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (i > 0) out.append(", ");
      out.append("\"").append(verdict_name(static_cast<Verdict>(i))).append("\": ");
      append_number(counts[i], out);
    }
    out.append("}}\n }]\n}\n");
  }

 private:
  struct Where {
    std::optional<Region> region;
    std::pair<std::uint64_t, std::uint64_t> characters,
        bytes;  // begin and end; the same where not known
    std::string_view text;
  };

  static void number(std::string_view name, std::uint64_t value, std::string& out) {
    out.append(out.ends_with('{') ? "\"" : ", \"").append(name).append("\": ");
    append_number(value, out);
  }

  static void offsets(const Where& where, std::string& out) {
    const auto& [begin, end] = where.characters;
    if (begin < end) {
      number("charOffset", begin, out);
      number("charLength", end - begin, out);
    }
    const auto& [byte, byte_end] = where.bytes;
    if (byte < byte_end) {
      number("byteOffset", byte, out);
      number("byteLength", byte_end - byte, out);
    }
  }

  static void location(std::string_view path, const Where& where, std::string_view note,
                       std::string& out) {
    out.append("{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
    append_uri(path, out);
    out.append("}, \"region\": {");
    // All that a region tells must be one and the same stretch (§3.30). Where only the line is known, that is the region,
    // and the offsets stand among its properties.
    const bool columns = where.region && where.region->column > 0;
    if (where.region) number("startLine", where.region->line, out);
    if (columns) {
      number("startColumn", where.region->column, out);
      number("endLine", where.region->line_end, out);
      number("endColumn", where.region->column_end, out);
    }
    if (columns || !where.region) {
      offsets(where, out);
      out.append(out.ends_with('{') ? "" : ", ").append("\"snippet\": {\"text\": ");
      append_json_string(where.text, out);
      out.append("}");
    } else {
      std::string inside = "{";
      offsets(where, inside);
      if (inside.size() > 1) out.append(", \"properties\": ").append(inside).append("}");
    }
    out.append("}}");
    if (!note.empty()) {
      out.append(", \"message\": {\"text\": ");
      append_json_string(note, out);
      out.append("}");
    }
    out.append("}");
  }

  bool first_ = true;
};

}  // namespace

std::unique_ptr<AuditWriter> audit_write_detail::make_sarif() {
  return std::make_unique<SarifWriter>();
}

}  // namespace quoteledger
