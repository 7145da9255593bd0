#include "explain/kernel.h"

#include <cmath>
#include <utility>

#include "explain/cholesky.h"

namespace vitrine {

namespace {

double sum_of(const Vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

/// sum over pairs of weight * sign sign^T, plus a multiple of 1 1^T. The multiple changes nothing where the
/// sum of phi is given, and makes the matrix positive definite even for two players.
Matrix<double> normal_matrix(const Matrix<double>& signs, const std::vector<double>& weights) {
  const Eigen::Index players = signs.rows();
  double total_weight = 0;
  for (const double weight : weights) total_weight += weight;
  Matrix<double> matrix = Matrix<double>::Constant(players, players, total_weight);
  for (Eigen::Index pair = 0; pair < signs.cols(); ++pair) {
    for (Eigen::Index j = 0; j < players; ++j) {
      const double scaled = weights[static_cast<std::size_t>(pair)] * signs(j, pair);
      for (Eigen::Index i = 0; i < players; ++i) matrix(i, j) += signs(i, pair) * scaled;
    }
  }
  return matrix;
}

}  // namespace

KernelEstimator::KernelEstimator(CoalitionDesign design) : design_(std::move(design)) {
  const Eigen::Index players = design_.pairs.rows();
  const Eigen::Index pairs = design_.pairs.cols();
  evaluated_.resize(players, 2 * pairs);
  signs_.resize(players, pairs);
  for (Eigen::Index pair = 0; pair < pairs; ++pair) {
    for (Eigen::Index player = 0; player < players; ++player) {
      const std::uint8_t in = design_.pairs(player, pair);
      evaluated_(player, pair) = in;
      evaluated_(player, pairs + pair) = 1 - in;
      signs_(player, pair) = in != 0 ? 1 : -1;
    }
  }

  // Without the constraint phi = A^-1 (weight sign) difference; the constraint moves it along A^-1 1.
  const Cholesky normal(normal_matrix(signs_, design_.weights));
  total_share_ = normal.solve(Vector<double>::Ones(players));
  total_share_ /= sum_of(total_share_);
  solution_.resize(players, pairs);
  free_share_.resize(static_cast<std::size_t>(pairs));
  for (Eigen::Index pair = 0; pair < pairs; ++pair) {
    const Vector<double> unconstrained =
        normal.solve(design_.weights[static_cast<std::size_t>(pair)] * signs_.col(pair));
    solution_.col(pair) = unconstrained - sum_of(unconstrained) * total_share_;
    double leverage = 0;
    for (Eigen::Index player = 0; player < players; ++player)
      leverage += signs_(player, pair) * solution_(player, pair);
    free_share_[static_cast<std::size_t>(pair)] = 1 - leverage;
  }
}

KernelEstimate KernelEstimator::estimate(const Game& game, const Vector<double>& row,
                                         const Vector<double>& total) const {
  const Matrix<double> values = game.values(row, evaluated_);
  const Eigen::Index pairs = signs_.cols();
  return estimate(values.leftCols(pairs) - values.rightCols(pairs), total);
}

KernelEstimate KernelEstimator::estimate(const Matrix<double>& differences,
                                         const Vector<double>& total) const {
  const Eigen::Index classes = differences.rows();
  const Eigen::Index players = signs_.rows();
  KernelEstimate estimate{Matrix<double>::Zero(classes, players), Matrix<double>::Zero(classes, players)};
  for (Eigen::Index k = 0; k < classes; ++k) {
    Vector<double> phi = total[k] * total_share_;
    for (Eigen::Index pair = 0; pair < signs_.cols(); ++pair)
      phi += differences(k, pair) * solution_.col(pair);
    Vector<double> variance = Vector<double>::Zero(players);
    for (Eigen::Index pair = 0; pair < signs_.cols(); ++pair) {
      const double unseen = design_.unseen[static_cast<std::size_t>(pair)];
      if (unseen == 0) continue;
      double deviation = differences(k, pair);
      for (Eigen::Index player = 0; player < players; ++player)
        deviation -= signs_(player, pair) * phi[player];
      deviation /= free_share_[static_cast<std::size_t>(pair)];
      for (Eigen::Index player = 0; player < players; ++player) {
        const double change = deviation * solution_(player, pair);
        variance[player] += unseen * change * change;
      }
    }
    for (Eigen::Index player = 0; player < players; ++player) {
      estimate.values(k, player) = phi[player];
      estimate.standard_errors(k, player) = std::sqrt(variance[player]);
    }
  }
  return estimate;
}

}  // namespace vitrine
