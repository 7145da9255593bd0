#include "nn/initializer.h"

#include <cmath>
#include <iterator>

#include "nn/names.h"

namespace vitrine {

namespace {

enum class Law { normal, uniform, orthogonal, constant, zeros };

struct Rule {
  Law law;
  int variance_numerator = 0;   ///< Variance times the fans at gain 1; 0: the spread is an option.
  bool counts_fan_out = false;  ///< Whether the variance is divided by fan_in + fan_out or by fan_in alone.
  int usual_squared_gain = 1;   ///< Where no gain is given.
};

/// In the order of the enum.
constexpr Rule rules[] = {
    {Law::normal, 1, false, 2},   // he_normal
    {Law::uniform, 1, false, 2},  // he_uniform
    {Law::normal, 2, true},       // xavier_normal
    {Law::uniform, 2, true},      // xavier_uniform
    {Law::normal, 1},             // lecun_normal
    {Law::uniform, 1},            // lecun_uniform
    {Law::orthogonal},            // orthogonal
    {Law::normal},                // normal
    {Law::uniform},               // uniform
    {Law::constant},              // constant
    {Law::zeros},                 // zeros
};
static_assert(std::size(rules) == initializer_names.size());

const Rule& rule_of(Initializer initializer) { return rules[static_cast<std::size_t>(initializer)]; }

double dot(const double* x, const double* y, int count) {
  // Four sums side by side, whatever the compiler makes of them.
  double sums[4] = {};
  int i = 0;
  for (; i + 4 <= count; i += 4) {
    for (int lane = 0; lane < 4; ++lane) sums[lane] += x[i + lane] * y[i + lane];
  }
  for (; i < count; ++i) sums[0] += x[i] * y[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// Makes columns orthogonal and of length one, from first to last: Gram & Schmidt's process, modified. A
/// column that loses half its length to the ones before it has lost digits with it, and passes again: Daniel
/// et al. (1976).
///
/// @param columns  at least as many rows as columns, linearly independent.
void orthonormalise(Matrix<double>& columns) {
  const int rows = static_cast<int>(columns.rows());
  for (Eigen::Index i = 0; i < columns.cols(); ++i) {
    double* column = &columns(0, i);
    double length = std::sqrt(dot(column, column, rows));
    double before = 0;
    do {
      before = length;
      for (Eigen::Index j = 0; j < i; ++j) {
        const double* earlier = &columns(0, j);
        const double share = dot(column, earlier, rows);
        for (int row = 0; row < rows; ++row) column[row] -= share * earlier[row];
      }
      length = std::sqrt(dot(column, column, rows));
    } while (length < 0.5 * before);
    for (int row = 0; row < rows; ++row) column[row] /= length;
  }
}

/// Fills the matrix row by row.
template <typename Draw>
void fill(Matrix<double>& weights, Draw draw) {
  for (Eigen::Index unit = 0; unit < weights.rows(); ++unit) {
    for (Eigen::Index input = 0; input < weights.cols(); ++input) weights(unit, input) = draw();
  }
}

}  // namespace

Initializer initializer_from_name(std::string_view name) {
  return static_cast<Initializer>(position_of_choice("initializer", name, initializer_names));
}

double spread(const InitializerOptions& options, int fan_in, int fan_out) {
  const Rule& rule = rule_of(options.kind);
  if (rule.variance_numerator == 0) return options.value;
  const double fans = rule.counts_fan_out ? fan_in + fan_out : fan_in;
  const double deviation = options.gain ? *options.gain * std::sqrt(rule.variance_numerator / fans)
                                        : std::sqrt(rule.usual_squared_gain * rule.variance_numerator / fans);
  return rule.law == Law::uniform ? std::sqrt(3.0) * deviation : deviation;
}

Matrix<double> initial_weights(const InitializerOptions& options, int units, int inputs, Random& random) {
  Matrix<double> weights(units, inputs);
  const double width = spread(options, inputs, units);
  switch (rule_of(options.kind).law) {
    case Law::normal:
      fill(weights, [&] { return width * random.normal(); });
      break;
    case Law::uniform:
      fill(weights, [&] { return random.uniform(-width, width); });
      break;
    case Law::orthogonal: {
      fill(weights, [&] { return random.normal(); });
      const bool wide = inputs > units;
      Matrix<double> columns = wide ? Matrix<double>(weights.transpose()) : weights;
      orthonormalise(columns);
      columns *= options.gain.value_or(1);
      weights = wide ? Matrix<double>(columns.transpose()) : columns;
      break;
    }
    case Law::constant:
      weights.setConstant(options.value);
      break;
    case Law::zeros:
      weights.setZero();
      break;
  }
  return weights;
}

}  // namespace vitrine
