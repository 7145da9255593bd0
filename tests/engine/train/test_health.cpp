#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "clusters.h"

using namespace vitrine;
using test::clusters;
using test::full_batch;

namespace {

/// Two inputs, two relu units, two classes; every weight of a layer is the same.
Network<float> relus(float first, float second) {
  const std::vector<LayerOptions> hidden = {{2, Activation::relu}};
  Network<float> network(2, hidden, 2);
  network.set_tensor(0, TensorKind::weights, Matrix<float>::Constant(2, 2, first));
  Matrix<float> weights = Matrix<float>::Constant(2, 2, second);
  weights.row(1) *= -1;
  network.set_tensor(1, TensorKind::weights, weights);
  return network;
}

/// Two rows, one of each class; with them units of relus() are on.
Examples<float> two_rows(float scale = 1) {
  Examples<float> examples;
  examples.inputs = Matrix<float>::Ones(2, 2) * scale;
  examples.inputs(0, 1) *= 2;
  examples.labels = {0, 1};
  return examples;
}

/// p = w + b, squared error towards 0. A step of rate 50 makes p -199 times as large: losses of 1, 199^2,
/// 199^4.
Trainer<float> diverging() {
  Network<float> line(1, std::vector<LayerOptions>{}, 1);
  line.set_tensor(0, TensorKind::weights, Matrix<float>::Ones(1, 1));
  Examples<float> examples;
  examples.inputs = Matrix<float>::Ones(1, 1);
  examples.values = Matrix<float>::Zero(1, 1);
  TrainingOptions options = full_batch(1000, 50);
  options.loss.kind = LossKind::mse;
  return Trainer<float>(line, examples, {}, options);
}

std::string failure_of(Trainer<float> trainer) {
  test::finish(trainer);
  return trainer.failure();
}

std::string failure_of(const Network<float>& network, const Examples<float>& train,
                       const TrainingOptions& options, const Examples<float>& validation = {}) {
  return failure_of(Trainer<float>(network, train, validation, options));
}

}  // namespace

TEST_CASE("health: values that overflow name the first layer where they did") {
  CHECK(failure_of(relus(1e30F, 1e30F), two_rows(), full_batch(3)) ==
        "The loss is not a number in epoch 1, batch 1: the values of layer 2 (dense) are beyond what float32 "
        "can hold, because weights or inputs are too large. A smaller learning rate, gradient clipping or "
        "scaled inputs usually help.");
  CHECK(failure_of(relus(3e38F, 1), two_rows(), full_batch(3)).find("layer 1 (dense)") != std::string::npos);
}

TEST_CASE("health: an input that is not finite is named before the layers it spoils") {
  Examples<float> examples = two_rows();
  examples.inputs(1, 1) = std::numeric_limits<float>::infinity();
  TrainingOptions options = full_batch(3);
  options.batch_size = 1;
  const std::string failure = failure_of(relus(1, 1), examples, options);
  CHECK(failure.find(": an input is beyond what float32 can hold. Scaling the columns usually helps.") !=
        std::string::npos);
}

TEST_CASE("health: the batch is counted within its epoch") {
  // One row a batch; the loss of the second row of the order is infinite, whichever it is.
  TrainingOptions options = full_batch(3, 1e-6);
  options.batch_size = 1;
  for (const int bad : {0, 1}) {
    Examples<float> examples = two_rows();
    examples.inputs.col(bad) *= 3e38F;
    const std::string failure = failure_of(relus(1, 1), examples, options);
    // The order of the first epoch comes from the seed alone.
    Trainer<float> plain(relus(1, 1), two_rows(), {}, options);
    Random random(options.shuffle_seed, Purpose::shuffle, 0);
    std::vector<int> order = {0, 1};
    random.shuffle(order);
    CHECK(failure.find(order[0] == bad ? "in epoch 1, batch 1: " : "in epoch 1, batch 2: ") !=
          std::string::npos);
  }
}

TEST_CASE("health: a loss that grows a millionfold has exploded") {
  CHECK(failure_of(diverging()) ==
        "The loss exploded in epoch 3, batch 1: the weights grew without bound. A smaller learning rate or "
        "gradient clipping usually helps.");
}

TEST_CASE("health: a step that breaks the weights is noticed at the end of its epoch, or in the next batch") {
  TrainingOptions options = full_batch(1, 1e38);
  CHECK(failure_of(relus(1, 1), two_rows(100), options) ==
        "The last step of epoch 1 was so long that the weights of layer 1 (dense) are not finite. A smaller "
        "learning rate or gradient clipping usually helps.");
  options.batch_size = 1;
  const std::string failure = failure_of(relus(1, 1), two_rows(100), options);
  CHECK(
      failure.find("in epoch 1, batch 2: the step before was so long that the weights of layer 1 (dense) are "
                   "not finite. A smaller") != std::string::npos);
}

TEST_CASE("health: a validation loss that is not finite ends training") {
  const std::string failure = failure_of(relus(1, 1), two_rows(), full_batch(5, 1e-6), two_rows(1e38F));
  CHECK(failure.find("The validation loss ") == 0);
  CHECK(failure.find(" after epoch 1: ") != std::string::npos);
}

TEST_CASE("health: training that failed is over, and keeps the epochs it finished") {
  Trainer<float> trainer = diverging();
  CHECK(trainer.advance(1000) == 2);
  CHECK(trainer.finished());
  REQUIRE(trainer.history().size() == 2);
  CHECK(trainer.history()[1].train_loss == doctest::Approx(199.0 * 199.0).epsilon(1e-6));
  CHECK(trainer.advance(1000) == 0);
}
