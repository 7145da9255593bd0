#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "train/metrics/confusion_matrix.h"
#include "train/metrics/metric.h"

/// Where to draw the line between two classes: a row is predicted positive where its score is at least the
/// threshold.
namespace vitrine::metrics {

/// What a threshold is chosen for. Youden's J is recall + recall of the other class - 1: Youden (1950). The
/// order is that of the table of names.
enum class ThresholdGoal { accuracy, f1, balanced_accuracy, youden };

inline constexpr std::array<std::string_view, 4> threshold_goal_names = {"accuracy", "f1",
                                                                         "balanced_accuracy", "youden"};

struct ThresholdChoice {
  double threshold;
  double value;  ///< Of the goal at this threshold, on the rows it was chosen on.
};

/// The threshold with the highest value of the goal; the lowest such threshold wins a tie.
///
/// Candidates are the distinct scores and one just above the largest, which predicts no row as positive.
/// Choose on validation rows: on the rows it was chosen on, the value is better than it will be on others.
///
/// Not available without rows or where a score is NaN; for f1 without positive rows; for balanced accuracy
/// and Youden's J unless there are positive and other rows.
/// @param labels  1 for a positive row, 0 for another.
Measured<ThresholdChoice> choose_threshold(std::span<const int> labels, std::span<const double> scores,
                                           ThresholdGoal goal);

/// The middle of the gap between probabilities that a threshold lies in; 0 and 1 stand for missing
/// neighbours. It says the same of these rows, and says it still where they are rounded otherwise.
///
/// A gap without a number inside keeps the threshold as it is.
double middle_of_gap(double threshold, std::span<const double> probabilities);

/// The confusion matrix of predicting class 1 where score >= threshold, else class 0: every metric at a
/// threshold follows from it.
/// @param classes  names of the two classes.
ConfusionMatrix confusion_at_threshold(std::vector<std::string> classes, std::span<const int> labels,
                                       std::span<const double> scores, double threshold);

}  // namespace vitrine::metrics
