#include "train/metrics/threshold.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "train/metrics/ranking.h"

namespace vitrine::metrics {

namespace {

/// The goal's value as a fraction of whole numbers: equal values then have equal bits, and ties are ties.
double value_of(ThresholdGoal goal, const Cutoff& cutoff, double positives, double others) {
  const double true_positives = cutoff.true_positives, true_negatives = others - cutoff.false_positives;
  switch (goal) {
    case ThresholdGoal::accuracy:
      return (true_positives + true_negatives) / (positives + others);
    case ThresholdGoal::f1:
      return 2 * true_positives / (positives + true_positives + cutoff.false_positives);
    case ThresholdGoal::balanced_accuracy:
      return (true_positives * others + true_negatives * positives) / (2 * positives * others);
    case ThresholdGoal::youden:
      return (true_positives * others + true_negatives * positives - positives * others) /
             (positives * others);
  }
  return 0;
}

}  // namespace

Measured<ThresholdChoice> choose_threshold(std::span<const int> labels, std::span<const double> scores,
                                           ThresholdGoal goal) {
  constexpr std::string_view name = "The best threshold";
  const Measured<std::vector<Cutoff>> measured = cutoffs(name, labels, scores, 1);
  if (!measured.available()) return NotAvailable{measured.reason()};
  const std::vector<Cutoff>& all = measured.value();
  const int positives = all.back().true_positives, others = all.back().false_positives;
  const bool recalls = goal == ThresholdGoal::balanced_accuracy || goal == ThresholdGoal::youden;
  if (positives == 0 && goal != ThresholdGoal::accuracy) {
    return not_available(name, {"no row is of the positive class"});
  }
  if (others == 0 && recalls) return not_available(name, {"all rows are of the positive class"});
  const double above_all = std::nextafter(all.front().threshold, std::numeric_limits<double>::infinity());
  ThresholdChoice best = {above_all, value_of(goal, {above_all, 0, 0}, positives, others)};
  for (const Cutoff& cutoff : all) {
    const double value = value_of(goal, cutoff, positives, others);
    if (value >= best.value) best = {cutoff.threshold, value};
  }
  return best;
}

double middle_of_gap(double threshold, std::span<const double> probabilities) {
  double below = 0, above = 1;
  for (const double probability : probabilities) {
    if (probability < threshold) {
      below = std::max(below, probability);
    } else {
      above = std::min(above, probability);
    }
  }
  const double middle = below + (above - below) / 2;
  return middle > below ? middle : threshold;
}

ConfusionMatrix confusion_at_threshold(std::vector<std::string> classes, std::span<const int> labels,
                                       std::span<const double> scores, double threshold) {
  assert(classes.size() == 2 && labels.size() == scores.size());
  std::vector<int> predicted;
  for (const double score : scores) predicted.push_back(score >= threshold ? 1 : 0);
  return {std::move(classes), labels, predicted};
}

}  // namespace vitrine::metrics
