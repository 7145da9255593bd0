#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "train/metrics/curve_corners.h"
#include "train/metrics/random_predictions.h"
#include "train/metrics/ranking.h"

using namespace vitrine;
using namespace vitrine::metrics;

namespace {

using Points = std::vector<CurvePoint>;

Points roc_points(const test::RandomRows& rows, int k) {
  const RocCurve curve = roc_curve(rows.labels, rows.predictions().probabilities_of(k), k).value();
  Points points;
  for (std::size_t i = 0; i < curve.thresholds.size(); ++i) {
    points.push_back({curve.false_positive_rate[i], curve.true_positive_rate[i]});
  }
  return points;
}

/// Recall rising.
Points precision_recall_points(const test::RandomRows& rows, int k) {
  const auto curve = precision_recall_curve(rows.labels, rows.predictions().probabilities_of(k), k).value();
  Points points;
  for (std::size_t i = curve.recall.size(); i-- > 0;) points.push_back({curve.recall[i], curve.precision[i]});
  return points;
}

Points at(const Points& points, const std::vector<std::size_t>& corners) {
  Points chosen;
  for (const std::size_t i : corners) chosen.push_back(points[i]);
  return chosen;
}

double area(const Points& points, Interpolation between) {
  double sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double height =
        between == Interpolation::straight ? (points[i - 1].y + points[i].y) / 2 : points[i].y;
    sum += (points[i].x - points[i - 1].x) * height;
  }
  return sum;
}

}  // namespace

TEST_CASE("curve_corners: points on what is drawn between two others go, in both ways of drawing") {
  const Points line = {{0, 0}, {0.25, 0.25}, {0.5, 0.5}, {0.5, 0.75}, {0.5, 1}, {1, 1}};
  CHECK(curve_corners(line, Interpolation::straight, 100) == std::vector<std::size_t>{0, 2, 4, 5});
  // Steps: the first two stairs are corners, the way up at 0.5 is drawn with its end.
  CHECK(curve_corners(line, Interpolation::steps, 100) == std::vector<std::size_t>{0, 1, 2, 5});
  const Points two = {{0, 1}, {0, 0}};
  CHECK(curve_corners(two, Interpolation::steps, 2) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("curve_corners: with room for all corners both areas stay what they are") {
  for (const int steps : {0, 6}) {
    CAPTURE(steps);
    const test::RandomRows rows(400, 3, 11, steps);
    for (int k = 0; k < 3; ++k) {
      const std::vector<double> scores = rows.predictions().probabilities_of(k);
      const Points roc = roc_points(rows, k), recall = precision_recall_points(rows, k);
      const auto roc_corners = curve_corners(roc, Interpolation::straight, 1000);
      const auto recall_corners = curve_corners(recall, Interpolation::steps, 1000);
      if (steps == 0) CHECK(roc_corners.size() < roc.size());
      CHECK(area(at(roc, roc_corners), Interpolation::straight) ==
            doctest::Approx(roc_auc(rows.labels, scores, k).value()).epsilon(1e-12));
      CHECK(area(at(recall, recall_corners), Interpolation::steps) ==
            doctest::Approx(average_precision(rows.labels, scores, k).value()).epsilon(1e-12));
    }
  }
}

TEST_CASE(
    "curve_corners: of many corners the most distant stay, and no other is farther off than they were") {
  const Points points = roc_points(test::RandomRows(3000, 2, 12), 1);
  const std::vector<std::size_t> corners = curve_corners(points, Interpolation::straight, 60);
  REQUIRE(corners.size() == 60);
  CHECK(corners.front() == 0);
  CHECK(corners.back() == points.size() - 1);
  CHECK(std::is_sorted(corners.begin(), corners.end()));
  const auto farthest_off = [&](const std::vector<std::size_t>& kept) {
    double farthest = 0;
    for (std::size_t c = 1; c < kept.size(); ++c) {
      const CurvePoint a = points[kept[c - 1]], b = points[kept[c]];
      for (std::size_t i = kept[c - 1] + 1; i < kept[c]; ++i) {
        const double cross = (b.x - a.x) * (points[i].y - a.y) - (b.y - a.y) * (points[i].x - a.x);
        farthest = std::max(farthest, std::abs(cross) / std::hypot(b.x - a.x, b.y - a.y));
      }
    }
    return farthest;
  };
  const double off = farthest_off(corners);
  CHECK(off < 0.01);
  CHECK(farthest_off(curve_corners(points, Interpolation::straight, 30)) > off);
  // No point is farther from the drawing than `off`, and the drawing is at most two units long.
  CHECK(std::abs(area(at(points, corners), Interpolation::straight) -
                 area(points, Interpolation::straight)) <= 2 * off);
}
