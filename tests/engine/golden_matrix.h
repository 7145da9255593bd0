#pragma once

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

}  // namespace vitrine::test
