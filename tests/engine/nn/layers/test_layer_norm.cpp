#include <doctest/doctest.h>

#include <cmath>

#include "nn/random_network.h"

using namespace vitrine;

TEST_CASE("layer norm: each example is measured over its units") {
  const double epsilon = 1e-5;
  for (const int width : {1, 2, 3, 5, 7, 8, 9, 33, 100}) {
    CAPTURE(width);
    const Layer layer = test::layer_norm(Activation::identity, epsilon);
    const Network<double> network = test::random_network(width, {layer});
    const Matrix<double> x = test::normal_matrix(width, 4, 1);
    const Matrix<double> z = network.logits(x);
    for (int example = 0; example < 4; ++example) {
      const double mean = x.col(example).mean();
      const double variance = (x.col(example).array() - mean).square().mean();
      for (int unit = 0; unit < width; ++unit) {
        const double want = network.tensor(0, TensorKind::gamma)(unit) * (x(unit, example) - mean) /
                                std::sqrt(variance + epsilon) +
                            network.tensor(0, TensorKind::beta)(unit);
        CHECK(z(unit, example) == doctest::Approx(want).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("layer norm: in float32 an example shifted and scaled gives nearly the same") {
  const Network<float> network(33, {test::layer_norm(Activation::identity, 1e-5)}, Output::softmax);
  const Matrix<float> x = test::normal_matrix(33, 3, 1).cast<float>();
  const Matrix<float> shifted = (x.array() * 8 + 100).matrix();
  // Half a unit in the last place of 100 is 2^-18, against a deviation of 8; epsilon takes 5e-6 of a
  // deviation of 1.
  CHECK((network.logits(shifted) - network.logits(x)).cwiseAbs().maxCoeff() < 5e-5F);
}

TEST_CASE("layer norm: a variance that overflows gives NaN, not values that look normal") {
  const Network<float> network(2, {test::layer_norm(Activation::identity, 1e-5)}, Output::softmax);
  Matrix<float> x(2, 2);
  x << 1e30F, 1, -1e30F, 3;
  const Matrix<float> z = network.logits(x);
  for (int unit = 0; unit < 2; ++unit) {
    CHECK(std::isnan(z(unit, 0)));
    CHECK(std::isfinite(z(unit, 1)));
  }
}
