#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "goldens.h"
#include "nn/initializer.h"
#include "nn/network.h"

using namespace vitrine;

namespace {

/// Distance between a sample and the law it should follow: Kolmogorov & Smirnov's statistic.
template <typename Distribution>
double largest_distance(std::vector<double> sample, Distribution distribution) {
  std::sort(sample.begin(), sample.end());
  const double n = static_cast<double>(sample.size());
  double worst = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double p = distribution(sample[i]);
    worst = std::max({worst, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
  }
  return worst;
}

/// The engine's initializer for a golden rule.
InitializerOptions options_from(const test::Golden& entry) {
  std::string name = entry["init"];
  if (name.rfind("kaiming", 0) == 0) name.replace(0, 7, "he");
  return {initializer_from_name(name), 0, entry["gain"].get<double>()};
}

/// Root of the mean of squares: the standard deviation of what has mean 0.
double root_mean_square(const Matrix<double>& values) {
  double sum = 0;
  for (const double value : values.reshaped()) sum += value * value;
  return std::sqrt(sum / static_cast<double>(values.size()));
}

std::vector<double> draw(const InitializerOptions& options, int units, int inputs, std::size_t count) {
  Random random(3, Purpose::weights);
  std::vector<double> sample;
  while (sample.size() < count) {
    const Matrix<double> weights = initial_weights(options, units, inputs, random);
    sample.insert(sample.end(), weights.data(), weights.data() + weights.size());
  }
  sample.resize(count);
  return sample;
}

/// What makes orthogonal matrices differ from gain^2 I: the largest entry of the difference.
double worst_angle(const Matrix<double>& weights, double gain) {
  const Matrix<double> w = weights.rows() <= weights.cols() ? Matrix<double>(weights.transpose()) : weights;
  return (w.transpose() * w - gain * gain * Matrix<double>::Identity(w.cols(), w.cols()))
      .cwiseAbs()
      .maxCoeff();
}

}  // namespace

TEST_CASE("initializer: spreads agree with the golden table") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "initializers")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& entry : golden["cases"]) {
      const InitializerOptions options = options_from(entry);
      CAPTURE(entry.dump());
      const double want = entry[entry["bound"].is_null() ? "std" : "bound"];
      CHECK(std::abs(spread(options, entry["fan_in"], entry["fan_out"]) - want) <= 1e-14 * want);
      ++compared;
    }
  }
  CHECK(compared > 0);
}

TEST_CASE("initializer: drawn weights pass the golden statistics") {
  for (const auto& path : test::golden_files("nn", "initializers")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& entry : golden["cases"]) {
      const InitializerOptions options = options_from(entry);
      const double deviation = entry["std"];
      const bool uniform = !entry["bound"].is_null();
      CAPTURE(entry.dump());
      for (const test::Golden& limits : golden["tolerances"]) {
        const auto count = limits["N"].get<std::size_t>();
        CAPTURE(count);
        const std::vector<double> sample = draw(options, entry["fan_out"], entry["fan_in"], count);
        const double n = static_cast<double>(count);
        double mean = 0, variance = 0, largest = 0;
        for (const double w : sample) mean += w / n;
        for (const double w : sample) variance += (w - mean) * (w - mean) / n;
        for (const double w : sample) largest = std::max(largest, std::abs(w));
        CHECK(std::abs(mean) <= limits["mean_abs_max_in_std"].get<double>() * deviation);
        const double limit = limits[uniform ? "var_rel_max_uniform" : "var_rel_max_normal"];
        CHECK(std::abs(variance / (deviation * deviation) - 1) <= limit);
        double distance = 0;
        if (uniform) {
          const double bound = entry["bound"];
          CHECK(largest <= bound);
          CHECK(largest >= limits["uniform_max_abs_at_least_in_bound"].get<double>() * bound);
          distance = largest_distance(sample, [&](double w) { return 0.5 * (1 + w / bound); });
        } else {
          CHECK(largest <= limits["normal_max_abs_at_most_in_std"].get<double>() * deviation);
          distance = largest_distance(
              sample, [&](double w) { return 0.5 * std::erfc(-w / deviation / std::sqrt(2.0)); });
        }
        CHECK(distance <= limits["ks_max"].get<double>());
      }
    }
  }
}

TEST_CASE("initializer: orthogonal matrices pass the golden cases") {
  for (const auto& path : test::golden_files("nn", "initializers")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& entry : golden["orthogonal_cases"]) {
      CAPTURE(entry.dump());
      const double gain = entry["gain"];
      const InitializerOptions options(Initializer::orthogonal, 0, gain);
      Random one(1, Purpose::weights), two(2, Purpose::weights);
      const Matrix<double> weights = initial_weights(options, entry["out"], entry["in"], one);
      CHECK(worst_angle(weights, gain) <= 1e-10);
      CHECK(weights != initial_weights(options, entry["out"], entry["in"], two));
    }
  }
}

TEST_CASE("initializer: orthogonal matrices are exact to rounding for any shape") {
  for (const int units : {1, 2, 3, 17, 64}) {
    for (const int inputs : {1, 2, 5, 64, 100}) {
      CAPTURE(units);
      CAPTURE(inputs);
      Random random(7, Purpose::weights);
      CHECK(worst_angle(initial_weights({Initializer::orthogonal, 0, 3}, units, inputs, random), 3) <= 1e-13);
    }
  }
}

TEST_CASE("initializer: an orthogonal matrix is the one whose triangular factor has a positive diagonal") {
  const int units = 9, inputs = 6;
  Random random(4, Purpose::weights), same(4, Purpose::weights);
  const Matrix<double> q = initial_weights(Initializer::orthogonal, units, inputs, random);
  const Matrix<double> drawn = initial_weights({Initializer::normal, 1}, units, inputs, same);
  const Matrix<double> r = q.transpose() * drawn;
  for (int i = 0; i < inputs; ++i) {
    CHECK(r(i, i) > 0);
    for (int j = 0; j < i; ++j) CHECK(std::abs(r(i, j)) <= 1e-13);
  }
}

TEST_CASE("initializer: weights are drawn unit by unit, one number each, scaled by the rule") {
  const int units = 3, inputs = 5;
  struct Case {
    const char* name;
    double deviation;
  };
  for (const Case& c : {Case{"he_normal", std::sqrt(2.0 / 5)}, Case{"xavier_normal", std::sqrt(2.0 / 8)},
                        Case{"lecun_normal", std::sqrt(1.0 / 5)}, Case{"normal", 0.3}}) {
    CAPTURE(c.name);
    Random random(11, Purpose::weights), same(11, Purpose::weights);
    const Matrix<double> weights =
        initial_weights({initializer_from_name(c.name), 0.3}, units, inputs, random);
    for (int unit = 0; unit < units; ++unit) {
      for (int input = 0; input < inputs; ++input) CHECK(weights(unit, input) == c.deviation * same.normal());
    }
  }
  for (const Case& c : {Case{"he_uniform", std::sqrt(2.0 / 5)}, Case{"xavier_uniform", std::sqrt(2.0 / 8)},
                        Case{"lecun_uniform", std::sqrt(1.0 / 5)}}) {
    CAPTURE(c.name);
    Random random(11, Purpose::weights), same(11, Purpose::weights);
    const Matrix<double> weights = initial_weights(initializer_from_name(c.name), units, inputs, random);
    const double bound = std::sqrt(3.0) * c.deviation;
    for (int unit = 0; unit < units; ++unit) {
      for (int input = 0; input < inputs; ++input) CHECK(weights(unit, input) == same.uniform(-bound, bound));
    }
  }
}

TEST_CASE("initializer: the plain ones take their number as it is, whatever the gain") {
  Random random(1, Purpose::weights), same(1, Purpose::weights);
  CHECK(initial_weights({Initializer::constant, -0.25, 2}, 2, 3, random) ==
        Matrix<double>::Constant(2, 3, -0.25));
  CHECK(initial_weights({Initializer::zeros, 0.5, 2}, 2, 3, random) == Matrix<double>::Zero(2, 3));
  CHECK(initial_weights({Initializer::uniform, 0.5, 2}, 1, 1, random)(0, 0) == same.uniform(-0.5, 0.5));
  CHECK(spread({Initializer::normal, 0.5, 2}, 7, 9) == 0.5);
}

TEST_CASE(
    "initializer: every kind gives the same weights for the same seed, and drawn ones others for another") {
  for (const std::string_view name : initializer_names) {
    CAPTURE(name);
    const InitializerOptions options = initializer_from_name(name);
    const auto weights = [&](std::uint64_t seed) {
      Random random(seed, Purpose::weights);
      return initial_weights(options, 6, 4, random);
    };
    CHECK(weights(1) == weights(1));
    const bool drawn = options.kind != Initializer::constant && options.kind != Initializer::zeros;
    CHECK((weights(1) != weights(2)) == drawn);
  }
}

TEST_CASE("network: initial weights are the initializer's, one stream per layer, and biases are zero") {
  const std::vector<LayerOptions> hidden = {{5, Activation::relu}};
  Network<float> network(3, hidden, 2);
  const InitializerOptions options(Initializer::orthogonal, 0, 1.5);
  network.initialize(options, 8);
  for (std::uint32_t layer = 0; layer < 2; ++layer) {
    Random random(8, Purpose::weights, layer);
    const Layer& shape = network.layers()[layer];
    CHECK(network.weights(layer) ==
          initial_weights(options, shape.units, shape.inputs, random).cast<float>());
    CHECK(network.bias(layer) == Vector<float>::Zero(shape.units));
  }
}

TEST_CASE("network: with the gain by activation, weights spread by the gain of the activation that follows") {
  // Kaiming's rule, gain / sqrt(fan_in), also is LeCun's; Xavier's is gain sqrt(2 / (fan_in + fan_out)).
  const int width = 200;
  struct Case {
    const char* activation;
    double gain;
  };
  for (const Case& c :
       {Case{"identity", 1}, Case{"relu", std::sqrt(2.0)}, Case{"tanh", 5.0 / 3}, Case{"selu", 0.75}}) {
    for (const std::string_view rule :
         {"he_normal", "he_uniform", "lecun_normal", "lecun_uniform", "xavier_normal", "xavier_uniform"}) {
      CAPTURE(c.activation);
      CAPTURE(rule);
      const std::vector<LayerOptions> hidden = {{width, activation_from_name(c.activation)}};
      Network<double> network(width, hidden, width);
      network.initialize(initializer_from_name(rule), 5, true);
      // Of 40,000 weights, the root of the mean square strays by 0.4 % in one of three cases.
      CHECK(root_mean_square(network.weights(0)) * std::sqrt(width) == doctest::Approx(c.gain).epsilon(0.02));
      // Nothing follows the last layer.
      CHECK(root_mean_square(network.weights(1)) * std::sqrt(width) == doctest::Approx(1).epsilon(0.02));
    }
  }
}
