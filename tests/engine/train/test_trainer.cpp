#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "train/metrics.h"
#include "train/trainer.h"

using namespace vitrine;

namespace {

/// Two noisy clusters in the plane.
template <typename Scalar>
Examples<Scalar> clusters(int count, std::uint64_t seed) {
  Random random(seed, Purpose::noise);
  Examples<Scalar> examples;
  examples.inputs.resize(2, count);
  for (int i = 0; i < count; ++i) {
    const int label = i % 2;
    const double x = random.normal(), y = random.normal();
    examples.inputs(0, i) = static_cast<Scalar>(label * 4 - 2 + x);
    examples.inputs(1, i) = static_cast<Scalar>(label * 2 - 1 + y);
    examples.labels.push_back(label);
  }
  return examples;
}

template <typename Scalar>
Trainer<Scalar> make_trainer(const TrainingOptions& options, int rows = 43) {
  const std::vector<LayerOptions> hidden = {{5, Activation::tanh}};
  Network<Scalar> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  return Trainer<Scalar>(network, clusters<Scalar>(rows, 1), clusters<Scalar>(20, 2), options);
}

TrainingOptions adam(int batch_size, int epochs) {
  return {.optimizer = {.kind = OptimizerKind::adam},
          .learning_rate = 0.02,
          .batch_size = batch_size,
          .epochs = epochs,
          .l2 = 0,
          .shuffle_seed = 1};
}

}  // namespace

TEST_CASE_TEMPLATE("trainer: separable clusters are learned", Scalar, float, double) {
  Trainer<Scalar> trainer = make_trainer<Scalar>(adam(10, 40));
  CHECK(trainer.steps_per_epoch() == 5);  // four batches of ten and one of three
  CHECK(trainer.advance(1000000) == 5 * 40);
  CHECK(trainer.finished());
  CHECK(trainer.failure().empty());
  REQUIRE(trainer.history().size() == 40);
  CHECK(trainer.history().front().epoch == 1);
  CHECK(trainer.history().back().train_loss < 0.2);
  CHECK(trainer.history().back().validation_accuracy >= 0.9);
}

TEST_CASE("trainer: the way steps are grouped into calls changes no bit") {
  Trainer<float> whole = make_trainer<float>(adam(8, 10)), pieces = make_trainer<float>(adam(8, 10));
  whole.advance(1000);
  for (int n = 1; !pieces.finished(); n = n % 7 + 1) pieces.advance(n);
  CHECK(whole.network().fingerprint() == pieces.network().fingerprint());
  CHECK(whole.steps_taken() == pieces.steps_taken());
}

TEST_CASE("trainer: another shuffle seed gives another run, the same one repeats") {
  TrainingOptions options = adam(8, 5), other = adam(8, 5);
  other.shuffle_seed = 2;
  Trainer<float> a = make_trainer<float>(options), b = make_trainer<float>(options),
                 c = make_trainer<float>(other);
  a.advance(1000);
  b.advance(1000);
  c.advance(1000);
  CHECK(a.network().fingerprint() == b.network().fingerprint());
  CHECK(a.network().fingerprint() != c.network().fingerprint());
}

TEST_CASE("trainer: one full batch is one plain gradient step, checked against finite differences") {
  TrainingOptions options = {.optimizer = {.kind = OptimizerKind::sgd},
                             .learning_rate = 1,
                             .batch_size = 100,
                             .epochs = 1,
                             .l2 = 0.1,
                             .shuffle_seed = 1};
  Trainer<double> trainer = make_trainer<double>(options, 6);
  const Network<double> before = trainer.network();
  trainer.advance(1);
  const Examples<double> data = clusters<double>(6, 1);
  const auto loss = [&](const Network<double>& network) {
    double value = score_classification(network.logits(data.inputs), data.labels).log_loss;
    for (std::size_t layer = 0; layer < 2; ++layer) value += 0.05 * network.weights(layer).squaredNorm();
    return value;
  };
  for (std::size_t i = 0; i < before.parameters().size(); ++i) {
    Network<double> above = before, below = before;
    if (before.parameters()[i] == 0 && trainer.network().parameters()[i] == 0) continue;  // padding
    above.parameters()[i] += 1e-5;
    below.parameters()[i] -= 1e-5;
    const double gradient = (loss(above) - loss(below)) / 2e-5;
    CHECK(before.parameters()[i] - trainer.network().parameters()[i] ==
          doctest::Approx(gradient).epsilon(1e-6));
  }
}

TEST_CASE("trainer: weight decay shrinks weights and leaves biases alone") {
  TrainingOptions options = adam(100, 1);
  Trainer<double> plain = make_trainer<double>(options);
  options.optimizer = {.kind = OptimizerKind::adamw, .weight_decay = 0.5};
  Trainer<double> decaying = make_trainer<double>(options);
  const Network<double> before = plain.network();
  plain.advance(1);
  decaying.advance(1);
  for (std::size_t layer = 0; layer < 2; ++layer) {
    const Matrix<double> expected =
        plain.network().weights(layer) - 0.5 * options.learning_rate * before.weights(layer);
    CHECK(decaying.network().weights(layer).isApprox(expected, 1e-14));
    CHECK(decaying.network().bias(layer) == plain.network().bias(layer));
    CHECK(plain.network().bias(layer) != before.bias(layer));
  }
}

TEST_CASE("trainer: a loss that is not finite stops training and says where and why") {
  TrainingOptions options = {.optimizer = {.kind = OptimizerKind::sgd},
                             .learning_rate = 1e30,
                             .batch_size = 10,
                             .epochs = 50,
                             .l2 = 1,
                             .shuffle_seed = 1};
  Trainer<float> trainer = make_trainer<float>(options);
  trainer.advance(1000);
  CHECK(trainer.finished());
  CHECK(trainer.failure().find("epoch 1") != std::string::npos);
  CHECK(trainer.failure().find("learning rate") != std::string::npos);
}

TEST_CASE("trainer: without validation rows the validation scores are not a number") {
  Trainer<float> trainer(Network<float>(2, {}, 2), clusters<float>(4, 1), {}, adam(2, 1));
  trainer.advance(10);
  CHECK(std::isnan(trainer.history().back().validation_loss));
}

TEST_CASE("trainer: no training rows is an error") {
  CHECK_THROWS_WITH(Trainer<float>(Network<float>(2, {}, 2), {}, {}, adam(2, 1)),
                    "There are no rows to train on.");
}

TEST_CASE("metrics: accuracy, log loss and confusion of hand-computed rows") {
  Matrix<double> logits(2, 4);
  logits << 0, std::log(3.0), 0, 5,  //
      0, 0, std::log(4.0), 5;
  const std::vector<int> labels = {0, 0, 0, 1};  // right by the tie rule, right, wrong, wrong by the tie rule
  const ClassificationScores scores = score_classification(logits, labels);
  CHECK(scores.accuracy == 0.5);
  CHECK(scores.log_loss ==
        doctest::Approx((std::log(2.0) + std::log(4.0 / 3) + std::log(5.0) + std::log(2.0)) / 4));
  CHECK(scores.confusion == std::vector<std::vector<int>>{{2, 1}, {1, 0}});
  CHECK_THROWS_WITH(score_classification(Matrix<double>(2, 0), {}), "There are no rows to score.");
}
