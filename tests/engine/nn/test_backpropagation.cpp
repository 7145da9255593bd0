#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "nn/backpropagation.h"
#include "nn/kernels.h"
#include "random_network.h"

using namespace vitrine;

namespace {

template <typename Scalar>
struct Gradients {
  double loss;
  std::vector<Scalar> parameters;
  std::vector<Scalar> inputs;  ///< Padded columns.
};

constexpr Penalties penalties = {.l1 = 0.002, .l2 = 0.03};

/// One pass over examples (features x examples).
template <typename Scalar>
Gradients<Scalar> gradients_of(const Network<Scalar>& network, const Matrix<Scalar>& examples,
                               const std::vector<int>& labels, const PassOptions& options = {}) {
  Backpropagation<Scalar> pass(network, static_cast<int>(labels.size()));
  std::copy_n(examples.data(), examples.size(), pass.inputs().data());
  Gradients<Scalar> gradients;
  gradients.parameters.resize(network.parameters().size());
  gradients.inputs.resize(std::size_t(kernels::padded<Scalar>(network.inputs())) * labels.size());
  pass.forward(network, static_cast<int>(labels.size()), options);
  gradients.loss = pass.loss({}, {labels, {}}).value;
  pass.backward(network, penalties, gradients.parameters, gradients.inputs);
  return gradients;
}

template <typename Scalar>
double largest_difference(const std::vector<Scalar>& a, const std::vector<Scalar>& b) {
  REQUIRE(a.size() == b.size());
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    largest = std::max(largest, std::abs(double(a[i]) - double(b[i])));
  return largest;
}

}  // namespace

TEST_CASE("backpropagation: the gradient of the inputs agrees with finite differences") {
  for (const int width : {1, 3, 5, 9}) {
    for (const auto& [kind, layers] : test::layer_examples(width)) {
      const std::string name = kind;  // clang 14 cannot capture a structured binding
      CAPTURE(name);
      CAPTURE(width);
      const Network<double> network = test::random_network(width, layers);
      const Matrix<double> examples = test::normal_matrix(width, 4, 1);
      const std::vector<int> labels = test::cyclic_labels(4, 3);
      const int stride = kernels::padded<double>(width);
      const std::vector<double> gradient = gradients_of(network, examples, labels).inputs;
      for (int example = 0; example < 4; ++example) {
        for (int input = 0; input < stride; ++input) {
          if (input >= width) {
            CHECK(gradient[example * stride + input] == 0);
            continue;
          }
          Matrix<double> above = examples, below = examples;
          above(input, example) += 1e-5;
          below(input, example) -= 1e-5;
          const double numerical =
              (gradients_of(network, above, labels).loss - gradients_of(network, below, labels).loss) / 2e-5;
          CHECK(std::abs(gradient[example * stride + input] - numerical) < 1e-8);
        }
      }
    }
  }
}

TEST_CASE("backpropagation: a row that is right teaches nothing, rather than something faint") {
  for (const LossOptions& options :
       {LossOptions{}, LossOptions{.class_weights = {1, 2}}, LossOptions{.kind = LossKind::focal}}) {
    CAPTURE(name_of(options.kind));
    Network<float> network(1, {}, 2);
    Backpropagation<float> pass(network, 1);
    pass.inputs()[0] = 1;
    const std::vector<int> labels = {0};
    std::vector<float> gradient(network.parameters().size());
    for (const float ahead : {20.0F, 80.0F, 100.0F}) {
      network.parameters()[0] = ahead;  // the logits are this and 0
      pass.forward(network, 1, {});
      pass.loss(options, {labels, {}});
      pass.backward(network, {}, gradient);
      const bool none = std::all_of(gradient.begin(), gradient.end(), [](float g) { return g == 0; });
      CHECK(none == (ahead > 70));
    }
  }
}

TEST_CASE("backpropagation: float32 agrees with float64, and both keep the padding of gradients zero") {
  for (const int width : {3, 5, 33}) {
    for (const auto& [kind, layers] : test::layer_examples(width)) {
      const std::string name = kind;  // clang 14 cannot capture a structured binding
      CAPTURE(name);
      CAPTURE(width);
      // Rounded to float32 first, so that both see the same numbers.
      const Network<float> network = test::random_network(width, layers).cast<float>();
      const Network<double> wide = network.cast<double>();
      const Matrix<float> examples = test::normal_matrix(width, 6, 1).cast<float>();
      const std::vector<int> labels = test::cyclic_labels(6, 3);
      const Gradients<float> got = gradients_of(network, examples, labels, {.dropout_seed = 3, .step = 2});
      const Gradients<double> want =
          gradients_of<double>(wide, examples.cast<double>(), labels, {.dropout_seed = 3, .step = 2});
      CHECK(got.loss == doctest::Approx(want.loss).epsilon(1e-5));
      double sum_got = 0, sum_want = 0;
      for (const Layer& layer : network.layers()) {
        const Layer& wide_layer = wide.layers()[layer.index];
        const std::vector<Tensor> tensors = tensors_of(layer), wide_tensors = tensors_of(wide_layer);
        for (std::size_t t = 0; t < tensors.size(); ++t) {
          if (!tensors[t].shape.trained) continue;
          for (int column = 0; column < tensors[t].columns; ++column) {
            for (int unit = 0; unit < layer.units; ++unit) {
              const double a = got.parameters[tensors[t].offset + std::size_t(layer.stride) * column + unit];
              const double b =
                  want.parameters[wide_tensors[t].offset + std::size_t(wide_layer.stride) * column + unit];
              CHECK(std::abs(a - b) <= 1e-5 + 1e-4 * std::abs(b));
              sum_got += std::abs(a);
              sum_want += std::abs(b);
            }
          }
        }
      }
      CHECK(sum_want > 0);
      // Whatever is not a parameter is padding: all of the arena adds up to the same.
      const auto total = [](const auto& values) {
        return std::accumulate(values.begin(), values.end(), 0.0,
                               [](double sum, auto value) { return sum + std::abs(double(value)); });
      };
      CHECK(total(got.parameters) == doctest::Approx(sum_got).epsilon(1e-12));
      CHECK(total(want.parameters) == doctest::Approx(sum_want).epsilon(1e-12));
    }
  }
}

TEST_CASE("backpropagation: in evaluation the forward pass gives the bits of logits()") {
  for (const int width : {1, 4, 7}) {
    for (const auto& [kind, layers] : test::layer_examples(width)) {
      const std::string name = kind;  // clang 14 cannot capture a structured binding
      CAPTURE(name);
      CAPTURE(width);
      const Network<float> network = test::random_network(width, layers).cast<float>();
      const Matrix<float> examples = test::normal_matrix(width, 9, 1).cast<float>();
      Backpropagation<float> pass(network, 9);
      std::copy_n(examples.data(), examples.size(), pass.inputs().data());
      const std::span<const float> logits = pass.forward(network, 9, {.training = false});
      const Matrix<float> predicted = network.logits(examples);
      const int stride = network.layers().back().stride;
      for (int example = 0; example < 9; ++example) {
        for (int k = 0; k < 3; ++k) CHECK(logits[example * stride + k] == predicted(k, example));
      }
    }
  }
}

TEST_CASE("backpropagation: the order of the examples, and each of them twice, change nothing but rounding") {
  const int width = 5;
  for (const auto& [kind, layers] : test::layer_examples(width)) {
    const std::string name = kind;  // clang 14 cannot capture a structured binding
    if (std::any_of(layers.begin(), layers.end(),
                    [](const Layer& layer) { return layer.kind == LayerKind::dropout; })) {
      continue;  // the places in the batch decide which units are left out
    }
    CAPTURE(name);
    const Network<double> network = test::random_network(width, layers);
    const Matrix<double> examples = test::normal_matrix(width, 6, 1);
    const std::vector<int> labels = test::cyclic_labels(6, 3), order = {3, 0, 5, 1, 4, 2};
    const Gradients<double> gradients = gradients_of(network, examples, labels);

    Matrix<double> permuted(width, 6), doubled(width, 12);
    std::vector<int> permuted_labels, doubled_labels;
    for (int i = 0; i < 6; ++i) {
      permuted.col(i) = examples.col(order[i]);
      permuted_labels.push_back(labels[order[i]]);
      doubled.col(i) = doubled.col(i + 6) = examples.col(i);
    }
    doubled_labels = labels;
    doubled_labels.insert(doubled_labels.end(), labels.begin(), labels.end());
    for (const Gradients<double>& other :
         {gradients_of(network, permuted, permuted_labels), gradients_of(network, doubled, doubled_labels)}) {
      CHECK(other.loss == doctest::Approx(gradients.loss).epsilon(1e-13));
      CHECK(largest_difference(other.parameters, gradients.parameters) < 1e-13);
    }
  }
}

TEST_CASE(
    "backpropagation: a pass repeats its bits, whatever passes came before, and leaves the network as it "
    "is") {
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;  // clang 14 cannot capture a structured binding
    CAPTURE(name);
    const Network<float> network = test::random_network(5, layers).cast<float>();
    const std::string before = network.fingerprint();
    const Matrix<float> examples = test::normal_matrix(5, 7, 1).cast<float>();
    const std::vector<int> labels = test::cyclic_labels(7, 3);
    const PassOptions options = {.dropout_seed = 1, .step = 6};
    const Gradients<float> fresh =
        gradients_of(network, Matrix<float>(examples.leftCols(4)), test::cyclic_labels(4, 3), options);

    Backpropagation<float> pass(network, 7);
    std::copy_n(examples.data(), examples.size(), pass.inputs().data());
    std::vector<float> gradient(network.parameters().size());
    pass.gradient(network, {}, {labels, {}}, penalties, gradient, {.dropout_seed = 1, .step = 5});
    pass.forward(network, 7, {.training = false});
    const std::vector<int> fewer = test::cyclic_labels(4, 3);
    const double loss = pass.gradient(network, {}, {fewer, {}}, penalties, gradient, options).value;
    CHECK(loss == fresh.loss);
    CHECK(gradient == fresh.parameters);
    CHECK(network.fingerprint() == before);
  }
}

TEST_CASE("backpropagation: the gradient of the inputs does not need that of the parameters") {
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;  // clang 14 cannot capture a structured binding
    CAPTURE(name);
    const Network<double> network = test::random_network(5, layers);
    const Matrix<double> examples = test::normal_matrix(5, 3, 1);
    const std::vector<int> labels = test::cyclic_labels(3, 3);
    const std::vector<double> want = gradients_of(network, examples, labels).inputs;
    Backpropagation<double> pass(network, 3);
    std::copy_n(examples.data(), examples.size(), pass.inputs().data());
    pass.forward(network, 3);
    pass.loss({}, {labels, {}});
    std::vector<double> got(want.size());
    pass.backward(network, {}, {}, got);
    CHECK(got == want);
  }
}

TEST_CASE("backpropagation: penalties act on the weights of dense layers alone") {
  const Network<double> network = test::random_network(
      3, {test::batch_norm(), test::dense(4), test::layer_norm(Activation::tanh), test::dense(3)});
  Network<double> zeroed = network;
  Matrix<double> weights = zeroed.weights(1);
  weights(2, 1) = 0;  // where l1 has no slope
  zeroed.set_tensor(1, TensorKind::weights, weights);
  Backpropagation<double> pass(zeroed, 5);
  const Matrix<double> examples = test::normal_matrix(3, 5, 1);
  std::copy_n(examples.data(), examples.size(), pass.inputs().data());
  const std::vector<int> labels = test::cyclic_labels(5, 3);
  std::vector<double> plain(zeroed.parameters().size()), penalised(plain.size());
  const double loss = pass.gradient(zeroed, {}, {labels, {}}, {}, plain).value;
  CHECK(pass.gradient(zeroed, {}, {labels, {}}, {.l1 = 0.25, .l2 = 0.5}, penalised).value == loss);
  std::vector<double> expected = plain;
  for (const Range& range : zeroed.weight_ranges()) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const double weight = zeroed.parameters()[i];
      expected[i] += 0.5 * weight + (weight > 0 ? 0.25 : weight < 0 ? -0.25 : 0);
    }
  }
  CHECK(largest_difference(penalised, expected) < 1e-15);
}
