#include "project/rate_range.h"

#include <utility>

#include "error.h"

namespace vitrine {

RateRangeTest test_rate_range(const Project& project, const Table& table, const RateRangeOptions& options) {
  const PreparedData data = prepare_data(project, table);
  Examples<float> train = training_examples(data, table, data.split.train);
  TrainingOptions training = training_options(project, train.labels, data.labels.classes);
  training.epochs = options.steps;  // more than enough: an epoch has a step at least
  training.schedule = {};
  training.early_stopping.patience = 0;
  Trainer<float> trainer(build_network(project, data.preprocessing.inputs(), data.classes()),
                         std::move(train), {}, training);
  RateRangeTest test(options);
  while (!test.finished()) {
    const double loss = trainer.advance_at(test.rate());
    test.add(loss);
    if (!trainer.failure().empty()) test.end(trainer.failure());
  }
  if (test.points().empty()) fail("training_failed", {trainer.failure()});
  return test;
}

}  // namespace vitrine
