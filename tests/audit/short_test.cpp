// Quotes of one or two words share their places, and alike ones their finding: what is found must be what is found for each
// of them alone, and what a plain reading of the sources finds.
#include <algorithm>
#include <random>

#include "audit/helpers.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(short_quotes)

using namespace audit_tests;

namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// How often a quote stands in these words.
std::size_t count_in(const Words& words, const Words& quote) {
  std::size_t count = 0;
  for (std::size_t at = 0; at + quote.size() <= words.size(); ++at)
    count +=
        std::equal(quote.begin(), quote.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
  return count;
}

}  // namespace

BOOST_AUTO_TEST_CASE(together_as_alone) {
  std::mt19937 random(8);
  const Words known = {"the", "of", "harbour", "ferry", "a"};
  const auto some = [&](std::size_t count) {
    Words out;
    for (std::size_t i = 0; i < count; ++i) {
      // Few of the last, so that there are quotes of a few places, of many, and of more than are looked at.
      const std::size_t pick = random() % 100;
      out.push_back(pick < 60   ? known[0]
                    : pick < 96 ? known[1]
                    : pick < 98 ? known[2]
                    : pick < 99 ? known[3]
                                : known[4]);
    }
    return out;
  };
  const Folder folder;
  std::vector<Words> sources;
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) {
    sources.push_back(some(name[0] == 'a' ? 900 : 120));
    folder.write(name, joined(sources.back()) + ".\n");
  }
  auto auditor = quoteledger::Auditor::open({folder.path()}, options());
  BOOST_REQUIRE(auditor);
  std::vector<quoteledger::AuditInput> inputs;
  std::vector<Words> quotes;
  std::vector<int> own;  // the source that it is from, or -1
  for (int i = 0; i < 160; ++i) {
    Words quote;
    for (std::size_t words = 1 + random() % 2; words > 0; --words)
      quote.push_back(known[random() % known.size()]);
    quotes.push_back(quote);
    inputs.push_back(input(joined(quote), i % 5 == 0 ? "Ana Ruiz" : ""));
    own.push_back(static_cast<int>(random() % 4) - 1);
    if (own.back() < 0) {
      inputs.back().unknown = {"start", "end"};
    } else {
      inputs.back().row.document = folder.path(std::string(1, "abc"[own.back()]) + ".txt");
    }
    if (i % 7 == 0) inputs.back().row.utterance = "u" + std::to_string(i);
  }
  const auto together = (*auditor)->audit(inputs);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::size_t places = 0;
    for (int source = 0; source < 3; ++source)
      places +=
          source == own[i] ? 0 : count_in(sources[static_cast<std::size_t>(source)], quotes[i]);
    BOOST_TEST_CONTEXT(inputs[i].row.quote << " of " << own[i]) {
      const auto alone = (*auditor)->audit({inputs[i]}).front();
      BOOST_TEST(together[i].places.size() == std::min<std::size_t>(places, 20));
      BOOST_TEST((together[i].verdict == alone.verdict));
      BOOST_TEST(together[i].flags == alone.flags, boost::test_tools::per_element());
      BOOST_REQUIRE_EQUAL(together[i].places.size(), alone.places.size());
      for (std::size_t k = 0; k < alone.places.size(); ++k) {
        BOOST_TEST(together[i].places[k].source == alone.places[k].source);
        BOOST_TEST(together[i].places[k].start == alone.places[k].start);
        BOOST_TEST(together[i].places[k].text == joined(quotes[i]));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
