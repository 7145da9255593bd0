#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "train/metrics/metric.h"

/// How well a score puts the rows of one class, the positive ones, before all others. Only the order of the
/// scores counts, so probabilities and logits do alike. Everything is O(n log n).
namespace vitrine::metrics {

/// The rows whose score is at least the threshold, counted.
struct Cutoff {
  double threshold;
  int true_positives, false_positives;
};

struct RankedRow {
  double score;
  int label;
};

/// Rows by falling score. Rows with equal scores stand in no particular order: what is computed from them may
/// depend on their counts alone, and then its bits do not depend on the sorting algorithm.
/// @param scores  one per label, none of them NaN.
std::vector<RankedRow> ranked_rows(std::span<const int> labels, std::span<const double> scores);

/// One entry per distinct score, falling; the last one counts all rows.
std::vector<Cutoff> cutoffs(std::span<const RankedRow> ranked, int positive);

/// The same from rows as they come. Not available without rows, or where a score is NaN.
/// @param what  name of what is measured, for the reason.
Measured<std::vector<Cutoff>> cutoffs(std::string_view what, std::span<const int> labels,
                                      std::span<const double> scores, int positive);

/// Points from (0, 0), at threshold infinity, to (1, 1), the threshold falling.
struct RocCurve {
  std::vector<double> false_positive_rate;  ///< Share of the other rows with a score >= threshold.
  std::vector<double> true_positive_rate;   ///< Share of the positive rows with a score >= threshold.
  std::vector<double> thresholds;
};

/// Receiver operating characteristic: one point per distinct score; Fawcett (2006).
///
/// Not available unless there are positive and other rows.
/// @param labels             a row is positive where its label is `positive`.
/// @param drop_intermediate  leaves out points between two equal steps, which a drawing does not miss: the
///     rule of scikit-learn's roc_curve.
Measured<RocCurve> roc_curve(std::span<const int> labels, std::span<const double> scores, int positive = 1,
                             bool drop_intermediate = false);

/// Area under the ROC curve, by trapezoids: the probability that a positive row scores higher than another,
/// where a tie counts half (Mann-Whitney U / (positives x others)); Hanley & McNeil (1982).
///
/// Counted in whole numbers, so the order of the rows changes no bit.
Metric roc_auc(std::span<const int> labels, std::span<const double> scores, int positive = 1);

/// precision[i] and recall[i] are those of predicting score >= thresholds[i] as positive, the threshold
/// rising. A last point, precision 1 and recall 0, has no threshold.
struct PrecisionRecallCurve {
  std::vector<double> precision, recall, thresholds;
};

/// One point per distinct score. Not available without positive rows.
Measured<PrecisionRecallCurve> precision_recall_curve(std::span<const int> labels,
                                                      std::span<const double> scores, int positive = 1);

/// sum over falling thresholds of (recall - recall before) x precision: the area under the precision-recall
/// curve as steps, without interpolation.
Metric average_precision(std::span<const int> labels, std::span<const double> scores, int positive = 1);

/// The same from cutoffs with at least one positive row.
double average_precision(std::span<const Cutoff> cutoffs);

}  // namespace vitrine::metrics
