#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace vitrine {

/// Names of the 2-D toys: "circles", "gaussians", "moons", "spiral", "xor".
const std::vector<std::string>& toy_names();

/// Points in the plane with two classes of equal size (rows rounded down to an even number): number
/// columns "x" and "y", category column "class". A pure function of its arguments, bit for bit everywhere.
///
/// @param noise  standard deviation of the normal noise added to both coordinates, in units of the plane;
///               the shapes fill about [-1, 1] x [-1, 1].
/// @throws Error "unknown_toy".
Table make_toy(std::string_view name, int rows, double noise, std::uint64_t seed);

}  // namespace vitrine
