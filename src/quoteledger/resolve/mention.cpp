#include "quoteledger/resolve/mention.h"

#include <algorithm>
#include <span>

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
    for (const char* lexicon :
         {"he", "she", "they", "i", "we", "you", "it", "him", "her", "them", "me", "possessive"}) {
      if (in(token, lexicon)) return true;
    }
    return false;
  }
  // A word of a name: written with a capital, and no common or function word that only starts a sentence.
  [[nodiscard]] bool is_name(const Token& token) const {
    const bool capital = token.shape == Shape::kCap || token.shape == Shape::kCaps ||
                         token.shape == Shape::kMixed || token.shape == Shape::kInitial;
    if (!capital || in(token, "weekday")) return false;
    if (in(token, "month")) return !token.start;
    return !in(token, "function") && !(token.start && in(token, "common") && !in(token, "title"));
  }
  [[nodiscard]] bool is_given(const Token& token) const {
    return !in(token, "common") &&
           (in(token, "female-name") || in(token, "male-name") || in(token, "unisex-name"));
  }
  [[nodiscard]] bool is_dash(const Token& token) const {
    return token.shape == Shape::kMark &&
           fold_token(slice(frames_.document().text, token.span)) == "—";
  }
  [[nodiscard]] bool means_people(const Token& token) const {
    for (const char* lexicon : {"person-noun", "kin", "kin-female", "kin-male", "female-noun",
                                "male-noun", "group-noun"}) {
      if (in(token, lexicon)) return true;
    }
    return false;
  }
  // A word that is an office and may stand before a name: “mayor”.
  [[nodiscard]] bool is_office(const Token& token) const {
    return in(token, "title") && in(token, "person-noun");
  }
  // A word for what somebody does that is no office.
  [[nodiscard]] bool is_trade(const Token& token) const {
    return in(token, "person-noun") && !in(token, "title");
  }
  // A word for somebody who was named before; a phrase (“presidential candidate”) by its last word.
  [[nodiscard]] bool stands_in(const Token& token) const {
    const std::string_view text = slice(frames_.document().text, token.span);
    const std::string last = fold_token(text.substr(text.find_last_of(" \n") + 1));
    return vocabulary_.has("stand-in", last) || belongs(token);
  }
  // “Republican”, “Italian”
  [[nodiscard]] bool belongs(const Token& token) const {
    return in(token, "party") || in(token, "demonym");
  }
  // “MP”
  [[nodiscard]] bool is_short_office(const Token& token) const {
    return token.shape == Shape::kCaps && in(token, "person-noun");
  }
  [[nodiscard]] bool is_verb(const Token& token) const {
    return in(token, "aux") || in(token, "say.fin") || in(token, "verb.past");
  }
  [[nodiscard]] bool opens_phrase(const Token& token) const {
    return in(token, "determiner") || in(token, "possessive") || in(token, "indefinite");
  }
  // “van”, or the mark in “Hale & Sons”.
  [[nodiscard]] bool joins_names(const Token& token) const {
    return in(token, "particle") || slice(frames_.document().text, token.span) == "&";
  }
  // The tail of a possessive: “’s”.
  [[nodiscard]] bool is_possessive(const Token& token) const {
    return token.shape == Shape::kMark && token.quote == Stretch::kNone && token.span.size() > 1 &&
           slice(frames_.document().text, token.span).ends_with('s');
  }
  // The mark in “the growers' group”.
  [[nodiscard]] bool is_plural_owner(const Token& token) const {
    const std::string_view text = slice(frames_.document().text, token.span);
    return token.quote == Stretch::kNone && (text == "'" || text == "\u2019");
  }
  [[nodiscard]] bool ends_phrase(const Token& token) const {
    return in(token, "preposition") || in(token, "conjunction") ||
           slice(frames_.document().text, token.span) == ",";
  }

 private:
  Frames& frames_;
  const Vocabulary& vocabulary_;
};

using TokenPlace = std::span<const Token>::iterator;

// What stands in commas behind a name: “Ana Ruiz, head of the harbour office, said”; empty where it tells no office or
// trade, or goes on with other people.
Span apposition_behind(const Reader& reader, std::string_view text, TokenPlace comma,
                       TokenPlace end) {
  constexpr std::ptrdiff_t kMostTokens = 12;
  if (comma == end || slice(text, comma->span) != "," || comma + 1 == end) return {};
  bool people = false;
  for (auto token = comma + 1; token != end && token - comma <= kMostTokens; ++token) {
    const bool mark =
        token->shape == Shape::kMark && token->quote == Stretch::kNone &&
        std::string_view(",.:;()").find(slice(text, token->span).front()) != std::string_view::npos;
    if (mark) return people ? Span{(comma + 1)->span.begin, (token - 1)->span.end} : Span{};
    if (token->quote != Stretch::kNone || reader.is_verb(*token) || reader.in(*token, "who") ||
        reader.in(*token, "conjunction"))
      return {};
    // The noun is the phrase's own, not one of a complement: “in the mayor's office”.
    if (!people && reader.in(*token, "preposition")) return {};
    people = people || reader.means_people(*token);
  }
  return {};
}

// The place behind a trade that stands before a name: “her lawyer, the Miami attorney Ed Fenn”; else behind what adorns it:
// “its owner, the reclusive Ed Fenn”; `from` where there is neither.
TokenPlace behind_trade(const Reader& reader, TokenPlace from, TokenPlace end) {
  constexpr std::ptrdiff_t kMostTokens = 5;
  TokenPlace name = from;
  for (auto token = from; token != end && token - from < kMostTokens; ++token) {
    if (token->shape == Shape::kMark || token->quote != Stretch::kNone || reader.is_verb(*token) ||
        reader.in(*token, "who") || reader.in(*token, "conjunction") ||
        reader.in(*token, "preposition"))
      break;
    const bool trade = !reader.is_given(*token) && reader.means_people(*token);
    auto next = token + 1;
    if (next != end && reader.in(*next, "called")) ++next;  // “a detective named Ed Fenn”
    if (trade && next != end && reader.is_name(*next)) name = next;
    if (name == from && token != from && reader.opens_phrase(*from) && reader.is_given(*token) &&
        reader.is_name(*token))
      name = token;
  }
  return name;
}

// The name that a comma parts from the phrase that begins at `phrase`: “Ivo Lund, a lawyer”; empty where there is none.
Span name_before_comma(const Reader& reader, std::string_view text, TokenPlace begin,
                       TokenPlace phrase) {
  if (phrase == begin || slice(text, (phrase - 1)->span) != ",") return {};
  const auto end = phrase - 1;
  auto name = end;
  while (name != begin && (reader.is_name(*(name - 1)) || reader.joins_names(*(name - 1)))) --name;
  while (name != end && reader.joins_names(*name)) ++name;
  const bool person =
      name != end && (end - name > 1 || reader.is_given(*name) || reader.in(*name, "title"));
  return person ? Span{name->span.begin, (end - 1)->span.end} : Span{};
}

// The name whose apposition ends with the place or body that stands at `place`: “Leo Dunn, a pilot at Alder Lines”.
Span name_of_apposition(const Reader& reader, std::string_view text, TokenPlace begin,
                        TokenPlace place) {
  constexpr std::ptrdiff_t kMostWords = 10;
  if (place == begin || !reader.in(*(place - 1), "preposition")) return {};
  for (auto token = place; token != begin && place - token < kMostWords; --token) {
    const Token& before = *(token - 1);
    if (slice(text, before.span) == ",")
      return reader.opens_phrase(*token) || reader.means_people(*token)
                 ? name_before_comma(reader, text, begin, token)
                 : Span{};
    if (before.quote != Stretch::kNone || before.shape == Shape::kMark || reader.is_verb(before))
      return {};
  }
  return {};
}

// “Director of nursing Ana Ruiz”: where the name begins behind an office that ends in a common noun; `from` where there is
// none.
TokenPlace behind_office(const Reader& reader, TokenPlace from, TokenPlace end) {
  constexpr std::ptrdiff_t kMostWords = 3;
  auto link = from;
  while (link != end && (reader.in(*link, "title") || reader.in(*link, "person-noun"))) ++link;
  if (link == from || link == end || !reader.in(*(link - 1), "title") ||
      reader.in(*(link - 1), "nameless") ||
      !(reader.in(*link, "name-link") || reader.in(*link, "body-link")))
    return from;
  for (auto token = link + 1; token != end && token - link <= kMostWords + 1; ++token) {
    if (!reader.is_given(*token) || !reader.is_name(*token)) continue;
    const bool name = token + 1 != end && token - link > 1 &&
                      std::all_of(token, end, [&](const Token& part) {
                        return reader.is_name(part) || reader.joins_names(part);
                      });
    return name ? token : from;
  }
  return from;
}

}  // namespace

MentionParts read_mention(Frames& frames, std::uint32_t paragraph, Span mention) {
  MentionParts out;
  out.core = mention;
  out.kind = MentionKind::kDescription;
  const Reader reader(frames);
  const std::string_view text = frames.document().text;
  const auto& tokens = frames.paragraph(paragraph).tokens;
  auto first =
      std::lower_bound(tokens.begin(), tokens.end(), mention.begin,
                       [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  auto last = first;
  while (last != tokens.end() && last->span.end <= mention.end) ++last;
  if (first == last) return out;
  // “that President Ruiz”, “in addition, the letter”, and not “an outside lawyer”
  const bool adjective = first != tokens.begin() && reader.opens_phrase(*(first - 1));
  if (last - first > 1 && reader.ends_phrase(*first) && !adjective) {
    const auto comma = std::find_if(first, last, [&](const Token& token) {
      return slice(text, token.span) == ",";
    });
    first = reader.in(*first, "preposition") && last - comma > 1 ? comma + 1 : first + 1;
    mention.begin = first->span.begin;
    out.core = mention;
  }
  // “a note that said”: the note
  if (last - first > 1 && reader.in(*(last - 1), "who")) {
    --last;
    if (last - first > 1 && (reader.is_dash(*(last - 1)) || reader.ends_phrase(*(last - 1))))
      --last;
    mention.end = (last - 1)->span.end;
    out.core = mention;
  }
  // “the minister's claim”: the minister
  if (last - first > 1 && (last - 1)->shape == Shape::kMark &&
      (last - 1)->quote == Stretch::kNone &&
      fold_token(slice(text, (last - 1)->span)).front() == '\'') {
    --last;
    mention.end = (last - 1)->span.end;
    out.core = mention;
  }
  if (last - first == 1 && reader.is_pronoun(*first)) {
    out.kind = MentionKind::kPronoun;
    return out;
  }
  if (last - first == 1 && reader.in(*first, "who")) {
    // The noun phrase that "who" goes on with ends just before it.
    out.relative = true;
    auto end = first;
    if (end != tokens.begin() &&
        (slice(text, (end - 1)->span) == "," || reader.is_dash(*(end - 1))))
      --end;
    auto begin = end;
    while (begin != tokens.begin() &&
           (reader.is_name(*(begin - 1)) || reader.joins_names(*(begin - 1))))
      --begin;
    while (begin != end && reader.joins_names(*begin)) ++begin;
    if (begin == end) {
      // “the mayor, who said”
      constexpr std::ptrdiff_t kMostWords = 8;
      out.kind = MentionKind::kPronoun;
      // A word for people stands behind, or it may be a thing.
      bool people = reader.in(*first, "thing-relative");
      for (begin = end; begin != tokens.begin() && end - begin < kMostWords; --begin) {
        const Token& before = *(begin - 1);
        if (before.quote != Stretch::kNone ||
            (before.shape == Shape::kMark && !reader.is_possessive(before) &&
             !reader.is_plural_owner(before)))
          break;
        const bool modifies = begin - 1 != tokens.begin() && reader.opens_phrase(*(begin - 2));
        if (reader.in(before, "preposition") && !modifies) people = false;
        people = people || reader.means_people(before);
        if (!people || !reader.opens_phrase(before)) continue;
        out.kind = MentionKind::kDescription;
        out.core = {before.span.begin, (end - 1)->span.end};
        // “Ivo Lund, a lawyer who said”
        const Span name = name_before_comma(reader, text, tokens.begin(), begin - 1);
        if (!name.empty()) {
          out.kind = MentionKind::kName;
          out.role = out.core;
          out.core = name;
        }
        break;
      }
      // “environmentalists who said”
      if (out.kind == MentionKind::kPronoun && end != tokens.begin() &&
          (end - 1)->shape == Shape::kPlural && reader.means_people(*(end - 1))) {
        out.kind = MentionKind::kDescription;
        out.core = (end - 1)->span;
      }
      return out;
    }
    // “Senator Leo Dunn of Ohio, who said”: a person's place or house is not who, but “to Ana Ruiz, who” is.
    auto link = begin;
    while (link != tokens.begin() && reader.in(*(link - 1), "determiner")) --link;
    if (link != tokens.begin() && reader.in(*(link - 1), "home-link") && !reader.is_given(*begin) &&
        !reader.in(*begin, "title")) {
      const auto name_end = link - 1;
      auto name = name_end;
      bool person = false;
      while (name != tokens.begin() &&
             (reader.is_name(*(name - 1)) || reader.joins_names(*(name - 1)))) {
        --name;
        person = person || reader.is_given(*name) || reader.in(*name, "title");
      }
      if (person) {
        begin = name;
        end = name_end;
      } else if (link == begin && name != name_end && reader.in(*name_end, "name-link") &&
                 reader.in(*(name_end - 1), "org-suffix")) {
        begin = name;  // “the University of Oslo, which said”
      }
    }
    out.kind = MentionKind::kName;
    out.core = {begin->span.begin, (end - 1)->span.end};
    // “Leo Dunn, a pilot at Alder Lines in Oslo, who said”
    const Span person = name_of_apposition(reader, text, tokens.begin(), begin);
    if (!person.empty()) out.core = person;
    return out;
  }
  // “the University of Oslo’s Leo Hale”: the name behind the owner.
  for (auto owner = last; owner != first; --owner) {
    if (!reader.is_possessive(*(owner - 1))) continue;
    const bool name = std::all_of(owner, last, [&](const Token& token) {
      return reader.is_name(token) || reader.joins_names(token);
    });
    if (name && last - owner > 1 && reader.is_given(*owner)) {
      first = owner;
      mention.begin = first->span.begin;
    }
    break;
  }
  if (const auto name = behind_office(reader, first, last); name != first) {
    out.kind = MentionKind::kName;
    out.role = {first->span.begin, (name - 1)->span.end};
    out.core = {name->span.begin, (last - 1)->span.end};
    return out;
  }
  // The head of the phrase is its last word before a preposition; it is a name where it is written like one.
  const auto head =
      std::find_if(first, last, [&](const Token& token) { return reader.ends_phrase(token); });
  // “Ruiz’s aide, Ivo Lund”, “the miner who reached her, Ivo Lund”: a name behind the comma that ends a description is whose
  // it is.
  constexpr std::ptrdiff_t kMostWords = 8;  // of what tells him apart
  const auto comma = std::find_if(first, tokens.end(), [&](const Token& token) {
    return token.quote != Stretch::kNone || slice(text, token.span) == ",";
  });
  const bool told_apart = last != tokens.end() && comma - last <= kMostWords &&
                          (reader.in(*last, "who") || last->shape == Shape::kIng ||
                           reader.in(*last, "complement")) &&
                          std::none_of(last, comma, [](const Token& token) { return token.start; });
  if (comma != tokens.end() && (comma <= last || told_apart) && comma->quote == Stretch::kNone &&
      head != first && !reader.is_name(*(head - 1))) {
    const auto name = behind_trade(reader, comma + 1, tokens.end());
    auto name_end = name;
    while (name_end != tokens.end() && (reader.is_name(*name_end) || reader.joins_names(*name_end)))
      ++name_end;
    // “…, Ivo Lund of Oslo, said”
    const bool ends = name_end == tokens.end() || name_end->shape == Shape::kMark ||
                      reader.in(*name_end, "home-link");
    const bool one = name_end - name == 1 &&
                     (reader.is_given(*name) || name->shape == Shape::kCaps);  // “Its owner, UBN,”
    // “a lawyer for the firm, Alder Holdings, said”
    const bool body = comma > last && reader.in(*last, "complement") && !reader.is_given(*name);
    if (ends && !body && (name_end - name > 1 || one)) {
      out.kind = MentionKind::kName;
      out.core = {name->span.begin, (name_end - 1)->span.end};
      out.role = {first->span.begin, (comma - 1)->span.end};
      return out;
    }
  }
  // “Ivo Lund, a Danish actor, recalled”: an apposition is whose it is.
  if ((reader.opens_phrase(*first) || reader.means_people(*first)) && last != tokens.end() &&
      (slice(text, last->span) == "," || reader.in(*last, "who"))) {
    const Span name = name_before_comma(reader, text, tokens.begin(), first);
    const auto name_at = std::find_if(tokens.begin(), first, [&](const Token& token) {
      return token.span.begin == name.begin;
    });
    const bool opens = !name.empty() && (name_at->start || name_at == tokens.begin() ||
                                         (name_at - 1)->quote != Stretch::kNone);
    const bool in_full = !name.empty() && (reader.is_given(*name_at) ||
                                           name_at->shape == Shape::kInitial ||
                                           reader.in(*last, "who"));
    if (opens || in_full) {
      out.kind = MentionKind::kName;
      out.core = name;
      out.role = mention;
      return out;
    }
  }
  auto end = head;
  if (end == first) return out;
  auto begin = end;
  while (begin != first && (reader.is_name(*(begin - 1)) || reader.joins_names(*(begin - 1))))
    --begin;
  while (begin != end && reader.joins_names(*begin)) ++begin;
  if (begin == end) return out;
  // “the Ohio Republican”, “the Italian”, “the Labour MP”
  if (end - first > 1 && reader.in(*first, "definite") && end == last &&
      (reader.belongs(*(end - 1)) || reader.is_short_office(*(end - 1))))
    return out;
  out.kind = MentionKind::kName;
  auto tail = end;  // “the University of Oslo”
  if (end != last && reader.in(*end, "name-link") && reader.in(*(end - 1), "org-suffix")) {
    tail = std::find_if(end + 1, last, [&](const Token& token) { return !reader.is_name(token); });
    // “the Cabinet of Ana Ruiz” is hers.
    if (tail == end + 1 || reader.is_given(*(end + 1)) || reader.in(*(end + 1), "title"))
      tail = end;
  }
  out.core = {begin->span.begin, (tail - 1)->span.end};
  auto role = first;
  while (role != begin && (reader.in(*role, "determiner") || reader.in(*role, "possessive")))
    ++role;
  if (role != begin) {
    out.role = {role->span.begin, (begin - 1)->span.end};
    return out;
  }
  // “Corvale Mayor Ana Ruiz”: the office is part of how the name is written.
  for (auto office = begin; office + 1 < end; ++office) {
    if (reader.is_office(*office)) out.role = {begin->span.begin, office->span.end};
  }
  if (out.role.empty())
    out.role = apposition_behind(reader, text, tail, tokens.end());
  return out;
}

namespace {

constexpr int kMostAdjectives = 3;  // between an article and a role: “a Danish novelist”

bool ends_word(std::string_view text, std::size_t at) {
  return at >= text.size() ||
         std::string_view(" ,.;:\n\t\"'").find(text[at]) != std::string_view::npos;
}

}  // namespace

Span role_of(Frames& frames, Span phrase) {
  const Reader reader(frames);
  const auto& own = frames.paragraph(frames.document().paragraph_of(phrase.begin)).tokens;
  const auto first =
      std::lower_bound(own.begin(), own.end(), phrase.begin,
                       [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  if (first == own.end() || first + 1 == own.end()) return {};
  // "her mother" with its owner, "the mayor" without its article.
  const bool owned = reader.in(*first, "possessive");
  if (!owned && !reader.in(*first, "definite")) return {};
  // “The Post” is a name, “the President” an office.
  auto head = first + 1;
  for (auto token = head; token != own.end() && token->span.end <= phrase.end &&
                          !reader.ends_phrase(*token) && token->shape != Shape::kMark;
       ++token)
    head = token;
  if (reader.is_name(*head) && !reader.in(*head, "title") && !reader.means_people(*head)) return {};
  const std::uint32_t begin = owned ? first->span.begin : (first + 1)->span.begin;
  if (begin >= phrase.end || phrase.end - begin > RoleIndex::kLongestRole) return {};
  return {begin, phrase.end};
}

Span plain_noun_of(Frames& frames, Span phrase) {
  const Reader reader(frames);
  const auto& own = frames.paragraph(frames.document().paragraph_of(phrase.begin)).tokens;
  auto token =
      std::lower_bound(own.begin(), own.end(), phrase.begin,
                       [](const Token& one, std::uint32_t at) { return one.span.begin < at; });
  if (token == own.end() || !reader.in(*token, "definite")) return {};
  Span noun;
  bool stand_in = false;
  bool named = false;  // behind a name: “the Ferrari driver”
  for (++token; token != own.end() && token->span.end <= phrase.end; ++token) {
    if (reader.ends_phrase(*token) || token->shape == Shape::kMark) return {};
    noun = reader.in(*token, "nameless") ? Span{} : token->span;
    stand_in = stand_in || token->shape == Shape::kNumber || reader.stands_in(*token) ||
               (named && reader.is_trade(*token));
    named = named || (reader.is_name(*token) && !reader.in(*token, "title") &&
                      !reader.in(*token, "nationality"));
  }
  return stand_in ? noun : Span{};
}

std::uint32_t introduced(Frames& frames, const RoleIndex& index, std::string_view noun) {
  constexpr std::size_t kMostWords =
      4;  // from the article to the noun: “a little known Danish novelist”
  const Reader reader(frames);
  for (const std::uint32_t at : index.places(noun)) {
    const auto& tokens = frames.paragraph(frames.document().paragraph_of(at)).tokens;
    auto token = std::lower_bound(
        tokens.begin(), tokens.end(), at,
        [](const Token& one, std::uint32_t place) { return one.span.begin < place; });
    for (std::size_t words = 0; words <= kMostWords && token != tokens.begin(); ++words) {
      --token;
      if (token->shape == Shape::kMark) break;
      if (reader.in(*token, "indefinite")) return at;
    }
  }
  return kNeverIntroduced;
}

namespace {

// The name beside the role that stands at this place: behind it, between commas behind it, or before it and a comma.
Span name_beside(Frames& frames, std::uint32_t at, std::size_t size) {
  const std::string_view text = frames.document().text;
  const Reader reader(frames);
  const auto& tokens = frames.paragraph(frames.document().paragraph_of(at)).tokens;
  auto here = std::lower_bound(
      tokens.begin(), tokens.end(), at,
      [](const Token& token, std::uint32_t place) { return token.span.begin < place; });
  if (here == tokens.end() || here->span.begin != at) return {};
  const auto next = std::find_if(here, tokens.end(),
                                 [&](const Token& token) { return token.span.begin >= at + size; });
  auto end = next;
  while (end != tokens.end() && reader.is_name(*end) && !end->start) ++end;
  if (end != next) return {next->span.begin, (end - 1)->span.end};
  // “the chancellor, Ada Brandt, said”
  if (next != tokens.end() && slice(text, next->span) == ",") {
    end = next + 1;
    while (end != tokens.end() && reader.is_name(*end) && !end->start) ++end;
    if (end - next > 2 && end != tokens.end() && end->shape == Shape::kMark)
      return {(next + 1)->span.begin, (end - 1)->span.end};
  }
  // “Ada Brandt, the chancellor”: a name, a comma, and the phrase with or without its article and adjectives.
  auto first = here;
  for (int words = 0; words <= kMostAdjectives && first != tokens.begin(); ++words) {
    if (reader.in(*(first - 1), "determiner")) {
      here = first - 1;
      break;
    }
    if ((first - 1)->shape == Shape::kMark || reader.in(*(first - 1), "function")) break;
    --first;
  }
  if (here == tokens.begin() || slice(text, (here - 1)->span) != ",") return {};
  const auto name_end = here - 1;
  auto name_begin = name_end;
  while (name_begin != tokens.begin() && reader.is_name(*(name_begin - 1))) --name_begin;
  if (name_begin == name_end) return {};
  return {name_begin->span.begin, (name_end - 1)->span.end};
}

}  // namespace

std::vector<RolePlace> names_beside(Frames& frames, const RoleIndex& index, std::string_view role) {
  std::vector<RolePlace> out;
  for (const std::uint32_t at : index.places(role)) {
    if (!ends_word(frames.document().text, at + role.size())) continue;
    if (const Span name = name_beside(frames, at, role.size()); !name.empty())
      out.push_back({at, name});
  }
  return out;
}

Span find_bearer(std::string_view text, const std::vector<RolePlace>& places, Span own) {
  Span found;
  for (const RolePlace& place : places) {
    if (place.at == own.begin) continue;
    // Two people who bear it: it points to neither. One name has the other's words in it where they are one person.
    if (!found.empty()) {
      const std::string_view one = slice(text, found);
      const std::string_view other = slice(text, place.name);
      if (one.find(other) == std::string_view::npos && other.find(one) == std::string_view::npos)
        return {};
    }
    if (found.empty() || place.name.size() > found.size()) found = place.name;
  }
  return found;
}

std::string without_office(const Frames& frames, const std::string& name) {
  const Vocabulary& vocabulary = frames.grammar().vocabulary;
  std::vector<std::size_t> begins{0};  // of each word, and one past the last word's end
  for (std::size_t at = 0; at + 1 < name.size(); ++at) {
    if (name[at] == ' ' && name[at + 1] != ' ') begins.push_back(at + 1);
  }
  begins.push_back(name.size() + 1);
  const auto words = [&](std::size_t first, std::size_t count) {
    return fold_token(
        std::string_view(name).substr(begins[first], begins[first + count] - begins[first] - 1));
  };
  const auto office_ends = [&](std::size_t first, std::size_t count) {
    return vocabulary.has("title", words(first + count - 1, 1)) &&
           vocabulary.has("person-noun", words(first, count));
  };
  const std::size_t all = begins.size() - 1;
  constexpr std::size_t kLeft = 2;  // words of the name itself
  std::size_t first = 0;
  while (true) {
    // “Prime Minister”, “Senator”
    std::size_t count = 2;
    while (count > 0 && !(first + count + kLeft <= all && office_ends(first, count))) --count;
    // “master of ceremonies Ivo Lund”
    if (count == 0 || vocabulary.has("preposition", words(first + count, 1))) break;
    first += count;
  }
  return name.substr(begins[first]);
}

}  // namespace quoteledger
