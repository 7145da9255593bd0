#pragma once

#include <Eigen/Core>
#include <vector>

namespace vitrine {

/// Matrices are features x examples, one column per example, column-major.
template <typename Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

template <typename Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// Class of each example, in [0, classes).
using Labels = std::vector<int>;

}  // namespace vitrine
