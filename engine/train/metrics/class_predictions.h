#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nn/types.h"
#include "train/metrics/class_ranking.h"
#include "train/metrics/confusion_matrix.h"
#include "train/metrics/metric.h"

namespace vitrine::metrics {

/// Labelled rows and the class probabilities predicted for them: what every metric of classification is a
/// function of. There is at least one row, and every probability is a number from 0 to 1.
class ClassPredictions {
 public:
  /// @param probabilities  classes x rows.
  /// @param labels         one per row, in [0, classes).
  /// @param classes        their names, at least two.
  /// @returns not available without rows, or where a probability is not a number from 0 to 1.
  static Measured<ClassPredictions> from_probabilities(Matrix<double> probabilities, Labels labels,
                                                       std::vector<std::string> classes);

  /// The same from the inputs of softmax, classes x rows. Most probable classes and log loss are taken from
  /// the logits, as training takes them: the log loss stays exact where a probability rounds to 0 or 1.
  template <typename Scalar>
  static Measured<ClassPredictions> from_logits(const Matrix<Scalar>& logits, Labels labels,
                                                std::vector<std::string> classes);

  int rows() const { return static_cast<int>(labels_.size()); }
  int classes() const { return confusion_.classes(); }
  const Labels& labels() const { return labels_; }
  const Matrix<double>& probabilities() const { return probabilities_; }  ///< classes x rows.
  std::vector<double> probabilities_of(int k) const;                      ///< Of class k, row by row.

  /// The most probable class of each row; the lowest index wins a tie.
  const Labels& most_probable() const { return most_probable_; }

  /// The class decided for each row: the most probable one, unless a threshold was set.
  const Labels& predicted() const { return predicted_; }
  const ConfusionMatrix& confusion() const { return confusion_; }

  /// Of two classes, decides for the second where its probability is at least the threshold.
  void decide_at(double threshold);

  /// Mean cross-entropy in nats, when these predictions were made from logits.
  const std::optional<double>& log_loss_of_logits() const { return log_loss_of_logits_; }

  /// The rows ranked by the probability of each class; made when it is first asked for, since it sorts.
  const ClassRanking& ranking() const;

 private:
  ClassPredictions(Matrix<double> probabilities, Labels labels, Labels most_probable,
                   std::vector<std::string> classes);

  Matrix<double> probabilities_;
  Labels labels_, most_probable_, predicted_;
  ConfusionMatrix confusion_;
  std::optional<double> log_loss_of_logits_;
  mutable std::optional<ClassRanking> ranking_;
};

}  // namespace vitrine::metrics
