// What of a source is speech, when it was said, and by whom. A plain text is one part. Of a transcript in SubRip or WebVTT
// the lines of its cues are parts, with their times: numbers, times, settings, notes and tags are not speech. Where
// most paragraphs of a text open with a label (`NAME: text`, or >> NAME:), the labels name the speakers and are no
// speech. Inside the audit room only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoteledger/base/span.h"

namespace quoteledger::audit_detail {

constexpr std::uint32_t kNoSpeaker = 0xFFFFFFFF;

struct Cue {
  std::uint32_t begin = 0;           // byte of its first part
  std::uint32_t start = 0, end = 0;  // milliseconds
};

struct Turn {                          // one speaker's, up to the next turn
  std::uint32_t begin = 0;             // byte
  std::uint32_t speaker = kNoSpeaker;  // into Speech::speakers
};

struct Speech {
  bool transcript = false;            // SubRip or WebVTT
  std::vector<Span> parts;            // bytes, in order
  std::vector<Cue> cues;              // in order; empty where there are no times
  std::vector<Turn> turns;            // in order; empty where no speaker is told
  std::vector<std::string> speakers;  // as written, without the colon

  // The cue that holds this byte of speech; nullptr where there is none.
  [[nodiscard]] const Cue* cue_at(std::uint32_t byte) const;
  // The speaker at this byte; nullopt where none is told.
  [[nodiscard]] std::optional<std::string> speaker_at(std::uint32_t byte) const;
  // Who speaks in a stretch of the text, each once, in order; nullopt among them where a turn tells nobody.
  [[nodiscard]] std::vector<std::optional<std::string>> speakers_in(std::string_view text,
                                                                    Span span) const;
  // Is anything said in a stretch: does speech in it have more than white space?
  [[nodiscard]] bool speaks_in(std::string_view text, Span span) const;
};

// Never fails: what is not as SubRip or WebVTT say is read as speech.
Speech find_speech(std::string_view text);

}  // namespace quoteledger::audit_detail
