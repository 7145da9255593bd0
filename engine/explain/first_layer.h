#pragma once

#include <vector>

#include "explain/game.h"

namespace vitrine {

/// First-layer preactivations of every mix of one row with one background row, without writing the mixes.
///
/// The first layer is linear: z(S) = b + sum over players i of (W_i x_i if i is in S, else W_i b_i). Players
/// are taken four at a time, and the 16 partial sums of each four are tabulated, so that a coalition costs
/// one addition per unit for every four players, whatever the number of inputs.
class FirstLayerTables {
 public:
  /// @param weights  units x inputs
  /// @param bias     units
  FirstLayerTables(const Matrix<double>& weights, const Vector<double>& bias,
                   const std::vector<std::vector<int>>& players, const Vector<double>& row);

  /// Tabulates the mixes with this background row.
  void mix_with(const Eigen::Ref<const Vector<double>>& background_row);

  /// Table column of each four players in each coalition: fours x coalitions.
  Coalitions columns_of(const Coalitions& coalitions) const;

  /// Preactivations of the mixes with the last background row: units x coalitions.
  /// @param columns  as columns_of gives them.
  void preactivations(const Coalitions& columns, Matrix<double>& z) const;

 private:
  /// W_i x_i for every player: units x players.
  Matrix<double> contributions(const Eigen::Ref<const Vector<double>>& inputs) const;

  const Matrix<double>& weights_;
  const Vector<double>& bias_;
  const std::vector<std::vector<int>>& players_;
  Matrix<double> row_contributions_;  ///< units x players
  Matrix<double> sums_;               ///< units x (16 per four players); the first four's include the bias.
};

}  // namespace vitrine
