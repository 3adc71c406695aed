#include "quoteledger/engine/engine.h"
#include "quoteledger/engine/workspace.h"
#include "quoteledger/ledger/build.h"
#include "quoteledger/resolve/speakers.h"

#include <limits>
#include <memory>
#include <string>
#include <utility>

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

// Everything that rows are made of. Frames and builder keep references to the rest: it stays where it is.
struct LedgerParts::State {
  State(const Grammar& grammar, Document decoded, const ExtractOptions& options)
      : document(std::move(decoded)),
        stretches(find_stretches(document)),
        work(workspace(grammar)),
        frames(document, stretches, grammar, work.breaker, work.known_words),
        attributions(attributed(options)),
        cast(resolved(options)),
        builder(frames, attributions, cast, grammar.language, options.explain) {}

  std::vector<Attribution> attributed(const ExtractOptions& options) {
    CueFinder finder(frames);
    return attribute(frames, finder, options.explain);
  }
  Cast resolved(const ExtractOptions& options) {
    const std::vector<ListedPerson> listed = listed_people(options.characters);
    return resolve(frames, attributions,
                   {listed, work.name_words, work.prepared.weights, work.prepared.report_weights,
                    options.explain});
  }

  Document document;
  std::vector<Stretch> stretches;
  // The thread's: not touched any more when rows are made, as all paragraphs with quotes have their frames then.
  Workspace& work;
  Frames frames;
  std::vector<Attribution> attributions;
  Cast cast;
  LedgerBuilder builder;
};

LedgerParts::LedgerParts(std::unique_ptr<State> state) : state_(std::move(state)) {}
LedgerParts::LedgerParts(LedgerParts&&) noexcept = default;
LedgerParts& LedgerParts::operator=(LedgerParts&&) noexcept = default;
LedgerParts::~LedgerParts() = default;

Ledger LedgerParts::next(std::size_t most) { return state_->builder.next(most); }
bool LedgerParts::done() const { return state_->builder.done(); }

Result<LedgerParts> extract_parts(const Grammar& grammar, std::string name, std::string bytes,
                                  const ExtractOptions& options) {
  auto document = decode(std::move(name), std::move(bytes));
  if (!document) return document.error();
  return LedgerParts(std::make_unique<LedgerParts::State>(grammar, *std::move(document), options));
}

Result<Ledger> extract(const Grammar& grammar, std::string name, std::string bytes,
                       const ExtractOptions& options) {
  auto parts = extract_parts(grammar, std::move(name), std::move(bytes), options);
  if (!parts) return parts.error();
  return parts->next(std::numeric_limits<std::size_t>::max());
}

}  // namespace quoteledger
