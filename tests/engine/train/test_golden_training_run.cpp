#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "golden_matrix.h"
#include "goldens.h"
#include "train/trainer.h"

using namespace vitrine;
using test::Golden;
using test::matrix;
using test::vector;

namespace {

struct Tolerance {
  double rtol, atol;
};

/// The largest |got - want| / (atol + rtol |want|); NaN is the largest of all.
double worst_error(const Matrix<double>& got, const Matrix<double>& want, Tolerance tolerance) {
  REQUIRE(got.rows() == want.rows());
  REQUIRE(got.cols() == want.cols());
  double worst = 0;
  for (Eigen::Index i = 0; i < got.size(); ++i) {
    const double scale = tolerance.atol + tolerance.rtol * std::abs(want.data()[i]);
    const double error = std::abs(got.data()[i] - want.data()[i]) / scale;
    worst = error <= worst ? worst : error;
  }
  return worst;
}

/// @param dense  gets the place of each of the reference's layers in the engine's list; its batch
///               normalisation, if any, comes next.
Network<double> initial_network(const Golden& golden, std::vector<std::size_t>& dense) {
  const Golden& config = golden["config"];
  std::vector<Layer> layers;
  for (const Golden& layer : config["layers"]) {
    dense.push_back(layers.size());
    layers.push_back({.kind = LayerKind::dense, .units = layer["out"]});
    if (layer["batchnorm"] == true) {
      layers.push_back({.kind = LayerKind::batch_norm, .epsilon = config["bn_eps"]});
    }
    layers.back().activation = activation_from_name(layer["activation"].get<std::string>());
  }
  Network<double> network(config["layers"][0]["in"], layers, Output::softmax);
  for (std::size_t i = 0; i < dense.size(); ++i) {
    const Golden& values = golden["initial"][i];
    network.set_layer(dense[i], matrix(values["W"]), vector(values["b"]));
    if (!values.contains("gamma")) continue;
    network.set_tensor(dense[i] + 1, TensorKind::gamma, vector(values["gamma"]));
    network.set_tensor(dense[i] + 1, TensorKind::beta, vector(values["beta"]));
    network.set_tensor(dense[i] + 1, TensorKind::mean, vector(values["running_mean"]));
    network.set_tensor(dense[i] + 1, TensorKind::variance, vector(values["running_var"]));
  }
  return network;
}

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

void compare(const Golden& golden, Tolerance tolerance) {
  std::vector<std::size_t> dense;
  Network<double> network = initial_network(golden, dense);
  const Golden& epochs = golden["epochs"];
  const TrainingOptions options = options_of(golden["config"], static_cast<int>(epochs.size()));
  Examples<double> evaluated = {matrix(golden["X"]).transpose(), golden["y"].get<Labels>(), {}};
  TrainerState<double> state;
  for (std::size_t epoch = 0; epoch < epochs.size(); ++epoch) {
    CAPTURE(epoch);
    const Golden& expected = epochs[epoch];
    // Each epoch is a trainer of its own that goes on where the one before was.
    Trainer<double> trainer(network,
                            examples_in_order(golden, expected["order"].get<std::vector<int>>(),
                                              options.shuffle_seed, static_cast<int>(epoch)),
                            evaluated, options);
    if (epoch > 0) trainer.resume(state);
    double loss_sum = 0, rows = 0;
    for (const Golden& loss : expected["batch_losses"]) {
      const double count =
          std::min<double>(options.batch_size, static_cast<double>(evaluated.count()) - rows);
      loss_sum += count * loss.get<double>();
      rows += count;
    }
    trainer.advance(trainer.steps_per_epoch());
    REQUIRE(trainer.history().size() == epoch + 1);
    const EpochReport& report = trainer.history().back();
    const auto close = [&](double got, double want) {
      return std::abs(got - want) <= tolerance.atol + tolerance.rtol * std::abs(want);
    };
    CHECK(close(report.learning_rate, expected["lr"]));
    CHECK(close(report.train_loss, loss_sum / rows));
    CHECK(close(report.validation_loss, expected["eval_loss"]));
    CHECK(worst_error(trainer.network().logits(evaluated.inputs), matrix(expected["eval_logits"]).transpose(),
                      tolerance) <= 1);
    state = trainer.state();
    network = trainer.network();
  }
  for (std::size_t i = 0; i < dense.size(); ++i) {
    CAPTURE(i);
    const Golden& expected = golden["final"][i];
    CHECK(worst_error(network.weights(dense[i]), matrix(expected["W"]), tolerance) <= 1);
    CHECK(worst_error(network.bias(dense[i]), vector(expected["b"]), tolerance) <= 1);
    for (const auto& [name, kind] :
         {std::pair{"gamma", TensorKind::gamma}, std::pair{"beta", TensorKind::beta},
          std::pair{"running_mean", TensorKind::mean}, std::pair{"running_var", TensorKind::variance}}) {
      if (!expected.contains(name)) continue;
      CHECK(worst_error(network.tensor(dense[i] + 1, kind), vector(expected[name]), tolerance) <= 1);
    }
  }
}

}  // namespace

TEST_CASE("trainer: follows the golden training runs batch by batch") {
  const auto files = test::golden_files("nn", "training_run");
  CHECK(!files.empty());
  for (const auto& path : files) {
    CAPTURE(path.filename().string());
    const Golden golden = test::read_json(path);
    // The error grows from step to step, so only float64 is held to it.
    const Golden& tolerance = golden["meta"]["tolerance"];
    compare(golden, {tolerance["rtol"], tolerance["atol"]});
  }
}
