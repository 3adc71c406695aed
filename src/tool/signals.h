// Interrupts: unfinished output files go, and the exit status is 128 + the signal's number.
#pragma once

#include <csignal>
#include <string>

namespace tool {

// SIGPIPE is ignored, so that a closed pipe is an error of write(); SIGINT, SIGTERM and SIGHUP end
// the run.
void install_signals();

// Puts /dev/null where standard input, output or error is closed, so that no file of ours gets its
// number. Reading from or writing to it fails then, as it does with a closed one.
void secure_streams();

// Holds interrupts back as long as it lives, in this thread: for steps of which none may be the last.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t before_;
};

// Removes this file when the run is interrupted, until forget_temporary(). At most four at a time;
// false where there is no room.
bool remember_temporary(const std::string& path);
void forget_temporary(const std::string& path);

// There is a progress line that has to be taken off the terminal.
void set_progress_visible(bool visible);

}  // namespace tool
