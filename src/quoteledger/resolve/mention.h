// What kind of words name a speaker: a name, a pronoun or a description; and which of them are the name.
#pragma once

#include <string>

#include "quoteledger/cast/cast.h"
#include "quoteledger/frame/frame.h"
#include "quoteledger/resolve/role_index.h"

namespace quoteledger {

struct MentionParts {
  MentionKind kind = MentionKind::kNone;
  Span core;  // the name itself, with its titles, or the pronoun, or the whole description
  // What the name's bearer is: “Harbour Board chairman” before the name, or an apposition behind it; empty where nothing
  // tells that.
  Span role;
  bool owner = false;     // it is whose something is: “the mayor's”; its core has no tail
  bool relative = false;  // it is "who": its core is the noun phrase before it, where one was found
};

// Takes the words of a mention apart. The span lies in the paragraph of this index.
MentionParts read_mention(Frames& frames, std::uint32_t paragraph, Span mention);

// The words of a definite phrase (“the Chinese President”, “the chancellor”) without its article, or with its owner (“her
// mother”); empty where it is none, or too long for an office.
Span role_of(Frames& frames, Span phrase);

// The noun of a definite phrase that has no complement and tells again of somebody named (“candidate” of “the Republican
// candidate”, “native” of “the 62-year-old native”); empty for any other.
Span plain_noun_of(Frames& frames, Span phrase);

// Where an indefinite phrase first introduces this noun (“a candidate”): the byte of the noun, or kNeverIntroduced.
constexpr std::uint32_t kNeverIntroduced = 0xFFFFFFFF;
std::uint32_t introduced(Frames& frames, const RoleIndex& index, std::string_view noun);

// A place of a role in a text, and the name that stands beside it there.
struct RolePlace {
  std::uint32_t at = 0;  // byte where the role begins
  Span name;
};
// All places of a role that have a name beside them.
std::vector<RolePlace> names_beside(Frames& frames, const RoleIndex& index, std::string_view role);

// A role whose words stand beside a name elsewhere in the text (“Chinese President Xi Jinping”, “Ada Brandt, the
// chancellor”) means that person: the span of that name, or an empty one where there is none or more than one. `own` is
// what role_of gave, and the places are those of its words.
Span find_bearer(std::string_view text, const std::vector<RolePlace>& places, Span own);

// A name without the office before it, where two words or more are left: “President Xi Jinping” is “Xi Jinping”. Titles that
// are part of how somebody is called (Mr., Lady) stay.
std::string without_office(const Frames& frames, const std::string& name);

}  // namespace quoteledger
