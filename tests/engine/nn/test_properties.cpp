#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "nn/backpropagation.h"
#include "nn/loss.h"
#include "random_network.h"

// What holds for every network, whatever its numbers: symmetries and linearity.

using namespace vitrine;

namespace {

constexpr double rounding = 1e-12;

/// A permutation without fixed structure: 3 i + 1 modulo a count that 3 does not divide.
std::vector<int> shuffled(int count) {
  REQUIRE(count % 3 != 0);
  std::vector<int> order;
  for (int i = 0; i < count; ++i) order.push_back((3 * i + 1) % count);
  return order;
}

template <typename Scalar>
Matrix<Scalar> columns_in_order(const Matrix<Scalar>& matrix, const std::vector<int>& order) {
  Matrix<Scalar> result(matrix.rows(), static_cast<Eigen::Index>(order.size()));
  for (std::size_t i = 0; i < order.size(); ++i)
    result.col(static_cast<Eigen::Index>(i)) = matrix.col(order[i]);
  return result;
}

template <typename Scalar>
Matrix<Scalar> rows_in_order(const Matrix<Scalar>& matrix, const std::vector<int>& order) {
  return columns_in_order<Scalar>(matrix.transpose(), order).transpose();
}

/// In evaluation: in training, batch normalisation and dropout make a row's part depend on its neighbours and
/// place.
std::vector<double> gradient_of(const Network<double>& network, const Matrix<double>& examples,
                                const std::vector<int>& labels, const Penalties& penalties = {}) {
  Backpropagation<double> pass(network, static_cast<int>(labels.size()));
  std::copy_n(examples.data(), examples.size(), pass.inputs().data());
  std::vector<double> gradient(network.parameters().size());
  pass.gradient(network, LossOptions{}, {labels, {}}, penalties, gradient, {.training = false});
  return gradient;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  REQUIRE(a.size() == b.size());
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

double largest_difference(const Matrix<double>& a, const Matrix<double>& b) {
  REQUIRE(a.rows() == b.rows());
  REQUIRE(a.cols() == b.cols());
  return (a - b).cwiseAbs().maxCoeff();
}

/// A hidden layer and an output layer: 4 inputs, 5 units, 3 logits.
Network<double> two_layers(Activation activation) {
  return test::random_network(4, {test::dense(5, activation), test::dense(3)});
}

}  // namespace

TEST_CASE_TEMPLATE("property: what a network says of a row depends, to the bit, on that row alone", Scalar,
                   float, double) {
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;
    CAPTURE(name);
    const Network<Scalar> network = test::random_network(5, layers).template cast<Scalar>();
    const Matrix<Scalar> examples = test::normal_matrix(5, 37, 1).cast<Scalar>();
    const Matrix<Scalar> logits = network.logits(examples);
    const std::vector<int> order = shuffled(37);
    CHECK(network.logits(columns_in_order(examples, order)) == columns_in_order(logits, order));
    CHECK(network.logits(examples.col(20)) == logits.col(20));
  }
}

TEST_CASE("property: the order of a batch's rows changes its gradient by rounding alone") {
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;
    CAPTURE(name);
    const Network<double> network = test::random_network(5, layers);
    const Matrix<double> examples = test::normal_matrix(5, 11, 2);
    const std::vector<int> labels = test::cyclic_labels(11, 3), order = shuffled(11);
    std::vector<int> reordered;
    for (const int i : order) reordered.push_back(labels[static_cast<std::size_t>(i)]);
    CHECK(largest_difference(gradient_of(network, columns_in_order(examples, order), reordered),
                             gradient_of(network, examples, labels)) < rounding);
  }
}

TEST_CASE("property: the gradient of a sum is the sum of the gradients") {
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;
    CAPTURE(name);
    const Network<double> network = test::random_network(5, layers);
    const Matrix<double> examples = test::normal_matrix(5, 11, 3);
    const std::vector<int> labels = test::cyclic_labels(11, 3);
    const std::vector<int> first(labels.begin(), labels.begin() + 4), rest(labels.begin() + 4, labels.end());
    std::vector<double> sum = gradient_of(network, examples.leftCols(4), first);
    const std::vector<double> other = gradient_of(network, examples.rightCols(7), rest);
    // The loss is a mean: 11 times the whole's is 4 times the one part's and 7 times the other's.
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = (4 * sum[i] + 7 * other[i]) / 11;
    CHECK(largest_difference(sum, gradient_of(network, examples, labels)) < rounding);
  }
}

TEST_CASE("property: the gradient of loss and penalties is the sum of theirs") {
  const Network<double> network = two_layers(Activation::tanh);
  const Matrix<double> examples = test::normal_matrix(4, 7, 4);
  const std::vector<int> labels = test::cyclic_labels(7, 3);
  const std::vector<double> plain = gradient_of(network, examples, labels);
  const std::vector<double> l1 = gradient_of(network, examples, labels, {.l1 = 0.25});
  const std::vector<double> l2 = gradient_of(network, examples, labels, {.l2 = 0.5});
  std::vector<double> sum = gradient_of(network, examples, labels, {.l1 = 0.25, .l2 = 0.5});
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += plain[i];
  std::vector<double> parts = l1;
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] += l2[i];
  CHECK(largest_difference(l1, plain) > 0.1);
  CHECK(largest_difference(sum, parts) < rounding);
}

TEST_CASE("property: the order of one-hot and of other inputs is irrelevant to predictions") {
  const Network<double> network =
      test::random_network(10, {test::dense(5, Activation::gelu), test::dense(3)});
  Matrix<double> one_hot = Matrix<double>::Zero(10, 12);  // a column of four categories, and one of six
  for (int example = 0; example < 12; ++example) {
    one_hot(example % 4, example) = 1;
    one_hot(4 + example * 5 / 2 % 6, example) = 1;
  }
  const std::vector<int> order = shuffled(10);
  Network<double> reordered = network;
  reordered.set_layer(0, columns_in_order<double>(network.weights(0), order), network.bias(0));
  for (const Matrix<double>& examples : {one_hot, test::normal_matrix(10, 12, 5)}) {
    CHECK(largest_difference(reordered.probabilities(rows_in_order(examples, order)),
                             network.probabilities(examples)) < rounding);
  }
}

TEST_CASE("property: the order of a layer's units is irrelevant to predictions") {
  const Network<double> network = two_layers(Activation::selu);
  const Matrix<double> examples = test::normal_matrix(4, 9, 6);
  const std::vector<int> order = shuffled(5);
  Network<double> reordered = network;
  reordered.set_layer(0, rows_in_order<double>(network.weights(0), order),
                      rows_in_order<double>(network.bias(0), order).col(0));
  reordered.set_layer(1, columns_in_order<double>(network.weights(1), order), network.bias(1));
  CHECK(largest_difference(reordered.probabilities(examples), network.probabilities(examples)) < rounding);
}

TEST_CASE("property: what one layer doubles and the next halves leaves relu networks the same bits") {
  for (const Activation activation : {Activation::identity, Activation::relu, Activation::leaky_relu}) {
    CAPTURE(name_of(activation));
    const Network<double> network = two_layers(activation);
    const Matrix<double> examples = test::normal_matrix(4, 9, 7);
    Network<double> rescaled = network;
    rescaled.set_layer(0, network.weights(0) * 8, network.bias(0) * 8);
    rescaled.set_layer(1, network.weights(1) / 8, network.bias(1));
    CHECK(rescaled.logits(examples) == network.logits(examples));
  }
}

TEST_CASE("property: a norm takes away the scale of what comes before it") {
  for (const Layer& norm :
       {test::batch_norm(Activation::identity, 1e-12), test::layer_norm(Activation::identity, 1e-12)}) {
    CAPTURE(name_of(norm.kind));
    const Network<double> network = test::random_network(4, {test::dense(5), norm, test::dense(3)});
    const Matrix<double> examples = test::normal_matrix(4, 9, 8);
    Network<double> rescaled = network;
    rescaled.set_layer(0, network.weights(0) * 5, network.bias(0) * 5);
    Backpropagation<double> pass(network, 9);
    const auto logits_in_training = [&](const Network<double>& which) {
      std::copy_n(examples.data(), examples.size(), pass.inputs().data());
      const std::span<const double> logits = pass.forward(which, 9, {.training = true});
      return std::vector<double>(logits.begin(), logits.end());
    };
    CHECK(largest_difference(logits_in_training(rescaled), logits_in_training(network)) < 1e-9);
  }
}

TEST_CASE("property: softmax and its loss do not see what is added to all logits of a row") {
  const Matrix<double> logits = test::normal_matrix(4, 6, 9);
  Matrix<double> shifted = logits;
  for (Eigen::Index example = 0; example < 6; ++example)
    shifted.col(example).array() += 100.0 * double(example);
  const std::vector<int> labels = test::cyclic_labels(6, 4);
  const auto loss_of = [&](const Matrix<double>& z) {
    return softmax_cross_entropy<double>({z.data(), 24}, 4, 4, labels, {}).value;
  };
  Matrix<double> of_shifted(4, 6), of_plain(4, 6);
  softmax<double>({shifted.data(), 24}, 4, 4, {of_shifted.data(), 24});
  softmax<double>({logits.data(), 24}, 4, 4, {of_plain.data(), 24});
  CHECK(largest_difference(of_shifted, of_plain) < 1e-12);
  CHECK(std::abs(loss_of(shifted) - loss_of(logits)) < 1e-12);
}
