#include "quoteledger/audit/corpus.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "quoteledger/run/walk.h"

namespace quoteledger::audit_detail {
namespace {

namespace fs = std::filesystem;

bool takes(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return ending == ".txt" || ending == ".text" || ending == ".md" || ending == ".srt" ||
         ending == ".vtt";
}

// Folders behind links are not entered, so that loops end.
void walk(const fs::path& folder, std::vector<std::string>& out, std::vector<Error>& errors) {
  std::error_code code;
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(folder, code), end; !code && entry != end;
       entry.increment(code)) {
    entries.push_back(entry->path());
  }
  if (code) errors.push_back({folder.string(), code.message()});
  std::sort(entries.begin(), entries.end());
  for (const fs::path& entry : entries) {
    if (entry.filename().string().starts_with('.')) continue;
    std::error_code ignored;
    const fs::file_status link = fs::symlink_status(entry, ignored);
    if (link.type() == fs::file_type::directory) {
      walk(entry, out, errors);
    } else if (takes(entry) && fs::is_regular_file(entry, ignored)) {
      out.push_back(entry.string());
    }
  }
}

}  // namespace

std::vector<std::string> list_sources(const std::vector<std::string>& paths,
                                      std::vector<Error>& errors) {
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    std::vector<std::string> out;
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (status.type() == fs::file_type::directory) {
      const std::size_t before = errors.size();
      walk(path, out, errors);
      if (out.empty() && errors.size() == before)
        errors.push_back({path, "has no .txt, .text, .md, .srt or .vtt file"});
    } else if (status.type() == fs::file_type::not_found) {
      errors.push_back({path, "No such file or directory"});
    } else {
      out.push_back(path);
    }
    std::move(out.begin(), out.end(), std::back_inserter(all));
  }
  if (paths.size() < 2) return all;
  // A source that is named twice is one.
  std::unordered_set<std::string> seen;
  std::erase_if(all, [&](const std::string& path) {
    std::error_code code;
    const fs::path real = fs::canonical(path, code);
    return !code && !seen.insert(real.string()).second;
  });
  return all;
}

bool stat_source(const std::string& path, std::uint64_t& size, std::int64_t& changed) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return false;
  size = static_cast<std::uint64_t>(status.st_size);
  changed = std::int64_t{status.st_ctim.tv_sec} * 1'000'000'000 + status.st_ctim.tv_nsec;
  return true;
}

std::uint64_t content_hash(std::string_view bytes) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ bytes.size();
  const auto mix = [&hash](std::uint64_t value) {
    hash = (hash ^ value) * 0xFF51AFD7ED558CCDULL;
    hash ^= hash >> 32;
  };
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data() + at, 8);
    mix(value);
  }
  std::uint64_t rest = 0;
  if (at < bytes.size()) std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
  mix(rest);
  return hash;
}

Source::At Source::at(std::uint32_t byte) const {
  const Document& file = written ? *written : document;
  byte = written_byte(shifts, byte);
  return {file.code_point(byte), file.line(byte), file.column(byte), file.file_byte(byte)};
}

std::uint32_t Source::code_point(std::uint32_t byte) const {
  return (written ? *written : document).code_point(written_byte(shifts, byte));
}

Result<bool> load(Source& source) {
  if (source.loaded) return true;
  (void)stat_source(source.path, source.size, source.changed);
  auto bytes = read_file(source.path);
  if (!bytes) {
    source.failed = true;
    return bytes.error();
  }
  source.size = bytes->size();
  source.content = content_hash(*bytes);
  auto document = decode(source.path, *std::move(bytes));
  if (!document) {
    source.failed = true;
    return document.error();
  }
  source.document = *std::move(document);
  source.speech = find_speech(source.document.text);
  const std::string& text = source.document.text;
  if (text.starts_with("WEBVTT") && text.find('&') != std::string::npos) {
    Decoded decoded = decode_entities(text, source.speech);
    if (!decoded.shifts.empty()) {
      source.written = std::make_shared<const Document>(std::move(source.document));
      source.document = {};
      source.document.name = source.path;
      source.document.text = std::move(decoded.text);
      source.shifts = std::move(decoded.shifts);
    }
  }
  source.loaded = true;
  return true;
}

}  // namespace quoteledger::audit_detail
