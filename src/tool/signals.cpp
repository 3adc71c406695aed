#include "tool/signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <climits>
#include <csignal>
#include <cstring>

namespace tool {
namespace {

// A signal handler has nothing but globals; only lock-free atomics and unlink() are used in it.
struct Slot {
  std::atomic<bool> used = false;
  std::array<char, PATH_MAX> path{};
};
std::array<Slot, 4> slots;
std::atomic<bool> progress_visible = false;
constexpr int kInterrupts[] = {SIGINT, SIGTERM, SIGHUP};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void interrupted(int signal) {
  for (Slot& slot : slots) {
    if (slot.used.load(std::memory_order_acquire)) ::unlink(slot.path.data());
  }
  if (progress_visible.load()) (void)!::write(STDERR_FILENO, "\r\x1b[K", 4);
  ::_exit(128 + signal);
}

}  // namespace

void install_signals() {
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, nullptr);
  struct sigaction action {};
  action.sa_handler = &interrupted;
  sigemptyset(&action.sa_mask);
  for (const int signal : kInterrupts) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);  // nohup stays nohup
  }
}

HeldSignals::HeldSignals() {
  sigset_t held;
  sigemptyset(&held);
  for (const int signal : kInterrupts) sigaddset(&held, signal);
  ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

HeldSignals::~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void secure_streams() {
  for (int number = 0; number <= 2; ++number) {
    if (::fcntl(number, F_GETFD) >= 0) continue;
    // The wrong way round. The lowest free number is this one.
    if (::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
  }
}

bool remember_temporary(const std::string& path) {
  for (Slot& slot : slots) {
    if (slot.used.load() || path.size() >= slot.path.size()) continue;
    std::memcpy(slot.path.data(), path.c_str(), path.size() + 1);
    slot.used.store(true, std::memory_order_release);
    return true;
  }
  return false;
}

void forget_temporary(const std::string& path) {
  for (Slot& slot : slots) {
    if (slot.used.load() && path == slot.path.data()) slot.used.store(false);
  }
}

void set_progress_visible(bool visible) { progress_visible.store(visible); }

}  // namespace tool
