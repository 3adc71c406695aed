// The sources: which files there are, their texts, what of them is speech. Inside the audit room only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/audit/speech.h"
#include "quoteledger/base/result.h"
#include "quoteledger/source/document.h"

namespace quoteledger::audit_detail {

struct Source {
  std::string path;           // as given, or the folder as given and the path below it
  std::uint64_t size = 0;     // bytes of the file
  std::int64_t changed = 0;   // time of the last change, in the file system's own ticks
  std::uint64_t content = 0;  // hash of the file's bytes
  bool loaded = false;
  bool failed = false;  // cannot be read (any more)
  Document document;
  Speech speech;
};

// The files behind a list of paths: a folder gives its .txt, .text, .md, .srt and .vtt files and those of its folders, sorted;
// hidden ones are left out. Errors name paths that cannot be read; the others go on.
std::vector<std::string> list_sources(const std::vector<std::string>& paths,
                                      std::vector<Error>& errors);

// Reads and decodes source.path, and finds its speech.
Result<bool> load(Source& source);

// Size and time of the file as it is now. False where there is none.
bool stat_source(const std::string& path, std::uint64_t& size, std::int64_t& changed);

// Hash of a file's bytes, eight at a time.
std::uint64_t content_hash(std::string_view bytes);

}  // namespace quoteledger::audit_detail
