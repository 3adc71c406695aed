// Makes the rows of a document's ledger out of its attributions: order, ids, utterances, code points, context.
#pragma once

#include <string>
#include <vector>

#include "quoteledger/cast/cast.h"
#include "quoteledger/ledger/row.h"
#include "quoteledger/resolve/attribution.h"

namespace quoteledger {

Ledger build_ledger(Frames& frames, const std::vector<Attribution>& attributions, const Cast& cast,
                    const std::string& language, bool explain);

}  // namespace quoteledger
