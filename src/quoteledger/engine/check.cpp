// Runs a grammar's examples through the engine's own path: decode, marks, frames, cues.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "quoteledger/cue/cue.h"
#include "quoteledger/grammar/compiled.h"
#include "quoteledger/resolve/attribution.h"

namespace quoteledger {
namespace {

// An example without its brackets, and what they named.
struct Marked {
  std::string text;
  Span quote;
  std::array<Span, static_cast<std::size_t>(Role::kCount)> roles;
  std::size_t unclosed = std::string_view::npos;  // where a bracket stands that nothing closes
};

std::string_view trim_end(std::string_view text) {
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

// Does another bracket with a role open in a text?
bool opens_role(std::string_view text) {
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    const std::size_t colon = text.find(':', at);
    if (colon == std::string_view::npos) return false;
    const std::string_view role = text.substr(at + 1, colon - at - 1);
    if (role == "quote") return true;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Role::kCount); ++i) {
      if (role == role_name(static_cast<Role>(i))) return true;
    }
  }
  return false;
}

Marked read_example(std::string_view source) {
  Marked out;
  while (source.ends_with(' ')) source.remove_suffix(1);
  for (std::size_t at = 0; at < source.size();) {
    if (source.substr(at, 2) == "\\n") {  // a border of paragraphs
      out.text += "\n\n";
      at += 2;
      continue;
    }
    const std::size_t colon = source[at] == '[' ? source.find(':', at) : std::string_view::npos;
    if (colon == std::string_view::npos) {
      out.text += source[at++];
      continue;
    }
    const std::string_view role = source.substr(at + 1, colon - at - 1);
    Span* into = role == "quote" ? &out.quote : nullptr;
    for (std::size_t i = 0; i < out.roles.size(); ++i) {
      if (role == role_name(static_cast<Role>(i))) into = &out.roles[i];
    }
    const std::size_t close = source.find(']', colon);
    if (into != nullptr && (close == std::string_view::npos ||
                            opens_role(source.substr(colon + 1, close - colon - 1)))) {
      out.unclosed = at;
      return out;
    }
    if (into == nullptr) {
      out.text += source[at++];
      continue;
    }
    into->begin = static_cast<std::uint32_t>(out.text.size());
    out.text += source.substr(colon + 1, close - colon - 1);
    into->end = static_cast<std::uint32_t>(out.text.size());
    at = close + 1;
  }
  return out;
}

std::ptrdiff_t points(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

class Checker {
 public:
  explicit Checker(const Grammar& grammar)
      : grammar_(grammar), breaker_(grammar.language), words_(grammar.vocabulary) {}

  std::vector<Diagnostic> run() {
    for (const Rule& rule : grammar_.rules) {
      for (const Example& example : rule.examples) check(rule, example);
    }
    return std::move(out_);
  }

 private:
  void fail(const Example& example, std::string message, std::string hint) {
    Diagnostic told;
    told.file = example.source.file;
    told.line = example.source.line;
    told.column = example.source.place(0).column;
    told.source = example.file_line;
    // The caret's line is the example's first: code points up to its end.
    const std::string_view shown =
        trim_end(std::string_view(told.source)
                     .substr(std::min<std::size_t>(told.column - 1, told.source.size())));
    told.length = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(1, points(shown)));
    told.message = std::move(message);
    told.hint = std::move(hint);
    out_.push_back(std::move(told));
  }

  // A caret under a bracket that nothing closes; under the whole example where it stands on a later line.
  void fail_unclosed(const Example& example, std::size_t at) {
    const std::string_view source = example.source.text;
    const std::string_view bracket = source.substr(at, source.find(':', at) + 1 - at);
    fail(example, fmt::format("a `{}` without its `]`", bracket),
         "each part is written [role:words], and none stands inside another");
    Diagnostic& told = out_.back();
    const auto place = example.source.place(at);
    if (at >= source.size() || place.line != told.line) return;
    const std::string_view before = std::string_view(told.source).substr(0, place.column - 1);
    told.column = 1 + static_cast<std::uint32_t>(points(before));
    told.length = static_cast<std::uint32_t>(bracket.size());
  }

  void check(const Rule& rule, const Example& example) {
    const Marked marked = read_example(example.source.text);
    if (marked.unclosed != std::string_view::npos) return fail_unclosed(example, marked.unclosed);
    const auto document = decode("example", marked.text);
    if (!document)
      return fail(example, "the example cannot be read: " + document.error().message, "");
    const auto stretches = find_stretches(*document);
    Frames frames(*document, stretches, grammar_, breaker_, words_);
    CueFinder finder(frames);
    if (!example.yes) return check_no(rule, example, finder, stretches.size());
    const auto quote = std::find_if(stretches.begin(), stretches.end(),
                                    [&](const Stretch& s) { return s.span == marked.quote; });
    if (quote == stretches.end()) {
      return fail(example, "no quote is found where the example marks one",
                  "mark it with its quotation marks: [quote:“…”]");
    }
    const QuoteCues cues = finder.find(static_cast<std::uint32_t>(quote - stretches.begin()), {});
    const bool fits = fits_rule(cues, rule);
    if (!fits)
      return fail(example, "the rule `" + rule.id + "` does not fit its example",
                  winner(cues, *document));
    if (rule.stage == Stage::kTerm) {
      if (cues.credited())
        fail(example, "the rule `" + rule.id + "` does not win its example",
             winner(cues, *document));
      return;
    }
    const Candidate& best = cues.candidates.front();
    if (best.rule == kNoRule || &grammar_.rules[best.rule] != &rule || cues.ambiguous ||
        !cues.credited()) {
      return fail(example, "the rule `" + rule.id + "` does not win its example",
                  winner(cues, *document));
    }
    const std::array<Span, static_cast<std::size_t>(Role::kCount)> got = {
        best.mention, best.cue, best.addressee, best.role, best.source};
    for (std::size_t i = 0; i < got.size(); ++i) {
      if (marked.roles[i].empty() || got[i] == marked.roles[i]) continue;
      fail(example,
           fmt::format("the {} is “{}”, the rule took “{}”", role_name(static_cast<Role>(i)),
                       slice(document->text, marked.roles[i]), slice(document->text, got[i])),
           "");
    }
  }

  [[nodiscard]] bool fits_rule(const QuoteCues& cues, const Rule& rule) const {
    const auto is_rule = [&](std::uint32_t index) { return &grammar_.rules[index] == &rule; };
    if (rule.stage == Stage::kTerm)
      return cues.term >= 0 && is_rule(static_cast<std::uint32_t>(cues.term));
    return std::any_of(
        cues.candidates.begin(), cues.candidates.end(), [&](const Candidate& candidate) {
          return std::any_of(candidate.rules.begin(), candidate.rules.end(), is_rule);
        });
  }

  void check_no(const Rule& rule, const Example& example, CueFinder& finder, std::size_t quotes) {
    for (std::uint32_t i = 0; i < quotes; ++i) {
      if (fits_rule(finder.find(i, {}), rule)) {
        return fail(example, "the rule `" + rule.id + "` fits a text that it is not for", "");
      }
    }
  }

  std::string winner(const QuoteCues& cues, const Document& document) const {
    if (!cues.candidates.empty() && !cues.credited()) return "it is taken for nobody's speech";
    if (cues.candidates.empty()) return "no rule fits it";
    const Candidate& best = cues.candidates.front();
    return fmt::format(
        "`{}` wins with the mention “{}”{}", grammar_.rules[best.rule].id,
        slice(document.text, best.mention),
        cues.ambiguous ? ", and another rule of the same score names somebody else" : "");
  }

  const Grammar& grammar_;
  SentenceBreaker breaker_;
  KnownWords words_;
  std::vector<Diagnostic> out_;
};

}  // namespace

std::vector<Diagnostic> check_examples(const std::shared_ptr<const Grammar>& grammar) {
  return Checker(*grammar).run();
}

}  // namespace quoteledger
