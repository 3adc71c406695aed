#include "quoteledger/audit/audit.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include "quoteledger/audit/corpus.h"
#include "quoteledger/audit/edits.h"
#include "quoteledger/audit/index.h"
#include "quoteledger/audit/judge.h"
#include "quoteledger/audit/loader.h"
#include "quoteledger/audit/names.h"
#include "quoteledger/audit/parallel.h"
#include "quoteledger/audit/utterances.h"
#include "quoteledger/grammar/grammar.h"

namespace quoteledger {

using audit_detail::Index;
using audit_detail::Judge;
using audit_detail::Judgement;
using audit_detail::kNoSource;
using audit_detail::Lexicon;
using audit_detail::NameMatch;
using audit_detail::Quote;
using audit_detail::Run;
using audit_detail::Source;
using audit_detail::Stretch;

namespace {

constexpr std::size_t kMostShortPlaces = 200;
constexpr std::size_t kChunk = 32;    // quotes that a thread takes at once
constexpr double kSureSpeaker = 0.5;  // confidence below which an extracted speaker accuses nobody

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
  std::optional<Error> read(std::string_view text, const std::string& file) {
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
        return Error{file + ":" + std::to_string(number), "no tab between source and speaker"};
      }
      const std::string name(line.substr(0, tab));
      std::string_view speaker = line.substr(tab + 1);
      speaker = speaker.substr(0, speaker.find('\t'));
      if (speaker.empty()) continue;
      lines_.push_back({file + ":" + std::to_string(number), name});
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

  // The lines that name none of the sources.
  [[nodiscard]] std::vector<Error> unmatched(const std::vector<Source>& sources) const {
    std::unordered_set<std::string_view> names;
    for (const Source& source : sources) {
      const std::string_view name = file_name(source.path);
      names.insert({source.path, name, without_ending(name)});
    }
    std::vector<Error> out;
    for (const auto& [line, name] : lines_) {
      if (!names.contains(name) && !names.contains(without_ending(file_name(name))))
        out.push_back({line, "no source is called “" + name + "”"});
    }
    return out;
  }

 private:
  std::vector<std::pair<std::string, std::string>> lines_;  // file and line, the source's name
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

const std::vector<std::string_view>& audit_flags() {
  static const std::vector<std::string_view> flags = {"ambiguous",
                                                      "more_places",
                                                      "short",
                                                      "elision_hides_negation",
                                                      "elision_hides_limiter",
                                                      "elision_long",
                                                      "case",
                                                      "punctuation",
                                                      "bracket_hides_negation",
                                                      "bracket_changes_meaning",
                                                      "cue_gap",
                                                      "cue_hides_negation",
                                                      "cue_hides_limiter",
                                                      "several_speakers",
                                                      "other_speaker",
                                                      "speaker_unchecked",
                                                      "no_words"};
  return flags;
}

std::array<std::size_t, kVerdicts> count_verdicts(const std::vector<Finding>& findings) {
  std::array<std::size_t, kVerdicts> out{};
  for (const Finding& finding : findings) ++out[static_cast<std::size_t>(finding.verdict)];
  return out;
}

namespace {

// Of each of these quotes: the first that has the same words, speaker and doubts about it, and so the same finding. One of
// an utterance is its own, as its places are kept.
std::vector<std::size_t> first_alike(const std::vector<AuditInput>& inputs,
                                     const std::vector<std::size_t>& numbers,
                                     const std::vector<std::uint32_t>& own) {
  std::vector<std::size_t> out(numbers.size());
  std::unordered_map<std::string, std::size_t> known;
  std::string key;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    out[k] = k;
    const AuditInput& input = inputs[numbers[k]];
    const Row& row = input.row;
    if (!row.utterance.empty()) continue;
    key.clear();
    const auto add = [&](std::string_view part) {
      key += std::to_string(part.size());
      key += ' ';
      key += part;
    };
    add(row.quote);
    for (const auto* part : {&row.speaker, &row.rule, &row.resolve_rule}) {
      key += *part ? '+' : '-';
      if (*part) add(**part);
    }
    const bool rated =
        std::find(input.unknown.begin(), input.unknown.end(), "confidence") == input.unknown.end();
    add(rated ? std::to_string(row.confidence) : std::string());
    add(std::to_string(own[numbers[k]]));
    out[k] = known.try_emplace(key, k).first->second;
  }
  return out;
}

}  // namespace

struct Auditor::State {
  std::vector<Source> sources;
  std::optional<Index> index;
  Lexicon lexicon;
  SourceSpeakers speakers;
  IndexReport report;
  std::optional<audit_detail::Loader> loader;
  std::vector<std::string> own_texts;
  std::size_t most_places = 20;
  std::size_t jobs = 1;

  std::optional<Error> make_index(const std::vector<std::string>& paths,
                                  const AuditOptions& options);
  std::vector<std::uint32_t> unchanged(const std::vector<Source>& known);
  std::vector<std::uint32_t> find_own(const std::vector<AuditInput>& inputs);
  [[nodiscard]] std::vector<std::optional<std::string>> speakers_of(const Stretch& stretch) const;
  [[nodiscard]] bool of_several(const std::vector<Stretch>& stretches) const;
  [[nodiscard]] Place place(const Stretch& stretch) const;
  // kept: gets all places, where the quote is part of an utterance.
  Finding finish(const AuditInput& input, const Quote& quote, Judgement&& judgement,
                 audit_detail::Places& kept) const;
  void check_speaker(const AuditInput& input, Judgement& judgement, Finding& finding) const;
};

// Which of the sources the index on disk has as they are now; the others are named in the report.
std::vector<std::uint32_t> Auditor::State::unchanged(const std::vector<Source>& known) {
  std::unordered_map<std::string, std::uint32_t> by_path;
  for (std::uint32_t i = 0; i < known.size(); ++i) by_path.emplace(known[i].path, i);
  std::vector<std::uint32_t> out;
  for (Source& source : sources) {
    out.push_back(Index::kNotKept);
    const auto found = by_path.find(source.path);
    if (found != by_path.end()) {
      const Source& before = known[found->second];
      bool same = audit_detail::stat_source(source.path, source.size, source.changed) &&
                  source.size == before.size;
      // Another time: maybe the same bytes all the same.
      if (same && source.changed != before.changed)
        same = audit_detail::load(source) && source.content == before.content;
      if (same) {
        source.content = before.content;
        out.back() = found->second;
        by_path.erase(found);
        continue;
      }
      by_path.erase(found);
    }
    report.changed.push_back(source.path);
  }
  for (const Source& source : known) {
    if (by_path.contains(source.path)) report.changed.push_back(source.path);
  }
  return out;
}

std::optional<Error> Auditor::State::make_index(const std::vector<std::string>& paths,
                                                const AuditOptions& options) {
  for (std::string& file : audit_detail::list_sources(paths, report.errors))
    sources.emplace_back().path = std::move(file);
  std::vector<Source> known;
  std::optional<Index> old;
  Index::Kept kept;
  std::error_code code;
  if (!options.index_file.empty() && std::filesystem::exists(options.index_file, code)) {
    if (auto opened = Index::open(options.index_file, known)) {
      old = *std::move(opened);
      kept = {&*old, unchanged(known)};
      report.reused = report.changed.empty() && kept.sources.size() == known.size();
      for (std::size_t i = 0; i < kept.sources.size(); ++i)
        report.reused = report.reused && kept.sources[i] == i;
    } else {
      report.damaged = true;
    }
  }
  if (report.reused) {
    index = *std::move(old);
  } else {
    auto built = Index::build(sources, kept, options.jobs, report.errors);
    if (!built) return built.error();
    index = *std::move(built);
    if (!options.index_file.empty()) {
      if (auto saved = index->save(options.index_file, sources); !saved) return saved.error();
    }
  }
  loader.emplace(sources);
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    report.bytes += sources[i].size;
    if (index->source_begin(i) < index->source_end(i)) {
      ++report.sources;
    } else if (!sources[i].failed) {
      report.empty.push_back(sources[i].path);
    }
  }
  report.words = index->word_count();
  report.memory = index->memory();
  return std::nullopt;
}

// Of each quote: the source that is the text it stands in, or kNoSource. A ledger that tells no offsets may mean anything by
// its documents.
std::vector<std::uint32_t> Auditor::State::find_own(const std::vector<AuditInput>& inputs) {
  std::unordered_multimap<std::string_view, std::uint32_t> by_name;
  for (std::uint32_t i = 0; i < sources.size(); ++i) by_name.emplace(file_name(sources[i].path), i);
  std::unordered_map<std::string, std::uint32_t> known;
  std::vector<std::uint32_t> out;
  for (const AuditInput& input : inputs) {
    const std::string& document = input.row.document;
    const bool offsets =
        std::find(input.unknown.begin(), input.unknown.end(), "start") == input.unknown.end();
    if (!offsets || document.empty()) {
      out.push_back(kNoSource);
      continue;
    }
    const auto [entry, added] = known.try_emplace(document, kNoSource);
    if (added) {
      const auto [first, last] = by_name.equal_range(file_name(document));
      for (auto at = first; at != last; ++at) {
        std::error_code code;
        if (std::filesystem::equivalent(document, sources[at->second].path, code))
          entry->second = at->second;
      }
      if (entry->second != kNoSource &&
          std::find(own_texts.begin(), own_texts.end(), document) == own_texts.end())
        own_texts.push_back(document);
    }
    out.push_back(entry->second);
  }
  return out;
}

std::vector<std::optional<std::string>> Auditor::State::speakers_of(const Stretch& stretch) const {
  const Source& source = sources[stretch.source];
  if (const std::string* listed = speakers.find(source.path))
    return {*listed};  // the user knows best
  if (source.speech.turns.empty()) return {std::nullopt};
  auto out = source.speech.speakers_in(source.document.text, stretch.span);
  if (out.empty()) out.emplace_back();
  return out;
}

// Are the words those of two people, or more?
bool Auditor::State::of_several(const std::vector<Stretch>& stretches) const {
  std::optional<std::string> first;
  for (const Stretch& stretch : stretches) {
    for (const auto& told : speakers_of(stretch)) {
      if (!told) continue;
      if (!first) first = told;
      if (*told != *first &&
          audit_detail::compare_names(*told, *first, lexicon) != NameMatch::kSame)
        return true;
    }
  }
  return false;
}

Place Auditor::State::place(const Stretch& stretch) const {
  const Source& source = sources[stretch.source];
  const Source::At begin = source.at(stretch.span.begin);
  const Source::At end = source.at(stretch.span.end);
  Place out;
  out.source = source.path;
  out.start = begin.code_point;
  out.end = end.code_point;
  out.byte_start = begin.byte;
  out.byte_end = end.byte;
  out.line = begin.line;
  out.column = begin.column;
  out.line_end = end.line;
  out.column_end = end.column;
  if (const auto* cue = source.speech.cue_at(stretch.span.begin)) out.time = cue->start;
  if (const auto* cue = source.speech.cue_at(
          stretch.span.end > stretch.span.begin ? stretch.span.end - 1 : stretch.span.end)) {
    out.time_end = cue->end;
  }
  out.speaker = speakers_of(stretch).front();
  out.part = stretch.part;
  out.text = audit_detail::speech_text(source, stretch.span);
  return out;
}

// Whose words they are. A speaker that a source does not tell is no fault.
void Auditor::State::check_speaker(const AuditInput& input, Judgement& judgement,
                                   Finding& finding) const {
  const Row& row = input.row;
  const std::string& claimed = *row.speaker;
  // No cue beside the quote names this speaker, or the extraction is in doubt. That accuses nobody.
  const auto unsure = [&](const std::optional<std::string>& rule) {
    return rule && lexicon.is_unsure(*rule);
  };
  const bool rated =
      std::find(input.unknown.begin(), input.unknown.end(), "confidence") == input.unknown.end() &&
      (row.rule || row.resolve_rule);
  const bool guessed = (!row.rule && row.resolve_rule) || unsure(row.rule) ||
                       unsure(row.resolve_rule) || (rated && row.confidence < kSureSpeaker);
  bool same = false;
  bool other = false;
  bool unknown = false;
  const auto match = [&](const std::vector<Stretch>& stretches) {
    NameMatch out = NameMatch::kSame;
    for (const Stretch& stretch : stretches) {
      for (const auto& told : speakers_of(stretch)) {
        const NameMatch one =
            told ? audit_detail::compare_names(claimed, *told, lexicon) : NameMatch::kUnknown;
        if (one == NameMatch::kOther) return NameMatch::kOther;
        if (one == NameMatch::kUnknown) out = NameMatch::kUnknown;
      }
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

Finding Auditor::State::finish(const AuditInput& input, const Quote& quote, Judgement&& judgement,
                               audit_detail::Places& kept) const {
  Finding finding;
  finding.verdict = judgement.verdict;
  finding.edits = std::move(judgement.edits);
  finding.flags = std::move(judgement.flags);
  finding.text = quote.text;
  if (quote.words.empty()) add_flag(finding.flags, "no_words");
  if (finding.verdict != Verdict::kNotFound) {
    if (input.row.speaker && !input.row.speaker->empty()) {
      check_speaker(input, judgement, finding);
    }
  }
  if (!input.row.utterance.empty()) kept = judgement.places;
  if (!judgement.places.empty() && of_several(judgement.places.front()))
    add_flag(finding.flags, "several_speakers");
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

const std::vector<std::string>& Auditor::own_texts() const { return state_->own_texts; }

Result<std::unique_ptr<Auditor>> Auditor::open(const std::vector<std::string>& sources,
                                               const AuditOptions& options) {
  auto state = std::make_unique<State>();
  state->jobs = options.jobs;
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
  if (auto error = state->speakers.read(options.source_speakers, options.source_speakers_name))
    return *error;
  if (auto error = state->make_index(sources, options)) return *error;
  state->report.unmatched = state->speakers.unmatched(state->sources);
  return std::unique_ptr<Auditor>(new Auditor(std::move(state)));
}

std::vector<Error> Auditor::late_errors() const { return state_->loader->errors(); }

std::vector<Finding> Auditor::audit(const std::vector<AuditInput>& inputs) {
  State& state = *state_;
  std::vector<Finding> out(inputs.size());
  const std::vector<std::uint32_t> own = state.find_own(inputs);
  std::vector<audit_detail::Places> kept(inputs.size());
  struct Waiting {  // for a pass over all words
    Quote quote;
    Judgement judgement;
  };
  // Threads fill in their own quotes' entries; the passes below go through them in order.
  std::vector<std::unique_ptr<Waiting>> few_words(inputs.size());
  std::vector<std::unique_ptr<Waiting>> lost(inputs.size());
  const auto judge_all = [&](std::size_t begin, std::size_t end) {
    Judge judge(*state.index, state.sources, state.lexicon, *state.loader);
    for (std::size_t i = begin; i < end; ++i) {
      const std::string& text = inputs[i].row.quote;
      const bool maybe = text.find('[') != std::string::npos ||
                         text.find("…") != std::string::npos ||
                         std::count(text.begin(), text.end(), '.') >= 3;
      Quote plain = audit_detail::read_quote(text, false);
      Quote quote;
      if (maybe) quote = audit_detail::read_quote(text, true);
      plain.own = quote.own = own[i];
      const bool editorial = !quote.marks.empty() || quote.brackets;
      Quote& read = editorial ? quote : plain;
      if (read.words.size() < Index::kGram) {
        few_words[i] = std::make_unique<Waiting>(Waiting{std::move(read), {}});
        continue;
      }
      Judgement judgement = judge.judge(plain, read);
      if (judgement.verdict == Verdict::kNotFound && judgement.closest.empty()) {
        lost[i] = std::make_unique<Waiting>(Waiting{std::move(read), std::move(judgement)});
      } else {
        out[i] = state.finish(inputs[i], read, std::move(judgement), kept[i]);
      }
    }
  };
  audit_detail::in_chunks(state.jobs, inputs.size(), kChunk, judge_all);

  std::vector<const Quote*> quotes;
  std::vector<std::size_t> numbers;
  const auto gather = [&](const std::vector<std::unique_ptr<Waiting>>& waiting) {
    quotes.clear();
    numbers.clear();
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (!waiting[i]) continue;
      quotes.push_back(&waiting[i]->quote);
      numbers.push_back(i);
    }
  };
  gather(few_words);
  std::vector<std::vector<Run>> places;
  std::vector<char> more;
  audit_detail::find_short(*state.index, quotes, kMostShortPlaces, state.jobs, places, more);
  const std::vector<std::size_t> first = first_alike(inputs, numbers, own);
  audit_detail::in_chunks(
      state.jobs, numbers.size(), kChunk, [&](std::size_t begin, std::size_t end) {
        Judge judge(*state.index, state.sources, state.lexicon, *state.loader);
        for (std::size_t k = begin; k < end; ++k) {
          if (first[k] != k) continue;
          out[numbers[k]] = state.finish(inputs[numbers[k]], *quotes[k],
                                         judge.judge_short(*quotes[k], places[k], more[k] != 0),
                                         kept[numbers[k]]);
        }
      });
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (first[k] != k) out[numbers[k]] = out[numbers[first[k]]];
  }
  gather(lost);
  const auto passages = audit_detail::find_closest(*state.index, quotes, state.lexicon, state.jobs);
  Judge judge(*state.index, state.sources, state.lexicon, *state.loader);
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    Waiting& waiting = *lost[numbers[k]];
    if (passages[k]) judge.add_closest(*passages[k], waiting.judgement);
    out[numbers[k]] = state.finish(inputs[numbers[k]], waiting.quote, std::move(waiting.judgement),
                                   kept[numbers[k]]);
  }
  audit_detail::flag_gaps(inputs, kept, state.sources, state.lexicon, out);
  return out;
}

}  // namespace quoteledger
