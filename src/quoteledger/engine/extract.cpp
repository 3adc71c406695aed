#include "quoteledger/engine/engine.h"
#include "quoteledger/engine/prepared.h"
#include "quoteledger/ledger/build.h"
#include "quoteledger/resolve/speakers.h"

#include <memory>
#include <string>

namespace quoteledger {
namespace {

// ICU's iterator takes milliseconds to make, so each thread keeps the one it used last.
SentenceBreaker& breaker_for(const std::string& language) {
  thread_local std::string made_for;
  thread_local std::unique_ptr<SentenceBreaker> breaker;
  if (!breaker || made_for != language) {
    breaker = std::make_unique<SentenceBreaker>(language);
    made_for = language;
  }
  return *breaker;
}

std::vector<ListedPerson> listed_people(const std::vector<Character>& characters) {
  std::vector<ListedPerson> out;
  for (const Character& character : characters) {
    Gender gender = Gender::kUnknown;
    if (character.gender == "female") gender = Gender::kFemale;
    if (character.gender == "male") gender = Gender::kMale;
    if (character.gender == "group") gender = Gender::kPlural;
    out.push_back({character.name, character.aliases, gender});
  }
  return out;
}

}  // namespace

Result<Ledger> extract(const Grammar& grammar, std::string name, std::string bytes,
                       const ExtractOptions& options) {
  auto document = decode(std::move(name), std::move(bytes));
  if (!document) return document.error();
  const std::vector<Stretch> stretches = find_stretches(*document);
  Frames frames(*document, stretches, grammar, breaker_for(grammar.language));
  CueFinder finder(frames);
  std::vector<Attribution> attributions = attribute(frames, finder, options.explain);
  const Prepared& prepared = prepare(grammar);
  const std::vector<ListedPerson> listed = listed_people(options.characters);
  const Cast cast =
      resolve(frames, attributions, {listed, prepared.facts, prepared.weights, options.explain});
  return build_ledger(frames, attributions, cast, grammar.language, options.explain);
}

}  // namespace quoteledger
