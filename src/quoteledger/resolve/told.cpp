#include "quoteledger/resolve/told.h"

#include <array>
#include <unordered_set>

namespace quoteledger {
namespace {

// Whom a pronoun means: the last subject of its own paragraph or the one before, else the last name there, else the last
// subject.
std::uint32_t antecedent(const PronounUse& pronoun, const Recent& subjects, const Recent& told,
                         const std::vector<Span>& paragraphs, const Cast& cast,
                         std::uint32_t reach) {
  const std::uint32_t here = paragraphs[pronoun.paragraph].begin;
  const std::uint32_t before =
      pronoun.paragraph == 0 ? here : paragraphs[pronoun.paragraph - 1].begin;
  const std::uint32_t far = pronoun.span.begin > reach ? pronoun.span.begin - reach : 0;
  const auto last = [&](const Recent& list, std::uint32_t from) {
    for (const auto& [member, place] : list.list()) {
      const Member& one = cast.members[member];
      if (place < from) continue;
      if (pronoun.noun ? one.gender != Gender::kPlural && !one.faceless && !one.bare
                       : agrees(pronoun.gender, one))
        return member;
    }
    return kNobody;
  };
  std::array order = {std::pair(&subjects, here), std::pair(&subjects, before),
                      std::pair(&told, here), std::pair(&told, before), std::pair(&subjects, far)};
  // A description tells somebody else than "he" would.
  if (pronoun.noun) std::swap(order[1], order[2]);
  for (const auto& [list, from] : order) {
    if (const std::uint32_t found = last(*list, from); found != kNobody) return found;
  }
  return kNobody;
}

}  // namespace

bool agrees(Gender pronoun, const Member& member) {
  const bool one_person = pronoun == Gender::kFemale || pronoun == Gender::kMale;
  if (!one_person)
    return pronoun == Gender::kUnknown || member.gender == Gender::kUnknown ||
           member.gender == pronoun;
  return member.gender == pronoun || (member.gender == Gender::kUnknown && !member.faceless);
}

std::vector<ToldUse> told_uses(const DialogueInput& input) {
  const Cast& cast = input.cast;
  const Scan& scan = cast.scan;
  const bool dialogue = input.dialogue;
  std::vector<ToldUse> out;
  out.reserve(scan.names.size() + (dialogue ? 0 : scan.pronouns.size()));
  // A name that a quote is credited to is the subject of its verb.
  std::unordered_set<std::uint32_t> speaks;
  if (!dialogue) {
    for (const SpokenQuote& quote : input.quotes) {
      if (quote.mention.kind == MentionKind::kName) speaks.insert(quote.mention.span.begin);
    }
  }
  Recent subjects(6);
  Recent told(8);
  std::size_t p = 0;
  std::size_t i = 0;
  const auto introductions_before = [&](std::uint32_t end) {
    for (; i < scan.introductions.size() && scan.introductions[i].span.begin < end; ++i) {
      const Introduction& one = scan.introductions[i];
      subjects.touch(cast.introduced[i], one.span.end);
      told.touch(cast.introduced[i], one.span.end);
      out.push_back({one.span, cast.introduced[i], one.paragraph, false, true, false, false});
    }
  };
  const auto pronouns_before = [&](std::uint32_t end) {
    for (; p < scan.pronouns.size() && scan.pronouns[p].span.begin < end; ++p) {
      const PronounUse& pronoun = scan.pronouns[p];
      introductions_before(pronoun.span.begin);
      const bool one = pronoun.gender == Gender::kMale || pronoun.gender == Gender::kFemale;
      if (dialogue || !pronoun.subject || (!one && !pronoun.noun)) continue;
      const std::uint32_t member =
          antecedent(pronoun, subjects, told, input.text.paragraphs, cast,
                     static_cast<std::uint32_t>(input.salience.antecedent_far));
      if (member == kNobody) continue;
      subjects.touch(member, pronoun.span.end);
      told.touch(member, pronoun.span.end);
      out.push_back({pronoun.span, member, pronoun.paragraph, false, true, false, true});
    }
  };
  for (std::size_t n = 0; n < scan.names.size(); ++n) {
    const NameUse& use = scan.names[n];
    const std::uint32_t member = cast.member_of[n];
    pronouns_before(use.span.begin);
    introductions_before(use.span.begin);
    const bool told_here = use.quote == kNobody;
    const bool subject = use.subject || (!dialogue && use.topic) ||
                         (!dialogue && told_here && speaks.contains(use.span.begin));
    out.push_back({use.span, member, use.paragraph, !told_here, subject, use.vocative, false});
    if (dialogue || !told_here || member == kNobody || !cast.members[member].person) continue;
    told.touch(member, use.span.end);
    if (subject) subjects.touch(member, use.span.end);
  }
  pronouns_before(kNobody);
  introductions_before(kNobody);
  return out;
}

}  // namespace quoteledger
