#include "quoteledger/ledger/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "quoteledger/tokens/tokens.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

constexpr std::uint32_t kNone = Stretch::kNone;

// A context reaches over so many quotes to either side, at most: else a sentence of a hundred thousand quotes would be
// told a hundred thousand times.
constexpr std::uint32_t kContextQuotes = 16;

std::string_view gender_name(Gender gender) {
  switch (gender) {
    case Gender::kFemale:
      return "female";
    case Gender::kMale:
      return "male";
    case Gender::kPlural:
      return "group";
    case Gender::kUnknown:
      break;
  }
  return "unknown";
}

// "q12"
std::string numbered(char letter, std::size_t number) {
  std::string out = std::to_string(number);
  out.insert(out.begin(), letter);
  return out;
}

// Is the last character but white space a mark, neither letter nor digit?
bool ends_with_mark(std::string_view text) {
  bool mark = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_space(c)) mark = !is_letter(c) && !is_digit(c);
  }
  return mark;
}

void add_flags(Row& row, const Stretch& stretch, const Attribution& at) {
  if (stretch.unclosed) row.flags.emplace_back("unclosed");
  if (stretch.parent != kNone) row.flags.emplace_back("nested");
  if (stretch.continues) row.flags.emplace_back("continued");
  if (at.headline) row.flags.emplace_back("headline");
  if (at.ambiguous && at.from == kNone) row.flags.emplace_back("ambiguous");
}

}  // namespace

LedgerBuilder::LedgerBuilder(Frames& frames, const std::vector<Attribution>& attributions,
                             const Cast& cast, const std::string& language, bool explain)
    : frames_(frames),
      document_(frames.document()),
      attributions_(attributions),
      cast_(cast),
      language_(language),
      explain_(explain),
      places_(document_) {}

Ledger LedgerBuilder::next(std::size_t most) {
  ledger_ = {};
  ledger_.document = document_.name;
  const std::size_t count = std::min(most, attributions_.size() - next_);
  ledger_.rows.reserve(count);
  for (std::size_t row = 0; row < count; ++row) add_row(next_++);
  return std::move(ledger_);
}

std::string LedgerBuilder::text_of(Span span) const {
  return std::string(slice(document_.text, span));
}

void LedgerBuilder::add_row(std::uint32_t i) {
  const Stretch& stretch = frames_.stretches()[i];
  const Attribution& at = attributions_[i];
  Row& row = ledger_.rows.emplace_back();
  row.document = document_.name;
  row.id = numbered('q', i + 1);
  const bool same = i > 0 && same_utterance(i);
  if (!same) ++utterances_;
  row.utterance = numbered('u', utterances_);
  row.start = places_.code_point(stretch.span.begin);
  row.end = places_.code_point(stretch.span.end);
  row.byte_start = document_.file_byte(stretch.span.begin);
  row.byte_end = document_.file_byte(stretch.span.end);
  row.line = places_.line(stretch.span.begin);
  row.kind = kind_name(at.kind);
  row.quote = text_of(stretch.span);
  row.language = language_;
  if (at.credited) credit(row, i);
  if (at.rule != kNoRule) row.rule = frames_.grammar().rules[at.rule].id;
  if (at.sieve != Sieve::kNone) row.resolve_rule = sieve_name(at.sieve);
  row.confidence = std::clamp(at.score / 100, 0.0, 1.0);
  const Span around = context(i);
  row.context = text_of(around);
  row.context_start = around.begin;
  row.context_end = around.end;
  add_flags(row, stretch, at);
  if (explain_) explain(row, at);
  if (stretch.parent != kNone) return;
  last_outer_ = i;
  if (!same) first_part_ = i;
}

// The sentences around, from the mark of the first quote that it reaches to before that of the first behind it.
Span LedgerBuilder::context(std::uint32_t i) {
  const std::vector<Stretch>& stretches = frames_.stretches();
  const Span own = stretches[i].span;
  Span span = frames_.sentences_of(stretches[i].paragraph, own, true);
  if (i >= kContextQuotes)
    span.begin = std::max(span.begin, stretches[i - kContextQuotes].span.begin);
  if (i + kContextQuotes < stretches.size()) {
    const std::uint32_t limit = stretches[i + kContextQuotes].span.begin;
    span.end = std::min(span.end, std::max(own.end, limit));
  }
  return span;
}

// The words of a mention that no person is known for are the speaker's name. "I" in a quote in a quote is the outer one's.
std::string LedgerBuilder::speaker_of(std::uint32_t i) const {
  const Attribution* at = &attributions_[i];
  while (at->member >= cast_.members.size() && at->sieve == Sieve::kOuterQuote) {
    i = frames_.stretches()[i].parent;
    at = &attributions_[i];
  }
  if (at->member < cast_.members.size()) return cast_.members[at->member].name;
  return text_of(at->words.empty() ? at->mention : at->words);
}

void LedgerBuilder::credit(Row& row, std::uint32_t i) {
  const Attribution& at = attributions_[i];
  row.speaker = speaker_of(i);
  if (at.member < cast_.members.size()) row.speaker_id = speaker_id(at.member);
  if (!at.role.empty()) row.role = role_of(slice(document_.text, at.role));
  if (!at.mention.empty()) {
    row.mention = text_of(at.mention);
    row.mention_start = places_.code_point(at.mention.begin);
    row.mention_end = places_.code_point(at.mention.end);
  }
  if (!at.cue.empty()) {
    row.cue = text_of(at.cue);
    row.cue_start = places_.code_point(at.cue.begin);
    row.cue_end = places_.code_point(at.cue.end);
  }
  if (!at.addressee.empty()) row.addressee = text_of(at.addressee);
}

// A role as it reads behind a name: an article that opens a sentence of the text loses its capital. What is no more than
// the first words of a surname (von der) is none.
std::optional<std::string> LedgerBuilder::role_of(std::string_view role) const {
  const Vocabulary& vocabulary = frames_.grammar().vocabulary;
  std::string out(role);
  bool name = true;
  for (std::size_t at = space_length(role); name && at < role.size();) {
    const std::size_t length = first_token(role.substr(at)).length;
    name = vocabulary.has("particle", fold_token(role.substr(at, length)));
    at += length;
    at += space_length(role.substr(at));
  }
  if (name) return std::nullopt;
  const std::size_t length = first_token(role).length;
  const std::string first = fold_token(role.substr(0, length));
  if (vocabulary.has("determiner", first)) out.replace(0, length, first);
  return out;
}

// Speakers are numbered as they come.
std::string LedgerBuilder::speaker_id(std::uint32_t member) {
  const auto [at, fresh] = ids_.try_emplace(member);
  if (fresh) {
    at->second = numbered('s', ids_.size());
    const Member& person = cast_.members[member];
    ledger_.speakers.push_back({at->second, person.name, person.aliases,
                                std::string(gender_name(person.gender)), std::nullopt});
  }
  return at->second;
}

// One utterance is split by a cue, or goes on over paragraphs.
bool LedgerBuilder::same_utterance(std::uint32_t i) {
  const Stretch& stretch = frames_.stretches()[i];
  if (stretch.parent != kNone || last_outer_ == kNone) return false;
  const Attribution& at = attributions_[i];
  const Attribution& before = attributions_[last_outer_];
  if (stretch.continues) return goes_on_with(frames_.stretches(), attributions_, last_outer_, i);
  const Stretch& other = frames_.stretches()[last_outer_];
  if (!at.credited || !before.credited || stretch.paragraph != other.paragraph ||
      !at.mention.overlaps(before.mention) || at.mention.end > stretch.span.begin)
    return false;
  const bool between = at.mention.begin >= other.span.end;
  if (at.kind == Kind::kDirect && before.kind == Kind::kDirect && between) return true;
  return (between || first_part_ != last_outer_) && goes_on(i);
}

// Does a quote go on with the sentence that the one before left open? “The ferry,” she said, rising, “is late.” It begins
// small, behind a mark, in the same sentence, and the utterance began as speech; words that are woven into the writer's
// sentence (she called it “late”) follow a word.
bool LedgerBuilder::goes_on(std::uint32_t i) {
  const Stretch& stretch = frames_.stretches()[i];
  const Stretch& other = frames_.stretches()[last_outer_];
  const Kind first = attributions_[first_part_].kind;
  if ((first != Kind::kDirect && first != Kind::kThought) || attributions_[i].kind == Kind::kTerm)
    return false;
  const std::string_view text = document_.text;
  const Special end = quote_end(slice(text, other.inner));
  return end != Special::kQuoteStop && end != Special::kQuoteAsk &&
         starts_lower(slice(text, stretch.inner)) &&
         ends_with_mark(slice(text, {other.span.end, stretch.span.begin})) &&
         frames_.sentences_of(stretch.paragraph, other.span, false).end >= stretch.span.end;
}

void LedgerBuilder::explain(Row& row, const Attribution& at) const {
  const Grammar& grammar = frames_.grammar();
  if (!at.credited) {
    row.chain.push_back(
        at.rule == kNoRule
            ? "No rule names a speaker that is likelier than nobody."
            : fmt::format("The rule {} says that these words are nobody's speech.", *row.rule));
  } else if (at.from != kNone) {
    row.chain.push_back(
        fmt::format("Nothing beside the quote names its speaker; {} carries “{}” from q{}.",
                    sieve_name(at.sieve), text_of(at.mention), at.from + 1));
  } else if (!at.mention.empty()) {
    row.chain.push_back(fmt::format(
        "The rule {} names “{}”{}.", *row.rule, text_of(at.mention),
        at.cue.empty() ? std::string() : fmt::format(" with the cue “{}”", text_of(at.cue))));
  }
  if (at.credited && at.member < cast_.members.size()) {
    row.chain.push_back(
        fmt::format("{} takes {} for the speaker.", sieve_name(at.sieve), *row.speaker));
  }
  if (!at.considered) return;
  for (const Candidate& candidate : at.considered->candidates) {
    if (candidate.mention == at.mention) continue;
    add_rival(
        row, text_of(candidate.mention), candidate.mention,
        candidate.rule == kNoRule ? "resolve.same-paragraph" : grammar.rules[candidate.rule].id,
        candidate.chance);
  }
  for (const WeighedSpeaker& rival : at.considered->speakers)
    add_rival(row, cast_.members[rival.member].name, rival.mention,
              std::string(sieve_name(rival.sieve)), rival.chance);
  std::stable_sort(row.rivals.begin(), row.rivals.end(),
                   [](const Rival& a, const Rival& b) { return a.score > b.score; });
}

void LedgerBuilder::add_rival(Row& row, std::string name, Span place, std::string rule,
                              double chance) const {
  Rival rival{std::move(name), {}, {}, std::move(rule), chance};
  if (!place.empty()) {
    rival.start = document_.code_point(place.begin);
    rival.end = document_.code_point(place.end);
  }
  row.rivals.push_back(std::move(rival));
}

}  // namespace quoteledger
