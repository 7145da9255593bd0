#include "train/metrics/curve_corners.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <queue>

namespace vitrine::metrics {

namespace {

/// Of the rounding of points that are on a line.
constexpr double tolerance = 1e-12;

double distance_from_line(const CurvePoint& first, const CurvePoint& point, const CurvePoint& last) {
  const double width = last.x - first.x, height = last.y - first.y;
  const double cross = width * (point.y - first.y) - height * (point.x - first.x);
  return std::abs(cross) / std::sqrt(width * width + height * height);
}

double distance_from_step(const CurvePoint& first, const CurvePoint& point, const CurvePoint& last) {
  if (point.x > first.x) return std::abs(point.y - last.y);
  const auto [low, high] = std::minmax(first.y, last.y);
  return std::max({low - point.y, point.y - high, 0.0});
}

/// Two neighbours among the points that stay, and the farthest of those between them.
struct Gap {
  std::size_t first, last, farthest;
  double distance;

  /// The largest distance is on top of a queue; of equal ones the one that comes first.
  bool operator<(const Gap& other) const {
    return distance != other.distance ? distance < other.distance : first > other.first;
  }
};

Gap gap_between(std::span<const CurvePoint> points, Interpolation between, std::size_t first,
                std::size_t last) {
  const auto distance = between == Interpolation::straight ? distance_from_line : distance_from_step;
  Gap gap = {first, last, first, 0};
  for (std::size_t i = first + 1; i < last; ++i) {
    const double here = distance(points[first], points[i], points[last]);
    if (here > gap.distance) gap = {first, last, i, here};
  }
  return gap;
}

}  // namespace

std::vector<std::size_t> curve_corners(std::span<const CurvePoint> points, Interpolation between,
                                       std::size_t most) {
  assert(points.size() >= 2 && most >= 2);
  std::vector<std::size_t> corners = {0, points.size() - 1};
  std::priority_queue<Gap> gaps;
  gaps.push(gap_between(points, between, corners[0], corners[1]));
  while (corners.size() < most && gaps.top().distance > tolerance) {
    const Gap gap = gaps.top();
    gaps.pop();
    corners.push_back(gap.farthest);
    gaps.push(gap_between(points, between, gap.first, gap.farthest));
    gaps.push(gap_between(points, between, gap.farthest, gap.last));
  }
  std::sort(corners.begin(), corners.end());
  return corners;
}

}  // namespace vitrine::metrics
