#include "train/trainer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "nn/clipping.h"
#include "nn/kernels.h"
#include "nn/max_norm.h"
#include "nn/random.h"
#include "text.h"
#include "train/health.h"

namespace vitrine {

namespace {

/// Weights of the dense layers but the last, whose units are not hidden.
template <typename Scalar>
std::vector<HiddenWeights> hidden_weights_of(const Network<Scalar>& network) {
  const std::vector<Range> ranges = network.weight_ranges();
  std::vector<HiddenWeights> weights;
  for (const Layer& layer : network.layers()) {
    if (layer.kind == LayerKind::dense) weights.push_back({ranges[weights.size()], layer.stride});
  }
  if (!weights.empty()) weights.pop_back();
  return weights;
}

/// Where weight decay acts.
template <typename Scalar>
std::vector<Range> decayed_ranges(const Network<Scalar>& network, bool all) {
  if (all) return {{0, network.parameters().size()}};
  return network.weight_ranges();
}

/// Validation rows are needed by whatever follows their loss.
void check_validation(const TrainingOptions& options, int validation_rows) {
  if (validation_rows > 0) return;
  constexpr std::string_view advice =
      " follows the validation loss, and there are no validation rows: raise data.split.validation.";
  if (options.early_stopping.patience > 0) {
    fail("no_rows", {"Early stopping", advice}, {.path = "training.early_stopping.patience"});
  }
  if (options.schedule.kind == ScheduleKind::plateau) {
    fail("no_rows", {"The schedule \"plateau\"", advice}, {.path = "training.schedule.name"});
  }
}

/// A batch of one row has no spread: batch normalisation makes 0 of whatever it is, and nothing is learned.
template <typename Scalar>
void check_batches(const Network<Scalar>& network, int batch_size, int rows) {
  if (batch_size > 1 && rows > 1) return;
  for (const Layer& layer : network.layers()) {
    if (layer.kind != LayerKind::batch_norm) continue;
    const std::string cause =
        batch_size > 1 ? "There is a single training row" : concat({"training.batch_size is ", batch_size});
    fail(
        "conflicting_options",
        {cause, ", and ", layer_name(layer),
         " normalises over the rows of a batch: of a single row nothing is left to learn from. Choose 2 rows "
         "or more, or layer_norm instead."},
        {.path = "training.batch_size"});
  }
}

}  // namespace

template <typename Scalar>
Trainer<Scalar>::Trainer(Network<Scalar> network, Examples<Scalar> train, Examples<Scalar> validation,
                         const TrainingOptions& options)
    : network_(std::move(network)),
      train_(std::move(train)),
      validation_(std::move(validation)),
      options_(options),
      optimizer_(options.optimizer, network_.parameters().size(),
                 decayed_ranges(network_, options.decay_all)),
      schedule_(options.schedule, options.learning_rate, options.epochs, std::max(steps_per_epoch(), 1)),
      pass_(network_, batch_capacity()),
      gradient_(network_.parameters().size()),
      order_(static_cast<std::size_t>(train_.count())) {
  if (train_.count() == 0) fail("no_rows", {"There are no rows to train on."}, {.path = "data.split.train"});
  check_validation(options, validation_.count());
  check_batches(network_, options.batch_size, train_.count());
  if (options.max_norm > 0) hidden_weights_ = hidden_weights_of(network_);
  const auto batch_size = static_cast<std::size_t>(batch_capacity());
  if (!train_.labels.empty()) labels_.resize(batch_size);
  values_.resize(batch_size * static_cast<std::size_t>(train_.values.rows()));
  validation_logits_.resize(static_cast<std::size_t>(network_.outputs()) *
                            static_cast<std::size_t>(validation_.count()));
  reserve();
  draw_order();
}

/// Room for all that a run will remember, so that no step has to make it.
template <typename Scalar>
void Trainer<Scalar>::reserve() {
  progress_.history.reserve(static_cast<std::size_t>(options_.epochs));
  if (options_.early_stopping.patience == 0 || !options_.early_stopping.restore_best) return;
  progress_.best.parameters.reserve(network_.parameters().size());
  progress_.best.statistics.reserve(network_.statistics().size());
}

template <typename Scalar>
int Trainer<Scalar>::advance(int steps) {
  const int start = progress_.steps;
  while (progress_.steps - start < steps && !finished()) step(schedule_.rate(progress_.steps));
  return progress_.steps - start;
}

template <typename Scalar>
double Trainer<Scalar>::advance_at(double learning_rate) {
  return step(learning_rate);
}

template <typename Scalar>
void Trainer<Scalar>::draw_order() {
  std::iota(order_.begin(), order_.end(), 0);
  Random random(options_.shuffle_seed, Purpose::shuffle, static_cast<std::uint32_t>(progress_.epoch));
  random.shuffle(order_);
}

/// Copies the next examples of the epoch's order into the batch.
/// @returns their targets.
template <typename Scalar>
Targets<Scalar> Trainer<Scalar>::gather(int count) {
  const std::span<const int> examples = std::span<const int>(order_).subspan(
      static_cast<std::size_t>(progress_.position), static_cast<std::size_t>(count));
  const int inputs = network_.inputs(), outputs = static_cast<int>(train_.values.rows());
  Scalar* batch = pass_.inputs().data();
  kernels::gather_columns(train_.inputs.data(), inputs, examples, batch);
  kernels::gather_columns(train_.values.data(), outputs, examples, values_.data());
  if (!labels_.empty()) kernels::gather_columns(train_.labels.data(), 1, examples, labels_.data());
  if (options_.input_noise > 0) {
    Random random(options_.noise_seed, Purpose::noise, static_cast<std::uint32_t>(progress_.steps));
    for (std::size_t i = 0; i < std::size_t(inputs) * std::size_t(count); ++i) {
      batch[i] += static_cast<Scalar>(options_.input_noise * random.normal());
    }
  }
  const std::span<const int> labels = labels_;
  const std::span<const Scalar> values = values_;
  return {labels.empty() ? labels : labels.first(examples.size()),
          values.first(std::size_t(outputs) * examples.size())};
}

template <typename Scalar>
double Trainer<Scalar>::step(double learning_rate) {
  const int count = std::min(options_.batch_size, train_.count() - progress_.position);
  const Targets<Scalar> targets = gather(count);
  const BatchLoss loss = pass_.gradient(network_, options_.loss, targets, options_.penalties, gradient_,
                                        {.training = true,
                                         .dropout_seed = options_.dropout_seed,
                                         .step = static_cast<std::uint32_t>(progress_.steps)});
  if (progress_.steps == 0) progress_.first_loss = loss.value;
  if (!is_usable(loss.value, progress_.first_loss) || pass_.overflowed()) {
    const int batch = progress_.position / options_.batch_size + 1;
    progress_.failure = batch_failure(loss.value, progress_.epoch + 1, batch, network_, pass_);
    return loss.value;
  }
  if (options_.clip_value > 0) clip_by_value<Scalar>(gradient_, options_.clip_value);
  if (options_.clip_norm > 0) clip_by_norm<Scalar>(gradient_, options_.clip_norm);
  optimizer_.step(network_.parameters(), gradient_, learning_rate);
  limit_hidden_weights();
  pass_.update_statistics(network_);

  progress_.loss_sum += loss.value * loss.weight;
  progress_.weight_sum += loss.weight;
  progress_.correct += loss.correct;
  progress_.position += count;
  ++progress_.steps;
  if (progress_.position == train_.count()) end_epoch(learning_rate);
  return loss.value;
}

template <typename Scalar>
void Trainer<Scalar>::limit_hidden_weights() {
  for (const HiddenWeights& hidden : hidden_weights_) {
    limit_incoming_norms<Scalar>(
        network_.parameters().subspan(hidden.range.begin, hidden.range.end - hidden.range.begin),
        hidden.stride, options_.max_norm);
  }
}

template <typename Scalar>
void Trainer<Scalar>::end_epoch(double learning_rate) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  EpochReport report = {.epoch = ++progress_.epoch,
                        .learning_rate = learning_rate,
                        .train_loss = progress_.loss_sum / progress_.weight_sum,
                        .train_accuracy = none,
                        .validation_loss = none,
                        .validation_accuracy = none};
  if (!train_.labels.empty()) {
    report.train_accuracy = static_cast<double>(progress_.correct) / train_.count();
  }
  if (validation_.count() > 0) validate(report);
  progress_.history.push_back(report);
  progress_.position = 0;
  progress_.loss_sum = 0;
  progress_.weight_sum = 0;
  progress_.correct = 0;
  progress_.failure = epoch_failure<Scalar>(
      {.epoch = report.epoch,
       .validation_loss = validation_.count() > 0 ? std::optional(report.validation_loss) : std::nullopt,
       .first_validation_loss = progress_.history.front().validation_loss,
       .network = network_,
       .optimizer = optimizer_.state(),
       .inputs = train_.inputs});
  if (!finished()) {
    draw_order();
    return;
  }
  restore_best();
  if (progress_.failure.empty() && !evaluate(train_, {})) {
    progress_.failure = end_failure(network_, pass_);
  }
}

/// Passes rows forward, as many at a time as the buffers of training hold.
/// @param logits  takes those of all rows, outputs x rows, unless it is empty.
/// @returns false at the first part that overflows.
template <typename Scalar>
bool Trainer<Scalar>::evaluate(const Examples<Scalar>& rows, std::span<Scalar> logits) {
  const auto inputs = static_cast<std::size_t>(network_.inputs());
  const auto outputs = static_cast<std::size_t>(network_.outputs());
  const auto stride = static_cast<std::size_t>(network_.layers().back().stride);
  const auto total = static_cast<std::size_t>(rows.count());
  const auto capacity = static_cast<std::size_t>(batch_capacity());
  for (std::size_t first = 0; first < total; first += capacity) {
    const std::size_t count = std::min(capacity, total - first);
    std::copy_n(rows.inputs.data() + inputs * first, inputs * count, pass_.inputs().data());
    const std::span<const Scalar> columns =
        pass_.forward(network_, static_cast<int>(count), {.training = false});
    if (pass_.overflowed()) return false;
    if (logits.empty()) continue;
    for (std::size_t example = 0; example < count; ++example) {
      std::copy_n(columns.data() + stride * example, outputs, logits.data() + outputs * (first + example));
    }
  }
  return true;
}

/// Scores the validation rows, and tells those who follow their loss.
template <typename Scalar>
void Trainer<Scalar>::validate(EpochReport& report) {
  const int outputs = network_.outputs();
  // What overflows has no loss, even where an activation hides it.
  if (!evaluate(validation_, validation_logits_)) {
    std::fill(validation_logits_.begin(), validation_logits_.end(), std::numeric_limits<Scalar>::quiet_NaN());
  }
  const BatchLoss loss =
      evaluate_loss<Scalar>(options_.loss, validation_logits_, outputs, outputs, validation_.targets(), {});
  report.validation_loss = loss.value;
  if (!validation_.labels.empty()) {
    report.validation_accuracy = static_cast<double>(loss.correct) / validation_.count();
  }
  schedule_.epoch_ended(loss.value);
  if (options_.early_stopping.patience > 0) follow_validation(loss.value);
}

template <typename Scalar>
void Trainer<Scalar>::follow_validation(double validation_loss) {
  const EarlyStoppingOptions& options = options_.early_stopping;
  BestEpoch<Scalar>& best = progress_.best;
  if (is_better(validation_loss, best.validation_loss, options)) {
    best.epoch = progress_.epoch;
    best.validation_loss = validation_loss;
    if (options.restore_best) {
      best.parameters.assign(network_.parameters().begin(), network_.parameters().end());
      best.statistics.assign(network_.statistics().begin(), network_.statistics().end());
    }
  } else if (progress_.epoch - best.epoch >= options.patience) {
    progress_.stopped_early = true;
  }
}

template <typename Scalar>
void Trainer<Scalar>::restore_best() {
  const BestEpoch<Scalar>& best = progress_.best;
  if (best.parameters.empty()) return;
  std::copy(best.parameters.begin(), best.parameters.end(), network_.parameters().begin());
  std::copy(best.statistics.begin(), best.statistics.end(), network_.statistics().begin());
}

template <typename Scalar>
TrainerState<Scalar> Trainer<Scalar>::state() const {
  TrainerState<Scalar> state = progress_;
  state.parameters.assign(network_.parameters().begin(), network_.parameters().end());
  state.statistics.assign(network_.statistics().begin(), network_.statistics().end());
  state.optimizer = optimizer_.state();
  state.plateau = schedule_.plateau();
  return state;
}

/// Whether a state may be one of this trainer's.
template <typename Scalar>
bool Trainer<Scalar>::fits(const TrainerState<Scalar>& state) const {
  const bool same_network = state.parameters.size() == network_.parameters().size() &&
                            state.statistics.size() == network_.statistics().size();
  const bool same_best =
      state.best.parameters.empty() || (state.best.parameters.size() == state.parameters.size() &&
                                        state.best.statistics.size() == state.statistics.size());
  const int last_position = state.epoch < options_.epochs ? train_.count() - 1 : 0;
  const bool in_range = state.epoch >= 0 && state.epoch <= options_.epochs && state.position >= 0 &&
                        state.position <= last_position && state.position % options_.batch_size == 0;
  return same_network && same_best && in_range &&
         state.history.size() == static_cast<std::size_t>(state.epoch) &&
         state.steps == state.epoch * steps_per_epoch() + state.position / options_.batch_size;
}

template <typename Scalar>
void Trainer<Scalar>::resume(TrainerState<Scalar> state) {
  if (!fits(state)) {
    fail("wrong_shape",
         {"The checkpoint belongs to another network, to other options or to other training rows."});
  }
  optimizer_.set_state(std::move(state.optimizer));
  schedule_.set_plateau(state.plateau);
  std::copy(state.parameters.begin(), state.parameters.end(), network_.parameters().begin());
  std::copy(state.statistics.begin(), state.statistics.end(), network_.statistics().begin());
  progress_ = std::move(state);
  progress_.parameters.clear();
  progress_.statistics.clear();
  reserve();
  draw_order();
}

template class Trainer<float>;
template class Trainer<double>;

}  // namespace vitrine
