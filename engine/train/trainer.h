#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/loss.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "nn/types.h"
#include "train/metrics.h"

namespace vitrine {

/// Encoded rows with their classes.
template <typename Scalar>
struct Examples {
  Matrix<Scalar> inputs;  ///< inputs x examples.
  Labels labels;          ///< One per example.

  int count() const { return static_cast<int>(labels.size()); }
};

struct TrainingOptions {
  OptimizerOptions optimizer;
  int batch_size;
  int epochs;
  double l2;  ///< Adds l2/2 * sum of squared weights (not biases) to the loss.
  std::uint64_t shuffle_seed;
};

/// One line of the training history.
struct EpochReport {
  int epoch;                   ///< Counted from 1.
  double train_loss;           ///< Mean data loss of the epoch's batches while they were trained on, in nats.
  double train_accuracy;       ///< On the same passes.
  double validation_loss;      ///< Mean log loss after the epoch, in nats; NaN without validation rows.
  double validation_accuracy;  ///< NaN without validation rows.
};

/// Trains a network, one step at a time. Owns the network, the optimizer's state and all buffers: a step
/// allocates nothing.
///
/// An epoch visits every training example once, in an order drawn from (shuffle_seed, epoch); the last batch
/// may be short and counts as a step.
template <typename Scalar>
class Trainer {
 public:
  /// @throws Error "no_rows" if there are no training examples.
  Trainer(Network<Scalar> network, Examples<Scalar> train, Examples<Scalar> validation, TrainingOptions options);
  ~Trainer();
  Trainer(Trainer&&) noexcept;

  /// Takes up to `steps` steps; stops early when training is finished. Returns how many were taken.
  int advance(int steps);

  /// Done: all epochs trained, or failed.
  bool finished() const;

  /// Why training stopped before its end, in words for people; empty if it did not.
  const std::string& failure() const;

  int steps_taken() const;
  int steps_per_epoch() const;
  const std::vector<EpochReport>& history() const;
  const Network<Scalar>& network() const;
  const TrainingOptions& options() const;

 private:
  struct State;
  State* state_;
};

}  // namespace vitrine
