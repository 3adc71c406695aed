#include "quoteledger/resolve/paths.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace quoteledger {
namespace {

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
  if (!one.just_named && (reading.gender == Gender::kFemale || reading.gender == Gender::kMale)) {
    if (member.faceless) {
      emit(SIGN(faceless), 1.0F);
    } else if (member.bare) {
      emit(SIGN(bare), 1.0F);
    }
  }
  if (one.beat_before) emit(SIGN(beat_before), 1.0F);
  if (one.beat_subject) emit(SIGN(beat_subject), 1.0F);
  if (one.beat_other) emit(SIGN(beat_other), 1.0F);
  if (agree(turn.beat, member.gender) && !member.narrator) emit(SIGN(beat_agree), 1.0F);
  if (clash(turn.beat, member.gender) || (member.narrator && turn.beat != Gender::kUnknown))
    emit(SIGN(beat_clash), 1.0F);
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
  if (one.antecedent) emit(Sign::antecedent, 1.0F);
  if (kind == MentionKind::kName) {
    if (!reading.members.empty() && reading.members.front() == one.member) {
      emit(Sign::named, 1.0F);
    } else if (std::find(reading.members.begin(), reading.members.end(), one.member) !=
               reading.members.end()) {
      emit(Sign::named_also, 1.0F);
    }
  }
  if (kind == MentionKind::kPronoun || kind == MentionKind::kDescription) {
    if (reading.first_person) {
      if (member.narrator) emit(Sign::first_person, 1.0F);
    } else if (member.narrator || clash(reading.gender, member.gender)) {
      emit(kind == MentionKind::kPronoun ? Sign::clash : Sign::clash_noun, 1.0F);
    } else if (agree(reading.gender, member.gender)) {
      emit(Sign::agree, 1.0F);
    } else if (reading.gender != Gender::kUnknown) {
      emit(Sign::agree_unknown, 1.0F);
    }
  }
  if (kind == MentionKind::kDescription && !reading.members.empty() &&
      reading.members.front() == one.member) {
    if (!reading.definite) emit(Sign::own_indefinite, 1.0F);
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

// Signs of a candidate beside the speaker of the turn before: whether it is the same, and whether the quote calls that
// speaker.
template <typename Emit>
void pair_signs(const Turn& turn, bool same, bool calls_before, Emit&& emit) {
  const MentionKind kind = turn.reading.kind;
  if (same) {
    emit(turn.gap < 0    ? SIGN(same_within)
         : turn.gap == 0 ? SIGN(same_near)
         : turn.gap == 1 ? SIGN(same_gap)
                         : SIGN(same_far),
         1.0F);
    if (turn.gap == 0 && turn.asked_before) emit(SIGN(same_asked), 1.0F);
  }
  if (!turn.calls.empty() && turn.gap <= 1)
    emit(calls_before ? SIGN(calls_before) : SIGN(calls_other), 1.0F);
}

bool calls(const Turn& turn, std::uint32_t member) {
  return std::find(turn.calls.begin(), turn.calls.end(), member) != turn.calls.end();
}

// Signs of a candidate beside the two turns before. Only whether it is one of the two matters.
template <typename Emit>
void triple_signs(const Turn& turn, const Turn& before, std::uint32_t member, std::uint32_t last,
                  std::uint32_t last_but_one, Emit&& emit) {
  if (member == last) return;
  const MentionKind kind = turn.reading.kind;
  const bool near_first = before.gap <= 0;
  const bool near_second = turn.gap <= 0;
  if (member == last_but_one) {
    emit(near_first ? (near_second ? SIGN(back_near) : SIGN(back_second))
                    : (near_second ? SIGN(back_first) : SIGN(back_far)),
         1.0F);
  } else {
    emit(near_first && near_second ? SIGN(third_near) : SIGN(third_gap), 1.0F);
  }
}

#undef SIGN

using Row = std::array<double, kMostCandidates>;
using Grid = std::array<Row, kMostCandidates>;  // [turn before][turn]

constexpr std::uint8_t kNotThere = 0xFF;

// One turn's step of the paths. All weights are exponents taken: they multiply.
struct Step {
  Row single{};
  double back = 1, third = 1;  // what the turn before the last adds
  std::array<std::array<float, 2>, 2> pair{
      {{1, 1}, {1, 1}}};     // what the turn before adds: [the same speaker][it is called]
  std::uint32_t called = 0;  // bits: which candidates of the turn before it calls
  std::array<std::uint8_t, kMostCandidates>
      in_last{};  // where each candidate is among those of the turn before
  std::array<std::uint8_t, kMostCandidates> in_back{};  // … and of the one before that
  std::uint32_t columns = 0;                            // candidates of this turn
  std::uint32_t rows = 0;                               // of the turn before, or 1
};

class Lattice {
 public:
  Lattice(const std::vector<Turn>& turns, const Cast& cast, const ResolveWeights& weights,
          const std::vector<std::uint32_t>& allowed)
      : turns_(turns), cast_(cast), weights_(weights), allowed_(allowed) {}

  // Calls done(turn, i) for every turn that has candidates, the last of a run of them first; i is its step in the run.
  template <typename Done>
  void run(Done&& done) {
    for (std::size_t begin = 0; begin < turns_.size();) {
      if (turns_[begin].candidate_count == 0) {
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < turns_.size() && turns_[end].candidate_count > 0) ++end;
      begin_ = begin;
      lay_out(end - begin);
      for (std::size_t t = begin; t < end; ++t) weigh(t);
      go_forward();
      go_back([&](std::size_t i) { done(begin + i, i); });
      begin = end;
    }
  }

  [[nodiscard]] double log_sum() const { return log_sum_; }

  // Candidates of the turn before step i, or 1 for the first.
  [[nodiscard]] std::uint32_t rows(std::size_t i) const { return steps_[i].rows; }

  // The chance of a pair at step i, while done() is called for it; row 0 only where i is 0.
  [[nodiscard]] Grid pair_chances(std::size_t i) const {
    Grid out{};
    double sum = 0;
    for (std::uint32_t b = 0; b < steps_[i].rows; ++b) {
      for (std::uint32_t c = 0; c < count(i); ++c) {
        out[b][c] = forward(i, b, c) * behind_[b][c];
        sum += out[b][c];
      }
    }
    for (std::uint32_t b = 0; b < steps_[i].rows; ++b) {
      for (std::uint32_t c = 0; c < count(i); ++c) out[b][c] /= sum;
    }
    return out;
  }

  // The chances that the speaker at step i is the one of two turns before, and that it is a third.
  [[nodiscard]] std::pair<double, double> triple_chances(std::size_t i) const {
    const Step& step = steps_[i];
    double same = 0, back = 0, third = 0;
    for (std::uint32_t b = 0; b < count(i - 1); ++b) {
      const double all = row_sum(i, b);
      for (std::uint32_t c = 0; c < count(i); ++c) {
        const double onward = step.single[c] * pair(i, b, c) * behind_[b][c];
        if (step.in_last[c] == b) {
          same += all * onward;
          continue;
        }
        const double from_back =
            step.in_back[c] == kNotThere ? 0.0 : forward(i - 1, step.in_back[c], b);
        back += from_back * step.back * onward;
        third += (all - from_back) * step.third * onward;
      }
    }
    const double sum = same + back + third;
    return {back / sum, third / sum};
  }

 private:
  [[nodiscard]] std::uint32_t count(std::size_t i) const {
    return turns_[begin_ + i].candidate_count;
  }

  [[nodiscard]] double pair(std::size_t i, std::uint32_t b, std::uint32_t c) const {
    const Step& step = steps_[i];
    return step.pair[step.in_last[c] == b][step.called >> b & 1U];
  }
  // Of all paths up to step i that end with this pair; i is in the block at hand or the last step before it.
  [[nodiscard]] double forward(std::size_t i, std::uint32_t b, std::uint32_t c) const {
    return forwards_[i % forwards_.size()][b * kMostCandidates + c];
  }

  void lay_out(std::size_t steps) {
    steps_.assign(steps, {});
    for (std::size_t i = 0; i < steps; ++i) {
      steps_[i].columns = count(i);
      steps_[i].rows = i == 0 ? 1 : count(i - 1);
    }
    forwards_.resize(std::min(steps, kBlock + 1));
    borders_.clear();
  }

  // All paths that end with candidate b of step i - 1.
  [[nodiscard]] double row_sum(std::size_t i, std::uint32_t b) const {
    double sum = 0;
    for (std::uint32_t a = 0; a < steps_[i - 1].rows; ++a) sum += forward(i - 1, a, b);
    return sum;
  }

  void weigh(std::size_t t) {
    const Turn& turn = turns_[t];
    Step& step = steps_[t - begin_];
    Row sums{};
    double most = -1e300;
    const std::uint32_t mask = allowed_.empty() || allowed_[t] == 0 ? ~0U : allowed_[t];
    for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
      single_signs(turn, turn.candidates[c], cast_, [&](Sign sign, float value) {
        sums[c] += static_cast<double>(weights_[sign] * value);
      });
      if ((mask >> c & 1U) != 0) most = std::max(most, sums[c]);
    }
    for (std::uint32_t c = 0; c < turn.candidate_count; ++c)
      step.single[c] = (mask >> c & 1U) != 0 ? std::exp(sums[c] - most) : 0.0;
    log_sum_ += most;
    if (t == begin_) return;
    const Turn& last = turns_[t - 1];
    for (const bool same : {false, true}) {
      for (const bool called : {false, true}) {
        double sum = 0;
        pair_signs(turn, same, called, [&](Sign sign, float value) {
          sum += static_cast<double>(weights_[sign] * value);
        });
        step.pair[same][called] = sum == 0 ? 1.0F : static_cast<float>(std::exp(sum));
      }
    }
    for (std::uint32_t b = 0; b < last.candidate_count; ++b) {
      if (calls(turn, last.candidates[b].member)) step.called |= 1U << b;
    }
    find(turn, last, step.in_last);
    if (t == begin_ + 1) return;
    find(turn, turns_[t - 2], step.in_back);
    double back = 0, third = 0;
    triple_signs(turn, last, 1, 2, 1, [&](Sign sign, float value) {
      back += static_cast<double>(weights_[sign] * value);
    });
    triple_signs(turn, last, 1, 2, 3, [&](Sign sign, float value) {
      third += static_cast<double>(weights_[sign] * value);
    });
    step.back = std::exp(back);
    step.third = std::exp(third);
  }

  static void find(const Turn& turn, const Turn& other,
                   std::array<std::uint8_t, kMostCandidates>& places) {
    for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
      places[c] = kNotThere;
      for (std::uint32_t b = 0; b < other.candidate_count; ++b) {
        if (other.candidates[b].member == turn.candidates[c].member)
          places[c] = static_cast<std::uint8_t>(b);
      }
    }
  }

  void go_forward() {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      log_sum_ += step_forward(i);
      if (i % kBlock == kBlock - 1) borders_.push_back(forwards_[i % forwards_.size()]);
    }
  }

  // The forwards of a block once more, on the way back; the step before it is kept at its border.
  void go_forward_again(std::size_t block) {
    if (block > 0) forwards_[(block * kBlock - 1) % forwards_.size()] = borders_[block - 1];
    for (std::size_t i = block * kBlock; i < (block + 1) * kBlock; ++i) step_forward(i);
  }

  // A triple adds one of three amounts, so that a step costs the square of the candidates, not the
  // cube. Keeps a step's forwards so that their sum is 1, and returns the logarithm of what it was.
  double step_forward(std::size_t i) {
    const Step& step = steps_[i];
    Grid grid{};
    if (i == 0) {
      grid[0] = step.single;
    } else {
      for (std::uint32_t b = 0; b < step.rows; ++b) {
        const double all = row_sum(i, b);
        for (std::uint32_t c = 0; c < step.columns; ++c) {
          double sum = all;
          if (i > 1 && step.in_last[c] != b) {
            const double from_back =
                step.in_back[c] == kNotThere ? 0.0 : forward(i - 1, step.in_back[c], b);
            sum = (all - from_back) * step.third + from_back * step.back;
          }
          grid[b][c] = sum * step.single[c] * pair(i, b, c);
        }
      }
    }
    double sum = 0;
    for (std::uint32_t b = 0; b < step.rows; ++b) {
      for (std::uint32_t c = 0; c < step.columns; ++c) sum += grid[b][c];
    }
    Cells& cells = forwards_[i % forwards_.size()];
    for (std::uint32_t b = 0; b < step.rows; ++b) {
      for (std::uint32_t c = 0; c < step.columns; ++c)
        cells[b * kMostCandidates + c] = static_cast<float>(grid[b][c] / sum);
    }
    return std::log(sum);
  }

  // behind_ is, at each step, of all paths from it on; only the step at hand is kept.
  template <typename Done>
  void go_back(Done&& done) {
    for (Row& row : behind_) row.fill(1.0);
    std::size_t block = (steps_.size() - 1) / kBlock;  // whose forwards are there
    for (std::size_t i = steps_.size() - 1;; --i) {
      if (i / kBlock != block) go_forward_again(block = i / kBlock);
      done(i);
      if (i == 0) return;
      const Step& step = steps_[i];
      Grid out{};
      const std::uint32_t rows = steps_[i - 1].rows;
      double most = 0;
      for (std::uint32_t b = 0; b < count(i - 1); ++b) {
        // What follows b, by candidate: all of it as a third, then the exceptions put right.
        Row onward{};
        double all = 0, same = 0;
        std::array<std::uint8_t, kMostCandidates> of_back{};
        of_back.fill(kNotThere);
        for (std::uint32_t c = 0; c < count(i); ++c) {
          onward[c] = step.single[c] * pair(i, b, c) * behind_[b][c];
          if (step.in_last[c] == b) {
            same = onward[c];
          } else {
            all += onward[c];
            if (i > 1 && step.in_back[c] != kNotThere)
              of_back[step.in_back[c]] = static_cast<std::uint8_t>(c);
          }
        }
        for (std::uint32_t a = 0; a < rows; ++a) {
          double sum = same + all * step.third;
          if (of_back[a] != kNotThere) sum += onward[of_back[a]] * (step.back - step.third);
          out[a][b] = sum;
          most = std::max(most, sum);
        }
      }
      for (std::uint32_t a = 0; a < rows; ++a) {
        for (std::uint32_t b = 0; b < count(i - 1); ++b) out[a][b] /= most;
      }
      behind_ = out;
    }
  }

  const std::vector<Turn>& turns_;
  const Cast& cast_;
  const ResolveWeights& weights_;
  const std::vector<std::uint32_t>& allowed_;
  std::size_t begin_ = 0;
  std::vector<Step> steps_;
  // Forwards of the block at hand and of the step before it, at the step's number modulo their count; and of the last step
  // of each whole block: a long text would need all of its memory for them, so a block's are made again on the way back.
  static constexpr std::size_t kBlock = 512;
  using Cells = std::array<float, kMostCandidates * kMostCandidates>;
  std::vector<Cells> forwards_, borders_;
  Grid behind_{};
  double log_sum_ = 0;
};

}  // namespace

std::vector<Chances> speaker_chances(const std::vector<Turn>& turns, const Cast& cast,
                                     const ResolveWeights& weights) {
  std::vector<Chances> out(turns.size());
  const std::vector<std::uint32_t> all;
  Lattice lattice(turns, cast, weights, all);
  lattice.run([&](std::size_t turn, std::size_t i) {
    const Grid pairs = lattice.pair_chances(i);
    for (std::uint32_t b = 0; b < lattice.rows(i); ++b) {
      for (std::uint32_t c = 0; c < turns[turn].candidate_count; ++c)
        out[turn][c] += static_cast<float>(pairs[b][c]);
    }
  });
  return out;
}

double add_expected_signs(const std::vector<Turn>& turns, const Cast& cast,
                          const ResolveWeights& weights, const std::vector<std::uint32_t>& allowed,
                          double by, std::vector<double>& sums) {
  Lattice lattice(turns, cast, weights, allowed);
  lattice.run([&](std::size_t at, std::size_t i) {
    const Turn& turn = turns[at];
    const Grid pairs = lattice.pair_chances(i);
    double chance = 0;
    const auto add = [&](Sign sign, float value) {
      sums[static_cast<std::size_t>(sign)] += by * chance * static_cast<double>(value);
    };
    for (std::uint32_t c = 0; c < turn.candidate_count; ++c) {
      chance = 0;
      for (const Row& row : pairs) chance += row[c];
      if (chance > 1e-7) single_signs(turn, turn.candidates[c], cast, add);
      if (i == 0) continue;
      const Turn& last = turns[at - 1];
      for (std::uint32_t b = 0; b < last.candidate_count; ++b) {
        chance = pairs[b][c];
        const std::uint32_t before = last.candidates[b].member;
        if (chance > 1e-7)
          pair_signs(turn, turn.candidates[c].member == before, calls(turn, before), add);
      }
    }
    if (i < 2) return;
    const auto [back, third] = lattice.triple_chances(i);
    chance = back;
    triple_signs(turn, turns[at - 1], 1, 2, 1, add);
    chance = third;
    triple_signs(turn, turns[at - 1], 1, 2, 3, add);
  });
  return lattice.log_sum();
}

}  // namespace quoteledger
