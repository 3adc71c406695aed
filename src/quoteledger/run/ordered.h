// Work on many threads whose results come in the order of the tasks.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace quoteledger {

// Which task a thread may start, and which result is due. The part of run_ordered() that knows no
// types.
class Turns {
 public:
  explicit Turns(std::size_t window) : window_(window) {}

  // Waits until a task may be started; false where there is nothing more to do. The caller holds
  // `lock`.
  bool wait_for_room(std::unique_lock<std::mutex>& lock);
  // Counts a task that was started; returns its number.
  std::size_t start() { return started_++; }
  // No task is left.
  void exhausted();
  // The result of a task is there.
  void finished(std::size_t number);
  // Waits until `ready` says that the next result is there; false where none will come any more.
  template <typename Ready>
  bool wait_for_result(std::unique_lock<std::mutex>& lock, const Ready& ready) {
    result_.wait(lock, [&] {
      return stopped_ || ready(given_ % window_) || (exhausted_ && given_ == started_);
    });
    return !stopped_ && ready(given_ % window_);
  }
  // The next result was taken.
  void given();
  // Lets everyone go home.
  void stop();

  [[nodiscard]] std::size_t slot(std::size_t number) const { return number % window_; }
  [[nodiscard]] std::size_t next_slot() const { return given_ % window_; }

 private:
  std::size_t window_;
  std::size_t started_ = 0;
  std::size_t given_ = 0;
  bool exhausted_ = false;
  bool stopped_ = false;
  std::condition_variable room_;
  std::condition_variable result_;
};

// Calls next() for tasks until it gives nullopt, work(task) on `jobs` threads, and give(result) on
// the calling thread in the order of the tasks, until it returns false. next() is called by one
// thread at a time. At most four results a thread wait for their turn; then the threads wait, so
// that memory does not grow with the number of tasks. With one job all runs on the calling thread.
// What work() throws is thrown here, after the threads have ended.
template <typename Next, typename Work, typename Give>
void run_ordered(std::size_t jobs, Next next, Work work, Give give) {
  if (jobs <= 1) {
    while (auto task = next()) {
      if (!give(work(*std::move(task)))) return;
    }
    return;
  }
  using Output = decltype(work(*next()));
  const std::size_t window = jobs * 4;
  std::mutex mutex;
  Turns turns(window);
  std::vector<std::optional<Output>> results(window);
  std::exception_ptr thrown;

  const auto worker = [&] {
    std::unique_lock lock(mutex);
    try {
      while (turns.wait_for_room(lock)) {
        auto task = next();
        if (!task) {
          turns.exhausted();
          return;
        }
        const std::size_t number = turns.start();
        lock.unlock();
        Output output = work(*std::move(task));
        lock.lock();
        results[turns.slot(number)] = std::move(output);
        turns.finished(number);
      }
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      if (!thrown) thrown = std::current_exception();
      turns.stop();
    }
  };

  std::vector<std::thread> threads;
  const auto end = [&] {
    {
      const std::lock_guard lock(mutex);
      turns.stop();
    }
    for (std::thread& thread : threads) thread.join();
  };
  try {
    for (std::size_t i = 0; i < jobs; ++i) threads.emplace_back(worker);
    std::unique_lock lock(mutex);
    while (
        turns.wait_for_result(lock, [&](std::size_t slot) { return results[slot].has_value(); })) {
      Output output = *std::exchange(results[turns.next_slot()], std::nullopt);
      turns.given();
      lock.unlock();
      const bool more = give(std::move(output));
      lock.lock();
      if (!more) break;
    }
  } catch (...) {  // of give(), or no thread to be had
    end();
    throw;
  }
  end();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace quoteledger
