#include <doctest/doctest.h>

#include <vector>

#include "nn/gradient_check.h"
#include "random_network.h"

using namespace vitrine;

TEST_CASE("gradient check: every activation agrees with finite differences, for odd shapes") {
  for (const std::string_view name : activation_names) {
    for (const int width : {1, 3, 4, 5, 9}) {
      CAPTURE(name);
      CAPTURE(width);
      const Activation activation = activation_from_name(name);
      const Network<double> network = test::random_network(
          3, {test::dense(width, activation), test::dense(width + 2, activation), test::dense(4)});
      const std::vector<int> labels = test::cyclic_labels(7, 4);
      const GradientCheck check =
          check_gradient(network, test::normal_matrix(3, 7, 1), {}, {labels, {}}, {.l2 = 0.01});
      // Central differences in float64 with step 1e-5: truncation and rounding are both near 1e-10.
      CHECK(check.worst < 1e-8);
      CHECK(check.checked == network.parameter_count());
    }
  }
}

TEST_CASE(
    "gradient check: every kind of layer agrees with finite differences, for odd widths and short batches") {
  for (const int width : {1, 3, 5, 33}) {
    for (const int examples : {1, 2, 3, 5}) {
      if (width == 33 && examples > 3) continue;  // as good as 3, and slow
      for (const auto& [kind, layers] : test::layer_examples(width)) {
        const std::string name = kind;  // clang 14 cannot capture a structured binding
        for (const bool training : {true, false}) {
          CAPTURE(name);
          CAPTURE(width);
          CAPTURE(examples);
          CAPTURE(training);
          const Network<double> network = test::random_network(width, layers);
          const PassOptions options = {.training = training, .dropout_seed = 11, .step = 4};
          const std::vector<int> labels = test::cyclic_labels(examples, 3);
          const GradientCheck check = check_gradient(network, test::normal_matrix(width, examples, 1), {},
                                                     {labels, {}}, {.l1 = 0.003, .l2 = 0.01}, options);
          CAPTURE(check.parameter());
          CAPTURE(check.analytic);
          CAPTURE(check.numerical);
          CHECK(check.worst < 1e-8);
          CHECK(check.checked == network.parameter_count());
        }
      }
    }
  }
}

TEST_CASE("gradient check: names the parameter whose gradient is wrong") {
  // relu at a kink: the two-sided difference is half the one-sided slope that backpropagation reports.
  Network<double> network(1, {test::dense(1), test::dense(1, Activation::relu), test::dense(2)},
                          Output::softmax);
  network.set_tensor(0, TensorKind::weights, Matrix<double>::Ones(1, 1));
  network.set_tensor(2, TensorKind::weights, Matrix<double>::Ones(2, 1) + Matrix<double>::Identity(2, 1));
  const std::vector<int> labels = {0};
  const GradientCheck check = check_gradient(network, Matrix<double>::Zero(1, 1), {}, {labels, {}}, {});
  CHECK(check.parameter() == "layer 2 (dense): bias, unit 1");
  CHECK(check.layer == 2);
  CHECK(check.input == 0);
  CHECK(check.analytic == 0);
  CHECK(check.numerical == doctest::Approx(-0.25).epsilon(1e-4));
  CHECK(check.verdict() == GradientVerdict::kink);
  CHECK(check.kinks == 1);  // Nothing else moves the preactivation: its weight and its input are 0.
  CHECK(
      check.explanation() ==
      "Backpropagation and the differences agree but at kinks, which explain 1 error of 1e-06 or more: "
      "within the step of 1e-05 the slope of an activation, the loss or the L1 penalty jumps, as relu's does "
      "at 0. The worst is at layer 2 (dense): bias, unit 1.");
}

TEST_CASE("gradient check: a weight is named with its unit and input") {
  // The slope of |w| at w = 1e-9 is 1; a difference over h sees both sides of the kink, and 1e-9 / h.
  Network<double> network(2, {test::dense(3)}, Output::softmax);
  Matrix<double> weights = Matrix<double>::Zero(3, 2);
  weights(2, 1) = 1e-9;
  network.set_tensor(0, TensorKind::weights, weights);
  const std::vector<int> labels = {0};
  const GradientCheck check =
      check_gradient(network, Matrix<double>::Zero(2, 1), {}, {labels, {}}, {.l1 = 1});
  CHECK(check.parameter() == "layer 1 (dense): weights, unit 3, input 2");
  CHECK(check.analytic == 1);
  CHECK(check.numerical == doctest::Approx(1e-4).epsilon(1e-4));
  CHECK(check.worst == doctest::Approx(1 - 1e-4).epsilon(1e-4));
  CHECK(check.verdict() == GradientVerdict::kink);
}

TEST_CASE("gradient check: smaller steps do not reach a kink beside the parameter") {
  // The preactivation is 3e-6: within the step, and beyond an eighth of it.
  Network<double> network(1, {test::dense(1, Activation::relu), test::dense(2)}, Output::softmax);
  network.set_tensor(0, TensorKind::bias, Matrix<double>::Constant(1, 1, 3e-6));
  network.set_tensor(1, TensorKind::weights, Matrix<double>::Identity(2, 1));
  const std::vector<int> labels = {0};
  const GradientCheck check = check_gradient(network, Matrix<double>::Zero(1, 1), {}, {labels, {}}, {});
  CHECK(check.worst < GradientCheck::tolerance);
  CHECK(check.verdict() == GradientVerdict::agree);
}

TEST_CASE("gradient check: equal units before a layer norm bend the loss, and nothing disagrees") {
  // Their variance is 0: the norm divides by sqrt(1e-5), and moving one of them by h changes that at once.
  for (const Activation activation :
       {Activation::identity, Activation::tanh, Activation::elu, Activation::relu}) {
    CAPTURE(activation_names[static_cast<std::size_t>(activation)]);
    Network<double> network =
        test::random_network(3, {test::dense(5),
                                 {.kind = LayerKind::layer_norm, .activation = activation, .units = 5},
                                 test::dense(3)});
    network.set_tensor(0, TensorKind::weights, Matrix<double>::Constant(5, 3, 0.5));
    network.set_tensor(0, TensorKind::bias, Matrix<double>::Zero(5, 1));
    network.set_tensor(1, TensorKind::beta, Matrix<double>::Zero(5, 1));
    const std::vector<int> labels = test::cyclic_labels(4, 3);
    const GradientCheck check = check_gradient(network, test::normal_matrix(3, 4, 1), {}, {labels, {}}, {});
    CAPTURE(check.parameter());
    CAPTURE(check.analytic);
    CAPTURE(check.numerical);
    // Of relu all units stand at its kink, and elu's second derivative jumps there, but not its slope.
    CHECK(check.verdict() ==
          (activation == Activation::relu ? GradientVerdict::kink : GradientVerdict::agree));
  }
}

TEST_CASE("gradient check: where all is equal the first parameter is named") {
  const Network<double> network(2, {test::dense(2), test::dense(2)}, Output::softmax);
  const std::vector<int> labels = {0, 1};
  const GradientCheck check = check_gradient(network, Matrix<double>::Zero(2, 2), {}, {labels, {}}, {});
  CHECK(check.worst == 0);
  CHECK(check.parameter() == "layer 1 (dense): weights, unit 1, input 1");
}

TEST_CASE("gradient check: an error that no kink explains is a disagreement, and outranks those at kinks") {
  GradientCheck check;
  check.worst = 0.5;
  check.explained = true;
  CHECK(check.is_outranked_by(0.6, true));
  CHECK_FALSE(check.is_outranked_by(0.4, true));
  CHECK_FALSE(check.is_outranked_by(9e-7, false));
  CHECK(check.is_outranked_by(2e-6, false));
  check.worst = 2e-6;
  check.explained = false;
  CHECK_FALSE(check.is_outranked_by(0.5, true));
  CHECK(check.is_outranked_by(3e-6, false));
  CHECK(check.verdict() == GradientVerdict::disagree);
  CHECK(check.explanation() ==
        "Backpropagation and the differences disagree: layer 0 (dense): weights, unit 0, input 0 has a "
        "relative "
        "error of 2e-06, which no kink explains.");
}

TEST_CASE("gradient check: all agree where no error comes to a millionth") {
  Network<double> network(1, {test::dense(2)}, Output::softmax);
  const std::vector<int> labels = {0};
  const GradientCheck check = check_gradient(network, Matrix<double>::Ones(1, 1), {}, {labels, {}}, {});
  CHECK(check.verdict() == GradientVerdict::agree);
  CHECK(check.explanation() ==
        "Backpropagation and the differences agree: no parameter comes to a relative error of 1e-06.");
}

TEST_CASE("gradient check: a gradient that is not a number is the worst there is") {
  Network<double> network(1, {test::dense(2)}, Output::softmax);
  network.set_tensor(0, TensorKind::weights, Matrix<double>::Constant(2, 1, std::nan("")));
  const std::vector<int> labels = {0};
  const GradientCheck check = check_gradient(network, Matrix<double>::Ones(1, 1), {}, {labels, {}}, {});
  CHECK(std::isinf(check.worst));
  CHECK(check.verdict() == GradientVerdict::disagree);
}
