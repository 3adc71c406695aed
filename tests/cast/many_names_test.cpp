// Clustering takes a fixed number of looks at each name, however many people share a part of theirs. Counted, not timed.
#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "quoteledger/cast/cluster.h"

namespace {

using namespace quoteledger;

class CountingFacts : public WordTable {
 public:
  CountingFacts() {
    add("title", "mr");
    add("title-male", "mr");
    add("civil-title", "mr");
  }
  [[nodiscard]] FactBits of(std::string_view folded) const override {
    ++looks;
    return WordTable::of(folded);
  }
  [[nodiscard]] std::string_view full_form(std::string_view folded) const override {
    ++looks;
    return WordTable::full_form(folded);
  }
  mutable std::size_t looks = 0;
};

NameForm form(std::string title, std::vector<std::string> words, bool definite = false) {
  NameForm out;
  for (const std::string& word : words) out.text += (out.text.empty() ? "" : " ") + word;
  if (!title.empty())
    out.title_facts = bit(Fact::kTitle) | bit(Fact::kMaleTitle) | bit(Fact::kCivil);
  out.title = std::move(title);
  out.words = std::move(words);
  out.uses = 1;
  out.definite = definite ? 1 : 0;
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cast_of_many)

BOOST_AUTO_TEST_CASE(looks_grow_as_names_do) {
  constexpr std::size_t kMany = 20000;
  const auto name = [](std::size_t i) { return "name" + std::to_string(i); };
  for (const std::string kind :
       {"titled", "one last name", "one first name", "definite", "mixed"}) {
    std::vector<NameForm> forms;
    for (std::size_t i = 0; i < kMany; ++i) {
      if (kind == "titled" || kind == "mixed") forms.push_back(form("mr", {name(i)}));
      if (kind == "one last name" || kind == "mixed") forms.push_back(form("", {name(i), "ruiz"}));
      if (kind == "one first name") forms.push_back(form("", {"ana", name(i)}));
      if (kind == "definite" || kind == "mixed") forms.push_back(form("", {name(i)}, true));
    }
    const CountingFacts facts;
    const Clusters clusters = cluster_forms(forms, facts, {});
    BOOST_TEST(clusters.members_of_form.size() == forms.size());
    BOOST_TEST(clusters.members.size() >= kMany);
    BOOST_TEST(facts.looks < 20 * forms.size(), kind);
  }
}

BOOST_AUTO_TEST_CASE(a_full_name_is_found_again_among_namesakes) {
  std::vector<NameForm> forms;
  for (std::size_t i = 0; i < 3000; ++i)
    forms.push_back(form("", {"name" + std::to_string(i), "ruiz"}));
  forms.push_back(form("mr", {"name2500", "ruiz"}));
  const Clusters clusters = cluster_forms(forms, CountingFacts(), {});
  BOOST_TEST(clusters.members.size() == 3000U);
  BOOST_TEST(clusters.members_of_form.back() == clusters.members_of_form[2500]);
}

BOOST_AUTO_TEST_SUITE_END()
