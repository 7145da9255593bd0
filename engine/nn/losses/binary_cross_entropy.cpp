// Cross-entropy between sigmoid(z) and a target t in [0, 1], for every output by itself. Of a single output,
// label 1 is the positive class; of several, every class has its own output (one against the rest).
//
// Gradient: ((1 - t) sigmoid(z) - v t sigmoid(-z)) / (examples * outputs).

#include "nn/losses/loss_batch.h"

namespace vitrine::losses {

namespace {

/// Examples of the right class. A probability of exactly 1/2 is the first of two classes, as in a tie.
template <typename Scalar>
int count_correct(const LossBatch<Scalar>& batch) {
  int correct = 0;
  for (std::size_t example = 0; example < batch.targets.labels.size(); ++example) {
    const Scalar* z = batch.logits_of(static_cast<int>(example));
    const int predicted = batch.outputs == 1 ? (z[0] > 0 ? 1 : 0) : position_of_largest(z, batch.outputs);
    correct += predicted == batch.targets.labels[example] ? 1 : 0;
  }
  return correct;
}

}  // namespace

template <typename Scalar>
BatchLoss binary_cross_entropy(const LossBatch<Scalar>& batch) {
  const std::vector<double>& weights = batch.options.positive_weights;
  const auto positive_weight = [&](int output) {
    if (weights.empty()) return Scalar{1};
    return static_cast<Scalar>(weights[weights.size() == 1 ? 0 : static_cast<std::size_t>(output)]);
  };
  LossBatch<Scalar> positives = batch;
  positives.label_of_first_output = batch.outputs == 1 ? 1 : 0;
  BatchLoss loss = mean_of_outputs(positives, [&](Scalar z, Scalar t, int output) -> Elementwise<Scalar> {
    const Scalar positive = positive_weight(output) * t;
    const Scalar negative = 1 - t;
    const Scalar beyond = math::softplus(-math::magnitude(z));  // softplus(z) = max(z, 0) + beyond
    return {positive * ((z < 0 ? -z : Scalar{0}) + beyond) + negative * ((z > 0 ? z : Scalar{0}) + beyond),
            negative * math::sigmoid(z) - positive * math::sigmoid(-z)};
  });
  loss.correct = count_correct(batch);
  return loss;
}

template BatchLoss binary_cross_entropy(const LossBatch<float>&);
template BatchLoss binary_cross_entropy(const LossBatch<double>&);

}  // namespace vitrine::losses
