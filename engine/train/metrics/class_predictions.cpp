#include "train/metrics/class_predictions.h"

#include <cassert>
#include <utility>

#include "nn/loss.h"

namespace vitrine::metrics {

namespace {

template <typename Scalar>
Labels positions_of_largest(const Matrix<Scalar>& values) {
  Labels largest(static_cast<std::size_t>(values.cols()));
  for (Eigen::Index row = 0; row < values.cols(); ++row) {
    int best = 0;
    for (int k = 1; k < values.rows(); ++k) best = values(k, row) > values(best, row) ? k : best;
    largest[static_cast<std::size_t>(row)] = best;
  }
  return largest;
}

/// Why nothing can be said about rows with these probabilities; empty if something can.
std::string_view obstacle(const Matrix<double>& probabilities) {
  if (probabilities.cols() == 0) return "there are no rows";
  for (Eigen::Index i = 0; i < probabilities.size(); ++i) {
    const double p = probabilities.data()[i];
    if (!(p >= 0 && p <= 1)) return "a predicted probability is not a number from 0 to 1";
  }
  return "";
}

constexpr std::string_view subject = "A score of these predictions";

}  // namespace

ClassPredictions::ClassPredictions(Matrix<double> probabilities, Labels labels, Labels most_probable,
                                   std::vector<std::string> classes)
    : probabilities_(std::move(probabilities)),
      labels_(std::move(labels)),
      most_probable_(std::move(most_probable)),
      predicted_(most_probable_),
      confusion_(std::move(classes), labels_, predicted_) {}

Measured<ClassPredictions> ClassPredictions::from_probabilities(Matrix<double> probabilities, Labels labels,
                                                                std::vector<std::string> classes) {
  assert(probabilities.rows() == static_cast<Eigen::Index>(classes.size()) && classes.size() >= 2);
  assert(probabilities.cols() == static_cast<Eigen::Index>(labels.size()));
  const std::string_view why_not = obstacle(probabilities);
  if (!why_not.empty()) return not_available(subject, {why_not});
  Labels predicted = positions_of_largest(probabilities);
  return ClassPredictions(std::move(probabilities), std::move(labels), std::move(predicted),
                          std::move(classes));
}

template <typename Scalar>
Measured<ClassPredictions> ClassPredictions::from_logits(const Matrix<Scalar>& logits, Labels labels,
                                                         std::vector<std::string> classes) {
  assert(logits.rows() == static_cast<Eigen::Index>(classes.size()) && classes.size() >= 2);
  assert(logits.cols() == static_cast<Eigen::Index>(labels.size()));
  const int count = static_cast<int>(classes.size());
  Matrix<double> probabilities = logits.template cast<double>();
  const std::span<double> values(probabilities.data(), static_cast<std::size_t>(probabilities.size()));
  softmax<double>(values, count, count, values);
  const std::string_view why_not = obstacle(probabilities);
  if (!why_not.empty()) return not_available(subject, {why_not});
  const BatchLoss loss = softmax_cross_entropy<Scalar>(
      {logits.data(), static_cast<std::size_t>(logits.size())}, count, count, labels, {});
  ClassPredictions result(std::move(probabilities), std::move(labels), positions_of_largest(logits),
                          std::move(classes));
  result.log_loss_of_logits_ = loss.value;
  return result;
}

std::vector<double> ClassPredictions::probabilities_of(int k) const {
  std::vector<double> result(labels_.size());
  for (int row = 0; row < rows(); ++row) result[static_cast<std::size_t>(row)] = probabilities_(k, row);
  return result;
}

void ClassPredictions::decide_at(double threshold) {
  assert(classes() == 2);
  for (int row = 0; row < rows(); ++row) predicted_[row] = probabilities_(1, row) >= threshold ? 1 : 0;
  confusion_ = ConfusionMatrix(confusion_.names(), labels_, predicted_);
}

const ClassRanking& ClassPredictions::ranking() const {
  if (!ranking_) ranking_.emplace(probabilities_, labels_);
  return *ranking_;
}

template Measured<ClassPredictions> ClassPredictions::from_logits<float>(const Matrix<float>&, Labels,
                                                                         std::vector<std::string>);
template Measured<ClassPredictions> ClassPredictions::from_logits<double>(const Matrix<double>&, Labels,
                                                                          std::vector<std::string>);

}  // namespace vitrine::metrics
