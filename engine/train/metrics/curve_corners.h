#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace vitrine::metrics {

struct CurvePoint {
  double x, y;
};

/// How a curve goes from one point to the next, whose x is no smaller.
enum class Interpolation {
  straight,  ///< Along the line between the two.
  steps,     ///< Straight up or down to the next point's y, then across to its x.
};

/// Positions of the points that a drawing of the curve needs, ascending; the ends are among them.
///
/// A point between two others goes where it is already on what is drawn between them, and the curve is then
/// the same. Where more than `most` would be left, those stay that were farthest off when they were added:
/// Douglas & Peucker (1973), the farthest point of all first.
///
/// @param points  at least two, x not falling.
/// @param most    at least 2.
std::vector<std::size_t> curve_corners(std::span<const CurvePoint> points, Interpolation between,
                                       std::size_t most);

}  // namespace vitrine::metrics
