#include "quoteledger/audit/search.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "quoteledger/audit/parallel.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::uint32_t kMostWhole = 200;      // places of one quote
constexpr std::uint32_t kPlaceBudget = 3000;   // places looked at for one quote's runs
constexpr std::uint32_t kMostPlaces = 200000;  // … for the rarest gram of all
constexpr std::uint32_t kLongRun = 10;         // words that need no other witness
constexpr std::size_t kMostRuns = 64;          // that are chained
constexpr std::size_t kMostSplit = 512;        // … with their parts before and behind marks
// Runs that are kept, and places and words that are compared, for one quote: a source of a single word is full of each
// run of it. (A quote of more words than that gets four looks at each.)
constexpr std::size_t kMostFound = 4096;
constexpr std::size_t kMostCompared = std::size_t{1} << 20;

constexpr double kLostWord = 1.0;     // a word of the quote that no run has
constexpr double kChangedWord = 0.6;  // … in a place where the source has as many others
constexpr double kOmission = 0.9;     // words of the source left out without a mark, and for each
constexpr double kOmittedWord = 0.12;
constexpr double kJump = 3.2;        // to another place, without a mark
constexpr double kMarkedJump = 2.0;  // … at an ellipsis, but backwards or into another source
constexpr double kMarkedGap = 0.3;   // on in the same source, at an ellipsis

}  // namespace

Run Search::extend(const Quote& quote, std::uint32_t word, std::uint32_t at) const {
  Run run;
  run.source = index_.source_of(at);
  const std::uint32_t low = index_.source_begin(run.source);
  const std::uint32_t high = index_.source_end(run.source);
  std::uint32_t begin = word;
  std::uint32_t first = at;
  while (begin > 0 && first > low && index_.word(first - 1) == keys_[begin - 1]) {
    --begin;
    --first;
  }
  std::uint32_t end = word + Index::kGram;
  std::uint32_t last = at + Index::kGram;
  const auto size = static_cast<std::uint32_t>(quote.words.size());
  while (end < size && last < high && index_.word(last) == keys_[end]) {
    ++end;
    ++last;
  }
  run.quote_begin = begin;
  run.quote_end = end;
  run.at = first;
  return run;
}

Found Search::find(const Quote& quote) {
  Found out;
  const auto size = static_cast<std::uint32_t>(quote.words.size());
  if (size < Index::kGram) return out;
  keys_.clear();
  for (const QuoteWord& word : quote.words) keys_.push_back(word.key);
  order_.clear();
  for (std::uint32_t i = 0; i + Index::kGram <= size; ++i) {
    const auto bucket = index_.bucket(&keys_[i]);
    order_.emplace_back(static_cast<std::uint32_t>(bucket.size()), i);
  }
  std::sort(order_.begin(), order_.end());
  // The whole quote stands only where its rarest gram does.
  std::uint32_t looked = 0;
  std::size_t compared = 0;
  const std::size_t most_compared = std::max<std::size_t>(kMostCompared, std::size_t{4} * size);
  std::unordered_multimap<std::uint32_t, std::uint32_t> diagonals;  // of the runs, by place
  for (const auto& entry : order_) {
    const std::uint32_t places = entry.first;
    const auto gram = entry.second;
    if (places == 0) continue;
    if (looked + places > kPlaceBudget && !out.runs.empty()) break;
    if (looked > 0 && places > kMostPlaces) break;
    const bool witnessed =
        std::any_of(out.runs.begin(), out.runs.end(), [g = gram](const Run& run) {
          return run.size() >= kLongRun && run.quote_begin <= g &&
                 g + Index::kGram <= run.quote_end;
        });
    if (witnessed) continue;
    looked += places;
    const std::uint32_t a = keys_[gram];
    const std::uint32_t b = keys_[gram + 1];
    const std::uint32_t c = keys_[gram + 2];
    for (const std::uint32_t at : index_.bucket(&keys_[gram])) {
      if (compared > most_compared) {
        out.more = true;
        break;
      }
      ++compared;
      if (index_.word(at) != a || index_.word(at + 1) != b || index_.word(at + 2) != c) continue;
      if (quote.own != kNoSource && index_.source_of(at) == quote.own) continue;
      const std::uint32_t diagonal = at - gram;
      const auto [first, last] = diagonals.equal_range(diagonal);
      const bool known = std::any_of(first, last, [&](const auto& entry_of) {
        const Run& run = out.runs[entry_of.second];
        return run.quote_begin <= gram && gram < run.quote_end;
      });
      if (known) continue;
      const Run run = extend(quote, gram, at);
      compared += run.size();
      if (run.size() == size) {
        if (out.whole.size() == kMostWhole) {
          out.more = true;
          break;
        }
        out.whole.push_back(run);
      } else if (out.runs.size() < 4 * kMostRuns ||
                 (run.size() >= 2 * Index::kGram && out.runs.size() < kMostFound)) {
        diagonals.emplace(diagonal, static_cast<std::uint32_t>(out.runs.size()));
        out.runs.push_back(run);
      }
    }
    if (!out.whole.empty()) {
      out.runs.clear();
      return out;
    }
    if (compared > most_compared) break;
  }
  return out;
}

// The longest runs, and those with the most of the quote around them.
void Search::keep_best(const Quote& quote, std::vector<Run>& runs) {
  if (runs.size() <= kMostRuns) return;
  std::sort(runs.begin(), runs.end(), [](const Run& x, const Run& y) { return x.at < y.at; });
  const auto reach = static_cast<std::uint32_t>(2 * quote.words.size() + kMostOmitted);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> scores;  // score, run
  std::size_t first = 0;
  std::size_t behind = 0;
  std::uint32_t around = 0;
  for (std::uint32_t i = 0; i < runs.size(); ++i) {
    for (; behind < runs.size() && runs[behind].at <= runs[i].at + reach; ++behind)
      around += runs[behind].size();
    for (; runs[first].at + reach < runs[i].at; ++first) around -= runs[first].size();
    scores.emplace_back(
        2 * runs[i].size() +
            std::min<std::uint32_t>(around, 2 * static_cast<std::uint32_t>(quote.words.size())),
        i);
  }
  std::nth_element(scores.begin(), scores.begin() + kMostRuns, scores.end(),
                   [](const auto& x, const auto& y) {
                     return x.first != y.first ? x.first > y.first : x.second < y.second;
                   });
  scores.resize(kMostRuns);
  std::vector<Run> best;
  best.reserve(kMostRuns);
  for (const auto& [score, run] : scores) best.push_back(runs[run]);
  runs = std::move(best);
}

namespace {

// A run may go on past an ellipsis or bracket by chance (“the … the”): its parts before and behind are runs of their own.
void split_at_marks(const Quote& quote, std::vector<Run>& runs) {
  const std::size_t count = runs.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Run run = runs[i];
    for (auto at = quote.first_mark(run.quote_begin + 1);
         at != quote.marks.end() && at->before < run.quote_end && runs.size() < kMostSplit; ++at) {
      const QuoteMark& mark = *at;
      Run before = run;
      before.quote_end = mark.before;
      Run behind = run;
      behind.quote_begin = mark.before;
      behind.at += mark.before - run.quote_begin;
      runs.push_back(before);
      runs.push_back(behind);
    }
  }
}

}  // namespace

std::vector<Run> Search::chain(const Quote& quote, std::vector<Run> runs) const {
  keep_best(quote, runs);
  split_at_marks(quote, runs);
  std::sort(runs.begin(), runs.end(), [](const Run& x, const Run& y) {
    return x.quote_begin != y.quote_begin ? x.quote_begin < y.quote_begin
           : x.quote_end != y.quote_end   ? x.quote_end < y.quote_end
                                          : x.at < y.at;
  });
  const auto size = static_cast<std::uint32_t>(quote.words.size());
  struct State {
    double cost = 0;
    std::uint32_t begin = 0;  // of the run, after trimming
    int before = -1;
  };
  std::vector<State> states(runs.size());
  const auto marked = [&](std::uint32_t from, std::uint32_t to, bool ellipsis) {
    return quote.has_mark(from, to, ellipsis);
  };
  double best = std::numeric_limits<double>::max();
  int last = -1;
  for (std::size_t j = 0; j < runs.size(); ++j) {
    State& state = states[j];
    const Run& to = runs[j];
    state.cost = kLostWord * to.quote_begin;
    state.begin = to.quote_begin;
    for (std::size_t i = 0; i < j; ++i) {
      const Run& from = runs[i];
      if (from.quote_end >= to.quote_end || from.quote_begin > to.quote_begin) continue;
      std::uint32_t begin = std::max(to.quote_begin, from.quote_end);
      const bool same = from.source == to.source;
      std::uint32_t at = to.at + (begin - to.quote_begin);
      // Words that both have in the source are counted once.
      if (same && to.at_end() > from.at_end() && at < from.at_end() && to.at > from.at) {
        begin += from.at_end() - at;
        at = from.at_end();
      }
      if (begin >= to.quote_end || to.quote_end - begin > to.size()) continue;
      if (states[i].begin >= from.quote_end) continue;
      const std::uint32_t lost = begin - from.quote_end;
      const bool ellipsis = marked(from.quote_end, begin, true);
      double cost = states[i].cost;
      if (same && at >= from.at_end()) {
        const std::uint32_t gap = at - from.at_end();
        const std::uint32_t both = std::min(lost, gap);
        const std::uint32_t omitted = gap - both;
        const double words = kChangedWord * both + kLostWord * (lost - both);
        if (ellipsis) {
          cost += omitted > 0 ? std::min(words, kLostWord * lost) + kMarkedGap +
                                    1e-4 * std::min(omitted, 1000U)
                              : words;
        } else if (marked(from.quote_end, begin, false) && gap <= kMostReplaced) {
          cost += kLostWord * lost + 0.02 * gap;
        } else {
          cost += std::min(words + (omitted > 0 ? kOmission + kOmittedWord * omitted : 0.0),
                           kJump + kLostWord * lost);
        }
      } else {
        if (to.quote_end - begin < Index::kGram) continue;
        cost += (ellipsis ? kMarkedJump : kJump) + kLostWord * lost;
      }
      if (cost < state.cost) {
        state.cost = cost;
        state.begin = begin;
        state.before = static_cast<int>(i);
      }
    }
    const double total = state.cost + kLostWord * (size - to.quote_end);
    if (total < best) {
      best = total;
      last = static_cast<int>(j);
    }
  }
  std::vector<Run> out;
  for (int j = last; j >= 0; j = states[static_cast<std::size_t>(j)].before) {
    Run run = runs[static_cast<std::size_t>(j)];
    const std::uint32_t begin = states[static_cast<std::size_t>(j)].begin;
    run.at += begin - run.quote_begin;
    run.quote_begin = begin;
    out.push_back(run);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

namespace {

// The different quotes of one or two words. Those of the same words share their places, so that each place is looked at
// once, however many quotes begin alike.
class ShortQuotes {
 public:
  static constexpr std::uint32_t kNoGroup = 0xFFFFFFFF;

  explicit ShortQuotes(const std::vector<const Quote*>& quotes) {
    group_of_.reserve(quotes.size());
    for (const Quote* quote : quotes) group_of_.push_back(add(*quote));
  }
  [[nodiscard]] std::uint32_t group_of(std::size_t quote) const { return group_of_[quote]; }
  [[nodiscard]] std::size_t groups() const { return ones_.size() + twos_.size(); }

  // Places of each group in the words [begin, end): of each source one more than the limit at most, and no more than leave
  // one more than the limit whatever source a quote is not to be found in.
  void find(const Index& index, std::size_t begin, std::size_t end, std::size_t limit,
            std::vector<std::vector<Run>>& places) const {
    const auto words = index.all_words();
    std::vector<std::size_t> in_source(groups(),
                                       0);  // of the last source that a group has a place in
    const auto note = [&](std::uint32_t group, std::size_t at, std::uint32_t size) {
      std::vector<Run>& its = places[group];
      if (its.size() > 2 * limit + 1) return;
      const std::uint32_t source = index.source_of(static_cast<std::uint32_t>(at));
      if (at + size > index.source_end(source)) return;
      if (its.empty() || its.back().source != source) in_source[group] = 0;
      if (in_source[group] > limit) return;
      ++in_source[group];
      its.push_back({0, size, static_cast<std::uint32_t>(at), source});
    };
    for (std::size_t at = begin; at < end; ++at) {
      const std::uint32_t key = words[at];
      if ((filter_[(key & 0xFFFF) >> 6] >> (key & 63) & 1) == 0) continue;
      if (const auto one = ones_.find(key); one != ones_.end()) note(one->second, at, 1);
      if (at + 1 >= words.size()) continue;
      if (const auto two = twos_.find(both(key, words[at + 1])); two != twos_.end())
        note(two->second, at, 2);
    }
  }

 private:
  static std::uint64_t both(std::uint32_t first, std::uint32_t second) {
    return std::uint64_t{first} << 32 | second;
  }

  std::uint32_t add(const Quote& quote) {
    const auto next = static_cast<std::uint32_t>(groups());
    if (quote.words.empty()) return kNoGroup;
    const std::uint32_t key = quote.words.front().key;
    filter_[(key & 0xFFFF) >> 6] |= std::uint64_t{1} << (key & 63);
    return quote.words.size() == 1
               ? ones_.try_emplace(key, next).first->second
               : twos_.try_emplace(both(key, quote.words[1].key), next).first->second;
  }

  std::vector<std::uint32_t> group_of_;                    // of each quote
  std::unordered_map<std::uint32_t, std::uint32_t> ones_;  // groups by their words
  std::unordered_map<std::uint64_t, std::uint32_t> twos_;
  std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(1024, 0);  // 65536 bits
};

}  // namespace

void find_short(const Index& index, const std::vector<const Quote*>& quotes, std::size_t limit,
                std::size_t jobs, std::vector<std::vector<Run>>& places, std::vector<char>& more) {
  places.assign(quotes.size(), {});
  more.assign(quotes.size(), 0);
  const ShortQuotes wanted(quotes);
  if (wanted.groups() == 0) return;
  constexpr std::size_t kFewest = std::size_t{1} << 16;  // words that are worth a thread
  const std::size_t count = index.all_words().size();
  const std::size_t size = std::max(kFewest, (count + jobs - 1) / std::max<std::size_t>(jobs, 1));
  std::vector<std::vector<std::vector<Run>>> parts((count + size - 1) / size);
  in_chunks(jobs, count, size, [&](std::size_t begin, std::size_t end) {
    auto& its = parts[begin / size];
    its.assign(wanted.groups(), {});
    wanted.find(index, begin, end, limit, its);
  });
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    const std::uint32_t group = wanted.group_of(i);
    if (group == ShortQuotes::kNoGroup) continue;
    for (const auto& part : parts) {
      for (const Run& run : part[group]) {
        if (run.source == quotes[i]->own) continue;
        if (places[i].size() < limit) {
          places[i].push_back(run);
        } else {
          more[i] = 1;
        }
      }
    }
  }
}

}  // namespace quoteledger::audit_detail
