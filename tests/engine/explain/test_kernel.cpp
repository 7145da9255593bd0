#include <doctest/doctest.h>

#include "error.h"
#include "explain/cholesky.h"
#include "explain/kernel.h"

namespace {

using namespace vitrine;

}  // namespace

TEST_CASE("Cholesky: solves a system with a known solution") {
  // A = [[4, 2, -2], [2, 10, 2], [-2, 2, 6]] has L = [[2, 0, 0], [1, 3, 0], [-1, 1, 2]]; all arithmetic is
  // exact.
  Matrix<double> matrix(3, 3);
  matrix << 4, 2, -2, 2, 10, 2, -2, 2, 6;
  Vector<double> solution(3);
  solution << 1, -2, 3;
  const Vector<double> right = matrix * solution;
  CHECK(Cholesky(matrix).solve(right) == solution);
}

TEST_CASE("Cholesky: refuses a matrix without an inverse") {
  Matrix<double> matrix(2, 2);
  matrix << 1, 2, 2, 4;
  CHECK_THROWS_AS(Cholesky{matrix}, Error);
}

TEST_CASE("KernelEstimator: an additive game is recovered, with standard errors of 0") {
  Random random(3, Purpose::explain);
  const KernelEstimator estimator(draw_design(17, 128, random));
  Random coalitions(3, Purpose::explain);
  const CoalitionDesign design = draw_design(17, 128, coalitions);
  Vector<double> phi(17);
  for (double& value : phi) value = random.normal();
  Matrix<double> differences = Matrix<double>::Zero(1, design.pairs.cols());
  double total = 0;
  for (Eigen::Index i = 0; i < 17; ++i) {
    total += phi[i];
    for (Eigen::Index pair = 0; pair < design.pairs.cols(); ++pair) {
      differences(0, pair) += design.pairs(i, pair) ? phi[i] : -phi[i];
    }
  }
  const KernelEstimate estimate = estimator.estimate(differences, Vector<double>::Constant(1, total));
  CHECK(estimate.values.row(0).transpose().isApprox(phi, 1e-12));
  CHECK(estimate.standard_errors.isZero(1e-12));
}

TEST_CASE("KernelEstimator: values add up to the total whatever the game") {
  Random random(4, Purpose::explain);
  const KernelEstimator estimator(draw_design(20, 100, random));
  Matrix<double> differences(2, 50);
  for (double& value : differences.reshaped()) value = random.normal();
  Vector<double> total(2);
  total << 3, -1;
  const Matrix<double> values = estimator.estimate(differences, total).values;
  CHECK(values.row(0).sum() == doctest::Approx(3).epsilon(1e-12));
  CHECK(values.row(1).sum() == doctest::Approx(-1).epsilon(1e-12));
}

TEST_CASE("KernelEstimator: standard errors are the jackknife's") {
  // Leaving a pair out really moves the estimate by solution * deviation / (1 - leverage): refit without it.
  Random random(6, Purpose::explain);
  const CoalitionDesign design = draw_design(6, 30, random);
  Matrix<double> differences(1, design.pairs.cols());
  for (double& value : differences.reshaped()) value = random.normal();
  const Vector<double> total = Vector<double>::Constant(1, 0.7);
  const KernelEstimate whole = KernelEstimator(design).estimate(differences, total);

  Vector<double> variance = Vector<double>::Zero(6);
  for (Eigen::Index left_out = 0; left_out < design.pairs.cols(); ++left_out) {
    CoalitionDesign rest{Coalitions(6, design.pairs.cols() - 1), {}, {}};
    Matrix<double> rest_differences(1, design.pairs.cols() - 1);
    for (Eigen::Index pair = 0, kept = 0; pair < design.pairs.cols(); ++pair) {
      if (pair == left_out) continue;
      rest.pairs.col(kept) = design.pairs.col(pair);
      rest.weights.push_back(design.weights[static_cast<std::size_t>(pair)]);
      rest.unseen.push_back(1);
      rest_differences(0, kept++) = differences(0, pair);
    }
    const Matrix<double> moved =
        KernelEstimator(rest).estimate(rest_differences, total).values - whole.values;
    variance += design.unseen[static_cast<std::size_t>(left_out)] * moved.row(0).transpose().cwiseAbs2();
  }
  CHECK(whole.standard_errors.row(0).transpose().isApprox(variance.cwiseSqrt(), 1e-9));
}
