#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "nn/backpropagation.h"
#include "nn/random.h"
#include "nn/random_network.h"

using namespace vitrine;

namespace {

/// What dropout makes of a batch of ones: the factors, units x examples.
template <typename Scalar>
Matrix<Scalar> factors(double rate, int units, int examples, const PassOptions& options) {
  const Network<Scalar> network(units, {test::dropout(rate)}, Output::softmax);
  Backpropagation<Scalar> pass(network, examples);
  std::fill(pass.inputs().begin(), pass.inputs().end(), Scalar{1});
  const std::span<const Scalar> z = pass.forward(network, examples, options);
  Matrix<Scalar> factors(units, examples);
  for (int example = 0; example < examples; ++example) {
    for (int unit = 0; unit < units; ++unit)
      factors(unit, example) = z[example * network.layers()[0].stride + unit];
  }
  return factors;
}

}  // namespace

TEST_CASE("dropout: units are left out at the rate, the others grow, and the mean stays") {
  for (const double rate : {0.1, 0.5, 0.8, 0.97}) {
    CAPTURE(rate);
    const int units = 101, examples = 300, count = units * examples;
    const Matrix<double> drawn = factors<double>(rate, units, examples, {.dropout_seed = 7, .step = 3});
    int left_out = 0;
    for (Eigen::Index i = 0; i < drawn.size(); ++i) {
      CHECK_UNARY(drawn.data()[i] == 0 || drawn.data()[i] == 1 / (1 - rate));
      left_out += drawn.data()[i] == 0 ? 1 : 0;
    }
    // Four standard errors of a share, and of the mean of factors with deviation sqrt(rate / (1 - rate)).
    CHECK(std::abs(double(left_out) / count - rate) < 4 * std::sqrt(rate * (1 - rate) / count));
    CHECK(std::abs(drawn.mean() - 1) < 4 * std::sqrt(rate / (1 - rate) / count));
    // As often in each unit, and in each example.
    const double deviation = std::sqrt(rate / (1 - rate));
    CHECK((drawn.rowwise().mean().array() - 1).abs().maxCoeff() < 4.5 * deviation / std::sqrt(examples));
    CHECK((drawn.colwise().mean().array() - 1).abs().maxCoeff() < 4.5 * deviation / std::sqrt(units));
  }
}

TEST_CASE("dropout: rate 0 and evaluation change nothing") {
  CHECK(factors<float>(0, 5, 3, {}) == Matrix<float>::Ones(5, 3));
  CHECK(factors<float>(0.9, 5, 3, {.training = false}) == Matrix<float>::Ones(5, 3));
}

TEST_CASE("dropout: a factor is a function of seed, step, layer, example and unit, and of nothing else") {
  const PassOptions options = {.dropout_seed = 7, .step = 3};
  const Matrix<double> drawn = factors<double>(0.5, 13, 8, options);
  CHECK(drawn == factors<double>(0.5, 13, 8, options));
  CHECK(drawn.leftCols(3) == factors<double>(0.5, 13, 3, options));
  CHECK(drawn.topRows(6) == factors<double>(0.5, 6, 8, options));
  CHECK(drawn == factors<float>(0.5, 13, 8, options).cast<double>());
  CHECK(drawn != factors<double>(0.5, 13, 8, {.dropout_seed = 8, .step = 3}));
  CHECK(drawn != factors<double>(0.5, 13, 8, {.dropout_seed = 7, .step = 4}));
  // A unit left out at one rate is left out at every higher one.
  const Matrix<double> more = factors<double>(0.7, 13, 8, options);
  for (Eigen::Index i = 0; i < drawn.size(); ++i) CHECK_UNARY(drawn.data()[i] > 0 || more.data()[i] == 0);

  const Network<double> twice(13, {test::dropout(0.5), test::dropout(0.5)}, Output::softmax);
  Backpropagation<double> pass(twice, 8);
  std::fill(pass.inputs().begin(), pass.inputs().end(), 1.0);
  pass.forward(twice, 8, options);
  int both = 0, first = 0;
  for (int example = 0; example < 8; ++example) {
    for (int unit = 0; unit < 13; ++unit) {
      first += pass.activation(0)[example * 14 + unit] > 0 ? 1 : 0;
      both += pass.activation(1)[example * 14 + unit] > 0 ? 1 : 0;
    }
  }
  CHECK(both > 0);
  CHECK(both < first);  // the second layer leaves out other units
}

TEST_CASE("dropout: the bits are those of the seed's stream, four units a block") {
  // Part of every saved training: the counter is (unit / 4, example, step, layer * 256 + 5), the key the
  // seed.
  const std::uint64_t seed = 0x123456789abcdef0;
  const Matrix<double> drawn = factors<double>(0.25, 10, 3, {.dropout_seed = seed, .step = 77});
  for (std::uint32_t example = 0; example < 3; ++example) {
    for (std::uint32_t unit = 0; unit < 10; ++unit) {
      const std::uint32_t bits = philox({unit / 4, example, 77, 5}, {0x9abcdef0, 0x12345678})[unit % 4];
      CHECK((drawn(unit, example) == 0) == (bits < 0x40000000));
    }
  }
}
