// How far a name reaches: "Ana Ruiz", "Hale & Sons", "the Teachers’ Union", "University of Oslo", "Institute for Fiscal
// Studies".
#pragma once

#include <cstddef>
#include <vector>

#include "quoteledger/cast/paragraph_tokens.h"

namespace quoteledger {

class NameExtent {
 public:
  explicit NameExtent(const ParagraphTokens& here) : here_(here), tokens_(here.tokens) {}

  // The last token of the name whose first is `t`.
  [[nodiscard]] std::size_t last_of(std::size_t t) const;

 private:
  // The last token of the piece that goes on a name [t, last], or `last` where none does.
  [[nodiscard]] std::size_t go_on(std::size_t t, std::size_t last) const;
  // … behind a particle or a linking word at last + 1: de, von; of in "Minister of State", "University of Oslo".
  [[nodiscard]] std::size_t go_on_linked(std::size_t t, std::size_t last) const;
  // Does the name [t, last] of an organisation go on behind the linking word at last + 1: "Institute for Fiscal
  // Studies", "the Food and Drug Administration", "the Department of Health and Human Services"? What goes on are
  // common words.
  [[nodiscard]] bool goes_on_as_body(std::size_t t, std::size_t last) const;
  // "Clara May", "Mrs. May": a word of the calendar behind a given name or a civil title.
  [[nodiscard]] bool last_name(std::size_t before, std::size_t t) const;
  // The mark behind the plural in "the teachers' union".
  [[nodiscard]] bool is_plural_owner(std::size_t t) const;
  // Does the row of capitals that begins here end with a word such as Union?
  [[nodiscard]] bool ends_as_organisation(std::size_t t) const;
  // Past a title's full stop.
  [[nodiscard]] std::size_t behind_stop(std::size_t t) const;
  // Is there a capital of the same quote as token `t`?
  [[nodiscard]] bool capital_with(std::size_t t, std::size_t at) const {
    return at < tokens_.size() && tokens_[at].quote == tokens_[t].quote &&
           is_capital(tokens_[at].shape);
  }

  const ParagraphTokens& here_;
  const std::vector<ScanToken>& tokens_;
};

}  // namespace quoteledger
