#include "quoteledger/grammar/vocabulary.h"

#include <algorithm>
#include <limits>

namespace quoteledger {
namespace {

constexpr std::uint64_t kIndex = 0xFFFFFFFF;

}  // namespace

int Vocabulary::add_lexicon(std::string_view name) {
  const int known = lexicon(name);
  if (known >= 0) return known;
  if (names_.size() == kMostLexicons) return -1;
  names_.emplace_back(name);
  const auto number = static_cast<std::uint32_t>(names_.size() - 1);
  name_index_.add(name_store_.keep(name), number);
  return static_cast<int>(number);
}

int Vocabulary::lexicon(std::string_view name) const {
  const std::uint32_t found = name_index_.find(name);
  return found == TextIndex::kNone ? -1 : static_cast<int>(found);
}

std::size_t Vocabulary::slot(std::string_view folded, std::uint64_t hash) const {
  const std::uint64_t tag = hash >> 32;
  std::size_t at = hash & (table_.size() - 1);
  while (table_[at] != 0 &&
         (table_[at] >> 32 != tag || words_[(table_[at] & kIndex) - 1].text != folded)) {
    at = (at + 1) & (table_.size() - 1);
  }
  return at;
}

const Vocabulary::Word* Vocabulary::look_up(std::string_view folded) const {
  const std::uint64_t entry = table_[slot(folded, hash_text(folded))];
  return entry == 0 ? nullptr : &words_[(entry & kIndex) - 1];
}

void Vocabulary::grow() {
  table_.assign(std::max<std::size_t>(1024, table_.size() * 4), 0);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::uint64_t hash = hash_text(words_[i].text);
    table_[slot(words_[i].text, hash)] = (hash & ~kIndex) | (i + 1);
  }
}

Vocabulary::Word& Vocabulary::word(std::string_view folded) {
  if (table_.size() < 2 * (words_.size() + 1)) grow();
  const std::uint64_t hash = hash_text(folded);
  const std::size_t at = slot(folded, hash);
  if (table_[at] == 0) {
    words_.push_back({std::string(folded), false, {}});
    lexicons_.emplace_back();
    table_[at] = (hash & ~kIndex) | words_.size();
  }
  return words_[(table_[at] & kIndex) - 1];
}

void Vocabulary::add_word(std::string_view folded, int lexicon, int another) {
  const Word& added = word(folded);
  Membership& membership = lexicons_[static_cast<std::size_t>(&added - words_.data())];
  membership.set(static_cast<std::size_t>(lexicon));
  if (another >= 0) membership.set(static_cast<std::size_t>(another));
}

void Vocabulary::add_phrase(std::string_view folded, int lexicon, int another) {
  add_word(folded, lexicon, another);
  std::uint8_t words = 1;
  for (std::size_t at = folded.find(' '); at != std::string_view::npos; ++words) {
    const std::size_t begin = at + 1;
    at = folded.find(' ', begin);
    word(folded.substr(begin, at - begin)).known.in_phrase = true;
  }
  Word& first = word(folded.substr(0, folded.find(' ')));
  first.known.phrase_words = std::max(first.known.phrase_words, words);
}

void Vocabulary::add_literal(std::string_view folded) { word(folded).literal = true; }

// Where "mr." is a word, "mr" knows of it.
void Vocabulary::add_stops() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (words_[i].text.size() < 2 || !words_[i].text.ends_with('.')) continue;
    const Base base = words_[i].known.base;
    const std::string stem = words_[i].text.substr(0, words_[i].text.size() - 1);
    word(stem).known.with_stop = base;
  }
}

bool Vocabulary::freeze() {
  bases_.assign(1, BaseInfo{});
  TextIndex known;  // bases by what they stand for
  TextStore store;
  std::string key;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    Word& word = words_[i];
    if (lexicons_[i].none() && !word.literal) continue;  // a part of phrases, nothing by itself
    Shape shape = first_token(word.text).shape;
    if (shape == Shape::kInitial) shape = Shape::kLower;
    key.assign(reinterpret_cast<const char*>(&lexicons_[i]), sizeof lexicons_[i]);
    key += static_cast<char>(shape);
    if (word.literal) key += word.text;
    std::uint32_t base = known.find(key);
    if (base == TextIndex::kNone) {
      if (bases_.size() >= std::numeric_limits<Base>::max()) return false;
      base = static_cast<std::uint32_t>(bases_.size());
      known.add(store.keep(key), base);
      bases_.push_back({lexicons_[i], word.literal ? word.text : std::string(), shape});
    }
    word.known.base = static_cast<Base>(base);
  }
  add_stops();
  lexicons_ = {};
  if (table_.empty()) grow();
  return true;
}

Base Vocabulary::find(std::string_view folded) const { return know(folded).base; }

KnownWord Vocabulary::know(std::string_view folded) const {
  const Word* word = look_up(folded);
  return word == nullptr ? KnownWord() : word->known;
}

bool Vocabulary::has(std::string_view lexicon_name, std::string_view folded) const {
  return has(find(folded), lexicon(lexicon_name));
}

}  // namespace quoteledger
