#include "data/numeric_target.h"

#include <algorithm>
#include <cmath>

#include "data/label.h"
#include "data/wording.h"
#include "error.h"

namespace vitrine {

NumericTarget read_numeric_target(const Table& table, const std::string& target) {
  const Column& column = target_column(table, target);
  const std::string name = wording::quoted(target);
  if (column.type != ColumnType::number) {
    fail("not_numeric",
         {"Column ", name, " is of type ", name_of(column.type),
          ", and regression predicts a number: choose a number column as the target, or the task "
          "classification."});
  }
  NumericTarget result;
  for (std::size_t row = 0; row < column.numbers.size(); ++row) {
    if (std::isnan(column.numbers[row])) continue;
    result.values.push_back(column.numbers[row]);
    result.rows.push_back(static_cast<int>(row));
  }
  if (result.rows.size() < 2) {
    fail("too_few_rows", {result.rows.empty() ? "No row has a number" : "Only 1 row has a number",
                          " in column ", name, "; at least two rows with different numbers are needed."});
  }
  const auto [lowest, highest] = std::minmax_element(result.values.begin(), result.values.end());
  if (*lowest == *highest) {
    fail("constant_target", {"All rows have the same number in column ", name,
                             ": there is nothing to predict. Choose a column whose values differ."});
  }
  const std::size_t missing = column.numbers.size() - result.rows.size();
  if (missing > 0) result.warnings.push_back(missing_label(target, missing));
  return result;
}

FittedScaling fit_target_scaling(std::span<const double> values) {
  const FittedScaling fitted = fit_scaling(NumberSample(values), {.method = Scaling::standard});
  if (!std::isfinite(fitted.shift) || !std::isfinite(fitted.scale)) {
    fail("not_finite",
         {"The numbers of the target are too large for their sum. Divide the column by a power of ten."});
  }
  return fitted;
}

}  // namespace vitrine
