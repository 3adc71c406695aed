#include "quoteledger/cast/cluster.h"

#include <algorithm>
#include <memory_resource>
#include <numeric>
#include <unordered_set>
#include <utility>

#include "quoteledger/base/text_index.h"
#include "quoteledger/cast/acronym.h"

namespace quoteledger {
namespace {

// People of one last or given name that a shorter name is compared with, so that the time stays linear: of more than a
// thousand, a title or a pronoun tells nobody.
constexpr std::size_t kMostNamesakes = 1000;

Gender title_gender(FactBits titles) {
  const bool female = has(titles, Fact::kFemaleTitle);
  const bool male = has(titles, Fact::kMaleTitle);
  if (female == male) return Gender::kUnknown;
  return female ? Gender::kFemale : Gender::kMale;
}

Gender given_gender(FactBits bits) {
  const bool female = has(bits, Fact::kFemaleName);
  const bool male = has(bits, Fact::kMaleName);
  if (female == male) return Gender::kUnknown;
  return female ? Gender::kFemale : Gender::kMale;
}

bool clash(Gender a, Gender b) { return a != Gender::kUnknown && b != Gender::kUnknown && a != b; }

bool is_initial(std::string_view word) { return word.ends_with('.') || word.size() == 1; }

// A person in the making. Views are into the forms. Thousands are made and left behind at once: their lists stand in one
// block of memory.
struct Draft {
  explicit Draft(std::pmr::memory_resource* memory)
      : words(memory), titled(memory), forms(memory) {}
  std::pmr::vector<std::string_view> words;  // given … last; one word where no more is known
  Gender gender = Gender::kUnknown;
  FactBits titles = 0;
  std::string_view generation;  // "jr"
  std::string_view title;       // the rank that tells it ("colonel"), of a titled single name
  std::pmr::vector<std::string_view> titled;  // ranks that it is listed under
  std::uint32_t uses = 0;
  bool full = false;      // has a given and a last name
  bool definite = false;  // "the Ferryman"
  bool wife = false;      // named by her husband's name
  std::pmr::vector<std::uint32_t> forms;
};

// Drafts by a key, each list in the order in which it was filled; all lists share one block of memory.
class Namesakes {
 public:
  // A list of drafts, as a range for loops.
  class List {
   public:
    struct Iterator {
      const Namesakes* of;
      std::uint32_t at;
      std::uint32_t operator*() const { return of->links_[at].draft; }
      Iterator& operator++() {
        at = of->links_[at].next;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return at != other.at; }
    };
    List(const Namesakes* of, std::uint32_t first) : of_(of), first_(first) {}
    [[nodiscard]] Iterator begin() const { return {of_, first_}; }
    [[nodiscard]] Iterator end() const { return {of_, kEnd}; }

   private:
    const Namesakes* of_;
    std::uint32_t first_;
  };

  // Empty where the key has none.
  [[nodiscard]] List find(std::string_view key) const {
    const std::uint32_t list = index_.find(key);
    return {this, list == TextIndex::kNone ? kEnd : heads_[list].first};
  }
  // The key's bytes must stay.
  void add(std::string_view key, std::uint32_t draft) {
    std::uint32_t list = index_.find(key);
    if (list == TextIndex::kNone) {
      list = static_cast<std::uint32_t>(heads_.size());
      heads_.push_back({});
      index_.add(key, list);
    }
    Head& head = heads_[list];
    if (head.size == kMostNamesakes) return;
    const auto link = static_cast<std::uint32_t>(links_.size());
    links_.push_back({draft, kEnd});
    (head.size == 0 ? head.first : links_[head.last].next) = link;
    head.last = link;
    ++head.size;
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Head {
    std::uint32_t first = kEnd, last = kEnd, size = 0;
  };
  struct Link {
    std::uint32_t draft, next;
  };
  TextIndex index_;
  std::vector<Head> heads_;
  std::vector<Link> links_;
};

class Clusterer {
 public:
  Clusterer(const std::vector<NameForm>& forms, const WordFacts& facts, const CastLimits& limits)
      : forms_(forms), facts_(facts), limits_(limits) {
    home_.assign(forms.size(), {});
    drafts_.reserve(forms.size());
  }

  Clusters run() {
    std::vector<std::uint32_t> order(forms_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto stage_a = stage(forms_[a]);
      const auto stage_b = stage(forms_[b]);
      if (stage_a != stage_b) return stage_a < stage_b;
      return forms_[a].uses > forms_[b].uses;
    });
    std::uint32_t titled_uses = 0;
    std::uint32_t bare_uses = 0;
    for (const NameForm& form : forms_) {
      if (form.words.size() != 1) continue;
      if (has(form.title_facts, Fact::kCivil)) titled_uses += form.uses;
      if (form.title.empty() && (form.first_facts & kGiven) == 0) bare_uses += form.uses;
    }
    civil_ = static_cast<float>(titled_uses) * limits_.civil_share > static_cast<float>(bare_uses);
    for (const std::uint32_t f : order) {
      if (has(forms_[f].title_facts, Fact::kUnmarried) && forms_[f].words.size() == 1)
        maiden_.insert(forms_[f].words[0]);
    }
    for (const std::uint32_t f : order) {
      const NameForm& form = forms_[f];
      if (form.words.empty()) continue;
      switch (stage(form)) {
        case 0:
          full_name(f);
          break;
        case 1:
        case 2:
          titled(f);
          break;
        default:
          single(f);
          break;
      }
    }
    return finish();
  }

 private:
  [[nodiscard]] static std::string with_article(const NameForm& form) {
    return form.article + " " + form.text;
  }
  // "Mercy Hospital", "Young Americans"
  [[nodiscard]] bool ends_as_group(const NameForm& form) const {
    if (form.words.size() < 2) return false;
    const std::string_view last = form.words.back();
    if (has(facts_.of(last), Fact::kOrganisation)) return true;
    return first_token(last).shape == Shape::kPlural && has(facts_.of(last), Fact::kPlace) &&
           (form.first_facts & kGiven) == 0;
  }

  [[nodiscard]] static bool definite(const NameForm& form) { return form.definite * 2 > form.uses; }

  // Full names first, then titled single names (wives last, as their names fit more people), then
  // single words.
  [[nodiscard]] static int stage(const NameForm& form) {
    if (form.words.size() >= 2) return 0;
    if (form.title.empty()) return definite(form) ? 4 : 3;
    return has(form.title_facts, Fact::kMarried) ? 2 : 1;
  }

  [[nodiscard]] std::string_view given_key(std::string_view word) const {
    return facts_.full_form(word);
  }

  // Good until the next call.
  [[nodiscard]] std::string_view full_key(const std::pmr::vector<std::string_view>& words) {
    full_key_ = given_key(words.front());
    full_key_ += '\n';
    full_key_ += words.back();
    return full_key_;
  }

  void index(std::uint32_t d) {
    const Draft& draft = drafts_[d];
    by_last_.add(draft.words.back(), d);
    if (draft.words.size() > 1 || !draft.title.empty())
      by_given_.add(given_key(draft.words.front()), d);
    if (draft.full) by_full_.add(full_keys_.keep(full_key(draft.words)), d);
    if (draft.definite && draft.words.size() > 1) {
      by_definite_.add(draft.words.front(), d);
      if (draft.words.back() != draft.words.front()) by_definite_.add(draft.words.back(), d);
    }
    if (!draft.title.empty()) list_title(d, draft.title);
  }

  void list_title(std::uint32_t d, std::string_view title) {
    auto& titled = drafts_[d].titled;
    if (std::find(titled.begin(), titled.end(), title) != titled.end()) return;
    titled.push_back(title);
    auto& drafts = by_title_[std::string(title)];
    if (drafts.size() < kMostNamesakes) drafts.push_back(d);
  }

  std::uint32_t add(Draft draft) {
    drafts_.push_back(std::move(draft));
    const auto d = static_cast<std::uint32_t>(drafts_.size() - 1);
    index(d);
    return d;
  }

  void join(std::uint32_t d, std::uint32_t f, bool keep_title = true) {
    Draft& draft = drafts_[d];
    const NameForm& form = forms_[f];
    draft.forms.push_back(f);
    draft.uses += form.uses;
    if (draft.generation.empty()) draft.generation = form.generation;
    if (keep_title) draft.titles |= form.title_facts;
    if (draft.gender == Gender::kUnknown || title_gender(form.title_facts) != Gender::kUnknown) {
      const Gender gender = title_gender(form.title_facts);
      if (gender != Gender::kUnknown) draft.gender = gender;
    }
    if (!form.title.empty()) {
      if (draft.title.empty()) draft.title = form.title;
      list_title(d, form.title);
    }
    home_[f].push_back(d);
  }

  void full_name(std::uint32_t f) {
    const NameForm& form = forms_[f];
    std::pmr::vector<std::string_view> words(&memory_);
    words.reserve(form.words.size());
    for (const std::string& word : form.words) {
      if (!is_initial(word)) words.push_back(word);
    }
    const auto first_facts = [&] {
      return words.front() == form.words.front() ? form.first_facts : facts_.of(words.front());
    };
    while (words.size() > 1 && has(first_facts(), Fact::kParticle)) words.erase(words.begin());
    if (words.empty()) words.push_back(form.words.back());
    const Gender by_title = title_gender(form.title_facts);
    const Gender by_given = words.size() > 1 ? given_gender(first_facts()) : Gender::kUnknown;
    const bool wife = has(form.title_facts, Fact::kMarried) && by_given == Gender::kMale;
    if (words.size() == 1) {
      titled_words(f, words.front());
      return;
    }
    for (const std::uint32_t d : by_full_.find(full_key(words))) {
      const Draft& draft = drafts_[d];
      if (draft.wife != wife) continue;
      if (!draft.generation.empty() && !form.generation.empty() &&
          draft.generation != form.generation)
        continue;
      if (clash(draft.gender, by_title) && has(form.title_facts, Fact::kCivil)) continue;
      join(d, f);
      return;
    }
    Draft draft(&memory_);
    draft.words = std::move(words);
    draft.full = true;
    draft.wife = wife;
    draft.definite = definite(form);
    draft.gender = by_title != Gender::kUnknown ? by_title : by_given;
    // "Harbour Institute", but not "Clara Church".
    if (by_title == Gender::kUnknown &&
        ((facts_.of(draft.words.front()) & kGiven) == 0 || draft.definite) &&
        has(facts_.of(draft.words.back()), Fact::kOrganisation))
      draft.gender = Gender::kPlural;
    // "Radio XM"
    if (by_title == Gender::kUnknown && form.generation.empty() && ends_in_acronym(form.text))
      draft.gender = Gender::kPlural;
    const std::uint32_t d = add(std::move(draft));
    join(d, f);
  }

  void titled(std::uint32_t f) { titled_words(f, forms_[f].words.front()); }

  // A title and one name: "Miss Alder", "Captain Alder", "Lady Honora".
  void titled_words(std::uint32_t f, std::string_view word) {
    const NameForm& form = forms_[f];
    const Gender gender = title_gender(form.title_facts);
    const bool civil = has(form.title_facts, Fact::kCivil);
    std::vector<std::uint32_t> fits;
    for (const std::uint32_t d : by_last_.find(word)) {
      const Draft& draft = drafts_[d];
      if (!draft.full || draft.wife || draft.definite) continue;
      if (clash(draft.gender, gender)) continue;
      if (gender == Gender::kUnknown && has(draft.titles, Fact::kCivil)) continue;
      // "Captain Alder" is seldom Clara Alder, but for a text that tells of her and calls nobody Mrs.
      if (gender == Gender::kUnknown && draft.gender == Gender::kFemale &&
          (civil_ || draft.uses < form.uses))
        continue;
      if (civil && !has(form.title_facts, Fact::kUnmarried) && told_apart(draft, form)) continue;
      if (has(form.title_facts, Fact::kMarried) &&
          (has(draft.titles, Fact::kUnmarried) || maiden_.contains(word)))
        continue;
      fits.push_back(d);
    }
    if (fits.empty()) {
      // Another title of the same single name: Dr. and Mr. go together, Mr. and Mrs. do not.
      for (const std::uint32_t d : by_last_.find(word)) {
        const Draft& draft = drafts_[d];
        if (draft.full || draft.wife) continue;
        if (draft.title == form.title ||
            (facts_.full_form(draft.title) == facts_.full_form(form.title)))
          fits.push_back(d);
      }
    }
    if (fits.empty() && !civil) {
      // Where the family's name comes first, a title stands before it: President Lin is President Lin Mei.
      for (const std::uint32_t d : by_given_.find(given_key(word))) {
        if (drafts_[d].full && drafts_[d].title == form.title) fits.push_back(d);
      }
      if (fits.size() > 1) fits.clear();
    }
    if (fits.empty() && gender != Gender::kUnknown &&
        !(civil && has(form.title_facts, Fact::kMarried))) {
      for (const std::uint32_t d : by_given_.find(given_key(word))) {
        const Draft& draft = drafts_[d];
        if (!draft.full || draft.wife || draft.words.front() == draft.words.back()) continue;
        if (clash(draft.gender, gender)) continue;
        if (has(draft.titles, Fact::kCivil) != civil && draft.titles != 0) continue;
        fits.push_back(d);
      }
      std::sort(fits.begin(), fits.end(),
                [&](auto a, auto b) { return drafts_[a].uses > drafts_[b].uses; });
      if (fits.size() > 1) fits.resize(1);
    }
    // Of two senators by one name the one told of far more often; else a man.
    if (fits.size() > 1 && gender == Gender::kUnknown) {
      std::stable_sort(fits.begin(), fits.end(),
                       [&](auto a, auto b) { return drafts_[a].uses > drafts_[b].uses; });
      if (drafts_[fits[0]].uses >= 2 * drafts_[fits[1]].uses) {
        fits.resize(1);
      } else {
        std::erase_if(fits, [&](auto d) { return drafts_[d].gender == Gender::kFemale; });
      }
    }
    if (fits.size() == 1) {
      join(fits.front(), f);
      return;
    }
    Draft draft(&memory_);
    draft.words = {word};
    draft.gender = gender;
    draft.title = form.title;
    const std::uint32_t d = add(std::move(draft));
    join(d, f);
  }

  // Where the teller says "Mr. Jonas Alder" and "Mr. Alder" alike, and often, they are two.
  [[nodiscard]] bool told_apart(const Draft& draft, const NameForm& form) const {
    std::uint32_t told = 0;
    for (const std::uint32_t f : draft.forms) {
      if (forms_[f].title == form.title && forms_[f].words.size() > 1) told += forms_[f].told;
    }
    return told > 3 && form.told > 3;
  }

  void single(std::uint32_t f) {
    const NameForm& form = forms_[f];
    if (form.full != kNobody && !home_[form.full].empty()) {
      join(home_[form.full].front(), f);
      return;
    }
    const std::string& word = form.words.front();
    const bool given = (form.first_facts & kGiven) != 0;
    const bool the = definite(form);
    std::uint32_t best = kNobody;
    const auto consider = [&](std::uint32_t d, bool last) {
      if (best == kNobody || worth(d, last) > worth(best, last)) best = d;
    };
    const auto by_given = [&] {
      for (const std::uint32_t d : by_given_.find(given_key(word))) {
        const Draft& draft = drafts_[d];
        if (draft.wife || draft.definite || !draft.full) continue;
        if (draft.words.front() != word && draft.titles != 0 && !has(draft.titles, Fact::kCivil))
          continue;
        consider(d, false);
      }
    };
    const auto by_last = [&] {
      for (const std::uint32_t d : by_last_.find(word)) {
        if (drafts_[d].wife || drafts_[d].definite != the) continue;
        // "Walter" is not Mrs. Walter.
        if (!drafts_[d].full && clash(drafts_[d].gender, given_gender(form.first_facts))) continue;
        consider(d, true);
      }
    };
    // "Baron" alone is Martin Baron where there is one, and no nobleman.
    if (!the && has(form.first_facts, Fact::kTitle)) {
      for (const std::uint32_t d : by_last_.find(word)) {
        if (drafts_[d].full && !drafts_[d].definite) consider(d, true);
      }
      if (best != kNobody) {
        join(best, f);
        return;
      }
    }
    if (the || has(form.first_facts, Fact::kTitle)) {
      definite_single(f);
      return;
    }
    if (given) {
      by_given();
      if (best == kNobody) by_last();
    } else {
      by_last();
      if (best == kNobody) by_given();
    }
    if (best != kNobody) {
      join(best, f);
      return;
    }
    Draft draft(&memory_);
    draft.words = {word};
    draft.gender = given_gender(form.first_facts);
    if (draft.gender == Gender::kUnknown) draft.gender = noun_gender(form.first_facts);
    join(add(std::move(draft)), f);
  }

  // "the Colonel" is the one colonel of the text; "the Hare" the one March Hare.
  void definite_single(std::uint32_t f) {
    const NameForm& form = forms_[f];
    const std::string& word = form.words.front();
    std::vector<std::uint32_t> fits;
    if (const auto found = by_title_.find(word); found != by_title_.end()) fits = found->second;
    if (fits.empty()) {
      for (const auto& [title, list] : by_title_) {
        if (!title.empty() && facts_.full_form(title) == word)
          fits.insert(fits.end(), list.begin(), list.end());
      }
    }
    if (fits.empty()) {
      for (const std::uint32_t d : by_definite_.find(word)) fits.push_back(d);
    }
    if (!fits.empty()) {
      std::sort(fits.begin(), fits.end(),
                [&](auto a, auto b) { return drafts_[a].uses > drafts_[b].uses; });
      if (fits.size() == 1 || drafts_[fits[0]].uses > 3 * drafts_[fits[1]].uses) {
        join(fits.front(), f);
        return;
      }
    }
    Draft draft(&memory_);
    draft.words = {word};
    draft.definite = definite(form);
    draft.gender = noun_gender(form.first_facts);
    join(add(std::move(draft)), f);
  }

  // "New Hampshire": a lexicon has the whole of it.
  [[nodiscard]] bool is_place(const std::vector<std::string>& words) const {
    if (words.size() < 2) return false;
    std::string phrase;
    for (const std::string& word : words) phrase.append(phrase.empty() ? "" : " ").append(word);
    return has(facts_.of(phrase), Fact::kPlace);
  }

  [[nodiscard]] static Gender noun_gender(FactBits bits) {
    const bool female = has(bits, Fact::kFemaleNoun) || has(bits, Fact::kFemaleTitle);
    const bool male = has(bits, Fact::kMaleNoun) || has(bits, Fact::kMaleTitle);
    if (female == male) return Gender::kUnknown;
    return female ? Gender::kFemale : Gender::kMale;
  }

  // A bare last name is most often a man's, in texts that call people Mr. and Mrs.
  [[nodiscard]] double worth(std::uint32_t d, bool last) const {
    const Draft& draft = drafts_[d];
    double worth = draft.uses;
    if (last && draft.titles != 0 && !has(draft.titles, Fact::kCivil))
      worth *= limits_.office_worth;
    if (last && civil_ && draft.gender == Gender::kFemale) worth *= 0.02;
    return worth;
  }

  Clusters finish() {
    Clusters out;
    out.members_of_form = std::move(home_);
    out.members.reserve(drafts_.size());
    for (Draft& draft : drafts_) {
      Member member;
      if (draft.forms.size() > 1) {  // most have one, and a sort asks for memory
        std::stable_sort(draft.forms.begin(), draft.forms.end(),
                         [&](auto a, auto b) { return forms_[a].uses > forms_[b].uses; });
      }
      std::uint32_t best = draft.forms.front();
      member.aliases.reserve(draft.forms.size());
      FactBits first = 0;
      std::uint32_t vocatives = 0;
      std::uint32_t subjects = 0;
      std::uint32_t offices = 0;
      std::uint32_t located = 0;
      std::uint32_t told = 0;
      bool dateline = false;
      for (const std::uint32_t f : draft.forms) {
        const NameForm& form = forms_[f];
        member.aliases.push_back(definite(form) ? with_article(form) : form.text);
        first |= form.first_facts;
        vocatives += form.vocatives;
        subjects += form.subjects;
        offices += form.offices;
        located += form.located;
        told += form.told;
        dateline = dateline || form.dateline;
        if (!form.spelled_out) {
          if (static_cast<float>(form.uses) * limits_.rare_form < static_cast<float>(draft.uses) ||
              definite(form) || draft.definite)
            continue;
          const NameForm& usual = forms_[draft.forms.front()];
          if (definite(usual) && form.uses * 4 < usual.uses) continue;
        }
        if (form.words.size() > forms_[best].words.size()) best = f;
      }
      // With its title where that is usual.
      for (const std::uint32_t f : draft.forms) {
        const NameForm& form = forms_[f];
        if (forms_[best].title.empty() && !form.title.empty() && form.words == forms_[best].words &&
            form.uses * 3 > forms_[best].uses)
          best = f;
      }
      // With what tells father from son.
      for (const std::uint32_t f : draft.forms) {
        if (forms_[best].generation.empty() && !forms_[f].generation.empty() &&
            forms_[f].words == forms_[best].words)
          best = f;
      }
      const NameForm& form = forms_[best];
      member.name = definite(form) && !form.spelled_out ? with_article(form) : form.text;
      member.words.assign(draft.words.begin(), draft.words.end());
      member.gender = draft.gender;
      member.titles = draft.titles;
      member.thing = definite(form) || draft.gender == Gender::kPlural || is_acronym(form.text) ||
                     (draft.titles == 0 && ends_as_group(form));
      const bool located_often =
          located > 1 &&
          static_cast<float>(located) >= limits_.place_share * static_cast<float>(told) &&
          (first & kGiven) == 0 && offices == 0;
      // "Georgia" is a place, Georgia Lund is none where the text calls her Lund or tells her office.
      const bool named_for_place =
          draft.words.size() > 1 && (first & kGiven) != 0 &&
          (offices > 0 || std::any_of(draft.forms.begin(), draft.forms.end(), [&](auto f) {
             return forms_[f].words.size() == 1 && forms_[f].words.front() == draft.words.back();
           }));
      const bool place =
          draft.titles == 0 && ((has(first, Fact::kPlace) && !named_for_place) ||
                                is_place(forms_[best].words) || located_often || dateline);
      const bool landed = forms_[best].landed && draft.gender == Gender::kUnknown;
      member.person = !place && !landed &&
                      (draft.titles != 0 || (first & kGiven) != 0 || vocatives > 1 ||
                       (draft.full && offices > 0));
      // "Norway", but no "Norwegian Dairies".
      member.place = place && (draft.words.size() == 1 || located_often || dateline ||
                               is_place(forms_[best].words));
      member.bare = draft.words.size() == 1 && draft.titles == 0 && (first & kGiven) == 0 &&
                    vocatives < 2 && offices == 0;
      const bool initials = is_initial(forms_[best].words.front()) && forms_[best].words.size() > 1;
      // A last name alone tells nothing, but what is named so once only may be any word at a sentence's start.
      member.faceless = place || landed ||
                        (draft.titles == 0 && (first & kGiven) == 0 && vocatives < 2 &&
                         offices == 0 && !initials && (draft.words.size() > 1 || draft.uses < 2));
      member.subject = !place && !draft.definite && subjects > 0;
      out.members.push_back(std::move(member));
    }
    return out;
  }

  const std::vector<NameForm>& forms_;
  const WordFacts& facts_;
  const CastLimits& limits_;
  std::pmr::monotonic_buffer_resource memory_;
  std::vector<Draft> drafts_;
  std::vector<std::vector<std::uint32_t>> home_;
  bool civil_ = false;  // the text calls people Mr. and Mrs.
  Namesakes by_last_, by_given_, by_full_, by_definite_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_title_;
  TextStore full_keys_;
  std::string full_key_;
  std::unordered_set<std::string_view> maiden_;  // single names behind a maiden's title
};

}  // namespace

Clusters cluster_forms(const std::vector<NameForm>& forms, const WordFacts& facts,
                       const CastLimits& limits) {
  return Clusterer(forms, facts, limits).run();
}

Clusters cluster_listed(const std::vector<NameForm>& forms, const std::vector<ListedPerson>& listed,
                        const WordFacts& facts) {
  Clusters out;
  std::unordered_map<std::string, std::uint32_t> exact;  // with title
  std::unordered_map<std::string, std::vector<std::uint32_t>> bare,
      part;  // without; each first and last word
  for (std::uint32_t m = 0; m < listed.size(); ++m) {
    Member member;
    member.name = listed[m].name;
    member.gender = listed[m].gender;
    member.person = true;
    const auto take = [&](const std::string& alias) {
      const NameForm form = read_name(alias, facts);
      if (form.words.empty()) return;
      member.aliases.push_back(alias);
      exact.emplace(form_key(form), m);
      const auto note = [&](auto& map, const std::string& key) {
        auto& list = map[key];
        if (list.empty() || list.back() != m) list.push_back(m);
      };
      std::string words;
      for (const std::string& word : form.words) words += (words.empty() ? "" : " ") + word;
      note(bare, words);
      for (const std::string& word : form.words) {
        if (!has(facts.of(word), Fact::kParticle) && !is_initial(word))
          note(part, std::string(facts.full_form(word)));
      }
      member.titles |= form.title_facts;
      if (form.words.size() > member.words.size()) member.words = form.words;
      if (member.gender == Gender::kUnknown) {
        member.gender = title_gender(form.title_facts);
        if (member.gender == Gender::kUnknown && !has(form.title_facts, Fact::kMarried))
          member.gender = given_gender(form.first_facts);
        if (member.gender == Gender::kUnknown) {
          for (const std::string& word : form.words) {
            const FactBits bits = facts.of(word);
            if (has(bits, Fact::kFemaleNoun) || has(bits, Fact::kFemaleTitle))
              member.gender = Gender::kFemale;
            if (has(bits, Fact::kMaleNoun) || has(bits, Fact::kMaleTitle))
              member.gender = Gender::kMale;
          }
        }
      }
    };
    take(listed[m].name);
    for (const std::string& alias : listed[m].aliases) take(alias);
    out.members.push_back(std::move(member));
  }
  for (const NameForm& form : forms) {
    std::vector<std::uint32_t> found;
    std::string words;
    for (const std::string& word : form.words) words += (words.empty() ? "" : " ") + word;
    const Gender gender = title_gender(form.title_facts);
    const auto fitting = [&](const std::vector<std::uint32_t>& list) {
      std::vector<std::uint32_t> fit;
      for (const std::uint32_t m : list) {
        if (!clash(out.members[m].gender, gender)) fit.push_back(m);
      }
      return fit;
    };
    if (const auto at = exact.find(form_key(form)); at != exact.end()) {
      found = {at->second};
    } else if (const auto at2 = bare.find(words); at2 != bare.end()) {
      found = fitting(at2->second);
    } else if (!form.words.empty()) {
      // Every word fits the same member, or the one word fits one only.
      const auto first = part.find(std::string(facts.full_form(form.words.front())));
      const auto last = part.find(std::string(facts.full_form(form.words.back())));
      if (first != part.end() && last != part.end()) {
        for (const std::uint32_t m : first->second) {
          if (std::find(last->second.begin(), last->second.end(), m) != last->second.end())
            found.push_back(m);
        }
        found = fitting(found);
        if (found.size() > 1) found.clear();
      }
    }
    out.members_of_form.push_back(std::move(found));
  }
  return out;
}

}  // namespace quoteledger
