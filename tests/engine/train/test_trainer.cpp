#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "allocations.h"
#include "clusters.h"
#include "error.h"
#include "nn/clipping.h"
#include "train/metrics.h"
#include "train/trainer.h"
#include "underflow.h"

using namespace vitrine;

using test::adam;
using test::clusters;
using test::finish;
using test::full_batch;
using test::make_trainer;
using test::small_network;

namespace {

/// In how many of the next steps arithmetic has a subnormal result.
int slow_steps(Trainer<float>& trainer, int steps) {
  int slow = 0;
  for (int step = 0; step < steps; ++step) {
    test::underflowed();
    trainer.advance(1);
    slow += test::underflowed() ? 1 : 0;
  }
  return slow;
}

/// What one full-batch step of plain gradient descent takes away: the gradient as the optimizer sees it.
std::vector<double> first_step(const TrainingOptions& options) {
  Trainer<double> trainer = make_trainer<double>(options);
  const Network<double> before = trainer.network();
  trainer.advance(1);
  std::vector<double> step;
  for (std::size_t i = 0; i < before.parameters().size(); ++i) {
    step.push_back(before.parameters()[i] - trainer.network().parameters()[i]);
  }
  return step;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  REQUIRE(a.size() == b.size());
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

template <typename Scalar>
double loss_on(const Network<Scalar>& network, const Examples<Scalar>& examples, const LossOptions& loss) {
  const Matrix<Scalar> logits = network.logits(examples.inputs);
  return evaluate_loss<Scalar>(loss, {logits.data(), static_cast<std::size_t>(logits.size())},
                               network.outputs(), network.outputs(), examples.targets(), {})
      .value;
}

/// The fingerprint after a few epochs.
std::string fingerprint_of(const TrainingOptions& options, const Network<float>& network) {
  Trainer<float> trainer(network, clusters<float>(43, 1), clusters<float>(20, 2), options);
  finish(trainer);
  return trainer.network().fingerprint();
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

TEST_CASE("trainer: a network that has learned all its rows does not slow down over subnormal numbers") {
  const OptimizerOptions variants[] = {{.kind = OptimizerKind::adam},
                                       {.kind = OptimizerKind::rmsprop},
                                       {.kind = OptimizerKind::rmsprop, .centered = true},
                                       {.kind = OptimizerKind::nadam}};
  for (const OptimizerOptions& optimizer : variants) {
    CAPTURE(optimizer_names[static_cast<std::size_t>(optimizer.kind)]);
    CAPTURE(optimizer.centered);
    TrainingOptions options = adam(10, 5000);
    options.optimizer = optimizer;
    const std::vector<LayerOptions> hidden = {{8, Activation::relu}, {8, Activation::relu}};
    Network<float> network(2, hidden, 2);
    network.initialize(Initializer::he_uniform, 1);
    Trainer<float> trainer(network, clusters<float>(43, 1, 12), {}, options);
    trainer.advance(10000);
    CHECK(trainer.history().back().train_loss < 1e-6);
    CHECK(slow_steps(trainer, 10000) <= 100);
  }
}

TEST_CASE("trainer: a weight that only its penalty moves does not end at subnormal numbers") {
  for (std::size_t kind = 0; kind < optimizer_names.size(); ++kind) {
    CAPTURE(optimizer_names[kind]);
    TrainingOptions options = adam(10, 5000);
    options.optimizer = {.kind = static_cast<OptimizerKind>(kind), .weight_decay = 0.2};
    options.learning_rate = 0.1;
    options.penalties = {.l2 = 0.2};
    Examples<float> examples = clusters<float>(43, 1);
    examples.inputs.row(1).setZero();
    Trainer<float> trainer(small_network<float>(), examples, {}, options);
    trainer.advance(20000);
    CHECK(slow_steps(trainer, 1000) <= 10);
    for (const float parameter : trainer.network().parameters())
      CHECK(std::fpclassify(parameter) != FP_SUBNORMAL);
  }
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
  TrainingOptions options = full_batch(1);
  options.penalties.l2 = 0.1;
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

TEST_CASE("trainer: without validation rows the validation scores are not a number") {
  Trainer<float> trainer(Network<float>(2, {}, 2), clusters<float>(4, 1), {}, adam(2, 1));
  trainer.advance(10);
  CHECK(std::isnan(trainer.history().back().validation_loss));
}

TEST_CASE("trainer: what follows the validation loss needs validation rows") {
  const auto path_of_refusal = [](const TrainingOptions& options) -> std::string {
    try {
      Trainer<float>(Network<float>(2, {}, 2), clusters<float>(4, 1), {}, options);
    } catch (const Error& error) {
      return error.path();
    }
    return "accepted";
  };
  TrainingOptions options = adam(2, 1);
  CHECK(path_of_refusal(options) == "accepted");
  options.early_stopping.patience = 1;
  CHECK(path_of_refusal(options) == "training.early_stopping.patience");
  options.early_stopping.patience = 0;
  options.schedule.kind = ScheduleKind::plateau;
  CHECK(path_of_refusal(options) == "training.schedule.name");
}

TEST_CASE("trainer: no training rows is an error") {
  CHECK_THROWS_WITH(Trainer<float>(Network<float>(2, {}, 2), {}, {}, adam(2, 1)),
                    "There are no rows to train on.");
}

TEST_CASE("trainer: adamw decays biases and norms too where it is asked to") {
  const std::vector<LayerOptions> hidden = {{.units = 5, .activation = Activation::tanh, .batch_norm = true}};
  Network<double> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  for (double& parameter : network.parameters()) parameter += parameter == 0 ? 0 : 0.25;
  TrainingOptions options = adam(100, 1);
  const auto trained = [&] {
    Trainer<double> trainer(network, clusters<double>(43, 1), {}, options);
    trainer.advance(1);
    return trainer.network();
  };
  const Network<double> plain = trained();
  options.optimizer = {.kind = OptimizerKind::adamw, .weight_decay = 0.5};
  options.decay_all = true;
  const Network<double> decayed = trained();
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    const double expected = plain.parameters()[i] - 0.5 * options.learning_rate * network.parameters()[i];
    CHECK(decayed.parameters()[i] == doctest::Approx(expected).epsilon(1e-14));
  }
}

TEST_CASE("trainer: every loss for classes is learned, and reported as it was before the step") {
  for (const std::string_view name : loss_names) {
    const LossKind kind = loss_from_name(name);
    const std::string_view follows = output_after(kind, TargetKind::labels);
    if (follows.empty()) continue;
    CAPTURE(name);
    const bool sigmoid = follows == "sigmoid";
    const std::vector<LayerOptions> hidden = {{5, Activation::tanh}};
    Network<double> network(2, hidden, sigmoid ? 1 : 2, sigmoid ? Output::sigmoid : Output::softmax);
    network.initialize(Initializer::xavier_uniform, 1);
    TrainingOptions options = adam(1000, 150);
    options.loss.kind = kind;
    options.loss.label_smoothing = 0.05;
    options.loss.positive_weights = {1.5};
    options.loss.focal_gamma = 1.5;
    if (!sigmoid && kind != LossKind::mse) options.loss.class_weights = {1, 2};
    const double before = loss_on(network, clusters<double>(43, 1), options.loss);
    Trainer<double> trainer(network, clusters<double>(43, 1), clusters<double>(20, 2), options);
    finish(trainer);
    // The batch has the same rows in another order.
    CHECK(trainer.history().front().train_loss == doctest::Approx(before).epsilon(1e-12));
    CHECK(trainer.history().back().train_loss < trainer.history().front().train_loss / 2);
    CHECK(trainer.history().back().train_accuracy > 0.9);
    CHECK(trainer.history().back().validation_accuracy >= 0.9);
    CHECK(trainer.history().back().validation_loss ==
          loss_on(trainer.network(), clusters<double>(20, 2), options.loss));
  }
}

TEST_CASE("trainer: every loss for numbers is learned, and there is no accuracy") {
  for (const std::string_view name : loss_names) {
    const LossKind kind = loss_from_name(name);
    if (output_after(kind, TargetKind::numbers).empty()) continue;
    CAPTURE(name);
    Examples<double> examples = clusters<double>(40, 1);
    examples.labels.clear();
    examples.values = Matrix<double>(1, 40);
    for (int i = 0; i < 40; ++i) examples.values(0, i) = examples.inputs(0, i) - 2 * examples.inputs(1, i);
    TrainingOptions options = adam(16, 300);
    options.loss.kind = kind;
    Trainer<double> trainer(Network<double>(2, std::vector<LayerOptions>{}, 1), examples, examples, options);
    finish(trainer);
    // A line has no error on points of a line: what is left is what Adam's last steps overshoot.
    CHECK(trainer.history().back().validation_loss < 0.05);
    CHECK(trainer.history().back().train_loss < trainer.history().front().train_loss / 10);
    CHECK(std::isnan(trainer.history().back().train_accuracy));
    CHECK(std::isnan(trainer.history().back().validation_accuracy));
  }
}

TEST_CASE("trainer: a class of weight 2 counts like each of its rows twice") {
  TrainingOptions options = full_batch(1);
  Examples<double> twice = clusters<double>(43, 1);
  const int count = twice.count();
  twice.inputs.conservativeResize(2, count + count / 2);
  for (int i = 0; i < count / 2; ++i) {
    twice.inputs.col(count + i) = twice.inputs.col(2 * i + 1);
    twice.labels.push_back(1);
  }
  Trainer<double> doubled(small_network<double>(), twice, {}, options);
  options.loss.class_weights = {1, 2};
  Trainer<double> weighted(small_network<double>(), clusters<double>(43, 1), {}, options);
  doubled.advance(1);
  weighted.advance(1);
  const auto a = doubled.network().parameters(), b = weighted.network().parameters();
  CHECK(largest_difference({a.begin(), a.end()}, {b.begin(), b.end()}) < 1e-14);
  CHECK(doubled.history()[0].train_loss == doctest::Approx(weighted.history()[0].train_loss).epsilon(1e-13));
}

TEST_CASE("trainer: every schedule moves the rate of the steps, and the rate is reported") {
  for (const std::string_view name : schedule_names) {
    CAPTURE(name);
    TrainingOptions options = adam(10, 12);
    // Patience 0 and a threshold that nothing passes: the plateau drops after every epoch but the first.
    options.schedule = {.kind = schedule_from_name(name), .patience = 0, .threshold = 0.5};
    Trainer<float> trainer = make_trainer<float>(options), by_hand = make_trainer<float>(adam(10, 12));
    Schedule schedule(options.schedule, options.learning_rate, options.epochs, 5);
    double last_rate = 0;
    for (int step = 0; step < 12 * 5; ++step) {
      trainer.advance(1);
      last_rate = schedule.rate(step);
      by_hand.advance_at(last_rate);
      if ((step + 1) % 5 != 0) continue;
      CHECK(trainer.history().back().learning_rate == last_rate);
      schedule.epoch_ended(by_hand.history().back().validation_loss);
    }
    CHECK(trainer.finished());
    CHECK(trainer.network().fingerprint() == by_hand.network().fingerprint());
    CHECK((last_rate == options.learning_rate) == (options.schedule.kind == ScheduleKind::constant));
  }
}

TEST_CASE("trainer: clipping cuts the entries of the gradient, then its length") {
  TrainingOptions options = full_batch(1);
  options.penalties.l2 = 0.1;
  const std::vector<double> gradient = first_step(options);
  constexpr double largest = 0.05;
  std::vector<double> cut = gradient;
  for (double& entry : cut) entry = std::min(std::max(entry, -largest), largest);
  REQUIRE(largest_difference(cut, gradient) > 0.01);

  options.clip_value = largest;
  // The step is the difference of two parameters near 1, so its last digits are lost.
  CHECK(largest_difference(first_step(options), cut) < 1e-15);

  const auto shortened = [](std::vector<double> vector, double limit) {
    double squares = 0;
    for (const double entry : vector) squares += entry * entry;
    const double norm = std::sqrt(squares);
    REQUIRE(norm > limit);
    for (double& entry : vector) entry *= limit / (norm + 1e-6);
    return vector;
  };
  options.clip_norm = 0.03;
  CHECK(largest_difference(first_step(options), shortened(cut, 0.03)) < 1e-15);
  options.clip_value = 0;
  CHECK(largest_difference(first_step(options), shortened(gradient, 0.03)) < 1e-15);
  options.clip_norm = 1000;
  CHECK(first_step(options) == gradient);
}

TEST_CASE("trainer: max-norm holds after every step, for hidden units alone") {
  const std::vector<LayerOptions> hidden = {{5, Activation::tanh}, {4, Activation::relu}};
  Network<float> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  TrainingOptions options = adam(10, 20);
  options.max_norm = 0.6;
  Trainer<float> trainer(network, clusters<float>(43, 1), {}, options);
  bool touched = false;
  while (!trainer.finished()) {
    trainer.advance(1);
    for (std::size_t layer = 0; layer < 2; ++layer) {
      const Matrix<double> weights = trainer.network().weights(layer).cast<double>();
      for (Eigen::Index unit = 0; unit < weights.rows(); ++unit) {
        // The norm of the rounded weights may differ from the limit in float32's last digit.
        REQUIRE(weights.row(unit).norm() < 0.6 * (1 + 1e-6));
        touched |= weights.row(unit).norm() > 0.6 * (1 - 1e-6);
      }
    }
  }
  CHECK(touched);
  CHECK(trainer.network().weights(2).rowwise().norm().maxCoeff() > 0.7F);
}

TEST_CASE("trainer: input noise is the seed's normal numbers, in training alone") {
  TrainingOptions options = full_batch(3);
  options.input_noise = 0.5;
  options.noise_seed = 7;
  const Examples<double> clean = clusters<double>(1, 1);
  Trainer<double> noisy(small_network<double>(), clean, clusters<double>(20, 2), options);
  Network<double> expected = small_network<double>();
  options.input_noise = 0;
  options.epochs = 1;
  for (std::uint32_t step = 0; step < 3; ++step) {
    Examples<double> moved = clean;
    Random random(7, Purpose::noise, step);
    for (int i = 0; i < 2; ++i) moved.inputs(i, 0) += 0.5 * random.normal();
    Trainer<double> plain(expected, moved, {}, options);
    plain.advance(1);
    expected = plain.network();
    noisy.advance(1);
    CHECK(noisy.network().fingerprint() == expected.fingerprint());
    CHECK(noisy.history().back().validation_loss == loss_on(expected, clusters<double>(20, 2), {}));
  }
}

TEST_CASE("trainer: the seeds of noise and dropout repeat a run, others give another one") {
  const std::vector<LayerOptions> hidden = {{.units = 8, .activation = Activation::tanh, .dropout = 0.4}};
  Network<float> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  TrainingOptions options = adam(8, 3);
  options.input_noise = 0.1;
  const std::string run = fingerprint_of(options, network);
  CHECK(fingerprint_of(options, network) == run);
  options.dropout_seed = 2;
  CHECK(fingerprint_of(options, network) != run);
  options.dropout_seed = 1;
  options.noise_seed = 2;
  CHECK(fingerprint_of(options, network) != run);
  options.noise_seed = 1;
  options.input_noise = 0;
  CHECK(fingerprint_of(options, network) != run);
}

TEST_CASE("trainer: after the first step none allocates, ends of epochs included") {
  const std::vector<LayerOptions> hidden = {
      {.units = 5, .activation = Activation::tanh, .dropout = 0.2, .batch_norm = true},
      {.units = 5, .activation = Activation::relu, .layer_norm = true, .residual = true}};
  Network<float> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  for (std::size_t kind = 0; kind < optimizer_names.size(); ++kind) {
    CAPTURE(optimizer_names[kind]);
    TrainingOptions options = adam(8, 5);
    options.optimizer.kind = static_cast<OptimizerKind>(kind);
    options.optimizer.momentum = 0.5;
    options.early_stopping.patience = 5;
    options.schedule.kind = ScheduleKind::plateau;
    options.clip_norm = 1;
    options.clip_value = 0.5;
    options.max_norm = 2;
    options.input_noise = 0.1;
    Trainer<float> trainer(network, clusters<float>(43, 1), clusters<float>(20, 2), options);
    trainer.advance(1);
    const long before = test::allocations();
    trainer.advance(1000);
    const long after = test::allocations();
    CHECK(after == before);
    CHECK(trainer.finished());
  }
  const long before = test::allocations();
  ::operator delete(::operator new(1));
  CHECK(test::allocations() == before + 1);
  const Buffer<float> buffer(1);
  CHECK(test::allocations() == before + 2);
}

TEST_CASE("trainer: the validation loss is that of all validation rows at once, to the bit") {
  for (const int batch_size : {1, 3, 7, 16, 100}) {
    for (const Activation activation : {Activation::tanh, Activation::relu}) {
      CAPTURE(batch_size);
      const std::vector<LayerOptions> hidden = {
          {.units = 7, .activation = activation, .batch_norm = batch_size > 1, .layer_norm = batch_size == 1},
          {.units = 3, .activation = activation, .dropout = 0.3}};
      Network<float> network(2, hidden, 2);
      network.initialize(Initializer::xavier_uniform, 1);
      const Examples<float> validation = clusters<float>(37, 2);
      Trainer<float> trainer(network, clusters<float>(43, 1), validation, adam(batch_size, 3));
      finish(trainer);
      CHECK(trainer.history().back().validation_loss ==
            loss_on(trainer.network(), validation, trainer.options().loss));
    }
  }
}

TEST_CASE("trainer: batches of a single row are refused where a layer normalises over the batch") {
  const std::vector<LayerOptions> hidden = {{.units = 5, .activation = Activation::tanh, .batch_norm = true}};
  const Network<float> network(2, hidden, 2);
  const auto refusal = [&](int rows, int batch_size) -> std::string {
    try {
      Trainer<float>(network, clusters<float>(rows, 1), {}, adam(batch_size, 1));
    } catch (const Error& error) {
      return error.code() + " @ " + error.path() + ": " + error.what();
    }
    return "accepted";
  };
  CHECK(
      refusal(43, 1) ==
      "conflicting_options @ training.batch_size: training.batch_size is 1, and layer 2 (batch_norm) "
      "normalises over the rows of a batch: of a single row nothing is left to learn from. Choose 2 rows or "
      "more, or layer_norm instead.");
  CHECK(refusal(1, 16).find("There is a single training row, and layer 2 (batch_norm)") != std::string::npos);
  CHECK(refusal(43, 2) == "accepted");
}

TEST_CASE(
    "trainer: a last batch of a single row keeps batch normalisation's statistics and all numbers finite") {
  const std::vector<LayerOptions> hidden = {{.units = 5, .activation = Activation::tanh, .batch_norm = true}};
  Network<double> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  Trainer<double> trainer(network, clusters<double>(9, 1), {}, adam(4, 1));
  trainer.advance(2);
  const Network<double> before = trainer.network();
  trainer.advance(1);
  const Network<double>& after = trainer.network();
  CHECK(trainer.finished());
  CHECK(trainer.failure().empty());
  for (const TensorKind kind : {TensorKind::mean, TensorKind::variance}) {
    CHECK(after.tensor(1, kind) == before.tensor(1, kind));
  }
  CHECK(after.tensor(1, TensorKind::beta) != before.tensor(1, TensorKind::beta));
  for (const double x : after.flat_parameters()) CHECK(std::isfinite(x));
}

TEST_CASE("trainer: dropout takes no part in validation") {
  const std::vector<LayerOptions> hidden = {{.units = 8, .activation = Activation::tanh, .dropout = 0.5}};
  Network<float> network(2, hidden, 2);
  network.initialize(Initializer::xavier_uniform, 1);
  Trainer<float> trainer(network, clusters<float>(43, 1), clusters<float>(20, 2), adam(8, 2));
  finish(trainer);
  CHECK(trainer.history().back().validation_loss == loss_on(trainer.network(), clusters<float>(20, 2), {}));
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
