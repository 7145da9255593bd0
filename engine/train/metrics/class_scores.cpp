#include "train/metrics/class_scores.h"

#include <string>

namespace vitrine::metrics {

ClassScores class_scores(const ConfusionMatrix& confusion, int k) {
  const std::string name = confusion.quoted_name(k);
  const int hits = confusion.count(k, k);
  const int support = confusion.support(k);
  const int predicted = confusion.predicted(k);
  return {ratio(concat({"Precision of class ", name}), hits, predicted, {"no row was predicted as ", name}),
          ratio(concat({"Recall of class ", name}), hits, support, {"no row is of class ", name}),
          ratio(concat({"F1 of class ", name}), 2.0 * hits, static_cast<double>(support) + predicted,
                {"no row is of class ", name, " or was predicted as it"}),
          support};
}

AveragedScores averaged_scores(const ConfusionMatrix& confusion, Averaging averaging) {
  double precision = 0, recall = 0, f1 = 0, total = 0;
  if (averaging == Averaging::micro) {
    precision = recall = f1 = confusion.correct();
    total = confusion.rows();
  } else if (confusion.rows() > 0) {
    for (int k = 0; k < confusion.classes(); ++k) {
      const ClassScores scores = class_scores(confusion, k);
      const bool seen = confusion.support(k) + confusion.predicted(k) > 0;
      const double weight = averaging == Averaging::weighted     ? scores.support
                            : averaging == Averaging::macro_seen ? (seen ? 1 : 0)
                                                                 : 1;
      precision += weight * scores.precision.value_or(0);
      recall += weight * scores.recall.value_or(0);
      f1 += weight * scores.f1.value_or(0);
      total += weight;
    }
  }
  return {ratio("Precision", precision, total, {"there are no rows"}),
          ratio("Recall", recall, total, {"there are no rows"}),
          ratio("F1", f1, total, {"there are no rows"})};
}

}  // namespace vitrine::metrics
