#include "quoteledger/audit/variants.h"

#include <functional>
#include <utility>

namespace quoteledger::audit_detail {
namespace {

constexpr std::size_t kMostWords =
    40;  // of a quote that has variants: a longer one is found by its other words
constexpr std::size_t kMostOfKind = 8;
constexpr std::size_t kShortestRest = 3;  // bytes of a word behind re-, co-

using Words = std::vector<std::string>;

// A change that may be made at a word: so many words from there become others.
struct Change {
  std::size_t at = 0, size = 1;
  Words to;
};

Quote quote_of(const Words& words, std::uint32_t own) {
  Quote out;
  out.own = own;
  for (const std::string& word : words) {
    QuoteWord& entry = out.words.emplace_back();
    entry.folded = word;
    entry.hash = hash_of(word);
    entry.key = short_hash(entry.hash);
  }
  return out;
}

Words changed(const Words& words, const std::vector<const Change*>& changes) {
  Words out;
  std::size_t at = 0;
  for (const Change* change : changes) {
    if (change->at < at) continue;  // the one before has this word
    out.insert(out.end(), words.begin() + static_cast<std::ptrdiff_t>(at),
               words.begin() + static_cast<std::ptrdiff_t>(change->at));
    out.insert(out.end(), change->to.begin(), change->to.end());
    at = change->at + change->size;
  }
  out.insert(out.end(), words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
  return out;
}

bool is_hyphen(std::string_view text) { return text == "-" || text == "‐" || text == "‑"; }

class Maker {
 public:
  Maker(const Quote& quote, const Lexicon& lexicon) : quote_(quote), lexicon_(lexicon) {
    for (const QuoteWord& word : quote.words) words_.push_back(word.folded);
  }

  std::vector<Quote> make() {
    kind([this](std::size_t i) { written_out(i); });
    kind([this](std::size_t i) { shortened(i); });
    kind([this](std::size_t i) { joined(i); });
    kind([this](std::size_t i) { parted(i); });
    return std::move(out_);
  }

 private:
  // All changes of a kind at once, then each alone.
  void kind(const std::function<void(std::size_t)>& find) {
    changes_.clear();
    for (std::size_t i = 0; i < words_.size() && changes_.size() < kMostOfKind; ++i) find(i);
    if (changes_.empty()) return;
    std::vector<const Change*> all;
    for (const Change& change : changes_) all.push_back(&change);
    out_.push_back(quote_of(changed(words_, all), quote_.own));
    for (std::size_t i = 0; changes_.size() > 1 && i < all.size(); ++i)
      out_.push_back(quote_of(changed(words_, {all[i]}), quote_.own));
  }

  void written_out(std::size_t i) {
    if (const Lexicon::Readings* readings = lexicon_.readings(words_[i])) {
      for (const Words& reading : *readings) changes_.push_back({i, 1, reading});
    }
  }

  void shortened(std::size_t i) {
    if (i + 1 == words_.size()) return;
    if (const Words* forms = lexicon_.short_forms(words_[i], words_[i + 1])) {
      for (const std::string& form : *forms) changes_.push_back({i, 2, {form}});
    }
  }

  void joined(std::size_t i) {
    if (i + 1 == words_.size()) return;
    const Span between = {quote_.words[i].span.end, quote_.words[i + 1].span.begin};
    if (!is_hyphen(slice(quote_.text, between))) return;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (digit(words_[i].back()) && digit(words_[i + 1].front())) return;
    changes_.push_back({i, 2, {words_[i] + words_[i + 1]}});
  }

  void parted(std::size_t i) {
    const std::string& word = words_[i];
    for (std::size_t size = 1; size + kShortestRest <= word.size(); ++size) {
      if (lexicon_.has(List::kJoined, word.substr(0, size)))
        changes_.push_back({i, 1, {word.substr(0, size), word.substr(size)}});
    }
  }

  const Quote& quote_;
  const Lexicon& lexicon_;
  Words words_;
  std::vector<Change> changes_;
  std::vector<Quote> out_;
};

}  // namespace

std::vector<Quote> variants(const Quote& quote, const Lexicon& lexicon) {
  if (quote.words.size() > kMostWords) return {};
  return Maker(quote, lexicon).make();
}

}  // namespace quoteledger::audit_detail
