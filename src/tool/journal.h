// What --resume remembers: beside the output FILE, `.FILE.part` holds what was written so far, and
// `.FILE.journal` which documents that was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quoteledger/base/result.h"
#include "tool/arguments.h"

namespace tool {

class Journal {
 public:
  struct Entry {
    std::string name;
    std::string error;        // why it could not be read; empty where it could
    std::uint64_t bytes = 0;  // of the output once this document is in it
  };

  Journal() = default;
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Reads what an earlier run left. An Error where that run was another one: other options, another
  // grammar.
  std::optional<quoteledger::Error> open(const Arguments& arguments,
                                         const std::vector<std::string>& grammars);

  [[nodiscard]] std::size_t size() const { return kept_.size(); }
  [[nodiscard]] const Entry& entry(std::size_t number) const { return kept_[number]; }
  // Output bytes that are good.
  [[nodiscard]] std::uint64_t bytes() const { return kept_.empty() ? 0 : kept_.back().bytes; }
  [[nodiscard]] const std::string& part() const { return part_; }
  [[nodiscard]] const std::string& path() const { return path_; }

  void note(const Entry& entry);
  // Is it time to save()? Once a second.
  [[nodiscard]] bool due() const;
  // Writes what was noted, which the output must have on disk already.
  std::optional<quoteledger::Error> save();
  // The output is whole: the journal goes.
  void remove();

 private:
  std::vector<Entry> kept_;
  std::string path_, part_;
  std::string noted_;
  int file_ = -1;
  long long saved_ = 0;  // seconds
};

}  // namespace tool
