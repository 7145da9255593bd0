#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "error.h"
#include "nn/backpropagation.h"
#include "nn/network.h"
#include "random_network.h"

using namespace vitrine;

namespace {

std::vector<std::string> kinds_of(const Network<double>& network) {
  std::vector<std::string> kinds;
  for (const Layer& layer : network.layers()) kinds.emplace_back(name_of(layer.kind));
  return kinds;
}

Network<double> from_options(int inputs, std::vector<LayerOptions> hidden) {
  return Network<double>(inputs, hidden, 2);
}

}  // namespace

TEST_CASE("network: a hidden layer is dense, then norm, activation, residual connection and dropout") {
  const Network<double> network = from_options(
      4, {{.units = 5, .activation = Activation::relu},
          {.units = 5, .activation = Activation::tanh, .dropout = 0.25, .batch_norm = true, .residual = true},
          {.units = 3, .activation = Activation::sigmoid, .layer_norm = true}});
  CHECK(kinds_of(network) == std::vector<std::string>{"dense", "dense", "batch_norm", "residual", "dropout",
                                                      "dense", "layer_norm", "dense"});
  const std::vector<Layer>& layers = network.layers();
  CHECK(layers[0].activation == Activation::relu);
  CHECK(layers[1].activation == Activation::identity);
  CHECK(layers[2].activation == Activation::tanh);
  CHECK(layers[2].epsilon == 1e-5);
  CHECK(layers[3].first_skipped == 1);
  CHECK(layers[4].rate == 0.25);
  CHECK(layers[6].activation == Activation::sigmoid);
  CHECK(layers[7].units == 2);
  CHECK(layers[7].activation == Activation::identity);
  CHECK(network.parameter_count() == (4 * 5 + 5) + (5 * 5 + 5) + 10 + (5 * 3 + 3) + 6 + (3 * 2 + 2));
}

TEST_CASE("network: hidden layers that cannot be are refused in words") {
  CHECK_THROWS_WITH(
      from_options(4,
                   {{4, Activation::relu}, {.units = 6, .activation = Activation::relu, .residual = true}}),
      "Layer 2 has 6 units and 4 inputs; a residual connection adds one to the other and needs as "
      "many of both.");
  CHECK_THROWS_WITH(
      from_options(4, {{.units = 4, .activation = Activation::relu, .batch_norm = true, .layer_norm = true}}),
      "Layer 1 has both batch_norm and layer_norm; choose one of them.");
  for (const double rate : {-0.1, 1.0, std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_WITH(from_options(4, {{.units = 4, .activation = Activation::relu, .dropout = rate}}),
                      "Layer 1 has a dropout rate outside the range from 0 to below 1.");
  }
  CHECK_THROWS_WITH(
      Network<double>(3, {test::dense(4), test::dense(5), test::residual(1)}, Output::softmax),
      "Layer 3 adds 5 units to the 4 inputs of layer 2; a residual connection needs as many of both.");
}

TEST_CASE("network: wrong shapes are refused in words") {
  Network<double> network(2, {}, 2);
  CHECK_THROWS_WITH(network.set_layer(0, Matrix<double>::Zero(2, 3), Vector<double>::Zero(2)),
                    "Layer 1 takes weights of shape 2 x 2, not 2 x 3.");
  CHECK_THROWS_WITH(network.set_tensor(0, TensorKind::bias, Vector<double>::Zero(3)),
                    "Layer 1 takes bias of shape 2 x 1, not 3 x 1.");
  CHECK_THROWS_WITH(network.tensor(0, TensorKind::gamma), "Layer 1 is dense and has no gamma.");
  CHECK_THROWS_WITH(network.logits(Matrix<double>::Zero(3, 1)), "The network takes 2 inputs, not 3.");
}

TEST_CASE("network: prediction does not depend on how examples are batched") {
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;  // clang 14 cannot capture a structured binding
    CAPTURE(name);
    const Network<float> network = test::random_network(5, layers).cast<float>();
    const Matrix<float> inputs = test::normal_matrix(5, 600, 1).cast<float>();
    const Matrix<float> together = network.logits(inputs);
    for (const int column : {0, 255, 256, 599}) {
      const Matrix<float> alone = network.logits(inputs.col(column));
      for (int k = 0; k < 3; ++k) CHECK(alone(k, 0) == together(k, column));
    }
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

TEST_CASE("network: the fingerprint sees every parameter and running statistic, and no padding") {
  Network<float> network(
      2, {test::dense(3), test::batch_norm(Activation::relu), test::layer_norm(), test::dense(2)},
      Output::softmax);
  network.initialize(Initializer::he_normal, 1);
  const std::string original = network.fingerprint();
  CHECK(original.size() == 8);
  CHECK(network.parameter_count() == (2 * 3 + 3) + 6 + 6 + (3 * 2 + 2));
  const auto seen_in = [&](std::span<float> numbers) {
    std::size_t seen = 0;
    for (float& number : numbers) {
      const float kept = number;
      number += 0.5F;
      seen += network.fingerprint() != original ? 1 : 0;
      number = kept;
    }
    return seen;
  };
  CHECK(seen_in(network.parameters()) == network.parameter_count());
  CHECK(seen_in(network.statistics()) == 6);
}

TEST_CASE("network: the fingerprint of known numbers is FNV-1a of their bytes") {
  // Weights row by row, then bias; gamma, beta, mean, variance. The expected value is computed apart, by
  // FNV-1a over the little-endian float64 of 1, 2, 3, ..., 9, folded to 32 bits.
  Network<double> network(2, {test::dense(1), test::batch_norm(), test::dense(1)}, Output::sigmoid);
  Matrix<double> weights(1, 2);
  weights << 1, 2;
  network.set_layer(0, weights, Vector<double>::Constant(1, 3));
  double next = 4;
  for (const TensorKind kind :
       {TensorKind::gamma, TensorKind::beta, TensorKind::mean, TensorKind::variance}) {
    network.set_tensor(1, kind, Matrix<double>::Constant(1, 1, next++));
  }
  network.set_layer(2, Matrix<double>::Constant(1, 1, 8), Vector<double>::Constant(1, 9));
  CHECK(network.flat_parameters() == std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(network.fingerprint() == "a31c07ce");
}

TEST_CASE("network: norms, residual connections and dropout change no weight that is drawn") {
  const std::vector<LayerOptions> plain = {{4, Activation::relu}, {4, Activation::tanh}};
  const std::vector<LayerOptions> rich = {
      {.units = 4, .activation = Activation::relu, .dropout = 0.5, .batch_norm = true},
      {.units = 4, .activation = Activation::tanh, .layer_norm = true, .residual = true}};
  Network<double> a(3, plain, 2), b(3, rich, 2);
  a.initialize(Initializer::he_normal, 9);
  b.initialize(Initializer::he_normal, 9);
  CHECK(a.weights(0) == b.weights(0));
  CHECK(a.weights(1) == b.weights(3));
  CHECK(a.weights(2) == b.weights(6));
  CHECK(b.tensor(1, TensorKind::gamma) == Matrix<double>::Ones(4, 1));
  CHECK(b.tensor(1, TensorKind::beta) == Matrix<double>::Zero(4, 1));
  CHECK(b.tensor(1, TensorKind::mean) == Matrix<double>::Zero(4, 1));
  CHECK(b.tensor(1, TensorKind::variance) == Matrix<double>::Ones(4, 1));
  CHECK(b.tensor(4, TensorKind::gamma) == Matrix<double>::Ones(4, 1));
}

TEST_CASE("network: weight ranges hold the weights of dense layers and nothing else") {
  Network<float> network(3, {test::batch_norm(), test::dense(5), test::layer_norm(), test::dense(2)},
                         Output::softmax);
  std::fill(network.parameters().begin(), network.parameters().end(), 0.0F);
  for (const Range& range : network.weight_ranges()) {
    std::fill(network.parameters().begin() + range.begin, network.parameters().begin() + range.end, 1.0F);
  }
  CHECK(network.weight_ranges().size() == 2);
  CHECK(network.weights(1) == Matrix<float>::Ones(5, 3));
  CHECK(network.weights(3) == Matrix<float>::Ones(2, 5));
  for (const Layer& layer : network.layers()) {
    for (const Tensor& tensor : tensors_of(layer)) {
      if (!tensor.shape.trained || tensor.shape.kind == TensorKind::weights) continue;
      CHECK(network.tensor(layer.index, tensor.shape.kind).isZero(0));
    }
  }
}

TEST_CASE("network: another scalar type keeps every number") {
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;  // clang 14 cannot capture a structured binding
    CAPTURE(name);
    const Network<float> network = test::random_network(5, layers).cast<float>();
    const Network<double> wide = network.cast<double>();
    CHECK(wide.cast<float>().fingerprint() == network.fingerprint());
    const std::vector<float> flat = network.flat_parameters();
    CHECK(wide.flat_parameters() == std::vector<double>(flat.begin(), flat.end()));
  }
}

TEST_CASE("network: its flat numbers make the same network again, and of another count they are refused") {
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;  // clang 14 cannot capture a structured binding
    CAPTURE(name);
    const Network<float> network = test::random_network(5, layers).cast<float>();
    const std::vector<float> flat = network.flat_parameters();
    Network<float> again(5, layers, Output::softmax);
    REQUIRE(again.fingerprint() != network.fingerprint());
    again.set_flat_parameters(flat);
    CHECK(again.fingerprint() == network.fingerprint());
    // The arenas too: padding stays zero.
    const auto equal = [](std::span<const float> a, std::span<const float> b) {
      return std::equal(a.begin(), a.end(), b.begin(), b.end());
    };
    CHECK(equal(std::as_const(again).parameters(), network.parameters()));
    CHECK(equal(std::as_const(again).statistics(), network.statistics()));

    std::vector<float> longer = flat;
    longer.push_back(0);
    for (const std::span<const float> wrong :
         {std::span<const float>(flat).first(flat.size() - 1), std::span<const float>(longer)}) {
      try {
        again.set_flat_parameters(wrong);
        FAIL("accepted");
      } catch (const Error& error) {
        CHECK(error.code() == "wrong_shape");
      }
      CHECK(again.fingerprint() == network.fingerprint());
    }
  }
}

TEST_CASE("network: a tail goes from a layer's input to the logits") {
  const Network<double> network =
      test::random_network(3, {test::dense(5, Activation::tanh), test::batch_norm(), test::dense(5),
                               test::residual(2), test::dense(2)});
  const Matrix<double> examples = test::normal_matrix(3, 4, 1);
  const Matrix<double> logits = network.logits(examples);
  Backpropagation<double> pass(network, 4);
  std::copy_n(examples.data(), examples.size(), pass.inputs().data());
  pass.forward(network, 4, {.training = false});
  for (const std::size_t first : {1, 2, 4}) {
    const Layer& below = network.layers()[first - 1];
    Matrix<double> values(below.units, 4);
    for (int example = 0; example < 4; ++example) {
      for (int unit = 0; unit < below.units; ++unit) {
        values(unit, example) = pass.activation(first - 1)[example * below.stride + unit];
      }
    }
    CHECK(network.tail(first).logits(values) == logits);
  }
  CHECK(network.tail(0).fingerprint() == network.fingerprint());
}
