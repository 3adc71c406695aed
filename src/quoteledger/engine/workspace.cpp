#include "quoteledger/engine/workspace.h"

#include <memory>

namespace quoteledger {

Workspace& workspace(const Grammar& grammar) {
  thread_local std::uint64_t made_for = 0;
  thread_local std::unique_ptr<Workspace> kept;
  if (!kept || made_for != grammar.serial) {
    kept = std::make_unique<Workspace>(grammar);
    made_for = grammar.serial;
  }
  return *kept;
}

}  // namespace quoteledger
