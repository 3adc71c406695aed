#include <fmt/format.h>

#include <algorithm>

#include "quoteledger/write/audit_writer.h"
#include "quoteledger/write/terminal.h"

namespace quoteledger {
namespace {

constexpr std::string_view kDim = "2";
constexpr std::string_view kBold = "1";
constexpr std::string_view kGone = "31;9";
constexpr std::string_view kCome = "32";
constexpr std::string_view kMarked = "36";
constexpr std::string_view kWarning = "33";

std::string_view verdict_colour(Verdict verdict) {
  switch (verdict) {
    case Verdict::kVerbatim:
    case Verdict::kVerbatimTypography:
      return "1;32";
    case Verdict::kElided:
    case Verdict::kBracketed:
      return "1;36";
    case Verdict::kAltered:
    case Verdict::kSpliced:
    case Verdict::kMisattributed:
      return "1;31";
    case Verdict::kNotFound:
      break;
  }
  return "1;33";
}

bool is_fair(const Finding& finding) { return finding.verdict <= Verdict::kBracketed; }

// Words with styles, laid out in lines.
class Paragraph {
 public:
  Paragraph(const Style& style, std::size_t indent, std::size_t width)
      : style_(style), indent_(indent), width_(width) {}

  void add(std::string_view codes, std::string_view text, std::string& out) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
      if (begin != at && used_ > 0) blank_ = true;
      if (begin == std::string_view::npos) return;
      const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
      word(codes, text.substr(begin, end - begin), out);
      at = end;
    }
  }
  void end(std::string& out) {
    if (used_ > 0) out += '\n';
    used_ = 0;
    blank_ = false;
  }

 private:
  void word(std::string_view codes, std::string_view text, std::string& out) {
    std::string shown;
    const std::size_t columns = append_cut(text, width_, shown);
    if (used_ > 0 && blank_ && used_ + 1 + columns > width_) end(out);
    if (used_ == 0) {
      out.append(indent_, ' ');
    } else if (blank_) {
      out += ' ';
      ++used_;
    }
    style_.put(codes, shown, out);
    used_ += columns;
    blank_ = false;
  }

  const Style& style_;
  std::size_t indent_, width_;
  std::size_t used_ = 0;
  bool blank_ = false;
};

class AuditTable : public AuditWriter {
 public:
  explicit AuditTable(const AuditWriterOptions& options)
      : style_(options.colour),
        colour_(options.colour),
        all_(options.all),
        width_(std::max(40U, options.width)) {}

  void begin(std::string& /*out*/) override {}

  void finding(const AuditInput& input, const Finding& finding, std::string& out) override {
    if (!all_ && is_fair(finding) && finding.flags.empty()) return;
    const Row& row = input.row;
    if (row.document != document_) {
      document_ = row.document;
      style_.put(kBold, printable(document_ == "-" ? "standard input" : document_), out);
      out += '\n';
    }
    out += ' ';
    style_.put(kDim, printable(row.id), out);
    if (row.line > 0) style_.put(kDim, fmt::format(" line {}", row.line), out);
    out += "  ";
    style_.put(verdict_colour(finding.verdict), verdict_name(finding.verdict), out);
    if (row.speaker) out.append("  ").append(printable(*row.speaker));
    std::string flags;
    for (const std::string& flag : finding.flags)
      flags.append(flags.empty() ? "" : " ").append(flag);
    if (!flags.empty()) {
      out += "  ";
      style_.put(kWarning, printable(flags), out);
    }
    out += '\n';
    quote(finding, out);
    for (const Edit& edit : finding.edits) {
      if (edit.severity != "none")
        line("· ", describe_edit(edit), edit.severity == "high" ? "31" : "", out);
    }
    std::size_t told = 0;
    for (const Place& place : finding.places) {
      if (told++ == kMostPlaces) {
        line("", fmt::format("and {} more", finding.places.size() - kMostPlaces), kDim, out);
        break;
      }
      line("= ", where(place), kDim, out);
    }
    if (finding.closest) {
      line("closest: ", where(*finding.closest), kDim, out);
      line("  ", "“" + finding.closest->text + "”", "", out);
    }
    out += '\n';
  }

  void end(const std::array<std::size_t, kVerdicts>& counts, std::string& out) override {
    style_.put(kBold, audit_summary(counts), out);
    out += '\n';
  }

 private:
  static constexpr std::size_t kIndent = 4;
  static constexpr std::size_t kMostPlaces = 3;
  static constexpr std::size_t kLongStretch = 2000;  // bytes

  static std::string where(const Place& place) {
    std::string out = fmt::format("{}:{}", place.source, place.line);
    if (place.time) out += " at " + clock_time(*place.time);
    out += fmt::format(", characters {} to {}", place.start, place.end);
    if (place.speaker) out += ", " + *place.speaker;
    if (place.part > 0) out += fmt::format(" (part {})", place.part);
    return out;
  }

  void line(std::string_view head, std::string_view text, std::string_view codes,
            std::string& out) {
    Paragraph paragraph(style_, kIndent, width_ - kIndent);
    paragraph.add(kDim, head, out);
    paragraph.add("", " ", out);
    paragraph.add(codes.empty() ? "0" : codes, text, out);
    paragraph.end(out);
  }

  // A stretch in which nothing was changed. Of a very long one its ends.
  static void same(std::string_view text, Paragraph& paragraph, std::string& out) {
    if (text.size() <= kLongStretch) {
      paragraph.add("0", text, out);
      return;
    }
    const std::size_t head = text.rfind(' ', kLongStretch / 2);
    const std::size_t tail = text.find(' ', text.size() - kLongStretch / 2);
    const bool words = head != std::string_view::npos && tail != std::string_view::npos;
    paragraph.add("0", words ? text.substr(0, head) : std::string_view(), out);
    paragraph.add("", " ", out);
    paragraph.add(kDim, "[…]", out);
    paragraph.add("", " ", out);
    paragraph.add("0", words ? text.substr(tail) : std::string_view(), out);
  }

  // The quote with what became of the source's words in it.
  void quote(const Finding& finding, std::string& out) {
    Paragraph paragraph(style_, kIndent, width_ - kIndent);
    std::vector<const Edit*> edits;
    for (const Edit& edit : finding.edits) edits.push_back(&edit);
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit* a, const Edit* b) { return a->quote_begin < b->quote_begin; });
    const std::string_view text = finding.text;
    std::size_t at = 0;
    paragraph.add("0", "“", out);
    for (const Edit* edit : edits) {
      const std::size_t begin = std::max<std::size_t>(at, edit->quote_begin);
      const std::size_t end = std::max<std::size_t>(begin, edit->quote_end);
      same(text.substr(at, begin - at), paragraph, out);
      if (edit->op == "jump") {
        paragraph.add("", " ", out);
        paragraph.add("1;31", "‖", out);
        paragraph.add("", " ", out);
      } else if (edit->op == "elide" || edit->op == "bracket" || edit->op == "join") {
        paragraph.add(kMarked, text.substr(begin, end - begin), out);
      } else {
        if (!edit->from.empty()) {
          if (edit->quote_begin == edit->quote_end) paragraph.add("", " ", out);
          paragraph.add(kGone, colour_ ? edit->from : "[-" + edit->from + "-]", out);
          if (!edit->to.empty()) paragraph.add("", " ", out);
        }
        if (!edit->to.empty()) {
          const std::string to(text.substr(begin, end - begin));
          paragraph.add(kCome, colour_ ? to : "{+" + to + "+}", out);
        }
      }
      at = end;
    }
    same(text.substr(at), paragraph, out);
    paragraph.add("0", "”", out);
    paragraph.end(out);
  }

  Style style_;
  bool colour_;
  bool all_;
  std::size_t width_;
  std::string document_;
};

}  // namespace

std::unique_ptr<AuditWriter> audit_write_detail::make_table(const AuditWriterOptions& options) {
  return std::make_unique<AuditTable>(options);
}

}  // namespace quoteledger
