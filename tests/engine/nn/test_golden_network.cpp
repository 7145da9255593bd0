#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "golden_matrix.h"
#include "goldens.h"
#include "nn/backpropagation.h"
#include "nn/kernels.h"
#include "nn/network.h"

using namespace vitrine;
using test::matrix;
using test::vector;

namespace {

/// Whether this version has all of the reference network's activations.
bool has_activations(const test::Golden& config) {
  return std::all_of(config["layers"].begin(), config["layers"].end(), [](const test::Golden& layer) {
    const auto& names = activation_names;
    return std::find(names.begin(), names.end(), layer["activation"].get<std::string>()) != names.end();
  });
}

struct Tolerance {
  double rtol, atol;
};

/// The largest |got - want| / (atol + rtol |want|); `got` is indexed by row and column of the reference.
template <typename Value>
double worst_error(const test::Golden& rows, Tolerance tolerance, Value got) {
  double worst = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t k = 0; k < rows[row].size(); ++k) {
      const double want = rows[row][k];
      const double error =
          std::abs(double(got(row, k)) - want) / (tolerance.atol + tolerance.rtol * std::abs(want));
      worst = error <= worst ? worst : error;  // NaN wins
    }
  }
  return worst;
}

/// The reference's layers, and where each of them begins in the engine's list.
struct Structure {
  std::vector<Layer> layers;
  std::vector<std::size_t> dense;
};

Structure structure_of(const test::Golden& config) {
  Structure structure;
  for (const test::Golden& layer : config["layers"]) {
    structure.dense.push_back(structure.layers.size());
    structure.layers.push_back({.kind = LayerKind::dense, .units = layer["out"]});
    if (layer["batchnorm"] == true) {
      structure.layers.push_back({.kind = LayerKind::batch_norm, .epsilon = config["bn_eps"]});
    }
    structure.layers.back().activation = activation_from_name(layer["activation"].get<std::string>());
  }
  return structure;
}

template <typename Scalar>
Network<Scalar> network_of(const test::Golden& golden, const Structure& structure) {
  const bool sigmoid = golden["config"]["loss"] == "binary_cross_entropy_with_logits";
  Network<double> network(golden["config"]["layers"][0]["in"], structure.layers,
                          sigmoid ? Output::sigmoid : Output::softmax);
  for (std::size_t i = 0; i < structure.dense.size(); ++i) {
    const test::Golden& params = golden["params"][i];
    network.set_layer(structure.dense[i], matrix(params["W"]), vector(params["b"]));
    if (!params.contains("gamma")) continue;
    const std::size_t norm = structure.dense[i] + 1;
    network.set_tensor(norm, TensorKind::gamma, vector(params["gamma"]));
    network.set_tensor(norm, TensorKind::beta, vector(params["beta"]));
    network.set_tensor(norm, TensorKind::mean, vector(params["running_mean"]));
    network.set_tensor(norm, TensorKind::variance, vector(params["running_var"]));
  }
  return network.cast<Scalar>();
}

template <typename Scalar>
void compare_forward(const test::Golden& golden, const Structure& structure, const Network<Scalar>& network,
                     const Backpropagation<Scalar>& pass, Tolerance tolerance) {
  const auto values = [](std::span<const Scalar> columns, int stride) {
    return [=](std::size_t example, std::size_t unit) { return columns[example * stride + unit]; };
  };
  for (std::size_t i = 0; i < structure.dense.size(); ++i) {
    CAPTURE(i);
    const test::Golden& expected = golden["forward"]["layers"][i];
    const std::size_t dense = structure.dense[i], last = dense + (expected.contains("bn") ? 1 : 0);
    const int stride = network.layers()[dense].stride;
    CHECK(worst_error(expected["z"], tolerance, values(pass.preactivation(dense), stride)) <= 1);
    if (last > dense) {
      CHECK(worst_error(expected["bn"], tolerance, values(pass.preactivation(last), stride)) <= 1);
    }
    CHECK(worst_error(expected["a"], tolerance, values(pass.activation(last), stride)) <= 1);
  }
}

template <typename Scalar>
void compare_gradient(const test::Golden& golden, const Structure& structure, const Network<Scalar>& network,
                      const std::vector<Scalar>& gradient, Tolerance tolerance) {
  const char* keys[] = {"dW", "db", "dgamma", "dbeta"};
  for (std::size_t i = 0; i < structure.dense.size(); ++i) {
    const test::Golden& expected = golden["backward"]["layers"][i];
    for (const std::size_t index : {structure.dense[i], structure.dense[i] + 1}) {
      if (index > structure.dense[i] && !expected.contains("dgamma")) continue;
      const Layer& layer = network.layers()[index];
      for (const Tensor& tensor : tensors_of(layer)) {
        if (!tensor.shape.trained) continue;
        const char* key = keys[static_cast<int>(tensor.shape.kind)];
        CAPTURE(i);
        CAPTURE(key);
        // One number per unit stands in one row there, and in one column here.
        const bool weights = tensor.shape.kind == TensorKind::weights;
        const test::Golden rows = weights ? expected[key] : test::Golden::array({expected[key]});
        CHECK(worst_error(rows, tolerance, [&](std::size_t row, std::size_t column) {
                const std::size_t unit = weights ? row : column, input = weights ? column : 0;
                return gradient[tensor.offset + input * layer.stride + unit];
              }) <= 1);
      }
    }
  }
}

template <typename Scalar>
void compare_with_golden(const test::Golden& golden, Tolerance tolerance) {
  const test::Golden& config = golden["config"];
  const Structure structure = structure_of(config);
  Network<Scalar> network = network_of<Scalar>(golden, structure);
  const Matrix<Scalar> inputs = matrix(golden["X"]).transpose().template cast<Scalar>();
  const int examples = static_cast<int>(inputs.cols());
  const bool training = config["mode"] == "train";

  Backpropagation<Scalar> pass(network, examples);
  std::copy_n(inputs.data(), inputs.size(), pass.inputs().data());
  const std::span<const Scalar> logits = pass.forward(network, examples, {.training = training});
  const int stride = network.layers().back().stride;
  CHECK(worst_error(golden["forward"]["logits"], tolerance,
                    [&](std::size_t example, std::size_t k) { return logits[example * stride + k]; }) <= 1);
  compare_forward(golden, structure, network, pass, tolerance);
  if (!training) {
    const Matrix<Scalar> predicted = network.logits(inputs);
    CHECK(worst_error(golden["forward"]["logits"], tolerance,
                      [&](std::size_t example, std::size_t k) { return predicted(k, example); }) <= 1);
    // One sigmoid unit: the reference gives the probability of class 1 alone.
    const Matrix<Scalar> probabilities = network.probabilities(inputs);
    const int first = network.output() == Output::sigmoid ? 1 : 0;
    CHECK(worst_error(golden["forward"]["proba"], tolerance, [&](std::size_t example, std::size_t k) {
            return probabilities(first + k, example);
          }) <= 1);
  }

  // From the reference's d(loss)/d(logits) on, whatever its loss is.
  for (int example = 0; example < examples; ++example) {
    for (int k = 0; k < network.outputs(); ++k) {
      pass.logits_gradient()[example * stride + k] =
          static_cast<Scalar>(golden["backward"]["dlogits"][example][k].get<double>());
    }
  }
  std::vector<Scalar> gradient(network.parameters().size());
  const int input_stride = kernels::padded<Scalar>(network.inputs());
  std::vector<Scalar> input_gradient(std::size_t(input_stride) * examples);
  pass.backward(network, {config["l1"], config["l2"]}, gradient, input_gradient);
  compare_gradient(golden, structure, network, gradient, tolerance);
  CHECK(worst_error(golden["backward"]["dX"], tolerance, [&](std::size_t example, std::size_t input) {
          return input_gradient[example * input_stride + input];
        }) <= 1);

  if (training) pass.update_statistics(network);
  if (!golden.contains("running_after")) return;
  for (std::size_t i = 0; i < structure.dense.size(); ++i) {
    const test::Golden& after = golden["running_after"][i];
    if (after.empty()) continue;
    const Matrix<Scalar> mean = network.tensor(structure.dense[i] + 1, TensorKind::mean);
    const Matrix<Scalar> variance = network.tensor(structure.dense[i] + 1, TensorKind::variance);
    CHECK(worst_error(test::Golden::array({after["running_mean"]}), tolerance,
                      [&](std::size_t, std::size_t unit) { return mean(unit); }) <= 1);
    CHECK(worst_error(test::Golden::array({after["running_var"]}), tolerance,
                      [&](std::size_t, std::size_t unit) { return variance(unit); }) <= 1);
  }
}

}  // namespace

TEST_CASE("network: forward and backward passes agree with the golden networks") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "mlp_")) {
    const test::Golden golden = test::read_json(path);
    if (!has_activations(golden["config"])) continue;
    ++compared;
    CAPTURE(path.filename().string());
    compare_with_golden<double>(golden, {1e-9, 1e-12});
    compare_with_golden<float>(golden, {1e-4, 1e-5});
  }
  CHECK(compared >= 1);
}
