// Pairs a document's marks: which opens, which closes, what is nested in what. Inside the marks room only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "quoteledger/marks/mark.h"
#include "quoteledger/marks/stretch.h"

namespace quoteledger::marks_detail {

// One pass over the marks with a stack of open quotes. Every mark looks at most a few marks ahead, and an open quote
// leaves the stack once, so that the whole is linear whatever the text.
//
// The double family is a text's main one, or the single family in texts that quote as British novels do. A mark of the
// family that is not the main one never reaches out of a main quote: an apostrophe can't close what a “ opened.
class Pairing {
 public:
  explicit Pairing(const Document& document) : document_(document) {}

  std::vector<Stretch> run();

 private:
  struct Open {
    std::uint32_t row = 0;   // index into rows_
    std::uint32_t mark = 0;  // index into marks_; kNone: opened in an earlier paragraph
    Family family = Family::kDouble;
    std::uint32_t stand_in = kNone;  // a ’ behind punctuation that may be meant for the missing ”
  };
  static constexpr std::uint32_t kNone = Stretch::kNone;
  static constexpr std::size_t kNoOpen = static_cast<std::size_t>(-1);

  [[nodiscard]] std::string_view text() const { return document_.text; }
  [[nodiscard]] bool is_main(Family family) const;
  [[nodiscard]] bool is_single_style() const;

  void pair_paragraph(std::uint32_t paragraph);
  void end_paragraph();
  void step(std::uint32_t mark);
  void step_single(std::uint32_t mark, std::size_t open);

  [[nodiscard]] std::size_t find_open(Family family) const;
  [[nodiscard]] std::uint32_t next_of_family(std::uint32_t mark) const;
  [[nodiscard]] bool is_measure(std::uint32_t mark) const;
  [[nodiscard]] bool closes_better(std::uint32_t mark) const;
  [[nodiscard]] bool is_nested(std::size_t open, std::uint32_t mark) const;
  [[nodiscard]] bool is_elision(std::uint32_t mark) const;
  [[nodiscard]] bool may_stand_alone(const Stretch& row) const;
  [[nodiscard]] bool is_carried_into(std::uint32_t paragraph) const;
  [[nodiscard]] std::uint32_t end_before(std::uint32_t begin, std::uint32_t limit) const;

  void push(std::uint32_t mark);
  void push_row(Span span, std::uint32_t mark, Family family);
  void close(std::size_t open, std::uint32_t mark);
  void recover(std::size_t open, std::uint32_t limit);
  void end_at(std::size_t open, std::uint32_t inner_end, std::uint32_t end);
  void kill_from(std::size_t open);
  void drop_dead();

  const Document& document_;
  std::vector<Mark> marks_;                // of all paragraphs
  std::vector<std::uint32_t> first_mark_;  // by paragraph, and one more
  std::vector<Stretch> rows_;
  std::vector<Open> stack_;
  std::uint32_t paragraph_ = 0;
  std::uint32_t marks_end_ = 0;        // end of this paragraph's marks
  std::uint32_t open_before_ = kNone;  // the row that the paragraph before left open
  Family open_family_ = Family::kDouble;
  bool single_style_ = false;
};

}  // namespace quoteledger::marks_detail
