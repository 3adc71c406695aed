#include "quoteledger/resolve/mention.h"

#include <algorithm>

#include "quoteledger/resolve/phrase_reader.h"

namespace quoteledger {
namespace {

// What stands in commas behind a name: “Ana Ruiz, head of the harbour office, said”; empty where it tells no office or
// trade, or goes on with other people.
Span apposition_behind(const PhraseReader& reader, std::string_view text, TokenPlace comma,
                       TokenPlace end) {
  constexpr std::ptrdiff_t kMostTokens = 12;
  if (comma == end || slice(text, comma->span) != "," || comma + 1 == end ||
      reader.in(*(comma + 1), "whose"))
    return {};
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
TokenPlace behind_trade(const PhraseReader& reader, TokenPlace from, TokenPlace end) {
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
Span name_before_comma(const PhraseReader& reader, std::string_view text, TokenPlace begin,
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

// Where the name begins that the words behind a description of somebody give: “a man named Ivo Lund”, “identified only as Mina”,
// “calling himself Ivo”, “who gave his name as Ivo”, “, whose name was Ivo Lund”; `end` where they give none. `indefinite`: the
// description is “a man”, and not “the senator”, who may have named somebody.
TokenPlace behind_naming(const PhraseReader& reader, std::string_view text, TokenPlace from,
                         TokenPlace end, bool indefinite) {
  auto token = from;
  const auto next = [&](std::string_view lexicon) {
    if (token == end || !reader.in(*token, lexicon)) return false;
    ++token;
    return true;
  };
  const auto as_name = [&] {
    while (next("adverb")) {
    }
    return next("name-as");
  };
  const auto given = [&] {
    if (next("named")) return indefinite;
    if (next("identified")) return as_name();
    if (next("calling")) {
      const bool himself = next("reflexive");
      as_name();  // “identifying himself as Ivo”
      return himself;
    }
    if (next("who")) return next("giving") && next("possessive") && next("name-noun") && as_name();
    if (token == end || slice(text, token->span) != ",") return false;
    ++token;
    return next("whose") && next("name-noun") && next("be");
  };
  return given() ? token : end;
}

// The name that such words give to the one person whom [first, from) describes; empty where they give none.
Span name_given(const PhraseReader& reader, std::string_view text, TokenPlace first,
                TokenPlace from, TokenPlace end) {
  const Token& noun = *(from - 1);
  if (!reader.means_people(noun) || noun.shape == Shape::kPlural || reader.in(noun, "group-noun"))
    return {};
  const auto name = behind_naming(reader, text, from, end, reader.in(*first, "indefinite"));
  auto behind = name;
  while (behind != end && (reader.is_name(*behind) || reader.joins_names(*behind))) ++behind;
  if (name == behind) return {};
  const bool closed = behind == end || behind->start || reader.is_verb(*behind) ||
                      reader.in(*behind, "who") || slice(text, behind->span) == "," ||
                      slice(text, behind->span) == ".";
  return closed ? Span{name->span.begin, (behind - 1)->span.end} : Span{};
}

// The name whose apposition ends with the place or body that stands at `place`: “Leo Dunn, a pilot at Alder Lines”.
Span name_of_apposition(const PhraseReader& reader, std::string_view text, TokenPlace begin,
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

// “Director of nursing Ana Ruiz”, “Prosecutor and author Ana Ruiz”: where the name begins behind an office that ends in a common noun; `from` where there is
// none.
TokenPlace behind_office(const PhraseReader& reader, TokenPlace from, TokenPlace end) {
  constexpr std::ptrdiff_t kMostWords = 3;
  auto link = from;
  while (link != end && (reader.in(*link, "title") || reader.in(*link, "person-noun"))) ++link;
  if (link == from || link == end || !reader.in(*(link - 1), "title") ||
      reader.in(*(link - 1), "nameless") ||
      !(reader.in(*link, "name-link") || reader.in(*link, "body-link")))
    return from;
  for (auto token = link + 1; token != end && token - link <= kMostWords + 1; ++token) {
    if (!reader.is_given(*token) || !reader.is_name(*token)) continue;
    const bool name =
        token + 1 != end && token - link > 1 && std::all_of(token, end, [&](const Token& part) {
          return reader.is_name(part) || reader.joins_names(part);
        });
    return name ? token : from;
  }
  return from;
}

// “Harbour owner and head chef Luis Ortega”, “the union's media and health department head Ana Ruiz”: where the name begins
// behind offices that are joined; `first` where there is none. “The mayor and police chief Ivo Lund” may be two.
TokenPlace behind_joined_offices(const PhraseReader& reader, TokenPlace first, TokenPlace last) {
  auto name = last;
  while (name != first && reader.is_name(*(name - 1))) --name;
  if (name == first || last - name < 2 ||
      !(reader.means_people(*(name - 1)) || reader.is_office(*(name - 1))))
    return first;
  const auto link = std::find_if(
      first, name, [&](const Token& token) { return reader.in(token, "conjunction"); });
  if (link == first || link == name || reader.is_name(*(link - 1))) return first;
  const bool two = reader.means_people(*(link - 1)) && reader.opens_phrase(*first);
  return two ? first : name;
}

}  // namespace

MentionParts read_mention(Frames& frames, std::uint32_t paragraph, Span mention) {
  MentionParts out;
  out.core = mention;
  out.kind = MentionKind::kDescription;
  const PhraseReader reader(frames);
  const std::string_view text = frames.document().text;
  auto tokens = frames.paragraph(paragraph).tokens;
  const auto from = [&] {
    return std::lower_bound(
        tokens.begin(), tokens.end(), mention.begin,
        [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  };
  auto first = from();
  // A label inside the marks: “RUIZ: We leave.”
  if (first != tokens.begin() && (first - 1)->quote != Stretch::kNone &&
      (first - 1)->span.contains(mention)) {
    tokens = frames.inside((first - 1)->quote).tokens;
    first = from();
  }
  auto last = first;
  while (last != tokens.end() && last->span.end <= mention.end) ++last;
  if (first == last) return out;
  // “that President Ruiz”, “in addition, the letter”, and not “an outside lawyer”
  const bool adjective = first != tokens.begin() && reader.opens_phrase(*(first - 1));
  if (last - first > 1 && reader.ends_phrase(*first) && !adjective) {
    const auto comma = std::find_if(
        first, last, [&](const Token& token) { return slice(text, token.span) == ","; });
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
    out.owner = true;
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
    // “a Democrat who said”
    if (end - begin == 1 && reader.belongs(*begin) && begin != tokens.begin() &&
        reader.opens_phrase(*(begin - 1)))
      begin = end;
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
        people = people || reader.means_people(before) || (begin == end && reader.belongs(before));
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
    const Span person = name_of_apposition(reader, text, tokens.begin(), link);
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
  auto office_end = behind_office(reader, first, last);
  if (office_end == first) office_end = behind_joined_offices(reader, first, last);
  if (office_end != first) {
    out.kind = MentionKind::kName;
    out.role = {first->span.begin, (office_end - 1)->span.end};
    out.core = {office_end->span.begin, (last - 1)->span.end};
    return out;
  }
  // The head of the phrase is its last word before a preposition; it is a name where it is written like one.
  const auto head =
      std::find_if(first, last, [&](const Token& token) { return reader.ends_phrase(token); });
  // “Ruiz’s aide, Ivo Lund”, “the miner who reached her, Ivo Lund”: a name behind the comma that ends a description is whose
  // it is.
  constexpr std::ptrdiff_t kMostWords = 8;  // of what tells him apart
  const auto near_end = last + std::min(kMostWords + 1, tokens.end() - last);
  const auto comma = std::find_if(first, near_end, [&](const Token& token) {
    return token.quote != Stretch::kNone || slice(text, token.span) == ",";
  });
  const bool told_apart =
      last != tokens.end() && comma != near_end &&
      (reader.in(*last, "who") || last->shape == Shape::kIng || reader.in(*last, "complement")) &&
      std::none_of(last, comma, [](const Token& token) { return token.start; });
  // “One of the Danes, Lasse Holm,”, “The Bishop of Ely, Ana Ruiz,”
  const bool partitive = last - first > 1 && reader.in(*first, "determiner") &&
                         slice(text, first->span).find(' ') != std::string_view::npos;
  const bool capital = head != first && reader.in(*first, "definite") &&
                       reader.is_name(*(head - 1)) && reader.in(*(head - 1), "title") &&
                       !reader.is_given(*(head - 1));
  if (comma != near_end && (comma <= last || told_apart) && comma->quote == Stretch::kNone &&
      head != first && (partitive || capital || !reader.is_name(*(head - 1)))) {
    const auto name = behind_trade(reader, comma + 1, tokens.end());
    auto name_end = name;
    while (name_end != tokens.end() && (reader.is_name(*name_end) || reader.joins_names(*name_end)))
      ++name_end;
    // “…, Ivo Lund of Oslo, said”
    const bool ends = name_end == tokens.end() || name_end->shape == Shape::kMark ||
                      reader.in(*name_end, "home-link");
    // “Its owner, UBN,”, “One of the bakers, Lasse, who”
    const bool goes_on = name_end != tokens.end() && name_end + 1 != tokens.end() &&
                         reader.in(*(name_end + 1), "who");
    const bool one =
        name_end - name == 1 && (reader.is_given(*name) || name->shape == Shape::kCaps || goes_on);
    // “a lawyer for the firm, Alder Holdings, said”
    const bool complement =
        head != last || (last != tokens.end() && reader.in(*last, "complement"));
    // “a member of the public, Mrs. Ana Ruiz, said”
    const bool person =
        name != name_end && (reader.is_given(*name) || reader.in(*name, "civil-title"));
    const bool body =
        complement && !partitive && !person && (comma > last || reader.is_body(*(comma - 1)));
    // “The Mayor of Augusta, Georgia, said”
    const bool place =
        capital && (name_end - name < 2 || !person || reader.in(*(name_end - 1), "org-suffix"));
    if (ends && !body && !place && (name_end - name > 1 || one)) {
      out.kind = MentionKind::kName;
      out.core = {name->span.begin, (name_end - 1)->span.end};
      // “whose mother, Ana Ruiz, said”: a mother
      const auto role = reader.in(*first, "whose") && comma - first > 1 ? first + 1 : first;
      out.role = {role->span.begin, (comma - 1)->span.end};
      return out;
    }
  }
  if (head == last && !reader.is_name(*(head - 1))) {
    const Span name = name_given(reader, text, first, last, tokens.end());
    if (!name.empty()) {
      out.kind = MentionKind::kName;
      out.core = name;
      out.role = mention;
      return out;
    }
  }
  // “Ivo Lund, a Danish actor, recalled”: an apposition is whose it is.
  if ((reader.opens_phrase(*first) || reader.means_people(*first)) && last != tokens.end() &&
      (slice(text, last->span) == "," || reader.in(*last, "who"))) {
    const Span name = name_before_comma(reader, text, tokens.begin(), first);
    const auto name_at = std::lower_bound(
        tokens.begin(), first, name.begin,
        [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
    const bool opens = !name.empty() && (name_at->start || name_at == tokens.begin() ||
                                         (name_at - 1)->quote != Stretch::kNone);
    const bool in_full =
        !name.empty() &&
        (reader.is_given(*name_at) || name_at->shape == Shape::kInitial || reader.in(*last, "who"));
    if (opens || in_full) {
      out.kind = MentionKind::kName;
      out.core = name;
      if (!reader.in(*first, "whose")) out.role = mention;
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
  // “the Ohio Republican”, “the Italian”, “a Labour MP”
  const bool masthead = first->shape == Shape::kCap && !first->start;  // “The Oregonian”
  const bool article =
      reader.in(*first, "indefinite") || (reader.in(*first, "definite") && !masthead);
  if (end - first > 1 && article && end == last &&
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
  if (out.role.empty()) out.role = apposition_behind(reader, text, tail, tokens.end());
  return out;
}

}  // namespace quoteledger
