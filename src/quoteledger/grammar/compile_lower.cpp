#include "quoteledger/grammar/compile.h"

#include <fmt/format.h>

#include <algorithm>

#include "quoteledger/base/trim.h"
#include "quoteledger/grammar/compile_parts.h"

namespace quoteledger {
namespace {

constexpr std::size_t kMostParts = 200000;  // of one pattern, with those that it names written out

}  // namespace

bool PatternCompiler::join_sets(const ReadPattern& where, const PatternNode& node, Part& choice) {
  // A sequence of one set is that set.
  const auto set_in = [](const Part& part) {
    const Part* inner = &part;
    while (true) {
      if (inner->kind == Part::Kind::kNamed) {
        inner = &inner->named->part;
      } else if (inner->kind == Part::Kind::kSequence && inner->parts.size() == 1) {
        inner = &inner->parts.front();
      } else {
        break;
      }
    }
    return inner->kind == Part::Kind::kSet ? inner->set : -1;
  };
  std::vector<Part> joined;
  for (std::size_t i = 0; i < choice.parts.size();) {
    std::size_t end = i;
    std::string key = "\x02";
    while (end < choice.parts.size() && set_in(choice.parts[end]) >= 0)
      key += fmt::format("|{}", set_in(choice.parts[end++]));
    if (end - i < 2) {
      joined.push_back(std::move(choice.parts[i++]));
      continue;
    }
    auto known = set_index_.find(key);
    if (known == set_index_.end()) {
      if (!room_for_set(where, node.at, node.length)) return false;
      TokenSet sum(alphabet_.size());
      for (std::size_t p = i; p < end; ++p)
        sum.merge(sets_[static_cast<std::size_t>(set_in(choice.parts[p]))]);
      known = set_index_.emplace(key, static_cast<int>(sets_.size())).first;
      sets_.push_back(std::move(sum));
    }
    Part part;
    part.kind = Part::Kind::kSet;
    part.set = known->second;
    joined.push_back(std::move(part));
    i = end;
  }
  choice.parts = std::move(joined);
  if (choice.parts.size() == 1) {
    Part only = std::move(choice.parts.front());
    choice = std::move(only);
  }
  return true;
}

// Is there room for so many more parts, so deep?
bool PatternCompiler::fits_in(const ReadPattern& where, const PatternNode& node, int depth,
                              std::size_t parts) {
  if (depth > kDeepest) {
    fail(where, node.at, node.length, "patterns are nested too deep",
         "use fewer groups in groups, and patterns in patterns");
    return false;
  }
  deepest_ = std::max(deepest_, depth);
  const bool told = parts_ > kMostParts;
  parts_ += parts;
  if (parts_ > kMostParts) {
    if (!told) {
      fail(where, node.at, node.length, "the pattern is too large when it is written out",
           "use fewer patterns in patterns, or lexicons instead of choices");
    }
    return false;
  }
  return true;
}

bool PatternCompiler::lower_named(const ReadPattern& where, const PatternNode& node,
                                  const std::string& name, const ReadPattern& pattern, Part& out,
                                  int depth) {
  out.kind = Part::Kind::kNamed;
  if (const auto known = named_.find(name); known != named_.end()) {
    out.named = known->second;
    return fits_in(where, node, depth + out.named->depth, out.named->parts) && out.named->good;
  }
  if (!open_names_.insert(name).second) {
    fail(where, node.at, node.length, fmt::format("the pattern `{}` contains itself", name), "");
    return false;
  }
  out.named = std::make_shared<Named>();
  const std::size_t parts = parts_;
  const int deepest = deepest_;
  deepest_ = depth;
  out.named->good = lower(pattern, *pattern.tree.root, out.named->part, depth + 1);
  open_names_.erase(name);
  out.named->parts = parts_ - parts;
  out.named->depth = deepest_ - depth;
  deepest_ = std::max(deepest, deepest_);
  // What was too large here may have room elsewhere.
  if (parts_ <= kMostParts) named_.emplace(name, out.named);
  return out.named->good;
}

bool PatternCompiler::lower(const ReadPattern& where, const PatternNode& node, Part& out,
                            int depth) {
  if (!fits_in(where, node, depth, 1)) return false;
  const auto all = [&](Part::Kind kind) {
    out.kind = kind;
    bool good = true;
    for (const auto& child : node.children) {
      if (parts_ > kMostParts) return false;
      Part part;
      good = lower(where, *child, part, depth + 1) && good;
      out.parts.push_back(std::move(part));
    }
    return good;
  };
  switch (node.kind) {
    case PatternNode::Kind::kSequence:
      return all(Part::Kind::kSequence);
    case PatternNode::Kind::kChoice:
      return all(Part::Kind::kChoice) && join_sets(where, node, out);
    case PatternNode::Kind::kRepeat:
      out.least = node.least;
      out.most = node.most;
      out.lazy = node.lazy;
      return all(Part::Kind::kRepeat);
    case PatternNode::Kind::kCapture: {
      for (std::size_t i = 0; i < static_cast<std::size_t>(Role::kCount); ++i) {
        if (node.text == role_name(static_cast<Role>(i))) {
          out.role = static_cast<Role>(i);
          return all(Part::Kind::kCapture);
        }
      }
      fail(where, node.at + 1, static_cast<std::uint32_t>(node.text.size()),
           fmt::format("there is no role `{}`", node.text),
           "the roles are speaker, verb, addressee, role, source");
      return false;
    }
    case PatternNode::Kind::kWord:
      out.kind = Part::Kind::kSet;
      out.set = literal_set(where, node, node.text);
      return out.set >= 0;
    case PatternNode::Kind::kQuote:
      fail(where, node.at, node.length, "the quote stands inside a group",
           "a rule's <quote> stands at the top of its pattern, once");
      return false;
    case PatternNode::Kind::kClass:
      break;
  }
  const std::string name(trim(node.text));
  if (const auto pattern = patterns_.find(name); pattern != patterns_.end()) {
    reached_.insert(name);
    if (!pattern->second.tree.errors.empty()) return false;
    return lower_named(where, node, name, pattern->second, out, depth);
  }
  const std::uint32_t inside = where.source.text.compare(node.at, 1, "<") == 0 ? 1 : 0;
  const int set = set_of(where, node.at + inside, node.length, node.text);
  if (set < 0) return false;
  const auto sequences = sequences_.by_name.find(name);
  Part single;
  single.kind = Part::Kind::kSet;
  single.set = set;
  if (sequences == sequences_.by_name.end() || sequences->second.empty()) {
    out = std::move(single);
    return true;
  }
  out.kind = Part::Kind::kChoice;
  for (const auto& words : sequences->second) {
    Part sequence;
    for (const std::string& word : words) {
      Part part;
      part.kind = Part::Kind::kSet;
      part.set = literal_set(where, node, word);
      if (part.set < 0) return false;
      ++parts_;
      sequence.parts.push_back(std::move(part));
    }
    out.parts.push_back(std::move(sequence));
  }
  out.parts.push_back(std::move(single));
  return true;
}

}  // namespace quoteledger
