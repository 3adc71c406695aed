#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>

#include "quoteledger/run/walk.h"

namespace quoteledger {
namespace {

// Closes what it has opened.
struct Handle {
  int number = -1;
  bool owned = false;
  Handle(int n, bool o) : number(n), owned(o) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (owned && number >= 0) ::close(number);
  }
};

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  const bool standard = path == "-";
  const std::string name = standard ? "standard input" : path;
  const auto failed = [&](int code) { return Error{name, std::generic_category().message(code)}; };
  const auto too_large = [&] {
    const std::uint64_t mebibytes = limit >> 20;
    return Error{name, mebibytes > 0 ? "larger than " + std::to_string(mebibytes) + " MiB"
                                     : "larger than " + std::to_string(limit) + " bytes"};
  };
  const Handle handle(standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC),
                      !standard);
  if (handle.number < 0) return failed(errno);
  struct stat status {};
  if (::fstat(handle.number, &status) != 0) return failed(errno);
  if (S_ISDIR(status.st_mode)) return failed(EISDIR);
  std::uint64_t expected = 0;
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    expected = static_cast<std::uint64_t>(status.st_size);
    if (expected > limit) return too_large();
  }
  try {  // a file may be larger than what memory is left
    std::string bytes;
    std::size_t used = 0;
    bytes.resize(std::max<std::uint64_t>(expected + 1,
                                         4096));  // one more byte, to see the end without growing
    while (true) {
      if (used == bytes.size())
        bytes.resize(bytes.size() + std::max<std::size_t>(bytes.size() / 2, 65536));
      const ssize_t got = ::read(handle.number, bytes.data() + used, bytes.size() - used);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return failed(errno);
      if (got == 0) break;
      used += static_cast<std::size_t>(got);
      if (used > limit) return too_large();
    }
    bytes.resize(used);
    return bytes;
  } catch (const std::bad_alloc&) {
    return Error{name, "not enough memory to read it"};
  }
}

}  // namespace quoteledger
