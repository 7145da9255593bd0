#pragma once

#include <span>
#include <string>
#include <vector>

#include "nn/types.h"
#include "train/metrics/metric.h"

namespace vitrine::metrics {

/// How often each true class was predicted as each class.
class ConfusionMatrix {
 public:
  /// @param classes    names, at least one; sentences for people use them.
  /// @param labels     true class of each row, in [0, classes).
  /// @param predicted  predicted class of each row, as many.
  ConfusionMatrix(std::vector<std::string> classes, std::span<const int> labels,
                  std::span<const int> predicted);

  int classes() const { return static_cast<int>(names_.size()); }
  const std::vector<std::string>& names() const { return names_; }
  std::string quoted_name(int k) const;  ///< As sentences write it.

  int rows() const { return rows_; }
  int count(int truth, int predicted) const { return counts_[position(truth, predicted)]; }
  int support(int k) const { return support_[k]; }      ///< Rows whose true class is k.
  int predicted(int k) const { return predicted_[k]; }  ///< Rows predicted as k.
  int correct() const;                                  ///< Rows predicted as what they are.

 private:
  std::size_t position(int truth, int predicted) const { return truth * names_.size() + predicted; }

  std::vector<std::string> names_;
  int rows_;
  std::vector<int> counts_;  ///< classes x classes, one true class after the other.
  std::vector<int> support_, predicted_;
};

/// What a share of a confusion matrix is a share of.
enum class ShareOf { truth, prediction, all };

/// The confusion matrix in shares, [true class, predicted class]: every row adds up to 1 for ShareOf::truth,
/// every column for ShareOf::prediction, the whole for ShareOf::all. A row or column without members has
/// shares of 0.
Matrix<double> shares(const ConfusionMatrix& confusion, ShareOf whole);

/// Share of rows predicted as what they are.
Metric accuracy(const ConfusionMatrix& confusion);

/// Mean recall over the classes that have rows; not corrected for chance.
Metric balanced_accuracy(const ConfusionMatrix& confusion);

}  // namespace vitrine::metrics
