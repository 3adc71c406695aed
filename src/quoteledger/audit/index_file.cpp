// The index on disk: a header, the sources' names and what they were like, then the arrays as they are in memory. Made for
// the machine that wrote it: the header tells byte order and version, and a hash of the header guards it.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "quoteledger/audit/index.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::array<char, 8> kMagic = {'q', 'l', 'i', 'n', 'd', 'e', 'x', '\n'};
constexpr std::uint32_t kVersion = 4;
constexpr std::uint32_t kByteOrder = 0x01020304;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t byte_order = kByteOrder;
  std::uint32_t version = kVersion;
  std::uint64_t file_size = 0;
  std::uint64_t sources = 0;
  std::uint64_t table_size = 0;  // bytes of the sources' table, behind the header
  std::uint64_t table_hash = 0;
  std::array<std::uint64_t, 5> lengths{};  // of the arrays, in words of four bytes
  std::uint32_t shift = 0;
  std::uint32_t arrays_hash = 0;
  std::uint64_t header_hash = 0;
};

std::uint64_t hash_header(Header header) {
  header.header_hash = 0;
  std::string bytes(sizeof header, '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  return content_hash(bytes);
}

void put(std::string& out, std::uint64_t value) {
  std::array<char, 8> bytes{};
  std::memcpy(bytes.data(), &value, 8);
  out.append(bytes.data(), 8);
}

bool take(std::string_view& in, std::uint64_t& value) {
  if (in.size() < 8) return false;
  std::memcpy(&value, in.data(), 8);
  in.remove_prefix(8);
  return true;
}

Error failed(const std::string& path) { return {path, std::generic_category().message(errno)}; }

bool write_all(int file, const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t wrote = ::write(file, at, std::min<std::size_t>(size, std::size_t{1} << 30));
    if (wrote < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    at += wrote;
    size -= static_cast<std::size_t>(wrote);
  }
  return true;
}

using Arrays = std::array<std::span<const std::uint32_t>, 5>;

// A damaged index must not be searched: its arrays point into each other.
std::uint32_t hash_arrays(const Arrays& arrays) {
  std::uint64_t hash = 0;
  for (const auto& array : arrays) {
    const std::string_view bytes(reinterpret_cast<const char*>(array.data()), array.size_bytes());
    hash = hash * 31 + content_hash(bytes);
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

// Is there a file of this name that is not empty and no index? Such a file is never written over.
bool holds_something_else(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  std::array<char, 8> start{};
  const ssize_t got = ::read(file, start.data(), start.size());
  ::close(file);
  return got > 0 && (got < static_cast<ssize_t>(start.size()) || start != kMagic);
}

struct Mapping {
  void* data = nullptr;
  std::size_t size = 0;
  Mapping(void* d, std::size_t s) : data(d), size(s) {}
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { ::munmap(data, size); }
};

}  // namespace

Result<bool> Index::save(const std::string& path, const std::vector<Source>& sources) const {
  if (holds_something_else(path)) {
    return Error{path, "is there already and is no index; it is left as it is"};
  }
  // A file that was written just now may be written again within a tick of the clock: the next run looks at its bytes.
  constexpr std::int64_t kTick = 2'000'000'000;
  const std::int64_t now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
  std::string table;
  for (const Source& source : sources) {
    put(table, source.path.size());
    table += source.path;
    put(table, source.size);
    put(table, static_cast<std::uint64_t>(now - source.changed < kTick ? 0 : source.changed));
    put(table, source.content);
  }
  table.append((8 - table.size() % 8) % 8, '\0');
  const Arrays arrays = {words_, bytes_, begins_, buckets_, places_};
  Header header;
  header.sources = sources.size();
  header.table_size = table.size();
  header.table_hash = content_hash(table);
  header.file_size = sizeof header + table.size();
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    header.lengths[i] = arrays[i].size();
    header.file_size += arrays[i].size() * sizeof(std::uint32_t);
  }
  header.shift = shift_;
  header.arrays_hash = hash_arrays(arrays);
  header.header_hash = hash_header(header);

  const std::string temporary = path + ".part";
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return failed(path);
  bool good =
      write_all(file, &header, sizeof header) && write_all(file, table.data(), table.size());
  for (const auto& array : arrays) good = good && write_all(file, array.data(), array.size_bytes());
  const int code = good ? 0 : errno;
  good = ::close(file) == 0 && good && std::rename(temporary.c_str(), path.c_str()) == 0;
  if (!good) {
    const Error error = {path, std::generic_category().message(code != 0 ? code : errno)};
    ::unlink(temporary.c_str());
    return error;
  }
  return true;
}

Result<Index> Index::open(const std::string& path, std::vector<Source>& sources) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed(path);
  struct stat status {};
  const bool known = ::fstat(file, &status) == 0;
  const auto size = static_cast<std::size_t>(known ? status.st_size : 0);
  void* data =
      size >= sizeof(Header) ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  const Error wrong = {path, "is not an index of this version of quoteledger"};
  if (data == MAP_FAILED) return wrong;
  const auto mapping = std::make_shared<Mapping>(data, size);
  Header header;
  std::memcpy(&header, data, sizeof header);
  if (header.magic != kMagic || header.byte_order != kByteOrder || header.version != kVersion ||
      header.header_hash != hash_header(header) || header.file_size != size ||
      header.table_size > size - sizeof header) {
    return wrong;
  }
  std::string_view table(static_cast<const char*>(data) + sizeof header, header.table_size);
  if (content_hash(table) != header.table_hash) return wrong;
  sources.clear();
  for (std::uint64_t i = 0; i < header.sources; ++i) {
    std::uint64_t length = 0;
    std::uint64_t changed = 0;
    if (!take(table, length) || length > table.size()) return wrong;
    Source& source = sources.emplace_back();
    source.path = table.substr(0, length);
    table.remove_prefix(length);
    if (!take(table, source.size) || !take(table, changed) || !take(table, source.content))
      return wrong;
    source.changed = static_cast<std::int64_t>(changed);
  }
  Index index;
  const auto* at = reinterpret_cast<const std::uint32_t*>(static_cast<const char*>(data) +
                                                          sizeof header + header.table_size);
  const std::array<std::span<const std::uint32_t>*, 5> arrays = {
      &index.words_, &index.bytes_, &index.begins_, &index.buckets_, &index.places_};
  std::size_t left = (size - sizeof header - header.table_size) / sizeof(std::uint32_t);
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    if (header.lengths[i] > left) return wrong;
    left -= header.lengths[i];
    *arrays[i] = {at, static_cast<std::size_t>(header.lengths[i])};
    at += header.lengths[i];
  }
  if (hash_arrays({index.words_, index.bytes_, index.begins_, index.buckets_, index.places_}) !=
      header.arrays_hash) {
    return wrong;
  }
  index.shift_ = header.shift;
  index.mapped_ = mapping;
  return index;
}

}  // namespace quoteledger::audit_detail
