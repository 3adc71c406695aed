#include "quoteledger/ledger/select.h"

#include <algorithm>

namespace quoteledger {

const std::vector<std::string>& row_kinds() {
  static const std::vector<std::string> kinds = {"direct", "fragment", "term", "thought",
                                                 "writing"};
  return kinds;
}

void keep_kinds(Ledger& ledger, const std::vector<std::string>& kinds) {
  std::erase_if(ledger.rows, [&](const Row& row) {
    return std::find(kinds.begin(), kinds.end(), row.kind) == kinds.end();
  });
}

void withhold_credit(Ledger& ledger, double least) {
  for (Row& row : ledger.rows) {
    if (!row.speaker || row.confidence >= least) continue;
    row.speaker.reset();
    row.speaker_id.reset();
    row.role.reset();
    row.flags.emplace_back("low_confidence");
  }
}

}  // namespace quoteledger
