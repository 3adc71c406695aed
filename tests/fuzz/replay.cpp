// main() of the fuzz targets where there is no libFuzzer: runs the target over files, and over all files of folders, so
// that seeds and found cases are ordinary tests with any compiler.
//   fuzz_extract tests/fuzz/seeds/extract some-other-file
#include <algorithm>
#include <iterator>

#include "fuzz/invariants.h"

namespace {

namespace fs = std::filesystem;

// The file's bytes in a block of just their size, so that a sanitizer sees who reads behind the end.
void run(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
  (void)std::fprintf(stderr, "%s\n", path.c_str());
  (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<fs::path> paths;
  for (int i = 1; i < argc; ++i) {
    std::error_code code;
    if (!fs::is_directory(argv[i], code)) {
      paths.emplace_back(argv[i]);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(argv[i], code)) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
  }
  if (paths.empty()) {
    (void)std::fprintf(stderr, "usage: %s FILE|FOLDER...\n", argv[0]);
    return 2;
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) run(path);
  (void)std::fprintf(stderr, "%zu inputs keep all promises\n", paths.size());
  return 0;
}
