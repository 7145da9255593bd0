#include "explain/cholesky.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "error.h"

namespace vitrine {

Cholesky::Cholesky(Matrix<double> matrix) : lower_(std::move(matrix)) {
  const Eigen::Index size = lower_.rows();
  for (Eigen::Index j = 0; j < size; ++j) {
    const double before = lower_(j, j);
    for (Eigen::Index i = j; i < size; ++i) {
      for (Eigen::Index k = 0; k < j; ++k) lower_(i, j) -= lower_(i, k) * lower_(j, k);
    }
    // What rounding leaves of a pivot that should be 0 is some 1e-16 of what it was.
    if (!(lower_(j, j) > 1e-10 * before)) fail("singular", {"The coalitions do not tell all players apart."});
    const double pivot = std::sqrt(lower_(j, j));
    for (Eigen::Index i = j; i < size; ++i) lower_(i, j) /= pivot;
  }
}

Vector<double> Cholesky::solve(Vector<double> b) const {
  const Eigen::Index size = lower_.rows();
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index k = 0; k < i; ++k) b[i] -= lower_(i, k) * b[k];
    b[i] /= lower_(i, i);
  }
  for (Eigen::Index i = size - 1; i >= 0; --i) {
    for (Eigen::Index k = i + 1; k < size; ++k) b[i] -= lower_(k, i) * b[k];
    b[i] /= lower_(i, i);
  }
  return b;
}

}  // namespace vitrine
