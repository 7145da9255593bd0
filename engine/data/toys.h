#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "data/table.h"

namespace vitrine {

/// Names of the 2-D toys: "circles", "gaussians", "moons", "spiral", "xor".
inline constexpr std::array<std::string_view, 5> toy_names = {"circles", "gaussians", "moons", "spiral",
                                                              "xor"};

/// Points in the plane with two classes of equal size (rows rounded down to an even number): number
/// columns "x" and "y", category column "class". A pure function of its arguments, bit for bit everywhere.
///
/// @param noise  standard deviation of the normal noise added to both coordinates, in units of the plane;
///               the shapes fill about [-1, 1] x [-1, 1].
/// @throws Error "unknown_toy".
Table make_toy(std::string_view name, int rows, double noise, std::uint64_t seed);

}  // namespace vitrine
