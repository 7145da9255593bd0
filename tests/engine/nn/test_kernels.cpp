#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "nn/kernels.h"
#include "nn/random.h"

using namespace vitrine;

namespace {

template <typename Scalar>
std::vector<Scalar> random_values(std::size_t count, Random& random) {
  std::vector<Scalar> values(count);
  for (Scalar& value : values) value = static_cast<Scalar>(random.normal());
  return values;
}

/// Makes zeros, about every other of them -0, of all but a share of the values and the last column, whose
/// list is then as long as can be.
template <typename Scalar>
void thin_out(std::vector<Scalar>& values, int last_column, double density, Random& random) {
  for (auto value = values.begin(); value != values.end() - last_column; ++value) {
    if (random.uniform() >= density) *value = *value < 0 ? -Scalar{0} : Scalar{0};
  }
}

template <typename Scalar>
bool same_bits(Scalar a, Scalar b) {
  return a == b && std::signbit(a) == std::signbit(b);
}

/// Shares that are not zero.
struct Densities {
  double inputs = 1;
  double gradients = 1;
};

/// A layer with random weights and inputs; padding is zero, as the kernels promise and require.
template <typename Scalar>
struct Layer {
  static constexpr Scalar guard = 12345;
  kernels::DenseShape shape;
  int examples;
  std::vector<Scalar> weights, bias, inputs, dz, scratch;

  Layer(int fan_in, int units, int count, Densities densities, bool padded_inputs) : examples(count) {
    shape = {fan_in, units, kernels::padded<Scalar>(units),
             padded_inputs ? kernels::padded<Scalar>(fan_in) : fan_in};
    Random random(1, Purpose::noise, static_cast<std::uint32_t>(fan_in * 10000 + units * 100 + count));
    weights = random_values<Scalar>(std::size_t(shape.stride) * fan_in, random);
    bias = random_values<Scalar>(shape.stride, random);
    inputs = random_values<Scalar>(std::size_t(shape.input_stride) * count, random);
    dz = random_values<Scalar>(std::size_t(shape.stride) * count, random);
    scratch.resize(kernels::scratch_size<Scalar>(shape, count));
    scratch.insert(scratch.end(), 8, guard);
    if (densities.inputs < 1) thin_out(inputs, shape.input_stride, densities.inputs, random);
    if (densities.gradients < 1) {
      thin_out(dz, shape.stride, densities.gradients, random);
      thin_out(weights, 0, 0.9, random);
      thin_out(bias, 0, 0.5, random);
    }
    for (int unit = units; unit < shape.stride; ++unit) {
      bias[unit] = 0;
      for (int input = 0; input < fan_in; ++input) weights[std::size_t(shape.stride) * input + unit] = 0;
      for (int example = 0; example < count; ++example) dz[std::size_t(shape.stride) * example + unit] = 0;
    }
  }

  /// Whether nothing was written behind the scratch.
  bool is_within_scratch() const {
    return std::all_of(scratch.end() - 8, scratch.end(), [](Scalar value) { return value == guard; });
  }

  Scalar weight(int unit, int input) const { return weights[std::size_t(shape.stride) * input + unit]; }
  Scalar input(int i, int example) const { return inputs[std::size_t(shape.input_stride) * example + i]; }
  Scalar gradient(int unit, int example) const { return dz[std::size_t(shape.stride) * example + unit]; }
};

/// The products written as sums, in the promised order. Equal means equal bits.
template <typename Scalar>
void check_against_loops(Layer<Scalar> layer) {
  const int fan_in = layer.shape.inputs, units = layer.shape.units, examples = layer.examples;
  CAPTURE(fan_in);
  CAPTURE(units);
  CAPTURE(examples);
  const kernels::DenseShape& shape = layer.shape;
  int wrong = 0;

  std::vector<Scalar> z(std::size_t(shape.stride) * examples, Scalar{-7});
  kernels::dense_forward(shape, examples, layer.weights.data(), layer.bias.data(), layer.inputs.data(),
                         z.data(), layer.scratch.data());
  for (int example = 0; example < examples; ++example) {
    for (int unit = 0; unit < shape.stride; ++unit) {
      Scalar sum = layer.bias[unit] + Scalar{0};
      for (int input = 0; input < fan_in; ++input)
        sum += layer.weight(unit, input) * layer.input(input, example);
      wrong += same_bits(z[std::size_t(shape.stride) * example + unit], sum) ? 0 : 1;
    }
  }
  CHECK(wrong == 0);

  const Scalar l2 = static_cast<Scalar>(examples % 2 == 0 ? 0.125 : 0);
  std::vector<Scalar> dW(layer.weights.size(), Scalar{-7}), db(shape.stride, Scalar{-7});
  kernels::dense_parameter_gradient(shape, examples, l2, layer.weights.data(), layer.inputs.data(),
                                    layer.dz.data(), dW.data(), db.data(), layer.scratch.data());
  wrong = 0;
  for (int unit = 0; unit < shape.stride; ++unit) {
    Scalar bias_sum = 0;
    for (int example = 0; example < examples; ++example) bias_sum += layer.gradient(unit, example);
    wrong += same_bits(db[unit], bias_sum) ? 0 : 1;
    for (int input = 0; input < fan_in; ++input) {
      Scalar sum = l2 * layer.weight(unit, input) + Scalar{0};
      for (int example = 0; example < examples; ++example) {
        sum += layer.gradient(unit, example) * layer.input(input, example);
      }
      wrong += same_bits(dW[std::size_t(shape.stride) * input + unit], sum) ? 0 : 1;
    }
  }
  CHECK(wrong == 0);

  CHECK(layer.is_within_scratch());
  if (shape.input_stride != kernels::padded<Scalar>(fan_in)) return;  // dx needs whole vectors.
  std::vector<Scalar> dx(layer.inputs.size(), Scalar{-7});
  kernels::dense_input_gradient(shape, examples, layer.weights.data(), layer.dz.data(), dx.data(),
                                layer.scratch.data());
  wrong = 0;
  for (int example = 0; example < examples; ++example) {
    for (int input = 0; input < shape.input_stride; ++input) {
      Scalar sum = 0;
      for (int unit = 0; unit < units && input < fan_in; ++unit) {
        sum += layer.weight(unit, input) * layer.gradient(unit, example);
      }
      wrong += same_bits(dx[std::size_t(shape.input_stride) * example + input], sum) ? 0 : 1;
    }
  }
  CHECK(wrong == 0);
  CHECK(layer.is_within_scratch());
}

template <typename Scalar>
void check_against_loops(int fan_in, int units, int examples, Densities densities = {},
                         bool padded_inputs = true) {
  CAPTURE(densities.inputs);
  CAPTURE(densities.gradients);
  CAPTURE(padded_inputs);
  check_against_loops(Layer<Scalar>(fan_in, units, examples, densities, padded_inputs));
}

}  // namespace

TEST_CASE_TEMPLATE("kernels: products equal plain loops bit for bit, for every small shape", Scalar, float,
                   double) {
  for (int fan_in = 1; fan_in <= 33; ++fan_in) {
    for (int units = 1; units <= 33; ++units) {
      for (int examples = 1; examples <= 33; ++examples) check_against_loops<Scalar>(fan_in, units, examples);
    }
  }
}

TEST_CASE_TEMPLATE("kernels: products equal plain loops where panels are packed", Scalar, float, double) {
  for (const int fan_in : {33, 64, 100}) {
    for (const int units : {31, 33, 64, 130}) {
      for (const int examples : {8, 9, 33}) check_against_loops<Scalar>(fan_in, units, examples);
    }
  }
}

TEST_CASE_TEMPLATE("kernels: products equal plain loops where inputs are packed", Scalar, float, double) {
  for (const int fan_in : {253, 254, 255, 256, 509, 510}) {
    for (const int units : {16, 17, 40}) {
      for (const int examples : {1, 6, 9}) check_against_loops<Scalar>(fan_in, units, examples);
    }
  }
}

TEST_CASE_TEMPLATE("kernels: products equal plain loops where many factors are zero", Scalar, float, double) {
  for (const double density : {0.0, 0.05, 0.4}) {
    for (const int fan_in : {1, 5, 31, 32, 33, 64, 100}) {
      for (const int units : {31, 32, 33, 64, 77, 130}) {
        for (const int examples : {1, 8, 33}) {
          check_against_loops<Scalar>(fan_in, units, examples, {density, density});
          check_against_loops<Scalar>(fan_in, units, examples, {density, density}, false);
        }
      }
    }
  }
  // About as many inputs, units or examples as a part of a product has, and more.
  for (const int many : {256, 257, 513}) {
    check_against_loops<Scalar>(many, 96, 8, {0.3, 0.3});
    check_against_loops<Scalar>(64, many, 8, {0.3, 0.3});
    check_against_loops<Scalar>(64, 64, many, {0.3, 0.3});
    check_against_loops<Scalar>(many + 3, 96, many, {0.3, 0.3}, false);
  }
}

// The weights' gradient is made transposed then.
TEST_CASE_TEMPLATE("kernels: products equal plain loops where only gradients have many zeros", Scalar, float,
                   double) {
  for (const double density : {0.0, 0.3}) {
    for (const int fan_in : {30, 31, 32, 33, 62, 64, 65, 100, 129}) {
      for (const int units : {3, 4, 5, 32, 33, 77}) {
        for (const int examples : {8, 19, 32, 33}) {
          check_against_loops<Scalar>(fan_in, units, examples, {1, density});
          check_against_loops<Scalar>(fan_in, units, examples, {1, density}, false);
        }
      }
    }
  }
  for (const int many : {256, 257, 513}) {
    check_against_loops<Scalar>(many, 96, 20, {1, 0.3});
    check_against_loops<Scalar>(64, many, 20, {1, 0.3});
    check_against_loops<Scalar>(64, 64, many, {1, 0.3});
    check_against_loops<Scalar>(many + 3, 530, many + 1, {1, 0.3}, false);
  }
}

TEST_CASE("kernels: there is room for all factors where only those that are looked at are zero") {
  for (const bool dense_inputs : {false, true}) {
    for (const int examples : {64, 256, 300}) {
      Layer<float> layer(100, 130, examples, {}, true);
      for (int example = 0; example < examples; example += examples / 4) {
        if (!dense_inputs)
          std::fill_n(layer.inputs.begin() + std::ptrdiff_t{layer.shape.input_stride} * example, 100, 0.0F);
        std::fill_n(layer.dz.begin() + std::ptrdiff_t{layer.shape.stride} * example, 130, 0.0F);
      }
      check_against_loops(layer);
    }
  }
}

// Only the way that leaves zeros out tells an infinite weight from a product that is not a number.
TEST_CASE("kernels: nothing comes of an infinity times zero where many factors are zero") {
  constexpr int inputs = kernels::lanes<float> * 8, units = inputs, examples = 32;
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const auto all_finite = [](const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
  };
  for (const bool sparse : {false, true}) {
    CAPTURE(sparse);
    // Zero are the first input and the first unit's gradient, and with them two thirds of the others or none.
    Layer<float> layer(inputs, units, examples, {}, true);
    for (std::size_t i = 0; i < layer.inputs.size(); ++i) {
      const bool zero = i % inputs == 0 || (sparse && i % 3 != 0);
      layer.inputs[i] = zero ? 0.0F : 1.0F;
      layer.dz[i] = zero ? 0.0F : 1.0F;
    }
    std::vector<float> z(std::size_t{units} * examples), dx(std::size_t{inputs} * examples);
    std::vector<float> dW(layer.weights.size()), db(units);
    std::vector<float> weights = layer.weights;
    for (int unit = 0; unit < units; ++unit) weights[unit] = infinity;
    kernels::dense_forward(layer.shape, examples, weights.data(), layer.bias.data(), layer.inputs.data(),
                           z.data(), layer.scratch.data());
    CHECK(all_finite(z) == sparse);

    weights = layer.weights;
    for (int input = 0; input < inputs; ++input) weights[std::size_t(units) * input] = infinity;
    kernels::dense_input_gradient(layer.shape, examples, weights.data(), layer.dz.data(), dx.data(),
                                  layer.scratch.data());
    CHECK(all_finite(dx) == sparse);

    for (int input = 0; input < inputs; ++input) layer.inputs[std::size_t(inputs) * 3 + input] = 0;
    layer.dz[std::size_t(units) * 3 + 5] = infinity;
    kernels::dense_parameter_gradient(layer.shape, examples, 0.0F, layer.weights.data(), layer.inputs.data(),
                                      layer.dz.data(), dW.data(), db.data(), layer.scratch.data());
    CHECK(all_finite(dW) == sparse);

    // An infinite input meets gradients that are all zero, of an example, beside dense inputs.
    std::fill(layer.inputs.begin(), layer.inputs.end(), 1.0F);
    layer.inputs[std::size_t(inputs) * 3 + 7] = infinity;
    std::fill_n(layer.dz.begin() + std::ptrdiff_t{units} * 3, units, 0.0F);
    kernels::dense_parameter_gradient(layer.shape, examples, 0.0F, layer.weights.data(), layer.inputs.data(),
                                      layer.dz.data(), dW.data(), db.data(), layer.scratch.data());
    CHECK(all_finite(dW) == sparse);
  }
}

TEST_CASE_TEMPLATE("kernels: columns are gathered in their order", Scalar, float, double, int) {
  const std::vector<int> order = {2, 0, 4, 4, 1};
  for (int rows = 1; rows <= 9; ++rows) {
    std::vector<Scalar> columns, gathered(std::size_t(rows) * order.size() + 1, Scalar{-7});
    for (int i = 0; i < rows * 5; ++i) columns.push_back(static_cast<Scalar>(i));
    kernels::gather_columns<Scalar>(columns.data(), rows, order, gathered.data());
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (int row = 0; row < rows; ++row) CHECK(gathered[i * rows + row] == order[i] * rows + row);
    }
    CHECK(gathered.back() == -7);
  }
}

TEST_CASE_TEMPLATE("kernels: columns are padded with zeros", Scalar, float, double) {
  for (int rows = 1; rows <= 9; ++rows) {
    const int stride = kernels::padded<Scalar>(rows);
    std::vector<Scalar> columns, padded(std::size_t(stride) * 3, Scalar{-7});
    for (int i = 0; i < rows * 3; ++i) columns.push_back(static_cast<Scalar>(i + 1));
    kernels::pad_columns(columns.data(), rows, 3, padded.data());
    for (int column = 0; column < 3; ++column) {
      for (int row = 0; row < stride; ++row) {
        CHECK(padded[column * stride + row] == (row < rows ? column * rows + row + 1 : 0));
      }
    }
  }
}
