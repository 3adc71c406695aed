#include "quoteledger/audit/loader.h"

#include <algorithm>

namespace quoteledger::audit_detail {

bool Loader::ready(std::uint32_t source) {
  Source& entry = sources_[source];
  std::call_once(once_[source], [&] {
    if (entry.loaded || entry.failed) return;
    const std::uint64_t indexed = entry.content;
    auto loaded = load(entry);
    if (loaded && entry.content == indexed) return;
    entry.loaded = false;
    entry.failed = true;
    const std::lock_guard lock(mutex_);
    errors_.emplace_back(
        source, loaded ? Error{entry.path, "has changed since it was indexed"} : loaded.error());
  });
  return entry.loaded;
}

std::vector<Error> Loader::errors() const {
  auto sorted = errors_;
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& x, const auto& y) { return x.first < y.first; });
  std::vector<Error> out;
  out.reserve(sorted.size());
  for (auto& [source, error] : sorted) out.push_back(std::move(error));
  return out;
}

}  // namespace quoteledger::audit_detail
