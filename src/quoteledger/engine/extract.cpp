#include "quoteledger/engine/engine.h"
#include "quoteledger/engine/workspace.h"
#include "quoteledger/ledger/build.h"
#include "quoteledger/resolve/speakers.h"

#include <string>

namespace quoteledger {
namespace {

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
  Workspace& work = workspace(grammar);
  Frames frames(*document, stretches, grammar, work.breaker, work.known_words);
  CueFinder finder(frames);
  std::vector<Attribution> attributions = attribute(frames, finder, options.explain);
  const std::vector<ListedPerson> listed = listed_people(options.characters);
  const Cast cast = resolve(frames, attributions,
                            {listed, work.name_words, work.prepared.weights,
                             work.prepared.report_weights, options.explain});
  frames.keep_sentences_only();
  return build_ledger(frames, attributions, cast, grammar.language, options.explain);
}

}  // namespace quoteledger
