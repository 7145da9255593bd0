#pragma once

#include "train/metrics/class_predictions.h"
#include "train/metrics/metric.h"

namespace vitrine::metrics {

/// Mean -log(probability of the true class), in nats.
///
/// Of predictions made from logits it is exact. Of probabilities, each is first moved into [epsilon, 1 -
/// epsilon], epsilon = 2^-52, and each row then divided by its sum, so that a certain and wrong row costs 36
/// nats rather than infinitely many: the convention of scikit-learn's log_loss.
double log_loss(const ClassPredictions& predictions);

/// Mean over rows of the sum over classes of (probability - 1 for the true class, else 0)^2: Brier (1950).
/// From 0 to 2.
double brier_sum(const ClassPredictions& predictions);

/// Mean of (P(class 1) - 1 for rows of class 1, else 0)^2, the usual form for two classes: half of the sum.
/// From 0 to 1. Not available with more classes.
Metric brier_of_two_classes(const ClassPredictions& predictions);

/// Share of rows whose true class is among the k most probable; of equal probabilities the lower index comes
/// first, so that k = 1 is the accuracy. Not available with fewer than k classes.
Metric top_k_accuracy(const ClassPredictions& predictions, int k);

}  // namespace vitrine::metrics
