#include "quoteledger/grammar/token_regex.h"

#include <algorithm>
#include <charconv>

#include "quoteledger/tokens/tokens.h"

namespace quoteledger {
namespace {

using Node = PatternNode;
using NodePtr = std::unique_ptr<PatternNode>;

constexpr int kDeepest = 64;       // groups in groups
constexpr int kMostRepeats = 200;  // RE2's own limit is 1000; a window has no more tokens than this

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  PatternTree parse() {
    PatternTree tree;
    tree.root = choice();
    if (!failed_ && at_ < text_.size()) {
      fail(at_, 1, "a `)` without its `(`", "write \\) for the mark itself");
    }
    tree.errors = std::move(errors_);
    return tree;
  }

 private:
  NodePtr make(Node::Kind kind, std::size_t at) {
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->at = static_cast<std::uint32_t>(at);
    return node;
  }

  void fail(std::size_t at, std::size_t length, std::string message, std::string hint = "") {
    if (!failed_) {
      errors_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(length),
                         std::move(message), std::move(hint)});
    }
    failed_ = true;
  }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) {
      ++at_;
    }
  }

  NodePtr choice() {
    const std::size_t begin = at_;
    if (++depth_ > kDeepest) {
      fail(begin, 1, "groups are nested too deep",
           "give the inner part a name of its own with `pattern`");
    }
    auto first = sequence();
    skip_space();
    if (!failed_ && at_ < text_.size() && text_[at_] == '|') {
      auto node = make(Node::Kind::kChoice, begin);
      node->children.push_back(std::move(first));
      while (!failed_ && at_ < text_.size() && text_[at_] == '|') {
        ++at_;
        node->children.push_back(sequence());
        skip_space();
      }
      node->length = static_cast<std::uint32_t>(std::max<std::size_t>(1, at_ - begin));
      first = std::move(node);
    }
    --depth_;
    return first;
  }

  NodePtr sequence() {
    auto node = make(Node::Kind::kSequence, at_);
    while (!failed_) {
      skip_space();
      if (at_ >= text_.size() || text_[at_] == '|' || text_[at_] == ')') {
        break;
      }
      node->children.push_back(repeated());
    }
    node->length = static_cast<std::uint32_t>(at_ - node->at);
    return node;
  }

  NodePtr repeated() {
    auto inner = atom();
    bool counted = false;
    while (!failed_ && at_ < text_.size()) {
      int least = 0;
      int most = -1;
      const std::size_t begin = at_;
      const char mark = text_[at_];
      if (mark == '?') {
        most = 1;
        ++at_;
      } else if (mark == '*') {
        ++at_;
      } else if (mark == '+') {
        least = 1;
        ++at_;
      } else if (mark == '{') {
        if (!counts(least, most)) {
          break;
        }
      } else {
        break;
      }
      if (counted) {
        fail(begin, at_ - begin, "a count behind a count",
             "put the part that is counted twice into a group: (a*){2}");
        break;
      }
      counted = true;
      auto node = make(Node::Kind::kRepeat, begin);
      node->least = least;
      node->most = most;
      if (at_ < text_.size() && text_[at_] == '?') {
        node->lazy = true;
        ++at_;
      }
      node->length = static_cast<std::uint32_t>(at_ - begin);
      node->children.push_back(std::move(inner));
      inner = std::move(node);
    }
    return inner;
  }

  bool counts(int& least, int& most) {
    const std::size_t begin = at_;
    const std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) {
      fail(begin, 1, "a `{` without its `}`", "a count is written {2} or {0,4}");
      return false;
    }
    const std::string_view body = text_.substr(begin + 1, close - begin - 1);
    const std::size_t comma = body.find(',');
    const auto number = [&](std::string_view digits, int& value) {
      const auto got = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      return got.ec == std::errc() && got.ptr == digits.data() + digits.size();
    };
    bool good = number(body.substr(0, comma), least);
    most = least;
    if (good && comma != std::string_view::npos) {
      good = number(body.substr(comma + 1), most);
    }
    if (!good || least < 0 || most < least) {
      fail(begin, close - begin + 1, "not a count", "a count is written {2} or {0,4}");
      return false;
    }
    if (most > kMostRepeats) {
      fail(begin, close - begin + 1, "a count of more than 200",
           "no window of tokens is longer than that");
      return false;
    }
    at_ = close + 1;
    return true;
  }

  NodePtr atom() {
    const char mark = text_[at_];
    if (mark == '(') {
      const std::size_t begin = at_;
      ++at_;
      if (text_.substr(at_, 2) == "?:") {
        at_ += 2;
      }
      auto inner = choice();
      close_group(begin);
      return inner;
    }
    if (mark == '<') {
      return angle();
    }
    if (mark == '?' || mark == '*' || mark == '+' || mark == '{') {
      fail(at_, 1, std::string("nothing stands before `") + mark + "`",
           "write \\" + std::string(1, mark) + " for the mark itself");
      return make(Node::Kind::kSequence, at_);
    }
    if (mark == '>' || mark == '}') {
      fail(at_, 1, std::string("a stray `") + mark + "`", "");
      return make(Node::Kind::kSequence, at_);
    }
    return word();
  }

  void close_group(std::size_t begin) {
    if (failed_) {
      return;
    }
    if (at_ >= text_.size() || text_[at_] != ')') {
      fail(begin, 1, "a `(` without its `)`", "write \\( for the mark itself");
      return;
    }
    ++at_;
  }

  NodePtr word() {
    const std::size_t begin = at_;
    if (text_[at_] == '\\') {
      ++at_;
      if (at_ >= text_.size()) {
        fail(begin, 1, "a `\\` with nothing behind it", "");
        return make(Node::Kind::kWord, begin);
      }
    }
    const std::size_t start = at_;
    at_ += first_token(text_.substr(at_)).length;
    auto node = make(Node::Kind::kWord, begin);
    node->text = fold_token(text_.substr(start, at_ - start));
    node->length = static_cast<std::uint32_t>(at_ - begin);
    return node;
  }

  NodePtr angle() {
    const std::size_t begin = at_;
    ++at_;
    const std::size_t colon = text_.find_first_of(":>", at_);
    if (colon == std::string_view::npos) {
      fail(begin, 1, "a `<` without its `>`", "a class is written <Name>, a role <speaker:Name>");
      return make(Node::Kind::kClass, begin);
    }
    if (text_[colon] == ':') {
      return capture(begin, colon);
    }
    std::string_view body = text_.substr(at_, colon - at_);
    at_ = colon + 1;
    const bool quote = body.starts_with("quote") &&
                       body.find_first_not_of("0,.?-aAsStTh", 5) == std::string_view::npos;
    auto node = make(quote ? Node::Kind::kQuote : Node::Kind::kClass, begin);
    node->text = std::string(quote ? body.substr(5) : body);
    node->length = static_cast<std::uint32_t>(at_ - begin);
    return node;
  }

  NodePtr capture(std::size_t begin, std::size_t colon) {
    auto node = make(Node::Kind::kCapture, begin);
    node->text = std::string(text_.substr(at_, colon - at_));
    at_ = colon + 1;
    if (at_ < text_.size() && text_[at_] == '(') {
      const std::size_t open = at_;
      ++at_;
      node->children.push_back(choice());
      close_group(open);
      if (!failed_ && (at_ >= text_.size() || text_[at_] != '>')) {
        fail(begin, colon - begin, "a role's `(…)` without the `>` that ends it", "");
      }
      ++at_;
    } else {
      const std::size_t close = text_.find('>', at_);
      if (close == std::string_view::npos) {
        fail(begin, 1, "a `<` without its `>`", "a role is written <speaker:Name>");
        return node;
      }
      auto inner = make(Node::Kind::kClass, at_);
      inner->text = std::string(text_.substr(at_, close - at_));
      inner->length = static_cast<std::uint32_t>(close - at_);
      node->children.push_back(std::move(inner));
      at_ = close + 1;
    }
    node->length = static_cast<std::uint32_t>(at_ - begin);
    return node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
  std::vector<PatternError> errors_;
};

}  // namespace

PatternTree parse_pattern(std::string_view text) { return Parser(text).parse(); }

}  // namespace quoteledger
