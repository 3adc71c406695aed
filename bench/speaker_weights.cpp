// Learns the weights of the resolver from texts whose speakers are annotated, over what the engine itself finds in them:
// its quotes, its cues, its cast.
//   quoteledger_speaker_weights GOLD_DIR... --out FILE [--without DOCUMENT] [--rounds N] [--spread X]
//                              [--hold SIGN=WEIGHT]...
// All weights start from nothing but the sure- ones, which turn chances into confidence and stay as they are. --without
// leaves one document out, to see how weights do on a text that they never saw (tools/leave_one_out.sh).

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "quoteledger/engine/workspace.h"
#include "quoteledger/grammar/grammar.h"
#include "quoteledger/resolve/speakers.h"
#include "quoteledger/resolve/train.h"

namespace {

using namespace quoteledger;
using nlohmann::json;

struct Lesson {
  Cast cast;
  TrainingText text;
};

std::string small(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

struct GoldQuote {
  std::uint32_t start = 0, end = 0;  // code points
  std::set<std::string> names;       // of its speaker, small letters
};

std::vector<GoldQuote> read_gold(const json& document) {
  std::vector<GoldQuote> out;
  for (const json& quote : document["quotes"]) {
    GoldQuote gold{quote["start"], quote["end"], {}};
    for (const json& alias : quote["aliases"]) gold.names.insert(small(alias));
    if (quote["speaker"].is_string()) gold.names.insert(small(quote["speaker"]));
    out.push_back(std::move(gold));
  }
  return out;
}

bool bears(const Member& member, const std::set<std::string>& names) {
  return std::any_of(member.aliases.begin(), member.aliases.end(),
                     [&](const std::string& alias) { return names.contains(small(alias)); });
}

// Which candidates of a turn are the speaker of all gold quotes in it.
std::uint32_t right_of(const Turn& turn, const SpeakerScene& scene, const Document& document,
                       const std::vector<GoldQuote>& gold) {
  std::uint32_t right = ~0U;
  bool any = false;
  for (std::uint32_t q = turn.first_quote; q < turn.end_quote; ++q) {
    const std::uint32_t start = document.code_point(scene.quotes[q].span.begin);
    const std::uint32_t end = document.code_point(scene.quotes[q].span.end);
    const auto found = std::find_if(gold.begin(), gold.end(), [&](const GoldQuote& quote) {
      return quote.start < end && start < quote.end;
    });
    if (found == gold.end()) continue;
    any = true;
    for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
      if (!bears(scene.cast.members[turn.candidates[c].member], found->names)) right &= ~(1U << c);
    }
  }
  return any ? right & ((1U << turn.candidate_count) - 1) : 0;
}

std::unique_ptr<Lesson> read_lesson(const Grammar& grammar, const std::string& folder,
                                    const json& row) {
  const std::string name = row["doc"];
  std::ifstream in(folder + "/" + name + ".txt", std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  const auto document = decode(name, bytes.str());
  if (!document) return nullptr;
  Workspace& work = workspace(grammar);
  const std::vector<Stretch> stretches = find_stretches(*document);
  Frames frames(*document, stretches, grammar, work.breaker, work.known_words);
  CueFinder finder(frames);
  std::vector<Attribution> attributions = attribute(frames, finder, false);
  SpeakerScene scene = set_scene(frames, attributions, {}, work.name_words);
  auto lesson = std::make_unique<Lesson>();
  lesson->text.turns =
      make_turns({scene.dialogue, scene.text(*document), scene.quotes, scene.cast, scene.salience});
  const std::vector<GoldQuote> gold = read_gold(row);
  for (const Turn& turn : lesson->text.turns)
    lesson->text.right.push_back(right_of(turn, scene, *document, gold));
  lesson->cast = std::move(scene.cast);
  lesson->text.cast = &lesson->cast;
  return lesson;
}

struct Arguments {
  std::vector<std::string> folders;
  std::string out, without;
  std::vector<std::pair<std::string, float>> held;  // signs whose weight is not learned
  TrainingOptions options;
};

bool read_arguments(int argc, char** argv, Arguments& out) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (!name.starts_with("--")) {
      out.folders.emplace_back(name);
      continue;
    }
    if (i + 1 >= argc) return false;
    const std::string_view value = argv[++i];
    if (name == "--out") {
      out.out = value;
    } else if (name == "--without") {
      out.without = value;
    } else if (name == "--rounds") {
      std::from_chars(value.data(), value.data() + value.size(), out.options.rounds);
    } else if (name == "--spread") {
      std::from_chars(value.data(), value.data() + value.size(), out.options.spread);
    } else if (name == "--hold") {
      const std::size_t equals = value.find('=');
      if (equals == std::string_view::npos) return false;
      float weight = 0;
      const char* const end = value.data() + value.size();
      const auto [read, error] = std::from_chars(value.data() + equals + 1, end, weight);
      if (error != std::errc() || read != end) return false;
      out.held.emplace_back(value.substr(0, equals), weight);
    } else {
      return false;
    }
  }
  return !out.folders.empty() && !out.out.empty();
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!read_arguments(argc, argv, arguments)) {
    fmt::print(stderr,
               "usage: quoteledger_speaker_weights GOLD_DIR... --out FILE [--without DOCUMENT] "
               "[--rounds N] [--spread X] [--hold SIGN=WEIGHT]...\n");
    return 2;
  }
  const GrammarLoad load = load_grammar({find_shipped_grammar("en").value_or("grammars/en")});
  if (!load.grammar) return 2;
  std::vector<std::unique_ptr<Lesson>> lessons;
  for (const std::string& folder : arguments.folders) {
    std::ifstream gold(folder + "/gold.jsonl");
    std::string line;
    while (std::getline(gold, line)) {
      const json row = json::parse(line);
      if (row["doc"] == arguments.without) continue;
      if (auto lesson = read_lesson(*load.grammar, folder, row))
        lessons.push_back(std::move(lesson));
    }
  }
  std::vector<const TrainingText*> texts;
  for (const auto& lesson : lessons) texts.push_back(&lesson->text);
  ResolveWeights start = prepare(*load.grammar).weights;
  for (std::size_t i = 0; i < sign_names().size(); ++i) {
    if (!sign_names()[i].starts_with("sure-")) start.of[i] = 0;
  }
  arguments.options.frozen.assign(sign_names().size(), false);
  for (const auto& [name, weight] : arguments.held) {
    const auto sign = std::find(sign_names().begin(), sign_names().end(), name);
    if (sign == sign_names().end()) {
      fmt::print(stderr, "quoteledger_speaker_weights: {}: no such sign\n", name);
      return 2;
    }
    const auto at = static_cast<std::size_t>(sign - sign_names().begin());
    start.of[at] = weight;
    arguments.options.frozen[at] = true;
  }
  const ResolveWeights weights = train_weights(texts, start, arguments.options);
  std::ofstream out(arguments.out);
  fmt::print("{} documents\n", texts.size());
  out << "# What each sign counts for or against a speaker (resolve/weights.h says what the signs "
         "are), in natural "
         "logarithms of\n# odds. Made by quoteledger_speaker_weights; see docs/grammars.md. The "
         "sure- ones turn "
         "chances into confidence.\n";
  for (std::size_t i = 0; i < sign_names().size(); ++i)
    out << fmt::format("{:<28} {:.2f}\n", sign_names()[i], weights.of[i]);
  return out.flush() ? 0 : 2;
}
