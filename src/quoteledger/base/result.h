// A value or an error, with the names of std::expected (C++23), which GCC 12 lacks. Errors are values:
// the library never prints, exits or throws for bad input.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace quoteledger {

// What went wrong, as a sentence for a person, without a final full stop. `subject` names the file.
struct Error {
  std::string subject;
  std::string message;

  [[nodiscard]] std::string text() const {
    return subject.empty() ? message : subject + ": " + message;
  }
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace quoteledger
