#include "quoteledger/audit/index.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "quoteledger/audit/parallel.h"
#include "quoteledger/audit/words.h"
#include "quoteledger/run/ordered.h"

namespace quoteledger::audit_detail {
namespace {

struct SourceWords {
  std::uint32_t source = 0;
  std::vector<std::uint32_t> words, bytes;
  std::optional<Error> error;
};

SourceWords kept_words(const Index& index, std::uint32_t kept, std::uint32_t number) {
  SourceWords out;
  out.source = number;
  const std::uint32_t end = index.source_end(kept);
  for (std::uint32_t at = index.source_begin(kept); at < end; ++at) {
    out.words.push_back(index.word(at));
    out.bytes.push_back(index.byte(at));
  }
  return out;
}

SourceWords read_words(Source& source, std::uint32_t number) {
  SourceWords out;
  out.source = number;
  if (auto loaded = load(source); !loaded) {
    out.error = loaded.error();
    return out;
  }
  const std::size_t expected = source.document.text.size() / 5 + 16;
  out.words.reserve(expected);
  out.bytes.reserve(expected);
  WordReader reader(source.document.text, source.speech.parts);
  Word word;
  while (reader.next(word)) {
    out.words.push_back(short_hash(word.hash));
    out.bytes.push_back(word.span.begin);
  }
  return out;
}

}  // namespace

Result<Index> Index::build(std::vector<Source>& sources, const Kept& kept, std::size_t jobs,
                           std::vector<Error>& errors) {
  Index index;
  index.owned_ = std::make_unique<Owned>();
  Owned& own = *index.owned_;
  own.begins.push_back(0);
  bool too_many = false;
  std::uint32_t next = 0;
  run_ordered(
      jobs,
      [&]() -> std::optional<std::uint32_t> {
        if (next == sources.size()) return std::nullopt;
        return next++;
      },
      [&](std::uint32_t number) {
        const std::uint32_t there = kept.index == nullptr ? kNotKept : kept.sources[number];
        return there == kNotKept ? read_words(sources[number], number)
                                 : kept_words(*kept.index, there, number);
      },
      [&](SourceWords&& read) {
        if (read.error) errors.push_back(*read.error);
        if (own.words.size() + read.words.size() >= std::numeric_limits<std::uint32_t>::max() - 1) {
          too_many = true;
          return false;
        }
        own.words.insert(own.words.end(), read.words.begin(), read.words.end());
        own.bytes.insert(own.bytes.end(), read.bytes.begin(), read.bytes.end());
        own.begins.push_back(static_cast<std::uint32_t>(own.words.size()));
        return true;
      });
  if (too_many) return Error{"", "the sources have more than four billion words"};
  index.make_grams(jobs);
  return index;
}

// A counting sort by the upper bits of the gram's hash, so that the places in a bucket stay ascending. Many grams are dealt
// out into parts first, so that each part's buckets fit into the processor's cache. Threads deal out shards of the sources,
// each to its own stretch of every part, then sort parts; what comes out does not hang on how many there are.
void Index::make_grams(std::size_t jobs) {
  Owned& own = *owned_;
  constexpr unsigned kCachedBits = 17;
  constexpr std::uint32_t kFewest = 1U << 16;  // words that are worth a thread
  const auto count = static_cast<std::uint32_t>(own.words.size());
  const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(count)), 9U, 29U) - 1;
  const unsigned low_bits = std::min(bits, kCachedBits);
  const std::size_t parts = std::size_t{1} << (bits - low_bits);
  shift_ = 32 - bits;
  own.buckets.assign((std::size_t{1} << bits) + 1, 0);
  const std::uint32_t* words = own.words.data();
  const std::size_t shards =
      std::clamp<std::size_t>(count / kFewest, 1, std::max<std::size_t>(jobs, 1));
  const auto each = [&](std::size_t shard, auto&& give) {
    const auto cut = [&](std::size_t k) {
      return static_cast<std::uint32_t>(std::uint64_t{count} * k / shards);
    };
    const std::uint32_t from = cut(shard);
    const std::uint32_t to = cut(shard + 1);
    auto behind = std::upper_bound(own.begins.begin(), own.begins.end(), from);
    for (std::uint32_t at = from; at < to && behind != own.begins.end(); ++behind) {
      const std::uint32_t stop = std::min(to, *behind);
      for (; at < stop && at + kGram <= *behind; ++at) give(at, gram_key(words + at) >> shift_);
      at = stop;
    }
  };
  // Grams of each shard in each part, then where the shard's stretch of the part begins.
  std::vector<std::vector<std::uint32_t>> stretches(shards, std::vector<std::uint32_t>(parts, 0));
  in_chunks(jobs, shards, 1, [&](std::size_t shard, std::size_t /*end*/) {
    auto& its = stretches[shard];
    each(shard, [&](std::uint32_t /*at*/, std::uint32_t key) { ++its[key >> low_bits]; });
  });
  std::vector<std::uint32_t> part_begins(parts + 1, 0);
  std::uint32_t grams = 0;
  for (std::size_t part = 0; part < parts; ++part) {
    part_begins[part] = grams;
    for (auto& its : stretches) grams += std::exchange(its[part], grams);
  }
  part_begins[parts] = grams;
  struct Entry {
    std::uint32_t key, at;
  };
  std::vector<Entry> entries(grams);
  in_chunks(jobs, shards, 1, [&](std::size_t shard, std::size_t /*end*/) {
    auto& its = stretches[shard];
    each(shard, [&](std::uint32_t at, std::uint32_t key) {
      entries[its[key >> low_bits]++] = {key, at};
    });
  });
  own.places.resize(grams);
  in_chunks(jobs, parts, 1, [&](std::size_t part, std::size_t /*end*/) {
    std::uint32_t begin = part_begins[part];
    const std::span<const Entry> its =
        std::span(entries).subspan(begin, part_begins[part + 1] - begin);
    std::uint32_t* ends = own.buckets.data() + 1;
    for (const Entry& entry : its) ++ends[entry.key];
    const std::size_t size = std::size_t{1} << low_bits;
    for (std::size_t key = part * size; key < (part + 1) * size; ++key) {
      const std::uint32_t in_bucket = ends[key];
      ends[key] = begin;
      begin += in_bucket;
    }
    for (const Entry& entry : its) own.places[ends[entry.key]++] = entry.at;
  });
  words_ = own.words;
  bytes_ = own.bytes;
  begins_ = own.begins;
  buckets_ = own.buckets;
  places_ = own.places;
}

std::uint32_t Index::source_of(std::uint32_t at) const {
  const auto behind = std::upper_bound(begins_.begin(), begins_.end(), at);
  return static_cast<std::uint32_t>(behind - begins_.begin()) - 1;
}

std::size_t Index::memory() const {
  return (words_.size() + bytes_.size() + begins_.size() + buckets_.size() + places_.size()) *
         sizeof(std::uint32_t);
}

}  // namespace quoteledger::audit_detail
