#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "golden_matrix.h"
#include "golden_network.h"
#include "goldens.h"
#include "nn/backpropagation.h"
#include "nn/clipping.h"
#include "train/trainer.h"

using namespace vitrine;
using test::Golden;
using test::matrix;
using test::Tolerance;
using test::vector;
using test::worst_error;

namespace {

TrainingOptions options_of(const Golden& config, int epochs) {
  TrainingOptions options = {.optimizer = {.kind = OptimizerKind::adamw},
                             .learning_rate = config["lr"],
                             .batch_size = config["batch_size"],
                             .epochs = epochs};
  options.optimizer.beta1 = config["betas"][0];
  options.optimizer.beta2 = config["betas"][1];
  options.optimizer.epsilon = config["eps"];
  options.optimizer.weight_decay = config["weight_decay"];
  options.decay_all = true;
  options.schedule = {.kind = ScheduleKind::exponential, .epoch_factor = config["lr_factor_per_epoch"]};
  options.clip_norm = config["clip_global_norm"];
  return options;
}

/// The examples in such an order that the trainer, which shuffles them for this epoch, visits them as `order`
/// says.
Examples<double> examples_in_order(const Golden& golden, const std::vector<int>& order,
                                   std::uint64_t shuffle_seed, int epoch) {
  const Matrix<double> inputs = matrix(golden["X"]).transpose();
  std::vector<int> visited(order.size());
  std::iota(visited.begin(), visited.end(), 0);
  Random random(shuffle_seed, Purpose::shuffle, static_cast<std::uint32_t>(epoch));
  random.shuffle(visited);
  Examples<double> examples;
  examples.inputs.resize(inputs.rows(), inputs.cols());
  examples.labels.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    examples.inputs.col(visited[i]) = inputs.col(order[i]);
    examples.labels[static_cast<std::size_t>(visited[i])] = golden["y"][static_cast<std::size_t>(order[i])];
  }
  return examples;
}

/// Norm of the gradient of a training pass over these rows, before clipping.
double gradient_norm(const Network<double>& network, const Examples<double>& examples,
                     const TrainingOptions& options, const std::vector<int>& rows) {
  Backpropagation<double> pass(network, static_cast<int>(rows.size()));
  Labels labels;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto column = examples.inputs.col(rows[i]);
    std::copy_n(column.data(), column.size(), pass.inputs().data() + i * std::size_t(column.size()));
    labels.push_back(examples.labels[static_cast<std::size_t>(rows[i])]);
  }
  std::vector<double> gradient(network.parameters().size());
  pass.gradient(network, options.loss, {labels, {}}, options.penalties, gradient, {.training = true});
  return euclidean_norm<double>(gradient);
}

void compare(const Golden& golden, Tolerance tolerance) {
  const Golden& config = golden["config"];
  const test::GoldenLayers layers = test::layers_of(config);
  Network<double> network = test::golden_network(config, layers, golden["initial"], Output::softmax);
  const Golden& epochs = golden["epochs"];
  const TrainingOptions options = options_of(config, static_cast<int>(epochs.size()));
  const Examples<double> evaluated = {matrix(golden["X"]).transpose(), golden["y"].get<Labels>(), {}};
  TrainerState<double> state;
  for (std::size_t epoch = 0; epoch < epochs.size(); ++epoch) {
    CAPTURE(epoch);
    const Golden& expected = epochs[epoch];
    const auto order = expected["order"].get<std::vector<int>>();
    // Each epoch is a trainer of its own that goes on where the one before was.
    Trainer<double> trainer(network,
                            examples_in_order(golden, order, options.shuffle_seed, static_cast<int>(epoch)),
                            evaluated, options);
    if (epoch > 0) trainer.resume(state);
    const auto batches = static_cast<std::size_t>(trainer.steps_per_epoch());
    REQUIRE(expected["batch_losses"].size() == batches);
    REQUIRE(expected["grad_norms_before_clip"].size() == batches);
    double loss_sum = 0;
    for (std::size_t batch = 0; batch < batches; ++batch) {
      CAPTURE(batch);
      const std::size_t first = batch * static_cast<std::size_t>(options.batch_size);
      const std::size_t last = std::min(first + static_cast<std::size_t>(options.batch_size), order.size());
      const std::vector<int> rows(order.begin() + static_cast<std::ptrdiff_t>(first),
                                  order.begin() + static_cast<std::ptrdiff_t>(last));
      CHECK(tolerance.holds(gradient_norm(trainer.network(), evaluated, options, rows),
                            expected["grad_norms_before_clip"][batch]));
      const double loss = expected["batch_losses"][batch];
      CHECK(tolerance.holds(Trainer<double>(trainer).advance_at(expected["lr"]), loss));
      loss_sum += loss * static_cast<double>(last - first);
      trainer.advance(1);
    }
    REQUIRE(trainer.history().size() == epoch + 1);
    const EpochReport& report = trainer.history().back();
    CHECK(tolerance.holds(report.learning_rate, expected["lr"]));
    CHECK(tolerance.holds(report.train_loss, loss_sum / static_cast<double>(order.size())));
    CHECK(tolerance.holds(report.validation_loss, expected["eval_loss"]));
    CHECK(worst_error(trainer.network().logits(evaluated.inputs), matrix(expected["eval_logits"]).transpose(),
                      tolerance) <= 1);
    state = trainer.state();
    network = trainer.network();
  }
  REQUIRE(golden["final"].size() == layers.dense.size());
  for (std::size_t i = 0; i < layers.dense.size(); ++i) {
    CAPTURE(i);
    const Golden& expected = golden["final"][i];
    CHECK(worst_error(network.weights(layers.dense[i]), matrix(expected["W"]), tolerance) <= 1);
    CHECK(worst_error(network.bias(layers.dense[i]), vector(expected["b"]), tolerance) <= 1);
    for (const auto& [name, kind] :
         {std::pair{"gamma", TensorKind::gamma}, std::pair{"beta", TensorKind::beta},
          std::pair{"running_mean", TensorKind::mean}, std::pair{"running_var", TensorKind::variance}}) {
      if (!expected.contains(name)) continue;
      CHECK(worst_error(network.tensor(layers.dense[i] + 1, kind), vector(expected[name]), tolerance) <= 1);
    }
  }
}

}  // namespace

TEST_CASE("trainer: follows the golden training runs batch by batch") {
  for (const auto& path : test::golden_files("nn", "training_run")) {
    CAPTURE(path.filename().string());
    const Golden golden = test::read_json(path);
    // The error grows from step to step, so only float64 is held to it.
    compare(golden, test::tolerance_of(golden));
  }
}
