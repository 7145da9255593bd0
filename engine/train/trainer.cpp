#include "train/trainer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "nn/random.h"
#include "text.h"
#include "train/metrics.h"

namespace vitrine {

template <typename Scalar>
Trainer<Scalar>::Trainer(Network<Scalar> network, Examples<Scalar> train, Examples<Scalar> validation,
                         const TrainingOptions& options)
    : network_(std::move(network)),
      train_(std::move(train)),
      validation_(std::move(validation)),
      options_(options),
      optimizer_(options.optimizer, network_.parameters().size(), network_.weight_ranges()),
      pass_(network_, std::min(options.batch_size, train_.count())),
      gradient_(network_.parameters().size()),
      order_(train_.labels.size()) {
  if (train_.count() == 0) fail("no_rows", {"There are no rows to train on."});
  labels_.reserve(options.batch_size);
  history_.reserve(options.epochs);
  begin_epoch();
}

template <typename Scalar>
int Trainer<Scalar>::advance(int steps) {
  const int start = steps_taken_;
  while (steps_taken_ - start < steps && !finished()) {
    step();
    if (position_ == train_.count() && failure_.empty()) end_epoch();
  }
  return steps_taken_ - start;
}

template <typename Scalar>
void Trainer<Scalar>::begin_epoch() {
  std::iota(order_.begin(), order_.end(), 0);
  Random random(options_.shuffle_seed, Purpose::shuffle, static_cast<std::uint32_t>(epoch_));
  random.shuffle(order_);
  position_ = 0;
  loss_sum_ = 0;
  correct_ = 0;
}

template <typename Scalar>
void Trainer<Scalar>::step() {
  const int count = std::min(options_.batch_size, train_.count() - position_);
  const std::size_t inputs = static_cast<std::size_t>(network_.inputs());
  Scalar* batch = pass_.inputs().data();
  labels_.clear();
  for (int i = 0; i < count; ++i) {
    const int example = order_[position_ + i];
    std::copy_n(train_.inputs.data() + inputs * example, inputs, batch + inputs * i);
    labels_.push_back(train_.labels[example]);
  }
  const BatchLoss loss = pass_.gradient(network_, labels_, {.l2 = options_.l2}, gradient_);
  if (!std::isfinite(loss.value)) {
    failure_ = concat({"The loss became infinite in epoch ", epoch_ + 1, ", batch ",
                       position_ / options_.batch_size + 1,
                       ": the weights grew without bound. A smaller learning rate usually helps."});
    return;
  }
  optimizer_.step(network_.parameters(), gradient_, options_.learning_rate);
  loss_sum_ += loss.value * count;
  correct_ += loss.correct;
  position_ += count;
  ++steps_taken_;
}

template <typename Scalar>
void Trainer<Scalar>::end_epoch() {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  EpochReport report = {epoch_ + 1, loss_sum_ / train_.count(),
                        static_cast<double>(correct_) / train_.count(), none, none};
  if (validation_.count() > 0) {
    const ClassificationScores scores =
        score_classification(network_.logits(validation_.inputs), validation_.labels);
    report.validation_loss = scores.log_loss;
    report.validation_accuracy = scores.accuracy;
  }
  history_.push_back(report);
  ++epoch_;
  if (!finished()) begin_epoch();
}

template class Trainer<float>;
template class Trainer<double>;

}  // namespace vitrine
