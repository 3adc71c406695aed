#include "quoteledger/audit/audit.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include "quoteledger/audit/corpus.h"
#include "quoteledger/audit/edits.h"
#include "quoteledger/audit/index.h"
#include "quoteledger/audit/judge.h"
#include "quoteledger/audit/names.h"
#include "quoteledger/grammar/grammar.h"

namespace quoteledger {

using audit_detail::Index;
using audit_detail::Judge;
using audit_detail::Judgement;
using audit_detail::Lexicon;
using audit_detail::NameMatch;
using audit_detail::Quote;
using audit_detail::Run;
using audit_detail::Source;
using audit_detail::Stretch;

namespace {

constexpr std::size_t kMostShortPlaces = 200;

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view without_ending(std::string_view name) {
  const std::size_t dot = name.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

// Who speaks in a source, by its path, its file name, or its file name without the ending.
class SourceSpeakers {
 public:
  // Lines of source TAB speaker. An Error tells the line that has no tab.
  std::optional<Error> read(std::string_view text) {
    std::size_t number = 0;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      ++number;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) continue;
      const std::size_t tab = line.find('\t');
      if (tab == std::string_view::npos) {
        return Error{"", "source speakers, line " + std::to_string(number) +
                             ": no tab between source and speaker"};
      }
      const std::string name(line.substr(0, tab));
      std::string_view speaker = line.substr(tab + 1);
      speaker = speaker.substr(0, speaker.find('\t'));
      if (speaker.empty()) continue;
      speakers_.insert_or_assign(name, std::string(speaker));
      speakers_.try_emplace(std::string(without_ending(file_name(name))), std::string(speaker));
    }
    return std::nullopt;
  }

  [[nodiscard]] const std::string* find(const std::string& path) const {
    if (speakers_.empty()) return nullptr;
    for (const std::string_view key :
         {std::string_view(path), file_name(path), without_ending(file_name(path))}) {
      const auto found = speakers_.find(std::string(key));
      if (found != speakers_.end()) return &found->second;
    }
    return nullptr;
  }

 private:
  std::unordered_map<std::string, std::string> speakers_;
};

void add_flag(std::vector<std::string>& flags, const char* flag) {
  if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.emplace_back(flag);
}

constexpr std::array<std::string_view, kVerdicts> kNames = {
    "verbatim", "verbatim_typography", "elided",       "bracketed", "altered",
    "spliced",  "not_found",           "misattributed"};

}  // namespace

std::string_view verdict_name(Verdict verdict) { return kNames[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> find_verdict(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Verdict>(found - kNames.begin());
}

std::array<std::size_t, kVerdicts> count_verdicts(const std::vector<Finding>& findings) {
  std::array<std::size_t, kVerdicts> out{};
  for (const Finding& finding : findings) ++out[static_cast<std::size_t>(finding.verdict)];
  return out;
}

struct Auditor::State {
  std::vector<Source> sources;
  std::optional<Index> index;
  Lexicon lexicon;
  SourceSpeakers speakers;
  IndexReport report;
  std::size_t most_places = 20;

  std::optional<Error> make_index(const std::vector<std::string>& paths,
                                  const AuditOptions& options);
  bool reuse(const std::vector<std::string>& files, const std::string& path);
  [[nodiscard]] std::optional<std::string> speaker_of(const Stretch& stretch) const;
  [[nodiscard]] Place place(const Stretch& stretch) const;
  Finding finish(const AuditInput& input, const Quote& quote, Judgement&& judgement) const;
  void check_speaker(const Row& row, Judgement& judgement, Finding& finding) const;
};

// True where the index on disk is of just these files, as they are now.
bool Auditor::State::reuse(const std::vector<std::string>& files, const std::string& path) {
  std::error_code code;
  if (!std::filesystem::exists(path, code)) return false;
  std::vector<Source> known;
  auto opened = Index::open(path, known);
  if (!opened) {
    report.changed.push_back(path);
    return false;
  }
  std::unordered_map<std::string, const Source*> by_path;
  for (const Source& source : known) by_path.emplace(source.path, &source);
  for (const std::string& file : files) {
    const auto found = by_path.find(file);
    std::uint64_t size = 0;
    std::int64_t changed = 0;
    if (found == by_path.end() || !audit_detail::stat_source(file, size, changed) ||
        size != found->second->size) {
      report.changed.push_back(file);
      continue;
    }
    if (changed == found->second->changed) continue;
    // Another time: maybe the same bytes all the same.
    Source now;
    now.path = file;
    if (!audit_detail::load(now) || now.content != found->second->content)
      report.changed.push_back(file);
  }
  if (files.size() != known.size() && report.changed.empty()) report.changed.push_back(path);
  for (std::size_t i = 0; i < files.size() && report.changed.empty(); ++i) {
    if (known[i].path != files[i]) report.changed.push_back(path);
  }
  if (!report.changed.empty()) return false;
  sources = std::move(known);
  index = *std::move(opened);
  return true;
}

std::optional<Error> Auditor::State::make_index(const std::vector<std::string>& paths,
                                                const AuditOptions& options) {
  const std::vector<std::string> files = audit_detail::list_sources(paths, report.errors);
  report.sources = files.size();
  if (!options.index_file.empty()) report.reused = reuse(files, options.index_file);
  if (!report.reused) {
    sources.clear();
    sources.resize(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) sources[i].path = files[i];
    auto built = Index::build(sources, options.jobs, report.errors);
    if (!built) return built.error();
    index = *std::move(built);
    if (!options.index_file.empty()) {
      if (auto saved = index->save(options.index_file, sources); !saved) return saved.error();
    }
  }
  for (const Source& source : sources) report.bytes += source.size;
  report.words = index->word_count();
  report.memory = index->memory();
  return std::nullopt;
}

std::optional<std::string> Auditor::State::speaker_of(const Stretch& stretch) const {
  const Source& source = sources[stretch.source];
  if (const std::string* listed = speakers.find(source.path))
    return *listed;  // the user knows best
  return source.speech.speaker_at(stretch.span.begin);
}

Place Auditor::State::place(const Stretch& stretch) const {
  const Source& source = sources[stretch.source];
  const Document& document = source.document;
  Place out;
  out.source = source.path;
  out.start = document.code_point(stretch.span.begin);
  out.end = document.code_point(stretch.span.end);
  out.byte_start = document.file_byte(stretch.span.begin);
  out.byte_end = document.file_byte(stretch.span.end);
  out.line = document.line(stretch.span.begin);
  if (const auto* cue = source.speech.cue_at(stretch.span.begin)) out.time = cue->start;
  if (const auto* cue = source.speech.cue_at(
          stretch.span.end > stretch.span.begin ? stretch.span.end - 1 : stretch.span.end)) {
    out.time_end = cue->end;
  }
  out.speaker = speaker_of(stretch);
  out.part = stretch.part;
  out.text = audit_detail::speech_text(source, stretch.span);
  return out;
}

// Whose words they are. A speaker that a source does not tell is no fault.
void Auditor::State::check_speaker(const Row& row, Judgement& judgement, Finding& finding) const {
  const std::string& claimed = *row.speaker;
  // No cue names this speaker: the extraction has gathered it from the turns of the talk. That accuses nobody.
  const bool guessed = !row.rule && row.resolve_rule;
  bool same = false;
  bool other = false;
  bool unknown = false;
  const auto match = [&](const std::vector<Stretch>& stretches) {
    NameMatch out = NameMatch::kSame;
    for (const Stretch& stretch : stretches) {
      const auto told = speaker_of(stretch);
      const NameMatch one =
          told ? audit_detail::compare_names(claimed, *told, lexicon) : NameMatch::kUnknown;
      if (one == NameMatch::kOther) return NameMatch::kOther;
      if (one == NameMatch::kUnknown) out = NameMatch::kUnknown;
    }
    return out;
  };
  for (const auto& stretches : judgement.places) {
    const NameMatch found = match(stretches);
    same = same || found == NameMatch::kSame;
    other = other || found == NameMatch::kOther;
    unknown = unknown || found == NameMatch::kUnknown;
  }
  if (same) {
    // Edits are told against the first place, so only whole places change their order.
    if (finding.edits.empty() || finding.verdict != Verdict::kElided) {
      std::stable_partition(
          judgement.places.begin(), judgement.places.end(),
          [&](const auto& stretches) { return match(stretches) == NameMatch::kSame; });
    }
    return;
  }
  if (unknown || guessed) {
    add_flag(finding.flags, "speaker_unchecked");
    return;
  }
  if (!other) return;
  const bool fair = finding.verdict <= Verdict::kBracketed;
  if (fair) {
    if (finding.verdict != Verdict::kVerbatim)
      finding.flags.emplace_back(verdict_name(finding.verdict));
    finding.verdict = Verdict::kMisattributed;
  } else {
    add_flag(finding.flags, "other_speaker");
  }
}

Finding Auditor::State::finish(const AuditInput& input, const Quote& quote,
                               Judgement&& judgement) const {
  Finding finding;
  finding.verdict = judgement.verdict;
  finding.edits = std::move(judgement.edits);
  finding.flags = std::move(judgement.flags);
  finding.text = quote.text;
  if (finding.verdict != Verdict::kNotFound) {
    if (input.row.speaker && !input.row.speaker->empty()) {
      check_speaker(input.row, judgement, finding);
    }
  }
  if (judgement.places.size() > most_places) {
    judgement.places.resize(most_places);
    add_flag(finding.flags, "more_places");
  }
  for (const auto& stretches : judgement.places) {
    for (const Stretch& stretch : stretches) finding.places.push_back(place(stretch));
  }
  if (!judgement.closest.empty()) finding.closest = place(judgement.closest.front());
  return finding;
}

Auditor::Auditor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Auditor::~Auditor() = default;

const IndexReport& Auditor::report() const { return state_->report; }

Result<std::unique_ptr<Auditor>> Auditor::open(const std::vector<std::string>& sources,
                                               const AuditOptions& options) {
  auto state = std::make_unique<State>();
  state->most_places = std::max<std::size_t>(options.most_places, 1);
  std::string lexicons = options.lexicons;
  if (lexicons.empty()) {
    if (const auto shipped = find_shipped_grammar("en")) lexicons = *shipped + "/audit";
  }
  if (!lexicons.empty()) {
    auto lexicon = Lexicon::load(lexicons);
    if (!lexicon) return lexicon.error();
    state->lexicon = *std::move(lexicon);
  }
  if (auto error = state->speakers.read(options.source_speakers)) return *error;
  if (auto error = state->make_index(sources, options)) return *error;
  return std::unique_ptr<Auditor>(new Auditor(std::move(state)));
}

std::vector<Finding> Auditor::audit(const std::vector<AuditInput>& inputs) {
  State& state = *state_;
  Judge judge(*state.index, state.sources, state.lexicon, state.report.errors);
  std::vector<Finding> out(inputs.size());
  struct Waiting {  // for a pass over all words
    std::size_t input = 0;
    Quote quote;
    Judgement judgement;
  };
  std::vector<Waiting> few_words;
  std::vector<Waiting> lost;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string& text = inputs[i].row.quote;
    const bool maybe = text.find('[') != std::string::npos || text.find("…") != std::string::npos ||
                       std::count(text.begin(), text.end(), '.') >= 3;
    Quote plain = audit_detail::read_quote(text, false);
    Quote quote;
    if (maybe) quote = audit_detail::read_quote(text, true);
    const bool editorial = !quote.marks.empty() || quote.brackets;
    const Quote& read = editorial ? quote : plain;
    if (read.words.size() < Index::kGram) {
      few_words.push_back({i, read, {}});
      continue;
    }
    Judgement judgement = judge.judge(plain, read);
    if (judgement.verdict == Verdict::kNotFound && judgement.closest.empty()) {
      lost.push_back({i, read, std::move(judgement)});
    } else {
      out[i] = state.finish(inputs[i], read, std::move(judgement));
    }
  }
  std::vector<const Quote*> quotes;
  quotes.reserve(few_words.size());
  for (const Waiting& waiting : few_words) quotes.push_back(&waiting.quote);
  std::vector<std::vector<Run>> places;
  std::vector<bool> more;
  audit_detail::find_short(*state.index, quotes, kMostShortPlaces, places, more);
  for (std::size_t i = 0; i < few_words.size(); ++i) {
    const Waiting& waiting = few_words[i];
    out[waiting.input] = state.finish(inputs[waiting.input], waiting.quote,
                                      judge.judge_short(waiting.quote, places[i], more[i]));
  }
  quotes.clear();
  std::vector<Judgement*> judgements;
  for (Waiting& waiting : lost) {
    quotes.push_back(&waiting.quote);
    judgements.push_back(&waiting.judgement);
  }
  judge.add_closest(quotes, judgements);
  for (Waiting& waiting : lost) {
    out[waiting.input] =
        state.finish(inputs[waiting.input], waiting.quote, std::move(waiting.judgement));
  }
  return out;
}

}  // namespace quoteledger
