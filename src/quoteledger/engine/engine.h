// engine: the whole way of one document, from bytes to its ledger. What a program that embeds
// quoteledger includes. All functions are safe to call from many threads on one Grammar.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/result.h"
#include "quoteledger/ledger/row.h"

namespace quoteledger {

class Grammar;  // quoteledger/grammar/grammar.h

struct Character {  // an entry of --characters
  std::string name;
  std::vector<std::string> aliases;
  std::string gender;  // "female", "male", "group" or ""
};

struct ExtractOptions {
  std::string language = "auto";  // BCP 47, or "auto"
  std::vector<Character> characters;
  bool explain = false;  // fill Row::chain and Row::rivals
};

// Makes the ledger of one file's bytes. Fails only where no text can be had.
Result<Ledger> extract(const Grammar& grammar, std::string name, std::string bytes,
                       const ExtractOptions& options);

// A document's ledger on its way, part by part: for texts of so many quotes that all rows at once would need much memory.
// The grammar must outlive it.
class LedgerParts {
 public:
  LedgerParts(LedgerParts&&) noexcept;
  LedgerParts& operator=(LedgerParts&&) noexcept;
  ~LedgerParts();

  // The next rows, at most so many, with the speakers that come first in them. All parts together are what extract() gives.
  Ledger next(std::size_t most);
  [[nodiscard]] bool done() const;

 private:
  friend Result<LedgerParts> extract_parts(const Grammar& grammar, std::string name,
                                           std::string bytes, const ExtractOptions& options);
  struct State;
  explicit LedgerParts(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};
Result<LedgerParts> extract_parts(const Grammar& grammar, std::string name, std::string bytes,
                                  const ExtractOptions& options);

// Reads a --characters file's bytes: CSV with a header (name, aliases parted by ';' or '|', gender), or a JSON array of
// {"name", "aliases", "gender"}. Errors tell the line.
Result<std::vector<Character>> read_characters(std::string name, std::string_view bytes);

}  // namespace quoteledger
