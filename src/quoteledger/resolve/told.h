// The members of a cast in the order in which a text tells of them: by name, and in reported text by the pronouns that go
// on with a subject ("Lund rose. He looked at Ruiz.").
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "quoteledger/resolve/dialogue.h"

namespace quoteledger {

struct ToldUse {
  Span span;
  std::uint32_t member = kNobody;
  std::uint32_t paragraph = 0;
  bool quoted = false;  // inside a quote
  bool subject = false, vocative = false;
  bool pronoun = false;
  bool nameless = false;  // "the fire chief"
  bool thing = false;     // a subject that is "it": an organisation, a document
  bool many = false;      // … "they": "the lawyers"
  bool missive = false;   // a letter or the like, told of as an object
  Gender owner = Gender::
      kUnknown;  // a pronoun of this gender means the owner of who is told of: "her coach pushed her"
  bool brings_in = false;  // the first to name the member, in full, and about nobody else
  bool only_one = false;   // … and its paragraph has no subject and brings in nobody else
};

// May the member be an organisation or a document, for all that is known of it?
bool may_be_thing(const Member& member);

// All names, and all subject pronouns whose antecedent is found. In text order.
std::vector<ToldUse> told_uses(const DialogueInput& input);

// Does a quote, its marks included, end with a question mark?
bool ends_as_question(std::string_view quote);

// May a pronoun of this gender mean the member? He and she are people: of somebody whose gender is unknown something else
// has to tell that.
bool agrees(Gender pronoun, const Member& member);

// The last few different members, the latest first.
class Recent {
 public:
  explicit Recent(std::size_t most) : most_(most) { list_.reserve(most + 1); }
  void touch(std::uint32_t member, std::uint32_t place) {
    std::erase_if(list_, [&](const auto& entry) { return entry.first == member; });
    list_.insert(list_.begin(), {member, place});
    if (list_.size() > most_) list_.pop_back();
  }
  [[nodiscard]] const std::vector<std::pair<std::uint32_t, std::uint32_t>>& list() const {
    return list_;
  }

 private:
  std::size_t most_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> list_;
};

}  // namespace quoteledger
