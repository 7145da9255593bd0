#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "error.h"
#include "goldens.h"
#include "nn/schedule.h"

using namespace vitrine;

namespace {

/// A golden schedule, told apart by the hyperparameters it has. Where the length of the training is one of
/// them, one epoch of one step stands for each position.
struct GoldenSchedule {
  ScheduleOptions options;
  double base_rate;
  int epochs;
};

GoldenSchedule read(const test::Golden& golden) {
  const test::Golden& hyper = golden["hyper"];
  ScheduleOptions options;
  int epochs = static_cast<int>(golden["lr"].size());
  double base_rate = golden["base_lr"];
  std::size_t taken = 0;
  const auto take = [&](const char* name, auto& field) {
    if (!hyper.contains(name)) return false;
    hyper[name].get_to(field);
    ++taken;
    return true;
  };
  const auto choose = [&](ScheduleKind kind) { options.kind = kind; };
  std::string text;
  bool flag = false;
  if (take("step_size", options.step_epochs)) choose(ScheduleKind::step);
  if (take("milestones", options.milestones)) choose(ScheduleKind::multi_step);
  if (options.kind != ScheduleKind::constant) {
    take("gamma", options.factor);
  } else if (take("gamma", options.epoch_factor)) {
    choose(ScheduleKind::exponential);
  }
  if (take("T_max", epochs)) choose(ScheduleKind::cosine);
  if (take("T_0", options.restart_epochs)) choose(ScheduleKind::cosine_restarts);
  take("T_mult", options.restart_factor);
  if (take("max_lr", base_rate)) choose(ScheduleKind::one_cycle);
  take("total_steps", epochs);
  take("pct_start", options.warmup_share);
  take("div_factor", options.start_divisor);
  take("final_div_factor", options.end_divisor);
  if (take("anneal_strategy", text)) options.linear = text == "linear";
  if (take("three_phase", flag)) CHECK_FALSE(flag);
  if (take("warmup", options.warmup_epochs)) choose(ScheduleKind::warmup_cosine);
  take("total", epochs);
  if (take("patience", options.patience)) choose(ScheduleKind::plateau);
  take("factor", options.factor);
  take("threshold", options.threshold);
  if (take("threshold_mode", text)) options.absolute_threshold = text == "abs";
  take("cooldown", options.cooldown);
  take("eta_min", options.minimum_rate);
  take("min_lr", options.minimum_rate);
  if (take("mode", text)) CHECK(text == "min");
  CHECK(taken == hyper.size());
  return {options, base_rate, epochs};
}

std::vector<double> rates(const Schedule& schedule, int steps) {
  std::vector<double> rates;
  for (int step = 0; step < steps; ++step) rates.push_back(schedule.rate(step));
  return rates;
}

std::vector<ScheduleKind> all_kinds() {
  std::vector<ScheduleKind> kinds;
  for (const std::string_view name : schedule_names) kinds.push_back(schedule_from_name(name));
  return kinds;
}

std::string name_of(ScheduleKind kind) { return std::string(schedule_names[static_cast<std::size_t>(kind)]); }

/// The rates of a training whose metric falls for four epochs and then stays.
std::vector<double> training(const ScheduleOptions& options, int epochs, int steps_per_epoch) {
  Schedule schedule(options, 0.5, epochs, steps_per_epoch);
  std::vector<double> rates;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (int step = 0; step < steps_per_epoch; ++step) {
      rates.push_back(schedule.rate(static_cast<std::int64_t>(epoch) * steps_per_epoch + step));
    }
    schedule.epoch_ended(epoch < 4 ? 8 - epoch : 5);
  }
  return rates;
}

void check_refused(const ScheduleOptions& options, const std::string& path, const std::string& message) {
  try {
    Schedule(options, 0.5, 10, 3);
    FAIL("options that contradict the training were taken");
  } catch (const Error& error) {
    CHECK(error.code() == "out_of_range");
    CHECK(error.path() == path);
    CHECK(error.what() == message);
  }
}

}  // namespace

TEST_CASE("schedule: rates agree with the golden schedules") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "schedules")) {
    const test::Golden golden = test::read_json(path);
    const double rtol = golden["meta"]["tolerance"]["rtol"], atol = golden["meta"]["tolerance"]["atol"];
    for (const test::Golden& expected : golden["schedules"]) {
      CAPTURE(expected["name"].get<std::string>());
      const GoldenSchedule read_golden = read(expected);
      Schedule schedule(read_golden.options, read_golden.base_rate, read_golden.epochs, 1);
      for (std::size_t t = 0; t < expected["lr"].size(); ++t) {
        CAPTURE(t);
        const double want = expected["lr"][t];
        CHECK(std::abs(schedule.rate(static_cast<std::int64_t>(t)) - want) <= atol + rtol * std::abs(want));
        if (expected.contains("metric")) schedule.epoch_ended(expected["metric"][t]);
      }
      ++compared;
    }
  }
  CHECK(compared > 0);
}

TEST_CASE("schedule: by name alone, every one stays in (0, base rate] over trainings of any length") {
  for (const ScheduleKind kind : all_kinds()) {
    CAPTURE(name_of(kind));
    for (const int epochs : {1, 2, 3, 10, 100}) {
      for (const int steps_per_epoch : {1, 2, 9}) {
        CAPTURE(epochs);
        CAPTURE(steps_per_epoch);
        for (const double rate : training({.kind = kind}, epochs, steps_per_epoch)) {
          CHECK(rate > 0);
          CHECK(rate <= 0.5 * (1 + 1e-15));
        }
      }
    }
  }
}

TEST_CASE("schedule: those that count epochs keep their rate through an epoch, the others count its steps") {
  for (const ScheduleKind kind : all_kinds()) {
    CAPTURE(name_of(kind));
    const std::vector<double> epochs = training({.kind = kind}, 24, 1),
                              steps = training({.kind = kind}, 24, 5);
    const bool by_steps = kind == ScheduleKind::cosine || kind == ScheduleKind::cosine_restarts ||
                          kind == ScheduleKind::one_cycle || kind == ScheduleKind::warmup_cosine;
    if (by_steps) {
      CHECK(steps == training({.kind = kind}, 120, 1));
    } else {
      for (std::size_t step = 0; step < steps.size(); ++step) CHECK(steps[step] == epochs[step / 5]);
    }
  }
}

TEST_CASE("schedule: lengths in epochs are turned into steps") {
  ScheduleOptions restarts = {.kind = ScheduleKind::cosine_restarts, .restart_epochs = 2};
  ScheduleOptions warmup = {.kind = ScheduleKind::warmup_cosine, .warmup_epochs = 3};
  const std::vector<double> by_epochs = training(restarts, 14, 5), warm = training(warmup, 14, 5);
  restarts.restart_epochs = 10;
  warmup.warmup_epochs = 15;
  CHECK(by_epochs == training(restarts, 70, 1));
  CHECK(warm == training(warmup, 70, 1));
}

TEST_CASE("schedule: an option obeyed is one that the row names, and no other") {
  struct Change {
    const char* option;
    void (*make)(ScheduleOptions& options);
  };
  const Change changes[] = {
      {"factor", [](ScheduleOptions& o) { o.factor = 0.5; }},
      {"step_epochs", [](ScheduleOptions& o) { o.step_epochs = 5; }},
      {"milestones",
       [](ScheduleOptions& o) {
         o.milestones = {3, 4};
       }},
      {"epoch_factor", [](ScheduleOptions& o) { o.epoch_factor = 0.5; }},
      {"restart_epochs", [](ScheduleOptions& o) { o.restart_epochs = 3; }},
      {"restart_factor", [](ScheduleOptions& o) { o.restart_factor = 3; }},
      {"warmup_epochs", [](ScheduleOptions& o) { o.warmup_epochs = 5; }},
      {"warmup_share", [](ScheduleOptions& o) { o.warmup_share = 0.5; }},
      {"start_divisor", [](ScheduleOptions& o) { o.start_divisor = 10; }},
      {"end_divisor", [](ScheduleOptions& o) { o.end_divisor = 10; }},
      {"linear", [](ScheduleOptions& o) { o.linear = true; }},
      {"patience", [](ScheduleOptions& o) { o.patience = 3; }},
      {"cooldown", [](ScheduleOptions& o) { o.cooldown = 3; }},
      {"threshold", [](ScheduleOptions& o) { o.threshold = 0.15; }},
      {"absolute_threshold", [](ScheduleOptions& o) { o.absolute_threshold = true; }},
      {"minimum_rate", [](ScheduleOptions& o) { o.minimum_rate = 0.1; }},
  };
  for (const ScheduleKind kind : all_kinds()) {
    CAPTURE(name_of(kind));
    std::size_t found = 0;
    for (const Change& change : changes) {
      CAPTURE(change.option);
      // With this threshold two of the first epochs are no better as a share, and better as a difference.
      ScheduleOptions plain{.kind = kind, .patience = 2, .threshold = 0.5}, changed = plain;
      change.make(changed);
      const bool same = training(plain, 40, 2) == training(changed, 40, 2);
      const std::span<const std::string_view> names = options_read_by(kind);
      const bool named = std::find(names.begin(), names.end(), change.option) != names.end();
      CHECK(same != named);
      found += named ? 1 : 0;
    }
    CHECK(found == options_read_by(kind).size());
  }
}

TEST_CASE("schedule: step drops to a tenth every third of the training") {
  const std::vector<double> rates = training({.kind = ScheduleKind::step}, 100, 1);
  CHECK(rates[33] == 0.5);
  CHECK(rates[34] == doctest::Approx(0.05).epsilon(1e-15));
  CHECK(rates[67] == doctest::Approx(0.05).epsilon(1e-15));
  CHECK(rates[68] == doctest::Approx(0.005).epsilon(1e-15));
  CHECK(rates[99] == doctest::Approx(0.005).epsilon(1e-15));
}

TEST_CASE("schedule: multi_step drops at a half and three quarters, or at its milestones in any order") {
  CHECK(training({.kind = ScheduleKind::multi_step, .factor = 0.5}, 8, 1) ==
        std::vector<double>{0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125});
  CHECK(training({.kind = ScheduleKind::multi_step, .factor = 0.5, .milestones = {3, 1, 3}}, 5, 1) ==
        std::vector<double>{0.5, 0.25, 0.25, 0.0625, 0.0625});
}

TEST_CASE("schedule: exponential falls to a hundredth over the training, or by its factor each epoch") {
  const Schedule suited({.kind = ScheduleKind::exponential}, 3, 50, 1);
  CHECK(suited.rate(0) == 3);
  CHECK(suited.rate(25) == doctest::Approx(0.3).epsilon(1e-14));
  CHECK(suited.rate(50) == doctest::Approx(0.03).epsilon(1e-14));
  CHECK(training({.kind = ScheduleKind::exponential, .epoch_factor = 0.5}, 4, 1) ==
        std::vector<double>{0.5, 0.25, 0.125, 0.0625});
}

TEST_CASE("schedule: cosine is halfway in the middle and at its lowest at the end of the training") {
  const Schedule schedule({.kind = ScheduleKind::cosine, .minimum_rate = 0.25}, 0.75, 10, 8);
  CHECK(schedule.rate(0) == 0.75);
  CHECK(schedule.rate(40) == 0.5);
  CHECK(schedule.rate(80) == 0.25);
}

TEST_CASE("schedule: cosine_restarts ends the training with its third cycle") {
  const Schedule twice({.kind = ScheduleKind::cosine_restarts}, 0.5, 70, 2);  // cycles of 20, 40, 80 steps
  for (const int restart : {0, 20, 60, 140}) CHECK(twice.rate(restart) == 0.5);
  for (const int middle : {10, 40, 100}) CHECK(twice.rate(middle) == 0.25);
  const Schedule equal({.kind = ScheduleKind::cosine_restarts, .restart_factor = 1}, 0.5, 60, 1);
  for (const int restart : {0, 20, 40}) CHECK(equal.rate(restart) == 0.5);
  for (const int middle : {10, 30, 50}) CHECK(equal.rate(middle) == 0.25);
}

TEST_CASE("schedule: one_cycle climbs to the base rate, ends far below where it began, and stays there") {
  const Schedule schedule({.kind = ScheduleKind::one_cycle, .warmup_share = 0.25}, 0.5, 20, 2);
  CHECK(schedule.rate(0) == doctest::Approx(0.5 / 25).epsilon(1e-14));
  CHECK(schedule.rate(9) == 0.5);
  CHECK(schedule.rate(39) == doctest::Approx(0.5 / 25 / 1e4).epsilon(1e-9));
  CHECK(schedule.rate(1000) == schedule.rate(39));
}

TEST_CASE("schedule: warmup_cosine climbs in a tenth of the steps") {
  const Schedule schedule({.kind = ScheduleKind::warmup_cosine}, 0.5, 10, 4);
  CHECK(rates(schedule, 5) == std::vector<double>{0.125, 0.25, 0.375, 0.5, 0.5});
  CHECK(schedule.rate(22) == 0.25);
}

TEST_CASE("schedule: plateau drops after more than `patience` epochs without a better metric") {
  Schedule schedule({.kind = ScheduleKind::plateau, .factor = 0.5, .patience = 1}, 0.5, 20, 1);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto told = [&](double metric) {
    schedule.epoch_ended(metric);
    return schedule.rate(0);
  };
  CHECK(told(3) == 0.5);
  CHECK(told(2) == 0.5);
  CHECK(told(2) == 0.5);
  CHECK(told(nan) == 0.25);
  CHECK(told(1) == 0.25);
  CHECK(told(1) == 0.25);
  CHECK(told(1) == 0.125);
}

TEST_CASE("schedule: plateau goes to minimum_rate exactly and no lower") {
  Schedule schedule({.kind = ScheduleKind::plateau, .patience = 0, .minimum_rate = 0.02}, 0.5, 20, 1);
  std::vector<double> rates;
  for (int epoch = 0; epoch < 5; ++epoch) {
    schedule.epoch_ended(1);
    rates.push_back(schedule.rate(epoch));
  }
  CHECK(rates == std::vector<double>{0.5, 0.05, 0.02, 0.02, 0.02});
}

TEST_CASE("schedule: a plateau's state put into a new schedule continues with the same rates") {
  const ScheduleOptions options = {
      .kind = ScheduleKind::plateau, .factor = 0.7, .patience = 2, .cooldown = 2};
  const auto metric = [](int epoch) { return epoch < 5 ? 3.0 - epoch * 0.1 : 2.8; };
  for (int stop = 0; stop < 20; ++stop) {
    CAPTURE(stop);
    Schedule whole(options, 0.5, 20, 1), before(options, 0.5, 20, 1), after(options, 0.5, 20, 1);
    for (int epoch = 0; epoch < stop; ++epoch) before.epoch_ended(metric(epoch));
    after.set_plateau(before.plateau());
    for (int epoch = 0; epoch < 20; ++epoch) {
      if (epoch >= stop) CHECK(after.rate(epoch) == whole.rate(epoch));
      whole.epoch_ended(metric(epoch));
      if (epoch >= stop) after.epoch_ended(metric(epoch));
    }
    CHECK(after.plateau().rate == whole.plateau().rate);
    CHECK(after.plateau().rate < 0.5);
    CHECK(after.plateau().best == whole.plateau().best);
    CHECK(after.plateau().bad_epochs == whole.plateau().bad_epochs);
    CHECK(after.plateau().cooldown_left == whole.plateau().cooldown_left);
  }
}

TEST_CASE("schedule: options that contradict the training are refused where they are read") {
  check_refused({.kind = ScheduleKind::cosine, .minimum_rate = 0.75}, "training.schedule.minimum_rate",
                "minimum_rate is 0.75; it must not be above the learning rate, 0.5.");
  check_refused({.kind = ScheduleKind::warmup_cosine, .warmup_epochs = 10}, "training.schedule.warmup_epochs",
                "warmup_epochs is 10; it must be below the number of epochs, 10, or 0 for a tenth of the "
                "training.");
  const Schedule unread({.kind = ScheduleKind::step, .warmup_epochs = 10, .minimum_rate = 0.75}, 0.5, 10, 3);
  CHECK(unread.rate(0) == 0.5);
}

TEST_CASE("schedule: an unknown name lists the choices") {
  try {
    schedule_from_name("cosin");
    FAIL("an unknown name was taken");
  } catch (const Error& error) {
    CHECK(error.code() == "unknown_choice");
    CHECK(std::string(error.what()).find("cosine, cosine_restarts") != std::string::npos);
  }
}
