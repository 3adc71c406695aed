// Writes the list of speakers (`quoteledger speakers`).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/ledger/speakers.h"
#include "quoteledger/write/records.h"
#include "quoteledger/write/writer.h"

namespace quoteledger {

class SpeakerWriter {
 public:
  // format: kTable, kCsv, kTsv, kJsonl or kJson. merged: the summaries are sums over documents.
  SpeakerWriter(Format format, const WriterOptions& options, bool merged);

  void begin(std::string& out) const;
  // One document's speakers, or all of them.
  void speakers(const std::vector<SpeakerSummary>& summaries, std::string& out);
  void end(std::string& out) const;

 private:
  struct Layout;
  struct Line {
    std::string_view style, name;
    std::string quotes, words, first, last, aliases;
    bool head = false;
  };
  [[nodiscard]] Layout layout(const std::vector<SpeakerSummary>& summaries) const;
  [[nodiscard]] std::string place(const std::string& document, std::uint32_t line) const;
  void line(const Layout& layout, const Line& line, std::string& out) const;
  void table(const std::vector<SpeakerSummary>& summaries, std::string& out) const;
  void record(const SpeakerSummary& summary, std::string& out);

  Format format_;
  WriterOptions options_;
  bool merged_;
  RecordWriter records_;
};

}  // namespace quoteledger
