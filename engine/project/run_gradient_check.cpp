#include "project/run_gradient_check.h"

#include <algorithm>

namespace vitrine {

GradientCheck check_gradient(const Run& run, int rows) {
  const PreparedData& data = run.data();
  const TrainingOptions& options = run.trainer().options();
  const std::size_t count = std::min(data.split.train.size(), static_cast<std::size_t>(rows));
  const std::span<const int> positions = std::span(data.split.train).first(count);
  Labels labels;
  std::vector<double> values;
  for (const int position : positions) {
    const auto index = static_cast<std::size_t>(position);
    if (data.task == Task::regression) {
      values.push_back(data.target_scaling(data.values[index]));
    } else {
      labels.push_back(data.labels.labels[index]);
    }
  }
  const Matrix<double> inputs = data.preprocessing.transform(run.table(), table_rows(data, positions));
  return check_gradient(run.trainer().network().cast<double>(), inputs, options.loss, {labels, values},
                        options.penalties, {.training = true, .dropout_seed = options.dropout_seed});
}

}  // namespace vitrine
