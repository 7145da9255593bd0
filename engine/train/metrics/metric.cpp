#include "train/metrics/metric.h"

#include <cmath>
#include <stdexcept>

namespace vitrine::metrics {

NotAvailable not_available(std::string_view what, std::initializer_list<Piece> why) {
  return {concat({what, " is not available: ", concat(why), "."})};
}

void throw_not_available(const std::string& reason) { throw std::logic_error(reason); }

Metric finite(std::string_view what, double value) {
  if (!std::isfinite(value)) return not_available(what, {"its value is not a finite number"});
  return value;
}

Metric ratio(std::string_view what, double numerator, double denominator, std::initializer_list<Piece> why) {
  if (denominator == 0) return not_available(what, why);
  return finite(what, numerator / denominator);
}

}  // namespace vitrine::metrics
