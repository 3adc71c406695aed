// The verdict on one quote: the rules of docs/audit.md, in their order. Knows words and places, no speakers. Inside the
// audit room only.
#pragma once

#include <vector>

#include "quoteledger/audit/align.h"
#include "quoteledger/audit/audit.h"
#include "quoteledger/audit/closest.h"
#include "quoteledger/audit/lexicon.h"
#include "quoteledger/audit/loader.h"
#include "quoteledger/audit/search.h"

namespace quoteledger::audit_detail {

// Where the words of one stretch stand.
struct Stretch {
  std::uint32_t source = 0;
  Span span;               // bytes of the source's text
  std::uint32_t part = 0;  // 1, 2 … or 0
};

struct Judgement {
  Verdict verdict = Verdict::kNotFound;
  std::vector<std::vector<Stretch>> places;  // each of one or more stretches; the best first
  std::vector<Edit> edits;
  std::vector<std::string> flags;
  std::vector<Stretch> closest;  // kNotFound: none or one
};

// For one thread. Several may share the rest.
class Judge {
 public:
  Judge(const Index& index, const std::vector<Source>& sources, const Lexicon& lexicon,
        Loader& loader)
      : index_(index), sources_(sources), lexicon_(lexicon), loader_(loader), search_(index) {}

  // plain: the quote with brackets and dots read as punctuation; quote: read as editorial. The same where it has none.
  Judgement judge(const Quote& plain, const Quote& quote);

  // The closest passage for a judgement that found nothing at all.
  void add_closest(const Passage& passage, Judgement& out);

  // A quote of one or two words, found elsewhere (find_short).
  Judgement judge_short(const Quote& quote, const std::vector<Run>& places, bool more);

 private:
  bool ready(std::uint32_t source) { return loader_.ready(source); }
  // All places of the whole quote; nothing where the words are not really the same.
  // bracketed: only places where the source has brackets, too.
  bool judge_whole(const Quote& quote, const std::vector<Run>& whole, bool more, bool bracketed,
                   Judgement& out);
  void judge_variants(const Quote& quote, Judgement& out);
  void judge_chain(const Quote& quote, const std::vector<Run>& runs, Judgement& out);
  [[nodiscard]] bool case_differs(const Quote& quote, const std::vector<Step>& steps) const;
  [[nodiscard]] bool is_same_digits(const Quote& quote, const std::vector<Step>& steps) const;
  [[nodiscard]] bool is_akin(const Quote& quote, const std::vector<Step>& steps) const;
  void check_bytes(const Quote& quote, Judgement& out);
  // The same passage in other sources.
  void add_copies(const Quote& quote, const std::vector<Run>& runs, const std::vector<Step>& steps,
                  Judgement& out);
  std::vector<Stretch> stretches(const Quote& quote, const std::vector<Step>& steps);
  Stretch stretch(const Quote& quote, const Step& first, const Step& last, bool tail);

  const Index& index_;
  const std::vector<Source>& sources_;
  const Lexicon& lexicon_;
  Loader& loader_;
  Search search_;
};

}  // namespace quoteledger::audit_detail
