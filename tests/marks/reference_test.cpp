// The pairing against a small, slow one written down from docs: on random rows of “ and ” whether they fit or not, over
// several paragraphs, and on texts that are built nested, so that what has to come out is known beforehand.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <random>
#include <regex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "quoteledger/marks/stretch.h"

namespace {

using quoteledger::decode;
using quoteledger::Stretch;

struct Expected {
  std::size_t begin = 0, end = 0;  // bytes
  bool unclosed = false;
  bool continues = false;
  std::size_t parent = Stretch::kNone;
  friend bool operator==(const Expected&, const Expected&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Expected& row) {
    return out << row.begin << "–" << row.end << (row.unclosed ? " unclosed" : "")
               << (row.continues ? " continues" : "") << " in " << row.parent;
  }
};

// In text order, each with the row around it, found by looking at all.
std::vector<Expected> with_parents(std::vector<Expected> rows) {
  std::sort(rows.begin(), rows.end(), [](const Expected& a, const Expected& b) {
    return std::tuple(a.begin, b.end) < std::tuple(b.begin, a.end);
  });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (rows[k].begin <= rows[i].begin && rows[i].end <= rows[k].end) rows[i].parent = k;
    }
  }
  return rows;
}

std::vector<Expected> found(const std::string& text) {
  std::vector<Expected> out;
  const auto document = decode("t", text);
  BOOST_REQUIRE(document);
  for (const Stretch& row : find_stretches(*document)) {
    out.push_back({row.span.begin, row.span.end, row.unclosed, row.continues,
                   row.parent == Stretch::kNone ? Stretch::kNone : row.parent});
  }
  return out;
}

// A text of words and marks: '(' stands for “ before a word, ')' for ” behind one, 'w' for a word, '/' for a new paragraph.
struct Written {
  std::string text;
  std::vector<std::size_t> at;   // byte of each mark of the pattern, also where it is a word
  std::vector<std::size_t> end;  // byte behind it, and behind the word that an opening mark has
};

Written write(const std::string& pattern) {
  Written out;
  for (const char c : pattern) {
    const bool starts = out.text.empty() || out.text.ends_with('\n');
    if (c == '/') {
      out.at.push_back(out.text.size());
      out.text += "\n\n";
      out.end.push_back(out.text.size());
      continue;
    }
    if (c != ')' && !starts) out.text += ' ';
    if (c == ')' && starts) out.text += "ab";
    out.at.push_back(out.text.size());
    out.text += c == '(' ? "“ab" : c == ')' ? "”" : "ab";
    out.end.push_back(out.text.size());
  }
  return out;
}

// The rules: a closing mark closes the quote that was opened last. An opening mark in an open quote begins a quote in
// the quote if its own closing mark is followed by one more (other quotes in the quote may stand between); else the open one
// has lost its closing mark, and ends before it. What is open at a paragraph's end ends there (the outermost; those in it
// are none), and goes on where the next paragraph begins with an opening mark, or where the next mark is a closing one.
std::vector<Expected> reference(const std::string& pattern, const Written& written) {
  std::vector<Expected> rows;
  struct Open {
    std::size_t begin;
    bool continues;
  };
  std::vector<Open> open;
  bool left_open = false;
  std::size_t left_row = 0;
  std::size_t at = 0;
  while (at <= pattern.size()) {
    const std::size_t stop = std::min(pattern.find('/', at), pattern.size());
    const std::string marks = pattern.substr(at, stop - at);
    const std::string rest = pattern.substr(at);
    const std::size_t begin =
        at < stop ? (marks[0] == ')' ? written.at[at] - 2 : written.at[at]) : 0;
    const std::size_t end = at < stop ? written.end[stop - 1] : 0;
    open.clear();
    if (at < stop && left_open) {
      const std::size_t next = rest.find_first_of("()");
      const bool carried = next != std::string::npos && rest[next] == ')';
      if (marks[0] == '(' || carried) {
        rows[left_row].unclosed = false;
        if (carried) open.push_back({begin, true});
      }
    }
    const bool reopens = at < stop && left_open && marks[0] == '(';
    if (at < stop) left_open = false;
    for (std::size_t i = at; i < stop; ++i) {
      if (pattern[i] == ')' && !open.empty()) {
        rows.push_back({open.back().begin, written.end[i], false, open.back().continues});
        open.pop_back();
      }
      if (pattern[i] != '(') continue;
      if (!open.empty()) {
        std::string later;
        for (std::size_t k = i + 1; k < stop; ++k) {
          if (pattern[k] != 'w') later += pattern[k];
        }
        static const std::regex nested(R"(^(\)\(){0,3}\)\).*)");
        if (!std::regex_match(later, nested)) {
          rows.push_back({open.back().begin, written.end[i - 1], true, open.back().continues});
          open.pop_back();
        }
      }
      open.push_back({written.at[i], reopens && i == at});
    }
    if (!open.empty()) {
      left_open = true;
      left_row = rows.size();
      rows.push_back({open.front().begin, end, true, open.front().continues});
    }
    at = stop + 1;
  }
  return with_parents(std::move(rows));
}

// A quote in quotes in quotes, all closed; appends what has to be found.
void build(std::mt19937& random, std::size_t depth, std::string& text,
           std::vector<Expected>& rows) {
  static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {
      {"“", "”"}, {"‘", "’"}, {"«", "»"}};
  const auto& [left, right] = kMarks[depth];
  if (!text.empty() && !text.ends_with('\n')) text += ' ';
  const std::size_t begin = text.size();
  text += left;
  text += "Ab";
  for (std::size_t i = random() % 4; i > 0; --i) {
    if (depth < 2 && random() % 2 == 0) {
      text += " be";
      build(random, depth + 1, text, rows);
    }
    text += " ab";
  }
  text += right;
  rows.push_back({begin, text.size(), false, false});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(marks)
BOOST_AUTO_TEST_SUITE(reference_pairing)

BOOST_AUTO_TEST_CASE(rows_of_opening_and_closing_marks) {
  std::mt19937 random(4711);
  for (int round = 0; round < 20000; ++round) {
    std::string pattern;
    for (std::size_t i = 1 + random() % 24; i > 0; --i) {
      static constexpr std::string_view kLetters = "(((())))ww/";
      const char c = kLetters[random() % kLetters.size()];
      if (c == '/' && (pattern.empty() || pattern.back() == '/')) continue;
      pattern += c;
    }
    while (pattern.ends_with('/')) pattern.pop_back();
    const Written written = write(pattern);
    const auto wanted = reference(pattern, written);
    const auto got = found(written.text);
    BOOST_TEST_CONTEXT(pattern << "\n" << written.text) {
      BOOST_REQUIRE_EQUAL_COLLECTIONS(got.begin(), got.end(), wanted.begin(), wanted.end());
    }
  }
}

BOOST_AUTO_TEST_CASE(nested_quotes_as_they_were_built) {
  std::mt19937 random(815);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    std::vector<Expected> rows;
    for (std::size_t i = 1 + random() % 4; i > 0; --i) {
      build(random, 0, text, rows);
      text += random() % 2 == 0 ? " ab" : "\n\n";
    }
    const auto wanted = with_parents(rows);
    const auto got = found(text);
    BOOST_TEST_CONTEXT(text) {
      BOOST_REQUIRE_EQUAL_COLLECTIONS(got.begin(), got.end(), wanted.begin(), wanted.end());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
