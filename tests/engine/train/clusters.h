#pragma once

#include "nn/random.h"
#include "train/trainer.h"

namespace vitrine::test {

/// Two noisy clusters in the plane, `distance` apart along the first axis.
template <typename Scalar>
Examples<Scalar> clusters(int count, std::uint64_t seed, double distance = 4) {
  Random random(seed, Purpose::noise);
  Examples<Scalar> examples;
  examples.inputs.resize(2, count);
  for (int i = 0; i < count; ++i) {
    const int label = i % 2;
    const double x = random.normal(), y = random.normal();
    examples.inputs(0, i) = static_cast<Scalar>((label - 0.5) * distance + x);
    examples.inputs(1, i) = static_cast<Scalar>((label - 0.5) * distance / 2 + y);
    examples.labels.push_back(label);
  }
  return examples;
}

/// Two inputs, five tanh units, two classes.
template <typename Scalar>
Network<Scalar> small_network() {
  const std::vector<LayerOptions> hidden = {{5, Activation::tanh}};
  Network<Scalar> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  return network;
}

/// The small network on clusters, 43 training and 20 validation rows unless said otherwise.
template <typename Scalar>
Trainer<Scalar> make_trainer(const TrainingOptions& options, int rows = 43) {
  return Trainer<Scalar>(small_network<Scalar>(), clusters<Scalar>(rows, 1), clusters<Scalar>(20, 2),
                         options);
}

inline TrainingOptions adam(int batch_size, int epochs) {
  return {.optimizer = {.kind = OptimizerKind::adam},
          .learning_rate = 0.02,
          .batch_size = batch_size,
          .epochs = epochs};
}

/// Plain gradient descent, all rows in one batch: a step of length 1 is the gradient.
inline TrainingOptions full_batch(int epochs, double learning_rate = 1) {
  return {.optimizer = {.kind = OptimizerKind::sgd},
          .learning_rate = learning_rate,
          .batch_size = 1000,
          .epochs = epochs};
}

template <typename Scalar>
void finish(Trainer<Scalar>& trainer) {
  while (!trainer.finished()) trainer.advance(1000);
}

}  // namespace vitrine::test
