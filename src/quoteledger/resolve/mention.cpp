#include "quoteledger/resolve/mention.h"

#include <algorithm>

namespace quoteledger {
namespace {

// The lexicons that tell what a token is in a mention.
class Reader {
 public:
  explicit Reader(Frames& frames) : frames_(frames), vocabulary_(frames.grammar().vocabulary) {}

  [[nodiscard]] bool in(const Token& token, std::string_view lexicon) const {
    return token.base != 0 && vocabulary_.has(token.base, vocabulary_.lexicon(lexicon));
  }
  [[nodiscard]] bool is_pronoun(const Token& token) const {
    for (const char* lexicon : {"he", "she", "they", "i", "we", "you", "it", "him", "her", "them", "me", "possessive"}) {
      if (in(token, lexicon)) return true;
    }
    return false;
  }
  // A word of a name: written with a capital, and no common or function word that only starts a sentence.
  [[nodiscard]] bool is_name(const Token& token) const {
    const bool capital = token.shape == Shape::kCap || token.shape == Shape::kCaps || token.shape == Shape::kMixed ||
                         token.shape == Shape::kInitial;
    if (!capital || in(token, "weekday") || in(token, "month")) return false;
    return !in(token, "function") && !(token.start && in(token, "common") && !in(token, "title"));
  }
  [[nodiscard]] bool joins_names(const Token& token) const { return in(token, "particle"); }
  [[nodiscard]] bool ends_phrase(const Token& token) const {
    return in(token, "preposition") || in(token, "conjunction") || slice(frames_.document().text, token.span) == ",";
  }

 private:
  Frames& frames_;
  const Vocabulary& vocabulary_;
};

}  // namespace

MentionParts read_mention(Frames& frames, std::uint32_t paragraph, Span mention) {
  MentionParts out;
  out.core = mention;
  out.kind = MentionKind::kDescription;
  const Reader reader(frames);
  const auto& tokens = frames.paragraph(paragraph).tokens;
  auto first = std::lower_bound(tokens.begin(), tokens.end(), mention.begin,
                                [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  auto last = first;
  while (last != tokens.end() && last->span.end <= mention.end) ++last;
  if (first == last) return out;
  if (last - first == 1 && reader.is_pronoun(*first)) {
    out.kind = MentionKind::kPronoun;
    return out;
  }
  if (last - first == 1 && reader.in(*first, "who")) {
    // The noun phrase that "who" goes on with ends just before it.
    out.relative = true;
    auto end = first;
    if (end != tokens.begin() && slice(frames.document().text, (end - 1)->span) == ",") --end;
    auto begin = end;
    while (begin != tokens.begin() && (reader.is_name(*(begin - 1)) || reader.joins_names(*(begin - 1)))) --begin;
    while (begin != end && reader.joins_names(*begin)) ++begin;
    if (begin == end) return out;
    out.kind = MentionKind::kName;
    out.core = {begin->span.begin, (end - 1)->span.end};
    return out;
  }
  // The head of the phrase is its last word before a preposition; it is a name where it is written like one.
  auto head = std::find_if(first, last, [&](const Token& token) { return reader.ends_phrase(token); });
  auto end = head;
  if (end == first) return out;
  if (slice(frames.document().text, (end - 1)->span).ends_with('s') && end - first > 1 && (end - 1)->shape == Shape::kMark) {
    --end;  // a possessive
  }
  auto begin = end;
  while (begin != first && (reader.is_name(*(begin - 1)) || reader.joins_names(*(begin - 1)))) --begin;
  while (begin != end && reader.joins_names(*begin)) ++begin;
  if (begin == end) return out;
  out.kind = MentionKind::kName;
  out.core = {begin->span.begin, (end - 1)->span.end};
  auto role = first;
  while (role != begin && (reader.in(*role, "determiner") || reader.in(*role, "possessive"))) ++role;
  if (role != begin) out.role = {role->span.begin, (begin - 1)->span.end};
  return out;
}

}  // namespace quoteledger
