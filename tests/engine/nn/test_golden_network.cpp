#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "golden_loss.h"
#include "golden_matrix.h"
#include "golden_network.h"
#include "goldens.h"
#include "nn/backpropagation.h"
#include "nn/gradient_check.h"
#include "nn/kernels.h"
#include "nn/network.h"

using namespace vitrine;
using test::float32_tolerance;
using test::Golden;
using test::GoldenLayers;
using test::matrix;
using test::rows_of;
using test::Tolerance;
using test::vector;
using test::worst_error;

namespace {

/// A golden network's targets: labels, or else values, example after example.
struct GoldenTargets {
  TargetKind kind = TargetKind::labels;
  std::vector<int> labels;
  std::vector<double> values;
};

GoldenTargets targets_of(const Golden& y, LossKind loss) {
  GoldenTargets targets;
  if (y[0].is_number_integer()) {
    targets.labels = y.get<std::vector<int>>();
    return targets;
  }
  for (const Golden& example : y) {
    const Golden row = example.is_array() ? example : Golden::array({example});
    targets.values.insert(targets.values.end(), row.begin(), row.end());
  }
  const bool distribution = !output_after(loss, TargetKind::probabilities).empty();
  targets.kind = distribution ? TargetKind::probabilities : TargetKind::numbers;
  return targets;
}

Output output_from_name(std::string_view name) {
  const auto place = std::find(output_names.begin(), output_names.end(), name);
  REQUIRE(place != output_names.end());
  return static_cast<Output>(place - output_names.begin());
}

/// What the goldens call "proba" of a network for classes, examples x outputs: of one sigmoid unit the
/// probability of label 1 alone.
template <typename Scalar>
Matrix<double> probabilities_of(std::span<const Scalar> logits, int stride, int outputs, int examples,
                                Output output) {
  std::vector<Scalar> probabilities(logits.begin(), logits.end());
  if (output == Output::softmax) {
    softmax<Scalar>(logits, outputs, stride, probabilities);
  } else {
    activate<Scalar>(Activation::sigmoid, logits, probabilities);
  }
  return rows_of<Scalar>(probabilities, stride, outputs, examples);
}

template <typename Scalar>
void compare_forward(const Golden& golden, const GoldenLayers& layers, const Network<Scalar>& network,
                     const Backpropagation<Scalar>& pass, int examples, Tolerance tolerance) {
  REQUIRE(golden["forward"]["layers"].size() == layers.dense.size());
  for (std::size_t i = 0; i < layers.dense.size(); ++i) {
    CAPTURE(i);
    const Golden& expected = golden["forward"]["layers"][i];
    const std::size_t dense = layers.dense[i], last = dense + (expected.contains("bn") ? 1 : 0);
    const Layer& layer = network.layers()[dense];
    const auto rows = [&](std::span<const Scalar> columns) {
      return rows_of(columns, layer.stride, layer.units, examples);
    };
    CHECK(worst_error(rows(pass.preactivation(dense)), matrix(expected["z"]), tolerance) <= 1);
    if (last > dense) {
      CHECK(worst_error(rows(pass.preactivation(last)), matrix(expected["bn"]), tolerance) <= 1);
    }
    CHECK(worst_error(rows(pass.activation(last)), matrix(expected["a"]), tolerance) <= 1);
  }
}

template <typename Scalar>
void compare_gradient(const Golden& golden, const GoldenLayers& layers, const Network<Scalar>& network,
                      const std::vector<Scalar>& gradient, Tolerance tolerance) {
  const char* keys[] = {"dW", "db", "dgamma", "dbeta"};
  REQUIRE(golden["backward"]["layers"].size() == layers.dense.size());
  for (std::size_t i = 0; i < layers.dense.size(); ++i) {
    const Golden& expected = golden["backward"]["layers"][i];
    for (const std::size_t index : {layers.dense[i], layers.dense[i] + 1}) {
      if (index > layers.dense[i] && !expected.contains("dgamma")) continue;
      const Layer& layer = network.layers()[index];
      for (const Tensor& tensor : tensors_of(layer)) {
        if (!tensor.shape.trained) continue;
        const char* key = keys[static_cast<int>(tensor.shape.kind)];
        CAPTURE(i);
        CAPTURE(key);
        const bool weights = tensor.shape.kind == TensorKind::weights;
        const Matrix<double> want = weights ? matrix(expected[key]) : Matrix<double>(vector(expected[key]));
        const Matrix<double> got = rows_of<Scalar>(std::span(gradient).subspan(tensor.offset), layer.stride,
                                                   layer.units, tensor.columns);
        CHECK(worst_error(got.transpose(), want, tolerance) <= 1);
      }
    }
  }
}

template <typename Scalar>
void compare_statistics(const Golden& golden, const GoldenLayers& layers, const Network<Scalar>& network,
                        Tolerance tolerance) {
  for (std::size_t i = 0; i < layers.dense.size(); ++i) {
    const Golden& after = golden["running_after"][i];
    if (after.empty()) continue;
    const auto statistic = [&](TensorKind kind) -> Matrix<double> {
      return network.tensor(layers.dense[i] + 1, kind).template cast<double>();
    };
    CHECK(worst_error(statistic(TensorKind::mean), vector(after["running_mean"]), tolerance) <= 1);
    CHECK(worst_error(statistic(TensorKind::variance), vector(after["running_var"]), tolerance) <= 1);
  }
}

/// From the inputs and the targets to the loss, and back to all gradients and the inputs'.
template <typename Scalar>
void compare_with_golden(const Golden& golden, Tolerance tolerance) {
  const Golden& config = golden["config"];
  const Golden& forward = golden["forward"];
  const LossOptions loss = test::loss_options_of(config["loss"], config);
  const GoldenTargets golden_targets = targets_of(golden["y"], loss.kind);
  const std::vector<Scalar> values(golden_targets.values.begin(), golden_targets.values.end());
  const Targets<Scalar> targets = {golden_targets.labels, values};

  const GoldenLayers layers = test::layers_of(config);
  const Output output = output_from_name(output_after(loss.kind, golden_targets.kind));
  Network<Scalar> network =
      test::golden_network(config, layers, golden["params"], output).template cast<Scalar>();
  const Matrix<Scalar> inputs = matrix(golden["X"]).transpose().template cast<Scalar>();
  const int examples = static_cast<int>(inputs.cols()), outputs = network.outputs();
  REQUIRE(targets.examples(outputs) == static_cast<std::size_t>(examples));
  const PassOptions options = {.training = config["mode"] == "train"};

  Backpropagation<Scalar> pass(network, examples);
  std::copy_n(inputs.data(), inputs.size(), pass.inputs().data());
  const std::span<const Scalar> logits = pass.forward(network, examples, options);
  const int stride = network.layers().back().stride;
  compare_forward(golden, layers, network, pass, examples, tolerance);
  CHECK(worst_error(rows_of(logits, stride, outputs, examples), matrix(forward["logits"]), tolerance) <= 1);
  const bool classes = output != Output::identity;
  if (classes) {
    CHECK(worst_error(probabilities_of(logits, stride, outputs, examples, output), matrix(forward["proba"]),
                      tolerance) <= 1);
  }
  if (!options.training) {
    const Matrix<double> predicted = network.logits(inputs).template cast<double>();
    CHECK(worst_error(predicted.transpose(), matrix(forward["logits"]), tolerance) <= 1);
  }
  if (classes && !options.training) {
    const Matrix<double> probabilities = network.probabilities(inputs).template cast<double>();
    CHECK(worst_error(probabilities.bottomRows(outputs).transpose(), matrix(forward["proba"]), tolerance) <=
          1);
  }

  const Penalties penalties = {config["l1"], config["l2"]};
  const double data_loss = pass.loss(loss, targets).value;
  const Network<double> wide = network.template cast<double>();
  CHECK(tolerance.holds(data_loss, forward["data_loss"]));
  CHECK(tolerance.holds(penalty(wide, {.l1 = penalties.l1}), forward["l1_penalty"]));
  CHECK(tolerance.holds(penalty(wide, {.l2 = penalties.l2}), forward["l2_penalty"]));
  CHECK(tolerance.holds(data_loss + penalty(wide, penalties), forward["total_loss"]));
  CHECK(worst_error(rows_of<Scalar>(pass.logits_gradient(), stride, outputs, examples),
                    matrix(golden["backward"]["dlogits"]), tolerance) <= 1);

  std::vector<Scalar> gradient(network.parameters().size());
  const int input_stride = kernels::padded<Scalar>(network.inputs());
  std::vector<Scalar> input_gradient(std::size_t(input_stride) * examples);
  pass.backward(network, penalties, gradient, input_gradient);
  compare_gradient(golden, layers, network, gradient, tolerance);
  CHECK(worst_error(rows_of<Scalar>(input_gradient, input_stride, network.inputs(), examples),
                    matrix(golden["backward"]["dX"]), tolerance) <= 1);

  // All of it at once, as the trainer calls it.
  std::vector<Scalar> at_once(gradient.size());
  CHECK(pass.gradient(network, loss, targets, penalties, at_once, options).value == data_loss);
  CHECK(at_once == gradient);

  if (options.training) pass.update_statistics(network);
  if (golden.contains("running_after")) compare_statistics(golden, layers, network, tolerance);
}

}  // namespace

TEST_CASE("network: forward pass, loss and backward pass agree with the golden networks") {
  for (const auto& path : test::golden_files("nn", "mlp_")) {
    CAPTURE(path.filename().string());
    const Golden golden = test::read_json(path);
    compare_with_golden<double>(golden, test::tolerance_of(golden));
    compare_with_golden<float>(golden, float32_tolerance);
  }
}
