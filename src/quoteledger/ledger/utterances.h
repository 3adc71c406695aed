// A ledger by utterance instead of by quoted stretch: “We leave,” she said, “at dawn.” becomes one
// row.
#pragma once

#include "quoteledger/ledger/row.h"

namespace quoteledger {

// Merges the rows that share an utterance into the first of them, in place; order stays. The quotes
// are joined with a space, start and byte_start are the first row's, end and byte_end the last's; a
// null field takes the first row's value that is none (speaker, speaker_id and role together, a
// mention with its place); the confidence is the lowest, the flags are the union; the kind is the
// first that is not `term`. Contexts are joined by their places: what several hold stands once, and what has a gap
// between is joined with a space. Rows without an utterance stay alone.
void merge_utterances(Ledger& ledger);

}  // namespace quoteledger
