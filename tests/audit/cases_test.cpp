// Quotes against small sources, out of tests/audit/cases/*.txt. A line of a case says by its first character what it is:
//   S the source's text, N its file name (source.txt without it), Q a quote, @ the speaker that the ledger names,
//   = what is found: the verdict, then flags, then each edit as “; op from > to: kind severity”.
// \n and \t stand for line end and tab; # opens a comment. A source is there for all quotes up to the next one.
#include <algorithm>
#include <filesystem>

#include "audit/helpers.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(cases)

using namespace audit_tests;

namespace {

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 1 < text.size();
    if (escape && (text[i + 1] == 'n' || text[i + 1] == 't')) {
      out += text[++i] == 'n' ? '\n' : '\t';
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string told(const quoteledger::Finding& finding) {
  std::string out(verdict_name(finding.verdict));
  for (const std::string& flag : finding.flags) out += " " + flag;
  for (const quoteledger::Edit& edit : finding.edits) {
    out +=
        "; " + edit.op + " " + edit.from + " > " + edit.to + ": " + edit.kind + " " + edit.severity;
  }
  return out;
}

void run(const fs::path& path) {
  std::ifstream in(path);
  std::string source;
  std::string name = "source.txt";
  std::string quote;
  std::string speaker;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.size() < 3 || line[0] == '#') continue;
    const std::string text = unescaped(std::string_view(line).substr(2));
    switch (line[0]) {
      case 'N':
        name = text;
        break;
      case 'S':
        source = text;
        name = "source.txt";
        break;
      case 'Q':
        quote = text;
        speaker.clear();
        break;
      case '@':
        speaker = text;
        break;
      default:
        BOOST_TEST(told(checked(source, quote, speaker, name)) == text,
                   path.filename().string()
                       << ":" << number << ": " << quote << " | "
                       << told(checked(source, quote, speaker, name)) << " | wanted: " << text);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_file) {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(std::string(QUOTELEDGER_TESTS_DIR) + "/audit/cases"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  BOOST_TEST(!files.empty());
  for (const fs::path& file : files) run(file);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
