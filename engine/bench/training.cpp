#include <limits>
#include <utility>

#include "bench/network.h"
#include "bench/trials.h"
#include "bench/work.h"
#include "error.h"
#include "train/metrics.h"
#include "train/trainer.h"

namespace vitrine::bench {

namespace {

/// Of one trainer: more than most measurements take. Room for the history of all is made at once.
constexpr int most_epochs = 100'000;

TrainingOptions options_of(const Request& request, int epochs) {
  return {.optimizer = adam_of(request),
          .learning_rate = request.learning_rate,
          .batch_size = request.batch,
          .epochs = epochs,
          .penalties = {.l2 = request.l2},
          .shuffle_seed = request.seed};
}

double accuracy_of(const Trainer<float>& trainer, const Examples<float>& examples) {
  return score_classification(trainer.network().class_logits(examples.inputs), examples.labels).accuracy;
}

/// Steps of the trainer that the page trains with, on shuffled mini-batches.
class Training : public Work {
 public:
  Training(const Request& request, const WorkData& data)
      : options_(options_of(request, most_epochs)),
        trainer_(initial_network(request.network, request.seed), examples_of(request, data), {}, options_) {}

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
    return {{"steps", units},
            {"rows", rows},
            {"steps_per_s", units / seconds},
            {"rows_per_s", rows / seconds},
            {"loss_last", last_loss_},
            {"accuracy", accuracy_of(trainer_, examples)}};
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

double score_fold(const Request& request, const WorkData& train, const WorkData& test) {
  Trainer<float> trainer(initial_network(request.network, request.seed), examples_of(request, train), {},
                         options_of(request, request.epochs));
  while (!trainer.finished()) trainer.advance(1000);
  if (!trainer.failure().empty()) return 0;
  Request held_out = request;
  held_out.rows = static_cast<int>(test.y.size());
  return accuracy_of(trainer, examples_of(held_out, test));
}

}  // namespace vitrine::bench
