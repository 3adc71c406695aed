// What a user does not want to see of a ledger.
#pragma once

#include <string>
#include <vector>

#include "quoteledger/ledger/row.h"

namespace quoteledger {

// The kinds of rows, in the order in which they are named to users.
const std::vector<std::string>& row_kinds();

// Drops the rows of other kinds. Ids and utterances stay as they were.
void keep_kinds(Ledger& ledger, const std::vector<std::string>& kinds);

// Takes the credit from rows whose confidence (0 to 1) is below `least`: speaker, speaker_id and
// role become null and the flag `low_confidence` is set. The row itself stays: no quote is lost,
// and its mention and rules still tell what was found. Rows that credit nobody stay as they are.
void withhold_credit(Ledger& ledger, double least);

}  // namespace quoteledger
