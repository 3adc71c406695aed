// run: what a long run over many files needs: which files there are, their bytes, and work on many
// threads whose results come in order. Knows nothing about quotes.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoteledger/base/result.h"

namespace quoteledger {

// Names the files behind a list of paths, one at a time. A path that is a folder is walked: its
// files that end in .txt, .text or .md (whatever the case) and are not hidden, and those of its
// folders, sorted by the bytes of their names at each level. Any other path is given as it is,
// whatever it is called; "-" is standard input. Folders behind symbolic links are walked, but none
// twice under one path, so that loops end. In memory: the names of the folders that it stands in,
// and a number pair for each folder it has been in.
class Walk {
 public:
  explicit Walk(std::vector<std::string> paths);

  // The next file's path: as given, or the folder as given, a slash, and the path below it. An
  // Error names a path or folder that cannot be read; the walk goes on behind it. nullopt at the
  // end.
  std::optional<Result<std::string>> next();

  // Folders among the paths in which there was no file at all, so far.
  [[nodiscard]] const std::vector<std::string>& empty_folders() const { return empty_folders_; }

  // Would a walk take a file of this name (without folders)?
  static bool takes(std::string_view name);

 private:
  struct Folder {
    std::string path;
    std::string names;                                  // each ended by a NUL
    std::vector<std::pair<std::uint64_t, bool>> order;  // into names; is it maybe a folder?
    std::size_t at = 0;
  };
  // Stands in this folder from now on, unless it has been there.
  std::optional<Error> enter(std::string path);

  std::vector<std::string> paths_;
  std::size_t next_path_ = 0;
  std::vector<Folder> stack_;
  std::set<std::pair<std::uint64_t, std::uint64_t>>
      seen_;  // device and inode, under the path at work
  bool found_any_ = false;
  std::vector<std::string> empty_folders_;
};

// All bytes of a file (regular, pipe or device), or of standard input for "-". Regular files are
// sized first. Fails, with the system's reason, where it cannot be opened or read, is a folder, or
// has more than `limit` bytes.
Result<std::string> read_file(const std::string& path,
                              std::uint64_t limit = std::uint64_t{1} << 31);

}  // namespace quoteledger
