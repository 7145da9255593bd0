#pragma once

#include "nn/loss.h"
#include "nn/math.h"

namespace vitrine::losses {

/// A batch as every loss sees it.
template <typename Scalar>
struct LossBatch {
  const LossOptions& options;
  const Scalar* logits;
  int outputs;
  int stride;
  Targets<Scalar> targets;
  int examples;
  Scalar* gradient;               ///< May be null.
  int label_of_first_output = 0;  ///< 1 where a single output stands for label 1.

  bool has_labels() const { return !targets.labels.empty(); }
  const Scalar* logits_of(int example) const { return logits + std::size_t(stride) * example; }
  Scalar* gradient_of(int example) const {
    return gradient == nullptr ? nullptr : gradient + std::size_t(stride) * example;
  }
  double class_weight(int label) const {
    return options.class_weights.empty() ? 1 : options.class_weights[static_cast<std::size_t>(label)];
  }
  /// The target of one output: a label is 1 for its own output and 0 for the others.
  Scalar target(int example, int output) const {
    if (!has_labels()) return targets.values[std::size_t(outputs) * example + output];
    return targets.labels[example] == label_of_first_output + output ? Scalar{1} : Scalar{0};
  }
};

// One function per loss, each in the file of its name.
template <typename Scalar>
BatchLoss cross_entropy(const LossBatch<Scalar>& batch);
template <typename Scalar>
BatchLoss binary_cross_entropy(const LossBatch<Scalar>& batch);
template <typename Scalar>
BatchLoss focal(const LossBatch<Scalar>& batch);
template <typename Scalar>
BatchLoss hinge(const LossBatch<Scalar>& batch);
template <typename Scalar>
BatchLoss mse(const LossBatch<Scalar>& batch);
template <typename Scalar>
BatchLoss mae(const LossBatch<Scalar>& batch);
template <typename Scalar>
BatchLoss huber(const LossBatch<Scalar>& batch);

template <typename Scalar>
int position_of_largest(const Scalar* values, int count) {
  int largest = 0;
  for (int i = 1; i < count; ++i) largest = values[i] > values[largest] ? i : largest;
  return largest;
}

/// Sum of exp(z - maximum).
template <typename Scalar>
inline Scalar sum_of_exponentials(const Scalar* z, Scalar maximum, int classes) {
  Scalar sum = 0;
  for (int k = 0; k < classes; ++k) sum += math::exp(z[k] - maximum);
  return sum;
}

/// The same sum; its terms are written to `exponentials`.
template <typename Scalar>
inline Scalar sum_of_exponentials(const Scalar* z, Scalar maximum, int classes, Scalar* exponentials) {
  for (int k = 0; k < classes; ++k) exponentials[k] = math::exp(z[k] - maximum);
  Scalar sum = 0;
  for (int k = 0; k < classes; ++k) sum += exponentials[k];
  return sum;
}

/// Loss of one output, and its derivative with respect to the logit.
template <typename Scalar>
struct Elementwise {
  Scalar value;
  Scalar slope;
};

/// Mean over all outputs of all examples of a loss that sees one logit at a time: function(z, target,
/// output).
template <typename Scalar, typename Function>
BatchLoss mean_of_outputs(const LossBatch<Scalar>& batch, Function function) {
  BatchLoss loss;
  loss.weight = static_cast<double>(batch.examples) * batch.outputs;
  const Scalar share = static_cast<Scalar>(1 / loss.weight);
  for (int example = 0; example < batch.examples; ++example) {
    const Scalar* z = batch.logits_of(example);
    Scalar* dz = batch.gradient_of(example);
    for (int k = 0; k < batch.outputs; ++k) {
      const Elementwise<Scalar> element = function(z[k], batch.target(example, k), k);
      loss.value += static_cast<double>(element.value);
      if (dz != nullptr) dz[k] = share * element.slope;
    }
  }
  loss.value /= loss.weight;
  return loss;
}

}  // namespace vitrine::losses
