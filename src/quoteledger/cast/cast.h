// cast: the people of a text. Clusters the names that mean one person, keeps apart those of one
// family, and gathers what tells gender. Each place of a name points to a member of the cast.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoteledger/cast/scan.h"

namespace quoteledger {

enum class MentionKind : std::uint8_t { kNone, kName, kPronoun, kDescription };

// The words beside a quote that tell its speaker. An empty span with kNone where there are none.
struct Mention {
  Span span;  // bytes
  MentionKind kind = MentionKind::kNone;
  bool anaphor = false;  // a description of somebody who was named before ("the candidate")
};

// An entry of a list of characters that the caller has. With a list, nobody else is a speaker.
struct ListedPerson {
  std::string name;
  std::vector<std::string> aliases;
  Gender gender = Gender::kUnknown;
};

struct Member {
  std::string name;                  // the fullest name that is really in use, or the listed name
  std::vector<std::string> aliases;  // as written, the most used first; the name is among them
  std::vector<std::string> words;    // folded words of the fullest name, without titles
  Gender gender = Gender::kUnknown;
  FactBits titles = 0;               // facts of all titles it is used with
  std::uint32_t uses = 0, told = 0;  // places; told ones are outside quotes
  std::uint32_t mentions = 0;        // quotes that name it as their speaker
  std::uint32_t vocatives = 0;
  float he = 0, she = 0;   // weight of pronouns that seem to mean it
  bool person = false;     // may speak
  bool faceless = false;   // no title, given name, office or pronoun tells that it is a person
  bool bare = false;       // … and it is one word: a last name, or the name of a firm
  bool subject = false;    // a full name that is the subject of told sentences
  bool described = false;  // known by a description only ("the ferryman")
  bool generic = false;    // … whose noun fits many people ("the young man")
  bool kin = false;        // … whose noun is one of kin ("her mother")
  bool narrator = false;   // says "I" outside quotes
  bool place = false;      // the name of a place
  bool thing = false;  // a name that may be no person's: "the Gazette", "NHA", "Harbour Institute"
};

// What a mention says by itself.
struct MentionReading {
  MentionKind kind = MentionKind::kNone;
  Gender gender = Gender::kUnknown;
  bool first_person = false;
  bool definite = false;  // a description with its definite article
  bool anaphor = false;   // a description that is read as a pronoun is
  bool thing = false;     // no single person: "the company", "the letter", "it"
  bool nameless = false;  // a description of somebody who speaks without a name ("the spokesman")
  bool alone = false;     // a plain definite one of nobody who was named ("the fire chief")
  std::vector<std::uint32_t>
      members;  // a name: whom it may mean, the likeliest first; a description: its own member
  bool sole =
      false;  // an office that one has at a time, told plainly: of somebody named before ("the president")
  std::vector<std::uint32_t>
      others;  // an anaphor that is an office: who holds another one, ascending
};

struct Cast {
  std::vector<Member> members;
  Scan scan;
  std::vector<std::uint32_t> member_of;   // of each of scan.names, or kNobody
  std::vector<std::uint32_t> introduced;  // whom each of scan.introductions means, or kNobody
  std::vector<MentionReading> mentions;   // one a mention given to build_cast
  std::uint32_t narrator = kNobody;       // into members
  bool listed = false;
};

// Linear in the text but for sorting the distinct names. Mentions are in text order.
Cast build_cast(const CastText& text, const std::vector<Mention>& mentions,
                const std::vector<ListedPerson>& listed, NameWords& words);

}  // namespace quoteledger
