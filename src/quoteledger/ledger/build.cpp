#include "quoteledger/ledger/build.h"

#include <algorithm>

namespace quoteledger {
namespace {

std::string text_of(const Document& document, Span span) { return std::string(slice(document.text, span)); }

}  // namespace

Ledger build_ledger(Frames& frames, const std::vector<Attribution>& attributions, const std::string& language, bool explain) {
  (void)explain;
  const Document& document = frames.document();
  Ledger ledger;
  ledger.document = document.name;
  const auto& stretches = frames.stretches();
  ledger.rows.reserve(stretches.size());
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const Stretch& stretch = stretches[i];
    const Attribution& at = attributions[i];
    Row row;
    row.document = document.name;
    row.id = "q" + std::to_string(i + 1);
    row.utterance = "u" + std::to_string(i + 1);
    row.start = document.code_point(stretch.span.begin);
    row.end = document.code_point(stretch.span.end);
    row.byte_start = document.file_byte(stretch.span.begin);
    row.byte_end = document.file_byte(stretch.span.end);
    row.line = document.line(stretch.span.begin);
    row.kind = kind_name(at.kind);
    row.quote = text_of(document, stretch.span);
    row.language = language;
    if (at.credited) {
      row.speaker = text_of(document, at.mention);
      row.mention = row.speaker;
      row.mention_start = document.code_point(at.mention.begin);
      row.mention_end = document.code_point(at.mention.end);
      if (!at.cue.empty()) row.cue = text_of(document, at.cue);
      if (!at.addressee.empty()) row.addressee = text_of(document, at.addressee);
    }
    if (!at.rule.empty()) row.rule = at.rule;
    if (!at.resolve_rule.empty()) row.resolve_rule = at.resolve_rule;
    row.confidence = at.score / 100;
    row.context = text_of(document, frames.sentences_of(stretch.paragraph, stretch.span, true));
    if (stretch.unclosed) row.flags.emplace_back("unclosed");
    if (stretch.parent != Stretch::kNone) row.flags.emplace_back("nested");
    if (stretch.continues) row.flags.emplace_back("continued");
    if (at.cues.ambiguous) row.flags.emplace_back("ambiguous");
    ledger.rows.push_back(std::move(row));
  }
  return ledger;
}

}  // namespace quoteledger
