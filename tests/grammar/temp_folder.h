// A folder of files that lasts as long as the object: for tests that load grammars of their own.
#pragma once

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoteledger/grammar/grammar.h"

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "quoteledger-XXXXXX").string();
    BOOST_REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code code;
    std::filesystem::remove_all(path_, code);
  }

  void put(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// All errors as they are shown, with the folder's path taken out.
inline std::string shown(const std::vector<quoteledger::Diagnostic>& errors,
                         const std::string& folder) {
  std::string text;
  for (const quoteledger::Diagnostic& error : errors) text += format(error);
  for (auto at = text.find(folder + "/"); at != std::string::npos; at = text.find(folder + "/")) {
    text.erase(at, folder.size() + 1);
  }
  return text;
}

// Loads one file as a grammar of its own. The errors as they are shown, or "" and the grammar.
inline std::string load_text(std::string_view text,
                             std::shared_ptr<const quoteledger::Grammar>* grammar = nullptr) {
  TempFolder folder;
  folder.put("t.grammar", text);
  auto load = quoteledger::load_grammar({folder.path()});
  if (grammar != nullptr) *grammar = std::move(load.grammar);
  return shown(load.errors, folder.path());
}
