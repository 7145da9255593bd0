#include "train/metrics/ranking.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

namespace vitrine::metrics {

namespace {

/// Why a measure that compares positive with other rows is undefined for these; empty if it is defined.
std::string_view lacking_class(const Cutoff& all) {
  if (all.true_positives == 0) return "no row is of the positive class";
  if (all.false_positives == 0) return "all rows are of the positive class";
  return "";
}

bool same_step(const Cutoff& a, const Cutoff& b, const Cutoff& c) {
  return b.true_positives - a.true_positives == c.true_positives - b.true_positives &&
         b.false_positives - a.false_positives == c.false_positives - b.false_positives;
}

}  // namespace

std::vector<RankedRow> ranked_rows(std::span<const int> labels, std::span<const double> scores) {
  assert(labels.size() == scores.size());
  std::vector<RankedRow> ranked;
  ranked.reserve(labels.size());
  // Adding 0 makes 0 of -0: equal scores have equal bits, so a threshold does not depend on the sort.
  for (std::size_t row = 0; row < labels.size(); ++row) ranked.push_back({scores[row] + 0.0, labels[row]});
  std::sort(ranked.begin(), ranked.end(),
            [](const RankedRow& a, const RankedRow& b) { return a.score > b.score; });
  return ranked;
}

std::vector<Cutoff> cutoffs(std::span<const RankedRow> ranked, int positive) {
  std::vector<Cutoff> result;
  int true_positives = 0;
  for (std::size_t row = 0; row < ranked.size(); ++row) {
    true_positives += ranked[row].label == positive ? 1 : 0;
    const bool last_of_equals = row + 1 == ranked.size() || ranked[row + 1].score != ranked[row].score;
    if (last_of_equals) {
      result.push_back({ranked[row].score, true_positives, static_cast<int>(row) + 1 - true_positives});
    }
  }
  return result;
}

Measured<std::vector<Cutoff>> cutoffs(std::string_view what, std::span<const int> labels,
                                      std::span<const double> scores, int positive) {
  if (labels.empty()) return not_available(what, {"there are no rows"});
  for (const double score : scores) {
    if (std::isnan(score)) return not_available(what, {"a score is not a number"});
  }
  return cutoffs(ranked_rows(labels, scores), positive);
}

Measured<RocCurve> roc_curve(std::span<const int> labels, std::span<const double> scores, int positive,
                             bool drop_intermediate) {
  constexpr std::string_view name = "The ROC curve";
  const Measured<std::vector<Cutoff>> measured = cutoffs(name, labels, scores, positive);
  if (!measured.available()) return NotAvailable{measured.reason()};
  const std::vector<Cutoff>& all = measured.value();
  const std::string_view lacking = lacking_class(all.back());
  if (!lacking.empty()) return not_available(name, {lacking});
  const double positives = all.back().true_positives, others = all.back().false_positives;
  RocCurve curve = {{0}, {0}, {std::numeric_limits<double>::infinity()}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool inner = i > 0 && i + 1 < all.size();
    if (drop_intermediate && inner && same_step(all[i - 1], all[i], all[i + 1])) continue;
    curve.false_positive_rate.push_back(all[i].false_positives / others);
    curve.true_positive_rate.push_back(all[i].true_positives / positives);
    curve.thresholds.push_back(all[i].threshold);
  }
  return curve;
}

Metric roc_auc(std::span<const int> labels, std::span<const double> scores, int positive) {
  constexpr std::string_view name = "ROC AUC";
  const Measured<std::vector<Cutoff>> measured = cutoffs(name, labels, scores, positive);
  if (!measured.available()) return NotAvailable{measured.reason()};
  const std::vector<Cutoff>& all = measured.value();
  const std::string_view lacking = lacking_class(all.back());
  if (!lacking.empty()) return not_available(name, {lacking});
  std::int64_t doubled_area = 0;
  Cutoff before = {0, 0, 0};
  for (const Cutoff& cutoff : all) {
    doubled_area += std::int64_t{cutoff.false_positives - before.false_positives} *
                    (std::int64_t{cutoff.true_positives} + before.true_positives);
    before = cutoff;
  }
  return static_cast<double>(doubled_area) / (2.0 * all.back().true_positives * all.back().false_positives);
}

Measured<PrecisionRecallCurve> precision_recall_curve(std::span<const int> labels,
                                                      std::span<const double> scores, int positive) {
  constexpr std::string_view name = "The precision-recall curve";
  const Measured<std::vector<Cutoff>> measured = cutoffs(name, labels, scores, positive);
  if (!measured.available()) return NotAvailable{measured.reason()};
  const std::vector<Cutoff>& all = measured.value();
  const double positives = all.back().true_positives;
  if (positives == 0) return not_available(name, {"no row is of the positive class"});
  PrecisionRecallCurve curve;
  for (std::size_t i = all.size(); i-- > 0;) {
    const Cutoff& cutoff = all[i];
    curve.precision.push_back(static_cast<double>(cutoff.true_positives) /
                              (cutoff.true_positives + cutoff.false_positives));
    curve.recall.push_back(cutoff.true_positives / positives);
    curve.thresholds.push_back(cutoff.threshold);
  }
  curve.precision.push_back(1);
  curve.recall.push_back(0);
  return curve;
}

Metric average_precision(std::span<const int> labels, std::span<const double> scores, int positive) {
  constexpr std::string_view name = "Average precision";
  const Measured<std::vector<Cutoff>> measured = cutoffs(name, labels, scores, positive);
  if (!measured.available()) return NotAvailable{measured.reason()};
  if (measured.value().back().true_positives == 0) {
    return not_available(name, {"no row is of the positive class"});
  }
  return average_precision(measured.value());
}

double average_precision(std::span<const Cutoff> cutoffs) {
  double sum = 0;
  int hits_before = 0;
  for (const Cutoff& cutoff : cutoffs) {
    const double hits = cutoff.true_positives;
    sum += (hits - hits_before) * (hits / (hits + cutoff.false_positives));
    hits_before = cutoff.true_positives;
  }
  return sum / hits_before;
}

}  // namespace vitrine::metrics
