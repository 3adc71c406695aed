#include "quoteledger/grammar/lexicon_file.h"

#include <algorithm>
#include <array>

#include "quoteledger/tokens/tokens.h"

namespace quoteledger {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = text.find_first_not_of(" \t"); at != std::string_view::npos;
       at = text.find_first_not_of(" \t", at)) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// The regular forms of English verbs, without doubled consonants (those are spelled out).
std::array<std::string, 4> regular_forms(const std::string& lemma) {
  const bool consonant_y =
      lemma.size() > 1 && lemma.back() == 'y' && !is_vowel(lemma[lemma.size() - 2]);
  const std::string stem = lemma.substr(0, lemma.size() - 1);
  const auto ends = [&](std::string_view tail) { return lemma.ends_with(tail); };
  std::string third = lemma + "s";
  if (consonant_y) {
    third = stem + "ies";
  } else if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh")) {
    third = lemma + "es";
  }
  std::string past = lemma + "ed";
  if (consonant_y) {
    past = stem + "ied";
  } else if (ends("e")) {
    past = lemma + "d";
  }
  const bool silent_e = ends("e") && !ends("ee") && !ends("oe") && !ends("ye");
  return {third, past, past, (silent_e ? stem : lemma) + "ing"};
}

// Small ASCII letters alone: one token, which folding leaves as it is.
bool is_plain(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class Reader {
 public:
  Reader(bool verbs, std::vector<LexiconProblem>& problems) : verbs_(verbs), problems_(problems) {}

  void line(std::string_view text, std::uint32_t number) {
    if (const std::size_t comment = text.find('#'); comment != std::string_view::npos) {
      text = text.substr(0, comment);
    }
    if (!verbs_) {
      add(text, VerbForm::kPlain);
      return;
    }
    const std::size_t colon = text.find(':');
    std::vector<std::string> words = words_of(text.substr(0, colon));
    if (words.empty()) return;
    std::size_t inflected = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].size() > 1 && words[i].back() == '+') {
        words[i].pop_back();
        inflected = i;
      }
    }
    std::array<std::string, 4> forms = regular_forms(words[inflected]);
    if (colon != std::string_view::npos) {
      const std::vector<std::string> spelled = words_of(text.substr(colon + 1));
      if (spelled.size() != 4) {
        problems_.push_back(
            {number, "a verb has four forms behind its colon",
             "write `say: says said said saying`, or the verb alone where it is regular"});
        return;
      }
      std::copy(spelled.begin(), spelled.end(), forms.begin());
    }
    verb(words, inflected, words[inflected], VerbForm::kFinite);
    verb(words, inflected, forms[0], VerbForm::kFinite);
    verb(words, inflected, forms[1], VerbForm::kFinite);
    verb(words, inflected, forms[1], VerbForm::kPast);
    verb(words, inflected, forms[2], VerbForm::kParticiple);
    verb(words, inflected, forms[3], VerbForm::kIng);
  }

  std::vector<LexiconEntry> take() { return std::move(entries_); }

 private:
  void verb(const std::vector<std::string>& words, std::size_t inflected, const std::string& form,
            VerbForm kind) {
    verb_.clear();
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0) verb_ += ' ';
      verb_ += i == inflected ? form : words[i];
    }
    add(verb_, kind);
  }

  void add(std::string_view text, VerbForm form) {
    text.remove_prefix(space_length(text));
    if (is_plain(text)) {
      entries_.push_back({std::string(text), 1, form});
      return;
    }
    LexiconEntry entry;
    entry.form = form;
    while (!text.empty()) {
      const RawToken token = first_token(text);
      // An abbreviation keeps its full stop: it is one word of the lexicon, and one token of a text.
      std::uint32_t length = token.length;
      if (token.shape != Shape::kMark && length < text.size() && text[length] == '.') ++length;
      if (entry.tokens++ > 0) entry.text += ' ';
      fold_token(text.substr(0, length), entry.text);
      text.remove_prefix(length);
      text.remove_prefix(space_length(text));
    }
    if (entry.tokens > 0) entries_.push_back(std::move(entry));
  }

  bool verbs_;
  std::vector<LexiconProblem>& problems_;
  std::vector<LexiconEntry> entries_;
  std::string verb_;  // reused: one form of a verb
};

}  // namespace

std::vector<LexiconEntry> read_lexicon(std::string_view text, bool verbs,
                                       std::vector<LexiconProblem>& problems) {
  Reader reader(verbs, problems);
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    reader.line(line, ++number);
    at = end + 1;
  }
  return reader.take();
}

}  // namespace quoteledger
