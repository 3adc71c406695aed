#include "quoteledger/marks/pairing.h"
#include "quoteledger/marks/stretch.h"

namespace quoteledger {

std::vector<Stretch> find_stretches(const Document& document) {
  return marks_detail::Pairing(document).run();
}

}  // namespace quoteledger
