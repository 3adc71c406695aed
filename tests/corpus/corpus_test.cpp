// corpus/LANG/*.txt: short texts and what must come out of them, in tree-sitter's shape:
//
//   ====================
//   title
//   ====================
//   the text
//
//   ---
//
//   quote | kind | speaker | mention | cue
//
// `-` is null, `*` anything (for what a case is not about). Line ends in a quote are shown as blanks.
// known-failures.txt lists the titles of cases that are right but that the engine still gets wrong;
// the test fails when one of them comes right, so that a fix takes it off the list.
//
//   QUOTELEDGER_UPDATE=1 quoteledger_tests --run_test=corpus
//
// writes what comes out as the expectation of all cases but the known failures; a `*` stays. Read the
// diff.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/grammar.h"

using namespace quoteledger;
using Strings = std::vector<std::string>;

namespace {

namespace fs = std::filesystem;

const fs::path kFolder = QUOTELEDGER_TESTS_DIR "/corpus";

struct Case {
  std::string title, input;
  std::vector<Strings> expected;  // a row's cells
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Strings lines_of(const std::string& text) {
  Strings lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

Strings cells_of(const std::string& line) {
  Strings cells;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(" | ", at), line.size());
    cells.push_back(line.substr(at, end - at));
    at = end + 3;
  }
  return cells;
}

std::string join(const std::vector<Strings>& rows) {
  std::string out;
  for (const Strings& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i > 0 ? " | " : "") + row[i];
    out += "\n";
  }
  return out;
}

std::vector<Case> read_cases(const fs::path& path) {
  const Strings lines = lines_of(read(path));
  const auto is_rule = [&](std::size_t i) {
    return i < lines.size() && lines[i].size() >= 3 &&
           lines[i].find_first_not_of('=') == std::string::npos;
  };
  std::vector<Case> cases;
  bool input = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_rule(i) && is_rule(i + 2)) {
      cases.push_back({lines[i + 1], "", {}});
      input = true;
      i += 2;
      continue;
    }
    BOOST_REQUIRE_MESSAGE(!cases.empty(), path << ": a case begins with === TITLE ===");
    if (input && lines[i] == "---") {
      input = false;
    } else if (input) {
      cases.back().input += lines[i] + "\n";
    } else if (!lines[i].empty()) {
      cases.back().expected.push_back(cells_of(lines[i]));
    }
  }
  for (Case& one : cases) {
    while (one.input.ends_with("\n\n")) one.input.pop_back();
  }
  return cases;
}

void write_cases(const fs::path& path, const std::vector<Case>& cases) {
  std::string out;
  const std::string rule(60, '=');
  for (const Case& one : cases) {
    out += (out.empty() ? "" : "\n") + rule + "\n" + one.title + "\n" + rule + "\n" + one.input +
           "\n---\n\n" + join(one.expected);
  }
  std::ofstream(path, std::ios::binary) << out;
}

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n' && c != '\r') {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return out;
}

std::vector<Strings> run(const Grammar& grammar, const std::string& text) {
  const auto ledger = extract(grammar, "case", text, {});
  BOOST_REQUIRE(ledger.has_value());
  std::vector<Strings> rows;
  for (const Row& row : ledger->rows) {
    rows.push_back({one_line(row.quote), row.kind, one_line(row.speaker.value_or("-")),
                    one_line(row.mention.value_or("-")), one_line(row.cue.value_or("-"))});
  }
  return rows;
}

// The rows with a `*` wherever the expectation has one.
std::vector<Strings> masked(std::vector<Strings> rows, const std::vector<Strings>& expected) {
  for (std::size_t i = 0; i < std::min(rows.size(), expected.size()); ++i) {
    for (std::size_t j = 0; j < std::min(rows[i].size(), expected[i].size()); ++j) {
      if (expected[i][j] == "*") rows[i][j] = "*";
    }
  }
  return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(corpus)

BOOST_AUTO_TEST_CASE(every_case) {
  std::set<std::string> failures;  // "en: title"
  for (const std::string& line : lines_of(read(kFolder / "known-failures.txt"))) {
    if (!line.empty() && line[0] != '#') failures.insert(line);
  }
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(kFolder)) {
    const bool below = entry.path().parent_path() != kFolder;
    if (below && entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  const bool update = std::getenv("QUOTELEDGER_UPDATE") != nullptr;
  std::set<std::string> titles;
  std::shared_ptr<const Grammar> grammar;
  std::string loaded;
  for (const fs::path& path : paths) {
    const std::string language = path.parent_path().filename().string();
    if (language != loaded) {
      grammar = load_grammar({QUOTELEDGER_SOURCE_GRAMMARS "/" + language}).grammar;
      BOOST_REQUIRE_MESSAGE(grammar, "the grammar " << language << " does not load");
      loaded = language;
    }
    std::vector<Case> cases = read_cases(path);
    for (Case& one : cases) {
      const std::string name = language + ": " + one.title;
      BOOST_TEST_CONTEXT(path.filename().string() << ", " << one.title << "\n" << one.input) {
        BOOST_TEST(titles.insert(name).second, "two cases have one title");
        const std::vector<Strings> got = masked(run(*grammar, one.input), one.expected);
        if (failures.contains(name)) {
          BOOST_TEST(join(got) != join(one.expected),
                     "this is right now: take it off known-failures.txt");
        } else if (update) {
          one.expected = got;
        } else {
          BOOST_TEST(join(got) == join(one.expected));
        }
      }
    }
    if (update) write_cases(path, cases);
  }
  for (const std::string& name : failures) {
    BOOST_TEST(titles.contains(name), "known-failures.txt names no case: " << name);
  }
  BOOST_TEST(titles.size() > 150U);
}

BOOST_AUTO_TEST_SUITE_END()
