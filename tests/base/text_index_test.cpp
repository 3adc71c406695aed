#include "quoteledger/base/text_index.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <vector>

using quoteledger::hash_text;
using quoteledger::TextIndex;
using quoteledger::TextStore;

BOOST_AUTO_TEST_SUITE(base)

BOOST_AUTO_TEST_CASE(text_index_finds_what_was_added) {
  TextIndex index;
  TextStore store;
  BOOST_TEST(index.find("") == TextIndex::kNone);
  index.add("", 7);
  for (std::uint32_t i = 0; i < 5000; ++i) index.add(store.keep("word" + std::to_string(i)), i);
  BOOST_TEST(index.find("") == 7U);
  for (std::uint32_t i = 0; i < 5000; ++i)
    BOOST_REQUIRE(index.find("word" + std::to_string(i)) == i);
  BOOST_TEST(index.find("word") == TextIndex::kNone);
  BOOST_TEST(index.find("word5000") == TextIndex::kNone);
}

BOOST_AUTO_TEST_CASE(text_store_keeps_texts_of_any_length) {
  TextStore store;
  std::vector<std::string> texts;
  std::vector<std::string_view> kept;
  for (std::size_t length = 0; length < 9000; length += 37) {
    texts.emplace_back(length, static_cast<char>('a' + length % 26));
    kept.push_back(store.keep(texts.back()));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) BOOST_REQUIRE(kept[i] == texts[i]);
}

BOOST_AUTO_TEST_CASE(hash_tells_each_byte) {
  for (std::size_t length = 1; length < 40; ++length) {
    std::set<std::uint64_t> hashes = {hash_text(std::string(length, 'x'))};
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, 'x');
      text[at] = 'y';
      hashes.insert(hash_text(text));
    }
    BOOST_TEST(hashes.size() == length + 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
