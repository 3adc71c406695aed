#include "quoteledger/cast/newcomers.h"

#include <algorithm>
#include <utility>

namespace quoteledger {
namespace {

class Reader {
 public:
  Reader(const ParagraphTokens& here, const NameWords& words)
      : here_(here), tokens_(here.tokens), words_(words) {}

  // "the state senator", "the city council", and not "the court reports" or "her daughter studies".
  [[nodiscard]] bool goes_on_as_noun(std::size_t noun) const {
    const std::size_t next = noun + 1;
    constexpr FactBits kSomebody = bit(Fact::kPersonNoun) | bit(Fact::kKin);
    if (!is_word(tokens_[next].shape)) return false;
    return (facts(next) & kSomebody) != 0 ||
           ((facts(noun) & kThingNoun) != 0 && (facts(next) & kThingNoun) != 0 &&
            tokens_[next].shape != Shape::kPlural);
  }

  // The noun of a phrase that `t` opens for somebody or something that may speak: "one voter", "the Oslo fire chief", "the
  // school's principal", "the court".
  [[nodiscard]] std::size_t noun_of(std::size_t t, std::size_t end, bool& owned) const {
    constexpr std::size_t kMostWords = 4;
    constexpr FactBits kNoun = bit(Fact::kPersonNoun) | bit(Fact::kKin) | kThingNoun;
    for (std::size_t at = t + 1; at < end && at <= t + kMostWords; ++at) {
      if (tokens_[at].quote != kNobody) return kNoToken;
      if (is_owner(at)) {
        owned = true;
        continue;
      }
      if (tokens_[at].shape == Shape::kNumber) continue;  // "a 19-year-old student"
      constexpr FactBits kStops = bit(Fact::kPreposition) | bit(Fact::kAuxiliary) |
                                  bit(Fact::kOpener) | bit(Fact::kDefinite) |
                                  bit(Fact::kIndefinite) | bit(Fact::kPossessive) |
                                  bit(Fact::kObject) | bit(Fact::kNominative) |
                                  bit(Fact::kSubordinator) | bit(Fact::kRelative);
      const bool light = at == t + 1 && (facts(at) & kStops) == 0;  // "the last witness"
      if (!is_word(tokens_[at].shape) || (has(facts(at), Fact::kFunction) && !light))
        return kNoToken;
      const std::size_t next = at + 1;
      if (is_capital(tokens_[at].shape) || (facts(at) & kNoun) == 0 || next >= end ||
          is_owner(next) || goes_on_as_noun(at))
        continue;
      return has(facts(at), Fact::kAsker) ? kNoToken : at;
    }
    return kNoToken;
  }

  // The gender of the first he, him, she or her in the rest of a sentence that means somebody else than its subject: of an
  // owned one ("her coach") the owner; of any other who is acted on or tells it ("pulled him out", "…, he said").
  [[nodiscard]] Gender owner_behind(std::size_t owner, bool owned, std::size_t t,
                                    std::size_t end) const {
    const bool his = has(facts(owner), Fact::kMalePronoun);
    const bool her = has(facts(owner), Fact::kFemalePronoun);
    constexpr std::size_t kMostTokens = 60;
    end = std::min(end, t + kMostTokens);
    // "The aunt, who raised her, wept": past what stands in commas.
    if (t < end && mark(t) == ',') {
      const std::size_t aside = t;
      for (++t; t < end && mark(t) != ','; ++t) {
      }
      if (t == end) t = aside;
    }
    for (; t < end && !tokens_[t].sentence_start; ++t) {
      const bool male = has(facts(t), Fact::kMalePronoun);
      if (tokens_[t].quote != kNobody || (!male && !has(facts(t), Fact::kFemalePronoun))) continue;
      if (owns(t, end) || has(facts(t), Fact::kReflexive)) continue;
      const bool teller = has(facts(t), Fact::kNominative) && mark(t - 1) == ',' && t + 1 < end &&
                          has(facts(t + 1), Fact::kSpeech);
      if (!owned && !teller && !has(facts(t), Fact::kObject)) continue;
      if (male ? her : his) return Gender::kUnknown;
      return male ? Gender::kMale : Gender::kFemale;
    }
    return Gender::kUnknown;
  }

  // Is the pronoun a possessive: "his blessing", "her car", and not "him", "pushed her hard."?
  [[nodiscard]] bool owns(std::size_t t, std::size_t end) const {
    if (!has(facts(t), Fact::kPossessive)) return false;
    const bool noun =
        t + 1 < end && is_word(tokens_[t + 1].shape) && !has(facts(t + 1), Fact::kFunction);
    return !has(facts(t), Fact::kObject) || (noun && !ends_sentence(t + 2));
  }
  [[nodiscard]] bool ends_sentence(std::size_t t) const {
    return t >= tokens_.size() || mark(t) == '.' || tokens_[t].sentence_start;
  }

  // The last token of "the owner of the hardware store", for the noun "owner"; of no other complement.
  [[nodiscard]] std::size_t complement_end(std::size_t noun, std::size_t end) const {
    constexpr std::size_t kMostWords = 4;
    constexpr FactBits kVerbs = bit(Fact::kSpeech) | bit(Fact::kAuxiliary) | bit(Fact::kPast);
    std::size_t at = noun + 1;
    if (at >= end || !has(facts(at), Fact::kLink)) return noun;
    ++at;
    if (at < end && (facts(at) & (bit(Fact::kDefinite) | bit(Fact::kIndefinite))) != 0) ++at;
    const std::size_t from = at;
    while (at < end && at < from + kMostWords && is_word(tokens_[at].shape) &&
           tokens_[at].quote == kNobody && (facts(at) & (kVerbs | bit(Fact::kFunction))) == 0 &&
           tokens_[at].shape != Shape::kEd)
      ++at;
    // "The head of sales plans a strike": an object follows.
    const bool object = at > from + 1 && at < end && has(facts(at), Fact::kFunction) &&
                        (facts(at) & (kVerbs | bit(Fact::kPreposition))) == 0;
    if (object && tokens_[at - 1].shape == Shape::kPlural) --at;
    return at > from && at < end && at < from + kMostWords ? at - 1 : noun;
  }

  // "The minister of trade, Ana Ruiz, …": the name in commas behind the complement at `t`, or kNoToken.
  [[nodiscard]] std::size_t name_behind(std::size_t t, std::size_t end) const {
    constexpr std::size_t kMostWords = 10;
    std::size_t at = t;
    for (; at < end && at <= t + kMostWords && mark(at) != ','; ++at) {
      const bool title = mark(at) == '.' && !tokens_[at].gap && has(facts(at - 1), Fact::kTitle);
      if (tokens_[at].shape == Shape::kMark && !title) return kNoToken;
    }
    const std::size_t name = at + 1;
    if (at >= end || mark(at) != ',') return kNoToken;
    for (at = name; at < end && is_capital(tokens_[at].shape) && name_token(at); ++at) {
    }
    const bool ends = at < end && (mark(at) == ',' || has(facts(at), Fact::kPreposition));
    return at > name && ends ? name : kNoToken;
  }

  // "The farmer, whose name was Ivo Lund, …": the name that the relative clause at `t` tells, or kNoToken.
  [[nodiscard]] std::size_t name_told(std::size_t t, std::size_t end) const {
    constexpr std::size_t kName = 3;  // tokens before it
    if (t + kName >= end || !has(facts(t), Fact::kSubordinator) ||
        !has(facts(t + 1), Fact::kNaming) || !has(facts(t + 2), Fact::kBe))
      return kNoToken;
    const std::size_t name = t + kName;
    return is_capital(tokens_[name].shape) && name_token(name) ? name : kNoToken;
  }

  // How a subject's phrase opens at `t`.
  [[nodiscard]] SubjectOpens opens(std::size_t t, std::size_t begin) const {
    if (tokens_[t].sentence_start) return SubjectOpens::kStart;
    if (t == begin || tokens_[t - 1].quote != kNobody) return SubjectOpens::kNot;
    const FactBits before = facts(t - 1);
    constexpr FactBits kLight = bit(Fact::kOpener) | bit(Fact::kAdverb);
    if (tokens_[t - 1].sentence_start)
      return (before & kLight) != 0 && !has(before, Fact::kPreposition) ? SubjectOpens::kStart
                                                                        : SubjectOpens::kNot;
    if (mark(t - 1) == ',')
      // "Ivo Lund, the mayor": an apposition.
      return t > begin + 1 && name_token(t - 2) ? SubjectOpens::kNot : SubjectOpens::kInside;
    if (has(before, Fact::kOpener))
      return mark(t - 2) == ',' && has(facts(t), Fact::kPossessive) ? SubjectOpens::kInside
                                                                    : SubjectOpens::kNot;
    // "At noon the plumber came"
    constexpr std::size_t kMostWords = 4;
    for (std::size_t at = t; at-- > begin && t - at <= kMostWords;) {
      if (!is_word(tokens_[at].shape)) break;
      if (tokens_[at].sentence_start)
        return t - at > 1 && has(facts(at), Fact::kPreposition) && !has(before, Fact::kPreposition)
                   ? SubjectOpens::kInside
                   : SubjectOpens::kNot;
    }
    return SubjectOpens::kNot;
  }

  // "One of the women", "one of them": past its last token; `t` where it is no such phrase.
  [[nodiscard]] std::size_t one_of(std::size_t t, std::size_t end) const {
    if (t + 2 >= end || !has(facts(t), Fact::kIndefinite) || !has(facts(t + 1), Fact::kLink))
      return t;
    if (has(facts(t + 2), Fact::kPluralPronoun)) return t + 3;
    constexpr std::size_t kMostWords = 4;
    constexpr FactBits kOwner = bit(Fact::kDefinite) | bit(Fact::kPossessive);
    if ((facts(t + 2) & kOwner) == 0) return t;
    for (std::size_t at = t + 3; at < end && at <= t + 2 + kMostWords; ++at) {
      if (!is_word(tokens_[at].shape) || has(facts(at), Fact::kFunction)) return t;
      if (has(facts(at), Fact::kPersonNoun) && !is_capital(tokens_[at].shape)) return at + 1;
    }
    return t;
  }

  void read(std::uint32_t p, std::size_t first, std::size_t t, SubjectOpens opens, std::size_t end,
            FoundNewcomer& found) const {
    if (opens == SubjectOpens::kNot) return;
    const bool start = opens == SubjectOpens::kStart;
    Introduction one;
    one.owned = first != t || has(facts(t), Fact::kPossessive);
    one.definite = !one.owned && has(facts(t), Fact::kDefinite);
    if (read_single(p, t, start, end, found)) return;
    const std::size_t behind_many = one_of(t, end);
    const std::size_t noun = behind_many > t ? behind_many - 1 : noun_of(t, end, one.owned);
    if (noun == kNoToken || noun + 1 >= end) return;
    one.thing = (facts(noun) & kThingNoun) != 0;
    one.many =
        behind_many == t ? tokens_[noun].shape == Shape::kPlural : !has(facts(t), Fact::kSingle);
    const bool somebody = !one.thing && !one.many;
    found.subject = start && somebody && mark(noun + 1) != ',';
    for (std::size_t at = t + 1; at <= noun; ++at)
      one.stand_in = one.stand_in || has(facts(at), Fact::kStandIn) ||
                     tokens_[at].shape == Shape::kNumber;  // "The 38-year-old cook"
    found.equated_noun = tokens_[noun].word;
    if (!goes_on_as_subject(one, noun, start, end, found.equated)) return;
    found.subject = found.subject || somebody;
    one.span = {tokens_[first].span.begin, tokens_[complement_end(noun, end)].span.end};
    one.paragraph = p;
    one.noun_end = tokens_[noun].span.end;
    one.owner = owner_behind(t, one.owned, noun + 1, end);
    for (std::size_t at = t + 1; at <= noun; ++at) {
      if (!is_word(tokens_[at].shape)) continue;
      if (!one.phrase.empty()) one.phrase += ' ';
      one.phrase += words_.folded(tokens_[at].word);
    }
    one.noun = words_.folded(tokens_[noun].word);
    found.newcomer = std::move(one);
  }

  [[nodiscard]] std::optional<Introduction> missive(std::uint32_t p, std::size_t t,
                                                    std::size_t end) const {
    constexpr FactBits kOpens = bit(Fact::kIndefinite) | bit(Fact::kPossessive);
    // "The company wrote in its statement": "it" is the company.
    if ((facts(t) & kOpens) == 0 || (t > 0 && has(facts(t - 1), Fact::kPreposition)))
      return std::nullopt;
    bool owned = false;
    const std::size_t noun = noun_of(t, end, owned);
    if (noun == kNoToken || owned || !has(facts(noun), Fact::kMissive)) return std::nullopt;
    Introduction one = introduction(p, t, noun);
    one.missive = true;
    return one;
  }

  [[nodiscard]] std::optional<Introduction> met(std::uint32_t p, std::size_t t,
                                                std::size_t end) const {
    constexpr FactBits kOpens = bit(Fact::kIndefinite) | bit(Fact::kPossessive);
    constexpr FactBits kSomebody = bit(Fact::kPersonNoun) | bit(Fact::kKin);
    bool owned = false;
    const std::size_t noun = (facts(t) & kOpens) != 0 ? noun_of(t, end, owned) : kNoToken;
    if (noun == kNoToken || owned || (facts(noun) & kSomebody) == 0 ||
        tokens_[noun].shape == Shape::kPlural)
      return std::nullopt;
    return introduction(p, t, noun);
  }

  [[nodiscard]] std::optional<Introduction> bare_plural(std::uint32_t p, std::size_t t,
                                                        std::size_t end) const {
    const std::size_t next = t + 1;
    if (next >= end || !has(facts(t), Fact::kPersonNoun) ||
        first_token(words_.folded(tokens_[t].word)).shape != Shape::kPlural ||
        is_capital(tokens_[next].shape) || !is_word(tokens_[next].shape))
      return std::nullopt;
    constexpr FactBits kGoesOn = bit(Fact::kSpeech) | bit(Fact::kPast) | bit(Fact::kPreposition);
    if ((facts(next) & kGoesOn) == 0 && tokens_[next].shape != Shape::kEd) return std::nullopt;
    Introduction one = introduction(p, t, t);
    one.many = one.definite = true;
    return one;
  }

  // "One, who would not be named, said", "Another said"
  bool read_single(std::uint32_t p, std::size_t t, bool start, std::size_t end,
                   FoundNewcomer& found) const {
    if (!start || !has(facts(t), Fact::kSingle) || t + 2 >= end) return false;
    const bool aside = mark(t + 1) == ',' && has(facts(t + 2), Fact::kRelative);
    constexpr FactBits kSaid = bit(Fact::kSpeech) | bit(Fact::kPast);
    if (!aside && (facts(t + 1) & kSaid) != kSaid) return false;
    found.newcomer = introduction(p, t, t);
    found.subject = true;
    return true;
  }

  // Does what stands behind the noun go on as behind a subject? Tells also whether it tells the bearer apart.
  bool goes_on_as_subject(Introduction& one, std::size_t noun, bool start, std::size_t end,
                          std::size_t& equated) const {
    constexpr FactBits kVerbs = bit(Fact::kSpeech) | bit(Fact::kAuxiliary) | bit(Fact::kPast);
    constexpr FactBits kPlace = bit(Fact::kPreposition) | bit(Fact::kComplement);
    std::size_t next = noun + 1;
    if (mark(next) == ',' || is_dash(next)) {
      // What stands in commas tells more of the same one, unless it names him.
      if (!start || next + 1 >= end) return false;
      constexpr FactBits kOther = bit(Fact::kNominative) | bit(Fact::kOpener);
      const bool list = !one.definite && !one.owned && has(facts(next + 1), Fact::kIndefinite) &&
                        mark(next) == ',' && lists(next + 1, end);
      // "One of her aides, Ivo Lund, …"
      equated = name_behind(next, end);
      if (equated == kNoToken) equated = name_told(next + 1, end);
      if (equated != kNoToken) return false;
      // "A longtime fan, 80-year-old Ivo Lund, …"
      const std::size_t more = next + (tokens_[next + 1].shape == Shape::kNumber ? 2 : 1);
      return more < end && !is_capital(tokens_[more].shape) && (facts(more) & kOther) == 0 && !list;
    }
    if (!is_word(tokens_[next].shape) || is_capital(tokens_[next].shape) ||
        has(facts(next), Fact::kNaming))
      return false;
    // "The source of the smoke"
    if (has(facts(noun), Fact::kNameless) && has(facts(next), Fact::kLink)) return false;
    // "The man was Ivo Lund."
    const std::size_t more = next + 1;
    if (has(facts(next), Fact::kBe) && more < end && !tokens_[more].sentence_start &&
        is_capital(tokens_[more].shape) && name_token(more) && !has(facts(more), Fact::kPlace)) {
      equated = more;
      return false;
    }
    // "The patient died", "Her brother was killed"
    if (has(facts(next), Fact::kGone) ||
        (has(facts(next), Fact::kAuxiliary) && more < end && has(facts(more), Fact::kGone)))
      return false;
    const bool relative = has(facts(next), Fact::kRelative) && (start || one.definite || one.owned);
    one.told_apart = relative || (facts(next) & kPlace) != 0 || tokens_[next].shape == Shape::kIng;
    if (one.told_apart) {
      equated = name_behind(next, end);
      if (equated != kNoToken) return false;
    }
    // "A leader who signed it" is perhaps the one named before.
    if (relative && one.stand_in && !one.definite && !one.owned) return false;
    if (start && one.told_apart) return true;
    constexpr std::size_t kMostAdverbs = 2;
    while (next + 1 < end && next <= noun + kMostAdverbs && has(facts(next), Fact::kAdverb)) ++next;
    const bool present = start && (tokens_[next].shape == Shape::kLy ||
                                   (one.owned && tokens_[next].shape == Shape::kPlural));
    return tokens_[next].shape == Shape::kEd || (facts(next) & kVerbs) != 0 || present;
  }

  // "a nurse, a teacher and a cook": does a list go on at `t`, in the middle of its second phrase?
  [[nodiscard]] bool lists(std::size_t t, std::size_t end) const {
    constexpr std::size_t kMostWords = 5;
    for (std::size_t at = t; at < end && at <= t + kMostWords; ++at) {
      if (mark(at) == ',') return at + 1 < end && has(facts(at + 1), Fact::kIndefinite);
      if (has(facts(at), Fact::kOpener)) return true;
    }
    return false;
  }

 private:
  // Of the phrase from `first` to its noun.
  [[nodiscard]] Introduction introduction(std::uint32_t p, std::size_t first,
                                          std::size_t noun) const {
    Introduction one;
    one.span = {tokens_[first].span.begin, tokens_[noun].span.end};
    one.paragraph = p;
    one.noun_end = tokens_[noun].span.end;
    one.thing = (facts(noun) & kThingNoun) != 0;
    one.noun = one.phrase = words_.folded(tokens_[noun].word);
    return one;
  }

  [[nodiscard]] FactBits facts(std::size_t t) const { return here_.facts(t); }
  [[nodiscard]] char mark(std::size_t t) const { return here_.mark(t); }
  [[nodiscard]] bool is_owner(std::size_t t) const { return here_.is_owner(t); }
  [[nodiscard]] bool is_dash(std::size_t t) const { return here_.is_dash(t); }
  [[nodiscard]] bool name_token(std::size_t t) const { return here_.name_token(t); }

  const ParagraphTokens& here_;
  const std::vector<ScanToken>& tokens_;
  const NameWords& words_;
};

}  // namespace

SubjectOpens Newcomers::opens(std::size_t t, std::size_t begin) const {
  return Reader(here_, words_).opens(t, begin);
}

FoundNewcomer Newcomers::read(std::uint32_t paragraph, std::size_t first, std::size_t t,
                              SubjectOpens opens, std::size_t end) const {
  FoundNewcomer found;
  Reader(here_, words_).read(paragraph, first, t, opens, end, found);
  return found;
}

std::optional<Introduction> Newcomers::missive(std::uint32_t paragraph, std::size_t t,
                                               std::size_t end) const {
  return Reader(here_, words_).missive(paragraph, t, end);
}

std::optional<Introduction> Newcomers::met(std::uint32_t paragraph, std::size_t t,
                                           std::size_t end) const {
  return Reader(here_, words_).met(paragraph, t, end);
}

std::optional<Introduction> Newcomers::bare_plural(std::uint32_t paragraph, std::size_t t,
                                                   std::size_t end) const {
  return Reader(here_, words_).bare_plural(paragraph, t, end);
}

std::size_t Newcomers::noun_of(std::size_t t, std::size_t end, bool& owned) const {
  return Reader(here_, words_).noun_of(t, end, owned);
}

}  // namespace quoteledger
