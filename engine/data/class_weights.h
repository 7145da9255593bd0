#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vitrine {

/// Weights that make every class count alike, however rare: n / (K * n_k), with n rows, n_k of them of class
/// k, and K classes that occur; scikit-learn's "balanced", after King & Zeng (2001). They average to 1 over
/// the rows.
///
/// @param counts  rows of each class.
/// @returns one weight per class, none for a class that does not occur.
std::vector<std::optional<double>> balanced_class_weights(std::span<const int> counts);

/// Weights that a person gives by class name; a class without one has weight 1.
///
/// @throws Error "unknown_class" for a name that is no class, "out_of_range" for a weight that is not finite
///         or not above 0.
std::vector<double> given_class_weights(std::span<const std::string> classes,
                                        const std::map<std::string, double>& given);

}  // namespace vitrine
