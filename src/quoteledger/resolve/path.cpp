#include "quoteledger/resolve/path.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quoteledger {
namespace {

constexpr float kImpossible = -1e30F;

bool clash(Gender a, Gender b) { return a != Gender::kUnknown && b != Gender::kUnknown && a != b; }
bool agree(Gender a, Gender b) { return a != Gender::kUnknown && a == b; }

// A sign by kind of mention: the four stand one behind the other.
Sign by_kind(Sign none, MentionKind kind) {
  return static_cast<Sign>(static_cast<std::uint16_t>(none) + static_cast<std::uint16_t>(kind));
}

#define SIGN(name) by_kind(Sign::name##_none, kind)

// Signs of one candidate by itself. emit(Sign, value).
template <typename Emit>
void single_signs(const Turn& turn, const TurnCandidate& one, const Cast& cast, Emit&& emit) {
  const MentionReading& reading = turn.reading;
  const MentionKind kind = reading.kind;
  const Member& member = cast.members[one.member];
  if (one.before > 0) emit(SIGN(before), std::log1p(one.before));
  if (one.behind > 0) emit(SIGN(behind), std::log1p(one.behind));
  if (member.mentions > 0) {
    emit(SIGN(prior), std::log1p(static_cast<float>(member.mentions)));
  } else {
    emit(SIGN(unnamed), 1.0F);
  }
  if (member.described) emit(SIGN(described), 1.0F);
  if (one.beat_subject) emit(SIGN(beat_subject), 1.0F);
  if (one.beat_other) emit(SIGN(beat_other), 1.0F);
  if (agree(turn.beat, member.gender) && !member.narrator) emit(SIGN(beat_agree), 1.0F);
  if (clash(turn.beat, member.gender) || (member.narrator && turn.beat != Gender::kUnknown)) emit(SIGN(beat_clash), 1.0F);
  if (turn.beat_first_person && member.narrator) emit(SIGN(beat_agree), 1.0F);
  if (one.lead_subject) emit(turn.intro ? SIGN(lead_intro) : SIGN(lead_subject), 1.0F);
  if (one.lead_last) emit(SIGN(lead_last), 1.0F);
  if (one.recent == 1) emit(SIGN(recent_1), 1.0F);
  if (one.recent == 2) emit(SIGN(recent_2), 1.0F);
  if (one.recent == 3) emit(SIGN(recent_3), 1.0F);
  if (one.recent_subject) emit(SIGN(recent_subject), 1.0F);
  if (one.far) emit(SIGN(far), 1.0F);
  if (one.inside) emit(SIGN(inside), 1.0F);
  if (one.calls_self) emit(SIGN(calls_self), 1.0F);
  if (one.called && turn.gap <= 0) emit(SIGN(called), 1.0F);
  if (one.called && turn.gap == 1) emit(SIGN(called_far), 1.0F);
  if (turn.gap == 0 && agree(turn.called, member.gender)) emit(SIGN(called_agree), 1.0F);
  if (turn.gap == 0 && clash(turn.called, member.gender)) emit(SIGN(called_clash), 1.0F);
  if (one.will_be_called) emit(SIGN(will_be_called), 1.0F);
  if (member.narrator) emit(SIGN(narrator), 1.0F);
  if (one.last_speaker == 1) emit(SIGN(last_speaker), 1.0F);
  if (one.last_speaker == 2) emit(SIGN(last_speaker_2), 1.0F);
  if (one.next_speaker == 1) emit(SIGN(next_speaker), 1.0F);
  if (one.next_speaker == 2) emit(SIGN(next_speaker_2), 1.0F);
  if (kind == MentionKind::kName) {
    if (!reading.members.empty() && reading.members.front() == one.member) {
      emit(Sign::named, 1.0F);
    } else if (std::find(reading.members.begin(), reading.members.end(), one.member) != reading.members.end()) {
      emit(Sign::named_also, 1.0F);
    }
  }
  if (kind == MentionKind::kPronoun || kind == MentionKind::kDescription) {
    if (reading.first_person) {
      if (member.narrator) emit(Sign::first_person, 1.0F);
    } else if (member.narrator) {
      emit(Sign::clash, 1.0F);
    } else if (agree(reading.gender, member.gender)) {
      emit(Sign::agree, 1.0F);
    } else if (clash(reading.gender, member.gender)) {
      emit(Sign::clash, 1.0F);
    } else if (reading.gender != Gender::kUnknown) {
      emit(Sign::agree_unknown, 1.0F);
    }
  }
  if (kind == MentionKind::kDescription && !reading.members.empty() && reading.members.front() == one.member) {
    const bool again = member.mentions > (member.generic ? 2U : 1U);
    if (member.kin) {
      emit(Sign::own_kin, 1.0F);
    } else if (member.generic) {
      emit(again ? Sign::own_generic_again : Sign::own_generic, 1.0F);
    } else {
      emit(again ? Sign::own_again : Sign::own, 1.0F);
    }
  }
}

// Signs of a candidate beside the speaker of the turn before.
template <typename Emit>
void pair_signs(const Turn& turn, const TurnCandidate& one, const TurnCandidate& before, Emit&& emit) {
  const MentionKind kind = turn.reading.kind;
  if (one.member == before.member) {
    emit(turn.gap < 0 ? SIGN(same_within) : turn.gap == 0 ? SIGN(same_near) : turn.gap == 1 ? SIGN(same_gap) : SIGN(same_far), 1.0F);
    if (turn.gap == 0 && turn.asked_before) emit(SIGN(same_asked), 1.0F);
  }
  if (!turn.calls.empty() && turn.gap <= 1) {
    const bool calls = std::find(turn.calls.begin(), turn.calls.end(), before.member) != turn.calls.end();
    emit(calls ? SIGN(calls_before) : SIGN(calls_other), 1.0F);
  }
}

// Signs of a candidate beside the two turns before. Only whether it is one of the two matters.
template <typename Emit>
void triple_signs(const Turn& turn, const Turn& before, std::uint32_t member, std::uint32_t last, std::uint32_t last_but_one, Emit&& emit) {
  if (member == last) return;
  const MentionKind kind = turn.reading.kind;
  const bool near_first = before.gap <= 0;
  const bool near_second = turn.gap <= 0;
  if (member == last_but_one) {
    emit(near_first ? (near_second ? SIGN(back_near) : SIGN(back_second)) : (near_second ? SIGN(back_first) : SIGN(back_far)), 1.0F);
  } else {
    emit(near_first && near_second ? SIGN(third_near) : SIGN(third_gap), 1.0F);
  }
}

#undef SIGN

using Grid = std::array<std::array<float, kMostCandidates>, kMostCandidates>;  // [turn before][turn]

// The scores of one turn's steps.
struct Steps {
  std::array<float, kMostCandidates> single{};
  Grid pair{};
  float back = 0, third = 0;  // what a triple adds
};

class Finder {
 public:
  Finder(const std::vector<Turn>& turns, const Cast& cast, const ResolveWeights& weights, const std::vector<std::uint32_t>& allowed)
      : turns_(turns), cast_(cast), weights_(weights), allowed_(allowed) {}

  Path run(bool margins) {
    Path path;
    path.choice.assign(turns_.size(), kNoCandidate);
    if (margins) {
      path.behind.resize(turns_.size());
    }
    // Turns without candidates part the text into runs.
    for (std::size_t begin = 0; begin < turns_.size();) {
      if (turns_[begin].candidate_count == 0) {
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < turns_.size() && turns_[end].candidate_count > 0) ++end;
      stretch(begin, end, margins, path);
      begin = end;
    }
    return path;
  }

 private:
  [[nodiscard]] bool may(std::size_t t, std::uint32_t c) const {
    return allowed_.empty() || allowed_[t] == 0 || (allowed_[t] >> c & 1U) != 0;
  }

  void score(std::size_t t, bool first, bool second) {
    const Turn& turn = turns_[t];
    Steps& steps = steps_[t - begin_];
    for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
      float sum = may(t, c) ? 0.0F : kImpossible;
      const auto add = [&](Sign sign, float value) { sum += weights_[sign] * value; };
      single_signs(turn, turn.candidates[c], cast_, add);
      steps.single[c] = sum;
      if (first) continue;
      const Turn& before = turns_[t - 1];
      for (std::uint32_t b = 0; b < before.candidate_count; ++b) {
        float pair = 0;
        pair_signs(turn, turn.candidates[c], before.candidates[b], [&](Sign sign, float value) { pair += weights_[sign] * value; });
        steps.pair[b][c] = pair;
      }
    }
    if (first || second) return;
    triple_signs(turn, turns_[t - 1], 1, 2, 1, [&](Sign sign, float value) { steps.back += weights_[sign] * value; });
    triple_signs(turn, turns_[t - 1], 1, 2, 3, [&](Sign sign, float value) { steps.third += weights_[sign] * value; });
  }

  [[nodiscard]] float triple(std::size_t t, std::uint32_t a, std::uint32_t b, std::uint32_t c) const {
    const std::uint32_t member = turns_[t].candidates[c].member;
    if (member == turns_[t - 1].candidates[b].member) return 0;
    const Steps& steps = steps_[t - begin_];
    return member == turns_[t - 2].candidates[a].member ? steps.back : steps.third;
  }

  void stretch(std::size_t begin, std::size_t end, bool margins, Path& path) {
    begin_ = begin;
    const std::size_t n = end - begin;
    steps_.assign(n, {});
    for (std::size_t t = begin; t < end; ++t) score(t, t == begin, t == begin + 1);
    if (n == 1) {
      alone(begin, margins, path);
      return;
    }
    // forward[t][b][c]: the best path that ends with b, c at turns t - 1, t.
    std::vector<Grid> forward(n);
    std::vector<std::array<std::array<std::uint8_t, kMostCandidates>, kMostCandidates>> from(n);
    for (std::uint32_t b = 0; b < count(begin); ++b) {
      for (std::uint32_t c = 0; c < count(begin + 1); ++c) {
        forward[1][b][c] = steps_[0].single[b] + steps_[1].single[c] + steps_[1].pair[b][c];
      }
    }
    for (std::size_t i = 2; i < n; ++i) {
      const std::size_t t = begin + i;
      for (std::uint32_t b = 0; b < count(t - 1); ++b) {
        for (std::uint32_t c = 0; c < count(t); ++c) {
          float best = -std::numeric_limits<float>::infinity();
          std::uint8_t at = 0;
          for (std::uint32_t a = 0; a < count(t - 2); ++a) {
            const float now = forward[i - 1][a][b] + triple(t, a, b, c);
            if (now > best) {
              best = now;
              at = static_cast<std::uint8_t>(a);
            }
          }
          forward[i][b][c] = best + steps_[i].single[c] + steps_[i].pair[b][c];
          from[i][b][c] = at;
        }
      }
    }
    std::uint32_t b = 0, c = 0;
    for (std::uint32_t x = 0; x < count(end - 2); ++x) {
      for (std::uint32_t y = 0; y < count(end - 1); ++y) {
        if (forward[n - 1][x][y] > forward[n - 1][b][c]) {
          b = x;
          c = y;
        }
      }
    }
    const float total = forward[n - 1][b][c];
    path.choice[end - 1] = c;
    path.choice[end - 2] = b;
    for (std::size_t i = n - 1; i >= 2; --i) {
      const std::uint32_t a = from[i][b][c];
      path.choice[begin + i - 2] = a;
      c = b;
      b = a;
    }
    if (!margins) return;
    // The same from the end, to know the best path through each candidate.
    Grid after{};
    for (std::size_t i = n - 1; i >= 1; --i) {
      const std::size_t t = begin + i;
      auto& second = path.behind[t];
      second.fill(std::numeric_limits<float>::infinity());
      std::array<float, kMostCandidates> first;
      first.fill(std::numeric_limits<float>::infinity());
      for (std::uint32_t x = 0; x < count(t - 1); ++x) {
        for (std::uint32_t y = 0; y < count(t); ++y) {
          const float behind = total - (forward[i][x][y] + after[x][y]);
          second[y] = std::min(second[y], behind);
          first[x] = std::min(first[x], behind);
        }
      }
      if (i == 1) {
        path.behind[begin] = first;
        break;
      }
      Grid next{};
      for (std::uint32_t a = 0; a < count(t - 2); ++a) {
        for (std::uint32_t x = 0; x < count(t - 1); ++x) {
          float best = -std::numeric_limits<float>::infinity();
          for (std::uint32_t y = 0; y < count(t); ++y) {
            best = std::max(best, after[x][y] + triple(t, a, x, y) + steps_[i].single[y] + steps_[i].pair[x][y]);
          }
          next[a][x] = best;
        }
      }
      after = next;
    }
  }

  void alone(std::size_t t, bool margins, Path& path) {
    const auto& single = steps_[0].single;
    std::uint32_t best = 0;
    for (std::uint32_t c = 1; c < count(t); ++c) {
      if (single[c] > single[best]) best = c;
    }
    path.choice[t] = best;
    if (!margins) return;
    for (std::uint32_t c = 0; c < count(t); ++c) path.behind[t][c] = single[best] - single[c];
  }

  [[nodiscard]] std::uint32_t count(std::size_t t) const { return turns_[t].candidate_count; }

  const std::vector<Turn>& turns_;
  const Cast& cast_;
  const ResolveWeights& weights_;
  const std::vector<std::uint32_t>& allowed_;
  std::size_t begin_ = 0;
  std::vector<Steps> steps_;
};

}  // namespace

Path best_path(const std::vector<Turn>& turns, const Cast& cast, const ResolveWeights& weights,
               const std::vector<std::uint32_t>& allowed, bool margins) {
  return Finder(turns, cast, weights, allowed).run(margins);
}

void add_signs(const std::vector<Turn>& turns, const Cast& cast, const std::vector<std::uint32_t>& choice, float by,
               std::vector<double>& sums) {
  const auto add = [&](Sign sign, float value) { sums[static_cast<std::size_t>(sign)] += static_cast<double>(by * value); };
  const auto chosen = [&](std::size_t t) -> const TurnCandidate& { return turns[t].candidates[choice[t]]; };
  for (std::size_t t = 0; t < turns.size(); ++t) {
    if (choice[t] == kNoCandidate) continue;
    single_signs(turns[t], chosen(t), cast, add);
    if (t < 1 || choice[t - 1] == kNoCandidate) continue;
    pair_signs(turns[t], chosen(t), chosen(t - 1), add);
    if (t < 2 || choice[t - 2] == kNoCandidate) continue;
    triple_signs(turns[t], turns[t - 1], chosen(t).member, chosen(t - 1).member, chosen(t - 2).member, add);
  }
}

}  // namespace quoteledger
