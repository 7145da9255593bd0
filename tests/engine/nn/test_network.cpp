#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "golden_matrix.h"
#include "goldens.h"
#include "nn/backpropagation.h"
#include "nn/gradient_check.h"
#include "nn/network.h"

using namespace vitrine;
using test::matrix;
using test::vector;

namespace {

/// Whether this version has everything the reference network uses.
bool reachable(const test::Golden& config) {
  if (config["loss"] != "softmax_cross_entropy" || !config["class_weights"].is_null() ||
      config["label_smoothing"] != 0.0 || config["l1"] != 0.0) {
    return false;
  }
  for (const test::Golden& layer : config["layers"]) {
    bool known = false;
    for (const std::string_view name : activation_names) known = known || layer["activation"] == name;
    if (!known || layer["batchnorm"] != false) return false;
  }
  return true;
}

/// The largest |got - want| / (atol + rtol |want|) of a column-per-example buffer against rows.
template <typename Value>
double worst_error(const test::Golden& rows, double atol, double rtol, Value got) {
  double worst = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t k = 0; k < rows[row].size(); ++k) {
      const double want = rows[row][k];
      worst = std::max(worst, std::abs(got(row, k) - want) / (atol + rtol * std::abs(want)));
    }
  }
  return worst;
}

template <typename Scalar>
void compare_with_golden(const test::Golden& golden, double rtol, double atol) {
  const test::Golden& config = golden["config"];
  std::vector<LayerOptions> hidden;
  for (std::size_t i = 0; i + 1 < config["layers"].size(); ++i) {
    hidden.push_back({config["layers"][i]["out"],
                      activation_from_name(config["layers"][i]["activation"].get<std::string>())});
  }
  Network<Scalar> network(config["layers"].front()["in"], hidden, config["layers"].back()["out"]);
  for (std::size_t i = 0; i < golden["params"].size(); ++i) {
    network.set_layer(i, matrix(golden["params"][i]["W"]).cast<Scalar>(),
                      vector(golden["params"][i]["b"]).cast<Scalar>());
  }
  const Matrix<Scalar> inputs = matrix(golden["X"]).transpose().cast<Scalar>();
  const std::vector<int> labels = golden["y"];
  const double l2 = config["l2"];

  const Matrix<Scalar> logits = network.logits(inputs);
  CHECK(worst_error(golden["forward"]["logits"], atol, rtol,
                    [&](auto row, auto k) { return double(logits(k, row)); }) <= 1);
  const Matrix<Scalar> proba = network.probabilities(inputs);
  CHECK(worst_error(golden["forward"]["proba"], atol, rtol,
                    [&](auto row, auto k) { return double(proba(k, row)); }) <= 1);

  Backpropagation<Scalar> pass(network, static_cast<int>(labels.size()));
  std::copy_n(inputs.data(), inputs.size(), pass.inputs().data());
  std::vector<Scalar> gradient(network.parameters().size());
  const double loss = pass.gradient(network, labels, l2, gradient).value;
  const double want = golden["forward"]["data_loss"];
  CHECK(std::abs(loss - want) <= atol + rtol * std::abs(want));
  for (std::size_t i = 0; i < network.layers().size(); ++i) {
    CAPTURE(i);
    const DenseLayer& layer = network.layers()[i];
    const test::Golden& expected = golden["backward"]["layers"][i];
    CHECK(worst_error(golden["forward"]["layers"][i]["z"], atol, rtol, [&](auto row, auto unit) {
            return double(pass.preactivation(i)[row * layer.stride + unit]);
          }) <= 1);
    CHECK(worst_error(expected["dW"], atol, rtol, [&](auto unit, auto input) {
            return double(gradient[layer.weights + input * layer.stride + unit]);
          }) <= 1);
    CHECK(worst_error(test::Golden::array({expected["db"]}), atol, rtol,
                      [&](auto, auto unit) { return double(gradient[layer.bias + unit]); }) <= 1);
  }
}

}  // namespace

TEST_CASE("network: forward and backward passes agree with the golden networks") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "mlp_")) {
    const test::Golden golden = test::read_json(path);
    if (!reachable(golden["config"])) continue;  // methods of later versions
    ++compared;
    CAPTURE(path.filename().string());
    compare_with_golden<double>(golden, 1e-9, 1e-12);
    compare_with_golden<float>(golden, 1e-4, 1e-5);
  }
  CHECK(compared >= 1);
}

TEST_CASE("backpropagation: gradients agree with finite differences for every activation and odd shapes") {
  for (const std::string_view name : activation_names) {
    for (const int width : {1, 3, 4, 5, 9}) {
      CAPTURE(name);
      CAPTURE(width);
      const Activation activation = activation_from_name(name);
      const std::vector<LayerOptions> hidden = {{width, activation}, {width + 2, activation}};
      Network<double> network(3, hidden, 4);
      network.initialize(Initializer::xavier_uniform, 5);
      Random random(9, Purpose::noise);
      for (std::size_t layer = 0; layer < 3;
           ++layer) {  // biases of zero would put dead relu units on their kink
        Vector<double> bias = network.bias(layer);
        for (Eigen::Index i = 0; i < bias.size(); ++i) bias(i) = random.normal();
        network.set_layer(layer, network.weights(layer), bias);
      }
      Matrix<double> inputs(3, 7);
      for (Eigen::Index i = 0; i < inputs.size(); ++i) inputs.data()[i] = random.normal();
      const std::vector<int> labels = {0, 1, 2, 3, 2, 1, 0};
      const GradientCheck check = check_gradient(network, inputs, labels, 0.01);
      // Central differences in float64 with step 1e-5: truncation and rounding are both near 1e-10.
      CHECK(check.worst < 1e-8);
    }
  }
}

TEST_CASE("gradient check: names the parameter whose gradient is wrong") {
  // relu at a kink: the two-sided difference is half the one-sided slope that backpropagation reports.
  const std::vector<LayerOptions> hidden = {{1, Activation::relu}};
  Network<double> network(1, hidden, 2);
  network.set_layer(0, Matrix<double>::Constant(1, 1, 1.0), Vector<double>::Constant(1, 0.0));
  network.set_layer(1, Matrix<double>::Constant(2, 1, 1.0) + Matrix<double>::Identity(2, 1),
                    Vector<double>::Zero(2));
  const std::vector<int> labels = {0};
  const GradientCheck check = check_gradient(network, Matrix<double>::Zero(1, 1), labels, 0);
  CHECK(check.layer == 0);
  CHECK(check.column == -1);
  CHECK(check.analytic == 0);
  CHECK(check.numerical == doctest::Approx(-0.25).epsilon(1e-4));
}

TEST_CASE("network: prediction does not depend on how examples are batched") {
  const std::vector<LayerOptions> hidden = {{13, Activation::tanh}, {6, Activation::relu}};
  Network<float> network(5, hidden, 3);
  network.initialize(Initializer::he_normal, 2);
  Random random(1, Purpose::noise);
  Matrix<float> inputs(5, 600);
  for (Eigen::Index i = 0; i < inputs.size(); ++i) inputs.data()[i] = static_cast<float>(random.normal());
  const Matrix<float> together = network.logits(inputs);
  for (const int column : {0, 255, 256, 599}) {
    const Matrix<float> alone = network.logits(inputs.col(column));
    for (int k = 0; k < 3; ++k) CHECK(alone(k, 0) == together(k, column));
  }
}

TEST_CASE("network: a sigmoid output gives the probabilities of two classes") {
  Network<double> network(1, {}, 1, Output::sigmoid);
  network.set_layer(0, Matrix<double>::Constant(1, 1, 2.0), Vector<double>::Constant(1, -1.0));
  const Matrix<double> p = network.probabilities(Matrix<double>::Constant(1, 1, 1.5));
  CHECK(network.classes() == 2);
  CHECK(p(1, 0) == doctest::Approx(1 / (1 + std::exp(-2.0))).epsilon(1e-14));
  CHECK(p(0, 0) + p(1, 0) == 1);
}

TEST_CASE("network: the fingerprint sees every weight and bias, and no padding") {
  const std::vector<LayerOptions> hidden = {{3, Activation::relu}};
  Network<float> network(2, hidden, 2);
  network.initialize(Initializer::he_normal, 1);
  const std::string original = network.fingerprint();
  CHECK(original.size() == 8);
  CHECK(network.parameter_count() == 2 * 3 + 3 + 3 * 2 + 2);
  std::size_t seen = 0;
  for (float& parameter : network.parameters()) {
    const float kept = parameter;
    parameter += 0.5F;
    seen += network.fingerprint() != original ? 1 : 0;
    parameter = kept;
  }
  CHECK(seen == network.parameter_count());
}

TEST_CASE("network: wrong shapes are refused in words") {
  Network<double> network(2, {}, 2);
  CHECK_THROWS_WITH(network.set_layer(0, Matrix<double>::Zero(2, 3), Vector<double>::Zero(2)),
                    "Layer 1 takes 2 x 2 weights and 2 biases, not 2 x 3 and 2.");
  CHECK_THROWS_WITH(network.logits(Matrix<double>::Zero(3, 1)), "The network takes 2 inputs, not 3.");
}
