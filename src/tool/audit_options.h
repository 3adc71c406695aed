// What `quoteledger audit` is told besides what all commands are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "quoteledger/audit/audit.h"
#include "quoteledger/write/audit_writer.h"

namespace CLI {
class App;
}

namespace tool {

struct AuditArguments {
  std::vector<std::string> sources;  // files and folders
  std::string source_speakers;       // a TSV file; empty: none
  std::string index;                 // empty: none
  std::optional<quoteledger::AuditFormat> format;
  std::vector<quoteledger::Verdict> fail_on;
  std::vector<std::string> fail_on_flags;
  std::size_t most_places = 20;
  bool faults_only = false;  // table
};

// Adds the options that only this command has, and its footer.
void add_audit_options(CLI::App& command, AuditArguments& arguments);

}  // namespace tool
