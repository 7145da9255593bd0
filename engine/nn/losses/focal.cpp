// Focal loss, with softmax in place of the paper's sigmoid; its alpha is the weight of the class. Examples
// that are already right count little.
//
// Gradient of one example, with A = alpha (1 - p)^gamma:  g = A (gamma p log p - (1 - p)) for the label's
// logit and -g r_k for the others, where r_k is the share of exp(z_k) among those. So nothing is divided by a
// 1 - p that rounds to zero.

#include "nn/losses/loss_batch.h"

namespace vitrine::losses {

template <typename Scalar>
BatchLoss focal(const LossBatch<Scalar>& batch) {
  const int classes = batch.outputs;
  const double gamma = batch.options.focal_gamma;
  BatchLoss loss;
  loss.weight = batch.examples;
  for (int example = 0; example < batch.examples; ++example) {
    const Scalar* z = batch.logits_of(example);
    Scalar* dz = batch.gradient_of(example);
    const int label = batch.targets.labels[example];
    const int largest = position_of_largest(z, classes);
    loss.correct += largest == label ? 1 : 0;

    Scalar others = 0;  // sum of exp(z_k - max) without the label's
    for (int k = 0; k < classes; ++k) {
      const Scalar e = math::exp(z[k] - z[largest]);
      if (dz != nullptr) dz[k] = e;
      others += k == label ? Scalar{0} : e;
    }
    if (others == 0) {  // certain and right
      for (int k = 0; dz != nullptr && k < classes; ++k) dz[k] = 0;
      continue;
    }
    const double rest = static_cast<double>(others);
    const double below = static_cast<double>(z[largest]) - static_cast<double>(z[label]);
    const double sum = rest + math::exp(-below);
    const double log_sum = math::log(sum);
    const double log_p = -(log_sum + below);
    const double modulation = batch.class_weight(label) * math::exp(gamma * (math::log(rest) - log_sum));
    loss.value -= modulation * log_p;
    if (dz != nullptr) {
      const double slope = modulation * (gamma * math::exp(log_p) * log_p - rest / sum) / batch.examples;
      const Scalar scale = static_cast<Scalar>(-slope / rest);
      for (int k = 0; k < classes; ++k) dz[k] *= scale;
      dz[label] = static_cast<Scalar>(slope);
    }
  }
  loss.value /= loss.weight;
  return loss;
}

template BatchLoss focal(const LossBatch<float>&);
template BatchLoss focal(const LossBatch<double>&);

}  // namespace vitrine::losses
