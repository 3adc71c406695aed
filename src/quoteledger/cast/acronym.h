// Names that are written in capitals: "NHA", "N.H.A.". By Unicode's letters, of any script that has capitals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quoteledger {

// Up to five capitals and nothing else.
bool is_acronym(std::string_view text);

// Is the last word a few capitals, behind others that are written as names are: "Radio XM"?
bool ends_in_acronym(std::string_view text);

// Its letters, folded; none where the text is no acronym of up to eight.
std::vector<std::string> acronym_letters(std::string_view text);

// The first letter of a word, folded.
std::string folded_initial(std::string_view word);

// Has it a small letter?
bool has_small_letter(std::string_view text);

}  // namespace quoteledger
