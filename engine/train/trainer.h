#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/backpropagation.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "nn/types.h"

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
  double learning_rate;
  int batch_size;
  int epochs;
  double l2;  ///< Adds l2/2 * (sum of squared weights, not biases) to the loss.
  std::uint64_t shuffle_seed;
};

/// One line of the training history.
struct EpochReport {
  int epoch;                   ///< Counted from 1.
  double train_loss;           ///< Mean data loss of the epoch's batches as they were trained on, in nats.
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
  /// @param validation  scored after every epoch; may be empty.
  /// @throws Error "no_rows" if there are no training examples.
  Trainer(Network<Scalar> network, Examples<Scalar> train, Examples<Scalar> validation,
          const TrainingOptions& options);

  /// Takes up to `steps` steps and returns how many were taken; fewer only when training finishes.
  int advance(int steps);

  /// Whether all epochs are trained, or training failed.
  bool finished() const { return epoch_ == options_.epochs || !failure_.empty(); }

  /// Why training stopped before its end, in words for people; empty if it did not.
  const std::string& failure() const { return failure_; }

  int steps_taken() const { return steps_taken_; }
  int steps_per_epoch() const { return (train_.count() + options_.batch_size - 1) / options_.batch_size; }
  int epochs_finished() const { return epoch_; }
  const std::vector<EpochReport>& history() const { return history_; }
  const Network<Scalar>& network() const { return network_; }
  const TrainingOptions& options() const { return options_; }

 private:
  void begin_epoch();
  void step();
  void end_epoch();

  Network<Scalar> network_;
  Examples<Scalar> train_, validation_;
  TrainingOptions options_;
  Optimizer<Scalar> optimizer_;
  Backpropagation<Scalar> pass_;
  std::vector<Scalar> gradient_;
  std::vector<int> order_;   ///< Training examples in this epoch's order.
  std::vector<int> labels_;  ///< Of the current batch.
  int position_ = 0;         ///< Examples of this epoch already trained on.
  int epoch_ = 0;            ///< Epochs finished.
  int steps_taken_ = 0;
  double loss_sum_ = 0;  ///< Over the examples of this epoch so far.
  int correct_ = 0;
  std::vector<EpochReport> history_;
  std::string failure_;
};

}  // namespace vitrine
