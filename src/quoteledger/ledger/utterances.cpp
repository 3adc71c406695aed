#include "quoteledger/ledger/utterances.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace quoteledger {
namespace {

template <typename T>
void fill(std::optional<T>& into, std::optional<T>& from) {
  if (!into) into = std::move(from);
}

// Joins contexts so that what both hold stands once: by their places, or where these are not known by the words.
void join_context(Row& into, const Row& row, std::string_view last_context) {
  std::string_view rest = row.context;
  const bool placed = row.context_end > 0 && into.context_end > 0;
  if (placed && row.context_start >= into.context_start && row.context_start <= into.context_end) {
    if (row.context_end <= into.context_end) return;
    rest.remove_prefix(into.context_end - row.context_start);
  } else {
    if (!placed && row.context == last_context) return;
    if (!into.context.ends_with(' ')) into.context += ' ';
  }
  into.context.append(rest);
  into.context_end = row.context_end;
}

void merge(Row& into, Row& row, std::string_view last_context) {
  into.start = std::min(into.start, row.start);
  into.end = std::max(into.end, row.end);
  into.byte_start = std::min(into.byte_start, row.byte_start);
  into.byte_end = std::max(into.byte_end, row.byte_end);
  if (into.kind == "term") into.kind = row.kind;
  into.quote.append(" ").append(row.quote);
  if (!into.speaker) {
    into.speaker = std::move(row.speaker);
    into.speaker_id = std::move(row.speaker_id);
    fill(into.role, row.role);
    fill(into.resolve_rule, row.resolve_rule);
  }
  if (!into.mention) {
    into.mention = std::move(row.mention);
    into.mention_start = row.mention_start;
    into.mention_end = row.mention_end;
    fill(into.rule, row.rule);
  }
  if (!into.cue) {
    into.cue = std::move(row.cue);
    into.cue_start = row.cue_start;
    into.cue_end = row.cue_end;
  }
  fill(into.role, row.role);
  fill(into.rule, row.rule);
  fill(into.resolve_rule, row.resolve_rule);
  fill(into.addressee, row.addressee);
  into.confidence = std::min(into.confidence, row.confidence);
  join_context(into, row, last_context);
  for (std::string& flag : row.flags) {
    if (std::find(into.flags.begin(), into.flags.end(), flag) == into.flags.end())
      into.flags.push_back(std::move(flag));
  }
  if (into.chain.empty()) into.chain = std::move(row.chain);
  if (into.rivals.empty()) into.rivals = std::move(row.rivals);
}

}  // namespace

void merge_utterances(Ledger& ledger) {
  struct Seen {
    std::size_t row;           // where it is now
    std::string last_context;  // of the row merged last
  };
  std::unordered_map<std::string, Seen> seen;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ledger.rows.size(); ++i) {
    Row& row = ledger.rows[i];
    if (!row.utterance.empty()) {
      const auto [found, fresh] = seen.try_emplace(row.utterance, Seen{kept, {}});
      if (!fresh) {
        merge(ledger.rows[found->second.row], row, found->second.last_context);
        found->second.last_context = std::move(row.context);
        continue;
      }
      found->second.last_context = row.context;
    }
    if (kept != i) ledger.rows[kept] = std::move(row);
    ++kept;
  }
  ledger.rows.resize(kept);
}

}  // namespace quoteledger
