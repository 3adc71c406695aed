// Marks and frames: stretches that are nested or apart, and rows of tokens that cover their paragraphs.
#include "fuzz/invariants.h"
#include "quoteledger/frame/frame.h"
#include "quoteledger/grammar/grammar.h"
#include "quoteledger/marks/stretch.h"

namespace {

using fuzz::require;
using quoteledger::Document;
using quoteledger::ParagraphFrame;
using quoteledger::Span;
using quoteledger::Stretch;
using quoteledger::Token;

const quoteledger::Grammar& grammar() {
  static const quoteledger::GrammarLoad load =
      quoteledger::load_grammar({std::string(QUOTELEDGER_SOURCE_GRAMMARS) + "/en"});
  require(load.grammar != nullptr, "the shipped grammar loads");
  return *load.grammar;
}

void check_stretches(const Document& document, const std::vector<Stretch>& rows) {
  std::vector<std::uint32_t> open;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Stretch& row = rows[i];
    require(!row.span.empty() && row.paragraph < document.paragraphs.size() &&
                document.paragraphs[row.paragraph].contains(row.span),
            "a stretch is inside its paragraph");
    require(row.span.begin <= row.inner.begin && row.inner.begin <= row.inner.end &&
                row.inner.end <= row.span.end,
            "the inside of a stretch is inside");
    for (const std::uint32_t at : {row.span.begin, row.span.end, row.inner.begin, row.inner.end})
      require(fuzz::on_border(document.text, at), "a stretch is whole code points");
    require(i == 0 || rows[i - 1].span.begin <= row.span.begin, "stretches are in text order");
    while (!open.empty() && rows[open.back()].span.end <= row.span.begin) open.pop_back();
    require(row.parent == (open.empty() ? Stretch::kNone : open.back()),
            "the parent is the nearest stretch around");
    require(open.empty() || rows[open.back()].span.contains(row.span),
            "stretches are nested or apart");
    require(!row.unclosed || row.inner.end == row.span.end, "an open quote has no closing mark");
    open.push_back(static_cast<std::uint32_t>(i));
  }
}

void check_frame(const Document& document, const std::vector<Stretch>& rows,
                 const ParagraphFrame& frame, Span span) {
  std::uint32_t at = span.begin;
  for (const Token& token : frame.tokens) {
    require(!token.span.empty() && token.span.begin >= at && token.span.end <= span.end,
            "tokens ascend inside their paragraph");
    require(fuzz::on_border(document.text, token.span.begin) &&
                fuzz::on_border(document.text, token.span.end),
            "a token is whole code points");
    for (std::size_t gap = at; gap < token.span.begin;)
      require(quoteledger::is_space(quoteledger::next_code_point(document.text, gap)),
              "between tokens is white space only");
    at = token.span.end;
    require(token.quote == Stretch::kNone ||
                (token.quote < rows.size() && rows[token.quote].span == token.span),
            "a quote's token is the quote");
  }
  for (std::size_t gap = at; gap < span.end;)
    require(quoteledger::is_space(quoteledger::next_code_point(document.text, gap)),
            "behind the last token is white space only");
  for (std::size_t i = 0; i < frame.sentences.size(); ++i) {
    require(
        frame.sentences[i] >= span.begin && frame.sentences[i] < std::max(span.end, span.begin + 1),
        "a sentence begins inside its paragraph");
    require(i == 0 || frame.sentences[i - 1] < frame.sentences[i], "sentences ascend");
    require(fuzz::on_border(document.text, frame.sentences[i]), "a sentence is whole code points");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static quoteledger::SentenceBreaker breaker("en");
  static quoteledger::KnownWords words(grammar().vocabulary);
  const auto document = quoteledger::decode("fuzz.txt", fuzz::text_of(data, size));
  if (!document) return 0;
  const std::vector<Stretch> rows = quoteledger::find_stretches(*document);
  check_stretches(*document, rows);
  quoteledger::Frames frames(*document, rows, grammar(), breaker, words);
  for (std::uint32_t i = 0; i < document->paragraphs.size(); ++i)
    check_frame(*document, rows, frames.paragraph(i), document->paragraphs[i]);
  for (std::uint32_t i = 0; i < rows.size() && i < 200; ++i) {
    check_frame(*document, rows, frames.inside(i), rows[i].inner);
    for (const bool around : {false, true}) {
      const Span sentences = frames.sentences_of(rows[i].paragraph, rows[i].span, around);
      require(sentences.contains(rows[i].span), "the context holds the quote");
      require(document->paragraphs[rows[i].paragraph].contains(sentences),
              "the context is inside the paragraph");
    }
  }
  return 0;
}
