#include "quoteledger/engine/prepared.h"

namespace quoteledger {

GrammarFacts::GrammarFacts(const Grammar& grammar)
    : grammar_(grammar), bits_(grammar.vocabulary.bases().size(), 0) {
  const auto& names = grammar.vocabulary.lexicon_names();
  for (std::size_t lexicon = 0; lexicon < names.size(); ++lexicon) {
    const FactBits bits = facts_of_lexicon(names[lexicon]);
    if (bits == 0) continue;
    for (std::size_t base = 1; base < bits_.size(); ++base) {
      if (grammar.vocabulary.has(static_cast<Base>(base), static_cast<int>(lexicon)))
        bits_[base] |= bits;
    }
  }
  for (const auto& [short_form, full] : grammar.full_forms) {
    full_forms_.add(short_form, static_cast<std::uint32_t>(full_.size()));
    full_.push_back(full);
  }
}

FactBits GrammarFacts::of(std::string_view folded) const {
  return bits_[grammar_.vocabulary.find(folded)];
}

std::string_view GrammarFacts::full_form(std::string_view folded) const {
  const std::uint32_t found = full_forms_.find(folded);
  return found == TextIndex::kNone ? folded : full_[found];
}

Prepared::Prepared(const Grammar& grammar) : facts(grammar) {
  const auto& names = sign_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double weight = grammar.weight(names[i], 0);
    weights.of[i] = static_cast<float>(weight);
    report_weights.of[i] = static_cast<float>(grammar.weight("report-" + names[i], weight));
  }
}

const Prepared& prepare(const Grammar& grammar) {
  std::call_once(grammar.attachment.once,
                 [&] { grammar.attachment.value = std::make_shared<const Prepared>(grammar); });
  return *static_cast<const Prepared*>(grammar.attachment.value.get());
}

}  // namespace quoteledger
