#include "nn/schedule.h"

#include <algorithm>
#include <cassert>

#include "decimal.h"
#include "error.h"
#include "nn/math.h"
#include "nn/names.h"

namespace vitrine {

namespace {

/// What a formula knows. Lengths and the position are in the row's own unit, steps or epochs.
struct Terms {
  const ScheduleOptions& options;
  double base;
  std::int64_t t;      ///< Position, counted from 0.
  std::int64_t total;  ///< Length of the training.
  std::int64_t epoch;  ///< Length of an epoch: 1 where the unit is epochs.
  double plateau_rate;

  /// A chosen length, or `suited` where it is 0.
  std::int64_t length(int epochs, std::int64_t suited) const {
    return epochs > 0 ? epochs * epoch : std::max<std::int64_t>(suited, 1);
  }
};

std::int64_t divided_up(std::int64_t value, std::int64_t divisor) { return (value + divisor - 1) / divisor; }

double power(double base, std::int64_t exponent) { return math::power(base, static_cast<int>(exponent)); }

double ratio(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// Half a cosine: `from` at fraction 0, `to` at 1.
double half_cosine(double from, double to, double fraction) {
  return to + (from - to) * (1 + math::cos_turn(fraction / 2)) / 2;
}

/// The same over `length` positions, and up again over the next `length`.
double cosine_wave(const Terms& x, std::int64_t t, std::int64_t length) {
  return half_cosine(x.base, x.options.minimum_rate, ratio(t % (2 * length), length));
}

double constant(const Terms& x) { return x.base; }

double step(const Terms& x) {
  return x.base * power(x.options.factor, x.t / x.length(x.options.step_epochs, divided_up(x.total, 3)));
}

double multi_step(const Terms& x) {
  const std::vector<int>& milestones = x.options.milestones;
  int passed = 0;
  for (const int milestone : milestones) passed += milestone <= x.t ? 1 : 0;
  if (milestones.empty()) {
    for (const std::int64_t quarters : {2, 3}) passed += divided_up(x.total * quarters, 4) <= x.t ? 1 : 0;
  }
  return x.base * power(x.options.factor, passed);
}

double exponential(const Terms& x) {
  if (x.options.epoch_factor > 0) return x.base * power(x.options.epoch_factor, x.t);
  return x.base * math::exp(math::log(0.01) * ratio(x.t, x.total));
}

double cosine(const Terms& x) { return cosine_wave(x, x.t, x.total); }

double cosine_restarts(const Terms& x) {
  const std::int64_t factor = x.options.restart_factor;
  std::int64_t length = x.length(x.options.restart_epochs, divided_up(x.total, 1 + factor + factor * factor));
  if (factor == 1) return cosine_wave(x, x.t % length, length);
  std::int64_t t = x.t;
  for (; t >= length; length *= factor) t -= length;
  return cosine_wave(x, t, length);
}

double one_cycle(const Terms& x) {
  const double first = x.base / x.options.start_divisor, last = first / x.options.end_divisor;
  const double t = static_cast<double>(x.t), end = static_cast<double>(x.total - 1);
  const double peak = x.options.warmup_share * static_cast<double>(x.total) - 1;
  const bool rising = t < peak;
  const double from = rising ? first : x.base, to = rising ? x.base : last;
  const double fraction = rising ? t / peak : std::min((t - peak) / (end - peak), 1.0);
  return x.options.linear ? from + (to - from) * fraction : half_cosine(from, to, fraction);
}

double warmup_cosine(const Terms& x) {
  const std::int64_t warmup = x.length(x.options.warmup_epochs, x.total / 10);
  if (x.t < warmup) return x.base * ratio(x.t + 1, warmup);
  return cosine_wave(x, x.t - warmup, std::max<std::int64_t>(x.total - warmup, 1));
}

double plateau(const Terms& x) { return x.plateau_rate; }

enum class Unit { epochs, steps };

struct Row {
  double (*rate)(const Terms& terms);
  Unit unit;  ///< What positions and lengths are counted in.
  std::span<const std::string_view> reads;
};

constexpr std::array<std::string_view, 2> step_reads = {"factor", "step_epochs"};
constexpr std::array<std::string_view, 2> multi_step_reads = {"factor", "milestones"};
constexpr std::array<std::string_view, 1> exponential_reads = {"epoch_factor"};
constexpr std::array<std::string_view, 1> cosine_reads = {"minimum_rate"};
constexpr std::array<std::string_view, 3> cosine_restarts_reads = {"restart_epochs", "restart_factor",
                                                                   "minimum_rate"};
constexpr std::array<std::string_view, 4> one_cycle_reads = {"warmup_share", "start_divisor", "end_divisor",
                                                             "linear"};
constexpr std::array<std::string_view, 2> warmup_cosine_reads = {"warmup_epochs", "minimum_rate"};
constexpr std::array<std::string_view, 6> plateau_reads = {"factor",    "patience",           "cooldown",
                                                           "threshold", "absolute_threshold", "minimum_rate"};

/// In the order of the enum.
constexpr std::array<Row, schedule_names.size()> table = {{
    {constant, Unit::epochs, {}},
    {step, Unit::epochs, step_reads},
    {multi_step, Unit::epochs, multi_step_reads},
    {exponential, Unit::epochs, exponential_reads},
    {cosine, Unit::steps, cosine_reads},
    {cosine_restarts, Unit::steps, cosine_restarts_reads},
    {one_cycle, Unit::steps, one_cycle_reads},
    {warmup_cosine, Unit::steps, warmup_cosine_reads},
    {plateau, Unit::epochs, plateau_reads},
}};

const Row& row_of(ScheduleKind kind) { return table[static_cast<std::size_t>(kind)]; }

bool reads(ScheduleKind kind, std::string_view option) {
  const std::span<const std::string_view> names = row_of(kind).reads;
  return std::find(names.begin(), names.end(), option) != names.end();
}

}  // namespace

ScheduleKind schedule_from_name(std::string_view name) {
  return static_cast<ScheduleKind>(position_of_choice("schedule", name, schedule_names));
}

std::span<const std::string_view> options_read_by(ScheduleKind kind) { return row_of(kind).reads; }

Schedule::Schedule(const ScheduleOptions& options, double base_rate, int epochs, int steps_per_epoch)
    : options_(options),
      base_rate_(base_rate),
      epochs_(epochs),
      steps_per_epoch_(steps_per_epoch),
      plateau_{base_rate} {
  assert(epochs > 0 && steps_per_epoch > 0 && options.restart_factor > 0);
  if (reads(options.kind, "minimum_rate") && options.minimum_rate > base_rate) {
    fail("out_of_range",
         {"minimum_rate is ", format_number(options.minimum_rate),
          "; it must not be above the learning rate, ", format_number(base_rate), "."},
         {.path = "training.schedule.minimum_rate"});
  }
  if (reads(options.kind, "warmup_epochs") && options.warmup_epochs >= epochs) {
    fail("out_of_range",
         {"warmup_epochs is ", options.warmup_epochs, "; it must be below the number of epochs, ", epochs,
          ", or 0 for a tenth of the training."},
         {.path = "training.schedule.warmup_epochs"});
  }
}

double Schedule::rate(std::int64_t step) const {
  const Row& row = row_of(options_.kind);
  const std::int64_t epoch = row.unit == Unit::steps ? steps_per_epoch_ : 1;
  const std::int64_t position = row.unit == Unit::steps ? step : step / steps_per_epoch_;
  return row.rate({options_, base_rate_, position, epochs_ * epoch, epoch, plateau_.rate});
}

void Schedule::epoch_ended(double metric) {
  if (options_.kind != ScheduleKind::plateau) return;
  PlateauState& state = plateau_;
  const double bar =
      options_.absolute_threshold ? state.best - options_.threshold : state.best * (1 - options_.threshold);
  if (metric < bar) {
    state.best = metric;
    state.bad_epochs = 0;
  } else {
    ++state.bad_epochs;
  }
  if (state.cooldown_left > 0) {
    --state.cooldown_left;
    state.bad_epochs = 0;
  }
  if (state.bad_epochs <= options_.patience) return;
  // A drop too small to matter is none, as in PyTorch: a rate at its minimum stays there exactly.
  const double lower = std::max(state.rate * options_.factor, options_.minimum_rate);
  if (state.rate - lower > 1e-8) state.rate = lower;
  state.cooldown_left = options_.cooldown;
  state.bad_epochs = 0;
}

}  // namespace vitrine
