#include "quoteledger/resolve/told.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace quoteledger {
namespace {

class ToldReader {
 public:
  explicit ToldReader(const DialogueInput& input)
      : in_(input), cast_(input.cast), scan_(input.cast.scan), dialogue_(input.dialogue) {}

  std::vector<ToldUse> run() {
    out_.reserve(scan_.names.size() + (dialogue_ ? 0 : scan_.pronouns.size()));
    named_.resize(cast_.members.size(), false);
    if (!dialogue_) read_mentions();
    for (std::size_t n = 0; n < scan_.names.size(); ++n) {
      const std::uint32_t begin = scan_.names[n].span.begin;
      pronouns_before(begin);
      nameless_before(begin);
      name(scan_.names[n], cast_.member_of[n]);
    }
    pronouns_before(kNobody);
    nameless_before(kNobody);
    find_only_ones();
    return std::move(out_);
  }

 private:
  // Somebody told of without a name.
  struct Nameless {
    Span span;
    std::uint32_t member = kNobody, paragraph = 0;
    Gender owner = Gender::kUnknown;
    bool thing = false, many = false, missive = false;
  };

  // Whom a quote is credited to is the subject of its verb; and who is credited as somebody named before is nobody new.
  void read_mentions() {
    std::unordered_set<std::uint32_t> anaphors;  // where they begin
    for (std::size_t k = 0; k < in_.quotes.size(); ++k) {
      const Mention& mention = in_.quotes[k].mention;
      const MentionReading& reading = cast_.mentions[k];
      if (mention.kind == MentionKind::kName) speaks_.insert(mention.span.begin);
      if (reading.anaphor) anaphors.insert(mention.span.begin);
      if (mention.kind == MentionKind::kDescription && reading.kind == MentionKind::kName) {
        const std::uint32_t named = reading.members.front();  // “the newspaper”
        nameless_.push_back({mention.span, named, in_.quotes[k].paragraph, Gender::kUnknown,
                             may_be_thing(cast_.members[named])});
      }
      if (reading.kind == MentionKind::kDescription && !reading.members.empty() &&
          (reading.alone || reading.thing))
        nameless_.push_back({mention.span, reading.members.front(), in_.quotes[k].paragraph,
                             Gender::kUnknown, reading.thing,
                             !reading.thing && reading.gender == Gender::kPlural});
    }
    for (std::size_t i = 0; i < scan_.introductions.size(); ++i) {
      const Introduction& one = scan_.introductions[i];
      if (cast_.introduced[i] != kNobody && !anaphors.contains(one.span.begin))
        nameless_.push_back({one.span, cast_.introduced[i], one.paragraph, one.owner, one.thing,
                             one.many, one.missive});
    }
    std::stable_sort(nameless_.begin(), nameless_.end(), [](const Nameless& a, const Nameless& b) {
      return a.span.begin < b.span.begin;
    });
  }

  void name(const NameUse& use, std::uint32_t member) {
    const bool told_here = use.quote == kNobody;
    const bool subject = (use.subject && !(use.asked && asks_behind(use.span.end))) ||
                         (!dialogue_ && use.topic) ||
                         (!dialogue_ && told_here && speaks_.contains(use.span.begin));
    const bool new_one = !dialogue_ && told_here && brings_in(use, member);
    if (new_one) brought_in_ = {member, use.span.end};
    ToldUse told{use.span, member, use.paragraph, !told_here, subject, use.vocative};
    told.brings_in = new_one;
    told.thing = told_here && subject && member != kNobody && may_be_thing(cast_.members[member]);
    out_.push_back(told);
    if (dialogue_ || !told_here || member == kNobody || !cast_.members[member].person) return;
    told_.touch(member, use.span.end);
    if (subject) subjects_.touch(member, use.span.end);
  }

  void find_only_ones() {
    for (std::size_t begin = 0; begin < out_.size();) {
      std::size_t end = begin;
      std::size_t subjects = 0;
      ToldUse* one = nullptr;
      std::size_t brought_in = 0;
      for (; end < out_.size() && out_[end].paragraph == out_[begin].paragraph; ++end) {
        if (out_[end].quoted) continue;
        subjects += out_[end].subject ? 1 : 0;
        if (!out_[end].brings_in) continue;
        one = &out_[end];
        ++brought_in;
      }
      if (one != nullptr) one->only_one = subjects == 0 && brought_in == 1;
      begin = end;
    }
  }

  // Is the next quote a question? Whoever asked puts it.
  [[nodiscard]] bool asks_behind(std::uint32_t place) const {
    const auto next = std::lower_bound(
        in_.quotes.begin(), in_.quotes.end(), place,
        [](const SpokenQuote& quote, std::uint32_t at) { return quote.span.begin < at; });
    return next != in_.quotes.end() && ends_as_question(slice(in_.text.text, next->span));
  }

  // "The news reached Ana Ruiz at work.": the first to name her, in full, and about nobody else.
  bool brings_in(const NameUse& use, std::uint32_t member) {
    if (member == kNobody || named_[member]) return false;
    named_[member] = true;
    const NameForm& form = scan_.forms[use.form];
    const bool full = form.words.size() > 1 && (form.first_facts & kGiven) != 0;
    return use.alone && (full || form.title_facts != 0) && !cast_.members[member].place &&
           !cast_.members[member].thing;
  }

  void nameless_before(std::uint32_t end) {
    for (; i_ < nameless_.size() && nameless_[i_].span.begin < end; ++i_) {
      const Nameless& one = nameless_[i_];
      const bool somebody = !one.thing && !one.many;
      if (somebody) {
        subjects_.touch(one.member, one.span.end);
        told_.touch(one.member, one.span.end);
        owned_ = {one.member, one.owner};
      }
      ToldUse told{one.span, one.member, one.paragraph, false, somebody};
      told.thing = one.thing;
      told.many = one.many;
      told.missive = one.missive;
      told.owner = one.owner;
      told.nameless = true;
      out_.push_back(told);
    }
  }

  void pronouns_before(std::uint32_t end) {
    for (; p_ < scan_.pronouns.size() && scan_.pronouns[p_].span.begin < end; ++p_) {
      const PronounUse& pronoun = scan_.pronouns[p_];
      nameless_before(pronoun.span.begin);
      if (dialogue_ && pronoun.gender == Gender::kUnknown && !pronoun.noun &&
          cast_.narrator != kNobody)
        out_.push_back(
            {pronoun.span, cast_.narrator, pronoun.paragraph, false, pronoun.subject, false});
      const bool one = pronoun.gender == Gender::kMale || pronoun.gender == Gender::kFemale;
      if (dialogue_ || !pronoun.subject || (!one && !pronoun.noun)) continue;
      // A description whose bearer is known is no pronoun.
      if (pronoun.noun && i_ < nameless_.size() && nameless_[i_].span.begin == pronoun.span.begin)
        continue;
      const std::uint32_t member = antecedent(pronoun);
      if (member == kNobody) continue;
      subjects_.touch(member, pronoun.span.end);
      told_.touch(member, pronoun.span.end);
      ToldUse told{pronoun.span, member, pronoun.paragraph, false, true};
      told.pronoun = true;
      out_.push_back(told);
    }
  }

  [[nodiscard]] bool may_mean(const PronounUse& pronoun, std::uint32_t member) const {
    const Member& one = cast_.members[member];
    if (pronoun.noun) return one.gender != Gender::kPlural && !one.faceless && !one.bare;
    return agrees(pronoun.gender, one) &&
           !(member == owned_.member && pronoun.gender == owned_.owner);
  }

  // Whom a pronoun means: the last subject of its own paragraph, whom that brings in, else the last name there; the last
  // subject of the one before, else the last name there; else the last subject.
  [[nodiscard]] std::uint32_t antecedent(const PronounUse& pronoun) const {
    const auto& paragraphs = in_.text.paragraphs;
    const std::uint32_t here = paragraphs[pronoun.paragraph].begin;
    const std::uint32_t before =
        pronoun.paragraph == 0 ? here : paragraphs[pronoun.paragraph - 1].begin;
    const auto reach = static_cast<std::uint32_t>(in_.salience.antecedent_far);
    const std::uint32_t far = pronoun.span.begin > reach ? pronoun.span.begin - reach : 0;
    // "Hale asked him": not Hale.
    const auto& latest = subjects_.list();
    const bool by_latest =
        pronoun.asked && !latest.empty() && latest.front().second > pronoun.asked_from;
    const std::uint32_t asker = by_latest ? latest.front().first : kNobody;
    const auto last = [&](const Recent& list, std::uint32_t from) {
      for (const auto& [member, place] : list.list()) {
        if (place >= from && member != asker && may_mean(pronoun, member)) return member;
      }
      return kNobody;
    };
    std::uint32_t found = last(subjects_, here);
    if (found == kNobody && !pronoun.noun && brought_in_.place > here &&
        may_mean(pronoun, brought_in_.member))
      found = brought_in_.member;
    const std::array order = {std::pair(&told_, here), std::pair(&subjects_, before),
                              std::pair(&told_, before), std::pair(&subjects_, far)};
    for (const auto& [list, from] : order) {
      if (found == kNobody) found = last(*list, from);
    }
    return found;
  }

  const DialogueInput& in_;
  const Cast& cast_;
  const Scan& scan_;
  const bool dialogue_;
  std::unordered_set<std::uint32_t> speaks_;  // where names begin that quotes are credited to
  std::vector<Nameless> nameless_;            // in text order
  std::vector<bool> named_;                   // by member
  Recent subjects_{6}, told_{8};
  // Somebody whom a sentence brings in without making him its subject.
  struct {
    std::uint32_t member = kNobody;
    std::uint32_t place = 0;
  } brought_in_;
  // The last description told, and the gender that means its owner there.
  struct {
    std::uint32_t member = kNobody;
    Gender owner = Gender::kUnknown;
  } owned_;
  std::size_t p_ = 0, i_ = 0;  // the next of scan_.pronouns and of nameless_
  std::vector<ToldUse> out_;
};

}  // namespace

bool ends_as_question(std::string_view quote) {
  constexpr std::size_t kMostMarks = 4;  // bytes of marks behind it
  const std::size_t size = quote.size();
  while (quote.size() > 1 && quote.size() + kMostMarks > size &&
         std::string_view("?.!,").find(quote.back()) == std::string_view::npos)
    quote.remove_suffix(1);
  return quote.ends_with('?');
}

bool agrees(Gender pronoun, const Member& member) {
  const bool one_person = pronoun == Gender::kFemale || pronoun == Gender::kMale;
  if (!one_person)
    return pronoun == Gender::kUnknown || member.gender == Gender::kUnknown ||
           member.gender == pronoun;
  return member.gender == pronoun ||
         (member.gender == Gender::kUnknown && !member.faceless && !member.thing);
}

bool may_be_thing(const Member& member) {
  const bool one_person = member.gender == Gender::kFemale || member.gender == Gender::kMale;
  return !one_person && member.titles == 0 && (member.thing || member.faceless || member.bare) &&
         !member.place;
}

std::vector<ToldUse> told_uses(const DialogueInput& input) { return ToldReader(input).run(); }

}  // namespace quoteledger
