// What the lexicons tell of a token in a mention.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "quoteledger/frame/frame.h"
#include "quoteledger/tokens/tokens.h"

namespace quoteledger {

class PhraseReader {
 public:
  explicit PhraseReader(Frames& frames)
      : frames_(frames), vocabulary_(frames.grammar().vocabulary) {}

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
    if (token.start && in(token, "adverb")) return false;  // “In addition, the letter …”
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
  [[nodiscard]] bool is_body(const Token& token) const {
    return in(token, "org-noun") || in(token, "group-noun");
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

}  // namespace quoteledger
