#include "quoteledger/write/terminal.h"

#include <algorithm>
#include <limits>

#include "quoteledger/unicode/text.h"
#include "quoteledger/unicode/width.h"

namespace quoteledger {
namespace {

constexpr int kMostMarks = 8;  // that combine with one character
constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

// Walks through a text by what a terminal shows: one piece a step, a space for any white space.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : text_(text) {}

  struct Piece {
    char32_t shown = 0;
    int width = 0;
    std::size_t at = 0;  // byte of the text
  };

  // False at the end. Leading and trailing white space is left out.
  bool next(Piece& piece) {
    bool space = false;
    while (at_ < text_.size()) {
      const std::size_t at = at_;
      const char32_t c = next_code_point(text_, at_);
      if (is_space(c)) {
        space = true;
        continue;
      }
      if (is_ignorable(c)) continue;
      int width = terminal_width(c);
      char32_t shown = c;
      if (width < 0) {
        width = 1;
        shown = c < 0x20 ? 0x2400 + c : c == 0x7F ? 0x2421 : kReplacement;
      }
      if (width == 0) {
        if (space || !started_) {
          shown = 0x25CC;  // nothing to combine with: a dotted circle, and the mark is let go
          width = 1;
        } else if (++marks_ > kMostMarks) {
          continue;
        }
      } else {
        marks_ = 0;
      }
      if (space && started_) {
        piece = {' ', 1, at};
        at_ = at;  // and this one again
        started_ = false;
        return true;
      }
      started_ = true;
      piece = {shown, width, at};
      return true;
    }
    return false;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int marks_ = 0;
  bool started_ = false;  // something but white space is the piece before
};

}  // namespace

std::size_t append_cut(std::string_view text, std::size_t columns, std::string& out) {
  if (columns == 0) return 0;
  Pieces pieces(text);
  Pieces::Piece piece;
  std::size_t width = 0;
  std::size_t cut_bytes = out.size();  // where … still fits
  std::size_t cut_width = 0;
  while (pieces.next(piece)) {
    if (width + static_cast<std::size_t>(piece.width) > columns) {
      out.resize(cut_bytes);
      while (out.ends_with(' ') && cut_width > 0) {
        out.pop_back();
        --cut_width;
      }
      out.append("…");
      return cut_width + 1;
    }
    append_code_point(piece.shown, out);
    width += static_cast<std::size_t>(piece.width);
    if (width + 1 <= columns) {
      cut_bytes = out.size();
      cut_width = width;
    }
  }
  return width;
}

void append_padded(std::string_view text, std::size_t columns, std::string& out) {
  out.append(columns - std::min(columns, append_cut(text, columns, out)), ' ');
}

std::string printable(std::string_view text) {
  std::string out;
  append_cut(text, kNoLimit - 2, out);
  return out;
}

std::size_t columns_of(std::string_view text, std::size_t limit) {
  Pieces pieces(text);
  Pieces::Piece piece;
  std::size_t width = 0;
  while (width < limit && pieces.next(piece)) width += static_cast<std::size_t>(piece.width);
  return std::min(width, limit);
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns, std::size_t lines) {
  columns = std::max<std::size_t>(columns, 8);
  std::vector<std::string> out;
  while (out.size() + 1 < lines) {
    Pieces pieces(text);
    Pieces::Piece piece;
    std::size_t width = 0;
    std::size_t break_at = 0;  // byte of the last space that fitted
    std::size_t full_at = 0;   // byte of the first piece that did not fit
    bool fits = true;
    while (pieces.next(piece)) {
      if (piece.shown == ' ') break_at = piece.at;
      if (width + static_cast<std::size_t>(piece.width) > columns) {
        fits = false;
        full_at = piece.at;
        break;
      }
      width += static_cast<std::size_t>(piece.width);
    }
    if (fits) break;
    const std::size_t end = break_at > 0 ? break_at : full_at;
    if (end == 0) break;
    append_cut(text.substr(0, end), columns, out.emplace_back());
    text.remove_prefix(end);
  }
  std::string last;
  append_cut(text, columns, last);
  if (!last.empty()) out.push_back(std::move(last));
  return out;
}

}  // namespace quoteledger
