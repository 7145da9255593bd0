#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "error.h"
#include "golden_matrix.h"
#include "goldens.h"
#include "nn/faint.h"
#include "nn/kernels.h"
#include "nn/optimizer.h"

using namespace vitrine;
using test::matrix;
using test::vector;

namespace {

/// The network of the golden runs, written from its formula: logits = W2 tanh(W1 x + b1) + b2, softmax, mean
/// cross-entropy. Its parameters are one arena: W1, b1, W2, b2, matrices row by row, each with zeros up to a
/// whole vector.
class TanhNetwork {
 public:
  TanhNetwork(const Matrix<double>& X, const std::vector<int>& labels, int hidden, int classes)
      : X_(X), labels_(labels), inputs_(static_cast<int>(X.cols())), hidden_(hidden), classes_(classes) {}

  std::size_t b1() const { return kernels::padded<double>(hidden_ * inputs_); }
  std::size_t W2() const { return b1() + kernels::padded<double>(hidden_); }
  std::size_t b2() const { return W2() + kernels::padded<double>(classes_ * hidden_); }
  std::size_t size() const { return b2() + kernels::padded<double>(classes_); }
  std::vector<Range> weights() const { return {{0, b1()}, {W2(), b2()}}; }

  /// The loss, and its gradient.
  double loss(const std::vector<double>& p, std::vector<double>& gradient) const {
    gradient.assign(size(), 0);
    const double examples = static_cast<double>(labels_.size());
    std::vector<double> a(hidden_), z(classes_);
    double loss = 0;
    for (std::size_t example = 0; example < labels_.size(); ++example) {
      const auto x = [&](int input) { return X_(static_cast<Eigen::Index>(example), input); };
      for (int unit = 0; unit < hidden_; ++unit) {
        double sum = p[b1() + unit];
        for (int input = 0; input < inputs_; ++input) sum += p[unit * inputs_ + input] * x(input);
        a[unit] = std::tanh(sum);
      }
      double total = 0;
      for (int k = 0; k < classes_; ++k) {
        z[k] = p[b2() + k];
        for (int unit = 0; unit < hidden_; ++unit) z[k] += p[W2() + k * hidden_ + unit] * a[unit];
        total += std::exp(z[k]);
      }
      loss += (std::log(total) - z[labels_[example]]) / examples;
      for (int k = 0; k < classes_; ++k) {
        z[k] = (std::exp(z[k]) / total - (k == labels_[example] ? 1 : 0)) / examples;
        gradient[b2() + k] += z[k];
      }
      for (int unit = 0; unit < hidden_; ++unit) {
        double back = 0;
        for (int k = 0; k < classes_; ++k) {
          gradient[W2() + k * hidden_ + unit] += z[k] * a[unit];
          back += p[W2() + k * hidden_ + unit] * z[k];
        }
        back *= 1 - a[unit] * a[unit];
        gradient[b1() + unit] += back;
        for (int input = 0; input < inputs_; ++input) gradient[unit * inputs_ + input] += back * x(input);
      }
    }
    return loss;
  }

 private:
  const Matrix<double>& X_;
  const std::vector<int>& labels_;
  int inputs_, hidden_, classes_;
};

/// W1, b1, W2, b2 of a golden in one arena.
std::vector<double> arena(const test::Golden& params) {
  std::vector<double> flat;
  for (const char* name : {"W1", "b1", "W2", "b2"}) {
    for (const test::Golden& row : params[name]) {
      if (!row.is_array()) {
        flat.push_back(row);
        continue;
      }
      for (const test::Golden& entry : row) flat.push_back(entry);
    }
    flat.resize(kernels::padded<double>(static_cast<int>(flat.size())));
  }
  return flat;
}

OptimizerOptions options_of(const test::Golden& run) {
  OptimizerOptions options{.kind = optimizer_from_name(run["rule"].get<std::string>())};
  std::size_t taken = 0;
  const auto take = [&](const char* name, auto& field) {
    if (!run["hyper"].contains(name)) return;
    run["hyper"][name].get_to(field);
    ++taken;
  };
  std::vector<double> betas = {options.beta1, options.beta2};
  double learning_rate = 0;
  take("lr", learning_rate);
  take("weight_decay", options.weight_decay);
  take("momentum", options.kind == OptimizerKind::rmsprop ? options.rmsprop_momentum : options.momentum);
  take("dampening", options.dampening);
  take("nesterov", options.nesterov);
  take("alpha", options.square_decay);
  take("centered", options.centered);
  take("lr_decay", options.rate_decay);
  take("initial_accumulator_value", options.initial_accumulator);
  take("betas", betas);
  take("momentum_decay", options.momentum_decay);
  take("eps", options.epsilon);
  CHECK(taken == run["hyper"].size());
  options.beta1 = betas[0];
  options.beta2 = betas[1];
  return options;
}

bool reads(OptimizerKind kind, std::string_view option) {
  const std::span<const std::string_view> names = options_read_by(kind);
  return std::find(names.begin(), names.end(), option) != names.end();
}

std::vector<OptimizerKind> all_kinds() {
  std::vector<OptimizerKind> kinds;
  for (const std::string_view name : optimizer_names) kinds.push_back(optimizer_from_name(name));
  return kinds;
}

std::string name_of(OptimizerKind kind) {
  return std::string(optimizer_names[static_cast<std::size_t>(kind)]);
}

/// Every rule in all its variants: those that read momentum with and without it, and so on.
std::vector<OptimizerOptions> all_variants() {
  std::vector<OptimizerOptions> variants;
  for (const OptimizerKind kind : all_kinds()) {
    variants.push_back({.kind = kind});
    if (reads(kind, "momentum")) variants.push_back({.kind = kind, .momentum = 0.9});
    if (reads(kind, "rmsprop_momentum")) variants.push_back({.kind = kind, .rmsprop_momentum = 0.9});
    if (reads(kind, "dampening")) variants.push_back({.kind = kind, .momentum = 0.9, .dampening = 0.3});
    if (reads(kind, "nesterov")) variants.push_back({.kind = kind, .momentum = 0.9, .nesterov = true});
    if (reads(kind, "centered")) {
      variants.push_back({.kind = kind, .rmsprop_momentum = 0.5, .centered = true});
    }
    if (reads(kind, "initial_accumulator")) {
      variants.push_back({.kind = kind, .rate_decay = 0.1, .initial_accumulator = 0.1});
    }
  }
  return variants;
}

/// Gradient of p^T diag(1, 2, 3, 1, 2, 3, ...) p / 2.
template <typename Scalar>
std::vector<Scalar> quadratic_gradient(const std::vector<Scalar>& p) {
  std::vector<Scalar> gradient(p.size());
  for (std::size_t i = 0; i < p.size(); ++i) gradient[i] = static_cast<Scalar>(1 + i % 3) * p[i];
  return gradient;
}

template <typename Scalar>
double quadratic(const std::vector<Scalar>& p) {
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) sum += static_cast<double>(1 + i % 3) * p[i] * p[i] / 2;
  return sum;
}

/// Where the parameters are after some steps down the quadratic. The rate changes from step to step.
template <typename Scalar>
std::vector<Scalar> descend(Optimizer<Scalar>& optimizer, std::vector<Scalar> p, int first, int last) {
  for (int step = first; step < last; ++step) {
    optimizer.step(p, quadratic_gradient(p), 0.02 / (1 + 0.01 * step));
  }
  return p;
}

/// Of these parameters: whole vectors, however long a vector is.
constexpr std::size_t count = 40;

template <typename Scalar>
std::vector<Scalar> start() {
  constexpr double values[] = {1, -2, 0.5, 3, -0.25, 1, 2, -3, 0.125, 1, -1};
  std::vector<Scalar> p;
  for (std::size_t i = 0; i < count; ++i) p.push_back(static_cast<Scalar>(values[i % std::size(values)]));
  return p;
}

/// The smallest arena.
constexpr std::size_t few = 8;

std::vector<double> all(double value) { return std::vector<double>(few, value); }

template <typename Scalar>
bool same_bits(const std::vector<Scalar>& a, const std::vector<Scalar>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Scalar)) == 0;
}

}  // namespace

TEST_CASE("optimizer: fifty steps on a network follow the golden runs") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "optimizers")) {
    const test::Golden golden = test::read_json(path);
    const double rtol = golden["meta"]["tolerance"]["rtol"], atol = golden["meta"]["tolerance"]["atol"];
    const auto close = [&](double got, double want) {
      return std::abs(got - want) <= atol + rtol * std::abs(want);
    };
    const Matrix<double> X = matrix(golden["X"]);
    const std::vector<int> labels = golden["y"];
    const TanhNetwork network(X, labels, static_cast<int>(golden["initial"]["W1"].size()),
                              static_cast<int>(golden["initial"]["W2"].size()));
    for (const test::Golden& run : golden["runs"]) {
      CAPTURE(run["name"].get<std::string>());
      const OptimizerOptions options = options_of(run);
      const std::vector<Range> everything = {{0, network.size()}};
      const bool all = run["weight_decay_on"] == "all parameters";
      const std::vector<Range> decayed = all ? everything : network.weights();
      // Decay that is not the rule's own is an L2 penalty: part of the gradient.
      const double l2 = reads(options.kind, "weight_decay") ? 0 : run["hyper"].value("weight_decay", 0.0);

      std::vector<double> parameters = arena(golden["initial"]), gradient;
      Optimizer<double> optimizer(options, network.size(), decayed);
      std::size_t snapshot = 0;
      for (int step = 1; step <= static_cast<int>(run["losses"].size()); ++step) {
        CHECK(close(network.loss(parameters, gradient), run["losses"][step - 1]));
        for (const Range& range : decayed) {
          for (std::size_t i = range.begin; i < range.end; ++i) gradient[i] += l2 * parameters[i];
        }
        optimizer.step(parameters, gradient, run["hyper"]["lr"]);
        if (snapshot < run["snapshots"].size() && run["snapshots"][snapshot]["step"] == step) {
          const std::vector<double> expected = arena(run["snapshots"][snapshot]["params"]);
          REQUIRE(expected.size() == parameters.size());
          for (std::size_t i = 0; i < expected.size(); ++i) CHECK(close(parameters[i], expected[i]));
          ++snapshot;
        }
      }
      CHECK(close(network.loss(parameters, gradient), run["final_loss"]));
      CHECK(snapshot == run["snapshots"].size());
      ++compared;
    }
  }
  CHECK(compared > 0);
}

TEST_CASE_TEMPLATE("optimizer: every rule goes down a quadratic", Scalar, float, double) {
  for (const OptimizerOptions& options : all_variants()) {
    CAPTURE(name_of(options.kind));
    Optimizer<Scalar> optimizer(options, count);
    const std::vector<Scalar> end = descend(optimizer, start<Scalar>(), 0, 100);
    CHECK(quadratic(end) < 0.9 * quadratic(start<Scalar>()));
  }
}

TEST_CASE("optimizer: float32 stays near float64") {
  for (const OptimizerOptions& options : all_variants()) {
    CAPTURE(name_of(options.kind));
    Optimizer<float> optimizer32(options, count);
    Optimizer<double> optimizer64(options, count);
    const std::vector<float> end32 = descend(optimizer32, start<float>(), 0, 30);
    const std::vector<double> end64 = descend(optimizer64, start<double>(), 0, 30);
    // Thirty steps of about five roundings of 6e-8 each, on numbers up to 3; the centered variance, a
    // difference of nearly equal numbers, loses one digit more.
    for (std::size_t i = 0; i < end64.size(); ++i) CHECK(std::abs(end32[i] - end64[i]) < 1e-4);
  }
}

TEST_CASE_TEMPLATE("optimizer: parameters that are 0 with gradient 0 stay 0", Scalar, float, double) {
  for (const OptimizerOptions& options : all_variants()) {
    CAPTURE(name_of(options.kind));
    const Range everything[] = {{0, 16}};
    Optimizer<Scalar> optimizer(options, 16, everything);
    std::vector<Scalar> parameters = {1, 0, 2, 0, 0, -3, 0, 0, 0, 0, 4, 0, 0, -5, 0, 0};
    const std::vector<Scalar> before = parameters;
    for (int step = 0; step < 20; ++step) optimizer.step(parameters, quadratic_gradient(parameters), 0.1);
    for (std::size_t i = 0; i < before.size(); ++i) {
      CHECK((before[i] == parameters[i]) == (before[i] == 0));
      if (before[i] == 0) CHECK_FALSE(std::signbit(parameters[i]));
    }
  }
}

TEST_CASE_TEMPLATE("optimizer: a state put into a new optimizer continues with the same bits", Scalar, float,
                   double) {
  const Range decayed[] = {{8, 16}, {24, 32}};
  for (const OptimizerOptions& options : all_variants()) {
    CAPTURE(name_of(options.kind));
    std::vector<Scalar> first = start<Scalar>();
    first[1] = faint_weight<Scalar> / 2;
    for (const int stop : {0, 1, 7, 15, 16, 17}) {
      CAPTURE(stop);
      Optimizer<Scalar> whole(options, count, decayed), before(options, count, decayed),
          after(options, count, decayed);
      const std::vector<Scalar> expected = descend(whole, first, 0, 40);
      const std::vector<Scalar> middle = descend(before, first, 0, stop);
      after.set_state(before.state());
      CHECK(same_bits(descend(after, middle, stop, 40), expected));
      CHECK(after.state().steps == 40);
      CHECK(after.state().first_product == whole.state().first_product);
      CHECK(after.state().second_product == whole.state().second_product);
    }
  }
}

TEST_CASE_TEMPLATE(
    "optimizer: a faint parameter that nothing moves is 0 after sixteen steps, a larger one stays", Scalar,
    float, double) {
  const Scalar least = faint_weight<Scalar>;
  for (OptimizerOptions options : all_variants()) {
    CAPTURE(name_of(options.kind));
    options.weight_decay = 0;
    Optimizer<Scalar> optimizer(options, few);
    std::vector<Scalar> parameters = {least / 2, -least / 2, least, -least, 1, 0, 0, 0};
    const std::vector<Scalar> expected = {0, 0, least, -least, 1, 0, 0, 0}, gradient(few, 0);
    for (int step = 0; step < 16; ++step) optimizer.step(parameters, gradient, 1e-3);
    CHECK(same_bits(parameters, expected));
  }
}

TEST_CASE_TEMPLATE(
    "optimizer: where a gradient vanishes no state becomes subnormal, and the step stays what it was", Scalar,
    float, double) {
  // Faint numbers: a row that is right, the square of that, and nothing at all after a last gradient.
  constexpr bool is_float = sizeof(Scalar) == sizeof(float);
  const Scalar least = std::numeric_limits<Scalar>::min();
  const Scalar gradients[few] = {1,
                                 is_float ? Scalar(1e-18) : Scalar(1e-150),
                                 std::sqrt(least) / 2,
                                 faint<Scalar>,
                                 0,
                                 Scalar(-1e-3),
                                 -std::sqrt(least),
                                 Scalar(1e-9)};
  for (OptimizerOptions options : all_variants()) {
    CAPTURE(name_of(options.kind));
    options.square_decay = 0.9;
    options.beta2 = 0.9;
    Optimizer<Scalar> optimizer(options, few);
    std::vector<Scalar> parameters(few, 1), gradient(std::begin(gradients), std::end(gradients));
    int subnormal = 0;
    for (int step = 0; step < (is_float ? 3000 : 20000); ++step) {
      if (step == 50) std::fill(gradient.begin(), gradient.end(), Scalar{0});
      optimizer.step(parameters, gradient, 1e-3);
      for (const Buffer<Scalar>& array : optimizer.state().arrays) {
        for (const Scalar x : array) subnormal += std::fpclassify(x) == FP_SUBNORMAL ? 1 : 0;
      }
      subnormal += std::fpclassify(optimizer.state().first_product) == FP_SUBNORMAL ? 1 : 0;
      subnormal += std::fpclassify(optimizer.state().second_product) == FP_SUBNORMAL ? 1 : 0;
    }
    CHECK(subnormal == 0);
    // Beside epsilon the faint are nothing.
    for (const int i : {1, 2, 3, 4, 6}) CHECK(parameters[i] == 1);
  }
}

TEST_CASE("optimizer: a state of another rule or another network is refused") {
  Optimizer<float> adam({.kind = OptimizerKind::adam}, few), sgd({.kind = OptimizerKind::sgd}, few),
      larger({.kind = OptimizerKind::adam}, 2 * few);
  OptimizerState<float> negative = adam.state();
  negative.steps = -1;
  for (const OptimizerState<float>& state : {sgd.state(), larger.state(), negative}) {
    try {
      adam.set_state(state);
      FAIL("a state that does not fit was taken");
    } catch (const Error& error) {
      CHECK(error.code() == "wrong_shape");
      CHECK(std::string(error.what()).find("adam") != std::string::npos);
    }
  }
}

TEST_CASE("optimizer: a rule obeys the options that its row names, and no other") {
  struct Change {
    const char* option;
    void (*make)(OptimizerOptions& options);
  };
  const Change changes[] = {
      {"momentum", [](OptimizerOptions& o) { o.momentum = 0.7; }},
      {"dampening", [](OptimizerOptions& o) { o.dampening = 0.2; }},
      {"nesterov", [](OptimizerOptions& o) { o.nesterov = true; }},
      {"rate_decay", [](OptimizerOptions& o) { o.rate_decay = 0.2; }},
      {"initial_accumulator", [](OptimizerOptions& o) { o.initial_accumulator = 0.2; }},
      {"square_decay", [](OptimizerOptions& o) { o.square_decay = 0.8; }},
      {"rmsprop_momentum", [](OptimizerOptions& o) { o.rmsprop_momentum = 0.7; }},
      {"centered", [](OptimizerOptions& o) { o.centered = true; }},
      {"beta1", [](OptimizerOptions& o) { o.beta1 = 0.8; }},
      {"beta2", [](OptimizerOptions& o) { o.beta2 = 0.8; }},
      {"momentum_decay", [](OptimizerOptions& o) { o.momentum_decay = 0.1; }},
      {"weight_decay", [](OptimizerOptions& o) { o.weight_decay = 0.2; }},
      {"epsilon", [](OptimizerOptions& o) { o.epsilon = 0.1; }},
  };
  const Range everything[] = {{0, count}};
  for (const OptimizerKind kind : all_kinds()) {
    CAPTURE(name_of(kind));
    std::size_t found = 0;
    for (const Change& change : changes) {
      CAPTURE(change.option);
      OptimizerOptions plain{.kind = kind, .momentum = 0.9}, changed = plain;
      change.make(changed);
      Optimizer<double> a(plain, count, everything), b(changed, count, everything);
      const bool same = same_bits(descend(a, start<double>(), 0, 5), descend(b, start<double>(), 0, 5));
      CHECK(same != reads(kind, change.option));
      found += reads(kind, change.option) ? 1 : 0;
    }
    CHECK(found == options_read_by(kind).size());
  }
}

TEST_CASE("adam and its kin: with epsilon 0 the first step is learning_rate * sign(gradient)") {
  for (const OptimizerKind kind : {OptimizerKind::adam, OptimizerKind::amsgrad, OptimizerKind::adamw}) {
    CAPTURE(name_of(kind));
    Optimizer<double> optimizer({.kind = kind, .epsilon = 0}, few);
    std::vector<double> parameters = all(1);
    const std::vector<double> gradient = {3, -0.001, 1e-20, -7e5, 1, 1, 1, 1};
    optimizer.step(parameters, gradient, 0.1);
    const std::vector<double> expected = {0.9, 1.1, 0.9, 1.1};
    for (int i = 0; i < 4; ++i) CHECK(parameters[i] == doctest::Approx(expected[i]).epsilon(1e-12));
  }
}

TEST_CASE("sgd: momentum adds up a constant gradient as a geometric series") {
  Optimizer<double> sgd({.kind = OptimizerKind::sgd, .momentum = 0.5}, few);
  std::vector<double> parameter = all(0);
  const std::vector<double> gradient = all(1);
  for (int i = 0; i < 3; ++i) sgd.step(parameter, gradient, 1);
  CHECK(parameter[0] == -(1 + 1.5 + 1.75));
}

TEST_CASE("sgd: nesterov's first step is 1 + momentum gradients long") {
  Optimizer<double> sgd({.kind = OptimizerKind::sgd, .momentum = 0.5, .nesterov = true}, few);
  std::vector<double> parameter = all(0);
  sgd.step(parameter, all(1), 1);
  CHECK(parameter[0] == -1.5);
}

TEST_CASE("sgd: dampening spares the first gradient, and does nothing without momentum") {
  const std::vector<double> gradient = all(1);
  for (const double momentum : {0.5, 0.0}) {
    CAPTURE(momentum);
    Optimizer<double> sgd({.kind = OptimizerKind::sgd, .momentum = momentum, .dampening = 0.75}, few);
    std::vector<double> parameter = all(0);
    sgd.step(parameter, gradient, 1);
    CHECK(parameter[0] == -1);
    sgd.step(parameter, gradient, 1);
    CHECK(parameter[0] == (momentum > 0 ? -1.75 : -2));  // -1 - (0.5 * 1 + 0.25 * 1), and -1 - 1
  }
}

TEST_CASE("adagrad: step t of a constant gradient is learning_rate / sqrt(t) long, less its own decay") {
  Optimizer<double> plain({.kind = OptimizerKind::adagrad, .epsilon = 0}, few),
      decaying({.kind = OptimizerKind::adagrad, .rate_decay = 1, .epsilon = 0}, few);
  std::vector<double> p = all(0), q = all(0);
  for (int t = 1; t <= 4; ++t) {
    const double p_before = p[0], q_before = q[0];
    plain.step(p, all(3), 0.5);
    decaying.step(q, all(3), 0.5);
    CHECK(p_before - p[0] == doctest::Approx(0.5 / std::sqrt(t)).epsilon(1e-14));
    CHECK(q_before - q[0] == doctest::Approx(0.5 / t / std::sqrt(t)).epsilon(1e-14));
  }
}

TEST_CASE("rmsprop: the first step is learning_rate / sqrt(1 - square_decay) long") {
  Optimizer<double> rmsprop({.kind = OptimizerKind::rmsprop, .square_decay = 0.75, .epsilon = 0}, few);
  std::vector<double> parameter = all(0);
  rmsprop.step(parameter, all(-8), 0.5);
  CHECK(parameter[0] == 1);
}

TEST_CASE_TEMPLATE("rmsprop: centered stays finite where the gradient never changes", Scalar, float, double) {
  // v - a^2 is then 0 but for rounding, on either side.
  Optimizer<Scalar> rmsprop(
      {.kind = OptimizerKind::rmsprop, .square_decay = 0.9, .centered = true, .epsilon = 1e-3}, few);
  std::vector<Scalar> parameters(few);
  std::vector<Scalar> gradient(few);
  gradient[0] = Scalar(0.1), gradient[1] = Scalar(0.7), gradient[2] = Scalar(-1.3);
  for (int step = 0; step < 1000; ++step) rmsprop.step(parameters, gradient, 0.001);
  for (const Scalar p : parameters) CHECK(std::isfinite(p));
}

TEST_CASE("amsgrad: after one huge gradient its steps stay small, adam's recover") {
  const OptimizerOptions adam_options = {.kind = OptimizerKind::adam, .beta1 = 0, .beta2 = 0.5};
  OptimizerOptions amsgrad_options = adam_options;
  amsgrad_options.kind = OptimizerKind::amsgrad;
  Optimizer<double> adam(adam_options, few), amsgrad(amsgrad_options, few);
  std::vector<double> p = all(0), q = all(0);
  const auto step = [&](double gradient) {
    adam.step(p, all(gradient), 1);
    amsgrad.step(q, all(gradient), 1);
  };
  step(1000);
  for (int i = 0; i < 50; ++i) step(1);
  const double p_before = p[0], q_before = q[0];
  step(1);
  CHECK(p_before - p[0] == doctest::Approx(1).epsilon(1e-6));
  // v was 0.5 * 1000^2 at its largest.
  CHECK(q_before - q[0] == doctest::Approx(1 / std::sqrt(0.5e6)).epsilon(1e-6));
}

TEST_CASE("nadam: with beta1 0 it looks nowhere ahead and is adam") {
  Optimizer<double> nadam({.kind = OptimizerKind::nadam, .beta1 = 0}, count),
      adam({.kind = OptimizerKind::adam, .beta1 = 0}, count);
  const std::vector<double> a = descend(nadam, start<double>(), 0, 10);
  const std::vector<double> b = descend(adam, start<double>(), 0, 10);
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == doctest::Approx(b[i]).epsilon(1e-12));
}

TEST_CASE("adamw: without a gradient, weights shrink by 1 - learning_rate * weight_decay, and nothing else") {
  const Range weights[] = {{8, 24}, {32, 36}};
  Optimizer<double> adamw({.kind = OptimizerKind::adamw, .weight_decay = 0.5}, count, weights);
  std::vector<double> parameters(count, 16);
  const std::vector<double> gradient(count, 0);
  for (const auto& [rate, expected] : {std::pair{0.5, 12}, {1.0, 6}}) {
    adamw.step(parameters, gradient, rate);
    for (std::size_t i = 0; i < count; ++i) {
      const bool decays = (i >= 8 && i < 24) || (i >= 32 && i < 36);
      CHECK(parameters[i] == (decays ? expected : 16));
    }
  }
}

TEST_CASE("adamw: where nothing decays it is adam, bit for bit") {
  const Range everything[] = {{0, count}};
  Optimizer<float> adam({.kind = OptimizerKind::adam}, count), nowhere({.kind = OptimizerKind::adamw}, count),
      zero({.kind = OptimizerKind::adamw, .weight_decay = 0}, count, everything);
  const std::vector<float> expected = descend(adam, start<float>(), 0, 20);
  CHECK(same_bits(descend(nowhere, start<float>(), 0, 20), expected));
  CHECK(same_bits(descend(zero, start<float>(), 0, 20), expected));
}

TEST_CASE("optimizer: an unknown name lists the choices") {
  try {
    optimizer_from_name("adma");
    FAIL("an unknown name was taken");
  } catch (const Error& error) {
    CHECK(error.code() == "unknown_choice");
    CHECK(std::string(error.what()).find("amsgrad, nadam") != std::string::npos);
  }
}
