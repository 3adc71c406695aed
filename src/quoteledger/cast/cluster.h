// Which names mean one person. Works on the distinct forms of a text, not on their places.
#pragma once

#include <vector>

#include "quoteledger/cast/cast.h"

namespace quoteledger {

struct Clusters {
  std::vector<Member> members;
  std::vector<std::vector<std::uint32_t>>
      members_of_form;  // the likeliest first; empty where no person is meant
};

// Without a list: every form belongs to somebody, from the fullest names to single words.
Clusters cluster_forms(const std::vector<NameForm>& forms, const WordFacts& facts,
                       const CastLimits& limits);

// With a list: members are the listed ones, in their order; forms that fit none belong to nobody.
Clusters cluster_listed(const std::vector<NameForm>& forms, const std::vector<ListedPerson>& listed,
                        const WordFacts& facts);

}  // namespace quoteledger
