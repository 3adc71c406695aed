// Sources in a folder of their own, and quotes audited against them.
#pragma once

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/temp_folder.h"
#include "quoteledger/audit/audit.h"

namespace audit_tests {

namespace fs = std::filesystem;

class Folder {
 public:
  void write(const std::string& name, std::string_view text) const { folder_.put(name, text); }
  [[nodiscard]] std::string path(const std::string& name = {}) const {
    return name.empty() ? folder_.path() : folder_.path() + "/" + name;
  }

 private:
  TempFolder folder_;
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
