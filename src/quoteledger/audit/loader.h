// Sources are read when a quote is found in them, by whichever thread comes first. Inside the audit room only.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "quoteledger/audit/corpus.h"

namespace quoteledger::audit_detail {

class Loader {
 public:
  explicit Loader(std::vector<Source>& sources)
      : sources_(sources), once_(std::make_unique<std::once_flag[]>(sources.size())) {}

  // Is the source's text there? False where it cannot be read, or is not the text that was indexed. Any thread.
  bool ready(std::uint32_t source);

  // What went wrong, in the order of the sources. Not while threads are at work.
  [[nodiscard]] std::vector<Error> errors() const;

 private:
  std::vector<Source>& sources_;
  std::unique_ptr<std::once_flag[]> once_;
  std::mutex mutex_;
  std::vector<std::pair<std::uint32_t, Error>> errors_;
};

}  // namespace quoteledger::audit_detail
