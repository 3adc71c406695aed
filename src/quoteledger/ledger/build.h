// Makes the rows of a document's ledger out of its attributions: order, ids, utterances, code points, context.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoteledger/cast/cast.h"
#include "quoteledger/ledger/row.h"
#include "quoteledger/resolve/attribution.h"
#include "quoteledger/source/places.h"

namespace quoteledger {

// Makes them part by part, so that a text of millions of quotes needs no memory for all of its rows at once. What it is
// given must outlive it.
class LedgerBuilder {
 public:
  LedgerBuilder(Frames& frames, const std::vector<Attribution>& attributions, const Cast& cast,
                const std::string& language, bool explain);

  // The next rows, at most so many, and the speakers that come first in them.
  Ledger next(std::size_t most);
  [[nodiscard]] bool done() const { return next_ >= attributions_.size(); }

 private:
  [[nodiscard]] std::string text_of(Span span) const;
  void add_row(std::uint32_t i);
  [[nodiscard]] Span context(std::uint32_t i);
  void credit(Row& row, std::uint32_t i);
  [[nodiscard]] std::string speaker_of(std::uint32_t i) const;
  [[nodiscard]] std::optional<std::string> role_of(std::string_view role) const;
  std::string speaker_id(std::uint32_t member);
  [[nodiscard]] bool same_utterance(std::uint32_t i);
  [[nodiscard]] bool goes_on(std::uint32_t i);
  void explain(Row& row, const Attribution& at) const;
  void add_rival(Row& row, std::string name, Span place, std::string rule, double chance) const;

  Frames& frames_;
  const Document& document_;
  const std::vector<Attribution>& attributions_;
  const Cast& cast_;
  const std::string& language_;
  bool explain_;
  Places places_;
  Ledger ledger_;  // the part at hand
  std::unordered_map<std::uint32_t, std::string> ids_;
  std::uint32_t next_ = 0;  // into attributions_
  std::uint32_t utterances_ = 0;
  std::uint32_t last_outer_ = Stretch::kNone;
  std::uint32_t first_part_ = Stretch::kNone;  // of the utterance that last_outer_ belongs to
};

}  // namespace quoteledger
