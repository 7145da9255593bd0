#pragma once

#include <vector>

#include "nn/loss.h"

namespace vitrine::test {

/// Loss and gradient of one example with a class label.
struct OneExample {
  double value;
  int correct;
  std::vector<double> gradient;
};

inline OneExample evaluate_one(const LossOptions& options, const std::vector<double>& logits,
                               const Targets<double>& targets) {
  std::vector<double> gradient(logits.size());
  const int outputs = static_cast<int>(logits.size());
  const BatchLoss loss = evaluate_loss<double>(options, logits, outputs, outputs, targets, gradient);
  return {loss.value, loss.correct, gradient};
}

inline OneExample towards_label(const LossOptions& options, const std::vector<double>& logits, int label) {
  return evaluate_one(options, logits, {{&label, 1}, {}});
}

inline OneExample towards_values(const LossOptions& options, const std::vector<double>& logits,
                                 const std::vector<double>& values) {
  return evaluate_one(options, logits, {{}, values});
}

}  // namespace vitrine::test
