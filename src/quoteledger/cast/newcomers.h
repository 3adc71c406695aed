// Subjects without a name: "One voter left", "The fire chief, 44, wept", "Her brother agreed", "The court refused".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "quoteledger/cast/paragraph_tokens.h"

namespace quoteledger {

constexpr FactBits kThingNoun = bit(Fact::kGroupNoun) | bit(Fact::kBody) | bit(Fact::kDocument);

// How a subject's phrase opens.
enum class SubjectOpens : std::uint8_t {
  kNot,
  kInside,  // "At noon, a cashier was", "On Friday the plumber came", "…, and her sister found it"
  kStart,   // "One voter asked", "But the plumber came"
};

struct FoundNewcomer {
  std::optional<Introduction> newcomer;
  bool subject = false;  // the phrase is the subject of its sentence
  std::size_t equated =
      kNoToken;  // a name that the sentence says the subject to be: "The man was Ivo Lund."
  std::uint32_t equated_noun = 0;  // the word for that subject: "man"
};

// Tokens are numbers of a paragraph's tokens; `begin` and `end` are the paragraph's.
class Newcomers {
 public:
  Newcomers(const ParagraphTokens& here, const NameWords& words) : here_(here), words_(words) {}

  [[nodiscard]] SubjectOpens opens(std::size_t t, std::size_t begin) const;
  // Reads a phrase that begins at `first` and whose determiner or possessive is `t`.
  [[nodiscard]] FoundNewcomer read(std::uint32_t paragraph, std::size_t first, std::size_t t,
                                   SubjectOpens opens, std::size_t end) const;
  // A letter or the like that a phrase at `t` tells of as an object: "She left a note".
  [[nodiscard]] std::optional<Introduction> missive(std::uint32_t paragraph, std::size_t t,
                                                    std::size_t end) const;
  // Somebody without a name whom the writer meets: "I called an aide".
  [[nodiscard]] std::optional<Introduction> met(std::uint32_t paragraph, std::size_t t,
                                                std::size_t end) const;
  // Several people whom a sentence that begins at `t` tells of without an article: "Analysts at the bank agree".
  [[nodiscard]] std::optional<Introduction> bare_plural(std::uint32_t paragraph, std::size_t t,
                                                        std::size_t end) const;
  // The noun of a phrase that `t` opens for somebody or something that may speak ("the Oslo fire chief", "the school's
  // principal", "the court"), or kNoToken.
  [[nodiscard]] std::size_t noun_of(std::size_t t, std::size_t end, bool& owned) const;

 private:
  const ParagraphTokens& here_;
  const NameWords& words_;
};

}  // namespace quoteledger
