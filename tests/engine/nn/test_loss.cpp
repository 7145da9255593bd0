#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "error.h"
#include "golden_loss.h"
#include "goldens.h"
#include "nn/loss.h"
#include "nn/random.h"
#include "underflow.h"

using namespace vitrine;

namespace {

/// A batch that owns its numbers, without padding.
struct Batch {
  LossOptions options;
  int outputs;
  std::vector<double> logits;
  std::vector<int> labels;
  std::vector<double> values;

  int examples() const { return static_cast<int>(logits.size()) / outputs; }
};

struct Result {
  BatchLoss loss;
  std::vector<double> gradient;
};

/// @param stride  from one example's logits to the next's; padding is 99 in logits and must stay 42 in
/// gradients.
template <typename Scalar>
Result evaluate(const Batch& batch, int stride) {
  const std::size_t size = std::size_t(stride) * batch.examples();
  std::vector<Scalar> logits(size, Scalar{99}), gradient(size, Scalar{42});
  for (int example = 0; example < batch.examples(); ++example) {
    for (int k = 0; k < batch.outputs; ++k) {
      logits[std::size_t(stride) * example + k] =
          static_cast<Scalar>(batch.logits[std::size_t(batch.outputs) * example + k]);
    }
  }
  const std::vector<Scalar> values(batch.values.begin(), batch.values.end());
  const Targets<Scalar> targets{batch.labels, values};
  Result result;
  result.loss = evaluate_loss<Scalar>(batch.options, logits, batch.outputs, stride, targets, gradient);
  for (int example = 0; example < batch.examples(); ++example) {
    for (int k = 0; k < stride; ++k) {
      const Scalar entry = gradient[std::size_t(stride) * example + k];
      if (k < batch.outputs) {
        result.gradient.push_back(static_cast<double>(entry));
      } else {
        CHECK(entry == 42);
      }
    }
  }
  const BatchLoss alone = evaluate_loss<Scalar>(batch.options, logits, batch.outputs, stride, targets, {});
  CHECK((alone.value == result.loss.value || (std::isnan(alone.value) && std::isnan(result.loss.value))));
  CHECK(alone.weight == result.loss.weight);
  CHECK(alone.correct == result.loss.correct);
  return result;
}

template <typename Scalar = double>
Result evaluate(const Batch& batch) {
  return evaluate<Scalar>(batch, batch.outputs);
}

Batch part_of(const Batch& batch, int first, int count) {
  const auto slice = [&](const auto& all, int width) {
    using Vector = std::decay_t<decltype(all)>;
    return all.empty() ? Vector{}
                       : Vector(all.begin() + first * width, all.begin() + (first + count) * width);
  };
  return {batch.options, batch.outputs, slice(batch.logits, batch.outputs), slice(batch.labels, 1),
          slice(batch.values, batch.outputs)};
}

std::vector<double> flat(const test::Golden& rows) {
  if (!rows[0].is_array()) return rows.get<std::vector<double>>();
  std::vector<double> numbers;
  for (const test::Golden& row : rows) {
    for (const test::Golden& number : row) numbers.push_back(number);
  }
  return numbers;
}

/// A golden case in the engine's words.
Batch batch_from(const test::Golden& entry) {
  Batch batch;
  batch.options = test::loss_options_of(entry["loss"], entry["params"]);
  batch.outputs = static_cast<int>(entry["logits"][0].size());
  batch.logits = flat(entry["logits"]);
  if (entry["target_kind"] == "class index") {
    batch.labels = entry["target"].get<std::vector<int>>();
  } else {
    batch.values = flat(entry["target"]);
  }
  return batch;
}

Random& noise() {
  static Random random(5, Purpose::noise);
  return random;
}

std::vector<double> normals(int count, double deviation) {
  std::vector<double> numbers;
  for (int i = 0; i < count; ++i) numbers.push_back(deviation * noise().normal());
  return numbers;
}

/// Every loss with every kind of target it takes, and every option at other values than its default.
std::vector<Batch> variants(int examples, int outputs, double logit_size) {
  std::vector<Batch> batches;
  for (const std::string_view name : loss_names) {
    for (const TargetKind targets : {TargetKind::labels, TargetKind::probabilities, TargetKind::numbers}) {
      const LossKind kind = loss_from_name(name);
      if (output_after(kind, targets).empty()) continue;
      Batch batch;
      batch.options.kind = kind;
      batch.outputs = outputs;
      batch.logits = normals(examples * outputs, logit_size);
      const int classes = output_after(kind, targets) == "sigmoid" && outputs == 1 ? 2 : outputs;
      for (int i = 0; targets == TargetKind::labels && i < examples; ++i) {
        batch.labels.push_back(static_cast<int>(noise().below(static_cast<std::uint32_t>(classes))));
      }
      if (targets == TargetKind::numbers) batch.values = normals(examples * outputs, 2);
      for (int i = 0; targets == TargetKind::probabilities && i < examples * outputs; ++i) {
        batch.values.push_back(noise().uniform());
      }
      batches.push_back(batch);
      for (const std::string_view option : options_of(kind)) {
        Batch changed = batch;
        if (option == "label_smoothing") changed.options.label_smoothing = 0.2;
        if (option == "focal_gamma") changed.options.focal_gamma = 0.6;
        if (option == "hinge_margin") changed.options.hinge_margin = 0.4;
        if (option == "hinge_power") changed.options.hinge_power = 2;
        if (option == "huber_delta") changed.options.huber_delta = 0.3;
        for (int k = 0; option == "class_weights" && k < outputs; ++k)
          changed.options.class_weights.push_back(0.5 + k);
        for (int k = 0; option == "positive_weights" && k < outputs; ++k)
          changed.options.positive_weights.push_back(3.0 - 0.5 * k);
        batches.push_back(changed);
        if (option == "class_weights") {  // together with the loss's other options
          changed.options.label_smoothing = 0.1;
          changed.options.focal_gamma = 3.5;
          changed.options.hinge_power = 2;
          batches.push_back(changed);
        }
      }
    }
  }
  return batches;
}

}  // namespace

TEST_CASE("loss: values, denominators and gradients agree with the golden cases") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "losses")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& entry : golden["cases"]) {
      CAPTURE(entry["name"].get<std::string>());
      const Batch batch = batch_from(entry);
      const std::vector<double> slopes = flat(entry["grad_logits"]);
      const auto compare = [&](const Result& result, double rtol, double atol, auto skipped) {
        const auto close = [&](double got, double want) {
          return std::abs(got - want) <= atol + rtol * std::abs(want);
        };
        CHECK(close(result.loss.value, entry["value"]));
        CHECK(close(result.loss.weight, entry["mean_denominator"]));
        for (std::size_t i = 0; i < slopes.size(); ++i) {
          if (!skipped(i)) CHECK(close(result.gradient[i], slopes[i]));
        }
      };
      const auto none = [](std::size_t) { return false; };
      // A logit that float32 rounds to its target is at the kink of the absolute error.
      const auto rounded_to_the_kink = [&](std::size_t i) {
        return batch.options.kind == LossKind::mae && batch.logits[i] != batch.values[i] &&
               static_cast<float>(batch.logits[i]) == static_cast<float>(batch.values[i]);
      };
      compare(evaluate<double>(batch), 1e-11, 1e-13, none);
      compare(evaluate<double>(batch, batch.outputs + 3), 1e-11, 1e-13, none);
      compare(evaluate<float>(batch), 1e-4, 1e-5, rounded_to_the_kink);

      const std::vector<double> terms = flat(entry["elementwise"]);
      const int per_example = static_cast<int>(terms.size()) / batch.examples();
      for (int example = 0; example < batch.examples(); ++example) {
        double want = 0;
        for (int i = 0; i < per_example; ++i) want += terms[std::size_t(per_example) * example + i];
        const BatchLoss alone = evaluate<double>(part_of(batch, example, 1)).loss;
        CHECK(std::abs(alone.value * alone.weight - want) <= 1e-13 + 1e-11 * std::abs(want));
      }
      ++compared;
    }
  }
  CHECK(compared > 0);
}

TEST_CASE("loss: gradients agree with finite differences for every loss, option and odd size") {
  for (const auto& size : {std::pair{1, 1}, {1, 2}, {2, 5}, {7, 3}, {3, 9}, {5, 4}}) {
    const int examples = size.first;
    const int outputs = size.second;
    for (Batch& batch : variants(examples, outputs, 1.5)) {
      CAPTURE(name_of(batch.options.kind));
      CAPTURE(examples);
      CAPTURE(outputs);
      const std::vector<double> gradient = evaluate(batch).gradient;
      for (std::size_t i = 0; i < batch.logits.size(); ++i) {
        const double step = 1e-5, logit = batch.logits[i];
        batch.logits[i] = logit + step;
        const double above = evaluate(batch).loss.value;
        batch.logits[i] = logit - step;
        const double below = evaluate(batch).loss.value;
        batch.logits[i] = logit;
        // Central differences in float64: truncation and rounding are both near 1e-10.
        CHECK(std::abs(gradient[i] - (above - below) / (2 * step)) <= 1e-8);
      }
    }
  }
}

TEST_CASE("loss: float32 agrees with float64") {
  for (const Batch& batch : variants(11, 7, 4)) {
    CAPTURE(name_of(batch.options.kind));
    const Result wide = evaluate<double>(batch), narrow = evaluate<float>(batch);
    CHECK(narrow.loss.value == doctest::Approx(wide.loss.value).epsilon(1e-5));
    CHECK(narrow.loss.weight == doctest::Approx(wide.loss.weight).epsilon(1e-6));
    CHECK(narrow.loss.correct == wide.loss.correct);
    for (std::size_t i = 0; i < wide.gradient.size(); ++i) {
      CHECK(std::abs(narrow.gradient[i] - wide.gradient[i]) <= 1e-6 + 1e-5 * std::abs(wide.gradient[i]));
    }
  }
}

TEST_CASE(
    "loss: a class far behind costs no slow arithmetic, and the gradient of its logit is next to nothing") {
  for (float behind = -60; behind > -110; behind -= 0.25F) {
    const std::vector<float> logits = {0, behind, behind - 1};
    std::vector<float> gradient(3);
    const int label[] = {0};
    test::underflowed();
    const BatchLoss loss = softmax_cross_entropy<float>(logits, 3, 3, label, gradient);
    CHECK_FALSE(test::underflowed());
    CHECK(loss.value == 0);
    CHECK(gradient[0] == 0);
    CHECK((gradient[1] > 0 && gradient[1] < 1e-25F));
  }
}

TEST_CASE_TEMPLATE("loss: logits far apart and denormal ones leave value and gradient finite", S, float,
                   double) {
  const double far[] = {1000, -1000, 745.5, -745.5, 90, -90, 1e-40, -1e-40, 0};
  for (const int outputs : {1, 3}) {
    for (Batch& batch : variants(40, outputs, 1)) {
      CAPTURE(name_of(batch.options.kind));
      for (double& logit : batch.logits) logit = far[noise().below(9)];
      const Result result = evaluate<S>(batch);
      CHECK(std::isfinite(result.loss.value));
      for (const double slope : result.gradient) CHECK(std::isfinite(slope));
    }
  }
}

TEST_CASE_TEMPLATE("loss: one logit that is NaN or infinite leaves no loss a number", S, float, double) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {std::nan(""), infinity, -infinity}) {
    for (const int outputs : {1, 3}) {
      for (const Batch& batch : variants(2, outputs, 1)) {
        CAPTURE(name_of(batch.options.kind));
        CAPTURE(bad);
        for (std::size_t i = 0; i < batch.logits.size(); ++i) {
          Batch broken = batch;
          broken.logits[i] = bad;
          const Result result = evaluate<S>(broken, outputs + 2);
          CHECK_FALSE(std::isfinite(result.loss.value));
          for (const double slope : result.gradient) CHECK(std::isnan(slope));
        }
      }
    }
  }
}

TEST_CASE("loss: padding changes no bit") {
  for (const Batch& batch : variants(5, 3, 2)) {
    CAPTURE(name_of(batch.options.kind));
    const Result tight = evaluate<float>(batch), padded = evaluate<float>(batch, 8);
    CHECK(tight.loss.value == padded.loss.value);
    CHECK(tight.gradient == padded.gradient);
  }
}

TEST_CASE("loss: the mean over several batches, weighted, is the mean over all examples") {
  for (const Batch& batch : variants(9, 4, 2)) {
    CAPTURE(name_of(batch.options.kind));
    const BatchLoss all = evaluate(batch).loss;
    double sum = 0, weight = 0;
    int correct = 0;
    for (const auto& [first, count] : {std::pair{0, 4}, {4, 4}, {8, 1}}) {
      const BatchLoss loss = evaluate(part_of(batch, first, count)).loss;
      sum += loss.value * loss.weight;
      weight += loss.weight;
      correct += loss.correct;
    }
    CHECK(sum / weight == doctest::Approx(all.value).epsilon(1e-13));
    CHECK(weight == doctest::Approx(all.weight).epsilon(1e-13));
    CHECK(correct == all.correct);
  }
}

TEST_CASE("loss: every loss obeys the options it names, and no others") {
  const std::map<std::string_view, std::function<void(LossOptions&)>> changes = {
      {"label_smoothing", [](LossOptions& options) { options.label_smoothing = 0.3; }},
      {"class_weights",
       [](LossOptions& options) {
         options.class_weights = {0.5, 2, 1};
       }},
      {"positive_weights",
       [](LossOptions& options) {
         options.positive_weights = {0.5, 2, 1};
       }},
      {"focal_gamma", [](LossOptions& options) { options.focal_gamma = 1; }},
      {"hinge_margin", [](LossOptions& options) { options.hinge_margin = 2; }},
      {"hinge_power", [](LossOptions& options) { options.hinge_power = 2; }},
      {"huber_delta", [](LossOptions& options) { options.huber_delta = 0.5; }}};
  for (const Batch& batch : variants(20, 3, 2)) {
    const LossKind kind = batch.options.kind;
    CAPTURE(name_of(kind));
    Batch plain = batch;
    plain.options = {};
    plain.options.kind = kind;
    for (const auto& [option, change] : changes) {
      const std::string_view name = option;  // clang 14 cannot capture a structured binding
      CAPTURE(name);
      Batch changed = plain;
      change(changed.options);
      const auto& named = options_of(kind);
      const bool obeyed = std::find(named.begin(), named.end(), name) != named.end();
      CHECK((evaluate(changed).gradient != evaluate(plain).gradient) == obeyed);
    }
  }
}

TEST_CASE("loss: names round trip, and an unknown one lists the choices") {
  for (const std::string_view name : loss_names) CHECK(name_of(loss_from_name(name)) == name);
  CHECK_THROWS_WITH_AS(
      loss_from_name("hing"),
      "There is no loss called \"hing\"; choose one of cross_entropy, binary_cross_entropy, focal, "
      "hinge, mse, mae, huber.",
      Error);
}

TEST_CASE("softmax: sums to one, and neither overflows nor underflows into NaN") {
  std::vector<double> p = {1000, 0, -1000, 1, 1, 1};
  softmax<double>(p, 3, 3, p);
  CHECK(p[0] == 1);
  CHECK(p[2] == 0);
  CHECK(p[3] == doctest::Approx(1.0 / 3));
}
