// The weights of the resolver: how much each sign counts for or against a speaker. They are data of
// a grammar (weights.txt: "name value" a line, # starts a comment) and are trained; see docs.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/result.h"

namespace quoteledger {

// Signs that are weighed apart for each kind of mention: name-none, name-name, name-pronoun,
// name-description.
#define QUOTELEDGER_SIGNS_BY_KIND(X)                                                          \
  X(before)       /* log(1 + salience before the turn) */                                     \
  X(behind)       /* log(1 + salience behind the turn) */                                     \
  X(prior)        /* log(1 + quotes that name the member in the whole text) */                \
  X(unnamed)      /* no quote of the text names the member */                                 \
  X(described)    /* the member is known by a description only */                             \
  X(faceless)     /* nothing tells that the member is a person */                             \
  X(bare)         /* … but it is one word that is used again, as last names are */          \
  X(beat_before)  /* last subject of the paragraph's told text before its first quote */      \
  X(beat_subject) /* first subject of the paragraph's told text behind its first quote */     \
  X(beat_other)   /* named in the paragraph's told text otherwise */                          \
  X(beat_agree)   /* a pronoun opens a told sentence of the paragraph: its gender */          \
  X(beat_clash)                                                                               \
  X(lead_subject) /* last subject of the told paragraph just before */                        \
  X(lead_last)    /* last name there */                                                       \
  X(lead_intro)   /* last subject there, and the paragraph ends with a colon or comma */      \
  X(recent_1)     /* rank among the names told before, those of a clashing gender left out */ \
  X(recent_2)                                                                                 \
  X(recent_3)                                                                                 \
  X(recent_subject) /* the last subject told before, those of a clashing gender left out */   \
  X(far)            /* not told within 2,000 bytes before */                                  \
  X(inside)         /* the quote names the member */                                          \
  X(calls_self)     /* the quote calls the member */                                          \
  X(called)         /* the turn before calls the member, with no told paragraph between */    \
  X(called_far)     /* … with one between */                                                \
  X(called_agree)   /* the turn before says "sir" or "madam" */                               \
  X(called_clash)                                                                             \
  X(will_be_called) /* the next turn calls the member */                                      \
  X(narrator)                                                                                 \
  X(last_speaker)   /* the last speaker that a quote named */                                 \
  X(last_speaker_2) /* the one before */                                                      \
  X(next_speaker)   /* the next speaker that a quote names, and the one behind */             \
  X(next_speaker_2)                                                                           \
  X(same_near)    /* speaks in the turn before, by the told paragraphs between: none */       \
  X(same_gap)     /* one */                                                                   \
  X(same_far)     /* more */                                                                  \
  X(same_within)  /* two turns of one paragraph */                                            \
  X(same_asked)   /* the turn before ends with a question mark, none between */               \
  X(back_near)    /* speaks two turns before: no told paragraph in either gap */              \
  X(back_first)   /* … a gap before the turn before only */                                 \
  X(back_second)  /* … a gap just before only */                                            \
  X(back_far)     /* … both */                                                              \
  X(third_near)   /* spoke in neither of two turns before, no gap */                          \
  X(third_gap)    /* … a gap in between */                                                  \
  X(calls_before) /* the quote calls the speaker of the turn before */                        \
  X(calls_other)  /* the quote calls somebody else */

// Signs of one kind of mention only.
#define QUOTELEDGER_SIGNS(X)                                                                      \
  X(named)      /* the name may mean the member; the likeliest */                                 \
  X(named_also) /* … another one that it may mean */                                            \
  X(antecedent) /* pronoun: whom the told text before it means by it */                           \
  X(agree)      /* pronoun or description: gender */                                              \
  X(clash)                                                                                        \
  X(clash_noun) /* description: gender */                                                         \
  X(agree_unknown)                                                                                \
  X(own)               /* the description's own member, its noun not generic, used once */        \
  X(own_again)         /* … used more often */                                                  \
  X(own_generic)       /* the description's own member, its noun generic */                       \
  X(own_generic_again) /* … used more than twice */                                             \
  X(own_kin)           /* … its noun one of kin */                                              \
  X(own_indefinite)    /* … and the description has no definite article */                      \
  X(first_person)      /* "said I", and the member is the narrator */                             \
  X(sure_none) /* confidence: 1 / (1 + exp(-(sure + sure_slope * log(chance / (1 - chance))))) */ \
  X(sure_name) /* … by kind of mention */                                                       \
  X(sure_pronoun)                                                                                 \
  X(sure_description)                                                                             \
  X(sure_slope)

enum class Sign : std::uint16_t {
#define X(name) name##_none, name##_name, name##_pronoun, name##_description,
  QUOTELEDGER_SIGNS_BY_KIND(X)
#undef X
#define X(name) name,
      QUOTELEDGER_SIGNS(X)
#undef X
          kCount
};

constexpr std::size_t kSigns = static_cast<std::size_t>(Sign::kCount);

struct ResolveWeights {
  std::array<float, kSigns> of{};  // by Sign; a sign that the file leaves out weighs nothing

  [[nodiscard]] float operator[](Sign sign) const { return of[static_cast<std::size_t>(sign)]; }
};

// "named", "before-pronoun": as they stand in the file.
const std::vector<std::string>& sign_names();

// Reads weights.txt. Errors tell the line: an unknown name, a bad number.
Result<ResolveWeights> read_weights(std::string_view file, std::string_view text);

}  // namespace quoteledger
