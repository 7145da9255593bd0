#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "clusters.h"
#include "text.h"

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
        "The loss exploded in epoch 3, batch 1: the weights of layer 1 (dense) grew to 20000. A smaller "
        "learning rate or gradient clipping usually helps.");
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

TEST_CASE("health: of layers that exploded, the one with the largest parameters is named") {
  TrainingOptions options = full_batch(3, 1e5);
  options.loss.kind = LossKind::mse;
  Network<float> line(1, std::vector<LayerOptions>{{1, Activation::identity}}, 1);
  line.set_tensor(0, TensorKind::weights, Matrix<float>::Ones(1, 1));
  line.set_tensor(1, TensorKind::weights, Matrix<float>::Constant(1, 1, 0.001F));
  Examples<float> examples;
  examples.inputs = Matrix<float>::Ones(1, 1);
  examples.values = Matrix<float>::Constant(1, 1, 1);
  // The step of the second layer's weight is 2 * 0.999 * 1e5, of the first's a thousandth of that.
  const std::string failure = failure_of(line, examples, options);
  CHECK(failure.find(
            "The loss exploded in epoch 2, batch 1: the weights of layer 2 (dense) grew to 200000. ") == 0);
}

TEST_CASE("health: a first loss that float32 cannot bring down stops training, and blames the inputs") {
  Examples<float> examples = two_rows(1e29F);
  CHECK(failure_of(relus(1, 1), examples, test::adam(2, 3)) ==
        "The loss exploded in epoch 1, batch 1: inputs are as large as 2e+29. Scaling the columns or a "
        "smaller learning rate usually helps.");
}

TEST_CASE("health: an optimizer whose memory overflows moves nothing, and training says so") {
  // Gradients of 1e20 are finite, their squares are not; the loss of the first batch is 6.
  Examples<float> examples = two_rows(1e20F);
  Network<float> network = relus(0, 0);
  network.set_tensor(0, TensorKind::weights, Matrix<float>::Constant(2, 2, 1e-20F));
  Matrix<float> weights(2, 2);
  weights << 1, 1, -1, -1;
  network.set_tensor(1, TensorKind::weights, weights);
  for (const OptimizerKind kind : {OptimizerKind::adam, OptimizerKind::amsgrad, OptimizerKind::nadam,
                                   OptimizerKind::adamw, OptimizerKind::rmsprop, OptimizerKind::adagrad}) {
    CAPTURE(optimizer_names[static_cast<std::size_t>(kind)]);
    TrainingOptions options = test::adam(2, 50);
    options.optimizer.kind = kind;
    CHECK(
        failure_of(network, examples, options) ==
        "Training stood still in epoch 1: the gradients of the weights of layer 1 (dense) are so large that "
        "what the optimizer keeps of them is beyond what float32 can hold. The likely cause: inputs are as "
        "large as 2e+20. Scaling the columns or a smaller learning rate usually helps.");
  }
}

TEST_CASE("health: a norm whose variance overflows is named, and the inputs are blamed") {
  for (const bool batch : {true, false}) {
    const std::vector<LayerOptions> hidden = {
        {.units = 2, .activation = Activation::relu, .batch_norm = batch, .layer_norm = !batch}};
    Network<float> network(2, hidden, 2);
    Matrix<float> weights(2, 2);
    weights << 1, 1, -1, -2;
    network.set_tensor(0, TensorKind::weights, weights);
    CHECK(failure_of(network, two_rows(1e29F), full_batch(5)) ==
          concat({"The loss is not a number in epoch 1, batch 1: the values of layer 2 (",
                  batch ? "batch_norm" : "layer_norm",
                  ") are beyond what float32 can hold, because inputs are as large as 2e+29. Scaling the "
                  "columns or a smaller learning rate usually helps."}));
  }
}

TEST_CASE("health: a finite validation loss that exploded ends training") {
  const Trainer<float> trainer = [] {
    Network<float> line(1, std::vector<LayerOptions>{}, 1);
    Examples<float> train, validation;
    train.inputs = Matrix<float>::Zero(1, 2);
    train.inputs(0, 0) = 1;
    train.values = Matrix<float>::Ones(1, 2);
    validation.inputs = Matrix<float>::Constant(1, 1, 1e11F);
    validation.values = Matrix<float>::Ones(1, 1);
    TrainingOptions options = full_batch(5, 0.1);
    options.loss.kind = LossKind::mse;
    Trainer<float> running(line, train, validation, options);
    test::finish(running);
    return running;
  }();
  // After the first step the weight is 0.1: the loss of the validation row is (1e10)^2 = 1e20 and more.
  CHECK(trainer.failure().find("The validation loss exploded after epoch ") == 0);
  CHECK(trainer.failure().find("of layer 1 (dense) grew to ") != std::string::npos);
  CHECK(trainer.epochs_finished() < 5);
}

TEST_CASE("health: weights that explode behind a bounded loss end training") {
  // A step of rate 10 with l2 = 1 makes a weight -9 times as large; squared errors of classes are at most 1.
  TrainingOptions options = full_batch(1000, 10);
  options.loss.kind = LossKind::mse;
  options.penalties.l2 = 1;
  Trainer<float> trainer(relus(1, 1), two_rows(), {}, options);
  test::finish(trainer);
  CHECK(trainer.failure().find("Training exploded in epoch ") == 0);
  CHECK(trainer.failure().find(" of layer ") != std::string::npos);
  CHECK(trainer.failure().find(". A smaller learning rate or gradient clipping usually helps.") !=
        std::string::npos);
  const double steps = trainer.epochs_finished();
  CHECK(std::pow(9.0, steps + 1) > 1e10);
  CHECK(std::pow(9.0, steps - 2) < 1e10);
}

TEST_CASE("health: values that overflow behind a saturating activation end training") {
  // 2e9 * 2e10 * 2e10 = 8e29, times 2e10: tanh makes 1 of it, its derivative 0, and the loss stays finite.
  const std::vector<LayerOptions> hidden = {
      {2, Activation::relu}, {2, Activation::relu}, {2, Activation::tanh}};
  Network<float> network(2, hidden, 2);
  for (const std::size_t layer : {0, 1, 2}) {
    network.set_tensor(layer, TensorKind::weights, Matrix<float>::Constant(2, 2, 1e10F));
  }
  const std::string failure = failure_of(network, two_rows(1e9F), full_batch(5));
  CHECK(failure ==
        "Training exploded in epoch 1, batch 1: the values of layer 3 (dense) are beyond what float32 can "
        "hold, because inputs are as large as 2e+09. Scaling the columns or a smaller learning rate usually "
        "helps.");
  // Of many rows a single one is enough, in whichever batch, and among the validation rows.
  Examples<float> rows = two_rows(1);
  rows.inputs.conservativeResize(2, 12);
  rows.inputs.rightCols(10).setOnes();
  rows.labels.resize(12, 0);
  TrainingOptions options = full_batch(2, 1e-12);
  options.batch_size = 3;
  for (const int outlier : {0, 5, 11}) {
    CAPTURE(outlier);
    Examples<float> with_outlier = rows;
    with_outlier.inputs.col(outlier) *= 1e9F;
    CHECK(failure_of(network, with_outlier, options, rows).find("Training exploded in epoch 1, batch ") == 0);
    CHECK(failure_of(network, rows, options, with_outlier)
              .find("The validation loss is not a number after epoch 1: ") == 0);
  }
  // A tenth of it in each layer fits.
  for (const std::size_t layer : {0, 1, 2}) {
    network.set_tensor(layer, TensorKind::weights, Matrix<float>::Constant(2, 2, 1e9F));
  }
  CHECK(failure_of(network, two_rows(1e9F), full_batch(5)) == "");
}

TEST_CASE("health: a last step after which the training rows overflow is told") {
  // The prediction is w2 w1 x. Both slopes are positive and clipped to 1, so both weights become 1 - 9e9.
  Network<float> network(1, std::vector<LayerOptions>{{1, Activation::identity}}, 1);
  for (const std::size_t layer : {0, 1}) {
    network.set_tensor(layer, TensorKind::weights, Matrix<float>::Ones(1, 1));
  }
  TrainingOptions options = full_batch(1, 9e9);
  options.loss.kind = LossKind::mae;
  options.clip_value = 1;
  Examples<float> examples;
  examples.values = Matrix<float>::Zero(1, 1);
  examples.inputs = Matrix<float>::Constant(1, 1, 1e18F);  // 8e37 fits
  CHECK(failure_of(network, examples, options) == "");
  examples.inputs = Matrix<float>::Constant(1, 1, 1e19F);  // 8e38 does not
  CHECK(failure_of(network, examples, options) ==
        "After the last epoch the values of layer 2 (dense) are beyond what float32 can hold. The likely "
        "cause: "
        "inputs are as large as 1e+19. Scaling the columns or a smaller learning rate usually helps.");
}

TEST_CASE("health: large inputs are blamed for a step that broke the weights") {
  const std::string failure = failure_of(relus(1, 1), two_rows(1e18F), full_batch(1, 1e38));
  CHECK(failure.find(
            " was so long that the weights of layer 1 (dense) are not finite. The likely cause: inputs "
            "are as large as 2e+18. Scaling") != std::string::npos);
}

TEST_CASE("health: one of a kind is, several are") {
  Network<float> network = relus(1, 1);
  network.set_tensor(1, TensorKind::bias,
                     Matrix<float>::Constant(2, 1, std::numeric_limits<float>::infinity()));
  CHECK(failure_of(network, two_rows(), full_batch(1)).find("the bias of layer 2 (dense) is not finite") !=
        std::string::npos);
}
