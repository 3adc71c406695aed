// What the subcommands share: the grammar, the characters, the terminal.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "quoteledger/engine/engine.h"
#include "quoteledger/grammar/grammar.h"
#include "tool/arguments.h"

namespace tool {

// The folders of the shipped grammar for --lang and of those laid over it. nullopt after telling
// why there is none.
std::optional<std::vector<std::string>> grammar_folders(const Arguments& arguments);

// The grammar out of them. nullptr after printing every error in it.
std::shared_ptr<const quoteledger::Grammar> load_grammar(const std::vector<std::string>& folders);

struct Engine {
  std::vector<std::string> folders;
  std::shared_ptr<const quoteledger::Grammar> grammar;
  quoteledger::ExtractOptions options;
};

// Grammar and options for a run. nullopt after telling why not.
std::optional<Engine> set_up(const Arguments& arguments);

// Reads and extracts one document: "-" is standard input. Never throws.
struct Extracted {
  quoteledger::Ledger ledger;  // the first rows, at most as many as were asked for …
  std::optional<quoteledger::LedgerParts> rest;  // … and those behind them, where there are any
  std::size_t bytes = 0;
};
quoteledger::Result<Extracted> extract_path(
    const Engine& engine, const std::string& path,
    std::size_t most_rows = std::numeric_limits<std::size_t>::max());

// Threads to use for these paths.
std::size_t job_count(const Arguments& arguments);

// The format by --format, the output's name, or what standard output is.
quoteledger::Format output_format(const Arguments& arguments);

// Says that --excel does nothing where it does nothing.
void note_useless_excel(const Arguments& arguments, quoteledger::Format format);

// Colour and columns of what --output and --color say.
quoteledger::WriterOptions writer_options(const Arguments& arguments);

// Does the output go to a terminal?
bool writes_to_terminal(const Arguments& arguments);

}  // namespace tool
