#include <limits>
#include <optional>
#include <utility>

#include "quoteledger/source/document.h"
#include "quoteledger/source/encoding.h"
#include "quoteledger/source/paragraphs.h"
#include "quoteledger/source/utf8_scan.h"
#include "quoteledger/unicode/charset.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger {
namespace {

using source_detail::Encoding;
using source_detail::kBlock;
using source_detail::Scheme;

// Bytes. Offsets are 32 bits wide, and ICU counts in int32_t.
constexpr std::size_t kLargest = std::numeric_limits<std::int32_t>::max();

Error too_large(std::string name) { return {std::move(name), "is larger than 2 GiB"}; }

// UTF-8 with invalid bytes: valid stretches are copied, each maximal invalid subpart becomes U+FFFD.
void repair_utf8(std::string_view bytes, std::size_t mark, Document& document) {
  std::string& text = document.text;
  text.reserve(bytes.size() + 64);
  document.offsets.add({0, mark, 0});
  std::size_t from = mark;
  std::size_t at = source_detail::skip_ascii(bytes, mark);
  while (at < bytes.size()) {
    std::size_t skip = 1;
    const std::size_t length = source_detail::sequence_length(bytes, at, skip);
    if (length != 0) {
      at += length;
    } else {
      text.append(bytes, from, at - from);
      append_code_point(kReplacement, text);
      at += skip;
      from = at;
      document.offsets.add({static_cast<std::uint32_t>(text.size()), at, 0});
    }
    at = source_detail::skip_ascii(bytes, at);
  }
  text.append(bytes, from);
}

// Appends code points of a known width in the file and notes steps, at least one a block.
class WideOutput {
 public:
  explicit WideOutput(Document& document) : document_(document) {}

  void add(char32_t c, std::size_t file, std::uint32_t width) {
    const auto at = static_cast<std::uint32_t>(document_.text.size());
    if (width != width_ || at - step_ >= kBlock) {
      document_.offsets.add({at, file, width});
      width_ = width;
      step_ = at;
    }
    append_code_point(c, document_.text);
  }

 private:
  Document& document_;
  std::uint32_t width_ = 0;
  std::uint32_t step_ = 0;
};

void decode_utf16(std::string_view bytes, std::size_t mark, bool big, Document& document) {
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big ? first << 8 | second : second << 8 | first);
  };
  document.text.reserve(bytes.size() / 2 + 64);
  WideOutput output(document);
  std::size_t at = mark;
  while (at + 1 < bytes.size()) {
    const char32_t lead = unit(at);
    if (lead >= 0xD800 && lead < 0xDC00 && at + 3 < bytes.size()) {
      const char32_t trail = unit(at + 2);
      if (trail >= 0xDC00 && trail < 0xE000) {
        output.add(0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00), at, 4);
        at += 4;
        continue;
      }
    }
    if (lead >= 0xD800 && lead < 0xE000) document.malformed = true;
    output.add(lead, at, 2);
    at += 2;
  }
  if (at < bytes.size()) {
    document.malformed = true;
    output.add(kReplacement, at, 1);
  }
}

void decode_utf32(std::string_view bytes, bool big, Document& document) {
  WideOutput output(document);
  std::size_t at = 4;
  for (; at + 3 < bytes.size(); at += 4) {
    char32_t c = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      c = c << 8 | static_cast<unsigned char>(bytes[big ? at + i : at + 3 - i]);
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) document.malformed = true;
    output.add(c, at, 4);
  }
  if (at < bytes.size()) {
    document.malformed = true;
    output.add(kReplacement, at, static_cast<std::uint32_t>(bytes.size() - at));
  }
}

void decode_legacy(std::string_view bytes, Document& document) {
  std::optional<Converted> converted = convert(bytes, document.encoding);
  if (!converted) {
    document.encoding = "windows-1252";
    converted = convert(bytes, document.encoding);
  }
  if (!converted) {  // ICU without its data
    document.encoding = "UTF-8";
    document.malformed = true;
    repair_utf8(bytes, 0, document);
    return;
  }
  document.text = std::move(converted->utf8);
  document.malformed = converted->malformed;
  for (const ConvertedStep& step : converted->steps) {
    document.offsets.add({step.text, step.input, step.width});
  }
}

}  // namespace

Result<Document> decode(std::string name, std::string bytes) {
  if (bytes.size() > kLargest) return too_large(std::move(name));
  const Encoding encoding = source_detail::find_encoding(bytes);
  if (encoding.mark == 0 &&
      (encoding.scheme == Scheme::kUtf8 || encoding.scheme == Scheme::kOther)) {
    if (const std::string kind = source_detail::binary_kind(bytes); !kind.empty()) {
      return Error{std::move(name), "looks like a binary file (" + kind + "), not like text"};
    }
  }
  Document document;
  document.name = std::move(name);
  document.encoding = encoding.name;
  switch (encoding.scheme) {
    case Scheme::kUtf8:
      document.malformed = encoding.malformed;
      if (encoding.malformed) {
        repair_utf8(bytes, encoding.mark, document);
      } else {
        document.text = std::move(bytes);
        if (encoding.mark != 0) document.text.erase(0, encoding.mark);
        document.offsets.add({0, encoding.mark, 0});
      }
      break;
    case Scheme::kUtf16Little:
    case Scheme::kUtf16Big:
      decode_utf16(bytes, encoding.mark, encoding.scheme == Scheme::kUtf16Big, document);
      break;
    case Scheme::kUtf32Little:
    case Scheme::kUtf32Big:
      decode_utf32(bytes, encoding.scheme == Scheme::kUtf32Big, document);
      break;
    case Scheme::kOther:
      decode_legacy(bytes, document);
      break;
  }
  if (document.text.size() > kLargest) return too_large(std::move(document.name));
  source_detail::make_marks(document.text, document.code_point_marks, document.line_marks);
  source_detail::find_paragraphs(document);
  return document;
}

}  // namespace quoteledger
