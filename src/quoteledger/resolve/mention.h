// What kind of words name a speaker: a name, a pronoun or a description; and which of them are the name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoteledger/cast/cast.h"
#include "quoteledger/frame/frame.h"

namespace quoteledger {

struct MentionParts {
  MentionKind kind = MentionKind::kNone;
  Span core;  // the name itself, with its titles, or the pronoun, or the whole description
  Span role;  // what stands before the name: “Clinton campaign manager”; empty where nothing does
  bool relative = false;  // it is "who": its core is the noun phrase before it, where one was found
};

// Takes the words of a mention apart. The span lies in the paragraph of this index.
MentionParts read_mention(Frames& frames, std::uint32_t paragraph, Span mention);

// A definite phrase (“the Chinese President”, “the chancellor”) whose words stand beside a name elsewhere in the text
// (“Chinese President Xi Jinping”, “Ada Brandt, the chancellor”) means that person.
class Bearers {
 public:
  explicit Bearers(Frames& frames) : frames_(frames) {}

  // The span of the name, or an empty one where there is none or more than one.
  Span find(Span phrase);

  // How often the text was looked through: once for a role, whoever asks for it, and in a large text of thousands of
  // roles only so often as its size allows.
  [[nodiscard]] std::size_t searches() const { return roles_.size(); }

 private:
  struct Place {
    std::uint32_t at = 0;
    Span name;  // beside it; empty where there is none
  };
  const std::vector<Place>& places(std::string_view role);
  [[nodiscard]] Span name_beside(std::uint32_t at, std::size_t size);

  Frames& frames_;
  std::unordered_map<std::string, std::vector<Place>> roles_;  // in small letters
  std::size_t work_ = 0;
};

// A name without the office before it, where two words or more are left: “President Xi Jinping” is “Xi Jinping”. Titles that
// are part of how somebody is called (Mr., Lady) stay.
std::string without_office(const Frames& frames, const std::string& name);

}  // namespace quoteledger
