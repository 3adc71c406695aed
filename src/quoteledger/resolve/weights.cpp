#include "quoteledger/resolve/weights.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace quoteledger {

const std::vector<std::string>& sign_names() {
  static const std::vector<std::string> names = [] {
    // NOLINTBEGIN(bugprone-suspicious-missing-comma): the macros paste names together.
    std::vector<std::string> out = {
#define X(name) #name "-none", #name "-name", #name "-pronoun", #name "-description",
        QUOTELEDGER_SIGNS_BY_KIND(X)
#undef X
#define X(name) #name,
            QUOTELEDGER_SIGNS(X)
#undef X
    };
    // NOLINTEND(bugprone-suspicious-missing-comma)
    for (std::string& name : out) std::replace(name.begin(), name.end(), '_', '-');
    return out;
  }();
  return names;
}

Result<ResolveWeights> read_weights(std::string_view file, std::string_view text) {
  static const std::unordered_map<std::string_view, std::size_t> places = [] {
    std::unordered_map<std::string_view, std::size_t> out;
    for (std::size_t i = 0; i < sign_names().size(); ++i) out.emplace(sign_names()[i], i);
    return out;
  }();
  ResolveWeights weights;
  std::size_t number = 0;
  const auto error = [&](std::string message) {
    return Error{std::string(file) + ":" + std::to_string(number), std::move(message)};
  };
  while (!text.empty()) {
    ++number;
    const std::size_t stop = text.find('\n');
    std::string_view line = text.substr(0, stop);
    text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + 1);
    line = line.substr(0, line.find('#'));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t'))
      line.remove_suffix(1);
    if (line.empty()) continue;
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos) return error("a weight needs a name and a value");
    const std::string_view name = line.substr(0, blank);
    const std::size_t value_at = line.find_first_not_of(' ', blank);
    const std::string_view value = line.substr(value_at);
    const auto found = places.find(name);
    if (found == places.end()) return error("no weight is called '" + std::string(name) + "'");
    float& weight = weights.of[found->second];
    const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), weight);
    if (code != std::errc() || end != value.data() + value.size())
      return error("'" + std::string(value) + "' is no number");
  }
  return weights;
}

}  // namespace quoteledger
