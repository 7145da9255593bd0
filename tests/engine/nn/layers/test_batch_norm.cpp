#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "nn/backpropagation.h"
#include "nn/random_network.h"

using namespace vitrine;

namespace {

/// Batch normalisation of the inputs, then an output layer that nobody looks at.
Network<double> normalising(int width, double epsilon) {
  return test::random_network(width, {test::batch_norm(Activation::identity, epsilon), test::dense(2)});
}

template <typename Scalar>
Matrix<Scalar> normalised(Backpropagation<Scalar>& pass, const Network<Scalar>& network,
                          const Matrix<Scalar>& examples, bool training) {
  std::copy_n(examples.data(), examples.size(), pass.inputs().data());
  pass.forward(network, static_cast<int>(examples.cols()), {.training = training});
  Matrix<Scalar> z(network.inputs(), examples.cols());
  for (Eigen::Index i = 0; i < z.rows(); ++i) {
    for (Eigen::Index j = 0; j < z.cols(); ++j)
      z(i, j) = pass.preactivation(0)[j * network.layers()[0].stride + i];
  }
  return z;
}

}  // namespace

TEST_CASE(
    "batch norm: in training a unit is measured over the batch, in evaluation by the running statistics") {
  const double epsilon = 1e-5;
  for (const int width : {1, 3, 5, 33}) {
    for (const int examples : {2, 3, 10}) {
      CAPTURE(width);
      CAPTURE(examples);
      const Network<double> network = normalising(width, epsilon);
      const Matrix<double> x = test::normal_matrix(width, examples, 1);
      Backpropagation<double> pass(network, 10);
      for (const bool training : {true, false}) {
        const Matrix<double> z = normalised(pass, network, x, training);
        for (int unit = 0; unit < width; ++unit) {
          double mean = network.tensor(0, TensorKind::mean)(unit);
          double variance = network.tensor(0, TensorKind::variance)(unit);
          if (training) {
            mean = x.row(unit).mean();
            variance = (x.row(unit).array() - mean).square().mean();
          }
          for (int example = 0; example < examples; ++example) {
            const double want = network.tensor(0, TensorKind::gamma)(unit) * (x(unit, example) - mean) /
                                    std::sqrt(variance + epsilon) +
                                network.tensor(0, TensorKind::beta)(unit);
            CHECK(z(unit, example) == doctest::Approx(want).epsilon(1e-12));
          }
        }
      }
    }
  }
}

TEST_CASE(
    "batch norm: running statistics take a tenth of the batch's, with the unbiased variance, when told to") {
  Network<double> network(2, {test::batch_norm(), test::dense(2)}, Output::softmax);
  Matrix<double> x(2, 4);
  x << 1, 2, 3, 6,  // mean 3, squared distances 4 + 1 + 0 + 9 = 14
      -1, 1, -1, 1;
  Backpropagation<double> pass(network, 4);
  normalised(pass, network, x, true);
  CHECK(network.tensor(0, TensorKind::variance)(0) == 1);
  pass.update_statistics(network);
  CHECK(network.tensor(0, TensorKind::mean)(0) == doctest::Approx(0.1 * 3).epsilon(1e-15));
  CHECK(network.tensor(0, TensorKind::variance)(0) == doctest::Approx(0.9 + 0.1 * 14 / 3).epsilon(1e-15));
  CHECK(network.tensor(0, TensorKind::mean)(1) == 0);
  CHECK(network.tensor(0, TensorKind::variance)(1) == doctest::Approx(0.9 + 0.1 * 4 / 3).epsilon(1e-15));
  pass.update_statistics(network);
  CHECK(network.tensor(0, TensorKind::mean)(0) == doctest::Approx(0.9 * 0.3 + 0.3).epsilon(1e-15));
}

TEST_CASE(
    "batch norm: a training batch of one example is beta, has no slope, and leaves the running statistics") {
  Network<double> network = normalising(3, 1e-5);
  const std::string before = network.fingerprint();
  Backpropagation<double> pass(network, 1);
  const Matrix<double> z = normalised<double>(pass, network, test::normal_matrix(3, 1, 1), true);
  CHECK(z == network.tensor(0, TensorKind::beta));
  const std::vector<int> labels = {1};
  pass.loss({}, {labels, {}});
  std::vector<double> gradient(network.parameters().size()), input_gradient(4);
  pass.backward(network, {}, gradient, input_gradient);
  for (const double slope : input_gradient) CHECK(slope == 0);
  pass.update_statistics(network);
  CHECK(network.fingerprint() == before);
}

TEST_CASE("batch norm: a unit that is the same in every example is beta exactly") {
  Network<float> network = normalising(2, 1e-5).cast<float>();
  Matrix<float> x(2, 7);
  x.row(0).setConstant(0.1F);
  x.row(1).setConstant(-12345.678F);
  Backpropagation<float> pass(network, 7);
  const Matrix<float> z = normalised(pass, network, x, true);
  for (int example = 0; example < 7; ++example) CHECK(z.col(example) == network.tensor(0, TensorKind::beta));
  pass.update_statistics(network);
  CHECK(network.tensor(0, TensorKind::variance)(0) ==
        0.9F * normalising(2, 1).cast<float>().tensor(0, TensorKind::variance)(0));
}

TEST_CASE("batch norm: in float32 a large common offset costs no more than the rounding of the mean") {
  const int width = 3, examples = 512;
  const Network<float> network = normalising(width, 1e-5).cast<float>();
  const Matrix<float> x = (test::normal_matrix(width, examples, 1).array() + 1000).matrix().cast<float>();
  Backpropagation<float> pass(network, examples);
  Backpropagation<double> wide_pass(network.cast<double>(), examples);
  const Matrix<float> z = normalised(pass, network, x, true);
  const Matrix<double> want = normalised<double>(wide_pass, network.cast<double>(), x.cast<double>(), true);
  // The values have deviation 1, so half a unit in the last place of 1000, 2^-15, is the error of the
  // normalised ones, times gamma; half as much again for all else.
  const double largest_gamma = network.tensor(0, TensorKind::gamma).cwiseAbs().maxCoeff();
  CHECK((z.cast<double>() - want).cwiseAbs().maxCoeff() < 1.5 * 0x1p-15 * largest_gamma);
}

TEST_CASE("batch norm: a variance that overflows gives NaN, not values that look normal") {
  const Network<float> network = normalising(2, 1e-5).cast<float>();
  Matrix<float> x(2, 2);
  x << 1e30F, -1e30F, 1, 3;
  Backpropagation<float> pass(network, 2);
  const Matrix<float> z = normalised(pass, network, x, true);
  for (int example = 0; example < 2; ++example) {
    CHECK(std::isnan(z(0, example)));
    CHECK(std::isfinite(z(1, example)));
  }
}
