#include "quoteledger/audit/speech.h"

#include <algorithm>
#include <unordered_map>

#include "quoteledger/base/text_index.h"
#include "quoteledger/unicode/text.h"

namespace quoteledger::audit_detail {
namespace {

// Of a line that ends in LF or CRLF: a lone CR ends none.
std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  const std::size_t end = text.find('\n', at);
  if (end == std::string_view::npos) return static_cast<std::uint32_t>(text.size());
  return static_cast<std::uint32_t>(end > at && text[end - 1] == '\r' ? end - 1 : end);
}

std::uint32_t next_line(std::string_view text, std::uint32_t end) {
  if (end < text.size() && text[end] == '\r') ++end;
  if (end < text.size() && text[end] == '\n') ++end;
  return end;
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// 00:01:02,345 or 00:01:02.345 or 01:02.345; the fraction may have fewer digits, or none. Milliseconds; moves `at` behind it.
std::optional<std::uint32_t> read_time(std::string_view text, std::size_t& at) {
  std::uint32_t fields[3] = {0, 0, 0};
  int count = 0;
  std::size_t i = at;
  while (count < 3) {
    if (!is_digit_at(text, i)) return std::nullopt;
    std::uint32_t value = 0;
    for (int digits = 0; is_digit_at(text, i) && digits < 4; ++i, ++digits) {
      value = value * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    fields[count++] = value;
    if (i < text.size() && text[i] == ':') {
      ++i;
      continue;
    }
    break;
  }
  if (count < 2) return std::nullopt;
  std::uint32_t thousandths = 0;
  if (i + 1 < text.size() && (text[i] == ',' || text[i] == '.') && is_digit_at(text, i + 1)) {
    ++i;
    for (std::uint32_t worth = 100; is_digit_at(text, i) && worth > 0; ++i, worth /= 10)
      thousandths += worth * static_cast<std::uint32_t>(text[i] - '0');
    while (is_digit_at(text, i)) ++i;
  }
  if (i < text.size() && text[i] != ' ' && text[i] != '\t' && text[i] != '-') return std::nullopt;
  at = i;
  const std::uint32_t hours = count == 3 ? fields[0] : 0;
  const std::uint32_t minutes = fields[count - 2];
  return ((hours * 60 + minutes) * 60 + fields[count - 1]) * 1000 + thousandths;
}

constexpr std::size_t kLongestTime = 16;  // 000:00:00.000 and what closes it

struct Times {
  std::uint32_t start = 0, end = 0;
};

std::optional<Times> read_times(std::string_view line) {
  std::size_t at = 0;
  const auto skip_blanks = [&] {
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  };
  skip_blanks();
  const auto start = read_time(line, at);
  if (!start) return std::nullopt;
  skip_blanks();
  const std::size_t arrow = line.substr(at, 3) == "-->" ? 3 : line.substr(at, 2) == "->" ? 2 : 0;
  if (arrow == 0) return std::nullopt;
  at += arrow;
  skip_blanks();
  const auto end = read_time(line, at);
  if (!end) return std::nullopt;
  return Times{*start, *end};
}

// A speaker's label at the start of a line: up to five words before a colon, the first with a capital, none that a name
// has not. Gives the byte behind the colon and its blanks, or 0.
std::uint32_t read_label(std::string_view line, std::string_view& name) {
  std::size_t at = 0;
  while (at < line.size() &&
         (line[at] == ' ' || line[at] == '>' || line[at] == '-' || line[at] == '*'))
    ++at;
  const std::size_t begin = at;
  int words = 0;
  bool capital = false;
  bool in_word = false;
  while (at < line.size() && at - begin < 60) {
    std::size_t next = at;
    const char32_t c = next_code_point(line, next);
    if (c == ':') break;
    if (is_space(c)) {
      in_word = false;
    } else if (is_letter(c) || is_digit(c) || c == '.' || c == '\'' || c == 0x2019 || c == '-' ||
               c == '(' || c == ')' || c == '*' || c == ',' || c == '_' || c == '#' || c == '/' ||
               c == '&') {
      if (!in_word) {
        ++words;
        if (words == 1) capital = is_upper(c);
      }
      in_word = true;
    } else {
      return 0;
    }
    at = next;
  }
  if (at >= line.size() || line[at] != ':' || words == 0 || words > 5 || !capital) return 0;
  std::string_view found = line.substr(begin, at - begin);
  while (!found.empty() && (found.back() == ' ' || found.back() == '*')) found.remove_suffix(1);
  ++at;
  if (at < line.size() && line[at] != ' ' && line[at] != '\t' && line[at] != '*') return 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t' || line[at] == '*')) ++at;
  name = found;
  return static_cast<std::uint32_t>(at);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Speech read() {
    if (!transcript()) {
      labelled();
      if (out_.turns.empty()) {
        out_.parts.assign(1, Span{0, static_cast<std::uint32_t>(text_.size())});
      }
    }
    return std::move(out_);
  }

 private:
  // The first lines say whether this is a transcript.
  bool transcript() {
    std::uint32_t at = 0;
    webvtt_ = text_.substr(0, 6) == "WEBVTT";
    bool found = webvtt_;
    int lines = 0;
    while (!found && at < text_.size() && lines < 6) {
      const std::uint32_t end = line_end(text_, at);
      const std::string_view line = text_.substr(at, end - at);
      if (line.find("->") != std::string_view::npos) found = read_times(line).has_value();
      if (!line.empty()) ++lines;
      at = next_line(text_, end);
    }
    if (!found) return false;
    out_.transcript = true;
    cues();
    return true;
  }

  void cues() {
    cue_lines([&](std::uint32_t begin, std::uint32_t end) {
      std::string_view name;
      if (read_label(text_.substr(begin, end - begin), name) != 0) ++label_uses_[name];
    });
    out_.cues.clear();
    cue_lines([&](std::uint32_t begin, std::uint32_t end) { speech_line(begin, end); });
  }

  template <typename Give>
  void cue_lines(const Give& give) {
    bool in_cue = false;
    std::uint32_t at = 0;
    while (at < text_.size()) {
      const std::uint32_t end = line_end(text_, at);
      const std::string_view line = text_.substr(at, end - at);
      const auto times =
          line.find("->") == std::string_view::npos ? std::nullopt : read_times(line);
      if (times) {
        // A voice ends with its cue, whether its tag is closed or not.
        if (voice_) turn(at, {});
        voice_ = false;
        out_.cues.push_back({end, times->start, times->end});
        in_cue = true;
      } else if (line.find_first_not_of(" \t") == std::string_view::npos ||
                 (is_number(line) && times_below(end))) {
        in_cue =
            false;  // a blank line, or the next cue's number, with or without a blank line above it
      } else if (in_cue || (!webvtt_ && !out_.cues.empty())) {
        // In SubRip, a blank line inside a cue ends nothing.
        give(at, end);
        in_cue = true;
      }
      at = next_line(text_, end);
    }
  }

  static bool is_number(std::string_view line) {
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    return !line.empty() &&
           std::all_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  [[nodiscard]] bool times_below(std::uint32_t end) const {
    const std::uint32_t at = next_line(text_, end);
    const std::string_view line = text_.substr(at, line_end(text_, at) - at);
    return line.find("->") != std::string_view::npos && read_times(line).has_value();
  }

  // Does a tag open here (<i>, </i>, <v Name>, <c.loud>, <00:01.000>), or is something less than something?
  static bool opens_tag(std::string_view rest) {
    if (rest.size() < 2) return false;
    const char c = rest[1];
    if (is_digit_at(rest, 1)) {
      rest = rest.substr(1, kLongestTime);
      const std::size_t close = rest.find('>');
      std::size_t at = 0;
      return close != std::string_view::npos && read_time(rest.substr(0, close), at) && at == close;
    }
    return c == '/' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  // A line of a cue: without tags (<v Name>, <i>, {\an8}) and labels.
  void speech_line(std::uint32_t begin, std::uint32_t end) {
    std::string_view name;
    const std::uint32_t label = read_label(text_.substr(begin, end - begin), name);
    if (label != 0 && sure_label(name)) {
      turn(begin, name);
      begin += label;
    }
    std::uint32_t from = begin;
    bool angles = true;  // there may be a > on the rest of the line
    bool curls = true;
    for (std::uint32_t at = begin; at < end;) {
      const char open = text_[at];
      const bool angle = open == '<' && angles && opens_tag(text_.substr(at, end - at));
      const bool curl = open == '{' && curls && at + 1 < end && text_[at + 1] == '\\';
      const std::size_t close =
          angle || curl ? text_.substr(0, end).find(angle ? '>' : '}', at) : std::string_view::npos;
      if (close == std::string_view::npos) {
        angles = angles && !angle;
        curls = curls && !curl;
        ++at;
        continue;
      }
      const std::string_view inside = text_.substr(at + 1, close - at - 1);
      add_part(from, at);
      if (inside.substr(0, 2) == "v " || inside.substr(0, 2) == "v.") {
        const std::size_t space = inside.find(' ');
        if (space != std::string_view::npos) {
          turn(at, inside.substr(space + 1));
          voice_ = true;
        }
      } else if (inside == "/v") {
        turn(at, {});
        voice_ = false;
      }
      at = static_cast<std::uint32_t>(close + 1);
      from = at;
    }
    add_part(from, end);
  }

  void add_part(std::uint32_t begin, std::uint32_t end) {
    if (begin < end) out_.parts.push_back({begin, end});
  }

  static bool in_capitals(std::string_view name) {
    return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // In subtitles a label is spelled in capitals (JONES:) and comes back.
  bool sure_label(std::string_view name) { return label_uses_[name] > 1 && in_capitals(name); }

  void turn(std::uint32_t at, std::string_view name) {
    std::uint32_t speaker = kNoSpeaker;
    if (!name.empty()) {
      speaker = numbers_.find(name);
      if (speaker == TextIndex::kNone) {
        speaker = static_cast<std::uint32_t>(out_.speakers.size());
        numbers_.add(name, speaker);
        out_.speakers.emplace_back(name);
      }
    }
    out_.turns.push_back({at, speaker});
  }

  // A text with labels: at least four that open a third of all paragraphs, or three that open two thirds, and half of them
  // of names that come back. Else those in capitals, where there are three of two names or more, one comes back and half
  // of the names have two words, however far apart they stand. (TENNIS: is a heading.)
  void labelled() {
    struct Label {
      std::uint32_t begin = 0, behind = 0;
      std::uint32_t name = 0;  // into names
    };
    std::vector<Label> labels;
    std::vector<std::string_view> names;
    TextIndex numbers;  // of names
    const auto number_of = [&](std::string_view name) {
      const std::uint32_t known = numbers.find(name);
      if (known != TextIndex::kNone) return known;
      const auto number = static_cast<std::uint32_t>(names.size());
      names.push_back(name);
      numbers.add(name, number);
      return number;
    };
    std::uint32_t lines = 0;
    std::uint32_t at = 0;
    bool blank_before = true;
    while (at < text_.size()) {
      const std::uint32_t end = line_end(text_, at);
      const std::string_view line = text_.substr(at, end - at);
      if (line.find_first_not_of(" \t") == std::string_view::npos) {
        blank_before = true;
      } else {
        std::string_view name;
        const std::string_view head = line.substr(0, 80);
        const std::uint32_t behind =
            head.find(':') == std::string_view::npos ? 0 : read_label(line, name);
        if (behind != 0) labels.push_back({at, at + behind, number_of(name)});
        if (behind != 0 || blank_before) ++lines;
        blank_before = false;
      }
      at = next_line(text_, end);
    }
    std::vector<std::uint32_t> uses;  // of names
    const auto count_repeated = [&] {
      uses.assign(names.size(), 0);
      for (const Label& label : labels) ++uses[label.name];
      return static_cast<std::size_t>(std::count_if(
          labels.begin(), labels.end(), [&](const Label& label) { return uses[label.name] > 1; }));
    };
    const bool dense = (labels.size() >= 4 && labels.size() * 3 >= lines) ||
                       (labels.size() == 3 && labels.size() * 3 >= std::size_t{2} * lines);
    if (!dense || count_repeated() * 2 < labels.size()) {
      std::erase_if(labels, [&](const Label& label) { return !in_capitals(names[label.name]); });
      if (labels.size() < 3 || count_repeated() == 0) return;
      std::size_t used = 0;
      std::size_t long_names = 0;
      for (std::size_t i = 0; i < names.size(); ++i) {
        used += uses[i] > 0;
        long_names += uses[i] > 0 && names[i].find(' ') != std::string_view::npos;
      }
      if (used < 2 || long_names * 2 < used) return;
    }
    std::uint32_t from = 0;
    for (const Label& label : labels) {
      add_part(from, label.begin);
      turn(label.begin, names[label.name]);
      from = label.behind;
    }
    add_part(from, static_cast<std::uint32_t>(text_.size()));
  }

  std::string_view text_;
  bool webvtt_ = false;
  bool voice_ = false;  // a WebVTT voice speaks
  Speech out_;
  TextIndex numbers_;  // of speakers
  std::unordered_map<std::string_view, std::uint32_t> label_uses_;
};

}  // namespace

const Cue* Speech::cue_at(std::uint32_t byte) const {
  const auto behind =
      std::upper_bound(cues.begin(), cues.end(), byte,
                       [](std::uint32_t at, const Cue& cue) { return at < cue.begin; });
  return behind == cues.begin() ? nullptr : &*(behind - 1);
}

std::optional<std::string> Speech::speaker_at(std::uint32_t byte) const {
  const auto behind =
      std::upper_bound(turns.begin(), turns.end(), byte,
                       [](std::uint32_t at, const Turn& turn) { return at < turn.begin; });
  if (behind == turns.begin() || (behind - 1)->speaker == kNoSpeaker) return std::nullopt;
  return speakers[(behind - 1)->speaker];
}

namespace {

constexpr std::size_t kMostTold = 16;  // speakers of one stretch

}  // namespace

bool Speech::speaks_in(std::string_view text, Span span) const {
  auto part = std::upper_bound(parts.begin(), parts.end(), span.begin,
                               [](std::uint32_t at, Span p) { return at < p.end; });
  for (; part != parts.end() && part->begin < span.end; ++part) {
    const Span cut = {std::max(part->begin, span.begin), std::min(part->end, span.end)};
    if (slice(text, cut).find_first_not_of(" \t\r\n") != std::string_view::npos) return true;
  }
  return false;
}

std::vector<std::optional<std::string>> Speech::speakers_in(std::string_view text,
                                                            Span span) const {
  std::vector<std::optional<std::string>> out;
  auto behind =
      std::upper_bound(turns.begin(), turns.end(), span.begin,
                       [](std::uint32_t at, const Turn& turn) { return at < turn.begin; });
  std::uint32_t from = span.begin;
  while (from < span.end) {
    const std::uint32_t to = behind == turns.end() ? span.end : std::min(span.end, behind->begin);
    if (from < to && speaks_in(text, {from, to})) {
      auto told = speaker_at(from);
      if (std::find(out.begin(), out.end(), told) == out.end()) out.push_back(std::move(told));
      if (out.size() == kMostTold) break;
    }
    from = to;
    if (behind == turns.end()) break;
    ++behind;
  }
  return out;
}

Speech find_speech(std::string_view text) { return Reader(text).read(); }

}  // namespace quoteledger::audit_detail
