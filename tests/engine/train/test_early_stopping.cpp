#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "clusters.h"

using namespace vitrine;

namespace {

/// Few rows, clusters that overlap and a wide network with running statistics: the validation loss falls,
/// then rises.
Trainer<float> overfitting(const EarlyStoppingOptions& early_stopping) {
  const std::vector<LayerOptions> hidden = {{.units = 16, .activation = Activation::tanh, .batch_norm = true},
                                            {.units = 16, .activation = Activation::tanh}};
  Network<float> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  TrainingOptions options = test::adam(8, 60);
  options.learning_rate = 0.003;
  options.early_stopping = early_stopping;
  return Trainer<float>(network, test::clusters<float>(30, 1, 1.5), test::clusters<float>(40, 2, 1.5),
                        options);
}

/// Where a run that never stops early should have, worked out from its history.
struct Expected {
  int best = 0, last = 0;
};

Expected expected_stop(const std::vector<EpochReport>& history, const EarlyStoppingOptions& options) {
  Expected expected;
  double lowest = 1e300;
  for (const EpochReport& report : history) {
    expected.last = report.epoch;
    if (report.validation_loss < lowest - options.minimum_improvement) {
      lowest = report.validation_loss;
      expected.best = report.epoch;
    } else if (report.epoch - expected.best == options.patience) {
      break;
    }
  }
  return expected;
}

std::vector<float> all_numbers(const Network<float>& network) {
  std::vector<float> numbers(network.parameters().begin(), network.parameters().end());
  numbers.insert(numbers.end(), network.statistics().begin(), network.statistics().end());
  return numbers;
}

/// What the run has after so many epochs, without early stopping.
std::vector<float> numbers_after(int epochs) {
  Trainer<float> trainer = overfitting({});
  trainer.advance(epochs * trainer.steps_per_epoch());
  return all_numbers(trainer.network());
}

}  // namespace

TEST_CASE("early stopping: ends where patience runs out, with the bits of the best epoch") {
  Trainer<float> whole = overfitting({});
  test::finish(whole);
  REQUIRE(whole.epochs_finished() == 60);
  CHECK(!whole.stopped_early());
  CHECK(whole.best_epoch() == 0);
  for (const EarlyStoppingOptions& options :
       {EarlyStoppingOptions{.patience = 1}, EarlyStoppingOptions{.patience = 7},
        EarlyStoppingOptions{.patience = 4, .minimum_improvement = 0.01},
        EarlyStoppingOptions{.patience = 7, .restore_best = false}}) {
    CAPTURE(options.patience);
    CAPTURE(options.restore_best);
    const Expected expected = expected_stop(whole.history(), options);
    REQUIRE(expected.last < 60);
    REQUIRE(expected.best > 1);
    Trainer<float> trainer = overfitting(options);
    test::finish(trainer);
    CHECK(trainer.stopped_early());
    CHECK(trainer.failure().empty());
    CHECK(trainer.epochs_finished() == expected.last);
    CHECK(trainer.best_epoch() == expected.best);
    CHECK(trainer.history().size() == static_cast<std::size_t>(expected.last));
    CHECK(all_numbers(trainer.network()) ==
          numbers_after(options.restore_best ? expected.best : expected.last));
  }
}

TEST_CASE("early stopping: a larger minimum improvement makes an earlier epoch the best") {
  Trainer<float> fine = overfitting({.patience = 3});
  Trainer<float> coarse = overfitting({.patience = 3, .minimum_improvement = 0.05});
  test::finish(fine);
  test::finish(coarse);
  CHECK(coarse.best_epoch() < fine.best_epoch());
}

TEST_CASE("early stopping: with patience left at the end, the best epoch is restored all the same") {
  Trainer<float> trainer = overfitting({.patience = 59});
  test::finish(trainer);
  CHECK(!trainer.stopped_early());
  CHECK(trainer.epochs_finished() == 60);
  REQUIRE(trainer.best_epoch() < 60);
  CHECK(all_numbers(trainer.network()) == numbers_after(trainer.best_epoch()));
}
