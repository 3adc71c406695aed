// Sources in a folder of their own, and quotes audited against them.
#pragma once

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/audit/audit.h"

namespace audit_tests {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    static int number = 0;
    path_ = fs::temp_directory_path() / ("quoteledger_audit_test_" + std::to_string(::getpid()) +
                                         "_" + std::to_string(++number));
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  void write(const std::string& name, std::string_view text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string path(const std::string& name = {}) const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }

 private:
  fs::path path_;
};

inline quoteledger::AuditOptions options() {
  quoteledger::AuditOptions out;
  out.lexicons = std::string(QUOTELEDGER_SOURCE_GRAMMARS) + "/en/audit";
  return out;
}

inline quoteledger::AuditInput input(std::string_view quote, std::string_view speaker = {}) {
  quoteledger::AuditInput out;
  out.row.quote = quote;
  if (!speaker.empty()) out.row.speaker = speaker;
  return out;
}

// One quote against one source.
inline quoteledger::Finding checked(std::string_view source, std::string_view quote,
                                    std::string_view speaker = {},
                                    const std::string& name = "source.txt") {
  const Folder folder;
  folder.write(name, source);
  auto auditor = quoteledger::Auditor::open({folder.path()}, options());
  BOOST_REQUIRE(auditor);
  return (*auditor)->audit({input(quote, speaker)}).front();
}

inline std::string verdict(std::string_view source, std::string_view quote,
                           std::string_view speaker = {}) {
  return std::string(quoteledger::verdict_name(checked(source, quote, speaker).verdict));
}

inline bool has(const std::vector<std::string>& list, std::string_view word) {
  for (const std::string& entry : list) {
    if (entry == word) return true;
  }
  return false;
}

}  // namespace audit_tests
