#include "quoteledger/cast/scan.h"

#include <algorithm>
#include <utility>

#include "quoteledger/base/text_index.h"
#include "quoteledger/cast/acronym.h"
#include "quoteledger/cast/name_form.h"
#include "quoteledger/cast/newcomers.h"
#include "quoteledger/cast/paragraph_tokens.h"
#include "quoteledger/cast/token_store.h"
#include "quoteledger/tokens/tokens.h"

namespace quoteledger {
namespace {

constexpr FactBits kPronoun = bit(Fact::kFirstPronoun) | bit(Fact::kMalePronoun) |
                              bit(Fact::kFemalePronoun) | bit(Fact::kPluralPronoun);

class Scanner {
 public:
  Scanner(const CastText& text, NameWords& words)
      : in_(text), words_(words), here_(text.text, words), newcomers_(here_, words) {
    words_.begin_document();
    paragraphs_.reserve(in_.paragraphs.size());
  }

  Scan run() {
    std::uint32_t quote = 0;
    for (const Span paragraph : in_.paragraphs) {
      const std::uint32_t first_quote = quote;
      split(paragraph);
      number();
      const bool headline = is_headline();
      dateline_ = 0;
      count(headline, quote);
      paragraphs_.push_back(
          {static_cast<std::uint32_t>(tokens_.size()), first_quote, dateline_, headline});
      std::uint32_t before = paragraph.begin;
      for (const ScanToken& token : tokens_) {
        store_.add(token, before);
        before = token.span.end;
      }
    }
    for (std::uint32_t p = 0; p < in_.paragraphs.size(); ++p) {
      read_again(p);
      paragraph(p, 0, tokens_.size());
    }
    return std::move(out_);
  }

 private:
  // A paragraph's tokens. What is known of words lies far apart in memory: each step asks for what the next one needs, so
  // that it is there in time.
  void split(Span paragraph) {
    tokens_.clear();
    std::uint32_t at = paragraph.begin;
    while (true) {
      const std::uint32_t before = at;
      at += space_length(in_.text.substr(at, paragraph.end - at));
      if (at >= paragraph.end) return;
      const RawToken raw = first_token(in_.text.substr(at, paragraph.end - at));
      ScanToken& token = tokens_.emplace_back();
      token.span = {at, at + raw.length};
      token.shape = raw.shape;
      token.gap = at > before;
      at += raw.length;
      if (is_word(raw.shape)) words_.expect(slice(in_.text, token.span));
    }
  }

  void number() {
    for (ScanToken& token : tokens_) {
      if (is_word(token.shape)) token.word = words_.number(slice(in_.text, token.span));
    }
  }

  // Which quote a token stands in; `quote` is the first that does not end before it.
  void place(ScanToken& token, std::uint32_t& quote) const {
    const std::uint32_t at = token.span.begin;
    while (quote < in_.quotes.size() && in_.quotes[quote].end <= at) ++quote;
    if (quote < in_.quotes.size() && in_.quotes[quote].begin <= at) token.quote = quote;
  }

  // Does a dateline end with the dash at `t`: "CORVALE, Ohio (AP) —"?
  [[nodiscard]] bool ends_dateline(std::size_t t) const {
    constexpr std::size_t kMostTokens = 10;
    if (t == 0 || t > kMostTokens || !(is_dash(t) || (mark(t) == '-' && tokens_[t].gap)))
      return false;
    bool shouts = tokens_[0].shape == Shape::kCaps;
    if (t + 1 < tokens_.size() && is_capital(tokens_[t + 1].shape))  // "Corvale – The driver"
      shouts = shouts || has(words_.facts(tokens_[t + 1].word), Fact::kFunction);
    for (std::size_t at = 0; at < t; ++at) {
      const Shape shape = tokens_[at].shape;
      if (is_word(shape) && !is_capital(shape)) return false;
      shouts = shouts || mark(at) == '(';
      if (shape == Shape::kMark &&
          std::string_view(",.()-'/").find(mark(at)) == std::string_view::npos)
        return false;
    }
    return shouts;
  }

  // Where sentences and quotes begin, and how often each word stands in the text.
  void count(bool headline, std::uint32_t& quote) {
    bool start = true;
    for (std::size_t t = 0; t < tokens_.size(); ++t) {
      ScanToken& token = tokens_[t];
      const std::uint32_t at = token.span.begin;
      place(token, quote);
      if (token.quote != kNobody && at == in_.quotes[quote].begin) start = true;
      token.sentence_start = start;
      if (is_word(token.shape)) {
        token.facts = words_.facts(token.word);
        NameWords::Counts& counts = words_.counts(token.word);
        if (!is_capital(token.shape)) {
          ++counts.lower;
        } else if (headline) {
          // A capital tells nothing there.
        } else if (start) {
          ++counts.capital_start;
        } else {
          ++counts.capital;
        }
        start = false;
      } else if (token.shape == Shape::kMark) {
        const char c = in_.text[at];
        const bool title =
            c == '.' && t > 0 && has(tokens_[t - 1].facts, Fact::kTitle) && !token.gap;
        if ((c == '.' && !title) || c == '!' || c == '?' || c == ':') start = true;
        if (token.span.size() >= 3 && c == '\xE2' && in_.text[at + 2] == '\xA6') start = true;  // …
        if (ends_dateline(t)) {
          start = true;
          if (tokens_[0].shape == Shape::kCaps) dateline_ = static_cast<std::uint32_t>(t);
        }
      }
    }
  }

  [[nodiscard]] FactBits facts(std::size_t t) const { return here_.facts(t); }
  [[nodiscard]] char mark(std::size_t t) const { return here_.mark(t); }
  [[nodiscard]] bool is_owner(std::size_t t) const { return here_.is_owner(t); }
  [[nodiscard]] bool is_dash(std::size_t t) const { return here_.is_dash(t); }
  [[nodiscard]] bool name_token(std::size_t t) const { return here_.name_token(t); }

  // Takes a paragraph's tokens from the store.
  void read_again(std::uint32_t p) {
    tokens_.resize(paragraphs_[p].tokens);
    here_.headline = paragraphs_[p].headline;
    dateline_ = paragraphs_[p].dateline;
    std::uint32_t quote = paragraphs_[p].first_quote;
    std::uint32_t before = in_.paragraphs[p].begin;
    for (ScanToken& token : tokens_) {
      static_cast<StoredToken&>(token) = store_.next(before);
      before = token.span.end;
      token.facts = is_word(token.shape) ? words_.facts(token.word) : 0;
      token.quote = kNobody;
      place(token, quote);
    }
  }

  // Are most long words of a short paragraph capitalised? Not in a text that has no other paragraph.
  [[nodiscard]] bool is_headline() const {
    constexpr std::size_t kMostTokens = 40;
    constexpr std::size_t kLongWord = 4;  // bytes
    constexpr std::size_t kFewestWords = 3;
    if (in_.paragraphs.size() < 2 || tokens_.size() > kMostTokens) return false;
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (const ScanToken& token : tokens_) {
      if (!is_word(token.shape) || token.span.size() < kLongWord) continue;
      ++words;
      capitals += is_capital(token.shape);
    }
    return words >= kFewestWords && capitals * 5 >= words * 4;
  }

  // "Clara May", "Mrs. May": a word of the calendar behind a given name or a civil title.
  [[nodiscard]] bool last_name(std::size_t before, std::size_t t) const {
    constexpr FactBits kBefore = kGiven | bit(Fact::kCivil);
    return has(facts(t), Fact::kCalendar) && (facts(before) & kBefore) != 0;
  }

  // "pro-Lund", "TV-friendly": a part behind a hyphen that begins small.
  [[nodiscard]] bool is_compound(const ScanToken& token) const {
    const std::string_view text = slice(in_.text, token.span);
    const std::size_t hyphen = text.rfind('-');
    if (hyphen == std::string_view::npos || hyphen + 1 >= text.size()) return false;
    return first_token(text.substr(hyphen + 1)).shape <= Shape::kPlural ||
           first_token(text.substr(0, hyphen)).shape <= Shape::kPlural;
  }

  // Past a title's full stop.
  [[nodiscard]] std::size_t behind_stop(std::size_t t, std::size_t end) const {
    return t < end && mark(t) == '.' && !tokens_[t].gap ? t + 1 : t;
  }

  void paragraph(std::uint32_t p, std::size_t begin, std::size_t end) {
    equated_ = writer_ = kNoToken;
    for (std::size_t t = begin; t < end;) {
      const ScanToken& token = tokens_[t];
      if (token.sentence_start && opens_sentence(t, begin)) {
        has_subject_ = false;
        writer_ = kNoToken;
      }
      if (!is_word(token.shape)) {
        ++t;
        continue;
      }
      if (token.quote == kNobody) {
        ++out_.told_words;
        pronoun(p, t);
        constexpr FactBits kSubject = bit(Fact::kNominative) | bit(Fact::kWe);
        constexpr FactBits kWriter = bit(Fact::kFirstPronoun) | bit(Fact::kWe);
        if (in_.reported && (token.facts & kSubject) != 0 && (token.facts & kWriter) != 0)
          writer_ = t;
        const bool opens = token.sentence_start || (t > begin && mark(t - 1) == ',');
        const std::size_t described =
            opens && has(token.facts, Fact::kDefinite) ? description(p, t, end) : t;
        constexpr FactBits kDeterminer =
            bit(Fact::kIndefinite) | bit(Fact::kDefinite) | bit(Fact::kPossessive);
        if (in_.reported && (token.facts & kDeterminer) != 0) newcomer(p, t, t, begin, end);
        if (in_.reported && token.sentence_start) {
          if (auto many = newcomers_.bare_plural(p, t, end))
            out_.introductions.push_back(std::move(*many));
        }
        if (described > t) {
          t = described;
          continue;
        }
      }
      if (!name_token(t) || is_compound(token)) {
        address(t, begin, end);
        ++t;
        continue;
      }
      t = name(p, t, begin, end);
    }
  }

  // A quote woven into a sentence does not end it.
  [[nodiscard]] bool opens_sentence(std::size_t t, std::size_t begin) const {
    if (tokens_[t].quote == kNobody) return true;
    if (t > begin && tokens_[t - 1].quote == tokens_[t].quote) return false;
    const char before = t > begin ? mark(t - 1) : '.';
    return before == '.' || before == '!' || before == '?' || before == ':';
  }

  void pronoun(std::uint32_t p, std::size_t t) {
    const FactBits bits = facts(t);
    if ((bits & kPronoun) == 0) return;
    const bool first = has(bits, Fact::kFirstPronoun);
    if (first) ++out_.first_person;
    PronounUse use;
    use.span = tokens_[t].span;
    use.paragraph = p;
    use.gender = first                             ? Gender::kUnknown
                 : has(bits, Fact::kMalePronoun)   ? Gender::kMale
                 : has(bits, Fact::kFemalePronoun) ? Gender::kFemale
                                                   : Gender::kPlural;
    use.subject = has(bits, Fact::kNominative);
    use.object = has(bits, Fact::kObject) && !use.subject;
    const std::size_t from = use.object ? is_asked(t, t + 1, 0, tokens_.size()) : kNoToken;
    if (from != kNoToken) {
      use.subject = use.asked = true;
      use.asked_from = tokens_[from].span.begin;
    }
    has_subject_ = has_subject_ || use.subject;
    out_.pronouns.push_back(use);
  }

  // "The Oslo senator left": whoever was the subject before. Gives the place behind one that would else be a name ("The
  // Ohio Republican"), or `t`.
  std::size_t description(std::uint32_t p, std::size_t t, std::size_t end) {
    constexpr std::size_t kMostWords = 4;
    for (std::size_t at = t + 1; at < end && at <= t + kMostWords; ++at) {
      if (!is_word(tokens_[at].shape) || tokens_[at].quote != kNobody ||
          has(facts(at), Fact::kFunction))
        return t;
      const bool party = is_capital(tokens_[at].shape) && has(facts(at), Fact::kParty);
      if (!party && (is_capital(tokens_[at].shape) || !has(facts(at), Fact::kPersonNoun))) continue;
      // "The senator's wife", "the senator from Oslo", "the state senator", "the senators"
      const std::size_t next = at + 1;
      if (next >= end || !is_word(tokens_[next].shape) || is_capital(tokens_[next].shape)) return t;
      if (has(facts(next), Fact::kPersonNoun)) continue;
      // Behind a comma it has to be a subject: "Late on Friday, the senator left".
      const bool verb =
          tokens_[next].shape == Shape::kEd ||
          (facts(next) & (bit(Fact::kSpeech) | bit(Fact::kAuxiliary) | bit(Fact::kPast))) != 0;
      if (!verb && (party || !tokens_[t].sentence_start)) return t;
      if (tokens_[at].shape == Shape::kPlural || has(facts(next), Fact::kPreposition) ||
          (facts(at) & (bit(Fact::kNameless) | bit(Fact::kGroupNoun))) != 0)
        return t;
      PronounUse use;
      use.span = {tokens_[t].span.begin, tokens_[at].span.end};
      use.paragraph = p;
      use.subject = use.noun = true;
      out_.pronouns.push_back(use);
      has_subject_ = has_subject_ || party;
      return party ? next : t;
    }
    return t;
  }

  // A subject without a name that begins at `first`; its determiner or possessive is `t`.
  void newcomer(std::uint32_t p, std::size_t first, std::size_t t, std::size_t begin,
                std::size_t end) {
    FoundNewcomer found = newcomers_.read(p, first, t, newcomers_.opens(first, begin), end);
    if (!found.newcomer && first == t) found.newcomer = newcomers_.missive(p, t, end);
    constexpr std::size_t kNear = 3;  // "I called my brother"
    if (!found.newcomer && first == t && writer_ != kNoToken && t - writer_ <= kNear) {
      found.newcomer = newcomers_.met(p, t, end);
      if (found.newcomer) writer_ = kNoToken;
    }
    has_subject_ = has_subject_ || found.subject;
    if (found.equated != kNoToken) {
      equated_ = found.equated;
      equated_noun_ = found.equated_noun;
    }
    if (found.newcomer) out_.introductions.push_back(std::move(*found.newcomer));
  }

  // "sir", "my dear": a word of address that is no name.
  void address(std::size_t t, std::size_t begin, std::size_t end) {
    const ScanToken& token = tokens_[t];
    if (token.quote == kNobody) return;
    const FactBits bits = facts(t);
    Gender gender = Gender::kUnknown;
    if (has(bits, Fact::kFemaleTitle) || has(bits, Fact::kFemaleNoun)) gender = Gender::kFemale;
    if (has(bits, Fact::kMaleTitle) || has(bits, Fact::kMaleNoun)) {
      gender = gender == Gender::kFemale ? Gender::kUnknown : Gender::kMale;
    }
    if (gender == Gender::kUnknown || !set_off(t, t + 1, begin, end)) return;
    out_.addresses.push_back({token.quote, gender});
  }

  // Does [from, to) stand between marks inside its quote, as words of address do?
  [[nodiscard]] bool set_off(std::size_t from, std::size_t to, std::size_t begin,
                             std::size_t end) const {
    const std::uint32_t quote = tokens_[from].quote;
    std::size_t left = from;
    while (left > begin && tokens_[left - 1].quote == quote && is_word(tokens_[left - 1].shape) &&
           from - left < 3 && (has(facts(left - 1), Fact::kAddress))) {
      --left;  // my dear …
    }
    const bool before = left == begin || tokens_[left - 1].quote != quote ||
                        tokens_[left - 1].shape == Shape::kMark;
    const bool behind =
        to >= end || tokens_[to].quote != quote || (tokens_[to].shape == Shape::kMark);
    if (!before || !behind) return false;
    // "Ana, Ben, and Carl" and a name before an apostrophe are no calls.
    if (to < end && tokens_[to].quote == quote && tokens_[to].shape == Shape::kMark) {
      const char c = mark(to);
      if (c == '(' || c == ')') return false;
    }
    return true;
  }

  std::size_t name(std::uint32_t p, std::size_t t, std::size_t begin, std::size_t end) {
    const std::uint32_t quote = tokens_[t].quote;
    // "It runs out in May."
    if (has(facts(t), Fact::kCalendar) && t > begin && has(facts(t - 1), Fact::kLocative) &&
        (t + 1 >= end || !is_capital(tokens_[t + 1].shape)))
      return t + 1;
    std::size_t last = t;  // the last token of the name
    // "Ana Ruiz, Republican of Maine": no name.
    const bool behind_comma = t > begin + 1 && mark(t - 1) == ',' &&
                              is_capital(tokens_[t - 2].shape) && has(facts(t), Fact::kParty);
    std::size_t next = t + 1;
    while (next < end) {
      std::size_t at = next;
      if (has(facts(last), Fact::kTitle)) at = behind_stop(at, end);
      if (at < end && tokens_[at].quote == quote && is_capital(tokens_[at].shape) &&
          tokens_[at].gap &&
          (name_token(at) || tokens_[at].shape == Shape::kInitial || last_name(last, at)) &&
          !tokens_[at].sentence_start) {
        last = at;
        next = at + 1;
        continue;
      }
      // "Hale & Sons"
      if (at + 1 < end && at == next && mark(at) == '&' && tokens_[at].quote == quote &&
          tokens_[at + 1].quote == quote && is_capital(tokens_[at + 1].shape) &&
          name_token(at + 1)) {
        last = at + 1;
        next = at + 2;
        continue;
      }
      // "the Teachers' Union"
      if (at == next && at + 1 < end && is_plural_owner(at) && tokens_[at].quote == quote &&
          tokens_[at + 1].quote == quote && is_capital(tokens_[at + 1].shape) &&
          ends_as_organisation(at + 1, end)) {
        last = at + 1;
        next = at + 2;
        continue;
      }
      if (at == next && goes_on_as_body(t, last, at, end)) {
        last = at + 1;
        next = at + 2;
        continue;
      }
      // de, von; of in “Minister of State”, “University of Oslo”
      const bool for_office = at < end && has(facts(at), Fact::kBodyLink) &&
                              has(facts(at), Fact::kPreposition) &&
                              has(facts(last), Fact::kExclusive);
      const bool link = at < end && (has(facts(at), Fact::kLink) || for_office);
      if (at + 1 < end && (has(facts(at), Fact::kParticle) || link) && tokens_[at].quote == quote &&
          at == next && !behind_comma) {
        std::size_t to = at + 1;
        if (to + 1 < end && has(facts(to), Fact::kParticle)) ++to;
        const bool ok = link ? has(facts(last), Fact::kTitle) ||
                                   has(facts(last), Fact::kPersonNoun) ||
                                   (has(facts(last), Fact::kOrganisation) &&
                                    !has(facts(to), Fact::kTitle) && (facts(to) & kGiven) == 0)
                        : tokens_[at].span.size() == 1 ? last > t  // Ana Ruiz y Vega
                                                       : true;
        if (ok && is_capital(tokens_[to].shape) && tokens_[to].quote == quote && name_token(to)) {
          last = to;
          next = to + 1;
          continue;
        }
      }
      break;
    }
    // A sentence's first word that only starts the sentence was left out by name_token already.
    if (has(facts(last), Fact::kStopped)) {
      last = behind_stop(last + 1, end) - 1;
      next = last + 1;
    }
    NameUse use;
    use.span = {tokens_[t].span.begin, tokens_[last].span.end};
    use.paragraph = p;
    use.quote = quote;
    const std::size_t to = last + 1;
    const std::size_t mark_at =
        to < end && tokens_[to].shape == Shape::kMark && !tokens_[to].gap ? to : end;
    if (mark_at < end) {
      const std::string_view text = slice(in_.text, tokens_[mark_at].span);
      // "Lund's been away" has a verb there.
      const bool verb = mark_at + 1 < end && has(facts(mark_at + 1), Fact::kAuxiliary);
      use.possessive = text.size() > 1 && (text.back() == 's' || text.back() == 'S') && !verb;
    }
    use.definite = t > begin && tokens_[t - 1].quote == quote && has(facts(t - 1), Fact::kDefinite);
    const std::size_t left = use.definite ? t - 1 : t;
    const bool attributive =
        belongs(to, end, quote, use.definite || behind_article(left, begin, quote));
    use.definite = use.definite && !attributive;
    if (quote == kNobody) {
      use.asked = is_asked(left, to, begin, end) != kNoToken;
      use.subject = !use.possessive && !attributive &&
                    (t == equated_ || use.asked || subject_place(left, to, begin, end));
      bool near = true;
      use.noun = noun_beside(left, to, begin, end, near);
      use.office =
          is_aged(to, end) || (use.noun != 0 && has(words_.facts(use.noun), Fact::kPersonNoun));
      if (!near) use.noun = 0;
      if (use.noun == 0) use.noun = noun_equated(to, end);
      if (use.noun == 0 && t == equated_) use.noun = equated_noun_;
      // The office stands in the name or just before it.
      constexpr std::size_t kOffice = 2;
      for (std::size_t at = std::max(left, begin + kOffice) - kOffice; at <= last; ++at)
        use.lesser = use.lesser || has(facts(at), Fact::kLesser);
      use.alone = !use.subject && !use.possessive && !attributive && !has_subject_ &&
                  !(left > begin && has(facts(left - 1), Fact::kLocative));
      has_subject_ = has_subject_ || use.subject;
      use.topic = use.possessive && is_topic(left, mark_at, end);
    } else {
      use.vocative = !use.possessive && set_off(left, to, begin, end);
    }
    use.form = form_of(use.span);
    if (use.form == kNobody) return next;
    NameForm& form = out_.forms[use.form];
    if (writer_ != kNoToken && quote == kNobody && !use.possessive && !attributive &&
        !use.definite && ((form.first_facts & kGiven) != 0 || form.title_facts != 0)) {
      use.subject = has_subject_ = true;
      writer_ = kNoToken;
    }
    ++form.uses;
    form.told += quote == kNobody;
    form.definite += use.definite;
    if (use.definite && form.article.empty()) form.article = words_.folded(tokens_[t - 1].word);
    form.vocatives += use.vocative;
    form.subjects += use.subject;
    form.located += quote == kNobody && !use.possessive && left > begin &&
                    has(facts(left - 1), Fact::kLocative);
    form.offices += use.office;
    form.dateline = form.dateline || t < dateline_;
    out_.names.push_back(use);
    const bool owns = use.possessive && quote == kNobody && in_.reported;
    if (owns) newcomer(p, left, mark_at, begin, end);
    if (t > begin && mark(t - 1) == '(' && to < end && mark(to) == ')')
      spell_out(use.form, slice(in_.text, use.span), t - 1, begin);
    return next;
  }

  // The mark behind the plural in "the teachers' union".
  [[nodiscard]] bool is_plural_owner(std::size_t t) const {
    const std::string_view text = slice(in_.text, tokens_[t].span);
    return t > 0 && !tokens_[t].gap && (text == "'" || text == "\u2019") &&
           slice(in_.text, tokens_[t - 1].span).ends_with('s');
  }

  // Does the row of capitals that begins here end with a word such as Union?
  [[nodiscard]] bool ends_as_organisation(std::size_t t, std::size_t end) const {
    constexpr std::size_t kMostWords = 3;
    bool ends = false;
    for (std::size_t at = t; at < end && at < t + kMostWords && is_capital(tokens_[at].shape); ++at)
      ends = has(facts(at), Fact::kOrganisation);
    return ends;
  }

  // Does the name [t, last] of an organisation go on behind the linking word at `at`: "Institute for Fiscal Studies", "the
  // Food and Drug Administration", "the Department of Health and Human Services"? What goes on are common words.
  [[nodiscard]] bool goes_on_as_body(std::size_t t, std::size_t last, std::size_t at,
                                     std::size_t end) const {
    constexpr std::size_t kMostWords = 3;
    constexpr std::size_t kLongest = 12;  // tokens of such a name
    constexpr FactBits kNoPart = kGiven | bit(Fact::kTitle);
    if (at + 1 >= end || last - t > kLongest || !has(facts(at), Fact::kBodyLink)) return false;
    bool common = false;
    bool ends_as_body = false;
    for (std::size_t word = at + 1; word < end && word <= at + kMostWords; ++word) {
      if (!is_capital(tokens_[word].shape) || tokens_[word].quote != tokens_[t].quote) break;
      if ((facts(word) & kNoPart) != 0 && !has(facts(word), Fact::kCommon)) return false;
      common = common || has(facts(word), Fact::kCommon);
      ends_as_body = has(facts(word), Fact::kOrganisation);
    }
    if (has(facts(at), Fact::kPreposition)) return common && has(facts(last), Fact::kOrganisation);
    const bool definite = t > 0 && has(facts(t - 1), Fact::kDefinite);
    if (!definite || !is_capital(tokens_[at + 1].shape) || !has(facts(at + 1), Fact::kCommon))
      return false;
    bool body = false;
    bool linked = false;
    bool plain = has(facts(last), Fact::kCommon);  // "Food", and neither "EPA" nor "Oslo"
    for (std::size_t word = t; word <= last; ++word) {
      body = body || has(facts(word), Fact::kOrganisation);
      linked = linked || (facts(word) & (bit(Fact::kLink) | bit(Fact::kBodyLink))) != 0;
      if ((facts(word) & kGiven) != 0 && !has(facts(word), Fact::kCommon)) return false;
      plain = plain && (body || has(facts(word), Fact::kCommon));
    }
    return plain && (body ? linked : ends_as_body);
  }

  // "Lund's story …" at the start of a sentence, but not "Lund's lawyer …".
  [[nodiscard]] bool is_topic(std::size_t left, std::size_t mark_at, std::size_t end) const {
    constexpr std::size_t kMostWords = 3;
    if (!tokens_[left].sentence_start) return false;
    for (std::size_t at = mark_at + 1; at < end && at <= mark_at + kMostWords; ++at) {
      if (!is_word(tokens_[at].shape)) break;
      if ((facts(at) & (bit(Fact::kPersonNoun) | bit(Fact::kKin))) != 0 ||
          is_capital(tokens_[at].shape))
        return false;
    }
    return true;
  }

  // "The Lund campaign", "the Oslo senator": is the name there to tell of whom or where a noun is?
  [[nodiscard]] bool belongs(std::size_t to, std::size_t end, std::uint32_t quote,
                             bool definite) const {
    if (to >= end || tokens_[to].quote != quote || !is_word(tokens_[to].shape) ||
        is_capital(tokens_[to].shape))
      return false;
    constexpr FactBits kNoun = bit(Fact::kGroupNoun) | bit(Fact::kPersonNoun) | bit(Fact::kBody);
    return definite ? (facts(to) & kNoun) != 0 : has(facts(to), Fact::kGroupNoun);
  }

  // Is the name at `left` a part of a phrase that an article opens: "a former Oslo engineer"?
  [[nodiscard]] bool behind_article(std::size_t left, std::size_t begin,
                                    std::uint32_t quote) const {
    constexpr std::size_t kMostWords = 3;
    constexpr FactBits kArticle =
        bit(Fact::kIndefinite) | bit(Fact::kDefinite) | bit(Fact::kPossessive);
    for (std::size_t at = left; at-- > begin && left - at <= kMostWords;) {
      if (!is_word(tokens_[at].shape) || tokens_[at].quote != quote) return false;
      if ((facts(at) & kArticle) != 0) return true;
      if (has(facts(at), Fact::kFunction) || is_capital(tokens_[at].shape)) return false;
    }
    return false;
  }

  // "the Northern Harbour Agency (NHA)": an acronym in brackets stands for the name before them.
  void spell_out(std::uint32_t acronym, std::string_view written, std::size_t bracket,
                 std::size_t begin) {
    const std::vector<std::string> letters = acronym_letters(written);
    if (letters.size() < 2) return;
    if (out_.forms[acronym].full != kNobody) return;
    const std::size_t first = initials_begin(letters, letters.size(), bracket, begin);
    if (first == kNoToken || !is_capital(tokens_[first].shape)) return;
    const std::uint32_t full = form_of({tokens_[first].span.begin, tokens_[bracket - 1].span.end});
    if (full == kNobody || full == acronym || out_.forms[full].words.size() < 2) return;
    out_.forms[acronym].full = full;
    if (out_.forms[full].uses == 0) out_.forms[full].uses = 1;
    out_.forms[full].spelled_out = true;
  }

  // Where the words begin that end before `end` and have the first `count` letters as their initials, or kNoToken. Function words may be left out of the acronym (after Schwartz and Hearst, 2003).
  [[nodiscard]] std::size_t initials_begin(const std::vector<std::string>& letters,
                                           std::size_t count, std::size_t end,
                                           std::size_t begin) const {
    if (count == 0) return end;
    if (end == begin) return kNoToken;
    const ScanToken& token = tokens_[end - 1];
    if (!is_word(token.shape)) return kNoToken;
    if (folded_initial(slice(in_.text, token.span)) == letters[count - 1]) {
      const std::size_t at = initials_begin(letters, count - 1, end - 1, begin);
      if (at != kNoToken) return at;
    }
    const bool skipped = count < letters.size() && has(facts(end - 1), Fact::kFunction);
    return skipped ? initials_begin(letters, count, end - 1, begin) : kNoToken;
  }

  // "Hale asked Ana Ruiz about it": what is said next is hers. The name or pronoun that is asked begins at `left`, and `to`
  // is behind it; gives the token that the sentence begins with, or kNoToken.
  [[nodiscard]] std::size_t is_asked(std::size_t left, std::size_t to, std::size_t begin,
                                     std::size_t end) const {
    if (!has_subject_ || left == begin || !has(facts(left - 1), Fact::kQuestioning))
      return kNoToken;
    if (to < end && tokens_[to].shape != Shape::kMark && !has(facts(to), Fact::kTopic))
      return kNoToken;
    // "She wept when Hale asked Ruiz" is about her.
    constexpr std::size_t kMostTokens = 40;
    for (std::size_t back = 1; back <= kMostTokens; ++back) {
      const std::size_t at = left - back;
      if (at == begin || tokens_[at].sentence_start) return at;
      if (has(facts(at), Fact::kOpener)) return kNoToken;
    }
    return kNoToken;
  }

  // Is the word a verb before its subject (", say Rep. Lund"), and no noun ("But state Rep. Lund")?
  [[nodiscard]] bool says_before(std::size_t t, std::size_t begin) const {
    return has(facts(t), Fact::kSpeech) &&
           (t == begin || !is_word(tokens_[t - 1].shape) || tokens_[t - 1].quote != kNobody);
  }

  // Where a noun phrase begins that ends with this name: "Political analyst Ivo Lund". Up to five words before it, the
  // last of them a noun for people, none a function word.
  [[nodiscard]] std::size_t with_office(std::size_t left, std::size_t begin) const {
    const std::size_t name = left;
    constexpr std::size_t kMostWords = 5;
    // "State Rep. Ivo Lund": what stands before a title with a capital of its own.
    for (std::size_t words = 0;
         words < kMostWords && left > begin && !tokens_[left].sentence_start &&
         is_capital(tokens_[left - 1].shape) && tokens_[left].gap &&
         tokens_[left - 1].quote == kNobody && !has(facts(left - 1), Fact::kFunction);
         ++words) {
      --left;
    }
    // "state Rep. Ivo Lund", "former Senator Ana Ruiz"
    if (has(facts(name), Fact::kTitle) && left == name && left > begin &&
        !tokens_[left].sentence_start && is_word(tokens_[left - 1].shape) &&
        tokens_[left - 1].shape != Shape::kIng && tokens_[left - 1].shape != Shape::kEd &&
        tokens_[left - 1].quote == kNobody && !has(facts(left - 1), Fact::kFunction) &&
        !says_before(left - 1, begin))
      --left;
    constexpr FactBits kOffice = bit(Fact::kPersonNoun) | bit(Fact::kMaleNoun) |
                                 bit(Fact::kFemaleNoun) | bit(Fact::kKin) | bit(Fact::kTitle);
    // "a worker named Ivo Lund"
    if (left > begin + 1 && has(facts(left - 1), Fact::kNaming) &&
        has(facts(left - 2), Fact::kPersonNoun))
      --left;
    if (left == begin || (facts(left - 1) & kOffice) == 0) return left;
    std::size_t first = left;
    while (first > begin && left - first < kMostWords && !tokens_[first].sentence_start &&
           is_word(tokens_[first - 1].shape) && tokens_[first - 1].quote == kNobody &&
           !has(facts(first - 1), Fact::kFunction)) {
      --first;
    }
    // "his cousin Ivo Lund", where the phrase begins its clause.
    if (first > begin && !tokens_[first].sentence_start && has(facts(first - 1), Fact::kFunction) &&
        (first - 1 == begin || tokens_[first - 1].sentence_start ||
         tokens_[first - 2].shape == Shape::kMark)) {
      --first;
    }
    return first;
  }

  // Where the noun phrase begins that the name stands behind in commas: "her first child, Ivo Lund, …".
  [[nodiscard]] std::size_t behind_noun(std::size_t left, std::size_t to, std::size_t begin,
                                        std::size_t end) const {
    constexpr std::size_t kMostWords = 5;
    constexpr FactBits kNoun = bit(Fact::kPersonNoun) | bit(Fact::kKin) | bit(Fact::kBody);
    if (left < begin + 2 || to >= end || mark(left - 1) != ',' || mark(to) != ',' ||
        (facts(left - 2) & kNoun) == 0 || is_capital(tokens_[left - 2].shape))
      return left;
    std::size_t first = left - 1;
    for (std::size_t words = 0;
         words < kMostWords && first > begin && is_word(tokens_[first - 1].shape) &&
         tokens_[first - 1].quote == kNobody;
         ++words) {
      --first;
      if ((facts(first) & (bit(Fact::kDefinite) | bit(Fact::kPossessive))) != 0)
        return has(facts(left - 2), Fact::kBody) && !tokens_[first].sentence_start ? left : first;
    }
    return left;
  }

  // Where the owner's name begins before "'s": "Norway's Ivo Lund".
  [[nodiscard]] std::size_t behind_possessor(std::size_t left, std::size_t begin) const {
    if (left < begin + 2 || tokens_[left - 1].shape != Shape::kMark || tokens_[left - 1].gap ||
        !slice(in_.text, tokens_[left - 1].span).ends_with('s'))
      return left;
    std::size_t first = left - 1;
    while (first > begin && is_capital(tokens_[first - 1].shape)) {
      --first;
      if (tokens_[first].sentence_start) break;
    }
    return first == left - 1 ? left : first;
  }

  // "Ivo Lund, 34, …"
  [[nodiscard]] bool is_aged(std::size_t to, std::size_t end) const {
    return to + 2 < end && mark(to) == ',' && tokens_[to + 1].shape == Shape::kNumber &&
           tokens_[to + 1].span.size() <= 3 && mark(to + 2) == ',';
  }

  // The noun whose complement a comma parts from the name at `left`: "The president of the club, Ivo Lund, …"; 0 where there is
  // none.
  [[nodiscard]] std::uint32_t noun_of_complement(std::size_t left, std::size_t begin) const {
    constexpr std::size_t kMostWords = 8;
    constexpr FactBits kNoun = bit(Fact::kPersonNoun) | bit(Fact::kKin);
    if (left < begin + 4 || mark(left - 1) != ',') return 0;
    for (std::size_t at = left - 2; at > begin && left - at <= kMostWords; --at) {
      if (!is_word(tokens_[at].shape)) return 0;
      if (has(facts(at), Fact::kLink) && (facts(at - 1) & kNoun) != 0 &&
          !is_capital(tokens_[at - 1].shape))
        return tokens_[at - 1].word;
    }
    return 0;
  }

  // The noun for people or kin before the name, or in an apposition behind it ("Ivo Lund, a dock worker,"); 0 where there is
  // none. `near` is false where the noun is perhaps another's: "Ivo Lund, flanked by his lawyer,", "…, the mayor's wife".
  [[nodiscard]] std::uint32_t noun_beside(std::size_t left, std::size_t to, std::size_t begin,
                                          std::size_t end, bool& near) const {
    constexpr std::size_t kMostWords = 8;
    constexpr FactBits kNoun = bit(Fact::kPersonNoun) | bit(Fact::kKin);
    near = true;
    if (left > begin && (facts(left - 1) & kNoun) != 0) return tokens_[left - 1].word;
    // "Norway's foreign minister, Ivo Lund, …"
    if (left > begin + 1 && mark(left - 1) == ',' && to < end && mark(to) == ',' &&
        (facts(left - 2) & kNoun) != 0 && !is_capital(tokens_[left - 2].shape))
      return tokens_[left - 2].word;
    if (to >= end || mark(to) != ',') return 0;
    if (const std::uint32_t noun = noun_of_complement(left, begin); noun != 0) return noun;
    constexpr FactBits kFarther = bit(Fact::kPreposition) | bit(Fact::kRelative) |
                                  bit(Fact::kOpener) | bit(Fact::kPast) | bit(Fact::kLesser);
    for (std::size_t at = to + 1; at < end && at <= to + kMostWords; ++at) {
      // "Ruiz's lawyer"
      if (!is_word(tokens_[at].shape) && tokens_[at].shape != Shape::kNumber && !is_owner(at))
        return 0;
      if (at == to + 1 && (tokens_[at].shape == Shape::kEd || tokens_[at].shape == Shape::kIng))
        near = false;
      near = near && (facts(at) & kFarther) == 0;
      if ((facts(at) & kNoun) == 0 || is_capital(tokens_[at].shape)) continue;
      while (at + 1 < end && has(facts(at + 1), Fact::kPersonNoun)) ++at;  // "a police officer"
      near = near && !(at + 1 < end && is_owner(at + 1));
      return tokens_[at].word;
    }
    return 0;
  }

  // What a name at whose end `to` stands is said to be: "Ivo Lund was a dock worker"; 0 where there is none.
  [[nodiscard]] std::uint32_t noun_equated(std::size_t to, std::size_t end) const {
    if (to < end && !has(facts(to), Fact::kBe) && has(facts(to), Fact::kAuxiliary))
      ++to;  // "has been"
    constexpr FactBits kArticle = bit(Fact::kIndefinite) | bit(Fact::kDefinite);
    if (to + 2 >= end || !has(facts(to), Fact::kBe) || (facts(to + 1) & kArticle) == 0) return 0;
    bool owned = false;
    const std::size_t noun = newcomers_.noun_of(to + 1, end, owned);
    return noun == kNoToken || owned || (facts(noun) & kThingNoun) != 0 ? 0 : tokens_[noun].word;
  }

  // Does a quote whose last mark stands at t end with a mark of its own, as whole sentences do?
  [[nodiscard]] bool ends_clause(std::size_t t, std::size_t begin) const {
    while (t > begin && tokens_[t].shape == Shape::kMark &&
           tokens_[t - 1].quote == tokens_[t].quote &&
           std::string_view("\"'").find(mark(t)) != std::string_view::npos)
      --t;
    if (t > begin && tokens_[t].shape == Shape::kMark && tokens_[t].span.size() > 1) --t;  // ” ’
    return tokens_[t].shape == Shape::kMark && !is_word(tokens_[t].shape) &&
           (mark(t) == ',' || mark(t) == '.' || mark(t) == '!' || mark(t) == '?' ||
            tokens_[t].span.size() > 1);
  }

  // Does a subject's place open before `left`, and no mark of a list stand behind? A clause within a sentence that has
  // a subject already ("She said that Lund left") gives no other.
  [[nodiscard]] bool subject_place(std::size_t left, std::size_t to, std::size_t begin,
                                   std::size_t end) const {
    left = behind_noun(with_office(behind_possessor(left, begin), begin), to, begin, end);
    if (has_subject_ && left > begin && has(facts(left - 1), Fact::kSubordinator)) return false;
    // "She met both Ruiz and his friends."
    if (has_subject_ && left > begin && to < end && has(facts(left - 1), Fact::kOpener) &&
        has(facts(to), Fact::kOpener))
      return false;
    // "He met Ana Ruiz and Ivo Lund at the gate."
    if (left > begin && to < end && has(facts(left - 1), Fact::kOpener) &&
        has(facts(to), Fact::kPreposition) &&
        (has_subject_ || has(facts(left - 1), Fact::kPreposition)))
      return false;
    bool inverted = false;
    bool opens = left == begin || tokens_[left].sentence_start ||
                 (tokens_[left - 1].quote != tokens_[left].quote && ends_clause(left - 1, begin));
    if (!opens) {
      const std::size_t before = left - 1;
      // ", said Ivo Lund": the verb stands before its subject where a mark or a quote stands before the verb.
      inverted = has(facts(before), Fact::kSpeech) && before > begin &&
                 (tokens_[before - 1].shape == Shape::kMark ||
                  tokens_[before - 1].quote != tokens_[before].quote);
      opens =
          tokens_[before].quote != tokens_[left].quote ? false
          : has(facts(before), Fact::kAuxiliary) ? tokens_[before].sentence_start  // "Was Lund …?"
          : tokens_[before].shape == Shape::kMark ? mark(before) != '\''
                                                  : inverted || has(facts(before), Fact::kOpener);
    }
    if (inverted && to < end && tokens_[to].shape == Shape::kMark) return true;
    // "Lund, a lawyer, said Ruiz hurt the cause": she does so in what he says.
    if (inverted && has_subject_ && to < end && is_word(tokens_[to].shape) &&
        !has(facts(to), Fact::kPreposition) && !has(facts(to), Fact::kAdverb))
      return false;
    if (!opens || to >= end || tokens_[to].quote != kNobody) return false;
    if (is_word(tokens_[to].shape)) return !is_capital(tokens_[to].shape);
    // "and Ana Ruiz, …" goes on a list.
    constexpr FactBits kVerb = bit(Fact::kAuxiliary) | bit(Fact::kPast);
    const bool clause = left > begin + 1 && mark(left - 2) == ',' && to + 1 < end &&
                        (facts(to + 1) & kVerb) != 0;  // ", and the cook, Ana Ruiz, has"
    const bool lists = left > begin && !tokens_[left].sentence_start && !clause &&
                       !tokens_[left - 1].sentence_start && has(facts(left - 1), Fact::kOpener);
    return !lists && (mark(to) == ',' || mark(to) == '(' || is_dash(to));
  }

  std::uint32_t form_of(Span span) {
    const std::string_view text = slice(in_.text, span);
    if (const std::uint32_t known = by_text_.find(text); known != TextIndex::kNone)
      return known == kNoForm ? kNobody : known;
    NameForm form = take_apart(text, parts_, [&](std::string_view token) {
      const std::uint32_t word = words_.number(token);
      return std::pair(words_.folded(word), words_.facts(word));
    });
    std::uint32_t id = kNobody;
    if (!form.words.empty() || !form.title.empty()) {
      key_.clear();
      append_key(form, key_);
      id = by_key_.find(key_);
      if (id == TextIndex::kNone) {
        id = static_cast<std::uint32_t>(out_.forms.size());
        by_key_.add(keys_.keep(key_), id);
        out_.forms.push_back(std::move(form));
      } else if (better_text(form.text, out_.forms[id].text)) {
        out_.forms[id].text = std::move(form.text);
      }
    }
    by_text_.add(text, id == kNobody ? kNoForm : id);
    return id;
  }

  // Of two spellings of one form: rather not all in capitals, rather with its accents, rather with fewer titles.
  [[nodiscard]] static bool better_text(const std::string& one, const std::string& other) {
    const auto shouts = [](const std::string& text) { return !has_small_letter(text); };
    if (shouts(one) != shouts(other)) return shouts(other);
    if (is_ascii(one) != is_ascii(other)) return is_ascii(other);
    return one.size() < other.size();
  }

  const CastText& in_;
  NameWords& words_;
  struct Paragraph {
    std::uint32_t tokens = 0, first_quote = 0, dateline = 0;  // dateline: tokens of "OSLO —"
    bool headline = false;                                    // most words have capitals
  };
  TokenStore store_;  // of all paragraphs
  std::vector<Paragraph> paragraphs_;
  ParagraphTokens here_;
  Newcomers newcomers_;
  std::vector<ScanToken>& tokens_ = here_.tokens;  // of the paragraph at hand
  static constexpr std::uint32_t kNoForm = kNobody - 1;
  TextIndex by_text_;  // name as it stands → form, or kNoForm
  TextIndex by_key_;   // form_key → form
  TextStore keys_;
  std::string key_;  // of the form at hand
  std::vector<NamePart> parts_;
  bool has_subject_ = false;    // the sentence at hand has one
  std::uint32_t dateline_ = 0;  // of the paragraph at hand
  // Where "I" or "we" is the subject of the sentence at hand: it is about whom they meet ("I called Ana Ruiz").
  std::size_t writer_ = kNoToken;
  std::size_t equated_ = kNoToken;  // where a name stands that a sentence says its subject to be
  std::uint32_t equated_noun_ = 0;  // the word for that subject
  Scan out_;
};

}  // namespace

Scan scan_names(const CastText& text, NameWords& words) { return Scanner(text, words).run(); }

}  // namespace quoteledger
