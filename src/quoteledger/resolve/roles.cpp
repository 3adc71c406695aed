// What descriptions and offices in mentions point to.
#include <algorithm>

#include "quoteledger/resolve/mention.h"
#include "quoteledger/resolve/phrase_reader.h"

namespace quoteledger {
namespace {

constexpr int kMostAdjectives = 3;  // between an article and a role: “a Danish novelist”

bool ends_word(std::string_view text, std::size_t at) {
  return at >= text.size() ||
         std::string_view(" ,.;:\n\t\"'").find(text[at]) != std::string_view::npos;
}

}  // namespace

Span role_of(Frames& frames, Span phrase) {
  const PhraseReader reader(frames);
  const auto& own = frames.paragraph(frames.document().paragraph_of(phrase.begin)).tokens;
  const auto first =
      std::lower_bound(own.begin(), own.end(), phrase.begin,
                       [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  if (first == own.end() || first + 1 == own.end()) return {};
  // "her mother" with its owner, "the mayor" without its article.
  const bool owned = reader.in(*first, "possessive");
  if (!owned && !reader.in(*first, "definite")) return {};
  // “The Post” and “the State Department” are names, “the President” is an office.
  auto head = first + 1;
  for (auto token = head; token != own.end() && token->span.end <= phrase.end &&
                          !reader.ends_phrase(*token) && token->shape != Shape::kMark;
       ++token)
    head = token;
  if (reader.is_name(*head) && !reader.in(*head, "title") &&
      (!reader.means_people(*head) || reader.is_body(*head)))
    return {};
  const std::uint32_t begin = owned ? first->span.begin : (first + 1)->span.begin;
  if (begin >= phrase.end || phrase.end - begin > RoleIndex::kLongestRole) return {};
  return {begin, phrase.end};
}

Span plain_noun_of(Frames& frames, Span phrase) {
  const PhraseReader reader(frames);
  const auto& own = frames.paragraph(frames.document().paragraph_of(phrase.begin)).tokens;
  auto token =
      std::lower_bound(own.begin(), own.end(), phrase.begin,
                       [](const Token& one, std::uint32_t at) { return one.span.begin < at; });
  if (token == own.end() || !reader.in(*token, "definite")) return {};
  Span noun;
  bool stand_in = false;
  bool capital =
      false;  // behind a name: “the Ferrari driver”; “the Italian minister” is perhaps another
  bool named = false;
  for (++token; token != own.end() && token->span.end <= phrase.end; ++token) {
    if (reader.ends_phrase(*token) || token->shape == Shape::kMark) return {};
    noun = reader.in(*token, "nameless") ? Span{} : token->span;
    stand_in = stand_in || token->shape == Shape::kNumber || reader.stands_in(*token) ||
               (named && reader.is_trade(*token)) || (capital && reader.is_short_office(*token));
    capital = capital || reader.is_name(*token);
    named = named || (reader.is_name(*token) && !reader.in(*token, "title") &&
                      !reader.in(*token, "nationality"));
  }
  return stand_in ? noun : Span{};
}

std::uint32_t introduced(Frames& frames, const RoleIndex& index, std::string_view noun) {
  constexpr std::size_t kMostWords =
      4;  // from the article to the noun: “a little known Danish novelist”
  const PhraseReader reader(frames);
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
  const PhraseReader reader(frames);
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
