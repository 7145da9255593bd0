#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "goldens.h"
#include "nn/loss.h"
#include "nn/math.h"

using namespace vitrine;

TEST_CASE("softmax_cross_entropy: value matches hand-computed cases") {
  struct Case {
    const char* name;
    double logit_of_truth, other_logit, expected;
  };
  for (const Case& c :
       {Case{"undecided between two classes", 0, 0, std::log(2.0)}, Case{"certain and right", 1000, 0, 0},
        Case{"certain and wrong stays finite", 0, 1000, 1000}}) {
    CAPTURE(c.name);
    const std::vector<float> logits = {static_cast<float>(c.logit_of_truth),
                                       static_cast<float>(c.other_logit)};
    const std::vector<int> labels = {0};
    CHECK(softmax_cross_entropy<float>(logits, 2, 2, labels, {}).value == doctest::Approx(c.expected));
  }
}

TEST_CASE("softmax_cross_entropy: values and gradients agree with the golden cases") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "losses")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& entry : golden["cases"]) {
      if (entry["loss"] != "softmax_cross_entropy" || !entry["params"]["class_weights"].is_null() ||
          entry["params"]["label_smoothing"] != 0.0) {
        continue;  // methods of later versions
      }
      ++compared;
      CAPTURE(entry["name"].get<std::string>());
      const int rows = static_cast<int>(entry["logits"].size());
      const int classes = static_cast<int>(entry["logits"][0].size());
      std::vector<double> logits;
      for (const test::Golden& row : entry["logits"]) {
        for (const test::Golden& logit : row) logits.push_back(logit);
      }
      const std::vector<int> labels = entry["target"];
      std::vector<double> gradient(logits.size());
      const BatchLoss loss = softmax_cross_entropy<double>(logits, classes, classes, labels, gradient);
      const auto close = [](double got, double want) {
        return std::abs(got - want) <= 1e-13 + 1e-11 * std::abs(want);
      };
      CHECK(close(loss.value, entry["value"]));
      for (int row = 0; row < rows; ++row) {
        for (int k = 0; k < classes; ++k) {
          CHECK(close(gradient[std::size_t(row) * classes + k], entry["grad_logits"][row][k]));
        }
      }
    }
  }
  CHECK(compared >= 4);
}

TEST_CASE("softmax_cross_entropy: padding between examples changes nothing and is left alone") {
  const std::vector<double> tight = {0.5, -1, 2, 0.3, -0.7, 0.9};
  const std::vector<double> padded = {0.5, -1, 2, 99, 0.3, -0.7, 0.9, 99};
  const std::vector<int> labels = {2, 0};
  std::vector<double> tight_gradient(6), padded_gradient(8, 42);
  const BatchLoss a = softmax_cross_entropy<double>(tight, 3, 3, labels, tight_gradient);
  const BatchLoss b = softmax_cross_entropy<double>(padded, 3, 4, labels, padded_gradient);
  CHECK(a.value == b.value);
  CHECK(a.correct == 1);
  CHECK(padded_gradient[3] == 42);
  CHECK(padded_gradient[7] == 42);
  for (int k = 0; k < 3; ++k) CHECK(tight_gradient[3 + k] == padded_gradient[4 + k]);
}

TEST_CASE("softmax: sums to one, and neither overflows nor underflows into NaN") {
  std::vector<double> p = {1000, 0, -1000, 1, 1, 1};
  softmax<double>(p, 3, 3, p);
  CHECK(p[0] == 1);
  CHECK(p[2] == 0);
  CHECK(p[3] == doctest::Approx(1.0 / 3));
}
