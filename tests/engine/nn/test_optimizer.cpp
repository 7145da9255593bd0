#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "golden_matrix.h"
#include "goldens.h"
#include "nn/backpropagation.h"
#include "nn/optimizer.h"

using namespace vitrine;
using test::matrix;
using test::vector;

namespace {

double largest_relative_error(const Network<double>& network, const Json& params) {
  double worst = 0;
  const auto compare = [&](double got, double want) {
    worst = std::max(worst, std::abs(got - want) / (1e-10 + 1e-8 * std::abs(want)));
  };
  for (const std::string layer : {"1", "2"}) {
    const std::size_t index = layer == "1" ? 0 : 1;
    const Matrix<double> W = network.weights(index), expected = matrix(params["W" + layer]);
    for (Eigen::Index i = 0; i < W.size(); ++i) compare(W.data()[i], expected.data()[i]);
    const Vector<double> b = network.bias(index), expected_b = vector(params["b" + layer]);
    for (Eigen::Index i = 0; i < b.size(); ++i) compare(b(i), expected_b(i));
  }
  return worst;
}

/// Options of a golden run, if this version has its rule.
bool read_options(const Json& run, OptimizerOptions& options, double& l2) {
  const Json& hyper = run["hyper"];
  const std::string rule = run["rule"];
  if (hyper.contains("nesterov") || hyper.contains("dampening") || hyper.contains("centered")) return false;
  if (rule == "sgd") {
    options = {
        .kind = OptimizerKind::sgd, .learning_rate = hyper["lr"], .momentum = hyper.value("momentum", 0.0)};
  } else if (rule == "adam") {
    options = {.kind = OptimizerKind::adam,
               .learning_rate = hyper["lr"],
               .beta1 = hyper["betas"][0],
               .beta2 = hyper["betas"][1],
               .epsilon = hyper["eps"]};
  } else {
    return false;
  }
  l2 = hyper.value("weight_decay", 0.0);
  // Our coupled L2 is on weights, never on biases.
  return l2 == 0 || run["weight_decay_on"] != "all parameters";
}

}  // namespace

TEST_CASE("optimizer: fifty steps on a network follow the golden runs") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "optimizers")) {
    const Json golden = test::read_json(path);
    const Matrix<double> X = matrix(golden["X"]);
    const std::vector<int> labels = golden["y"];
    for (const Json& run : golden["runs"]) {
      OptimizerOptions options{};
      double l2 = 0;
      if (!read_options(run, options, l2)) continue;  // methods of later versions
      ++compared;
      CAPTURE(run["name"].get<std::string>());
      const Matrix<double> W1 = matrix(golden["initial"]["W1"]), W2 = matrix(golden["initial"]["W2"]);
      const std::vector<LayerOptions> hidden = {{static_cast<int>(W1.rows()), Activation::tanh}};
      Network<double> network(static_cast<int>(W1.cols()), hidden, static_cast<int>(W2.rows()));
      network.set_layer(0, W1, vector(golden["initial"]["b1"]));
      network.set_layer(1, W2, vector(golden["initial"]["b2"]));
      Backpropagation<double> pass(network, static_cast<int>(labels.size()));
      const Matrix<double> inputs = X.transpose();
      std::copy_n(inputs.data(), inputs.size(), pass.inputs().data());
      std::vector<double> gradient(network.parameters().size());
      Optimizer<double> optimizer(options, gradient.size());
      std::size_t snapshot = 0;
      for (int step = 1; step <= static_cast<int>(run["losses"].size()); ++step) {
        const double loss = pass.gradient(network, labels, {.l2 = l2}, gradient).value;
        const double want = run["losses"][step - 1];
        CHECK(std::abs(loss - want) <= 1e-10 + 1e-8 * std::abs(want));
        optimizer.step(network.parameters(), gradient);
        if (snapshot < run["snapshots"].size() && run["snapshots"][snapshot]["step"] == step) {
          CHECK(largest_relative_error(network, run["snapshots"][snapshot]["params"]) <= 1);
          ++snapshot;
        }
      }
      CHECK(snapshot == run["snapshots"].size());
    }
  }
  CHECK(compared >= 5);
}

TEST_CASE("adam: with epsilon 0 the first step is learning_rate * sign(gradient), for every parameter") {
  Optimizer<double> adam({.kind = OptimizerKind::adam, .learning_rate = 0.1, .epsilon = 0}, 4);
  std::vector<double> parameters = {1, 1, 1, 1};
  const std::vector<double> gradient = {3, -0.001, 1e-20, -7e5};
  adam.step(parameters, gradient);
  const std::vector<double> expected = {0.9, 1.1, 0.9, 1.1};
  for (int i = 0; i < 4; ++i) CHECK(parameters[i] == doctest::Approx(expected[i]).epsilon(1e-12));
}

TEST_CASE("sgd: momentum adds up a constant gradient as a geometric series") {
  Optimizer<double> sgd({.kind = OptimizerKind::sgd, .learning_rate = 1, .momentum = 0.5}, 1);
  std::vector<double> parameter = {0};
  const std::vector<double> gradient = {1};
  for (int i = 0; i < 3; ++i) sgd.step(parameter, gradient);
  CHECK(parameter[0] == -(1 + 1.5 + 1.75));
}
