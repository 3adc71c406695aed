// What the fuzz targets share: a broken promise ends the process with its name, so that libFuzzer keeps the input; slow
// and simple readings of texts to compare the library's with; files for what can only read files.
#pragma once

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/source/document.h"
#include "quoteledger/unicode/text.h"
#include "quoteledger/unicode/width.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

inline void require(bool holds, const char* promise) {
  if (holds) return;
  (void)std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline bool on_border(std::string_view text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

// Well-formed UTF-8, by its definition (Unicode 15, D92): decoded bit by bit.
inline bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80             ? 1
                               : (lead & 0xE0) == 0xC0 ? 2
                               : (lead & 0xF0) == 0xE0 ? 3
                               : (lead & 0xF8) == 0xF0 ? 4
                                                       : 0;
    if (length == 0 || at + length > text.size()) return false;
    std::uint32_t c = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      if ((next & 0xC0) != 0x80) return false;
      c = c << 6 | (next & 0x3FU);
    }
    constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < kLeast[length] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return false;
    at += length;
  }
  return true;
}

// Bytes where code points begin, and the text's end.
inline std::vector<std::uint32_t> borders(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (on_border(text, at)) out.push_back(static_cast<std::uint32_t>(at));
  }
  return out;
}

// 1-based line of each byte, and of the text's end.
inline std::vector<std::uint32_t> lines(std::string_view text) {
  std::vector<std::uint32_t> out;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at > 0 && (text[at - 1] == '\n' ||
                   (text[at - 1] == '\r' && (at == text.size() || text[at] != '\n')))) {
      ++line;
    }
    out.push_back(line);
  }
  return out;
}

// Nothing that a terminal would obey, but line ends and the colours that Style sets.
inline bool is_harmless(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with("\x1b[")) {
      at += 2;
      while (at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == ';')) ++at;
      if (at == text.size() || text[at] != 'm') return false;
      ++at;
      continue;
    }
    const char32_t c = quoteledger::next_code_point(text, at);
    if (c != '\n' && quoteledger::terminal_width(c) < 0) return false;
  }
  return true;
}

// A text in parts: lines that say `%% name` begin one. What stands before the first is called "".
struct Part {
  std::string name;
  std::string text;
};
inline std::vector<Part> parts(std::string_view text) {
  std::vector<Part> out = {{}};
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
    text.remove_prefix(line.size());
    if (line.starts_with("%% ") && line.size() < 40) {
      std::string_view name = line.substr(3);
      while (name.ends_with('\n') || name.ends_with('\r')) name.remove_suffix(1);
      out.push_back({std::string(name), {}});
    } else {
      out.back().text += line;
    }
  }
  return out;
}

// A folder of this process, emptied by clear() and removed at the end.
class Folder {
 public:
  Folder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "quoteledger-fuzz-XXXXXX").string();
    require(mkdtemp(name.data()) != nullptr, "there is a folder for temporary files");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { clear(true); }

  void clear(bool self = false) const {
    std::error_code code;
    if (self) {
      std::filesystem::remove_all(path_, code);
      return;
    }
    for (const auto& entry : std::filesystem::directory_iterator(path_, code)) {
      std::error_code other;
      std::filesystem::remove_all(entry.path(), other);
    }
  }
  std::string put(const std::string& name, std::string_view text) const {
    const std::string path = (path_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace fuzz
