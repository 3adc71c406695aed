#include <cstdlib>
#include <filesystem>
#include <string>

#include "quoteledger/grammar/grammar.h"

namespace quoteledger {

std::optional<std::string> find_shipped_grammar(std::string_view language) {
  namespace fs = std::filesystem;
  std::vector<fs::path> roots;
  if (const char* named = std::getenv("QUOTELEDGER_GRAMMARS"); named != nullptr && *named != '\0') {
    roots.emplace_back(named);
  } else {
    std::error_code code;
    const fs::path program = fs::read_symlink("/proc/self/exe", code);
    if (!code)
      roots.push_back(
          (program.parent_path() / QUOTELEDGER_INSTALL_GRAMMARS_RELATIVE).lexically_normal());
    roots.emplace_back(QUOTELEDGER_SOURCE_GRAMMARS);
  }
  for (const fs::path& root : roots) {
    std::error_code code;
    const fs::path folder = root / language;
    if (fs::is_directory(folder, code)) return folder.string();
  }
  return std::nullopt;
}

}  // namespace quoteledger
