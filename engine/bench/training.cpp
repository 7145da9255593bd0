#include <limits>
#include <utility>

#include "bench/network.h"
#include "bench/work.h"
#include "error.h"
#include "train/metrics.h"
#include "train/trainer.h"

namespace vitrine::bench {

namespace {

/// Of one trainer: more than most measurements take. Room for the history of all is made at once.
constexpr int most_epochs = 100'000;

/// Steps of the trainer that the page trains with, on shuffled mini-batches.
class Training : public Work {
 public:
  Training(const Request& request, const WorkData& data)
      : options_({.optimizer = adam_of(request),
                  .learning_rate = request.learning_rate,
                  .batch_size = request.batch,
                  .epochs = most_epochs,
                  .shuffle_seed = request.seed}),
        trainer_(initial_network(request.network, request.seed),
                 examples_of(request.network, request.rows, data), {}, options_) {}

  void advance(int units) override {
    while (units > 0) {
      if (trainer_.finished()) begin_anew();
      units -= trainer_.advance(units - 1);
      check();
      if (trainer_.finished()) continue;
      last_loss_ = trainer_.advance_at(options_.learning_rate);  // advance() does not tell it
      check();
      --units;
    }
  }

  Json reply(double units, double seconds) const override {
    const Examples<float>& examples = trainer_.examples();
    const double rows = rows_of_batches(units, options_.batch_size, examples.count());
    return {
        {"steps", units},
        {"rows", rows},
        {"steps_per_s", units / seconds},
        {"rows_per_s", rows / seconds},
        {"loss_last", last_loss_},
        {"accuracy",
         score_classification(trainer_.network().class_logits(examples.inputs), examples.labels).accuracy}};
  }

 private:
  /// What fails takes no more steps, and its speed means nothing.
  void check() const {
    if (!trainer_.failure().empty()) fail("training_failed", {trainer_.failure()});
  }

  /// Once the epochs have run out: counts them from the first again, and goes on with all else.
  void begin_anew() {
    TrainerState<float> state = trainer_.state();
    state.epoch = state.steps = 0;
    state.history.clear();
    trainer_.resume(std::move(state));
  }

  TrainingOptions options_;
  Trainer<float> trainer_;
  double last_loss_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace

std::unique_ptr<Work> make_training(const Request& request, const WorkData& data) {
  return std::make_unique<Training>(request, data);
}

}  // namespace vitrine::bench
