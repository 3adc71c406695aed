// The index over all sources: every word's hash and place, and for every three words in a row the places where
// they stand. About 12 bytes a word. Immutable once built; safe to read from many threads. Inside the audit room only.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "quoteledger/audit/corpus.h"
#include "quoteledger/base/result.h"

namespace quoteledger::audit_detail {

class Index {
 public:
  static constexpr std::uint32_t kGram = 3;  // words a gram

  // Words that another index has already.
  struct Kept {
    const Index* index = nullptr;
    std::vector<std::uint32_t> sources;  // of each source: its number there, or kNotKept
  };
  static constexpr std::uint32_t kNotKept = 0xFFFFFFFF;

  // Reads the words of all sources that are not kept on `jobs` threads; those not loaded are loaded first, and those
  // that fail are named in errors. Fails where there are more than 2^32 - 2 words.
  static Result<Index> build(std::vector<Source>& sources, const Kept& kept, std::size_t jobs,
                             std::vector<Error>& errors);

  // Words are numbered through all sources, in order.
  [[nodiscard]] std::uint32_t word_count() const {
    return static_cast<std::uint32_t>(words_.size());
  }
  [[nodiscard]] std::uint32_t word(std::uint32_t at) const { return words_[at]; }
  // First byte of a word in its source's text.
  [[nodiscard]] std::uint32_t byte(std::uint32_t at) const { return bytes_[at]; }
  [[nodiscard]] std::uint32_t source_of(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t source_begin(std::uint32_t source) const { return begins_[source]; }
  [[nodiscard]] std::uint32_t source_end(std::uint32_t source) const { return begins_[source + 1]; }
  [[nodiscard]] std::span<const std::uint32_t> all_words() const { return words_; }

  // Numbers of the words at which such a gram may start, ascending: those whose hash falls into the same bucket.
  [[nodiscard]] std::span<const std::uint32_t> bucket(const std::uint32_t* gram) const {
    const std::uint32_t key = gram_key(gram) >> shift_;
    return places_.subspan(buckets_[key], buckets_[key + 1] - buckets_[key]);
  }

  // Bytes in memory (or mapped).
  [[nodiscard]] std::size_t memory() const;

  // The on-disk form: written as one file, whole or not at all; read by mapping it. A file of another version or with
  // other bytes than it should have is an error. Sources come out not loaded.
  [[nodiscard]] Result<bool> save(const std::string& path,
                                  const std::vector<Source>& sources) const;
  static Result<Index> open(const std::string& path, std::vector<Source>& sources);

 private:
  static std::uint32_t gram_key(const std::uint32_t* gram) {
    std::uint64_t key = gram[0] * 0x9E3779B97F4A7C15ULL;
    key = (key ^ (key >> 29) ^ gram[1]) * 0xBF58476D1CE4E5B9ULL;
    key = (key ^ (key >> 32) ^ gram[2]) * 0x94D049BB133111EBULL;
    return static_cast<std::uint32_t>(key >> 32);
  }
  void make_grams(std::size_t jobs);

  struct Owned {  // by the spans below
    std::vector<std::uint32_t> words, bytes, begins, buckets, places;
  };
  std::unique_ptr<Owned> owned_;
  std::shared_ptr<const void> mapped_;
  std::span<const std::uint32_t> words_, bytes_, begins_, buckets_, places_;
  unsigned shift_ = 0;
};

}  // namespace quoteledger::audit_detail
