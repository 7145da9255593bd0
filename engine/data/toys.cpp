#include "data/toys.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "data/wording.h"
#include "decimal.h"
#include "error.h"
#include "nn/math.h"
#include "nn/random.h"

namespace vitrine {
namespace {

struct Point {
  double x, y;
};

Point polar(double radius, double turns) {
  const double fraction = turns - std::floor(turns);
  return {radius * math::cos_turn(fraction), radius * math::sin_turn(fraction)};
}

/// Uniform in area between two circles.
Point in_ring(double inner, double outer, Random& random) {
  const double squared = random.uniform(inner * inner, outer * outer);
  return polar(std::sqrt(squared), random.uniform());
}

/// Where the i-th of n points lies along a curve, in [0, 1): one in each of n equal pieces, anywhere in its
/// piece, so that the curve is covered evenly and still differs from seed to seed.
double along(int i, int n, Random& random) { return (i + random.uniform()) / n; }

/// A disc (class 0) inside a ring.
Point circles(int label, int, int, Random& random) {
  return label == 0 ? in_ring(0, 0.5, random) : in_ring(0.75, 1, random);
}

/// Two round clouds of standard deviation 0.2.
Point gaussians(int label, int, int, Random& random) {
  const double center = label == 0 ? 0.5 : -0.5;
  const double x = random.normal();
  const double y = random.normal();
  return {center + 0.2 * x, center + 0.2 * y};
}

/// Two interleaving half circles: those of scikit-learn's make_moons, moved and stretched to the square.
Point moons(int label, int i, int n, Random& random) {
  const double half_turn = along(i, n, random) / 2;
  const Point p = polar(1, half_turn);
  const Point moon = label == 0 ? p : Point{1 - p.x, 0.5 - p.y};
  return {(moon.x - 0.5) / 1.5, (moon.y - 0.25) / 0.85};
}

/// Two arms of an Archimedean spiral, 1.75 turns each, as in tensorflow/playground.
Point spiral(int label, int i, int n, Random& random) {
  const double t = along(i, n, random);
  return polar(t, 1.75 * t + (label == 0 ? 0.0 : 0.5));
}

/// Opposite quarters of the square belong together; a gap along the axes keeps the classes apart.
Point xor_quarters(int label, int i, int, Random& random) {
  constexpr double gap = 0.06;
  const double x = random.uniform(gap, 1);
  const double y = random.uniform(gap, 1);
  const double side = i % 2 == 0 ? 1 : -1;
  return {side * x, (label == 0 ? side : -side) * y};
}

/// The i-th of n points of a class, before the noise.
using Shape = Point (*)(int label, int i, int n, Random& random);

/// In the order of the names.
constexpr std::array<Shape, toy_names.size()> shapes = {circles, gaussians, moons, spiral, xor_quarters};

/// To four decimals: the text of a cell is then short and reads back as the same number.
double rounded(double coordinate) { return std::floor(coordinate * 1e4 + 0.5) / 1e4; }

void append_number(Column& column, double value) {
  column.numbers.push_back(value);
  column.cells.push_back(format_number(value));
}

}  // namespace

Table make_toy(std::string_view name, int rows, double noise, std::uint64_t seed) {
  const auto toy = std::find(toy_names.begin(), toy_names.end(), name);
  if (toy == toy_names.end()) {
    fail("unknown_toy", {"There is no toy data set ", wording::quoted(name), "; there are ",
                         wording::names({toy_names.begin(), toy_names.end()}), "."});
  }
  const Shape shape_of = shapes[static_cast<std::size_t>(toy - toy_names.begin())];

  Column x{
      .name = "x", .type = ColumnType::number, .numbers = {}, .codes = {}, .categories = {}, .cells = {}};
  Column y{
      .name = "y", .type = ColumnType::number, .numbers = {}, .codes = {}, .categories = {}, .cells = {}};
  Column classes{.name = "class",
                 .type = ColumnType::category,
                 .numbers = {},
                 .codes = {},
                 .categories = {"A", "B"},
                 .cells = {}};

  // The noise has a stream of its own: turning it up moves the same points further.
  Random shape(seed, Purpose::toy_data, 0);
  Random jitter(seed, Purpose::toy_data, 1);
  const int per_class = rows / 2;
  for (int i = 0; i < per_class; ++i) {
    for (const int label : {0, 1}) {
      const Point point = shape_of(label, i, per_class, shape);
      const double dx = noise * jitter.normal();
      const double dy = noise * jitter.normal();
      append_number(x, rounded(point.x + dx));
      append_number(y, rounded(point.y + dy));
      classes.codes.push_back(label);
      classes.cells.push_back(classes.categories[static_cast<std::size_t>(label)]);
    }
  }
  Table table;
  for (Column* column : {&x, &y, &classes}) table.columns.push_back(std::move(*column));
  return table;
}

}  // namespace vitrine
