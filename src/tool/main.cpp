#include <exception>
#include <new>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "tool/arguments.h"
#include "tool/commands.h"
#include "tool/messages.h"
#include "tool/signals.h"

namespace {

int run(const tool::Arguments& arguments) {
  switch (arguments.command) {
    case tool::Command::kExtract:
      return tool::run_extract(arguments);
    case tool::Command::kAudit:
      return tool::run_audit(arguments);
    case tool::Command::kExplain:
      return tool::run_explain(arguments);
    case tool::Command::kSpeakers:
      return tool::run_speakers(arguments);
    case tool::Command::kGrammarCheck:
      return tool::run_grammar_check(arguments);
    case tool::Command::kGrammarList:
      return tool::run_grammar_list(arguments);
    case tool::Command::kGrammarShow:
      return tool::run_grammar_show(arguments);
  }
  return tool::kFailed;
}

// Large blocks go back to the system as soon as they are free: glibc would keep them from the second one on, and a folder
// with one long book would stay as large as the book made it.
void give_back_memory() {
#ifdef __GLIBC__
  constexpr int kLargeBlock = 1 << 20;  // bytes
  mallopt(M_MMAP_THRESHOLD, kLargeBlock);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  give_back_memory();
  tool::secure_streams();
  tool::install_signals();
  try {
    const tool::Parsed parsed = tool::parse_arguments(argc, argv);
    return parsed.exit_code ? *parsed.exit_code : run(parsed.arguments);
  } catch (const std::bad_alloc&) {
    tool::complain("not enough memory");
  } catch (const std::exception& error) {
    tool::complain(error.what());
  }
  return tool::kFailed;
}
