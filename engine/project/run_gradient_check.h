#pragma once

#include "nn/gradient_check.h"
#include "project/run.h"

namespace vitrine {

/// Compares backpropagation with central differences for a run's network as it stands, in float64, on the
/// first training rows: with the run's loss and penalties, and in training, so that dropout and the batch's
/// own statistics take part.
///
/// @param rows  at most so many, at least 1.
GradientCheck check_gradient(const Run& run, int rows);

}  // namespace vitrine
