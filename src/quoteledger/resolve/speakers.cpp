#include "quoteledger/resolve/speakers.h"

#include <string>
#include <string_view>
#include <unordered_map>

#include "quoteledger/base/text_index.h"
#include "quoteledger/resolve/dialogue.h"
#include "quoteledger/resolve/mention.h"
#include "quoteledger/resolve/told.h"

namespace quoteledger {
namespace {

class SceneMaker {
 public:
  SceneMaker(Frames& frames, std::vector<Attribution>& attributions)
      : frames_(frames), attributions_(attributions) {}

  SpeakerScene run(const std::vector<ListedPerson>& listed, NameWords& words) {
    scene_.limits = cast_limits(frames_.grammar().weights);
    scene_.salience = salience_weights(frames_.grammar().weights);
    scene_.dialogue = is_dialogue();
    if (!scene_.dialogue) carry_over_paragraphs(frames_, attributions_);
    std::vector<Mention> mentions;
    const std::size_t quotes = attributions_.size();
    scene_.outer.reserve(quotes);
    scene_.spans.reserve(quotes);
    scene_.quotes.reserve(quotes);
    mentions.reserve(quotes);
    for (std::uint32_t i = 0; i < attributions_.size(); ++i) {
      const Stretch& stretch = frames_.stretches()[i];
      if (stretch.parent != Stretch::kNone) continue;
      scene_.outer.push_back(i);
      scene_.spans.push_back(spoken(i));
      mentions.push_back(mention_of(i));
    }
    find_bearers(mentions);
    if (!scene_.dialogue) find_anaphors(mentions);
    for (std::size_t k = 0; k < scene_.outer.size(); ++k) {
      const Stretch& stretch = frames_.stretches()[scene_.outer[k]];
      scene_.quotes.push_back({scene_.spans[k], stretch.paragraph, mentions[k],
                               speaks(scene_.outer[k]), k > 0 && goes_on(k),
                               attributions_[scene_.outer[k]].addressee});
    }
    frames_.keep_sentences_only();  // mentions are read
    scene_.cast = build_cast(scene_.text(frames_.document()), mentions, listed, words);
    return std::move(scene_);
  }

 private:
  // In a dialogue much of the speech names nobody, is short, and goes from one to the other; elsewhere such speech goes
  // on with the speaker before. In a long text a fair number of such quotes is enough.
  [[nodiscard]] bool is_dialogue() const {
    std::size_t direct = 0;
    std::size_t bare = 0;
    std::size_t bytes = 0;
    double brief = 0;  // of the bare ones
    bool asked = false;
    const auto weight = [&](const char* name, double otherwise) {
      return frames_.grammar().weight(name, otherwise);
    };
    for (std::size_t i = 0; i < attributions_.size(); ++i) {
      const Attribution& at = attributions_[i];
      if (at.kind == Kind::kFragment || at.kind == Kind::kTerm || at.headline) continue;
      ++direct;
      asked =
          asked || ends_as_question(slice(frames_.document().text, frames_.stretches()[i].span));
      if (at.credited || !opens_paragraph(frames_.stretches()[i])) continue;
      ++bare;
      const std::size_t size = frames_.stretches()[i].inner.size();
      bytes += size;
      brief += static_cast<double>(size) <= weight("dialogue-brief", 50) ? 1 : 0;
    }
    const auto count = static_cast<double>(bare);
    if (count >= weight("dialogue-many", 25)) return true;
    // A few lines of talk are one where they are short, many of them bare, and somebody asks or all are very short.
    const double least = weight("dialogue-least", 4);
    if (count < least) {
      const double longest = asked ? weight("talk-bytes", 40) : weight("talk-bytes-unasked", 20);
      return count >= 2 && count >= weight("talk-share", 0.33) * static_cast<double>(direct) &&
             static_cast<double>(bytes) <= longest * count;
    }
    // One long speech makes no report of a talk.
    if (brief >= least &&
        brief >= weight("dialogue-brief-share", 0.15) * static_cast<double>(direct))
      return true;
    return count >= weight("dialogue-share", 0.2) * static_cast<double>(direct) &&
           static_cast<double>(bytes) <= weight("dialogue-bytes", 100) * count;
  }

  [[nodiscard]] bool opens_paragraph(const Stretch& quote) const {
    return quote.span.begin == frames_.document().paragraphs[quote.paragraph].begin;
  }

  [[nodiscard]] bool speaks(std::uint32_t i) const {
    const Attribution& at = attributions_[i];
    if (at.credited) return true;
    return scene_.dialogue && at.kind == Kind::kDirect && !at.term;
  }

  // What is said of a quote: all of it but a label.
  [[nodiscard]] Span spoken(std::uint32_t i) const {
    const Span span = frames_.stretches()[i].span;
    return names_itself(frames_.stretches()[i], attributions_[i])
               ? Span{attributions_[i].mention.end, span.end}
               : span;
  }

  [[nodiscard]] bool goes_on(std::size_t k) const {
    return goes_on_with(frames_.stretches(), attributions_, scene_.outer[k - 1], scene_.outer[k]);
  }

  Mention mention_of(std::uint32_t i) {
    Attribution& at = attributions_[i];
    if (!at.credited) return {};
    const std::uint32_t paragraph = frames_.document().paragraph_of(at.mention.begin);
    const MentionParts parts = read_mention(frames_, paragraph, at.mention);
    if (at.role.empty()) at.role = parts.role;
    if (parts.owner) at.words = parts.core;
    return {parts.core, parts.kind};
  }

  // A role that points to one name in the text means its bearer.
  void find_bearers(std::vector<Mention>& mentions) {
    std::vector<Span> roles(mentions.size());
    RoleIndex index;
    for (std::size_t k = 0; k < mentions.size(); ++k) {
      if (mentions[k].kind == MentionKind::kNone || mentions[k].kind == MentionKind::kPronoun)
        continue;
      const Span mention = attributions_[scene_.outer[k]].mention;
      // “the mayor, Kim Soto, said”: it has its name beside it.
      if (mentions[k].kind == MentionKind::kName && mentions[k].span.begin >= mention.end) continue;
      // A "who" stands for the phrase before it.
      roles[k] =
          role_of(frames_, mentions[k].span.end <= mention.begin ? mentions[k].span : mention);
      if (!roles[k].empty()) index.want(slice(frames_.document().text, roles[k]));
    }
    const std::string_view text = frames_.document().text;
    index.fill(text);
    std::unordered_map<std::string_view, std::vector<RolePlace>> places;
    for (std::size_t k = 0; k < mentions.size(); ++k) {
      if (roles[k].empty()) continue;
      const auto [at_role, fresh] = places.try_emplace(slice(text, roles[k]));
      if (fresh) at_role->second = names_beside(frames_, index, at_role->first);
      const Span bearer = find_bearer(text, at_role->second, roles[k]);
      if (bearer.empty()) continue;
      Attribution& at = attributions_[scene_.outer[k]];
      if (at.role.empty()) at.role = at.mention;
      mentions[k] = {bearer, MentionKind::kName};
    }
  }

  // “The candidate”, where no candidate was introduced: somebody who was named before.
  void find_anaphors(std::vector<Mention>& mentions) {
    std::vector<Span> nouns(mentions.size());
    RoleIndex index;
    const std::string_view text = frames_.document().text;
    for (std::size_t k = 0; k < mentions.size(); ++k) {
      if (mentions[k].kind != MentionKind::kDescription) continue;
      nouns[k] = plain_noun_of(frames_, mentions[k].span);
      if (!nouns[k].empty()) index.want(slice(text, nouns[k]));
    }
    index.fill(text);
    std::unordered_map<std::string_view, std::uint32_t> first_places;
    for (std::size_t k = 0; k < mentions.size(); ++k) {
      if (nouns[k].empty()) continue;
      const auto [first, fresh] = first_places.try_emplace(slice(text, nouns[k]));
      if (fresh) first->second = introduced(frames_, index, first->first);
      mentions[k].anaphor = first->second >= nouns[k].begin;
    }
  }

  Frames& frames_;
  std::vector<Attribution>& attributions_;
  SpeakerScene scene_;
};

// The last place before the quote that names the member, else the first behind; empty for one that no name means.
Span nearest_name(const Cast& cast, std::uint32_t member, Span quote) {
  Span nearest;
  for (std::size_t i = 0; i < cast.scan.names.size(); ++i) {
    if (cast.member_of[i] != member) continue;
    const Span& at = cast.scan.names[i].span;
    if (at.begin >= quote.begin && !nearest.empty()) break;
    nearest = at;
  }
  return nearest;
}

class Resolver {
 public:
  Resolver(Frames& frames, std::vector<Attribution>& attributions, const SpeakerOptions& options)
      : frames_(frames), attributions_(attributions), options_(options) {}

  Cast run() {
    SpeakerScene scene = set_scene(frames_, attributions_, options_.listed, options_.words);
    dialogue_ = scene.dialogue;
    const Resolution resolution =
        resolve_speakers({scene.dialogue, scene.text(frames_.document()), scene.quotes, scene.cast,
                          scene.salience, options_.explain},
                         scene.dialogue ? options_.weights : options_.report_weights);
    named_.resize(scene.cast.members.size());
    for (std::size_t k = 0; k < scene.outer.size(); ++k)
      settle(scene.outer[k], resolution, k, scene.cast);
    for (std::uint32_t i = 0; i < attributions_.size(); ++i) {
      if (frames_.stretches()[i].parent != Stretch::kNone) settle_nested(i, scene.cast);
    }
    return std::move(scene.cast);
  }

 private:
  void settle(std::uint32_t i, const Resolution& resolution, std::size_t quote, Cast& cast) {
    Attribution& at = attributions_[i];
    const Resolved& resolved = resolution.quotes[quote];
    if (resolved.member == kNobody || (!at.credited && !dialogue_)) return;
    at.member = resolved.member;
    give_name(cast, resolved.member);
    if (at.sieve == Sieve::kNone || !at.credited) at.sieve = resolved.sieve;
    at.score = at.credited ? at.score * resolved.confidence : 100.0 * resolved.confidence;
    at.credited = true;
    if (!options_.explain) return;
    for (const SpeakerRival& rival : resolution.rivals[resolved.turn]) {
      give_name(cast, rival.member);
      at.considered->speakers.push_back(
          {rival.member, nearest_name(cast, rival.member, frames_.stretches()[i].span),
           resolved.sieve, rival.chance});
    }
  }

  // The name that the ledger calls a member by.
  void give_name(Cast& cast, std::uint32_t member) {
    if (named_[member] || !options_.listed.empty()) return;
    named_[member] = true;
    std::string& name = cast.members[member].name;
    name = without_office(frames_, name);
  }

  // A quote in a quote: its speaker is told inside; whoever says "I" there is the speaker of the outer one.
  void settle_nested(std::uint32_t i, Cast& cast) {
    Attribution& at = attributions_[i];
    if (!at.credited) return;
    const std::string_view mention = slice(frames_.document().text, at.mention);
    const Attribution& outer = attributions_[frames_.stretches()[i].parent];
    const Vocabulary& vocabulary = frames_.grammar().vocabulary;
    if (vocabulary.has("i", fold_token(mention)) && outer.credited) {
      at.member = outer.member;
      at.sieve = Sieve::kOuterQuote;
      return;
    }
    if (by_alias_.empty()) {
      for (std::uint32_t m = 0; m < cast.members.size(); ++m) {
        for (const std::string& alias : cast.members[m].aliases) {
          const std::uint32_t tag = TextIndex::tag_of(alias);
          if (by_alias_.find(alias, tag) == TextIndex::kNone) by_alias_.add(alias, tag, m);
        }
      }
    }
    if (const std::uint32_t found = by_alias_.find(mention); found != TextIndex::kNone) {
      at.member = found;
      if (at.sieve == Sieve::kNone) at.sieve = Sieve::kName;
      give_name(cast, at.member);
    }
  }

  Frames& frames_;
  std::vector<Attribution>& attributions_;
  const SpeakerOptions& options_;
  TextIndex by_alias_;       // the first member that has it
  std::vector<bool> named_;  // by member
  bool dialogue_ = false;
};

}  // namespace

SpeakerScene set_scene(Frames& frames, std::vector<Attribution>& attributions,
                       const std::vector<ListedPerson>& listed, NameWords& words) {
  return SceneMaker(frames, attributions).run(listed, words);
}

Cast resolve(Frames& frames, std::vector<Attribution>& attributions,
             const SpeakerOptions& options) {
  return Resolver(frames, attributions, options).run();
}

}  // namespace quoteledger
