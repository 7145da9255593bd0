#pragma once

#include "train/metrics/confusion_matrix.h"
#include "train/metrics/metric.h"

namespace vitrine::metrics {

/// How much a confusion between classes i and j weighs: 1, |i - j| or (i - j)^2. The latter two suit classes
/// that are in order.
enum class KappaWeights { equal, linear, quadratic };

/// Agreement of prediction and truth beyond chance: 1 - sum(w O) / sum(w E), with the observed counts O and
/// those expected of independent margins E; Cohen (1960, 1968). 1 is perfect, 0 is chance.
///
/// Not available where both are one and the same class throughout: chance agrees perfectly, too.
Metric cohen_kappa(const ConfusionMatrix& confusion, KappaWeights weights);

/// Correlation of prediction and truth: Matthews (1975), for any number of classes Gorodkin (2004), R_K.
///
/// With n rows, c of them right, t_k of class k and p_k predicted as k:
/// (c n - sum t_k p_k) / sqrt((n^2 - sum p_k^2) (n^2 - sum t_k^2)).
///
/// Not available where truth or prediction is one class throughout: a constant correlates with nothing.
Metric matthews_correlation(const ConfusionMatrix& confusion);

}  // namespace vitrine::metrics
