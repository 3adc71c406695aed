// The subcommands. Each returns the exit status.
#pragma once

#include "tool/arguments.h"

namespace tool {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 2;  // something could not be read, written or understood
inline constexpr int kInterrupted = 130;

int run_extract(const Arguments& arguments);
int run_audit(const Arguments& arguments);
int run_explain(const Arguments& arguments);
int run_speakers(const Arguments& arguments);
int run_grammar_check(const Arguments& arguments);
int run_grammar_list(const Arguments& arguments);
int run_grammar_show(const Arguments& arguments);

}  // namespace tool
