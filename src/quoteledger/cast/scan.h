// The first look at a text for its people: every capitalised name and every personal pronoun, with
// where it stands. One pass to count words, one to build names; all look-ups by hash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoteledger/base/span.h"
#include "quoteledger/cast/limits.h"
#include "quoteledger/cast/name_words.h"

namespace quoteledger {

// kPlural is also what is no single person: an organisation, "it".
enum class Gender : std::uint8_t { kUnknown, kFemale, kMale, kPlural };

constexpr std::uint32_t kNobody = 0xFFFFFFFF;

// The text as the rooms before see it. Spans are bytes; quotes are in text order, do not overlap,
// and lie inside their paragraph. Nested quotes are left out.
struct CastText {
  std::string_view text;
  const std::vector<Span>& paragraphs;
  const std::vector<Span>& quotes;
  CastLimits limits{};
  bool reported = false;  // no dialogue: whoever is told of as "one voter" may be quoted
};

// A distinct name as written, without its possessive: "Mr. Jonas Alder", "Alder", "the Ferryman".
struct NameForm {
  std::string text;                // as first written, white space as one blank
  std::vector<std::string> words;  // folded, without accents, titles before the name and "the"
  std::string article;             // folded, of the places behind one ("the")
  std::string title;       // folded, the last title before the name; empty where there is none
  std::string generation;  // folded, what tells father from son behind the name ("jr")
  std::uint32_t full =
      kNobody;                  // of an acronym that the text spells out: the form of the full name
  bool spelled_out = false;     // such a full name
  bool dateline = false;        // it stands in one: "OSLO, Norway —"
  bool landed = false;          // an office and a place, and no name: "Attorney General of Norway"
  FactBits title_facts = 0;     // of all its titles
  FactBits first_facts = 0;     // of the first of words
  std::uint32_t uses = 0;       // all places
  std::uint32_t told = 0;       // places outside quotes
  std::uint32_t definite = 0;   // places behind "the"
  std::uint32_t vocatives = 0;  // places where a quote calls somebody so
  std::uint32_t offices = 0;    // places beside a noun for people
  std::uint32_t located = 0;    // places outside quotes behind a word of place ("in Oslo")
  std::uint32_t subjects = 0;   // places outside quotes where it looks like a subject
};

struct NameUse {
  Span span;               // bytes, without possessive and without "the"
  std::uint32_t form = 0;  // into Scan::forms
  std::uint32_t paragraph = 0;
  std::uint32_t quote = kNobody;  // the quote that it stands in, or kNobody
  bool subject = false;           // looks like the subject of its clause (told text only)
  bool topic = false;             // opens a sentence as whose something is ("Lund's story")
  bool vocative = false;          // called so inside a quote
  bool possessive = false;
  bool asked = false;     // "Hale asked Ana Ruiz about it": she answers (told text only)
  bool alone = false;     // no subject, and its sentence has none before it (told text only)
  bool office = false;    // a noun for people or an age stands beside it (told text only)
  bool definite = false;  // behind "the"
  bool lesser = false;    // a word beside it makes its office another's ("Deputy Mayor Lund")
  std::uint32_t noun =
      0;  // the noun for people or kin beside it, as NameWords::number (told text only)
};

// A personal pronoun, or a definite description that stands for one at the start of a sentence ("The Oslo senator").
struct PronounUse {  // told text only
  Span span;
  std::uint32_t paragraph = 0;
  Gender gender = Gender::kUnknown;  // kUnknown is the first person
  bool subject = false;              // a nominative form (he, not him)
  bool noun = false;                 // a description; its gender may be unknown
  bool asked = false;                // "Hale asked him about it": he answers
  std::uint32_t asked_from = 0;      // … byte where the sentence of the question begins
  bool object = false;               // an object form, which may be a possessive as well (him, her)
};

// A word of address that is no name, inside a quote: "sir", "Mother".
struct AddressUse {
  std::uint32_t quote = 0;
  Gender gender = Gender::kUnknown;
};

// Somebody or something that reported text tells of without a name, as a subject: "One voter left", "Her brother wept",
// "The court refused", "The lawyers waited".
struct Introduction {
  Span span;
  std::uint32_t paragraph = 0;
  std::string noun;            // folded
  std::string phrase;          // the noun and the words that stand before it, folded: "second man"
  std::uint32_t noun_end = 0;  // byte; what the span has behind it is a complement: "of Oslo"
  bool thing = false;          // an organisation or a document
  bool many = false;           // more than one
  bool missive = false;        // a letter or the like, told of as an object
  bool definite = false;       // "the mayor": perhaps somebody named
  bool owned = false;          // "her brother", "the school's principal"
  Gender owner =
      Gender::kUnknown;  // "Her coach pushed her": a pronoun behind it that means the owner
  bool stand_in =
      false;  // tells perhaps again of somebody named: "the Oslo candidate", "the former teacher"
  bool told_apart = false;  // what follows tells which one: "the mayor of Oslo", "the nurse who …"
};

struct Scan {
  std::vector<NameForm> forms;
  std::vector<NameUse> names;               // in text order
  std::vector<PronounUse> pronouns;         // in text order
  std::vector<AddressUse> addresses;        // in text order
  std::vector<Introduction> introductions;  // in text order
  std::uint32_t told_words = 0;             // words outside quotes
  std::uint32_t first_person = 0;           // of those, first person singular
};

Scan scan_names(const CastText& text, NameWords& words);

// Takes a name apart, as the scan does: for a mention or an entry of a list of characters.
NameForm read_name(std::string_view name, const WordFacts& facts);

// "mr jonas alder": what two spellings of one form have in common.
std::string form_key(const NameForm& form);

}  // namespace quoteledger
