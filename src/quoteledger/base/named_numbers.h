// Numbers of a grammar by name, and a struct's fields that take their values from them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace quoteledger {

using NamedNumbers = std::map<std::string, double>;

// Gives each field the number of its name; one that the numbers leave out stays as it is.
inline void take_numbers(const NamedNumbers& numbers,
                         const std::vector<std::pair<const char*, float*>>& fields) {
  for (const auto& [name, field] : fields) {
    if (const auto found = numbers.find(name); found != numbers.end())
      *field = static_cast<float>(found->second);
  }
}

}  // namespace quoteledger
