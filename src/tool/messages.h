// What the program says besides its output. Everything here goes to standard error, but
// print_out().
#pragma once

#include <string>
#include <string_view>

#include "quoteledger/base/result.h"

namespace tool {

// "quoteledger: MESSAGE". Control characters (of file names, say) are made visible.
void complain(std::string_view message);
void complain(const quoteledger::Error& error);
// The text as it is, with a line end.
void complain_plain(std::string_view text);

// "1 text", "2 texts"
std::string count(std::size_t number, std::string_view what);

// Text on standard output, for help and short reports: nothing is done where it cannot be written.
bool print_out(std::string_view text);

// A line that tells how far a long run is, rewritten ten times a second at most. Shown only where
// standard error is a terminal.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void add(std::size_t bytes, std::size_t quotes);
  // Takes the line off, so that something else can be printed.
  void clear();

 private:
  void show();

  bool shown_;  // is progress shown at all?
  bool visible_ = false;
  std::size_t texts_ = 0, bytes_ = 0, quotes_ = 0;
  long long begin_ = 0, last_ = 0;  // milliseconds
};

}  // namespace tool
