#include "quoteledger/run/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

namespace quoteledger {
namespace {

Error system_error(const std::string& path, int code) {
  return {path, std::generic_category().message(code)};
}

std::string join(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (!path.ends_with('/')) path += '/';
  return path.append(name);
}

bool is_folder(const std::string& path, bool& exists) {
  struct stat status {};
  exists = ::stat(path.c_str(), &status) == 0;
  return exists && S_ISDIR(status.st_mode);
}

}  // namespace

Walk::Walk(std::vector<std::string> paths) : paths_(std::move(paths)) {}

bool Walk::takes(std::string_view name) {
  if (name.empty() || name.front() == '.') return false;
  std::string lower(name.substr(name.size() - std::min<std::size_t>(name.size(), 5)));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return lower.ends_with(".txt") || lower.ends_with(".text") || lower.ends_with(".md");
}

std::optional<Error> Walk::enter(std::string path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return system_error(path, errno);
  if (!seen_.insert({status.st_dev, status.st_ino}).second) return std::nullopt;
  const std::unique_ptr<DIR, int (*)(DIR*)> handle(::opendir(path.c_str()), &::closedir);
  if (!handle) return system_error(path, errno);
  Folder folder;
  while (true) {
    errno = 0;
    const dirent* entry =
        ::readdir(handle.get());  // NOLINT(concurrency-mt-unsafe): the handle is ours alone
    if (entry == nullptr) break;
    const std::string_view name = static_cast<const char*>(entry->d_name);
    if (name.front() == '.') continue;
    const bool file = entry->d_type == DT_REG;
    const bool maybe_folder =
        entry->d_type == DT_DIR || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN;
    if (!maybe_folder && !(file && takes(name))) continue;
    folder.order.emplace_back(folder.names.size(), maybe_folder);
    folder.names.append(name) += '\0';
  }
  if (errno != 0) return system_error(path, errno);
  const char* names = folder.names.data();
  std::sort(folder.order.begin(), folder.order.end(), [names](const auto& a, const auto& b) {
    return std::strcmp(names + a.first, names + b.first) < 0;
  });
  folder.path = std::move(path);
  stack_.push_back(std::move(folder));
  return std::nullopt;
}

std::optional<Result<std::string>> Walk::next() {
  while (true) {
    while (!stack_.empty()) {
      Folder& folder = stack_.back();
      if (folder.at == folder.order.size()) {
        stack_.pop_back();
        if (stack_.empty() && !found_any_) empty_folders_.push_back(paths_[next_path_ - 1]);
        continue;
      }
      const auto [offset, maybe_folder] = folder.order[folder.at++];
      const std::string_view name = folder.names.data() + offset;
      std::string path = join(folder.path, name);
      if (maybe_folder) {
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0) {
          if (!takes(name)) continue;  // a broken link that no one has asked for
          found_any_ = true;
          return system_error(path, errno);
        }
        if (S_ISDIR(status.st_mode)) {
          if (auto error = enter(std::move(path))) {
            found_any_ = true;
            return *std::move(error);
          }
          continue;
        }
        if (!S_ISREG(status.st_mode) || !takes(name)) continue;
      }
      found_any_ = true;
      return path;
    }
    if (next_path_ == paths_.size()) return std::nullopt;
    const std::string& path = paths_[next_path_++];
    if (path == "-") return path;
    bool exists = false;
    if (!is_folder(path, exists)) {
      if (!exists) return system_error(path, errno);
      return path;
    }
    seen_.clear();
    found_any_ = false;
    if (auto error = enter(path)) return *std::move(error);
  }
}

}  // namespace quoteledger
