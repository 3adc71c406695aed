// A few words of English, so that the tests of cast and resolve need no grammar.
#pragma once

#include <string_view>

#include "quoteledger/cast/name_words.h"

namespace quoteledger::testing {

inline const WordTable& few_words() {
  static const WordTable table = [] {
    WordTable out;
    const auto add = [&](std::string_view lexicon, std::string_view words) {
      while (!words.empty()) {
        const std::size_t blank = words.find(' ');
        out.add(lexicon, words.substr(0, blank));
        words.remove_prefix(blank == std::string_view::npos ? words.size() : blank + 1);
      }
    };
    add("title", "mr mrs miss dr doctor captain lady sir");
    add("title-female", "mrs miss lady");
    add("title-male", "mr sir");
    add("civil-title", "mr mrs miss");
    add("maiden-title", "miss");
    add("wife-title", "mrs");
    add("female-name", "Ada Clara Elisa Honora Nora");
    add("male-name", "Ivo Jonas Robert Tom");
    add("kin-female", "mother aunt");
    add("kin-male", "father uncle");
    add("female-noun", "woman lady");
    add("male-noun", "man gentleman");
    add("person-noun", "ferryman chairman");
    add("male-noun", "ferryman chairman");
    add("function",
        "the a an and but when then of in to at with by from was had said not you it is no yes oh "
        "well will");
    add("conjunction", "and but when while");
    add("determiner", "the a an his her my");
    add("definite", "the");
    add("name-link", "of");
    add("particle", "de van y");
    add("address", "my dear well no yes oh");
    add("he", "he");
    add("him", "him his");
    add("she", "she");
    add("her", "her");
    add("i", "i");
    add("me", "me my");
    add("suffix", "jr");
    add("place", "Oslo");
    out.add_short_form("bob", "robert");
    out.add_short_form("dr", "doctor");
    return out;
  }();
  return table;
}

inline NameWords& name_words() {
  static NameWords words(few_words());
  return words;
}

}  // namespace quoteledger::testing
