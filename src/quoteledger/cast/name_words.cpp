#include "quoteledger/cast/name_words.h"

#include "quoteledger/tokens/tokens.h"

namespace quoteledger {
namespace {

// Beyond so many words those of earlier documents are forgotten: memory stays bounded in a long run.
constexpr std::size_t kMostWords = std::size_t{1} << 16;

}  // namespace

NameWords::NameWords(const WordFacts& facts) : facts_(facts) { entries_.push_back({}); }

void NameWords::begin_document() {
  ++document_;
  if (entries_.size() < kMostWords) return;
  cache_ = {};
  numbers_ = {};
  store_ = {};
  entries_.assign(1, Entry{});
  document_ = 1;
}

std::uint32_t NameWords::number_of(std::string_view token) {
  folded_.clear();
  fold_token(token, folded_);
  if (const std::uint32_t known = numbers_.find(folded_); known != TextIndex::kNone) return known;
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({facts_.of(folded_), 0, {}});
  numbers_.add(store_.keep(folded_), number);
  return number;
}

}  // namespace quoteledger
