#include "tool/messages.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

#include "quoteledger/write/terminal.h"
#include "tool/signals.h"

namespace tool {
namespace {

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(file, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

long long milliseconds() {
  using namespace std::chrono;
  return duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string count(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

void complain(std::string_view message) {
  complain_plain("quoteledger: " + quoteledger::printable(message));
}

void complain(const quoteledger::Error& error) { complain(error.text()); }

void complain_plain(std::string_view text) {
  std::string line(text);
  if (!line.ends_with('\n')) line += '\n';
  (void)write_all(STDERR_FILENO, line);
}

bool print_out(std::string_view text) { return write_all(STDOUT_FILENO, text); }

Progress::Progress(bool wanted)
    : shown_(wanted && ::isatty(STDERR_FILENO) == 1), begin_(milliseconds()), last_(begin_) {}

Progress::~Progress() { clear(); }

void Progress::add(std::size_t bytes, std::size_t quotes) {
  ++texts_;
  bytes_ += bytes;
  quotes_ += quotes;
  if (!shown_) return;
  const long long now = milliseconds();
  if (now - last_ < 100) return;
  last_ = now;
  show();
}

void Progress::show() {
  const double megabytes = static_cast<double>(bytes_) / 1e6;
  const double seconds = static_cast<double>(last_ - begin_) / 1e3;
  (void)write_all(STDERR_FILENO,
                  fmt::format("\r{}, {:.1f} MB, {}, {:.1f} MB/s\x1b[K", count(texts_, "text"),
                              megabytes, count(quotes_, "quote"), megabytes / seconds));
  visible_ = true;
  set_progress_visible(true);
}

void Progress::clear() {
  if (!visible_) return;
  visible_ = false;
  set_progress_visible(false);
  (void)write_all(STDERR_FILENO, "\r\x1b[K");
}

}  // namespace tool
