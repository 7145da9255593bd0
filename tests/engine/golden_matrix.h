#pragma once

#include <doctest/doctest.h>

#include <cmath>

#include "goldens.h"
#include "nn/types.h"

namespace vitrine::test {

/// A golden's array of rows.
inline Matrix<double> matrix(const Golden& rows) {
  Matrix<double> m(rows.size(), rows[0].size());
  for (Eigen::Index i = 0; i < m.rows(); ++i) {
    for (Eigen::Index j = 0; j < m.cols(); ++j) m(i, j) = rows[i][j];
  }
  return m;
}

/// A golden's array of numbers.
inline Vector<double> vector(const Golden& values) {
  Vector<double> v(values.size());
  for (Eigen::Index i = 0; i < v.size(); ++i) v(i) = values[i];
  return v;
}

/// By how much a number may miss a golden's: |got - want| <= atol + rtol |want|.
struct Tolerance {
  double rtol, atol;

  /// 0 is equal, 1 is just within.
  double error(double got, double want) const {
    return std::abs(got - want) / (atol + rtol * std::abs(want));
  }
  bool holds(double got, double want) const { return error(got, want) <= 1; }
};

/// What a golden states for an engine in float64.
inline Tolerance tolerance_of(const Golden& golden) {
  const Golden& tolerance = golden.at("meta").at("tolerance");
  return {tolerance.at("rtol"), tolerance.at("atol")};
}

/// What the goldens state for an engine in float32.
inline constexpr Tolerance float32_tolerance = {1e-4, 1e-5};

/// The largest error in a matrix; NaN is the largest of all.
inline double worst_error(const Matrix<double>& got, const Matrix<double>& want, Tolerance tolerance) {
  REQUIRE(got.rows() == want.rows());
  REQUIRE(got.cols() == want.cols());
  double worst = 0;
  for (Eigen::Index i = 0; i < got.size(); ++i) {
    const double error = tolerance.error(got.data()[i], want.data()[i]);
    worst = error <= worst ? worst : error;
  }
  return worst;
}

}  // namespace vitrine::test
