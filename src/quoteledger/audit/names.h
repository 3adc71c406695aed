// Do two names mean one person? Inside the audit room only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/audit/lexicon.h"

namespace quoteledger::audit_detail {

enum class NameMatch : unsigned char { kSame, kOther, kUnknown };

// A name's folded words as the cast reads them: without titles and what stands behind the name. Initials have no dot.
std::vector<std::string> name_words(std::string_view name, const Lexicon& lexicon);

// As the cast does, but with two names only to go by: last names must be the same, and given names, where both tell one, equal, initials or short
// forms of each other. kUnknown where one of them is no person's name (“the senator”, “Q”, “Respondent 4”, “Harbour Board”),
// unless they are the same words. Of several names (“Brandt and Alder”) one must be the other's.
NameMatch compare_names(std::string_view x, std::string_view y, const Lexicon& lexicon);

}  // namespace quoteledger::audit_detail
