// grammar-errors/NAME.grammar and the whole text that loading and checking it must tell, in
// NAME.expected. After a wanted change: QUOTELEDGER_UPDATE=1 quoteledger_tests --run_test=grammar/errors
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "grammar/temp_folder.h"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grammar)

BOOST_AUTO_TEST_CASE(errors) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(QUOTELEDGER_TESTS_DIR "/grammar-errors")) {
    if (entry.path().extension() == ".grammar") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  BOOST_REQUIRE(paths.size() > 40U);
  const bool update = std::getenv("QUOTELEDGER_UPDATE") != nullptr;
  for (const fs::path& path : paths) {
    BOOST_TEST_CONTEXT(path.filename()) {
      TempFolder folder;
      folder.put(path.filename().string(), read(path));
      const auto load = quoteledger::load_grammar({folder.path()});
      const auto told = load.grammar ? check_examples(load.grammar) : load.errors;
      const std::string text = shown(told, folder.path());
      BOOST_TEST(!text.empty());
      const fs::path expected = fs::path(path).replace_extension(".expected");
      if (update) std::ofstream(expected, std::ios::binary) << text;
      BOOST_TEST(text == read(expected));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
