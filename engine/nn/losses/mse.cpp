// Squared error. Gradient: 2 (z - t) / (examples * outputs).
//
// With class labels it is the error of the probabilities p = softmax(z): Brier's score divided by the number
// of classes. Its gradient, with d = p - one_hot(label),
//
//   2 p_j (d_j - sum over k of p_k d_k) / (examples * classes),
//
// vanishes with p_j: a network that is certain and wrong learns slowly. Cross-entropy does not have that
// factor.

#include "nn/losses/loss_batch.h"

namespace vitrine::losses {

namespace {

template <typename Scalar>
BatchLoss mse_of_probabilities(const LossBatch<Scalar>& batch) {
  const int classes = batch.outputs;
  BatchLoss loss;
  loss.weight = static_cast<double>(batch.examples) * classes;
  const Scalar share = static_cast<Scalar>(2 / loss.weight);
  for (int example = 0; example < batch.examples; ++example) {
    const Scalar* z = batch.logits_of(example);
    Scalar* dz = batch.gradient_of(example);
    const int label = batch.targets.labels[example];
    const int largest = position_of_largest(z, classes);
    loss.correct += largest == label ? 1 : 0;

    const Scalar sum = sum_of_exponentials(z, z[largest], classes);
    Scalar mean = 0;  // of d, under p
    for (int k = 0; k < classes; ++k) {
      const Scalar p = math::exp(z[k] - z[largest]) / sum;
      const Scalar d = p - batch.target(example, k);
      loss.value += static_cast<double>(d * d);
      mean += p * d;
      if (dz != nullptr) dz[k] = p;
    }
    for (int k = 0; dz != nullptr && k < classes; ++k) {
      dz[k] *= share * (dz[k] - batch.target(example, k) - mean);
    }
  }
  loss.value /= loss.weight;
  return loss;
}

}  // namespace

template <typename Scalar>
BatchLoss mse(const LossBatch<Scalar>& batch) {
  if (batch.has_labels()) return mse_of_probabilities(batch);
  return mean_of_outputs(batch, [](Scalar z, Scalar t, int) -> Elementwise<Scalar> {
    const Scalar d = z - t;
    return {d * d, 2 * d};
  });
}

template BatchLoss mse(const LossBatch<float>&);
template BatchLoss mse(const LossBatch<double>&);

}  // namespace vitrine::losses
