#include "quoteledger/cast/scan.h"

#include <algorithm>
#include <utility>

#include "quoteledger/base/text_index.h"
#include "quoteledger/cast/acronym.h"
#include "quoteledger/cast/name_extent.h"
#include "quoteledger/cast/name_form.h"
#include "quoteledger/cast/name_place.h"
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
      : in_(text), words_(words), here_(text.text, words) {
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
      paragraph(p);
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

  // "pro-Lund", "TV-friendly": a part behind a hyphen that begins small.
  [[nodiscard]] bool is_compound(const ScanToken& token) const {
    const std::string_view text = slice(in_.text, token.span);
    const std::size_t hyphen = text.rfind('-');
    if (hyphen == std::string_view::npos || hyphen + 1 >= text.size()) return false;
    return first_token(text.substr(hyphen + 1)).shape <= Shape::kPlural ||
           first_token(text.substr(0, hyphen)).shape <= Shape::kPlural;
  }

  void paragraph(std::uint32_t p) {
    equated_ = writer_ = kNoToken;
    for (std::size_t t = 0; t < tokens_.size();) {
      const ScanToken& token = tokens_[t];
      if (token.sentence_start && place_.opens_sentence(t)) {
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
        const bool opens = token.sentence_start || (t > 0 && mark(t - 1) == ',');
        const std::size_t described =
            opens && has(token.facts, Fact::kDefinite) ? description(p, t) : t;
        constexpr FactBits kDeterminer =
            bit(Fact::kIndefinite) | bit(Fact::kDefinite) | bit(Fact::kPossessive);
        if (in_.reported && (token.facts & kDeterminer) != 0) newcomer(p, t, t);
        if (in_.reported && token.sentence_start) {
          if (auto many = newcomers_.bare_plural(p, t, tokens_.size()))
            out_.introductions.push_back(std::move(*many));
        }
        if (described > t) {
          t = described;
          continue;
        }
      }
      if (!name_token(t) || is_compound(token)) {
        address(t);
        ++t;
        continue;
      }
      t = name(p, t);
    }
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
    const std::size_t from = use.object ? place_.asked_from(t, t + 1, has_subject_) : kNoToken;
    if (from != kNoToken) {
      use.subject = use.asked = true;
      use.asked_from = tokens_[from].span.begin;
    }
    has_subject_ = has_subject_ || use.subject;
    out_.pronouns.push_back(use);
  }

  // "The Oslo senator left": whoever was the subject before. Gives the place behind one that would else be a name ("The
  // Ohio Republican"), or `t`.
  std::size_t description(std::uint32_t p, std::size_t t) {
    const std::size_t end = tokens_.size();
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
  void newcomer(std::uint32_t p, std::size_t first, std::size_t t) {
    const std::size_t end = tokens_.size();
    FoundNewcomer found = newcomers_.read(p, first, t, newcomers_.opens(first, 0), end);
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
  void address(std::size_t t) {
    const ScanToken& token = tokens_[t];
    if (token.quote == kNobody) return;
    const FactBits bits = facts(t);
    Gender gender = Gender::kUnknown;
    if (has(bits, Fact::kFemaleTitle) || has(bits, Fact::kFemaleNoun)) gender = Gender::kFemale;
    if (has(bits, Fact::kMaleTitle) || has(bits, Fact::kMaleNoun)) {
      gender = gender == Gender::kFemale ? Gender::kUnknown : Gender::kMale;
    }
    if (gender == Gender::kUnknown || !place_.set_off(t, t + 1)) return;
    out_.addresses.push_back({token.quote, gender});
  }

  // Takes the name that begins at `t`; gives the token behind it.
  std::size_t name(std::uint32_t p, std::size_t t) {
    const std::size_t end = tokens_.size();
    // "It runs out in May."
    if (has(facts(t), Fact::kCalendar) && t > 0 && has(facts(t - 1), Fact::kLocative) &&
        (t + 1 >= end || !is_capital(tokens_[t + 1].shape)))
      return t + 1;
    const std::size_t last = extent_.last_of(t);
    const std::size_t to = last + 1;
    NameUse use;
    use.span = {tokens_[t].span.begin, tokens_[last].span.end};
    use.form = form_of(use.span);
    use.paragraph = p;
    use.quote = tokens_[t].quote;
    const std::size_t mark_at =
        to < end && tokens_[to].shape == Shape::kMark && !tokens_[to].gap ? to : end;
    use.possessive = owns(mark_at);
    use.definite = t > 0 && tokens_[t - 1].quote == use.quote && has(facts(t - 1), Fact::kDefinite);
    const std::size_t left = use.definite ? t - 1 : t;
    const bool attributive = place_.attributive(left, to, use.definite);
    use.definite = use.definite && !attributive;
    const bool told = use.quote == kNobody;
    if (told) {
      place_told(use, t, left, last, attributive);
      use.topic = use.possessive && place_.topic(left, mark_at);
    } else {
      use.vocative = !use.possessive && place_.set_off(left, to);
    }
    if (use.form == kNobody) return to;
    NameForm& form = out_.forms[use.form];
    if (writer_ != kNoToken && told && !use.possessive && !attributive && !use.definite &&
        ((form.first_facts & kGiven) != 0 || form.title_facts != 0)) {
      use.subject = has_subject_ = true;
      writer_ = kNoToken;
    }
    count_use(form, use);
    form.located += told && !use.possessive && left > 0 && has(facts(left - 1), Fact::kLocative);
    form.dateline = form.dateline || t < dateline_;
    if (use.definite && form.article.empty()) form.article = words_.folded(tokens_[t - 1].word);
    out_.names.push_back(use);
    if (use.possessive && told && in_.reported) newcomer(p, left, mark_at);
    if (t > 0 && mark(t - 1) == '(' && to < end && mark(to) == ')')
      spell_out(use.form, slice(in_.text, use.span), t - 1);
    return to;
  }

  // Is the mark at `t` the tail of a possessive? "Lund's been away" has a verb there.
  [[nodiscard]] bool owns(std::size_t t) const {
    if (t >= tokens_.size() || tokens_[t].span.size() < 2) return false;
    const char tail = here_.text_of(t).back();
    return (tail == 's' || tail == 'S') &&
           !(t + 1 < tokens_.size() && has(facts(t + 1), Fact::kAuxiliary));
  }

  // What the place of a name [t, last] outside quotes tells; it is `attributive` where it only tells of a noun.
  void place_told(NameUse& use, std::size_t t, std::size_t left, std::size_t last,
                  bool attributive) {
    const std::size_t to = last + 1;
    use.asked = place_.asked_from(left, to, has_subject_) != kNoToken;
    use.subject = !use.possessive && !attributive &&
                  (t == equated_ || use.asked || place_.subject(left, to, has_subject_));
    const NounBeside beside = place_.noun_beside(left, to);
    use.office =
        place_.aged(to) || (beside.noun != 0 && has(words_.facts(beside.noun), Fact::kPersonNoun));
    if (beside.near) use.noun = beside.noun;
    if (use.noun == 0) use.noun = place_.noun_equated(to);
    if (use.noun == 0 && t == equated_) use.noun = equated_noun_;
    // The office stands in the name or just before it.
    constexpr std::size_t kOffice = 2;
    for (std::size_t at = std::max(left, kOffice) - kOffice; at <= last; ++at)
      use.lesser = use.lesser || has(facts(at), Fact::kLesser);
    use.alone = !use.subject && !use.possessive && !attributive && !has_subject_ &&
                !(left > 0 && has(facts(left - 1), Fact::kLocative));
    has_subject_ = has_subject_ || use.subject;
  }

  static void count_use(NameForm& form, const NameUse& use) {
    ++form.uses;
    form.told += use.quote == kNobody;
    form.definite += use.definite;
    form.vocatives += use.vocative;
    form.subjects += use.subject;
    form.offices += use.office;
  }

  // "the Northern Harbour Agency (NHA)": an acronym in brackets stands for the name before them.
  void spell_out(std::uint32_t acronym, std::string_view written, std::size_t bracket) {
    const std::vector<std::string> letters = acronym_letters(written);
    if (letters.size() < 2) return;
    if (out_.forms[acronym].full != kNobody) return;
    const std::size_t first = initials_begin(letters, letters.size(), bracket);
    if (first == kNoToken || !is_capital(tokens_[first].shape)) return;
    const std::uint32_t full = form_of({tokens_[first].span.begin, tokens_[bracket - 1].span.end});
    if (full == kNobody || full == acronym || out_.forms[full].words.size() < 2) return;
    out_.forms[acronym].full = full;
    if (out_.forms[full].uses == 0) out_.forms[full].uses = 1;
    out_.forms[full].spelled_out = true;
  }

  // Where the words begin that end before `end` and have the first `count` letters as their initials, or kNoToken.
  // Function words may be left out of the acronym (after Schwartz and Hearst, 2003).
  [[nodiscard]] std::size_t initials_begin(const std::vector<std::string>& letters,
                                           std::size_t count, std::size_t end) const {
    if (count == 0) return end;
    if (end == 0) return kNoToken;
    const ScanToken& token = tokens_[end - 1];
    if (!is_word(token.shape)) return kNoToken;
    if (folded_initial(slice(in_.text, token.span)) == letters[count - 1]) {
      const std::size_t at = initials_begin(letters, count - 1, end - 1);
      if (at != kNoToken) return at;
    }
    const bool skipped = count < letters.size() && has(facts(end - 1), Fact::kFunction);
    return skipped ? initials_begin(letters, count, end - 1) : kNoToken;
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
  NameExtent extent_{here_};
  Newcomers newcomers_{here_, words_};
  NamePlace place_{here_, newcomers_};
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
