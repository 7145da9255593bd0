#include "train/metrics/regression.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string_view>
#include <utility>

namespace vitrine::metrics {

namespace {

bool all_finite(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

double absolute(double y, double f) { return std::abs(y - f); }
double squared(double y, double f) { return (y - f) * (y - f); }
double relative(double y, double f) { return std::abs((y - f) / y); }

/// Sum over the rows, in their order.
double sum_of(const NumberPredictions& rows, double (*error)(double y, double f)) {
  double sum = 0;
  for (std::size_t i = 0; i < rows.targets().size(); ++i) {
    sum += error(rows.targets()[i], rows.predictions()[i]);
  }
  return sum;
}

double mean_of(const NumberPredictions& rows, double (*error)(double y, double f)) {
  return sum_of(rows, error) / static_cast<double>(rows.targets().size());
}

std::vector<double> sorted_errors(const NumberPredictions& rows) {
  std::vector<double> errors;
  for (std::size_t i = 0; i < rows.targets().size(); ++i) {
    errors.push_back(absolute(rows.targets()[i], rows.predictions()[i]));
  }
  std::sort(errors.begin(), errors.end());
  return errors;
}

}  // namespace

NumberPredictions::NumberPredictions(std::vector<double> targets, std::vector<double> predictions)
    : targets_(std::move(targets)), predictions_(std::move(predictions)) {}

Measured<NumberPredictions> NumberPredictions::from(std::vector<double> targets,
                                                    std::vector<double> predictions) {
  assert(targets.size() == predictions.size());
  constexpr std::string_view subject = "A score of these predictions";
  if (targets.empty()) return not_available(subject, {"there are no rows"});
  if (!all_finite(targets)) return not_available(subject, {"a target is not a finite number"});
  if (!all_finite(predictions)) return not_available(subject, {"a prediction is not a finite number"});
  return NumberPredictions(std::move(targets), std::move(predictions));
}

Metric r_squared(const NumberPredictions& rows) {
  const std::vector<double>& targets = rows.targets();
  // Compared one by one: the mean of equal targets may be a rounding error away from them.
  const bool constant =
      std::all_of(targets.begin(), targets.end(), [&](double y) { return y == targets.front(); });
  if (constant) return not_available("R squared", {"all targets are equal"});
  double mean = 0;
  for (const double y : targets) mean += y;
  mean /= static_cast<double>(targets.size());
  double spread = 0;
  for (const double y : targets) spread += squared(y, mean);
  return finite("R squared", 1 - sum_of(rows, squared) / spread);
}

Metric root_mean_squared_error(const NumberPredictions& rows) {
  return finite("RMSE", std::sqrt(mean_of(rows, squared)));
}

Metric mean_absolute_error(const NumberPredictions& rows) { return finite("MAE", mean_of(rows, absolute)); }

Metric median_absolute_error(const NumberPredictions& rows) {
  const std::vector<double> errors = sorted_errors(rows);
  const std::size_t middle = errors.size() / 2;
  const double low = errors[errors.size() % 2 == 1 ? middle : middle - 1];
  return finite("Median absolute error", low + (errors[middle] - low) / 2);
}

Metric max_error(const NumberPredictions& rows) {
  return finite("Maximum error", sorted_errors(rows).back());
}

Metric mean_absolute_percentage_error(const NumberPredictions& rows) {
  const std::vector<double>& targets = rows.targets();
  constexpr std::string_view name = "Mean absolute percentage error";
  if (std::find(targets.begin(), targets.end(), 0.0) != targets.end()) {
    return not_available(name, {"a target is 0"});
  }
  return finite(name, mean_of(rows, relative));
}

}  // namespace vitrine::metrics
