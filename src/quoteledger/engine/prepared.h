// What the rooms behind the grammar make of it once, for all documents.
#pragma once

#include "quoteledger/base/text_index.h"
#include "quoteledger/cast/words.h"
#include "quoteledger/grammar/compiled.h"
#include "quoteledger/resolve/weights.h"

namespace quoteledger {

// The grammar's lexicons as the cast asks for them.
class GrammarFacts : public WordFacts {
 public:
  explicit GrammarFacts(const Grammar& grammar);
  [[nodiscard]] FactBits of(std::string_view folded) const override;
  [[nodiscard]] std::string_view full_form(std::string_view folded) const override;

 private:
  const Grammar& grammar_;
  std::vector<FactBits> bits_;  // by base
  TextIndex full_forms_;        // short form → its place in full_
  std::vector<std::string_view> full_;
};

struct Prepared {
  explicit Prepared(const Grammar& grammar);
  GrammarFacts facts;
  ResolveWeights weights;         // of dialogue
  ResolveWeights report_weights;  // of reported text: the same but for what `report-NAME` says
};

// Made by the first call for a grammar, and kept with it. Safe for many threads.
const Prepared& prepare(const Grammar& grammar);

}  // namespace quoteledger
