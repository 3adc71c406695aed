#include "quoteledger/cast/cast.h"

#include <algorithm>
#include <unordered_map>

#include "quoteledger/cast/cluster.h"
#include "quoteledger/tokens/tokens.h"

namespace quoteledger {
namespace {

constexpr std::uint32_t kFewestTold = 200;       // words that tell whether there is a narrator …
constexpr std::uint32_t kFirstPersonRate = 120;  // … who says "I" at least once in so many

constexpr FactBits kManyOrThing = bit(Fact::kPluralPronoun) | bit(Fact::kThingPronoun);
constexpr FactBits kPerson = bit(Fact::kPersonNoun) | bit(Fact::kKin) | bit(Fact::kMaleNoun) |
                             bit(Fact::kFemaleNoun) | bit(Fact::kTitle);

Gender gender_of_noun(FactBits bits) {
  const bool female = has(bits, Fact::kFemaleNoun) || has(bits, Fact::kFemaleTitle);
  const bool male = has(bits, Fact::kMaleNoun) || has(bits, Fact::kMaleTitle);
  if (has(bits, Fact::kGroupNoun)) return Gender::kPlural;
  if (female == male) return Gender::kUnknown;
  return female ? Gender::kFemale : Gender::kMale;
}

class Builder {
 public:
  Builder(const CastText& text, const std::vector<Mention>& mentions,
          const std::vector<ListedPerson>& listed, NameWords& words)
      : in_(text),
        mentions_(mentions),
        listed_(listed),
        words_(words),
        facts_(words.word_facts()) {}

  Cast run() {
    cast_.scan = scan_names(in_, words_);
    cast_.listed = !listed_.empty();
    if (cast_.listed) cast_.scan.introductions.clear();
    Clusters clusters = cast_.listed ? cluster_listed(cast_.scan.forms, listed_, facts_)
                                     : cluster_forms(cast_.scan.forms, facts_, in_.limits);
    cast_.members = std::move(clusters.members);
    place_names(clusters.members_of_form);
    cast_.mentions.reserve(mentions_.size());
    for (const Mention& mention : mentions_) {
      if (!mention.span.empty()) introduce(mention.span.begin + 1);
      cast_.mentions.push_back(read(mention, clusters.members_of_form));
    }
    introduce(kNobody);
    pronoun_evidence();
    find_narrator();
    for (Member& member : cast_.members) finish(member, in_.limits);
    return std::move(cast_);
  }

 private:
  // One member a place: the likeliest of those that the form may mean.
  void place_names(const std::vector<std::vector<std::uint32_t>>& members_of_form) {
    cast_.member_of.reserve(cast_.scan.names.size());
    for (const NameUse& use : cast_.scan.names) {
      const auto& choices = members_of_form[use.form];
      std::uint32_t chosen = choices.empty() ? kNobody : choices.front();
      cast_.member_of.push_back(chosen);
      if (chosen == kNobody) continue;
      Member& member = cast_.members[chosen];
      ++member.uses;
      member.told += use.quote == kNobody;
      member.vocatives += use.vocative;
    }
  }

  // Whom the text tells of without a name before `end`.
  void introduce(std::uint32_t end) {
    const auto& introductions = cast_.scan.introductions;
    for (std::size_t i = cast_.introduced.size();
         i < introductions.size() && introductions[i].span.begin < end; ++i)
      cast_.introduced.push_back(meant_by(introductions[i]));
  }

  // Somebody new, or "the mayor" who was named or told of before; kNobody where a noun such as "the candidate" goes on with
  // whoever was the subject.
  std::uint32_t meant_by(const Introduction& one) {
    const FactBits bits = facts_.of(one.noun);
    if (one.thing && one.definite && !one.many && !one.told_apart) {
      const std::uint32_t named = named_body(one.noun, bits, one.span.begin);
      if (named != kNobody) return named;
    }
    if (one.definite || (one.owned && has(bits, Fact::kKin))) {
      const Bearer bearer = bearer_of(one.noun, one.owned ? one.noun : one.phrase, one.span.begin);
      if (bearer.member != kNobody) return bearer.member;
      if (one.definite && bearer.several) return kNobody;
    }
    if (one.definite && one.stand_in) return kNobody;
    const std::string key = key_of(one);
    if (one.definite && (!one.told_apart || key != one.noun)) {
      const auto known = described_.find(key);
      if (known != described_.end()) return known->second;
    }
    Member member;
    member.name = std::string(slice(in_.text, one.span));
    std::replace(member.name.begin(), member.name.end(), '\n', ' ');
    member.aliases.push_back(member.name);
    member.described = member.person = true;
    member.kin = has(bits, Fact::kKin);
    member.thing = member.faceless = one.thing;
    member.gender = one.thing || one.many ? Gender::kPlural : gender_of_noun(bits);
    const auto id = static_cast<std::uint32_t>(cast_.members.size());
    described_[one.noun] = described_[key] = id;
    cast_.members.push_back(std::move(member));
    return id;
  }

  // In described_: the noun, and the complement that tells its bearer from the others.
  [[nodiscard]] std::string key_of(const Introduction& one) const {
    const std::string_view complement = slice(in_.text, Span{one.noun_end, one.span.end});
    return complement.empty() ? one.phrase : described_key(one.noun, complement.substr(1));
  }
  static std::string described_key(const std::string& noun, std::string_view complement) {
    return noun + '\n' + fold_token(complement);
  }

  // The member who is told before to be what the phrase says: "Mayor Lund" or "Lund, a former mayor" for "the mayor".
  struct Bearer {
    std::uint32_t member = kNobody;
    bool several = false;  // more than one is
  };
  static constexpr std::size_t kNamesInReach = 400;
  [[nodiscard]] std::size_t names_before(std::uint32_t place) const {
    const auto& names = cast_.scan.names;
    const auto at = std::lower_bound(
        names.begin(), names.end(), place,
        [](const NameUse& use, std::uint32_t before) { return use.span.begin < before; });
    return static_cast<std::size_t>(at - names.begin());
  }
  [[nodiscard]] Bearer bearer_of(const std::string& noun, const std::string& phrase,
                                 std::uint32_t place) const {
    const std::string_view title = facts_.full_form(noun);
    const Gender gender = gender_of_noun(facts_.of(noun));
    Bearer found;
    const std::size_t end = names_before(place);
    for (std::size_t i = end; i-- > end - std::min(end, kNamesInReach);) {
      const NameUse* const at = &cast_.scan.names[i];
      const std::uint32_t m = cast_.member_of[i];
      if (at->quote != kNobody || m == kNobody || m == found.member) continue;
      const Member& member = cast_.members[m];
      const bool clash = gender != Gender::kUnknown && member.gender != Gender::kUnknown &&
                         gender != member.gender;
      if (clash || member.place || member.thing) continue;
      const bool bears = (at->noun != 0 && words_.folded(at->noun) == noun) ||
                         facts_.full_form(cast_.scan.forms[at->form].title) == title;
      if (!bears || at->lesser || (phrase != noun && !stands_beside(*at, phrase, place))) continue;
      if (found.member != kNobody) return {kNobody, true};
      found.member = m;
    }
    return found;
  }

  // Do the words of a longer phrase stand by the name as well: "Fire Chief Lund" for "the fire chief"? Only before `place`,
  // where the phrase itself stands.
  [[nodiscard]] bool stands_beside(const NameUse& use, const std::string& phrase,
                                   std::uint32_t place) const {
    constexpr std::uint32_t kBefore = 40, kBehind = 60;  // bytes
    const Span paragraph = in_.paragraphs[use.paragraph];
    const auto inside = [&](std::uint32_t at) {
      return at < in_.text.size() && (static_cast<unsigned char>(in_.text[at]) & 0xC0) == 0x80;
    };
    std::uint32_t begin = std::max(paragraph.begin + kBefore, use.span.begin) - kBefore;
    while (inside(begin)) ++begin;  // no half of a character
    std::uint32_t end = std::min({paragraph.end, use.span.end + kBehind, place});
    while (inside(end)) --end;
    return fold_token(in_.text.substr(begin, end - begin)).find(phrase) != std::string::npos;
  }

  // Who is told before `place` to be something else than this office: Rep. Lund, or Lund, a surgeon, is not "the senator";
  // and where it is the `sole` one of its kind ("the president", not "the Oslo president") nobody whom the text has to name in full. Tells
  // also whether somebody else is told of.
  [[nodiscard]] std::vector<std::uint32_t> of_other_offices(const std::string& office, bool sole,
                                                            std::uint32_t place,
                                                            bool& somebody_left) const {
    constexpr std::uint32_t kFewUses = 3;  // of the name of somebody whom few know
    enum State : std::uint8_t { kUnmet, kMet, kOther };
    std::unordered_map<std::uint32_t, State> states;  // by member
    const std::string_view own = facts_.full_form(office);
    const auto other = [&](std::string_view title, Fact fact, Fact no_fact) {
      const std::string_view full = facts_.full_form(title);
      const FactBits bits = facts_.of(full);
      return full != own && has(bits, fact) && !has(bits, no_fact);
    };
    const std::size_t end = names_before(place);
    for (std::size_t i = end - std::min(end, kNamesInReach); i < end; ++i) {
      const NameUse& use = cast_.scan.names[i];
      const std::uint32_t m = cast_.member_of[i];
      if (m == kNobody || use.quote != kNobody) continue;
      State& state = states[m];
      if (state == kOther) continue;
      const NameForm& form = cast_.scan.forms[use.form];
      const bool few = cast_.members[m].uses <= kFewUses;
      const bool in_full = state == kUnmet && form.words.size() > 1 && form.title.empty();
      const bool clash = other(form.title, Fact::kExclusive, Fact::kCivil) ||
                         (few && sole && in_full) ||
                         (few && use.noun != 0 &&
                          other(words_.folded(use.noun), Fact::kPersonNoun, Fact::kStandIn));
      state = clash ? kOther : kMet;
    }
    std::vector<std::uint32_t> out;
    somebody_left = false;
    for (const auto& [m, state] : states) {
      if (state == kOther) {
        out.push_back(m);
      } else if (!cast_.members[m].place && !cast_.members[m].thing) {
        somebody_left = true;
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  MentionReading read(const Mention& mention,
                      const std::vector<std::vector<std::uint32_t>>& members_of_form) {
    MentionReading reading;
    reading.kind = mention.kind;
    if (mention.kind == MentionKind::kNone || mention.span.empty()) {
      reading.kind = MentionKind::kNone;
      return reading;
    }
    const std::string_view text = slice(in_.text, mention.span);
    if (mention.kind == MentionKind::kPronoun) {
      const FactBits bits = facts_.of(fold_token(text.substr(0, first_token(text).length)));
      reading.first_person =
          has(bits, Fact::kFirstPronoun) || (in_.reported && has(bits, Fact::kWe));
      reading.thing = has(bits, Fact::kThingPronoun);
      reading.gender = has(bits, Fact::kMalePronoun)     ? Gender::kMale
                       : has(bits, Fact::kFemalePronoun) ? Gender::kFemale
                       : (bits & kManyOrThing) != 0      ? Gender::kPlural
                                                         : Gender::kUnknown;
      return reading;
    }
    const std::uint32_t use = use_in(mention.span);
    if (use != kNobody && mention.kind == MentionKind::kName) {
      const auto& choices = members_of_form[cast_.scan.names[use].form];
      if (!choices.empty()) {
        reading.kind = MentionKind::kName;
        reading.members = choices;
        Member& member = cast_.members[choices.front()];
        ++member.mentions;
        member.person = true;
        return reading;
      }
    }
    reading.kind = MentionKind::kDescription;
    describe(mention, reading);
    return reading;
  }

  // The name that a mention is about: the last of its first row of names ("IMF economist Ada Lund",
  // "Ada Lund of Oslo", "Ada Lund, who met Ivo Ruiz"), no possessive.
  [[nodiscard]] std::uint32_t use_in(Span span) const {
    const auto& names = cast_.scan.names;
    auto at = std::lower_bound(
        names.begin(), names.end(), span.begin,
        [](const NameUse& use, std::uint32_t begin) { return use.span.end <= begin; });
    std::uint32_t found = kNobody;
    for (; at != names.end() && at->span.begin < span.end; ++at) {
      if (found != kNobody && parted(names[found].span.end, at->span.begin)) break;
      found = at->possessive ? kNobody : static_cast<std::uint32_t>(at - names.begin());
    }
    return found;
  }

  // Does a mark or a function word stand between two names?
  [[nodiscard]] bool parted(std::uint32_t begin, std::uint32_t end) const {
    while (begin < end) {
      begin += space_length(in_.text.substr(begin, end - begin));
      if (begin >= end) return false;
      const RawToken raw = first_token(in_.text.substr(begin, end - begin));
      if (raw.shape == Shape::kMark) return true;
      if (has(facts_.of(fold_token(in_.text.substr(begin, raw.length))), Fact::kFunction))
        return true;
      begin += raw.length;
    }
    return false;
  }

  // Where the phrase ends that a preposition opens at `at`: "for Mr. Alder", "of the bank". No longer than it is plain.
  [[nodiscard]] std::uint32_t complement_end(std::string_view text, std::uint32_t at) const {
    std::uint32_t end = at;
    bool first = true;
    while (at < text.size()) {
      at += space_length(text.substr(at));
      if (at >= text.size()) break;
      const RawToken raw = first_token(text.substr(at));
      const FactBits bits = facts_.of(fold_token(text.substr(at, raw.length)));
      const bool stop = raw.shape == Shape::kMark && text.substr(at, 1) != "." &&
                        text.substr(at, 1) != "&" && !text.substr(at, raw.length).ends_with('s');
      if (stop || (!first && has(bits, Fact::kSubordinator) && !has(bits, Fact::kPreposition)))
        break;
      at += raw.length;
      end = at;
      first = false;
    }
    return end;
  }

  // The organisation that a definite noun means: the last one named that has the noun in its name ("the agency", the
  // Harbour Agency), for nouns of all kinds of them ("the company") the last one that was a subject.
  [[nodiscard]] std::uint32_t named_body(const std::string& noun, FactBits bits,
                                         std::uint32_t place) const {
    constexpr std::size_t kMostNames = 200;
    constexpr std::size_t kNear = 30;
    const auto& names = cast_.scan.names;
    auto at = std::lower_bound(
        names.begin(), names.end(), place,
        [](const NameUse& use, std::uint32_t end) { return use.span.begin < end; });
    std::uint32_t subject = kNobody;
    for (std::size_t back = 0; back < kMostNames && at != names.begin(); ++back) {
      --at;
      const std::uint32_t m = cast_.member_of[static_cast<std::size_t>(at - names.begin())];
      if (at->quote != kNobody || m == kNobody) continue;
      const Member& member = cast_.members[m];
      const bool one_person = member.gender == Gender::kFemale || member.gender == Gender::kMale;
      if (one_person || member.titles != 0) continue;
      const NameForm& form = cast_.scan.forms[at->form];
      if (form.words.size() > 1 &&
          std::find(form.words.begin(), form.words.end(), noun) != form.words.end())
        return m;
      if (back < kNear && subject == kNobody && at->subject && has(bits, Fact::kBody) &&
          !member.place &&
          (member.thing ||
           (member.faceless && (member.mentions > 0 || form.words.size() > 1 || member.subject))))
        subject = m;
    }
    return subject;
  }

  // The noun of a description is its last word before a function word ends it. What a preposition adds to an office
  // tells it from another of its kind: "a spokesman for the bank".
  void describe(const Mention& mention, MentionReading& reading) {
    const std::string_view text = slice(in_.text, mention.span);
    std::string head;
    std::string key;
    FactBits bits = 0;
    std::uint32_t end = 0;
    std::uint32_t complement = 0;  // where its preposition stands; 0 where there is none
    bool first = true;
    bool plural = false;
    bool anew = false;   // brings in somebody: "a neighbour"
    bool small = false;  // the noun is written small, and no number ("the 34-year-old")
    bool stand_in = false;
    for (std::uint32_t at = 0; at < text.size();) {
      at += space_length(text.substr(at));
      if (at >= text.size()) break;
      const RawToken raw = first_token(text.substr(at));
      const std::string folded = fold_token(text.substr(at, raw.length));
      at += raw.length;
      const bool joins = folded == "&";  // “a lawyer for Hale & Sons”
      if (raw.shape == Shape::kMark && !first && raw.length == 1 && !joins) {
        if (goes_on_behind(text, at)) continue;
        break;
      }
      // "6 in 10 voters"
      if (raw.shape == Shape::kNumber && folded.find('-') == std::string::npos && head.empty()) {
        first = false;
        key += folded;
        continue;
      }
      const FactBits now = facts_.of(folded);
      // "sources close to the mayor", too
      const bool closes = !head.empty() && has(now, Fact::kComplement);
      constexpr FactBits kNoModifier = bit(Fact::kPreposition) | bit(Fact::kAuxiliary) |
                                       bit(Fact::kOpener) | bit(Fact::kDefinite) |
                                       bit(Fact::kIndefinite) | bit(Fact::kPossessive);
      const bool modifier = !first && head.empty() && (now & kNoModifier) == 0;  // "second"
      if ((has(now, Fact::kFunction) && !modifier) || closes) {
        if (!first && !head.empty()) {
          if (has(now, Fact::kComplement)) complement = at - raw.length;
          break;
        }
        reading.definite = reading.definite || has(now, Fact::kDefinite);
        anew = anew || has(now, Fact::kIndefinite);
        first = false;
        continue;
      }
      first = false;
      stand_in = stand_in || has(now, Fact::kStandIn);
      head = folded;
      small = raw.shape <= Shape::kPlural;
      bits = now;
      plural = first_token(folded).shape == Shape::kPlural;  // "Candidates" opens a sentence
      end = at;
      if (!key.empty()) key += ' ';
      key += folded;
    }
    if (head.empty()) {
      // "another", "some": nobody else is meant.
      end = static_cast<std::uint32_t>(text.size());
      head = key = fold_token(text);
    }
    reading.gender = gender_of_noun(bits);
    if (reading.gender == Gender::kUnknown && plural) reading.gender = Gender::kPlural;
    reading.thing = small && (bits & kPerson) == 0;
    // "the 34-year-old" is somebody as well.
    const bool person = (bits & (bit(Fact::kPersonNoun) | bit(Fact::kParty))) != 0 ||
                        (!head.empty() && head[0] >= '0' && head[0] <= '9');
    const bool office = has(bits, Fact::kPersonNoun) && !plural && !has(bits, Fact::kGroupNoun) &&
                        (key == head || !stand_in);
    if (in_.reported && !cast_.listed && reading.definite && office && complement == 0) {
      if (const Bearer bearer = bearer_of(head, key, mention.span.begin);
          bearer.member != kNobody) {
        means_named(reading, bearer.member);
        return;
      }
    }
    bool anaphor =
        mention.anaphor && person && named_before(mention) && reading.gender != Gender::kPlural;
    if (anaphor && has(bits, Fact::kExclusive)) {
      reading.sole = key == head && has(bits, Fact::kSole);
      reading.others = of_other_offices(head, reading.sole, mention.span.begin, anaphor);
      anaphor = anaphor || !reading.sole;
    }
    if (anaphor) {
      reading.kind = MentionKind::kPronoun;
      reading.anaphor = true;
      return;
    }
    if (cast_.listed) {
      if (listed_keys_.empty()) {
        for (std::uint32_t m = 0; m < listed_.size(); ++m) {
          for (const std::string& alias : listed_[m].aliases)
            listed_keys_.try_emplace(form_key(read_name(alias, facts_)), m);
        }
      }
      const auto found = listed_keys_.find(form_key(read_name(text.substr(0, end), facts_)));
      if (found == listed_keys_.end()) return;
      reading.members.push_back(found->second);
      ++cast_.members[found->second].mentions;
      return;
    }
    reading.nameless = has(bits, Fact::kNameless);
    // "the Italian", of whom the text told before
    const bool goes_on = stand_in && !has(bits, Fact::kParty);
    reading.alone =
        reading.definite && person && complement == 0 && !goes_on && !has(bits, Fact::kAsker);
    if (reading.definite && reading.thing && !plural && complement == 0) {
      if (const std::uint32_t named = named_body(head, bits, mention.span.begin);
          named != kNobody) {
        means_named(reading, named);
        return;
      }
    }
    const bool kin = has(bits, Fact::kKin);
    const bool generic = !has(bits, Fact::kPersonNoun) &&
                         (has(bits, Fact::kFemaleNoun) || has(bits, Fact::kMaleNoun) || kin ||
                          has(bits, Fact::kGroupNoun));
    const auto next = static_cast<std::uint32_t>(cast_.members.size());
    if (!generic && complement != 0) {
      end = complement_end(text, complement);
      key = described_key(head, text.substr(complement, end - complement));
    }
    auto [place, fresh] = described_.emplace(key, next);
    // "A neighbour said. Another neighbour said": each comes for the first time.
    const bool again = last_described_ == mention.span;  // the words beside the quote before
    last_described_ = mention.span;
    if (!fresh && anew && !again) {
      place->second = next;
      fresh = true;
    }
    // The plain noun means the last of its kind.
    if (!generic && key != head) described_[head] = place->second;
    if (fresh) {
      Member member;
      // "A group of parents" is called so, and is the group from then on.
      if (generic && complement != 0 && has(bits, Fact::kGroupNoun))
        end = complement_end(text, complement);
      member.name = std::string(text.substr(0, end));
      std::replace(member.name.begin(), member.name.end(), '\n', ' ');
      member.aliases.push_back(member.name);
      member.described = true;
      member.faceless = reading.thing;
      member.generic = generic;
      member.kin = kin;
      member.person = true;
      member.gender = reading.gender;
      cast_.members.push_back(std::move(member));
    }
    ++cast_.members[place->second].mentions;
    reading.members.push_back(place->second);
  }

  // Does a description go on behind the mark that ends at `at`: "Mr. Dunn's lawyer", "the drivers' union"?
  [[nodiscard]] static bool goes_on_behind(std::string_view text, std::uint32_t at) {
    const std::string_view before = text.substr(0, at);
    return at < text.size() && (before.ends_with('.') || before.ends_with("s'"));
  }

  void means_named(MentionReading& reading, std::uint32_t member) {
    reading.kind = MentionKind::kName;
    reading.members = {member};
    ++cast_.members[member].mentions;
    cast_.members[member].person = true;
  }

  [[nodiscard]] bool named_before(const Mention& mention) const {
    const auto& names = cast_.scan.names;
    return !names.empty() && names.front().span.begin < mention.span.begin;
  }

  // A pronoun speaks for the gender of the name that stands last before it in its paragraph.
  void pronoun_evidence() {
    const auto& names = cast_.scan.names;
    std::size_t n = 0;
    std::size_t i = 0;                           // the last introduction of one person
    std::size_t introduced = 0;                  // how many introductions stand before the pronoun
    std::uint32_t near[2] = {kNobody, kNobody};  // the last two members named, told text only
    std::uint32_t paragraph = kNobody;
    std::uint32_t place = 0;
    bool subject = false;  // the last of them is one
    bool in_full = false;  // … with more than one word
    for (const PronounUse& pronoun : cast_.scan.pronouns) {
      while (n < names.size() && names[n].span.begin < pronoun.span.begin) {
        const NameUse& use = names[n];
        const std::uint32_t member = cast_.member_of[n++];
        if (use.quote != kNobody || member == kNobody) continue;
        if (cast_.members[member].place) continue;
        if (use.paragraph != paragraph) near[0] = near[1] = kNobody;
        paragraph = use.paragraph;
        if (near[0] != member) near[1] = near[0];
        near[0] = member;
        place = use.span.end;
        subject = use.subject;
        in_full = subject && cast_.scan.forms[use.form].words.size() > 1;
      }
      if (pronoun.noun) continue;
      if (pronoun.gender != Gender::kMale && pronoun.gender != Gender::kFemale) continue;
      const auto& introductions = cast_.scan.introductions;
      for (; introduced < introductions.size() &&
             introductions[introduced].span.begin < pronoun.span.begin;
           ++introduced) {
        if (!introductions[introduced].thing && !introductions[introduced].many) i = introduced;
      }
      if (i < introductions.size() && means(pronoun, i, n)) {
        Member& meant = cast_.members[cast_.introduced[i]];
        if (meant.described) {
          (pronoun.gender == Gender::kMale ? meant.he : meant.she) += in_.limits.gender_evidence;
          continue;
        }
      }
      const auto clashes = [&](std::uint32_t member) {
        const Gender gender = cast_.members[member].gender;
        return gender != Gender::kUnknown && gender != pronoun.gender;
      };
      const auto speak_for = [&](std::uint32_t member, float weight) {
        Member& meant = cast_.members[member];
        (pronoun.gender == Gender::kMale ? meant.he : meant.she) += weight;
      };
      // One word may as well be a firm's name.
      const auto may_be_person = [&](std::uint32_t member) {
        const Member& one = cast_.members[member];
        return !clashes(member) && !one.thing && !one.place &&
               one.name.find(' ') != std::string::npos;
      };
      if (near[0] == kNobody) continue;
      if (pronoun.paragraph != paragraph || pronoun.span.begin - place > 300) {
        // "Bas Kuiper laughed." and in the next paragraph "…," he said.
        const bool next = pronoun.paragraph == paragraph + 1 && in_full && pronoun.subject &&
                          (near[1] == kNobody || near[1] == near[0]);
        if (next && !clashes(near[0]) && may_be_person(near[0])) speak_for(near[0], 1.0F);
        continue;
      }
      const bool two = near[1] != kNobody && near[1] != near[0];
      // “Ivo Brandt met Ada Lund. … he said.”
      if (two && clashes(near[0]) && may_be_person(near[1])) {
        if (!pronoun.object) speak_for(near[1], 1.0F);
        continue;
      }
      // “Ada Lund met Ivo Brandt. … she said.”
      if (two && cast_.members[near[0]].gender == Gender::kUnknown &&
          cast_.members[near[1]].gender == pronoun.gender)
        continue;
      const bool clear = !two || clashes(near[1]) || (subject && pronoun.subject);
      // "Lund thanked her": the subject is somebody else.
      if (subject && pronoun.object) continue;
      speak_for(near[0], clear ? 1.0F : in_.limits.doubtful_pronoun);
    }
  }

  // Does a pronoun go on with whom an introduction tells of: a subject of the same paragraph or the next, no name (the
  // next is names[n]) between?
  [[nodiscard]] bool means(const PronounUse& pronoun, std::size_t introduction,
                           std::size_t n) const {
    const Introduction& one = cast_.scan.introductions[introduction];
    const auto& names = cast_.scan.names;
    return cast_.introduced[introduction] != kNobody && !one.thing && !one.many &&
           one.span.begin < pronoun.span.begin && pronoun.subject && pronoun.gender != one.owner &&
           !otherwise(pronoun, introduction) && pronoun.paragraph <= one.paragraph + 1 &&
           (n == 0 || names[n - 1].span.begin < one.span.begin);
  }

  // Has another pronoun told that it is of the other sex?
  [[nodiscard]] bool otherwise(const PronounUse& pronoun, std::size_t introduction) const {
    const Member& one = cast_.members[cast_.introduced[introduction]];
    return (pronoun.gender == Gender::kMale ? one.she : one.he) > 0;
  }

  // Who says "I" outside quotes: whom other people's quotes call, and told text does not name. In a dialogue one "I said" is
  // enough; a report has to say "I" often.
  void find_narrator() {
    const Scan& scan = cast_.scan;
    std::uint32_t said = 0;
    for (const MentionReading& reading : cast_.mentions) said += reading.first_person;
    const bool tells =
        scan.told_words >= kFewestTold && scan.first_person * kFirstPersonRate >= scan.told_words;
    if (in_.reported ? !tells || said == 0 : !tells && said == 0) return;
    const std::vector<bool> called = called_by_narrator();
    std::uint32_t best = kNobody;
    std::uint32_t most = 0;  // vocatives
    for (std::uint32_t m = 0; m < cast_.members.size(); ++m) {
      const Member& member = cast_.members[m];
      // Whom quotes name otherwise, too, is somebody else; "Tar!" is nobody.
      const std::uint32_t quoted = member.uses - std::min(member.uses, member.told);
      const std::uint32_t fewest = member.faceless ? 3 : 2;
      if (called[m] || member.described || member.mentions > 0 || member.vocatives < fewest ||
          member.vocatives * 2 < quoted || member.told * 4 > member.uses || member.vocatives < most)
        continue;
      best = member.vocatives > most ? m : kNobody;  // of two nobody
      most = member.vocatives;
    }
    if (best == kNobody && !cast_.listed) {
      Member member;
      member.name = narrator_name();
      member.aliases.push_back(member.name);
      best = static_cast<std::uint32_t>(cast_.members.size());
      cast_.members.push_back(std::move(member));
    }
    if (best == kNobody) return;
    cast_.narrator = best;
    cast_.members[best].narrator = true;
    cast_.members[best].person = true;
    for (MentionReading& reading : cast_.mentions) {
      if (reading.first_person) {
        reading.members = {best};
        ++cast_.members[best].mentions;
      }
    }
  }

  // By member: do quotes with "I said" call it?
  [[nodiscard]] std::vector<bool> called_by_narrator() const {
    std::vector<bool> called(cast_.members.size(), false);
    for (std::size_t n = 0; n < cast_.scan.names.size(); ++n) {
      const NameUse& use = cast_.scan.names[n];
      const std::uint32_t m = cast_.member_of[n];
      if (use.vocative && m != kNobody && use.quote < cast_.mentions.size() &&
          cast_.mentions[use.quote].first_person)
        called[m] = true;
    }
    return called;
  }

  // The pronoun itself where nobody calls the narrator by a name.
  [[nodiscard]] std::string narrator_name() const {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (cast_.mentions[i].first_person) return std::string(slice(in_.text, mentions_[i].span));
    }
    return {};
  }

  static void finish(Member& member, const CastLimits& limits) {
    const float all = member.he + member.she;
    member.faceless = member.faceless && all < limits.person_evidence;
    member.bare = member.bare && all < limits.person_evidence;
    if (member.gender != Gender::kUnknown) return;
    const bool full = member.name.find(' ') != std::string::npos && !member.thing && !member.place;
    member.person = member.person || ((member.subject || full) && all >= limits.person_evidence);
    if (all < limits.gender_evidence) return;
    if (member.he > 2 * member.she) member.gender = Gender::kMale;
    if (member.she > 2 * member.he) member.gender = Gender::kFemale;
  }

  const CastText& in_;
  const std::vector<Mention>& mentions_;
  const std::vector<ListedPerson>& listed_;
  NameWords& words_;
  const WordFacts& facts_;
  std::unordered_map<std::string, std::uint32_t> described_;
  Span last_described_;  // the mention read last of those with a member in described_
  std::unordered_map<std::string, std::uint32_t> listed_keys_;  // of aliases, made when asked for
  Cast cast_;
};

}  // namespace

Cast build_cast(const CastText& text, const std::vector<Mention>& mentions,
                const std::vector<ListedPerson>& listed, NameWords& words) {
  return Builder(text, mentions, listed, words).run();
}

}  // namespace quoteledger
