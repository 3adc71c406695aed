#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <sstream>
#include <tuple>

#include "quoteledger/grammar/compile.h"
#include "quoteledger/grammar/lexicon_file.h"
#include "quoteledger/grammar/signs.h"
#include "quoteledger/grammar/statements.h"

namespace quoteledger {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostFileBytes = 16U << 20;
constexpr std::size_t kMostRules = 5000;
constexpr std::size_t kMostTags = 255;  // a tag is a byte, and 0 is "other"
constexpr int kVersion = 1;

std::optional<std::string> read_file(const fs::path& path) {
  std::error_code code;
  const std::uintmax_t size = fs::file_size(path, code);
  if (code || size > kMostFileBytes) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

// A finite number, and nothing behind it.
std::optional<double> read_number(std::string_view text) {
  double value = 0;
  const auto got = std::from_chars(text.data(), text.data() + text.size(), value);
  if (got.ec != std::errc() || got.ptr != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

class Loader {
 public:
  GrammarLoad load(const std::vector<std::string>& folders) {
    if (folders.empty()) {
      GrammarLoad out;
      out.errors.push_back({"grammar", 0, 0, 1, "no folder is named", "",
                            "a grammar is a folder with at least one file NAME.grammar in it"});
      return out;
    }
    for (const std::string& folder : folders) read_folder(folder);
    for (const GrammarFile& file : files_) {
      check_first_line(file);
      for (const Statement& statement : file.statements) take(file, statement);
    }
    tell_taken_names();
    parse_rules();
    add_lost_names();
    add_literals();
    if (!grammar_->vocabulary.freeze()) {
      errors_.push_back({folders.front(), 0, 0, 1,
                         "the lexicons tell more than 65,000 kinds of words apart", "", ""});
    } else if (!files_.empty() && !missing_files_) {
      compile();
    }
    GrammarLoad out;
    out.errors = std::move(errors_);
    sort_errors(out.errors);
    if (out.errors.empty()) {
      std::stable_sort(grammar_->rules.begin(), grammar_->rules.end(),
                       [](const Rule& a, const Rule& b) { return a.score > b.score; });
      grammar_->index_rules();
      out.grammar = std::move(grammar_);
    }
    return out;
  }

 private:
  struct OpenRule {
    Rule rule;
    ReadPattern find;
    std::vector<ReadPattern> unless;
    const GrammarFile* file = nullptr;
    const Statement* statement = nullptr;
  };

  void fail(const GrammarFile& file, const Statement& at, std::string message,
            std::string hint = "") {
    errors_.push_back(diagnose(file, at.line, at.name_column,
                               static_cast<std::uint32_t>(std::max<std::size_t>(1, at.name.size())),
                               std::move(message), std::move(hint)));
  }
  void fail_rest(const GrammarFile& file, const Statement& at, std::string message,
                 std::string hint = "") {
    errors_.push_back(
        diagnose(file, at.rest, 0,
                 static_cast<std::uint32_t>(std::max<std::size_t>(2, at.rest.text.size()) - 1),
                 std::move(message), std::move(hint)));
  }

  // By file, line and column; what was told twice once.
  static void sort_errors(std::vector<Diagnostic>& errors) {
    const auto place = [](const Diagnostic& d) { return std::tie(d.file, d.line, d.column); };
    std::stable_sort(errors.begin(), errors.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
    const auto same = [&](const Diagnostic& a, const Diagnostic& b) {
      return place(a) == place(b) && a.message == b.message;
    };
    errors.erase(std::unique(errors.begin(), errors.end(), same), errors.end());
  }

  void check_first_line(const GrammarFile& file) {
    if (!file.statements.empty() && file.statements.front().keyword == "grammar") return;
    const std::uint32_t line = file.statements.empty() ? 1 : file.statements.front().line;
    errors_.push_back(diagnose(file, line, 1, 1, "the file does not start with `grammar 1`",
                               "write it above all other statements of each file"));
  }

  // A line that is no statement may have been meant to name what others use: that is no second error.
  void add_lost_names() {
    for (const GrammarFile& file : files_) {
      for (const std::string& name : file.lost_names) {
        if (!name.empty() && !classes_.contains(name) && !patterns_.contains(name))
          add_empty_lexicon(name);
      }
    }
  }

  void add_empty_lexicon(const std::string& name) {
    for (const char* form : {"", ".fin", ".past", ".ing", ".part"})
      grammar_->vocabulary.add_lexicon(name + form);
  }

  // Rules whose names are taken, one by one; but a whole copy of a grammar that is laid over it is one mistake.
  void tell_taken_names() {
    constexpr std::size_t kFew = 3;
    for (auto& [folder, taken] : taken_) {
      if (taken.size() <= kFew) {
        for (Diagnostic& one : taken) errors_.push_back(std::move(one));
        continue;
      }
      Diagnostic first = std::move(taken.front());
      first.message += fmt::format(", and so are {} others of this folder", taken.size() - 1);
      first.hint = "a folder that is a grammar of its own, a copy say, is read with --alone";
      errors_.push_back(std::move(first));
    }
  }

  void no_more(const GrammarFile& file, const Statement& at) {
    if (!rest_of(at).empty())
      fail_rest(
          file, at, "nothing can follow the name",
          at.keyword == "rule" ? "a rule's fields stand on the lines below it, indented" : "");
  }

  void read_folder(const std::string& folder) {
    std::error_code code;
    std::vector<fs::path> paths;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
      if (it->path().extension() == ".grammar") paths.push_back(it->path());
    }
    if (code || paths.empty()) {
      missing_files_ = true;
      errors_.push_back(
          {folder, 0, 0, 1,
           code ? "cannot read the folder: " + code.message() : "no *.grammar file in this folder",
           "", "a grammar is a folder with at least one file NAME.grammar in it"});
      return;
    }
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
      auto text = read_file(path);
      if (!text) {
        missing_files_ = true;
        errors_.push_back(
            {path.string(), 0, 0, 1, "cannot read the file, or it is over 16 MiB", "", ""});
        continue;
      }
      files_.push_back(read_statements(path.string(), *text, errors_));
    }
  }

  static std::string_view rest_of(const Statement& statement) {
    std::string_view rest = statement.rest.text;
    while (rest.ends_with(' ')) rest.remove_suffix(1);
    return rest;
  }

  void take(const GrammarFile& file, const Statement& at) {
    if (at.keyword == "grammar" || at.keyword == "language" || at.keyword == "rule" ||
        at.keyword == "off")
      no_more(file, at);
    if (at.keyword == "grammar") {
      if (read_number(at.name) != kVersion)
        fail(file, at, "not a version of the grammar format that this program reads",
             "it reads `grammar 1`");
    } else if (at.keyword == "language") {
      grammar_->language = at.name;
    } else if (at.keyword == "lexicon") {
      take_lexicon(file, at);
    } else if (at.keyword == "class") {
      classes_[at.name] = {&file, at.rest};
      classes_[at.name].source.text = std::string(rest_of(at));
      grammar_->patterns.push_back({at.name, file.path, at.text, at.line});
    } else if (at.keyword == "pattern") {
      patterns_[at.name] = read_pattern(file, at.rest);
      grammar_->patterns.push_back({at.name, file.path, at.text, at.line});
    } else if (at.keyword == "rule") {
      take_rule(file, at);
    } else if (at.keyword == "off") {
      const auto found = std::find_if(rules_.begin(), rules_.end(),
                                      [&](const OpenRule& r) { return r.rule.id == at.name; });
      if (found == rules_.end()) {
        fail(file, at, "no rule above has this name", "`grammar list` names them");
      } else {
        found->rule.off = true;
      }
    } else if (at.keyword == "tag") {
      if (tags_.size() == kMostTags)
        return fail(file, at, fmt::format("more than {} tags", kMostTags));
      tags_.emplace_back(at.name, ReadPattern{&file, at.rest, {}});
      tags_.back().second.source.text = std::string(rest_of(at));
    } else if (at.keyword == "signs") {
      std::map<std::string, double> signs;
      take_numbers(file, at, signs);
      for (const auto& [name, weight] : signs)
        grammar_->signs.add(sign_key(name), static_cast<float>(weight));
    } else if (at.keyword == "weights") {
      take_numbers(file, at, grammar_->weights);
    }
  }

  void take_numbers(const GrammarFile& file, const Statement& at,
                    std::map<std::string, double>& into) {
    const std::string name = at.name == "from" ? std::string(rest_of(at)) : at.name;
    const auto text = read_file(fs::path(file.path).parent_path() / name);
    if (!text) {
      fail(file, at, "cannot read `" + name + "`",
           "the path is taken from the grammar's own folder");
      return;
    }
    std::istringstream lines(*text);
    std::string line;
    for (std::uint32_t number = 1; std::getline(lines, line); ++number) {
      if (const auto comment = line.find('#'); comment != std::string::npos) line.resize(comment);
      while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
      if (line.empty()) continue;
      const std::size_t blank = std::min(line.rfind(' '), line.size());
      const std::string key = line.substr(0, line.find_last_not_of(' ', blank) + 1);
      const std::string value = blank < line.size() ? line.substr(blank + 1) : std::string();
      const auto parsed = read_number(value);
      if (!parsed) {
        errors_.push_back({(fs::path(file.path).parent_path() / name).string(), number, 1, 1,
                           "not a name and a number", line, "write `name 0.75`"});
        continue;
      }
      into[key] = *parsed;
    }
  }

  void take_lexicon(const GrammarFile& file, const Statement& at) {
    std::istringstream words{std::string(rest_of(at))};
    std::string how;
    words >> how;
    // A lexicon that cannot be read is one with no words: what names it is right.
    const auto give_up = [&](std::string message, std::string hint) {
      fail_rest(file, at, std::move(message), std::move(hint));
      add_empty_lexicon(at.name);
    };
    LexiconInfo info{at.name, file.path, "", at.line, 0, at.text};
    bool verbs = false;
    bool phrases = false;
    bool pairs = false;
    std::vector<LexiconEntry> entries;
    std::vector<LexiconProblem> problems;
    if (how == "is") {
      std::string all(rest_of(at).substr(2));
      std::replace(all.begin(), all.end(), ',', '\n');
      entries = read_lexicon(all, false, problems);
    } else if (how == "from") {
      std::string name;
      words >> name;
      std::string option;
      while (words >> option) {
        if (option == "verbs") {
          verbs = true;
          phrases = true;
        } else if (option == "phrases") {
          phrases = true;
        } else if (option == "pairs") {
          pairs = true;
        } else if (option == "kind") {
          words >> info.kind;
          if (info.kind != "thought" && info.kind != "writing") {
            fail_rest(file, at, "not a kind that verbs give", "it is thought or writing");
          }
        } else {
          fail_rest(file, at, "`" + option + "` is no option of a lexicon",
                    "the options are `verbs`, `phrases`, `pairs` and `kind KIND`");
        }
      }
      const fs::path path = fs::path(file.path).parent_path() / name;
      const auto text = read_file(path);
      if (!text) {
        return give_up(name.empty() ? "no file is named" : "cannot read `" + name + "`",
                       "the path is taken from the grammar's own folder");
      }
      entries = read_lexicon(*text, verbs, problems);
      if (!problems.empty()) {
        const GrammarFile words_file{path.string(), split_lines(*text), {}};
        for (const LexiconProblem& problem : problems) {
          const auto length = static_cast<std::uint32_t>(words_file.lines[problem.line - 1].size());
          errors_.push_back(
              diagnose(words_file, problem.line, 1, length, problem.message, problem.hint));
        }
      }
    } else {
      return give_up("a lexicon is written `from FILE` or `is WORD, WORD`", "");
    }
    if (pairs) {
      for (LexiconEntry& entry : entries) {
        if (entry.tokens != 2) continue;
        const std::size_t blank = entry.text.find(' ');
        grammar_->full_forms[entry.text.substr(0, blank)] = entry.text.substr(blank + 1);
        entry.text.resize(blank);
        entry.tokens = 1;
      }
    }
    info.words = static_cast<std::uint32_t>(entries.size());
    add_entries(file, at, entries, verbs, phrases, info.kind);
    grammar_->lexicons.push_back(std::move(info));
  }

  void add_entries(const GrammarFile& file, const Statement& at,
                   const std::vector<LexiconEntry>& entries, bool verbs, bool phrases,
                   const std::string& kind) {
    const auto lexicon = [&](const std::string& name) {
      const int number = grammar_->vocabulary.add_lexicon(name);
      if (number < 0)
        fail(file, at, fmt::format("more than {} lexicons", Vocabulary::kMostLexicons));
      return number;
    };
    std::vector<std::pair<VerbForm, std::string>> names = {{VerbForm::kPlain, at.name}};
    if (verbs) {
      names.emplace_back(VerbForm::kFinite, at.name + ".fin");
      names.emplace_back(VerbForm::kPast, at.name + ".past");
      names.emplace_back(VerbForm::kIng, at.name + ".ing");
      names.emplace_back(VerbForm::kParticiple, at.name + ".part");
    }
    std::array<int, kVerbForms> numbers{};
    for (const auto& [form, name] : names) {
      const int number = lexicon(name);
      if (number < 0) return;
      if (form == VerbForm::kPlain && !kind.empty())
        grammar_->verb_kinds.emplace_back(number, kind);
      numbers[static_cast<std::size_t>(form)] = number;
    }
    for (const LexiconEntry& entry : entries) {
      const int plain = numbers[static_cast<std::size_t>(VerbForm::kPlain)];
      const int form = numbers[static_cast<std::size_t>(entry.form)];
      if (entry.tokens == 1) {
        grammar_->vocabulary.add_word(entry.text, plain, form);
      } else if (phrases) {
        grammar_->vocabulary.add_phrase(entry.text, plain, form);
      } else {  // no verb
        auto& sequences = sequences_.by_name[at.name];
        std::istringstream parts{entry.text};
        std::vector<std::string> tokens{std::istream_iterator<std::string>(parts), {}};
        if (std::find(sequences.begin(), sequences.end(), tokens) == sequences.end())
          sequences.push_back(std::move(tokens));
      }
    }
  }

  ReadPattern read_pattern(const GrammarFile& file, const SourceText& source) {
    ReadPattern pattern{&file, source, parse_pattern(source.text)};
    for (const PatternError& error : pattern.tree.errors) {
      errors_.push_back(diagnose(file, source, error.at, error.length, error.message, error.hint));
    }
    return pattern;
  }

  void take_rule(const GrammarFile& file, const Statement& at) {
    const bool known = std::any_of(rules_.begin(), rules_.end(),
                                   [&](const OpenRule& r) { return r.rule.id == at.name; });
    if (known) {
      taken_[fs::path(file.path).parent_path().string()].push_back(
          diagnose(file, at.line, at.name_column, static_cast<std::uint32_t>(at.name.size()),
                   "a rule of this name is there already", "names tell rules apart in the ledger"));
      return;
    }
    if (rules_.size() == kMostRules) {
      fail(file, at, fmt::format("more than {} rules", kMostRules));
      return;
    }
    OpenRule open;
    open.file = &file;
    open.statement = &at;
    open.rule.id = at.name;
    open.rule.key = part_key(at.name);
    open.rule.file = file.path;
    open.rule.line = at.line;
    open.rule.text = at.text;
    bool has_find = false;
    bool has_at = false;
    for (const Statement& field : at.fields) {
      if (field.keyword == "find") {
        if (has_find) fail_rest(file, field, "a second `find`", "write two rules, or a choice");
        open.find = read_pattern(file, field.rest);
        has_find = true;
      } else if (field.keyword == "unless") {
        open.unless.push_back(read_pattern(file, field.rest));
      } else if (field.keyword == "at") {
        take_stage(file, field, open.rule);
        has_at = true;
      } else if (field.keyword == "kind") {
        open.rule.kind = std::string(rest_of(field));
        static constexpr std::string_view kKinds[] = {"direct", "fragment", "term", "thought",
                                                      "writing"};
        if (std::find(std::begin(kKinds), std::end(kKinds), open.rule.kind) == std::end(kKinds)) {
          fail_rest(file, field, "not a kind of quote",
                    "the kinds are direct, fragment, term, thought, writing");
        }
      } else {
        open.rule.examples.push_back(
            {field.keyword == "yes", field.rest, file.lines[field.line - 1]});
      }
    }
    const auto count = [&](bool yes) {
      return std::count_if(open.rule.examples.begin(), open.rule.examples.end(),
                           [&](const Example& e) { return e.yes == yes; });
    };
    if (!has_find)
      fail(file, at, "the rule has no `find`", "find <quote,> <verb:say> <speaker:Name>");
    if (!has_at) fail(file, at, "the rule has no `at`", "at cue 90");
    if (count(true) == 0)
      fail(file, at, "the rule has no `yes` example",
           "a rule is shown with one text that it is for, and one that it is not for");
    if (count(false) == 0)
      fail(file, at, "the rule has no `no` example",
           "a rule is shown with one text that it is for, and one that it is not for");
    if (has_find) rules_.push_back(std::move(open));
  }

  void take_stage(const GrammarFile& file, const Statement& field, Rule& rule) {
    const std::string_view rest = rest_of(field);
    const std::string_view stage = rest.substr(0, rest.find_first_of(" \t"));
    std::string_view digits = rest.substr(stage.size());
    digits.remove_prefix(std::min(digits.find_first_not_of(" \t"), digits.size()));
    const auto score = read_number(digits);
    if ((stage != "cue" && stage != "term") || !score || *score < 0 || *score > 100) {
      return fail_rest(file, field, "not a stage and a score",
                       "write `at cue 90` or `at term 90`, with a score from 0 to 100");
    }
    rule.stage = stage == "cue" ? Stage::kCue : Stage::kTerm;
    rule.score = *score;
  }

  void parse_rules() {
    if (grammar_->language.empty() && !files_.empty()) {
      errors_.push_back(diagnose(files_.front(), 1, 1, 1, "no `language` is named",
                                 "write `language en` below `grammar 1`"));
    }
  }

  void add_literals(const PatternNode& node, std::set<std::string>& names) {
    if (node.kind == PatternNode::Kind::kWord) grammar_->vocabulary.add_literal(node.text);
    if (node.kind == PatternNode::Kind::kClass) {
      add_quoted_words(node.text);
      names.insert(node.text);
    }
    for (const auto& child : node.children) add_literals(*child, names);
  }

  void add_quoted_words(std::string_view expression) {
    for (std::size_t at = expression.find('\''); at != std::string_view::npos;
         at = expression.find('\'', at)) {
      const std::size_t end = expression.find('\'', at + 2);
      if (end == std::string_view::npos) return;
      grammar_->vocabulary.add_literal(fold_token(expression.substr(at + 1, end - at - 1)));
      at = end + 1;
    }
  }

  void add_literals() {
    std::set<std::string> names;
    const auto all = [&](const ReadPattern& pattern) {
      if (pattern.tree.root) add_literals(*pattern.tree.root, names);
    };
    for (const auto& [name, pattern] : patterns_) all(pattern);
    for (const OpenRule& open : rules_) {
      all(open.find);
      for (const ReadPattern& pattern : open.unless) all(pattern);
    }
    for (const auto& [name, named] : classes_) add_quoted_words(named.source.text);
    for (const auto& [name, tag] : tags_) add_quoted_words(tag.source.text);
    for (const std::string& name : names) {
      const auto found = sequences_.by_name.find(name);
      if (found == sequences_.by_name.end()) continue;
      for (const auto& words : found->second) {
        for (const std::string& word : words) grammar_->vocabulary.add_literal(word);
      }
    }
  }

  void compile() {
    grammar_->alphabet = Alphabet(grammar_->vocabulary);
    PatternCompiler compiler(grammar_->vocabulary, grammar_->alphabet, sequences_, classes_,
                             patterns_, errors_);
    for (const OpenRule& open : rules_) {
      compiler.collect(open.find);
      for (const ReadPattern& pattern : open.unless) compiler.collect(pattern);
    }
    std::vector<int> tag_sets;
    for (const auto& [name, source] : tags_)
      tag_sets.push_back(compiler.collect_class(source, source.source.text));
    check_unused(compiler);
    if (!errors_.empty() || !compiler.settle(files_.front())) return;
    make_tags(compiler, tag_sets);
    std::map<std::string, std::uint32_t> exclusions;  // by text
    for (OpenRule& open : rules_) {
      if (open.rule.off) continue;
      auto find = compiler.compile(open.find);
      if (!find) continue;
      open.rule.find = std::move(*find);
      const auto speaks = [](const CompiledSide& side) {
        return std::find(side.roles.begin(), side.roles.end(), Role::kSpeaker) != side.roles.end();
      };
      const bool speaker = speaks(open.rule.find.left) || speaks(open.rule.find.right);
      if (speaker != (open.rule.stage == Stage::kCue)) {
        fail(*open.file, *open.statement,
             speaker ? "a term rule with a speaker" : "a cue rule without a speaker",
             "a cue rule names the speaker as <speaker:…>; a term rule says that the quote is "
             "nobody's speech");
        continue;
      }
      bool good = true;
      for (const ReadPattern& pattern : open.unless) {
        const auto known = exclusions.find(pattern.source.text);
        if (known != exclusions.end()) {
          open.rule.unless.push_back(known->second);
          continue;
        }
        auto unless = compiler.compile(pattern);
        good = good && unless.has_value();
        if (!unless) continue;
        const auto index = static_cast<std::uint32_t>(grammar_->exclusions.size());
        grammar_->exclusions.push_back(std::move(*unless));
        exclusions.emplace(pattern.source.text, index);
        open.rule.unless.push_back(index);
      }
      if (good) grammar_->rules.push_back(std::move(open.rule));
    }
    compiler.finish();
    grammar_->needs = compiler.needs();
    grammar_->pairs = compiler.pairs();
  }

  // What no rule names is looked up all the same, but apart: its sets are no part of the grammar.
  void check_unused(const PatternCompiler& used) {
    std::vector<Diagnostic> errors;
    PatternCompiler compiler(grammar_->vocabulary, grammar_->alphabet, sequences_, classes_,
                             patterns_, errors);
    for (const auto& [name, pattern] : patterns_) {
      if (!used.reached(name) && !compiler.reached(name)) compiler.collect(pattern);
    }
    for (const auto& [name, named] : classes_) {
      if (!used.reached(name) && !compiler.reached(name))
        compiler.collect_class({named.file, named.source, {}}, named.source.text);
    }
    for (Diagnostic& error : errors) errors_.push_back(std::move(error));
  }

  // The first tag whose class has a symbol is the symbol's.
  void make_tags(const PatternCompiler& compiler, const std::vector<int>& sets) {
    grammar_->tags = {"other"};
    grammar_->tag_of.assign(grammar_->alphabet.symbol_count(), 0);
    grammar_->tag_keys = {part_key("other")};
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      grammar_->tag_keys.push_back(part_key(tags_[i].first));
      grammar_->tags.push_back(tags_[i].first);
      for (std::size_t symbol = 0; symbol < grammar_->tag_of.size(); ++symbol) {
        if (grammar_->tag_of[symbol] == 0 &&
            compiler.symbols_of(sets[i]).has(static_cast<Symbol>(symbol))) {
          grammar_->tag_of[symbol] = static_cast<std::uint8_t>(i + 1);
        }
      }
    }
  }

  std::vector<std::pair<std::string, ReadPattern>> tags_;  // name, class
  std::shared_ptr<Grammar> grammar_ = std::make_shared<Grammar>();
  std::vector<Diagnostic> errors_;
  std::map<std::string, std::vector<Diagnostic>> taken_;  // rule names that were there, by folder
  bool missing_files_ = false;  // then names may be missing that are there
  std::list<GrammarFile> files_;
  LexiconSequences sequences_;
  std::map<std::string, NamedClass> classes_;
  std::map<std::string, ReadPattern> patterns_;
  std::list<OpenRule> rules_;
};

}  // namespace

GrammarLoad load_grammar(const std::vector<std::string>& folders) { return Loader().load(folders); }

std::vector<RuleSummary> summarize(const Grammar& grammar) {
  std::vector<RuleSummary> out;
  for (const Rule& rule : grammar.rules) {
    out.push_back({rule.id, "rule", rule.file, rule.line, rule.score, 0, rule.text});
  }
  for (const LexiconInfo& lexicon : grammar.lexicons) {
    out.push_back(
        {lexicon.name, "lexicon", lexicon.file, lexicon.line, 0, lexicon.words, lexicon.text});
  }
  for (const PatternInfo& pattern : grammar.patterns) {
    out.push_back({pattern.name, "pattern", pattern.file, pattern.line, 0, 0, pattern.text});
  }
  return out;
}

}  // namespace quoteledger
