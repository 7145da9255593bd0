#include "explain/first_layer.h"

#include <algorithm>

namespace vitrine {

namespace {

constexpr int group_size = 4;
constexpr int group_sums = 1 << group_size;

}  // namespace

FirstLayerTables::FirstLayerTables(const Matrix<double>& weights, const Vector<double>& bias,
                                   const std::vector<std::vector<int>>& players, const Vector<double>& row)
    : weights_(weights), bias_(bias), players_(players), row_contributions_(contributions(row)) {
  const int groups = (static_cast<int>(players.size()) + group_size - 1) / group_size;
  sums_ = Matrix<double>::Zero(weights.rows(), Eigen::Index{groups} * group_sums);
}

Matrix<double> FirstLayerTables::contributions(const Eigen::Ref<const Vector<double>>& inputs) const {
  Matrix<double> sums = Matrix<double>::Zero(weights_.rows(), static_cast<Eigen::Index>(players_.size()));
  for (std::size_t player = 0; player < players_.size(); ++player) {
    for (const int input : players_[player]) {
      if (inputs[input] != 0)
        sums.col(static_cast<Eigen::Index>(player)) += inputs[input] * weights_.col(input);
    }
  }
  return sums;
}

void FirstLayerTables::mix_with(const Eigen::Ref<const Vector<double>>& background_row) {
  const Matrix<double> absent = contributions(background_row);
  const int players = static_cast<int>(players_.size());
  for (int first = 0; first < players; first += group_size) {
    auto table = sums_.middleCols(Eigen::Index{first} / group_size * group_sums, group_sums);
    if (first == 0) {
      table.col(0) = bias_;
    } else {
      table.col(0).setZero();
    }
    // Each player doubles the table: the sums so far, once without and once with it.
    int filled = 1;
    for (int player = first; player < std::min(first + group_size, players); ++player, filled *= 2) {
      for (int column = 0; column < filled; ++column) {
        table.col(filled + column) = table.col(column) + row_contributions_.col(player);
        table.col(column) += absent.col(player);
      }
    }
  }
}

Coalitions FirstLayerTables::columns_of(const Coalitions& coalitions) const {
  Coalitions columns = Coalitions::Zero(sums_.cols() / group_sums, coalitions.cols());
  for (Eigen::Index c = 0; c < coalitions.cols(); ++c) {
    for (Eigen::Index player = 0; player < coalitions.rows(); ++player) {
      columns(player / group_size, c) |=
          static_cast<std::uint8_t>(coalitions(player, c) << (player % group_size));
    }
  }
  return columns;
}

void FirstLayerTables::preactivations(const Coalitions& columns, Matrix<double>& z) const {
  const Eigen::Index units = sums_.rows();
  z.resize(units, columns.cols());
  for (Eigen::Index c = 0; c < columns.cols(); ++c) {
    double* sum = z.col(c).data();
    const double* first = sums_.col(columns(0, c)).data();
    std::copy(first, first + units, sum);
    for (Eigen::Index group = 1; group < columns.rows(); ++group) {
      const double* term = sums_.col(group * group_sums + columns(group, c)).data();
      for (Eigen::Index unit = 0; unit < units; ++unit) sum[unit] += term[unit];
    }
  }
}

}  // namespace vitrine
