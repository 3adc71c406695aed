// A name as it is written, taken apart: its titles, its own words, what tells father from son.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoteledger/cast/scan.h"
#include "quoteledger/cast/words.h"

namespace quoteledger {

struct NamePart {
  std::string folded;
  FactBits facts = 0;
  std::uint32_t begin = 0, end = 0;  // bytes of NameForm::text
};

// Gives a word folded, and its facts.
using LookUp = std::function<std::pair<std::string_view, FactBits>(std::string_view token)>;

// read_name(); `parts` is memory that one call leaves to the next.
NameForm take_apart(std::string_view name, std::vector<NamePart>& parts, const LookUp& look_up);

// Appends form_key(form).
void append_key(const NameForm& form, std::string& key);

bool is_ascii(std::string_view text);

}  // namespace quoteledger
