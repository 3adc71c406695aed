#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "quoteledger/engine/engine.h"

using namespace quoteledger;
using Strings = std::vector<std::string>;

namespace {

std::string error_of(std::string_view bytes) {
  const auto result = read_characters("cast", bytes);
  return result ? "" : result.error().text();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(characters)

BOOST_AUTO_TEST_CASE(from_csv) {
  const auto read =
      read_characters("cast.csv",
                      "\xEF\xBB\xBFName,Gender,notes,aliases\r\n"
                      "\"Vass, Ingrid\",F,,\"Ingrid; the \"\"old\"\" woman|Vass\"\r\n\r\n"
                      "The Board,group\n");
  BOOST_REQUIRE(read.has_value());
  BOOST_REQUIRE(read->size() == 2U);
  BOOST_TEST((*read)[0].name == "Vass, Ingrid");
  BOOST_TEST((*read)[0].gender == "female");
  BOOST_TEST((*read)[0].aliases == (Strings{"Ingrid", "the \"old\" woman", "Vass"}));
  BOOST_TEST((*read)[1].gender == "group");
  BOOST_TEST((*read)[1].aliases == Strings{});
  BOOST_TEST(read_characters("t", "name\taliases\nIngrid\tVass\n")->front().aliases ==
             Strings{"Vass"});
}

BOOST_AUTO_TEST_CASE(from_csv_with_semicolons) {
  const auto read = read_characters("cast.csv",
                                    "name;aliases;gender\r\n"
                                    "\"Vass, Ingrid\";\"Ingrid;the old woman|Vass\";f\r\n");
  BOOST_REQUIRE(read.has_value());
  BOOST_REQUIRE(read->size() == 1U);
  BOOST_TEST(read->front().name == "Vass, Ingrid");
  BOOST_TEST(read->front().aliases == (Strings{"Ingrid", "the old woman", "Vass"}));
  BOOST_TEST(read->front().gender == "female");
}

BOOST_AUTO_TEST_CASE(csv_errors_tell_the_line) {
  BOOST_TEST(error_of("") == "cast: line 1: no header row: name,aliases,gender");
  BOOST_TEST(error_of("who\nIngrid\n") ==
             "cast: line 1: no column `name` in the header row; it reads: name,aliases,gender");
  BOOST_TEST(error_of("name,gender\n\nIngrid,tall\n") ==
             "cast: line 3: `tall` is no gender; it is female, male, group or nothing");
  BOOST_TEST(error_of("name\n\"In\ngrid\"\n,\n") ==
             "cast: line 4: 2 cells under a header of 1; aliases are parted by `;`");
  BOOST_TEST(error_of("name\n\"Ingrid\n") ==
             "cast: line 2: a cell opens with a double quote that is never closed");
  BOOST_TEST(error_of("name\n\"Ingrid\"x\n") ==
             "cast: line 2: text behind the closing double quote of a cell");
  BOOST_TEST(error_of("name,gender\n ,m\n") == "cast: line 2: no name");
}

BOOST_AUTO_TEST_CASE(from_json) {
  const auto read = read_characters(
      "cast.json",
      R"( [{"name": "Ingrid Vass", "aliases": ["Ingrid", ""], "gender": "female", "age": 61},
                                         "Tomas Okoro", {"name": "The Board", "gender": null}] )");
  BOOST_REQUIRE(read.has_value());
  BOOST_REQUIRE(read->size() == 3U);
  BOOST_TEST((*read)[0].aliases == Strings{"Ingrid"});
  BOOST_TEST((*read)[0].gender == "female");
  BOOST_TEST((*read)[1].name == "Tomas Okoro");
  BOOST_TEST((*read)[2].gender == "");
  BOOST_TEST(read_characters("cast.json", "[]")->empty());
}

BOOST_AUTO_TEST_CASE(json_errors_tell_the_line) {
  BOOST_TEST(error_of("[\n{\"name\": \"a,[b\"},\n{\"gender\": \"m\"}]") ==
             "cast: line 3: character 2: no `name`");
  BOOST_TEST(error_of("[{\"name\": \"a\",\n\"aliases\": \"b\"}]") ==
             "cast: line 1: character 1: `aliases` is no array");
  BOOST_TEST(error_of("{\"name\": \"a\"}") == "cast: line 1: not a JSON array of characters");
  BOOST_TEST(error_of("[\n\n{\"name\" \"a\"}]").starts_with("cast: line 3: not valid JSON: "));
  BOOST_TEST(error_of("[\"\xFF\"]").starts_with("cast: line 1: not valid JSON: "));
  BOOST_TEST(error_of(std::string(100000, '[')) == "cast: nested more than 64 levels deep");
}

BOOST_AUTO_TEST_SUITE_END()
