#include "tool/output.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <system_error>

#include "tool/signals.h"

namespace tool {
namespace {

using quoteledger::Error;

// With the user's file mask: mkstemp() gives 0600 whatever that is.
mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string last_part(const std::string& path) { return path.substr(folder_of(path).size()); }

constexpr std::string_view kTemporary = ".quoteledger-";  // and six letters that mkstemp() makes
constexpr std::size_t kLetters = 6;

// Removes what runs that were killed have left of this output. A run holds a lock on its temporary file, so that one that
// is still at work loses nothing.
void remove_leftovers(const std::string& folder, const std::string& start) {
  DIR* const listing = ::opendir(folder.empty() ? "." : folder.c_str());
  if (listing == nullptr) return;
  while (const dirent* entry = ::readdir(listing)) {
    const std::string_view name = entry->d_name;
    if (name.size() != start.size() + kLetters || !name.starts_with(start)) continue;
    const std::string path = folder + std::string(name);
    const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) continue;
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
    ::close(file);
  }
  ::closedir(listing);
}

}  // namespace

std::string follow_links(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? std::string(real.get()) : path;
}

Output::~Output() {
  close();
  if (!temporary_.empty() && !keep_part_) {
    ::unlink(temporary_.c_str());
    forget_temporary(temporary_);
  }
}

std::optional<Error> Output::open(const std::string& path) {
  if (path.empty() || path == "-") {
    name_ = "standard output";
    file_ = STDOUT_FILENO;
    return std::nullopt;
  }
  name_ = path;
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  const auto failed = [&](int code) {
    code_ = code;
    return error();
  };
  if (exists && S_ISDIR(status.st_mode)) return failed(EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    file_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    owned_ = true;
    if (file_ < 0) return failed(errno);
    return std::nullopt;
  }
  if (exists && ::access(path.c_str(), W_OK) != 0)
    return failed(errno);  // a protected file stays as it is
  target_ = follow_links(path);
  const std::string start =
      "." + last_part(target_).substr(0, NAME_MAX - 24) + std::string(kTemporary);
  remove_leftovers(folder_of(target_), start);
  const HeldSignals held;  // an interrupt comes before the file is there, or finds it in the list
  owned_ = true;
  if (!make_temporary(folder_of(target_) + start)) return failed(errno);
  remember_temporary(temporary_);
  (void)!::fchmod(file_, exists ? status.st_mode & 07777 : usual_mode());
  return std::nullopt;
}

bool Output::make_temporary(const std::string& start) {
  while (true) {
    std::string pattern = start + std::string(kLetters, 'X');
    file_ = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (file_ < 0) return false;
    // Another run may have met it before it was locked, and have taken it for a leftover.
    struct stat status {};
    if (::flock(file_, LOCK_EX) != 0 || ::fstat(file_, &status) != 0 || status.st_nlink > 0) {
      temporary_ = pattern;
      return true;
    }
    ::close(file_);
  }
}

std::optional<Error> Output::open_part(const std::string& path, const std::string& part,
                                       std::uint64_t keep) {
  name_ = path;
  struct stat status {};
  const auto failed = [&](int code) {
    code_ = code;
    return error();
  };
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) return failed(S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
  if (exists && ::access(path.c_str(), W_OK) != 0) return failed(errno);
  target_ = follow_links(path);
  file_ = ::open(part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  owned_ = true;
  keep_part_ = true;
  if (file_ < 0) return failed(errno);
  temporary_ = part;
  if (::ftruncate(file_, static_cast<off_t>(keep)) != 0) return failed(errno);
  if (::lseek(file_, 0, SEEK_END) < 0) return failed(errno);
  written_ = keep;
  return std::nullopt;
}

bool Output::write(std::string_view bytes) {
  if (code_ != 0) return false;
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(file_, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      code_ = errno;
      return false;
    }
    written_ += static_cast<std::uint64_t>(wrote);
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

bool Output::sync() {
  if (code_ == 0 && owned_ && !temporary_.empty() && ::fdatasync(file_) != 0 && errno != EINVAL)
    code_ = errno;
  return code_ == 0;
}

bool Output::close() {
  if (owned_ && file_ >= 0 && ::close(file_) != 0 && code_ == 0) code_ = errno;
  file_ = -1;
  return code_ == 0;
}

bool Output::finish() {
  sync();
  if (!owned_) return code_ == 0;  // standard output: write() has told what there was to tell
  close();
  if (code_ != 0 || temporary_.empty()) return code_ == 0;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    code_ = errno;
    return false;
  }
  forget_temporary(temporary_);
  temporary_.clear();
  return true;
}

bool Output::closed_pipe() const { return code_ == EPIPE; }

Error Output::error() const {
  return {name_, "cannot write: " + std::generic_category().message(code_)};
}

}  // namespace tool
