#include "quoteledger/base/csv.h"

namespace quoteledger {

CsvReader::CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {
  if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
}

bool CsvReader::take_line_end() {
  if (at_ >= text_.size()) return true;
  if (text_[at_] != '\r' && text_[at_] != '\n') return false;
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++next_line_;
  return true;
}

bool CsvReader::quoted_cell(std::string& out) {
  const std::uint32_t opened = next_line_;
  ++at_;  // the opening quote
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    const std::string_view part = text_.substr(at_, quote - at_);
    if (quote == std::string_view::npos) {
      error_ = "line " + std::to_string(opened) +
               ": a cell opens with a double quote that is never closed";
      return false;
    }
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (part[i] == '\n' || (part[i] == '\r' && (i + 1 == part.size() || part[i + 1] != '\n')))
        ++next_line_;
    }
    out.append(part);
    at_ = quote + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    out += '"';
    ++at_;
  }
  if (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\r' && text_[at_] != '\n') {
    error_ =
        "line " + std::to_string(next_line_) + ": text behind the closing double quote of a cell";
    return false;
  }
  return true;
}

bool CsvReader::cell(std::string& out) {
  if (at_ < text_.size() && text_[at_] == '"') return quoted_cell(out);
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\r' && text_[at_] != '\n')
    ++at_;
  out.assign(text_.substr(begin, at_ - begin));
  return true;
}

bool CsvReader::resume() {
  if (error_.empty()) return false;
  error_.clear();
  at_ = record_;
  next_line_ = line_;
  while (at_ < text_.size() && text_[at_] != '\r' && text_[at_] != '\n') ++at_;
  (void)take_line_end();
  return true;
}

bool CsvReader::next(std::vector<std::string>& cells) {
  cells.clear();
  if (!error_.empty()) return false;
  while (at_ < text_.size() && (text_[at_] == '\r' || text_[at_] == '\n')) (void)take_line_end();
  if (at_ >= text_.size()) return false;
  line_ = next_line_;
  record_ = at_;
  while (true) {
    if (!cell(cells.emplace_back())) {
      cells.clear();
      return false;
    }
    if (take_line_end()) return true;
    ++at_;  // the separator
  }
}

}  // namespace quoteledger
