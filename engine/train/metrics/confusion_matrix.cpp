#include "train/metrics/confusion_matrix.h"

#include <cassert>

#include "data/wording.h"

namespace vitrine::metrics {

ConfusionMatrix::ConfusionMatrix(std::vector<std::string> classes, std::span<const int> labels,
                                 std::span<const int> predicted)
    : names_(std::move(classes)),
      rows_(static_cast<int>(labels.size())),
      counts_(names_.size() * names_.size()),
      support_(names_.size()),
      predicted_(names_.size()) {
  assert(!names_.empty() && labels.size() == predicted.size());
  for (std::size_t row = 0; row < labels.size(); ++row) {
    assert(labels[row] >= 0 && labels[row] < this->classes());
    assert(predicted[row] >= 0 && predicted[row] < this->classes());
    ++counts_[position(labels[row], predicted[row])];
    ++support_[labels[row]];
    ++predicted_[predicted[row]];
  }
}

std::string ConfusionMatrix::quoted_name(int k) const { return wording::quoted(names_[k]); }

int ConfusionMatrix::correct() const {
  int correct = 0;
  for (int k = 0; k < classes(); ++k) correct += count(k, k);
  return correct;
}

Matrix<double> shares(const ConfusionMatrix& confusion, ShareOf whole) {
  const int classes = confusion.classes();
  Matrix<double> result(classes, classes);
  for (int truth = 0; truth < classes; ++truth) {
    for (int predicted = 0; predicted < classes; ++predicted) {
      const int total = whole == ShareOf::truth        ? confusion.support(truth)
                        : whole == ShareOf::prediction ? confusion.predicted(predicted)
                                                       : confusion.rows();
      result(truth, predicted) =
          total == 0 ? 0.0 : static_cast<double>(confusion.count(truth, predicted)) / total;
    }
  }
  return result;
}

Metric accuracy(const ConfusionMatrix& confusion) {
  return ratio("Accuracy", confusion.correct(), confusion.rows(), {"there are no rows"});
}

Metric balanced_accuracy(const ConfusionMatrix& confusion) {
  double sum = 0;
  int occurring = 0;
  for (int k = 0; k < confusion.classes(); ++k) {
    if (confusion.support(k) == 0) continue;
    sum += static_cast<double>(confusion.count(k, k)) / confusion.support(k);
    ++occurring;
  }
  return ratio("Balanced accuracy", sum, occurring, {"there are no rows"});
}

}  // namespace vitrine::metrics
