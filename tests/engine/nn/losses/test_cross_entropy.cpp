#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "nn/losses/one_example.h"
#include "nn/math.h"
#include "nn/random.h"

using namespace vitrine;

namespace {

const std::vector<double> three_to_one = {std::log(3.0), 0};  // probabilities 3/4 and 1/4

}  // namespace

TEST_CASE("cross_entropy: value matches hand-computed cases") {
  struct Case {
    const char* name;
    double logit_of_truth, other_logit, expected;
  };
  for (const Case& c :
       {Case{"undecided between two classes", 0, 0, std::log(2.0)}, Case{"certain and right", 1000, 0, 0},
        Case{"certain and wrong stays finite", 0, 1000, 1000}}) {
    CAPTURE(c.name);
    CHECK(test::towards_label({}, {c.logit_of_truth, c.other_logit}, 0).value == doctest::Approx(c.expected));
  }
}

TEST_CASE(
    "cross_entropy: smoothing spreads the target over all classes, and soft targets are taken as they are") {
  const double right = -std::log(0.75), wrong = -std::log(0.25);
  LossOptions options;
  options.label_smoothing = 0.2;  // the target is (0.9, 0.1)
  const test::OneExample smooth = test::towards_label(options, three_to_one, 0);
  CHECK(smooth.value == doctest::Approx(0.9 * right + 0.1 * wrong).epsilon(1e-14));
  CHECK(smooth.gradient[0] == doctest::Approx(0.75 - 0.9).epsilon(1e-14));
  CHECK(smooth.gradient[1] == doctest::Approx(0.25 - 0.1).epsilon(1e-14));

  const test::OneExample soft = test::towards_values({}, three_to_one, {0.4, 0.6});
  CHECK(soft.value == doctest::Approx(0.4 * right + 0.6 * wrong).epsilon(1e-14));
  CHECK(soft.correct == 0);
  CHECK(test::towards_values({}, three_to_one, {0.6, 0.4}).correct == 1);
}

TEST_CASE("cross_entropy: class weights make a weighted mean") {
  LossOptions options;
  options.class_weights = {3, 1};
  const std::vector<double> logits = {three_to_one[0], 0, three_to_one[0], 0};
  const std::vector<int> labels = {0, 1};
  std::vector<double> gradient(4);
  const BatchLoss loss = evaluate_loss<double>(options, logits, 2, 2, {labels, {}}, gradient);
  CHECK(loss.weight == 4);
  CHECK(loss.value == doctest::Approx((-3 * std::log(0.75) - std::log(0.25)) / 4).epsilon(1e-14));
  CHECK(gradient[0] == doctest::Approx(3.0 / 4 * (0.75 - 1)).epsilon(1e-14));
  CHECK(gradient[3] == doctest::Approx(1.0 / 4 * (0.25 - 1)).epsilon(1e-14));
}

TEST_CASE("cross_entropy: one-hot soft targets weigh like their labels") {
  LossOptions options;
  options.class_weights = {3, 1, 0.5};
  options.label_smoothing = 0.1;
  const std::vector<double> logits = {0.5, -1, 2, 0.3, -0.7, 0.9}, one_hot = {0, 0, 1, 1, 0, 0};
  const std::vector<int> labels = {2, 0};
  std::vector<double> hard(6), soft(6);
  const BatchLoss a = evaluate_loss<double>(options, logits, 3, 3, {labels, {}}, hard);
  const BatchLoss b = evaluate_loss<double>(options, logits, 3, 3, {{}, one_hot}, soft);
  CHECK(a.value == b.value);
  CHECK(a.weight == b.weight);
  CHECK(hard == soft);
}

TEST_CASE("cross_entropy: weights of one change the way of computing, not the result") {
  LossOptions options;
  options.class_weights = {1, 1, 1};
  const std::vector<double> logits = {0.5, -1, 2};
  for (int label = 0; label < 3; ++label) {
    const test::OneExample plain = test::towards_label({}, logits, label);
    const test::OneExample weighted = test::towards_label(options, logits, label);
    CHECK(weighted.value == doctest::Approx(plain.value).epsilon(1e-14));
    CHECK(weighted.correct == plain.correct);
    for (int k = 0; k < 3; ++k)
      CHECK(weighted.gradient[k] == doctest::Approx(plain.gradient[k]).epsilon(1e-14));
  }
}

TEST_CASE("cross_entropy: a batch of classes of weight zero has no loss and no gradient") {
  LossOptions options;
  options.class_weights = {0, 1};
  const test::OneExample none = test::towards_label(options, three_to_one, 0);
  CHECK(none.value == 0);
  CHECK(none.gradient == std::vector<double>{0, 0});
}

TEST_CASE_TEMPLATE("softmax_cross_entropy: gives the bits of a plain loop over the examples", Scalar, float,
                   double) {
  Random random(7, Purpose::split);
  for (int examples = 1; examples <= 17; ++examples) {
    for (const int classes : {2, 3, 10}) {
      const int stride = classes + 2;
      std::vector<Scalar> logits, gradient(std::size_t(stride) * examples, Scalar{42});
      std::vector<int> labels;
      // Few values, so that the largest is often there twice.
      for (int i = 0; i < stride * examples; ++i)
        logits.push_back(static_cast<Scalar>(0.7 * random.below(9) - 3));
      for (int i = 0; i < examples; ++i)
        labels.push_back(static_cast<int>(random.below(static_cast<std::uint32_t>(classes))));

      double total = 0;
      int correct = 0;
      std::vector<Scalar> expected = gradient;
      const Scalar share = Scalar{1} / static_cast<Scalar>(examples);
      for (int example = 0; example < examples; ++example) {
        const Scalar* z = logits.data() + stride * example;
        Scalar* dz = expected.data() + stride * example;
        const auto largest = std::max_element(z, z + classes);
        Scalar sum = 0;
        for (int k = 0; k < classes; ++k) sum += dz[k] = math::exp(z[k] - *largest);
        const int label = labels[static_cast<std::size_t>(example)];
        total += math::log(static_cast<double>(sum)) +
                 (static_cast<double>(*largest) - static_cast<double>(z[label]));
        correct += largest == z + label ? 1 : 0;
        const Scalar scale = share / sum;
        for (int k = 0; k < classes; ++k) dz[k] *= scale;
        dz[label] -= share;
      }

      const BatchLoss loss = softmax_cross_entropy<Scalar>(logits, classes, stride, labels, gradient);
      CHECK(loss.value == total / examples);
      CHECK(loss.correct == correct);
      CHECK(gradient == expected);
      CHECK(softmax_cross_entropy<Scalar>(logits, classes, stride, labels, {}).value == loss.value);
    }
  }
}

TEST_CASE("cross_entropy: without options evaluate_loss gives the bits of softmax_cross_entropy") {
  const std::vector<float> logits = {0.5F, -1, 2, 0.3F, -0.7F, 0.9F, 3, 2, 1};
  const std::vector<int> labels = {2, 0, 1};
  std::vector<float> gradient(9), direct(9);
  const BatchLoss a = evaluate_loss<float>({}, logits, 3, 3, {labels, {}}, gradient);
  const BatchLoss b = softmax_cross_entropy<float>(logits, 3, 3, labels, direct);
  CHECK(a.value == b.value);
  CHECK(a.weight == 3);
  CHECK(b.weight == 3);
  CHECK(a.correct == 1);
  CHECK(gradient == direct);
}
