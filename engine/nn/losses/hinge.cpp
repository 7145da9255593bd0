// Multi-class hinge loss.
//
// Gradient of one example: w / K * power * max(0, ...)^(power - 1) for the other logits, minus their sum for
// the label's; at the hinge itself 0.

#include "nn/losses/loss_batch.h"

namespace vitrine::losses {

template <typename Scalar>
BatchLoss hinge(const LossBatch<Scalar>& batch) {
  const int classes = batch.outputs;
  const bool squared = batch.options.hinge_power == 2;
  const Scalar margin = static_cast<Scalar>(batch.options.hinge_margin);
  BatchLoss loss;
  loss.weight = batch.examples;
  for (int example = 0; example < batch.examples; ++example) {
    const Scalar* z = batch.logits_of(example);
    Scalar* dz = batch.gradient_of(example);
    const int label = batch.targets.labels[example];
    const double weight = batch.class_weight(label) / classes;
    const Scalar share = static_cast<Scalar>(weight / loss.weight);
    loss.correct += position_of_largest(z, classes) == label ? 1 : 0;

    Scalar pull = 0;
    double sum = 0;
    for (int k = 0; k < classes; ++k) {
      const Scalar gap = margin - z[label] + z[k];
      const Scalar h = k != label && gap > 0 ? gap : Scalar{0};
      sum += static_cast<double>(squared ? h * h : h);
      const Scalar slope = squared ? 2 * h : (h > 0 ? Scalar{1} : Scalar{0});
      pull += slope;
      if (dz != nullptr) dz[k] = share * slope;
    }
    loss.value += weight * sum;
    if (dz != nullptr) dz[label] = -share * pull;
  }
  loss.value /= loss.weight;
  return loss;
}

template BatchLoss hinge(const LossBatch<float>&);
template BatchLoss hinge(const LossBatch<double>&);

}  // namespace vitrine::losses
