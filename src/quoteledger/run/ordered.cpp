#include "quoteledger/run/ordered.h"

namespace quoteledger {

bool Turns::wait_for_room(std::unique_lock<std::mutex>& lock) {
  room_.wait(lock, [&] { return stopped_ || exhausted_ || started_ < given_ + window_; });
  return !stopped_ && !exhausted_;
}

void Turns::exhausted() {
  exhausted_ = true;
  room_.notify_all();
  result_.notify_one();
}

void Turns::finished(std::size_t number) {
  if (number == given_) result_.notify_one();
}

void Turns::given() {
  ++given_;
  room_.notify_one();
}

void Turns::stop() {
  stopped_ = true;
  room_.notify_all();
  result_.notify_all();
}

}  // namespace quoteledger
