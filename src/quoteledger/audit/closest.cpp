#include "quoteledger/audit/closest.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "quoteledger/audit/parallel.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::uint32_t kCommon = 20000;  // places of a word beyond which it tells nothing
constexpr std::size_t kMostWords = 24;    // of a quote, the rarest

struct Wanted {
  std::uint32_t count = 0;        // places in the sources
  std::vector<std::uint32_t> at;  // those places, of words that are not too common
};

class Filter {
 public:
  void add(std::uint32_t key) { bits_[(key & 0xFFFFF) >> 6] |= std::uint64_t{1} << (key & 63); }
  [[nodiscard]] bool maybe(std::uint32_t key) const {
    return (bits_[(key & 0xFFFFF) >> 6] >> (key & 63) & 1) != 0;
  }

 private:
  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(1 << 14, 0);
};

}  // namespace

std::vector<std::optional<Passage>> find_closest(const Index& index,
                                                 const std::vector<const Quote*>& quotes,
                                                 const Lexicon& lexicon, std::size_t jobs) {
  std::vector<std::optional<Passage>> out(quotes.size());
  std::unordered_map<std::uint32_t, Wanted> wanted;
  Filter filter;
  for (const Quote* quote : quotes) {
    for (const QuoteWord& word : quote->words) {
      if (lexicon.has(List::kFunction, word.folded)) continue;
      wanted.try_emplace(word.key);
      filter.add(word.key);
    }
  }
  if (wanted.empty()) return out;
  const auto words = index.all_words();
  const auto each = [&](auto&& give) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (!filter.maybe(words[at])) continue;
      const auto found = wanted.find(words[at]);
      if (found != wanted.end()) give(found->second, static_cast<std::uint32_t>(at));
    }
  };
  each([](Wanted& word, std::uint32_t /*at*/) { ++word.count; });
  each([](Wanted& word, std::uint32_t at) {
    if (word.count <= kCommon) word.at.push_back(at);
  });
  const double all = static_cast<double>(words.size()) + 1;

  struct Hit {
    std::uint32_t at, word;
  };
  const auto look = [&](std::size_t q) {
    std::vector<Hit> hits;
    // The quote's telling words, rarest first.
    std::vector<const Wanted*> its;
    std::unordered_set<const Wanted*> seen;
    for (const QuoteWord& word : quotes[q]->words) {
      const auto found = wanted.find(word.key);
      if (found == wanted.end() || found->second.at.empty()) continue;
      if (seen.insert(&found->second).second) its.push_back(&found->second);
    }
    std::sort(its.begin(), its.end(),
              [](const Wanted* x, const Wanted* y) { return x->count < y->count; });
    if (its.size() > kMostWords) its.resize(kMostWords);
    for (std::uint32_t w = 0; w < its.size(); ++w) {
      for (const std::uint32_t at : its[w]->at) hits.push_back({at, w});
    }
    std::sort(hits.begin(), hits.end(), [](const Hit& x, const Hit& y) { return x.at < y.at; });
    const auto width = static_cast<std::uint32_t>(quotes[q]->words.size() * 3 / 2 + 6);
    std::vector<std::uint32_t> inside(its.size(), 0);
    double weight = 0;
    double best = 0;
    std::size_t distinct = 0;
    std::size_t first = 0;
    for (std::size_t last = 0; last < hits.size(); ++last) {
      const auto worth = [&](std::uint32_t w) { return std::log(all / its[w]->count); };
      if (inside[hits[last].word]++ == 0) {
        weight += worth(hits[last].word);
        ++distinct;
      }
      while (hits[last].at - hits[first].at > width || inside[hits[first].word] > 1) {
        if (--inside[hits[first].word] == 0) {
          weight -= worth(hits[first].word);
          --distinct;
        }
        ++first;
      }
      if (distinct < 2 || distinct * 3 < its.size() || weight <= best) continue;
      const std::uint32_t source = index.source_of(hits[first].at);
      if (hits[last].at >= index.source_end(source) || source == quotes[q]->own) continue;
      best = weight;
      out[q] = Passage{source, hits[first].at, hits[last].at + 1};
    }
  };
  in_chunks(jobs, quotes.size(), 4, [&](std::size_t begin, std::size_t end) {
    for (std::size_t q = begin; q < end; ++q) look(q);
  });
  return out;
}

}  // namespace quoteledger::audit_detail
