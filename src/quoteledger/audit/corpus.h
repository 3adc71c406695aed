// The sources: which files there are, their texts, what of them is speech. Inside the audit room only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/audit/entities.h"
#include "quoteledger/audit/speech.h"
#include "quoteledger/base/result.h"
#include "quoteledger/source/document.h"

namespace quoteledger::audit_detail {

struct Source {
  std::string path;           // as given, or the folder as given and the path below it
  std::uint64_t size = 0;     // bytes of the file
  std::int64_t changed = 0;   // see stat_source()
  std::uint64_t content = 0;  // hash of the file's bytes
  bool loaded = false;
  bool failed = false;  // cannot be read (any more)
  Document document;    // its text is without references (decode_entities)
  Speech speech;
  std::shared_ptr<const Document> written;  // with them, where there are any
  std::vector<Shift> shifts;

  // Where a byte of document.text stands in the file.
  struct At {
    std::uint32_t code_point = 0, line = 0, column = 0;  // line and column count from 1
    std::uint64_t byte = 0;
  };
  [[nodiscard]] At at(std::uint32_t byte) const;
  [[nodiscard]] std::uint32_t code_point(std::uint32_t byte) const;
};

// The files behind a list of paths: a folder gives its .txt, .text, .md, .srt and .vtt files and those of its folders, sorted;
// hidden ones are left out. A file comes once. Errors name paths that cannot be read; the others go on.
std::vector<std::string> list_sources(const std::vector<std::string>& paths,
                                      std::vector<Error>& errors);

// Reads and decodes source.path, and finds its speech.
Result<bool> load(Source& source);

// Size of the file as it is now, and when its bytes or anything about it changed last (ctime, which unlike the time that
// tools show cannot be set), in nanoseconds. False where there is none.
bool stat_source(const std::string& path, std::uint64_t& size, std::int64_t& changed);

// Hash of a file's bytes, eight at a time.
std::uint64_t content_hash(std::string_view bytes);

}  // namespace quoteledger::audit_detail
