// Work that is dealt out to threads and comes to the same, however many there are. Inside the audit room only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>

#include "quoteledger/run/ordered.h"

namespace quoteledger::audit_detail {

// Calls work(begin, end) for all of [0, count), `size` at a time, on `jobs` threads. Calls must not write to one place.
template <typename Work>
void in_chunks(std::size_t jobs, std::size_t count, std::size_t size, const Work& work) {
  std::size_t at = 0;
  run_ordered(
      std::min(jobs, (count + size - 1) / size),
      [&]() -> std::optional<std::size_t> {
        if (at >= count) return std::nullopt;
        const std::size_t begin = at;
        at += size;
        return begin;
      },
      [&](std::size_t begin) {
        work(begin, std::min(begin + size, count));
        return true;
      },
      [](bool done) { return done; });
}

}  // namespace quoteledger::audit_detail
