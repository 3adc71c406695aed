// The tokens of a whole document in little memory: eight bytes each, as the scan for names goes over them twice, and a book
// has millions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "quoteledger/base/span.h"
#include "quoteledger/tokens/tokens.h"

namespace quoteledger {

struct StoredToken {
  Span span;
  std::uint32_t word = 0;
  Shape shape = Shape::kMark;
  bool sentence_start = false;
  bool gap = false;  // white space before it
};

// Tokens are added in text order, paragraph by paragraph, and read again in the same order.
class TokenStore {
 public:
  // `before` is where the token before it ends, or its paragraph begins.
  void add(const StoredToken& token, std::uint32_t before) {
    const std::uint32_t space = token.span.begin - before;
    const bool fits = space < kFar && token.span.size() < kFar;
    if (!fits) far_.push_back(token.span);
    if (blocks_.empty() || blocks_.back().size() == kBlock) blocks_.emplace_back().reserve(kBlock);
    blocks_.back().push_back({token.word, static_cast<std::uint8_t>(fits ? space : token.gap),
                              static_cast<std::uint8_t>(fits ? token.span.size() : kFar),
                              static_cast<std::uint8_t>(token.shape), token.sentence_start});
  }

  // The next token, for the read that goes on, once; `before` as when it was added. What was read is given up, block by
  // block.
  StoredToken next(std::uint32_t before) {
    if (read_ == kBlock) {
      blocks_.pop_front();
      read_ = 0;
    }
    const Packed packed = blocks_.front()[read_++];
    StoredToken token;
    if (packed.size == kFar) {
      token.span = far_[far_read_++];
    } else {
      token.span.begin = before + packed.space;
      token.span.end = token.span.begin + packed.size;
    }
    token.word = packed.word;
    token.shape = static_cast<Shape>(packed.shape);
    token.sentence_start = packed.start;
    token.gap = packed.space > 0;
    return token;
  }

 private:
  static constexpr std::uint32_t kFar = 255;

  struct Packed {
    std::uint32_t word;
    std::uint8_t space, size;  // bytes; a size of kFar: the span is the next of far_
    std::uint8_t shape;
    bool start;
  };

  // Small enough to cost a short text little, and large enough to be rare in a long one.
  static constexpr std::size_t kBlock = 4096;

  std::deque<std::vector<Packed>> blocks_;
  std::vector<Span> far_;
  std::size_t read_ = 0, far_read_ = 0;
};

}  // namespace quoteledger
