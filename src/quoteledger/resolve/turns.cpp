#include "quoteledger/resolve/turns.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "quoteledger/resolve/told.h"

namespace quoteledger {
namespace {

constexpr float kForget = 0.01F;  // less is nobody about

bool clash(Gender a, Gender b) { return a != Gender::kUnknown && b != Gender::kUnknown && a != b; }

// The members about, with how much they are; only a few are alive at a time.
class Salience {
 public:
  explicit Salience(std::size_t members) : value_(members, 0.0F), alive_(members, false) {}

  void add(std::uint32_t member, float amount) {
    value_[member] += amount / scale_;
    if (!alive_[member]) {
      alive_[member] = true;
      list_.push_back(member);
    }
  }
  void fade(float by) {
    scale_ *= by;
    if (scale_ < 1e-6F) {
      for (const std::uint32_t m : list_) value_[m] *= scale_;
      scale_ = 1.0F;
    }
    if (++fades_ % 16 == 0) forget();
  }
  [[nodiscard]] float of(std::uint32_t member) const { return value_[member] * scale_; }
  [[nodiscard]] const std::vector<std::uint32_t>& alive() const { return list_; }

 private:
  void forget() {
    std::erase_if(list_, [&](std::uint32_t m) {
      if (value_[m] * scale_ >= kForget) return false;
      value_[m] = 0;
      alive_[m] = false;
      return true;
    });
  }

  std::vector<float> value_;
  std::vector<bool> alive_;
  std::vector<std::uint32_t> list_;
  float scale_ = 1.0F;
  unsigned fades_ = 0;
};

class TurnMaker {
 public:
  explicit TurnMaker(const DialogueInput& input)
      : in_(input), cast_(input.cast), scan_(input.cast.scan), weights_(input.salience) {
    speaks_.reserve(cast_.members.size());
    for (const Member& member : cast_.members) speaks_.push_back(member.person);
  }

  std::vector<Turn> run() {
    uses_ = told_uses(in_);
    group();
    link();
    back();
    forward();
    return std::move(turns_);
  }

 private:
  // How much a mention tells. In reported text a description brings in somebody of its own, whom a pronoun goes on with.
  [[nodiscard]] int strength(const MentionReading& reading) const {
    switch (reading.kind) {
      case MentionKind::kName:
        return 4;
      case MentionKind::kPronoun:
        return 2;
      case MentionKind::kDescription:
        return !in_.dialogue && !reading.members.empty() ? 3 : 1;
      case MentionKind::kNone:
        break;
    }
    return 0;
  }

  [[nodiscard]] static bool holds_another(const MentionReading& office, std::uint32_t member) {
    return std::binary_search(office.others.begin(), office.others.end(), member);
  }

  // Are they names of different people?
  [[nodiscard]] static bool two_names(const MentionReading& a, const MentionReading& b) {
    return a.kind == MentionKind::kName && b.kind == MentionKind::kName &&
           std::find(b.members.begin(), b.members.end(), a.members.front()) == b.members.end();
  }

  // May two mentions of one paragraph mean one person?
  [[nodiscard]] bool together(const MentionReading& a, const MentionReading& b) const {
    if (a.kind == MentionKind::kNone || b.kind == MentionKind::kNone) return true;
    if (a.first_person != b.first_person) return false;
    if (clash(a.gender, b.gender)) return false;
    if (!in_.dialogue && b.kind == MentionKind::kDescription && !b.members.empty()) {
      // Somebody whom the text has not brought in yet.
      if (a.kind == MentionKind::kDescription) return a.members == b.members;
      if (!b.definite) return false;
      // “Ana Ruiz … The agency”, “… The lawyers”
      if (a.kind == MentionKind::kName && (b.thing || b.gender == Gender::kPlural) &&
          !may_be_thing(cast_.members[a.members.front()]))
        return false;
    }
    if (a.kind == MentionKind::kName && b.kind == MentionKind::kName) return !two_names(a, b);
    // “A study … She”
    if (!in_.dialogue && a.kind == MentionKind::kDescription && a.thing &&
        b.kind == MentionKind::kPronoun && !b.thing && b.gender != Gender::kPlural)
      return false;
    // “Oslo … The minister”, “Rep. Lund … The senator”
    if (a.kind == MentionKind::kName && (b.anaphor || b.kind == MentionKind::kDescription) &&
        (cast_.members[a.members.front()].place || holds_another(b, a.members.front())))
      return false;
    const auto gender = [&](const MentionReading& one) {
      return one.kind == MentionKind::kName ? cast_.members[one.members.front()].gender
                                            : one.gender;
    };
    return !clash(gender(a), gender(b));
  }

  // In reported text "He …" behind another sentence's subject means that subject, not the speaker before; and a name is
  // not told of a "he" or of somebody without a name before it.
  [[nodiscard]] bool parted(const Turn& turn, std::uint32_t q) const {
    const Mention& mention = in_.quotes[q].mention;
    const SpokenQuote& last = in_.quotes[turn.end_quote - 1];
    if (in_.dialogue || mention.span == last.mention.span) return false;
    if (mention.kind == MentionKind::kName)
      return turn.reading.kind == MentionKind::kPronoun ||
             (turn.reading.kind == MentionKind::kDescription && !turn.reading.members.empty());
    if (mention.kind != MentionKind::kPronoun) return false;
    const auto& names = scan_.names;
    auto at = std::lower_bound(
        names.begin(), names.end(), last.span.end,
        [](const NameUse& use, std::uint32_t place) { return use.span.begin < place; });
    const std::uint32_t end = std::min(mention.span.begin, in_.quotes[q].span.begin);
    for (; at != names.end() && at->span.begin < end; ++at) {
      if (at->subject && at->span.begin >= last.mention.span.end) return true;
    }
    const auto& introductions = scan_.introductions;
    auto one = std::lower_bound(
        introductions.begin(), introductions.end(), std::max(last.span.end, last.mention.span.end),
        [](const Introduction& other, std::uint32_t place) { return other.span.begin < place; });
    while (one != introductions.end() && one->span.begin < end && (one->thing || one->many)) ++one;
    return one != introductions.end() && one->span.begin < end;
  }

  // The member whose name ends a span, or kNobody: “Senator Lund”, and neither “Lund's lawyer” nor “the wife of Lund”.
  [[nodiscard]] std::uint32_t named_by(Span span) const {
    if (span.empty()) return kNobody;
    const auto& names = scan_.names;
    const auto at = std::lower_bound(
        names.begin(), names.end(), span.begin,
        [](const NameUse& use, std::uint32_t place) { return use.span.begin < place; });
    if (at == names.end() || at->span.begin != span.begin || at->span.end != span.end)
      return kNobody;
    return cast_.member_of[static_cast<std::size_t>(at - names.begin())];
  }

  // Quotes of one paragraph are one turn unless their mentions part them.
  void group() {
    const auto& quotes = in_.quotes;
    turns_.reserve(static_cast<std::size_t>(std::count_if(
        quotes.begin(), quotes.end(), [](const SpokenQuote& quote) { return quote.speech; })));
    for (std::uint32_t q = 0; q < quotes.size(); ++q) {
      if (!quotes[q].speech) continue;
      const MentionReading& reading = cast_.mentions[q];
      Turn* turn = turns_.empty() ? nullptr : &turns_.back();
      const bool joins =
          turn != nullptr && ((quotes[q].continues && !two_names(turn->reading, reading)) ||
                              (turn->last_paragraph == quotes[q].paragraph &&
                               together(turn->reading, reading) && !parted(*turn, q)));
      if (!joins) {
        turns_.emplace_back();
        turn = &turns_.back();
        turn->first_quote = q;
        turn->paragraph = quotes[q].paragraph;
      }
      turn->end_quote = q + 1;
      turn->last_paragraph = quotes[q].paragraph;
      if (turn->told == kNobody) turn->told = named_by(quotes[q].addressee);
      if (strength(reading) > strength(turn->reading)) {
        turn->reading = reading;
        turn->mention_quote = q;
      }
    }
  }

  // Does its last quote end with a question mark?
  [[nodiscard]] bool asks(const Turn& turn) const {
    return ends_as_question(slice(in_.text.text, in_.quotes[turn.end_quote - 1].span));
  }

  // What each turn is to the one before, and what is said inside its quotes.
  void link() {
    std::size_t n = 0;
    std::size_t a = 0;
    for (std::size_t t = 0; t < turns_.size(); ++t) {
      Turn& turn = turns_[t];
      if (t > 0) {
        const Turn& before = turns_[t - 1];
        turn.gap = static_cast<int>(turn.paragraph) - static_cast<int>(before.last_paragraph) - 1;
        turn.asked_before = asks(before);
        turn.called = called_;
      }
      const std::uint32_t begin = turn.first_quote;
      const std::uint32_t end = turn.end_quote;
      while (n < scan_.names.size() && scan_.names[n].span.begin < in_.quotes[begin].span.begin)
        ++n;
      for (; n < scan_.names.size() && scan_.names[n].span.begin < in_.quotes[end - 1].span.end;
           ++n) {
        const NameUse& use = scan_.names[n];
        if (use.quote != kNobody && use.vocative && cast_.member_of[n] != kNobody)
          turn.calls.push_back(cast_.member_of[n]);
      }
      if (turn.told != kNobody && asks(turn)) turn.calls.push_back(turn.told);
      called_ = Gender::kUnknown;
      while (a < scan_.addresses.size() && scan_.addresses[a].quote < begin) ++a;
      for (; a < scan_.addresses.size() && scan_.addresses[a].quote < end; ++a)
        called_ = scan_.addresses[a].gender;
    }
  }

  // Where a turn's own words begin: its first quote, in reported text also a pronoun before it.
  [[nodiscard]] std::uint32_t opening_of(const Turn& turn) const {
    const SpokenQuote& first = in_.quotes[turn.first_quote];
    if (in_.dialogue || first.mention.kind != MentionKind::kPronoun) return first.span.begin;
    return std::min(first.span.begin, first.mention.span.begin);
  }

  // Whom its pronoun means as one of the told text, or kNobody.
  [[nodiscard]] std::uint32_t antecedent_of(const Turn& turn) const {
    if (turn.reading.kind != MentionKind::kPronoun || turn.mention_quote == kNobody) return kNobody;
    const std::uint32_t place = in_.quotes[turn.mention_quote].mention.span.begin;
    const auto use = std::lower_bound(
        uses_.begin(), uses_.end(), place,
        [](const ToldUse& one, std::uint32_t begin) { return one.span.begin < begin; });
    return use != uses_.end() && use->pronoun && use->span.begin == place ? use->member : kNobody;
  }

  // What "it" or "they" means in reported text: the last such subject of the mention's paragraph or the one before; or
  // kNobody.
  [[nodiscard]] std::uint32_t meant_by_it(const Turn& turn) const {
    const MentionReading& reading = turn.reading;
    if (in_.dialogue || reading.kind != MentionKind::kPronoun || turn.mention_quote == kNobody ||
        !(reading.thing || reading.gender == Gender::kPlural))
      return kNobody;
    const SpokenQuote& quote = in_.quotes[turn.mention_quote];
    const std::uint32_t place = std::min(quote.span.begin, quote.mention.span.begin);
    auto use = std::lower_bound(
        uses_.begin(), uses_.end(), place,
        [](const ToldUse& one, std::uint32_t begin) { return one.span.begin < begin; });
    constexpr int kMostUses = 64;
    std::uint32_t letter = kNobody;
    for (int back = 0; back < kMostUses && use != uses_.begin(); ++back) {
      --use;
      if (use->paragraph + 1 < quote.paragraph) break;
      // "The firm sent a letter. “…,” it said": the firm.
      if (use->missive && reading.thing && (letter == kNobody)) letter = use->member;
      if (use->missive) continue;
      if (letter != kNobody && use->paragraph < quote.paragraph) break;
      if (reading.thing ? use->thing && !use->many : use->many) return use->member;
      // Of the paragraph before, only what it is about last.
      if (use->paragraph < quote.paragraph && use->subject && !use->quoted) break;
    }
    return letter;
  }

  // May the turn's pronoun mean this subject? In reported text no other is looked at.
  [[nodiscard]] bool may_mean(const Turn& turn, std::uint32_t member) const {
    return in_.dialogue || turn.reading.kind != MentionKind::kPronoun ||
           agrees(turn.reading.gender, cast_.members[member]);
  }

  // Who is the label of a paragraph of a transcript ("MR. HALE: …"), and so no he or she in it; or kNobody.
  [[nodiscard]] std::uint32_t label_of(std::uint32_t paragraph) const {
    const Span here = in_.text.paragraphs[paragraph];
    const auto& names = scan_.names;
    const auto at = std::lower_bound(
        names.begin(), names.end(), here.begin,
        [](const NameUse& use, std::uint32_t place) { return use.span.begin < place; });
    if (at == names.end() || at->span.begin != here.begin || at->span.end >= here.end ||
        in_.text.text[at->span.end] != ':')
      return kNobody;
    return cast_.member_of[static_cast<std::size_t>(at - names.begin())];
  }

  // Whose name stands before an aside that tells who says it: "Ana Ruiz, she said, was late"; or kNobody.
  [[nodiscard]] std::uint32_t subject_around(const Turn& turn) const {
    if (in_.dialogue || turn.mention_quote == kNobody) return kNobody;
    const std::uint32_t place = in_.quotes[turn.mention_quote].mention.span.begin;
    const auto& names = scan_.names;
    const auto at = std::lower_bound(
        names.begin(), names.end(), place,
        [](const NameUse& use, std::uint32_t before) { return use.span.begin < before; });
    if (at == names.begin()) return kNobody;
    const NameUse& use = *(at - 1);
    const bool beside = use.quote == kNobody && use.span.end < place &&
                        slice(in_.text.text, Span{use.span.end, place}) == ", ";
    return beside ? cast_.member_of[static_cast<std::size_t>(at - 1 - names.begin())] : kNobody;
  }

  // Is its mention a he or a she?
  [[nodiscard]] static bool goes_on(const Turn& turn) {
    return turn.reading.kind == MentionKind::kPronoun && !turn.reading.anaphor &&
           (turn.reading.gender == Gender::kFemale || turn.reading.gender == Gender::kMale);
  }

  [[nodiscard]] bool may_speak(std::uint32_t member) const {
    return member != kNobody && speaks_[member] != 0;
  }

  using SalienceList = std::deque<std::pair<std::uint32_t, float>>;
  struct SaliencePart {
    SalienceList::const_iterator first, last;
    [[nodiscard]] SalienceList::const_iterator begin() const { return first; }
    [[nodiscard]] SalienceList::const_iterator end() const { return last; }
  };
  [[nodiscard]] SaliencePart behind(std::size_t t) const {
    const std::size_t end = t == 0 ? behind_.size() : behind_begin_[t - 1];
    return {behind_.begin() + static_cast<std::ptrdiff_t>(behind_begin_[t]),
            behind_.begin() + static_cast<std::ptrdiff_t>(end)};
  }

  // From the end: salience behind each turn, by the speakers that quotes name and call there.
  void back() {
    Salience salience(cast_.members.size());
    Recent speakers(2);
    behind_begin_.resize(turns_.size());
    next_.resize(turns_.size());
    for (std::size_t t = turns_.size(); t-- > 0;) {
      const Turn& turn = turns_[t];
      behind_begin_[t] = behind_.size();
      for (const std::uint32_t m : salience.alive()) {
        if (salience.of(m) > 0.05F) behind_.emplace_back(m, salience.of(m));
      }
      next_[t].fill(kNobody);
      for (std::size_t r = 0; r < speakers.list().size(); ++r)
        next_[t][r] = speakers.list()[r].first;
      if (turn.reading.kind != MentionKind::kPronoun && !turn.reading.members.empty() &&
          may_speak(turn.reading.members.front())) {
        salience.add(turn.reading.members.front(), weights_.named);
        speakers.touch(turn.reading.members.front(), 0);
      } else if (turn.reading.first_person && cast_.narrator != kNobody) {
        salience.add(cast_.narrator, weights_.named);
        speakers.touch(cast_.narrator, 0);
      }
      for (const std::uint32_t m : turn.calls) {
        if (may_speak(m)) salience.add(m, weights_.called);
      }
      salience.fade(weights_.fade_turn);
      for (int gap = 0; gap < std::min(turn.gap, 10); ++gap) salience.fade(weights_.fade_told);
    }
  }

  void forward() {
    Salience salience(cast_.members.size());
    Recent told(8), subjects(6), speakers(2);
    std::vector<float> behind_of(cast_.members.size(), 0.0F);
    std::size_t n = 0;
    std::size_t pr = 0;
    std::vector<std::uint32_t> beat_others, inside;
    for (std::size_t t = 0; t < turns_.size(); ++t) {
      Turn& turn = turns_[t];
      // This turn's part of its paragraph.
      const Span paragraph = in_.text.paragraphs[turn.paragraph];
      std::uint32_t from = paragraph.begin;
      if (t > 0 && turn.gap < 0) from = in_.quotes[turns_[t - 1].end_quote - 1].span.end;
      std::uint32_t to = in_.text.paragraphs[turn.last_paragraph].end;
      if (t + 1 < turns_.size() && turns_[t + 1].paragraph == turn.last_paragraph)
        to = in_.quotes[turns_[t + 1].first_quote].span.begin;
      // Everything before.
      std::uint32_t lead_last = kNobody, lead_subject = kNobody;
      const std::uint32_t lead_paragraph = turn.paragraph == 0 ? kNobody : turn.paragraph - 1;
      for (; n < uses_.size() && uses_[n].span.begin < from; ++n) {
        const ToldUse& use = uses_[n];
        const std::uint32_t m = use.member;
        if (!may_speak(m)) continue;
        if (use.quoted) {
          salience.add(m, use.vocative ? weights_.called : weights_.inside);
          continue;
        }
        salience.add(m, use.subject ? weights_.subject : weights_.told);
        told.touch(m, use.span.end);
        if (use.subject) subjects.touch(m, use.span.end);
        if (turn.gap > 0 && use.paragraph == lead_paragraph && may_mean(turn, m)) {
          lead_last = m;
          if (use.subject || (use.only_one && goes_on(turn))) lead_subject = m;
        }
      }
      for (int gap = 0; gap < std::min(turn.gap, 10); ++gap) salience.fade(weights_.fade_told);
      // The told text of the turn's own paragraph.
      std::uint32_t beat_before = kNobody, beat_subject = kNobody;
      beat_others.clear();
      inside.clear();
      const std::uint32_t opening = opening_of(turn);
      for (std::size_t i = n; i < uses_.size() && uses_[i].span.begin < to; ++i) {
        const ToldUse& use = uses_[i];
        const std::uint32_t m = use.member;
        if (!may_speak(m)) continue;
        if (use.quoted) {
          inside.push_back(m);
          continue;
        }
        const bool before = use.span.begin < opening;
        if (use.pronoun && !before) continue;
        const bool subject =
            goes_on(turn)
                ? (use.subject && use.owner != turn.reading.gender) || (use.brings_in && before)
                : use.subject && !(use.nameless && turn.reading.first_person);
        if (subject && may_mean(turn, m) && (before || beat_subject == kNobody)) {
          std::uint32_t& place = before ? beat_before : beat_subject;
          if (place != kNobody) beat_others.push_back(place);
          place = m;
        } else {
          beat_others.push_back(m);
        }
      }
      while (pr < scan_.pronouns.size() && scan_.pronouns[pr].span.begin < from) ++pr;
      for (std::size_t i = pr; i < scan_.pronouns.size() && scan_.pronouns[i].span.begin < to;
           ++i) {
        if (!scan_.pronouns[i].subject || scan_.pronouns[i].noun) continue;
        turn.beat = scan_.pronouns[i].gender;
        turn.beat_first_person = turn.beat == Gender::kUnknown;
        break;
      }
      {
        std::string_view lead = turn.gap > 0 && lead_paragraph != kNobody
                                    ? slice(in_.text.text, in_.text.paragraphs[lead_paragraph])
                                    : std::string_view();
        turn.intro = lead.ends_with(':') || lead.ends_with(',');
      }

      choose(turn, t, salience, behind_of, beat_before, beat_subject, beat_others);
      const std::uint32_t here = in_.quotes[turn.first_quote].span.begin;
      const std::uint32_t antecedent = antecedent_of(turn);
      for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
        TurnCandidate& one = turn.candidates[c];
        const std::uint32_t m = one.member;
        one.before = salience.of(m);
        one.antecedent = m == antecedent;
        for (const auto& [other, place] : told.list()) {
          if (other == m) one.far = static_cast<float>(here - place) > weights_.far;
        }
        one.beat_before = m == beat_before;
        one.beat_subject = m == beat_subject && !one.beat_before;
        one.beat_other = !one.beat_subject && !one.beat_before &&
                         std::find(beat_others.begin(), beat_others.end(), m) != beat_others.end();
        one.lead_subject = m == lead_subject;
        one.lead_last = m == lead_last;
        one.inside = std::find(inside.begin(), inside.end(), m) != inside.end();
        one.calls_self = contains(turn.calls, m);
        one.called = t > 0 && contains(turns_[t - 1].calls, m);
        one.just_named = t > 0 && just_named(turns_[t - 1], turn, m);
        one.will_be_called = t + 1 < turns_.size() && contains(turns_[t + 1].calls, m);
        for (std::size_t r = 0; r < speakers.list().size(); ++r) {
          if (speakers.list()[r].first == m) one.last_speaker = (r + 1) & 3U;
        }
        for (std::size_t r = 0; r < next_[t].size(); ++r) {
          if (next_[t][r] == m) one.next_speaker = (r + 1) & 3U;
        }
      }
      rank(turn, told, subjects);
      // Now the turn itself is past.
      if (turn.reading.kind != MentionKind::kPronoun && !turn.reading.members.empty() &&
          may_speak(turn.reading.members.front())) {
        salience.add(turn.reading.members.front(), weights_.named);
        speakers.touch(turn.reading.members.front(), here);
      } else if (turn.reading.first_person && cast_.narrator != kNobody) {
        salience.add(cast_.narrator, weights_.named);
        speakers.touch(cast_.narrator, here);
      }
      salience.fade(weights_.fade_turn);
    }
  }

  // “Lindqvist said so. “…,” he added.”: whoever speaks in the paragraph before is a person, though nothing else tells so.
  [[nodiscard]] bool just_named(const Turn& before, const Turn& turn, std::uint32_t m) const {
    const Member& member = cast_.members[m];
    return turn.gap <= 0 && before.reading.kind == MentionKind::kName &&
           before.reading.members.front() == m && member.words.size() == 1 && !member.thing &&
           !member.place;
  }

  [[nodiscard]] static bool contains(const std::vector<std::uint32_t>& list, std::uint32_t member) {
    return std::find(list.begin(), list.end(), member) != list.end();
  }

  void rank(Turn& turn, const Recent& told, const Recent& subjects) {
    const Gender gender = turn.reading.kind == MentionKind::kNone ? turn.beat : turn.reading.gender;
    unsigned rank = 0;
    const auto candidate = [&](std::uint32_t m) -> TurnCandidate* {
      for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
        if (turn.candidates[c].member == m) return &turn.candidates[c];
      }
      return nullptr;
    };
    for (const auto& [m, place] : told.list()) {
      if (clash(cast_.members[m].gender, gender)) continue;
      ++rank;
      if (TurnCandidate* one = candidate(m)) one->recent = rank & 15U;
    }
    for (const auto& [m, place] : subjects.list()) {
      if (clash(cast_.members[m].gender, gender)) continue;
      if (TurnCandidate* one = candidate(m)) one->recent_subject = true;
      break;
    }
  }

  // The mention's own members and those of the scene first, then the most salient before and
  // behind.
  void choose(Turn& turn, std::size_t t, const Salience& salience, std::vector<float>& behind_of,
              std::uint32_t beat_before, std::uint32_t beat_subject,
              const std::vector<std::uint32_t>& beat_others) {
    const std::uint32_t label = goes_on(turn) ? label_of(turn.paragraph) : kNobody;
    const std::uint32_t told_of = goes_on(turn) ? subject_around(turn) : kNobody;
    const auto add = [&](std::uint32_t m) {
      if (!may_speak(m) || m == label || turn.candidate_count == kMostCandidates) return;
      // “He” and “the driver” are nobody who says “I”.
      if (m == cast_.narrator && !turn.reading.first_person &&
          (turn.reading.kind == MentionKind::kPronoun ||
           turn.reading.kind == MentionKind::kDescription))
        return;
      // “Ana, she said, was”: not Ana.
      if (m == told_of) return;
      // “She told Ana”: not Ana.
      if (m == turn.told && turn.reading.kind != MentionKind::kName) return;
      // “The judge” is not “the defendant”.
      const bool other = turn.reading.members.empty() || turn.reading.members.front() != m;
      if (!in_.dialogue && cast_.members[m].described && other &&
          (turn.reading.kind == MentionKind::kDescription || turn.reading.anaphor))
        return;
      // “He” and “they” are no letter.
      if (turn.reading.kind == MentionKind::kPronoun && !turn.reading.thing && !in_.dialogue &&
          cast_.members[m].described &&
          (cast_.members[m].thing || (cast_.members[m].faceless && goes_on(turn))))
        return;
      // “The senator” is not Representative Lund.
      if (holds_another(turn.reading, m)) return;
      // “The minister” is no city.
      if (turn.reading.anaphor && cast_.members[m].place) return;
      for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
        if (turn.candidates[c].member == m) return;
      }
      TurnCandidate& one = turn.candidates[turn.candidate_count++];
      one.member = m;
    };
    for (const auto& [m, value] : behind(t)) behind_of[m] = value;
    if (const std::uint32_t meant = meant_by_it(turn); meant != kNobody) {
      turn.candidates[0].member = meant;
      turn.candidate_count = 1;
    }
    for (const std::uint32_t m : turn.reading.members) add(m);
    // “… I said”: the narrator, and nobody else.
    const bool narrated = turn.reading.first_person && cast_.narrator != kNobody;
    if (narrated) add(cast_.narrator);
    const bool itself = turn.reading.thing || turn.reading.nameless || turn.reading.alone;
    if ((narrated || (itself && !in_.dialogue)) && turn.candidate_count > 0) {
      for (std::uint32_t c = 0; c < turn.candidate_count; ++c)
        turn.candidates[c].behind = behind_of[turn.candidates[c].member];
      for (const auto& [m, value] : behind(t)) behind_of[m] = 0;
      return;
    }
    // The writer, whom no name means.
    if (turn.reading.first_person && !in_.dialogue && cast_.narrator == kNobody) {
      for (const auto& [m, value] : behind(t)) behind_of[m] = 0;
      return;
    }
    if (turn.beat_first_person) add(cast_.narrator);
    add(beat_before);
    add(beat_subject);
    if (t > 0) {
      for (const std::uint32_t m : turns_[t - 1].calls) add(m);
    }
    auto& order = order_;
    order.clear();
    // Whoever came last is mostly the most salient: with those in front the sort is short.
    const auto& alive = salience.alive();
    for (auto m = alive.rbegin(); m != alive.rend(); ++m) {
      if (may_speak(*m)) order.emplace_back(salience.of(*m) + behind_of[*m], *m);
    }
    // “They” are told of before.
    const bool they = !in_.dialogue && turn.reading.kind == MentionKind::kPronoun &&
                      turn.reading.gender == Gender::kPlural;
    const SaliencePart later = behind(t);
    for (auto one = later.end(); one != later.begin();) {
      --one;
      if (may_speak(one->first) && salience.of(one->first) <= 0 && !turn.reading.sole && !they)
        order.emplace_back(one->second, one->first);
    }
    const std::size_t most = std::min<std::size_t>(order.size(), kMostCandidates);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                      [](const auto& a, const auto& b) {
                        return a.first != b.first ? a.first > b.first : a.second < b.second;
                      });
    for (std::size_t i = 0; i < std::min<std::size_t>(most, 8); ++i) add(order[i].second);
    for (const std::uint32_t m : beat_others) add(m);
    if (cast_.narrator != kNobody) add(cast_.narrator);
    for (std::size_t i = 8; i < most; ++i) add(order[i].second);
    for (std::uint32_t c = 0; c < turn.candidate_count; ++c)
      turn.candidates[c].behind = behind_of[turn.candidates[c].member];
    for (const auto& [m, value] : behind(t)) behind_of[m] = 0;
  }

  const DialogueInput& in_;
  const Cast& cast_;
  const Scan& scan_;
  const SalienceWeights weights_;
  std::vector<std::uint8_t> speaks_;  // by member; close together, as each turn asks for a hundred
  std::vector<Turn> turns_;
  std::vector<ToldUse> uses_;
  // Salience behind each turn, member by member: those of the last turn first, each from its begin to that of the turn
  // before.
  SalienceList behind_;  // grows without a copy
  std::vector<std::size_t> behind_begin_;
  std::vector<std::array<std::uint32_t, 2>>
      next_;  // who speaks behind each turn, the nearest first; or kNobody
  std::vector<std::pair<float, std::uint32_t>> order_;  // of choose(); reused
  Gender called_ = Gender::kUnknown;
};

}  // namespace

std::vector<Turn> make_turns(const DialogueInput& input) { return TurnMaker(input).run(); }

}  // namespace quoteledger
