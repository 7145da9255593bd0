#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace vitrine {

/// How the learning rate moves while a network trains, from t, an epoch or a step, of `total`. Names are
/// those of ScheduleOptions. The order is that of the table of names.
///
/// By epochs:
///
///   constant         base
///   step             base factor^floor(t / step_epochs)
///   multi_step       base factor^(number of milestones <= t)
///   exponential      base epoch_factor^t
///   plateau          as it was, times factor after more than `patience` epochs without a better metric
///
/// By steps, where wave(x) = minimum + (base - minimum) (1 + cos(pi x)) / 2:
///
///   cosine           wave(t / total)                                   Loshchilov & Hutter (2017) eq. 5
///   cosine_restarts  wave(time since the last restart / cycle), and    Loshchilov & Hutter (2017) section 3
///                    each cycle restart_factor times the one before
///   one_cycle        half a cosine from base / start_divisor up to     Smith & Topin (2018), in PyTorch's
///                    base at position warmup_share total - 1, and      two phases
///                    one down to the first rate / end_divisor at
///                    total - 1, where it stays
///   warmup_cosine    base (t + 1) / warmup while t < warmup, then a    Goyal et al. (2017) section 2.2
///                    cosine over the rest
enum class ScheduleKind {
  constant,
  step,
  multi_step,
  exponential,
  cosine,
  cosine_restarts,
  one_cycle,
  warmup_cosine,
  plateau
};

/// Names as the project document spells them, in the order of the enum.
inline constexpr std::array<std::string_view, 9> schedule_names = {
    "constant",        "step",      "multi_step",    "exponential", "cosine",
    "cosine_restarts", "one_cycle", "warmup_cosine", "plateau"};

/// @throws Error "unknown_choice".
ScheduleKind schedule_from_name(std::string_view name);

/// A schedule reads the options that its row of the table names, and no other. A length of 0 stands for the
/// one that suits the length of the training.
struct ScheduleOptions {
  ScheduleKind kind = ScheduleKind::constant;
  double factor = 0.1;               ///< step, multi_step, plateau: what a drop multiplies the rate by.
  int step_epochs = 0;               ///< step: from drop to drop; 0: a third of the training.
  std::vector<int> milestones = {};  ///< multi_step: epochs before each drop; none: a half, three quarters.
  double epoch_factor = 0;          ///< exponential: factor of an epoch; 0: to a hundredth over the training.
  int restart_epochs = 0;           ///< cosine_restarts: first cycle; 0: the third cycle ends the training.
  int restart_factor = 2;           ///< cosine_restarts: length of a cycle over that of the one before.
  int warmup_epochs = 0;            ///< warmup_cosine: rising; 0: a tenth of the steps.
  double warmup_share = 0.3;        ///< one_cycle: share of the steps that rise, in (0, 1).
  double start_divisor = 25;        ///< one_cycle: peak over first rate.
  double end_divisor = 1e4;         ///< one_cycle: first over last rate.
  bool linear = false;              ///< one_cycle: straight lines instead of half cosines.
  int patience = 10;                ///< plateau: epochs without a better metric that are tolerated.
  int cooldown = 0;                 ///< plateau: epochs after a drop that count nothing.
  double threshold = 1e-4;          ///< plateau: share by which a better metric must be lower.
  bool absolute_threshold = false;  ///< plateau: `threshold` is a difference of metrics, not a share.
  double minimum_rate = 0;          ///< The cosines' lowest point; plateau: what no drop goes below.
};

/// Names of the options that a schedule reads, as ScheduleOptions spells them.
std::span<const std::string_view> options_read_by(ScheduleKind kind);

/// What "plateau" remembers between epochs. Whoever puts it into another schedule of the same options
/// continues with the same rates. The other schedules remember nothing.
struct PlateauState {
  double rate;  ///< In force.
  double best = std::numeric_limits<double>::infinity();
  int bad_epochs = 0;     ///< Since the best one, or since the last drop.
  int cooldown_left = 0;  ///< Epochs.
};

/// The learning rate of every step of a training: a pure function of the step, but for "plateau", which
/// follows the metric it is told after each epoch.
class Schedule {
 public:
  /// @param base_rate  the learning rate a person chose: the highest of the schedule.
  /// @throws Error "out_of_range" if minimum_rate is above base_rate, or the warm-up takes all epochs.
  Schedule(const ScheduleOptions& options, double base_rate, int epochs, int steps_per_epoch);

  /// @param step  counted from 0 over all epochs.
  double rate(std::int64_t step) const;

  /// Tells how an epoch went.
  /// @param metric  lower is better. One that is not a number counts as no better.
  void epoch_ended(double metric);

  const PlateauState& plateau() const { return plateau_; }
  void set_plateau(const PlateauState& state) { plateau_ = state; }

 private:
  ScheduleOptions options_;
  double base_rate_;
  std::int64_t epochs_, steps_per_epoch_;
  PlateauState plateau_;
};

}  // namespace vitrine
