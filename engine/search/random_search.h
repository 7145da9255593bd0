#pragma once

#include <cstdint>

#include "search/space.h"

namespace vitrine {

/// Trial `trial` of random search: Bergstra & Bengio (2012). A pure function of (space, seed, trial), so any
/// worker can draw any trial, in any order.
///
/// Numbers from a range are rounded to 4 significant digits so that people can read and repeat them.
///
/// A small finite space (see finite_size) is dealt like a pack of cards instead: trials 0 to size - 1 visit
/// every combination once, in random order; later ones begin another round.
Assignment sample_random(const SearchSpace& space, std::uint64_t seed, int trial);

/// How many combinations a space has if all its parameters are choices or uniform ranges of whole numbers and
/// there are at most 10,000 combinations; else 0. Layers and logarithmic ranges are not uniform over their
/// combinations, so a space with one of them counts as large.
int finite_size(const SearchSpace& space);

/// The nearest number with 4 significant decimal digits, as the decimal literal reads.
double round_to_4_digits(double value);

}  // namespace vitrine
