#pragma once

#include <limits>
#include <vector>

namespace vitrine {

struct EarlyStoppingOptions {
  int patience = 0;  ///< Epochs without a better validation loss that are tolerated; 0: never stop.
  double minimum_improvement = 0;  ///< A loss is better if it is lower by more than this.
  bool restore_best = true;        ///< End with the network of the best epoch, not of the last one.
};

/// The best epoch so far, with the network as it was then.
template <typename Scalar>
struct BestEpoch {
  int epoch = 0;  ///< Counted from 1; 0 before the first.
  double validation_loss = std::numeric_limits<double>::infinity();
  std::vector<Scalar> parameters, statistics;  ///< Empty unless the best epoch is to be restored.
};

/// Whether an epoch beats the best one so far: Prechelt (1998), "Early stopping - but when?". A loss that is
/// not a number does not.
inline bool is_better(double validation_loss, double best, const EarlyStoppingOptions& options) {
  return validation_loss < best - options.minimum_improvement;
}

}  // namespace vitrine
