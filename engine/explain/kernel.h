#pragma once

#include "explain/coalition_design.h"
#include "explain/game.h"

namespace vitrine {

/// Attributions and how far sampling may have moved them, both classes x players.
struct KernelEstimate {
  Matrix<double> values;
  Matrix<double> standard_errors;
};

/// KernelSHAP with complementary pairs: Shapley values by weighted least squares; Lundberg & Lee (2017).
///
/// In an additive game a pair says v(S) - v(not S) = sum of sign_i(S) phi_i, with sign +1 for members and -1
/// for the others; the even part of the game cancels. The estimate is the phi that minimises
///   sum over pairs of weight (v(S) - v(not S) - sign(S) . phi)^2   subject to   sum of phi = v(everybody) -
///   v(nobody).
/// Neither the matrix nor the constraint depends on the row or the class, so all rows share one
/// factorisation.
///
/// Standard errors are the jackknife's: leaving pair p out moves phi by solution_p * deviation_p / (1 -
/// leverage_p), with p's deviation from the fit. The squares are summed, times the share of p's size that was
/// not drawn: where every pair of a size is in the design, sampling moves nothing.
class KernelEstimator {
 public:
  explicit KernelEstimator(CoalitionDesign design);

  int players() const { return static_cast<int>(design_.pairs.rows()); }

  /// @param total  classes: v(everybody) - v(nobody).
  KernelEstimate estimate(const Game& game, const Vector<double>& row, const Vector<double>& total) const;

  /// The same from given differences v(S) - v(not S): classes x pairs.
  KernelEstimate estimate(const Matrix<double>& differences, const Vector<double>& total) const;

 private:
  CoalitionDesign design_;
  Coalitions evaluated_;            ///< players x 2 pairs: every pair's coalition, then its complement.
  Matrix<double> signs_;            ///< players x pairs: +1 or -1
  Matrix<double> solution_;         ///< players x pairs: d(phi)/d(difference); each column sums to 0.
  Vector<double> total_share_;      ///< players: d(phi)/d(total); sums to 1.
  std::vector<double> free_share_;  ///< One per pair: 1 - leverage.
};

}  // namespace vitrine
