// WebVTT writes some characters as references (&amp; &lt; &nbsp; &#39;). Its speech is compared and shown without them; places
// are told in the file as it is written. Inside the audit room only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/audit/speech.h"

namespace quoteledger::audit_detail {

// Behind byte `text` of the decoded text, `written` is the byte of the text as written that stands there.
struct Shift {
  std::uint32_t text = 0, written = 0;
};

struct Decoded {
  std::string text;
  std::vector<Shift> shifts;  // in order; empty where nothing was decoded
};

// Replaces the references in the parts of a speech, and moves all its bytes to where they are in the new text.
Decoded decode_entities(std::string_view text, Speech& speech);

// The byte as written that stands at a byte of the decoded text.
std::uint32_t written_byte(const std::vector<Shift>& shifts, std::uint32_t byte);

}  // namespace quoteledger::audit_detail
