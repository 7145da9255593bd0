#include <doctest/doctest.h>

#include <cmath>

#include "explain/output_space.h"

namespace {

using namespace vitrine;

Vector<double> outputs(ExplainSpace space, Output output, std::initializer_list<double> logits) {
  Matrix<double> column(static_cast<Eigen::Index>(logits.size()), 1);
  Eigen::Index i = 0;
  for (const double logit : logits) column(i++, 0) = logit;
  return outputs_in_space(space, output, column).col(0);
}

}  // namespace

TEST_CASE("outputs_in_space: softmax, its margins and one-against-the-rest log-odds") {
  // Logits log 1, log 2, log 5: probabilities 1/8, 2/8, 5/8 and odds 1/7, 2/6, 5/3.
  const auto logits = {0.0, std::log(2.0), std::log(5.0)};
  const Vector<double> p = outputs(ExplainSpace::probability, Output::softmax, logits);
  CHECK(p.isApprox(Eigen::Vector3d(0.125, 0.25, 0.625), 1e-14));
  const Vector<double> odds = outputs(ExplainSpace::logodds, Output::softmax, logits);
  CHECK(odds.isApprox(Eigen::Vector3d(std::log(1.0 / 7), std::log(1.0 / 3), std::log(5.0 / 3)), 1e-14));
  CHECK(outputs(ExplainSpace::margin, Output::softmax, logits)[2] == std::log(5.0));
}

TEST_CASE("outputs_in_space: one sigmoid unit speaks for two classes") {
  const double z = std::log(3.0);
  CHECK(
      outputs(ExplainSpace::probability, Output::sigmoid, {z}).isApprox(Eigen::Vector2d(0.25, 0.75), 1e-14));
  CHECK(outputs(ExplainSpace::margin, Output::sigmoid, {z}) == Eigen::Vector2d(-z, z));
  CHECK(outputs(ExplainSpace::logodds, Output::sigmoid, {z}) == Eigen::Vector2d(-z, z));
}

TEST_CASE("outputs_in_space: log-odds of two classes are the difference of their logits, even when certain") {
  for (const double gap : {0.5, 40.0, 1000.0}) {
    const Vector<double> odds = outputs(ExplainSpace::logodds, Output::softmax, {gap, 0});
    CHECK(odds == Eigen::Vector2d(gap, -gap));
    const Vector<double> p = outputs(ExplainSpace::probability, Output::softmax, {gap, 0});
    CHECK(p.sum() == doctest::Approx(1));
    CHECK(p.allFinite());
  }
}
