// Writes, for each quote of annotated sets of texts, the candidates that the rules name and the signs of each, with
// what the annotation says: the input of tools/train_signs.py. Of novels, where the annotation tells the person and not
// the words that name him, only the quotes that are explicitly credited are taken.
//   quoteledger_cue_signs GOLD_DIR... [--grammar DIR] >signs.jsonl
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "quoteledger/cue/cue.h"
#include "quoteledger/grammar/grammar.h"

namespace {

using namespace quoteledger;
using nlohmann::json;

struct GoldQuote {
  std::uint32_t start = 0, end = 0;
  bool attributed = false;
  bool known = true;  // does the annotation tell who is right?
  std::vector<std::pair<std::uint32_t, std::uint32_t>> mentions;
  std::vector<std::string> last_names;
};

// The last word with a capital, case folded: how the scorer compares names.
std::string last_name(const std::string& name) {
  std::istringstream words(name);
  std::string word;
  std::string last;
  while (words >> word) {
    while (!word.empty() && std::ispunct(static_cast<unsigned char>(word.back())) != 0)
      word.pop_back();
    for (const char* tail : {"'s", "\u2019s"}) {
      if (word.ends_with(tail)) word.resize(word.size() - std::string(tail).size());
    }
    if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') last = word;
  }
  return fold_token(last.empty() ? " " : last);
}

std::uint32_t overlap(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  const std::uint32_t begin = std::max(a, c);
  const std::uint32_t end = std::min(b, d);
  return end > begin ? end - begin : 0;
}

std::vector<GoldQuote> read_gold(const json& document) {
  std::vector<GoldQuote> out;
  for (const json& quote : document["quotes"]) {
    GoldQuote gold;
    gold.start = quote["start"];
    gold.end = quote["end"];
    gold.attributed = quote["kind"] == "attributed" || quote["kind"] == "explicit";
    gold.known = quote["kind"] != "anaphoric" && quote["kind"] != "implicit";
    for (const json& span : quote["mention"]) gold.mentions.emplace_back(span[0], span[1]);
    if (quote["speaker"].is_string()) gold.last_names.push_back(last_name(quote["speaker"]));
    if (quote.contains("aliases")) {
      for (const json& alias : quote["aliases"]) gold.last_names.push_back(last_name(alias));
    }
    out.push_back(std::move(gold));
  }
  return out;
}

const GoldQuote* find_gold(const std::vector<GoldQuote>& gold, std::uint32_t start,
                           std::uint32_t end) {
  for (const GoldQuote& quote : gold) {
    if (2 * overlap(quote.start, quote.end, start, end) >=
        std::min(quote.end - quote.start, end - start))
      return &quote;
  }
  return nullptr;
}

class Writer {
 public:
  Writer(const Grammar& grammar, const Document& document, std::vector<GoldQuote> gold)
      : grammar_(grammar),
        document_(document),
        gold_(std::move(gold)),
        stretches_(find_stretches(document)),
        breaker_("en"),
        words_(grammar.vocabulary),
        frames_(document, stretches_, grammar, breaker_, words_),
        finder_(frames_) {}

  void write() {
    Span carried;
    std::uint32_t paragraph = 0xFFFFFFFF;
    for (std::uint32_t i = 0; i < stretches_.size(); ++i) {
      const Stretch& stretch = stretches_[i];
      if (stretch.parent != Stretch::kNone) continue;
      if (stretch.paragraph != paragraph) carried = {};
      paragraph = stretch.paragraph;
      const GoldQuote* gold = find_gold(gold_, document_.code_point(stretch.span.begin),
                                        document_.code_point(stretch.span.end));
      const QuoteCues cues = finder_.find(i, carried);
      if (gold == nullptr || !gold->known) continue;
      write_quote(cues, gold);
      if (!gold->attributed) continue;
      if (!gold->mentions.empty()) {
        carried = {document_.byte_of(gold->mentions[0].first),
                   document_.byte_of(gold->mentions[0].second)};
        continue;
      }
      const auto right =
          std::find_if(cues.candidates.begin(), cues.candidates.end(),
                       [&](const Candidate& one) { return is_right(one.mention, *gold); });
      if (right != cues.candidates.end()) carried = right->mention;
    }
  }

 private:
  void write_quote(const QuoteCues& cues, const GoldQuote* gold) {
    const auto names = finder_.sign_names(cues);
    json row;
    row["document"] = document_.name;
    row["by_name"] = gold->mentions.empty() && gold->attributed;  // no mention is marked: a novel
    row["nobody"] = names.nobody;
    row["nobody_base"] =
        cues.term < 0 ? 0 : (grammar_.rules[static_cast<std::size_t>(cues.term)].score - 50) / 10;
    row["unseen"] = names.unseen;
    row["attributed"] = gold->attributed;
    row["candidates"] = json::array();
    for (std::size_t i = 0; i < cues.candidates.size(); ++i) {
      const Candidate& candidate = cues.candidates[i];
      row["candidates"].push_back(
          {{"right", gold->attributed && is_right(candidate.mention, *gold)},
           {"base", candidate.rule == kNoRule ? 0 : (candidate.score - 50) / 10},
           {"signs", names.candidates[i]}});
    }
    std::cout << row.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }

  bool is_right(Span mention, const GoldQuote& gold) const {
    const std::uint32_t begin = document_.code_point(mention.begin);
    const std::uint32_t end = document_.code_point(mention.end);
    for (const auto& [from, to] : gold.mentions) {
      if (overlap(begin, end, from, to) > 0) return true;
    }
    const std::string name = last_name(std::string(slice(document_.text, mention)));
    return name != " " &&
           std::find(gold.last_names.begin(), gold.last_names.end(), name) != gold.last_names.end();
  }

  const Grammar& grammar_;
  const Document& document_;
  std::vector<GoldQuote> gold_;
  std::vector<Stretch> stretches_;
  SentenceBreaker breaker_;
  KnownWords words_;
  Frames frames_;
  CueFinder finder_;
};

void write_folder(const Grammar& grammar, const std::string& folder) {
  std::ifstream gold(folder + "/gold.jsonl");
  std::string line;
  while (std::getline(gold, line)) {
    const json row = json::parse(line);
    const std::string name = row["doc"];
    std::ifstream in(folder + "/" + name + ".txt", std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    auto document = decode(name, text.str());
    if (document) Writer(grammar, *document, read_gold(row)).write();
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> folders;
  std::string grammar = find_shipped_grammar("en").value_or("grammars/en");
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--grammar" && i + 1 < argc) {
      grammar = argv[++i];
    } else {
      folders.emplace_back(argv[i]);
    }
  }
  if (folders.empty()) {
    std::cerr << "usage: quoteledger_cue_signs GOLD_DIR... [--grammar DIR]\n";
    return 2;
  }
  const GrammarLoad load = load_grammar({grammar});
  for (const Diagnostic& error : load.errors) std::cerr << format(error);
  if (!load.grammar) return 2;
  for (const std::string& folder : folders) write_folder(*load.grammar, folder);
  return 0;
}
