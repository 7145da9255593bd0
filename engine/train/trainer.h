#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "nn/backpropagation.h"
#include "nn/buffer.h"
#include "nn/loss.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "nn/schedule.h"
#include "train/early_stopping.h"
#include "train/examples.h"

namespace vitrine {

struct TrainingOptions {
  LossOptions loss = {};
  OptimizerOptions optimizer;
  double learning_rate;
  ScheduleOptions schedule = {};
  int batch_size;
  int epochs;
  bool decay_all = false;    ///< adamw: weight decay acts on all parameters, not on weights alone.
  Penalties penalties = {};  ///< Part of the gradient, not of the reported loss.
  double clip_norm = 0;      ///< Longest gradient, over all parameters; 0: any.
  double clip_value = 0;     ///< Largest entry of the gradient; 0: any.
  double max_norm = 0;       ///< Longest vector of weights into a hidden unit; 0: any.
  double input_noise = 0;    ///< Standard deviation of what is added to every input of a training pass.
  EarlyStoppingOptions early_stopping = {};
  std::uint64_t shuffle_seed = 1, dropout_seed = 1, noise_seed = 1;
};

/// One line of the training history. What is not available is NaN.
struct EpochReport {
  int epoch;                   ///< Counted from 1.
  double learning_rate;        ///< Of the epoch's last step.
  double train_loss;           ///< Mean data loss of the epoch's batches as they were trained on.
  double train_accuracy;       ///< On the same passes; classes only.
  double validation_loss;      ///< The same loss after the epoch.
  double validation_accuracy;  ///< Classes only.
};

/// All that a training run remembers between two steps. Whoever gives it to another trainer of the same
/// options and examples continues with the same bits. Random numbers need no state: they are functions of
/// seed, epoch and step.
template <typename Scalar>
struct TrainerState {
  std::vector<Scalar> parameters, statistics;  ///< Of the network, padding included.
  OptimizerState<Scalar> optimizer;
  PlateauState plateau;
  BestEpoch<Scalar> best;
  int epoch = 0;          ///< Epochs finished.
  int position = 0;       ///< Examples of the epoch at hand already trained on.
  int steps = 0;          ///< Steps taken in all.
  double first_loss = 0;  ///< Of the very first batch.
  double loss_sum = 0;    ///< Over the batches of this epoch, each times its weight.
  double weight_sum = 0;
  int correct = 0;
  bool stopped_early = false;
  std::string failure;
  std::vector<EpochReport> history;
};

/// The weights into one hidden layer: what max-norm acts on.
struct HiddenWeights {
  Range range;  ///< In the arena of parameters.
  int stride;
};

/// Trains a network, one step at a time. Owns the network, the optimizer's state and all buffers: a step
/// allocates nothing, be it the last of an epoch, unless it fails.
///
/// An epoch visits every training example once, in an order drawn from (shuffle_seed, epoch); the last batch
/// may be short and counts as a step. If that is a single row, batch normalisation makes 0 of it before gamma
/// and beta, as its variance is 0: the step trains beta and the layers above, and the running statistics
/// stay.
template <typename Scalar>
class Trainer {
 public:
  /// @param validation  scored after every epoch; may be empty.
  /// @throws Error "no_rows" if there are no training examples, or no validation examples for early stopping
  ///         or a schedule that follows the validation loss; "conflicting_options" if every batch has a
  ///         single row and a layer is batch_norm.
  Trainer(Network<Scalar> network, Examples<Scalar> train, Examples<Scalar> validation,
          const TrainingOptions& options);

  /// Takes up to `steps` steps and returns how many were taken; fewer only when training finishes.
  int advance(int steps);

  /// Takes one step at a rate of the caller's instead of the schedule's. Training must not be finished.
  /// @returns the loss of the batch before the step.
  double advance_at(double learning_rate);

  /// Whether training is over: all epochs are trained, or it stopped early, or it failed.
  bool finished() const {
    return progress_.epoch == options_.epochs || progress_.stopped_early || !progress_.failure.empty();
  }

  /// Why training stopped before its end, in words for people; empty if it did not.
  const std::string& failure() const { return progress_.failure; }
  bool stopped_early() const { return progress_.stopped_early; }

  /// The epoch with the lowest validation loss, counted from 1; 0 without early stopping or before the first.
  int best_epoch() const { return progress_.best.epoch; }

  int steps_taken() const { return progress_.steps; }
  int steps_per_epoch() const { return (train_.count() + options_.batch_size - 1) / options_.batch_size; }
  int epochs_finished() const { return progress_.epoch; }
  const std::vector<EpochReport>& history() const { return progress_.history; }

  /// As it stands; once training is over and the best epoch is to be restored, as it was then.
  const Network<Scalar>& network() const { return network_; }
  const Examples<Scalar>& examples() const { return train_; }  ///< Those it trains on.
  const TrainingOptions& options() const { return options_; }

  TrainerState<Scalar> state() const;

  /// Continues where another trainer of the same options and examples was.
  /// @throws Error "wrong_shape" if the state belongs to another network, other options or other examples.
  void resume(TrainerState<Scalar> state);

 private:
  bool fits(const TrainerState<Scalar>& state) const;
  int batch_capacity() const { return std::min(options_.batch_size, train_.count()); }
  void reserve();
  void draw_order();
  Targets<Scalar> gather(int count);
  double step(double learning_rate);
  void limit_hidden_weights();
  void end_epoch(double learning_rate);
  bool evaluate(const Examples<Scalar>& rows, std::span<Scalar> logits);
  void validate(EpochReport& report);
  void follow_validation(double validation_loss);
  void restore_best();

  Network<Scalar> network_;
  Examples<Scalar> train_, validation_;
  TrainingOptions options_;
  Optimizer<Scalar> optimizer_;
  Schedule schedule_;
  Backpropagation<Scalar> pass_;
  Buffer<Scalar> gradient_;
  std::vector<HiddenWeights> hidden_weights_;  ///< Empty without max-norm.
  std::vector<int> order_;                     ///< Training examples in this epoch's order.
  Labels labels_;                              ///< Of the batch, as those below.
  std::vector<Scalar> values_;                 ///< outputs per example.
  std::vector<Scalar> validation_logits_;      ///< outputs x validation examples.

  /// Without what the network, the optimizer and the schedule hold themselves.
  TrainerState<Scalar> progress_;
};

}  // namespace vitrine
