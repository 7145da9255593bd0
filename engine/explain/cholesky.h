#pragma once

#include "nn/types.h"

namespace vitrine {

/// A = L L^T for a symmetric positive definite matrix, in a fixed order of plain sums, so that the bits
/// repeat.
class Cholesky {
 public:
  /// @throws Error "singular" when a pivot is not clearly positive.
  explicit Cholesky(Matrix<double> matrix);

  /// x with A x = b.
  Vector<double> solve(Vector<double> b) const;

 private:
  Matrix<double> lower_;
};

}  // namespace vitrine
