#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "quoteledger/write/encode.h"
#include "quoteledger/write/reports.h"
#include "quoteledger/write/terminal.h"

namespace quoteledger {
namespace {

constexpr std::string_view kDim = "2";
constexpr std::string_view kBold = "1";
constexpr std::string_view kWarning = "33";

std::string count(std::uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

// s1, s2 … walk through six colours, so that neighbours in a talk differ.
std::string_view speaker_colour(const Row& row) {
  if (!row.speaker_id) return kBold;
  static constexpr std::string_view kColours[] = {"1;36", "1;35", "1;32", "1;34", "1;33", "1;31"};
  unsigned number = 0;
  for (const char c : *row.speaker_id) {
    if (c >= '0' && c <= '9') number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return kColours[(number + 5) % 6];
}

// A quote is a block of two or three lines: who, kind and confidence; then the words.
class TableWriter : public Writer {
 public:
  explicit TableWriter(const WriterOptions& options)
      : style_(options.colour), width_(std::max(40U, options.width)) {}

  void begin(std::string& /*out*/) override {}

  void end(std::string& out) override {
    if (documents_ < 2) return;
    style_.put(kDim,
               fmt::format("{}, {}, {} credited to {}", count(documents_, "text", "texts"),
                           count(quotes_, "quote", "quotes"), credited_,
                           count(speakers_, "speaker", "speakers")),
               out);
    out += '\n';
  }

 protected:
  void open(const Ledger& ledger, std::string& out) override {
    std::unordered_set<std::string_view> speakers;
    std::size_t credited = 0;
    id_width_ = 2;
    line_width_ = 1;
    for (const Row& row : ledger.rows) {
      id_width_ = std::max(id_width_, std::min<std::size_t>(row.id.size(), 10));
      line_width_ = std::max(line_width_, fmt::formatted_size("{}", row.line));
      if (!row.speaker) continue;
      ++credited;
      if (row.speaker_id) speakers.insert(*row.speaker_id);  // people: two “he” need not be one
    }
    ++documents_;
    quotes_ += ledger.rows.size();
    credited_ += credited;
    speakers_ += speakers.size();

    std::string tail =
        ledger.rows.empty() ? "no quotes" : count(ledger.rows.size(), "quote", "quotes");
    if (!speakers.empty()) tail += ", " + count(speakers.size(), "speaker", "speakers");
    std::string name;
    const std::size_t used = append_cut(ledger.document == "-" ? "standard input" : ledger.document,
                                        width_ - std::min(width_ - 10, tail.size() + 2), name);
    style_.put(ledger.rows.empty() ? kDim : kBold, name, out);
    out.append(width_ - std::min<std::size_t>(width_ - 2, used + tail.size()), ' ');
    style_.put(kDim, tail, out);
    out += '\n';
    if (ledger.rows.empty()) return;
    std::string rule;
    for (std::size_t i = 0; i < width_; ++i) rule.append("─");
    style_.put(kDim, rule, out);
    out += '\n';
  }

  void row(const Ledger& /*ledger*/, const Row& row, std::string& out) override {
    // The right end first: it says how much is left for the name.
    const unsigned sureness = percent(row.confidence);
    const unsigned full = (sureness + 10) / 20;
    const bool bar = width_ >= 64;
    std::string bar_text;
    for (unsigned i = 0; bar && i < 5; ++i) bar_text.append(i < full ? "▰" : "▱");
    const std::string_view sure = sureness >= 90 ? "32" : sureness >= 70 ? "33" : "31";
    constexpr std::size_t kKindWidth = 8;
    const std::size_t right = kKindWidth + 2 + (bar ? 6 : 0) + 4;

    const std::size_t indent = 1 + id_width_ + 2 + line_width_ + 2;
    out += ' ';
    std::string cell;
    append_padded(row.id, id_width_, cell);
    style_.put(kDim, cell, out);
    out.append(fmt::format("  {:>{}}  ", row.line, line_width_));

    std::size_t left = width_ - std::min<std::size_t>(width_ - 8, indent + right + 2);
    const std::size_t all = left;
    cell.clear();
    if (row.speaker) {
      left -= append_cut(*row.speaker, left, cell);
      style_.put(speaker_colour(row), cell, out);
    } else {
      left -= append_cut(row.kind == "term" ? "—" : "— nobody credited", left, cell);
      style_.put(kDim, cell, out);
    }
    std::string flags;
    for (const std::string& flag : row.flags) flags.append(flags.empty() ? "" : " ").append(flag);
    const std::size_t flag_width =
        flags.empty() ? 0 : std::min(columns_of(flags, all / 2), left > 2 ? left - 2 : 0);
    if (row.role && left >= flag_width + 8) {
      cell.clear();
      const std::size_t room = left - flag_width - (flag_width > 0 ? 2 : 0);
      cell.append(", ");
      left -= 2 + append_cut(*row.role, room - 2, cell);
      style_.put(kDim, cell, out);
    }
    if (flag_width > 0) {
      cell.assign("  ");
      left -= 2 + append_cut(flags, flag_width, cell);
      style_.put(kWarning, cell, out);
    }
    out.append(left + 2, ' ');
    cell.clear();
    append_padded(row.kind, kKindWidth, cell);
    style_.put(kDim, cell, out);
    out.append("  ");
    if (bar) {
      style_.put(sure, bar_text, out);
      out += ' ';
    }
    out.append(fmt::format("{:>3}%\n", sureness));

    for (const std::string& line :
         wrap(row.quote, width_ - std::min<std::size_t>(width_ - 8, indent), 2)) {
      out.append(indent, ' ').append(line) += '\n';
    }
  }

  void close(const Ledger& ledger, std::string& out) override {
    if (!ledger.rows.empty()) out += '\n';
  }

 private:
  Style style_;
  std::size_t width_;
  std::size_t id_width_ = 0;
  std::size_t line_width_ = 0;
  std::uint64_t documents_ = 0;
  std::uint64_t quotes_ = 0;
  std::uint64_t credited_ = 0;
  std::uint64_t speakers_ = 0;
};

}  // namespace

std::unique_ptr<Writer> make_table_writer(const WriterOptions& options) {
  return std::make_unique<TableWriter>(options);
}

}  // namespace quoteledger
