#include "quoteledger/audit/utterances.h"

#include <algorithm>
#include <optional>

#include "quoteledger/audit/edits.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

constexpr std::size_t kMostGapWords = 2000;    // that are looked at
constexpr std::uint32_t kMostGapBytes = 4000;  // in which a sentence's end is looked for

// What stands between two places in one source.
struct Gap {
  std::uint32_t source = 0;
  Span span;
};

bool ends_sentence(std::string_view text) {
  for (std::size_t at = text.size(); at > 0;) {
    const char32_t c = previous_code_point(text, at);
    if (c == '.' || c == '!' || c == '?' || c == 0x2026) return true;
    if (is_letter(c) || is_digit(c) || c == ',') return false;
  }
  return false;
}

bool starts_small(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_letter(c)) return is_lower(c);
  }
  return false;
}

bool are_parts(const Row& first, const Row& second) {
  return !second.utterance.empty() && first.utterance == second.utterance &&
         first.document == second.document;
}

bool is_placed(const Finding& finding) {
  return finding.verdict <= Verdict::kBracketed || finding.verdict == Verdict::kMisattributed;
}

// The narrowest gap between a place of the first and one of the second behind it.
std::optional<Gap> narrowest(const Places& first, const Places& second) {
  std::optional<Gap> out;
  for (const auto& a : first) {
    for (const auto& b : second) {
      const Stretch& before = a.back();
      const Stretch& behind = b.front();
      if (before.source != behind.source || behind.span.begin < before.span.end) continue;
      const Span span = {before.span.end, behind.span.begin};
      if (!out || span.size() < out->span.size()) out = Gap{before.source, span};
    }
  }
  return out;
}

void add_flag(std::vector<std::string>& flags, const char* flag) {
  if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.emplace_back(flag);
}

}  // namespace

void flag_gaps(const std::vector<AuditInput>& inputs, const std::vector<Places>& places,
               const std::vector<Source>& sources, const Lexicon& lexicon,
               std::vector<Finding>& findings) {
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    if (!are_parts(inputs[i - 1].row, inputs[i].row) || !is_placed(findings[i - 1]) ||
        !is_placed(findings[i]) || places[i - 1].empty() || places[i].empty() ||
        ends_sentence(findings[i - 1].text))
      continue;
    std::vector<std::string>& flags = findings[i].flags;
    const bool small = starts_small(findings[i].text);
    const std::optional<Gap> gap = narrowest(places[i - 1], places[i]);
    if (!gap) {
      if (small) add_flag(flags, "cue_gap");
      continue;
    }
    const Source& source = sources[gap->source];
    // A new sentence behind the cue may come from further on.
    const bool one_sentence =
        gap->span.size() <= kMostGapBytes &&
        speech_text(source, gap->span).find_first_of(".!?") == std::string::npos;
    if (!small && !one_sentence) continue;
    WordReader reader(source.document.text, source.speech.parts, gap->span.begin);
    Word word;
    std::size_t count = 0;
    while (count < kMostGapWords && reader.next(word) && word.span.begin < gap->span.end) {
      const std::string folded = folded_word(source.document.text, source.speech.parts, word.span);
      if (lexicon.is_negation(folded)) add_flag(flags, "cue_hides_negation");
      if (lexicon.has(List::kLimiter, folded)) add_flag(flags, "cue_hides_limiter");
      ++count;
    }
    if (count > 0) add_flag(flags, "cue_gap");
  }
}

}  // namespace quoteledger::audit_detail
