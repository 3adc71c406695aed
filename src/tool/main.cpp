#include <algorithm>
#include <exception>
#include <new>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "tool/arguments.h"
#include "tool/commands.h"
#include "tool/messages.h"
#include "tool/setup.h"
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

// The thread that loads the grammar leaves a heap with room in it, and then hardly uses it: a job takes that over. glibc
// would give every thread a heap of its own.
void one_heap_a_job(std::size_t jobs) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, static_cast<int>(std::clamp<std::size_t>(jobs, 1, 64)));
#else
  (void)jobs;
#endif
}

}  // namespace

int main(int argc, char** argv) {
  give_back_memory();
  tool::secure_streams();
  tool::install_signals();
  try {
    const tool::Parsed parsed = tool::parse_arguments(argc, argv);
    if (parsed.exit_code) return *parsed.exit_code;
    one_heap_a_job(tool::job_count(parsed.arguments));
    return run(parsed.arguments);
  } catch (const std::bad_alloc&) {
    tool::complain("not enough memory");
  } catch (const std::exception& error) {
    tool::complain(error.what());
  }
  return tool::kFailed;
}
