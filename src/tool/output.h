// Where output goes: standard output, or a file that appears whole or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "quoteledger/base/result.h"

namespace tool {

class Output {
 public:
  Output() = default;
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // "" and "-" are standard output. A file is written under another name in the same folder, with
  // the permissions that it has now, and takes its own name in finish(). What is no regular file
  // (/dev/full, a pipe) is written as it is.
  std::optional<quoteledger::Error> open(const std::string& path);

  // The same, but what is written stays under `part` when the run ends before finish(), and is cut
  // to its first `keep` bytes now.
  std::optional<quoteledger::Error> open_part(const std::string& path, const std::string& part,
                                              std::uint64_t keep);

  // After the first failure, nothing is written any more.
  bool write(std::string_view bytes);
  // Bytes that have been written, kept ones included.
  [[nodiscard]] std::uint64_t written() const { return written_; }
  // Waits until all of it is on the disk.
  bool sync();
  // Gives the file its name. True where everything went well since open().
  bool finish();

  [[nodiscard]] bool failed() const { return code_ != 0; }
  // Nobody reads our output any more: no reason to complain.
  [[nodiscard]] bool closed_pipe() const;
  // Why it failed.
  [[nodiscard]] quoteledger::Error error() const;

 private:
  // Makes, locks and opens a new file with this start of a name; false with errno where it cannot.
  bool make_temporary(const std::string& start);
  bool close();

  int file_ = -1;
  bool owned_ = false;
  bool keep_part_ = false;
  std::string name_;    // for messages
  std::string target_;  // empty: nothing to rename
  std::string temporary_;
  std::uint64_t written_ = 0;
  int code_ = 0;  // errno of the first failure
};

// The file that a path is about once symbolic links are followed; the path itself where there is
// none.
std::string follow_links(const std::string& path);

}  // namespace tool
