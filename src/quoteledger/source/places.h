// Code points and lines of bytes that are asked for in the text's order, or nearly so: a place is mostly a few bytes from the
// last one, and only those are counted.
#pragma once

#include <cstdint>

#include "quoteledger/source/document.h"

namespace quoteledger {

class Places {
 public:
  explicit Places(const Document& document) : document_(document) {}

  // As Document's.
  std::uint32_t code_point(std::uint32_t byte);
  std::uint32_t line(std::uint32_t byte);

 private:
  struct Place {
    std::uint32_t byte = 0;
    std::uint32_t value = 0;
  };

  const Document& document_;
  Place point_;
  Place line_{0, 1};
};

}  // namespace quoteledger
