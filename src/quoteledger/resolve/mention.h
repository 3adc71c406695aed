// What kind of words name a speaker: a name, a pronoun or a description; and which of them are the name.
#pragma once

#include "quoteledger/cast/cast.h"
#include "quoteledger/frame/frame.h"

namespace quoteledger {

struct MentionParts {
  MentionKind kind = MentionKind::kNone;
  Span core;   // the name itself, with its titles, or the pronoun, or the whole description
  Span role;   // what stands before the name: “Clinton campaign manager”; empty where nothing does
  bool relative = false;  // it is "who": its core is the noun phrase before it, where one was found
};

// Takes the words of a mention apart. The span lies in the paragraph of this index.
MentionParts read_mention(Frames& frames, std::uint32_t paragraph, Span mention);

}  // namespace quoteledger
