// A small story with its quotes and mentions marked, made into what cast and resolve take. «…» is a
// quote, {…} the mention of the quote's speaker, N P D tell its kind: {N:Ada Lund}. Paragraphs end
// with \n.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/resolve/dialogue.h"

namespace quoteledger::testing {

struct Story {
  std::string text;
  std::vector<Span> paragraphs;
  std::vector<Span> quotes;
  std::vector<SpokenQuote> spoken;
  std::vector<Mention> mentions;

  // A mention belongs to the quote before it in its paragraph, or to the next where none is before
  // it.
  explicit Story(std::string_view marked) {
    std::uint32_t begin = 0;
    bool open = false;
    Mention waiting;
    const auto at = [&] { return static_cast<std::uint32_t>(text.size()); };
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (!open && marked[i] != '\n') {
        begin = at();
        open = true;
      }
      if (marked.substr(i, 2) == "«") {
        SpokenQuote quote;
        quote.span.begin = at();
        quote.paragraph = static_cast<std::uint32_t>(paragraphs.size());
        quote.mention = waiting;
        waiting = {};
        spoken.push_back(quote);
        text += '"';
        ++i;
      } else if (marked.substr(i, 2) == "»") {
        text += '"';
        spoken.back().span.end = at();
        ++i;
      } else if (marked[i] == '{') {
        Mention mention;
        mention.kind = marked[i + 1] == 'N'   ? MentionKind::kName
                       : marked[i + 1] == 'P' ? MentionKind::kPronoun
                                              : MentionKind::kDescription;
        mention.span.begin = at();
        i += 3;
        while (marked[i] != '}') text += marked[i++];
        mention.span.end = at();
        if (!spoken.empty() && spoken.back().paragraph == paragraphs.size()) {
          spoken.back().mention = mention;
        } else {
          waiting = mention;
        }
      } else if (marked[i] == '\n') {
        if (open) paragraphs.push_back({begin, at()});
        open = false;
        text += "\n\n";
        continue;
      } else {
        text += marked[i];
      }
    }
    if (open) paragraphs.push_back({begin, at()});
    for (const SpokenQuote& quote : spoken) {
      quotes.push_back(quote.span);
      mentions.push_back(quote.mention);
    }
  }

  [[nodiscard]] CastText cast_text() const { return {text, paragraphs, quotes}; }
};

}  // namespace quoteledger::testing
