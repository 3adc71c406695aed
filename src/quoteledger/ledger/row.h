// ledger: one row a quoted stretch, with every column of the quote ledger (docs/ledger.md). The order
// of the members is the order of the columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quoteledger {

struct Rival {          // a speaker that was considered and not chosen
  std::string speaker;  // its words in the text, or its name
  std::optional<std::uint32_t> start,
      end;           // code points; absent where no name in the text means it
  std::string rule;  // what spoke for it
  double score = 0;  // 0 to 1
};

struct Row {
  std::string document;
  std::string id;                              // q1, q2 …
  std::string utterance;                       // u1, u2 …
  std::uint32_t start = 0, end = 0;            // code points, marks included
  std::uint64_t byte_start = 0, byte_end = 0;  // bytes of the file
  std::uint32_t line = 0;
  std::string kind;  // direct, fragment, term, thought, writing
  std::string quote;
  std::optional<std::string> speaker, speaker_id, role, mention;
  std::optional<std::uint32_t> mention_start, mention_end;
  std::optional<std::string> cue, addressee, rule, resolve_rule;
  double confidence = 0;  // of the crediting as it stands (also of a null speaker)
  std::string context;
  std::string language;
  std::vector<std::string> flags;

  // Not columns: what `explain`, `speakers` and `--by utterance` need besides.
  std::uint32_t context_start = 0, context_end = 0;  // bytes of the decoded text; 0, 0: unknown
  std::optional<std::uint32_t> cue_start, cue_end;
  std::vector<std::string> chain;  // one sentence a step, from quote to mention to person
  std::vector<Rival> rivals;
};

struct SpeakerEntry {  // one member of the cast who is quoted
  std::string id;      // s1, s2 …
  std::string name;
  std::vector<std::string> aliases;
  std::string gender;  // "female", "male", "group", "unknown"
  std::optional<std::string> role;
};

struct Ledger {  // one document's
  std::string document;
  std::vector<Row> rows;
  std::vector<SpeakerEntry> speakers;
  std::vector<std::string> warnings;  // for standard error
};

}  // namespace quoteledger
