/// The engine's trainer, as the page uses it.

#include <Eigen/Core>
#include <limits>
#include <utility>

#include "contestant.h"
#include "train/trainer.h"

namespace {

using vitrine::Trainer;

/// More than any measurement takes. The history of finished epochs is kept, as in the page.
constexpr int epochs = 200000;

Trainer<float>* make(int inputs, int hidden1, int hidden2, int outputs, int batch, int rows, int seed) {
  const vitrine::LayerOptions hidden[] = {{hidden1, vitrine::Activation::relu},
                                          {hidden2, vitrine::Activation::relu}};
  vitrine::Network<float> network(inputs, hidden, outputs);
  network.initialize(vitrine::Initializer::he_uniform, seed);
  const bench::Rows made = bench::make_rows(inputs, outputs, rows, seed);
  vitrine::Examples<float> train = {
      Eigen::Map<const Eigen::MatrixXf>(made.inputs.data(), inputs, rows), made.labels, {}};
  const vitrine::OptimizerOptions adam = {.kind = vitrine::OptimizerKind::adam,
                                          .beta1 = bench::beta1,
                                          .beta2 = bench::beta2,
                                          .epsilon = bench::epsilon};
  return new Trainer<float>(std::move(network), std::move(train), {},
                            {.optimizer = adam,
                             .learning_rate = bench::learning_rate,
                             .batch_size = batch,
                             .epochs = epochs,
                             .shuffle_seed = static_cast<std::uint64_t>(seed)});
}

}  // namespace

void* bench_create(int inputs, int hidden1, int hidden2, int outputs, int batch, int rows, int seed) {
  return make(inputs, hidden1, hidden2, outputs, batch, rows, seed);
}

/// The loss is that of the last whole epoch: the trainer tells no other.
double bench_advance(void* training, int steps) {
  auto& trainer = *static_cast<Trainer<float>*>(training);
  trainer.advance(steps);
  return trainer.history().empty() ? std::numeric_limits<double>::infinity()
                                   : trainer.history().back().train_loss;
}

void bench_destroy(void* training) { delete static_cast<Trainer<float>*>(training); }
