// The command line, read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quoteledger/write/writer.h"
#include "tool/audit_options.h"

namespace tool {

enum class Command {
  kExtract,
  kAudit,
  kExplain,
  kSpeakers,
  kGrammarCheck,
  kGrammarList,
  kGrammarShow
};

struct Arguments {
  Command command = Command::kExtract;

  // What is read, and how.
  std::vector<std::string> paths;
  std::string language = "auto";
  std::vector<std::string> grammars;  // laid over the shipped one
  std::string characters;             // a file; empty: none
  unsigned jobs = 0;                  // 0: as many as the machine has

  // What is written, and where to.
  std::optional<quoteledger::Format>
      format;          // none: by the output's name, else by what standard output is
  std::string output;  // empty: standard output
  std::string errors;  // a file; empty: none
  bool excel = false;
  bool resume = false;
  bool quiet = false;
  std::string colour = "auto";

  // extract
  std::optional<double> min_confidence;
  std::vector<std::string> kinds;  // empty: all
  bool by_utterance = false;

  // explain
  std::string quote;
  std::optional<std::uint32_t> at;  // code point

  // speakers
  bool merge = false;

  AuditArguments audit;

  // grammar
  std::vector<std::string> names;  // show
  bool alone = false;
};

struct Parsed {
  Arguments arguments;
  std::optional<int> exit_code;  // set where all has been said already: --help, or a mistake
};

// Prints help and usage errors itself.
Parsed parse_arguments(int argc, char** argv);

}  // namespace tool
