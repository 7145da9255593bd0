#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "clusters.h"
#include "nn/random.h"
#include "nn/random_network.h"
#include "train/metrics/metric_table.h"
#include "train/trainer.h"

// What the place of a row in its table may change: the order in which training visits it, and nothing else.

using namespace vitrine;
using namespace vitrine::metrics;
using test::clusters;

namespace {

std::vector<int> in_order(int rows) {
  std::vector<int> order(static_cast<std::size_t>(rows));
  std::iota(order.begin(), order.end(), 0);
  return order;
}

/// For each place of an epoch's order the row that is visited there.
std::vector<int> visiting_order(int rows, std::uint64_t shuffle_seed, int epoch) {
  std::vector<int> order = in_order(rows);
  Random random(shuffle_seed, Purpose::shuffle, static_cast<std::uint32_t>(epoch));
  random.shuffle(order);
  return order;
}

/// Row from[i] becomes row to[i].
template <typename Scalar>
Examples<Scalar> moved(const Examples<Scalar>& examples, const std::vector<int>& from,
                       const std::vector<int>& to) {
  Examples<Scalar> result = examples;
  for (std::size_t i = 0; i < from.size(); ++i) {
    result.inputs.col(to[i]) = examples.inputs.col(from[i]);
    result.labels[static_cast<std::size_t>(to[i])] = examples.labels[static_cast<std::size_t>(from[i])];
  }
  return result;
}

/// Two inputs, a batch normalisation that sees the whole batch, dropout that sees places in the batch, and
/// two classes.
Network<double> network_of_all_parts() {
  return test::random_network(2, {test::dense(6), test::batch_norm(Activation::tanh), test::dropout(0.3),
                                  test::dense(5, Activation::silu), test::dense(2)});
}

void check_equal(const MetricRow& metric, const Metric& one, const Metric& two) {
  CAPTURE(metric.name);
  REQUIRE(one.available() == two.available());
  if (!one.available()) return;
  CHECK(std::abs(one.value() - two.value()) <= 1e-12 * std::max(1.0, std::abs(one.value())));
}

}  // namespace

TEST_CASE_TEMPLATE("trainer: rows in other places, visited in the same order, give the same bits", Scalar,
                   float, double) {
  constexpr int rows = 43, epochs = 4;
  const Examples<Scalar> examples = clusters<Scalar>(rows, 1);
  TrainingOptions options = test::adam(8, epochs);  // the last of six batches is short
  options.loss.class_weights = {1, 3};
  options.loss.label_smoothing = 0.1;
  options.clip_norm = 0.5;
  options.input_noise = 0.1;
  options.schedule = {.kind = ScheduleKind::one_cycle};
  Trainer<Scalar> trainer(network_of_all_parts().template cast<Scalar>(), examples, clusters<Scalar>(20, 2),
                          options);
  TrainingOptions other_seed = options;
  other_seed.shuffle_seed = options.shuffle_seed + 1;
  TrainerState<Scalar> state = trainer.state();
  for (int epoch = 0; epoch < epochs; ++epoch) {
    CAPTURE(epoch);
    trainer.advance(trainer.steps_per_epoch());
    const std::vector<int> from = visiting_order(rows, options.shuffle_seed, epoch);
    const std::vector<int> to = visiting_order(rows, other_seed.shuffle_seed, epoch);
    REQUIRE(from != to);
    Trainer<Scalar> other(network_of_all_parts().template cast<Scalar>(), moved(examples, from, to),
                          clusters<Scalar>(20, 2), other_seed);
    other.resume(state);
    other.advance(other.steps_per_epoch());
    state = other.state();
    CHECK(state.parameters == trainer.state().parameters);
    CHECK(state.statistics == trainer.state().statistics);
    CHECK(state.history.back().train_loss == trainer.history().back().train_loss);
    CHECK(state.history.back().train_accuracy == trainer.history().back().train_accuracy);
    CHECK(state.history.back().validation_loss == trainer.history().back().validation_loss);
  }
}

TEST_CASE("trainer: the order of the rows changes training on full batches by rounding alone") {
  constexpr int rows = 43, epochs = 30;
  const Examples<double> examples = clusters<double>(rows, 1);
  const std::vector<int> places = visiting_order(rows, 7, 0);
  const Network<double> network = test::random_network(2, {test::dense(6), test::batch_norm(Activation::tanh),
                                                           test::dense(5, Activation::silu), test::dense(2)});
  const auto run = [&](const Examples<double>& training, const Examples<double>& validation) {
    Trainer<double> trainer(network, training, validation, test::full_batch(epochs, 0.1));
    test::finish(trainer);
    return trainer.state();
  };
  const TrainerState<double> one = run(examples, examples);
  const Examples<double> reordered = moved(examples, in_order(rows), places);
  const TrainerState<double> two = run(reordered, reordered);
  // Sums of 43 terms in another order differ by about 1e-15, thirty times.
  for (std::size_t i = 0; i < one.parameters.size(); ++i) {
    CHECK(std::abs(one.parameters[i] - two.parameters[i]) <= 1e-12);
  }
  for (std::size_t i = 0; i < one.statistics.size(); ++i) {
    CHECK(std::abs(one.statistics[i] - two.statistics[i]) <= 1e-12);
  }
  for (int epoch = 0; epoch < epochs; ++epoch) {
    const auto at = static_cast<std::size_t>(epoch);
    CHECK(std::abs(one.history[at].train_loss - two.history[at].train_loss) <= 1e-12);
    CHECK(std::abs(one.history[at].validation_loss - two.history[at].validation_loss) <= 1e-12);
  }
  CHECK(one.history.back().train_loss < 0.5 * one.history.front().train_loss);
}

TEST_CASE("metrics: the order of the rows changes no metric of classes by more than rounding") {
  constexpr int rows = 61;
  const std::vector<int> places = visiting_order(rows, 9, 0);
  for (const int classes : {2, 4}) {
    // Multiples of 1/8 and their products: with ties, where ranks depend on how they are broken.
    Random random(4, Purpose::noise, static_cast<std::uint32_t>(classes));
    Examples<double> predicted = {Matrix<double>(classes, rows), {}, {}};
    for (int row = 0; row < rows; ++row) {
      double rest = 1;
      for (int k = 0; k < classes; ++k) {
        const double share = k + 1 < classes ? rest * random.below(9) / 8 : rest;
        predicted.inputs(k, row) = share;
        rest -= share;
      }
      predicted.labels.push_back(static_cast<int>(random.below(static_cast<std::uint32_t>(classes))));
    }
    std::vector<std::string> names;
    for (int k = 0; k < classes; ++k) names.push_back(std::to_string(k));
    const auto predictions = [&](const Examples<double>& rows_predicted) {
      return ClassPredictions::from_probabilities(rows_predicted.inputs, rows_predicted.labels, names)
          .value();
    };
    const ClassPredictions one = predictions(predicted);
    const ClassPredictions two = predictions(moved(predicted, in_order(rows), places));
    for (const MetricRow& metric : metric_table()) {
      if (metric.of_classes != nullptr) check_equal(metric, metric.of_classes(one), metric.of_classes(two));
    }
  }
}

TEST_CASE("metrics: the order of the rows changes no metric of numbers by more than rounding") {
  constexpr int rows = 61;
  const std::vector<int> places = visiting_order(rows, 9, 0);
  const Matrix<double> drawn = test::normal_matrix(2, rows, 3);
  std::vector<double> targets(rows), predictions(rows), moved_targets(rows), moved_predictions(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto place = static_cast<std::size_t>(places[row]);
    moved_targets[place] = targets[row] = drawn(0, static_cast<Eigen::Index>(row));
    moved_predictions[place] = predictions[row] = drawn(1, static_cast<Eigen::Index>(row));
  }
  const NumberPredictions one = NumberPredictions::from(targets, predictions).value();
  const NumberPredictions two = NumberPredictions::from(moved_targets, moved_predictions).value();
  for (const MetricRow& metric : metric_table()) {
    if (metric.of_numbers != nullptr) check_equal(metric, metric.of_numbers(one), metric.of_numbers(two));
  }
}
