#include "train/metrics/class_ranking.h"

#include <algorithm>
#include <string_view>

#include "train/metrics/class_predictions.h"
#include "train/metrics/ranking.h"

namespace vitrine::metrics {

namespace {

/// Adds to wins[b] twice the rows of class a that stand before each row of class b, equals counting half.
void count_wins(std::span<const RankedRow> ranked, int a, std::int64_t* wins) {
  std::int64_t before = 0;
  for (std::size_t first = 0; first < ranked.size();) {
    std::size_t end = first;
    std::int64_t equal = 0;
    for (; end < ranked.size() && ranked[end].score == ranked[first].score; ++end) {
      equal += ranked[end].label == a ? 1 : 0;
    }
    for (; first < end; ++first) wins[ranked[first].label] += 2 * before + equal;
    before += equal;
  }
}

/// The mean of one metric over all classes.
Metric mean_over_classes(std::string_view name, const ClassPredictions& predictions, Over over,
                         Metric (*metric)(const ClassPredictions&, int)) {
  double sum = 0;
  int taken = 0;
  for (int k = 0; k < predictions.classes(); ++k) {
    const Metric value = metric(predictions, k);
    if (!value.available() && over == Over::all) return NotAvailable{value.reason()};
    if (!value.available()) continue;
    sum += value.value();
    ++taken;
  }
  return ratio(name, sum, taken, {"it is undefined for every class"});
}

}  // namespace

ClassRanking::ClassRanking(const Matrix<double>& probabilities, std::span<const int> labels)
    : doubled_wins_(static_cast<std::size_t>(probabilities.rows() * probabilities.rows())),
      average_precision_(static_cast<std::size_t>(probabilities.rows())) {
  std::vector<double> scores(labels.size());
  for (int a = 0; a < probabilities.rows(); ++a) {
    for (std::size_t row = 0; row < scores.size(); ++row) {
      scores[row] = probabilities(a, static_cast<Eigen::Index>(row));
    }
    const std::vector<RankedRow> ranked = ranked_rows(labels, scores);
    count_wins(ranked, a, doubled_wins_.data() + a * probabilities.rows());
    average_precision_[a] = metrics::average_precision(cutoffs(ranked, a));
  }
}

Metric roc_auc_one_vs_rest(const ClassPredictions& predictions, int k) {
  const ConfusionMatrix& confusion = predictions.confusion();
  const std::string name = confusion.quoted_name(k);
  const std::string what = concat({"ROC AUC of class ", name});
  const double support = confusion.support(k);
  if (support == 0) return not_available(what, {"no row is of class ", name});
  std::int64_t wins = 0;
  for (int other = 0; other < predictions.classes(); ++other) {
    if (other != k) wins += predictions.ranking().doubled_wins(k, other);
  }
  return ratio(what, static_cast<double>(wins), 2 * support * (predictions.rows() - support),
               {"all rows are of class ", name});
}

Metric roc_auc_one_vs_rest_macro(const ClassPredictions& predictions, Over over) {
  return mean_over_classes("ROC AUC", predictions, over, roc_auc_one_vs_rest);
}

Metric roc_auc_one_vs_rest_weighted(const ClassPredictions& predictions) {
  double sum = 0;
  for (int k = 0; k < predictions.classes(); ++k) {
    Metric value = roc_auc_one_vs_rest(predictions, k);
    if (!value.available()) return value;
    sum += value.value() * predictions.confusion().support(k);
  }
  return sum / predictions.rows();
}

Metric roc_auc_one_vs_one_macro(const ClassPredictions& predictions, Over over) {
  const ConfusionMatrix& confusion = predictions.confusion();
  const ClassRanking& ranking = predictions.ranking();
  double sum = 0;
  int pairs = 0;
  for (int a = 0; a < predictions.classes(); ++a) {
    for (int b = a + 1; b < predictions.classes(); ++b) {
      const double rows = static_cast<double>(confusion.support(a)) * confusion.support(b);
      if (rows == 0 && over == Over::defined_only) continue;
      if (rows == 0) {
        const int absent = confusion.support(a) == 0 ? a : b;
        return not_available("One-vs-one ROC AUC", {"no row is of class ", confusion.quoted_name(absent)});
      }
      sum += static_cast<double>(ranking.doubled_wins(a, b) + ranking.doubled_wins(b, a)) / (4 * rows);
      ++pairs;
    }
  }
  return ratio("One-vs-one ROC AUC", sum, pairs, {"all rows are of one class"});
}

Metric average_precision_one_vs_rest(const ClassPredictions& predictions, int k) {
  const ConfusionMatrix& confusion = predictions.confusion();
  const std::string name = confusion.quoted_name(k);
  if (confusion.support(k) == 0) {
    return not_available(concat({"Average precision of class ", name}), {"no row is of class ", name});
  }
  return predictions.ranking().average_precision(k);
}

Metric average_precision_macro(const ClassPredictions& predictions, Over over) {
  return mean_over_classes("Average precision", predictions, over, average_precision_one_vs_rest);
}

}  // namespace vitrine::metrics
