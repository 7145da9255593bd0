#include "project/prediction_warning.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "data/wording.h"
#include "train/health.h"

namespace vitrine {

namespace {

/// The columns with the largest input of each of the rows, in table order of the model; those whose input is
/// of a size that scaled ones have are left out.
std::vector<std::string> columns_with_large_inputs(const Model& model, const Table& table,
                                                   std::span<const int> rows) {
  const Matrix<double> inputs = model.preprocessing.transform(table, rows);
  const std::vector<int> first = model.preprocessing.first_inputs();
  std::vector<bool> blamed(model.preprocessing.columns.size(), false);
  for (Eigen::Index row = 0; row < inputs.cols(); ++row) {
    int largest = 0;
    for (int i = 1; i < inputs.rows(); ++i) {
      if (std::abs(inputs(i, row)) > std::abs(inputs(largest, row))) largest = i;
    }
    if (std::abs(inputs(largest, row)) < large_input) continue;
    const auto past = std::upper_bound(first.begin(), first.end(), largest);
    blamed[static_cast<std::size_t>(past - first.begin()) - 1] = true;
  }
  std::vector<std::string> names;
  for (std::size_t c = 0; c < blamed.size(); ++c) {
    if (blamed[c]) names.push_back(model.preprocessing.columns[c].name);
  }
  return names;
}

}  // namespace

bool is_prediction(const Vector<double>& predicted) {
  return std::all_of(predicted.data(), predicted.data() + predicted.size(),
                     [](double x) { return std::isfinite(x); });
}

std::optional<Warning> warn_of_no_prediction(const Model& model, const Table& table,
                                             std::span<const int> rows, const Matrix<double>& predicted) {
  std::vector<int> failed;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!is_prediction(predicted.col(static_cast<Eigen::Index>(i)))) failed.push_back(rows[i]);
  }
  if (failed.empty()) return {};
  Warning warning;
  warning.code = "no_prediction";
  warning.count = static_cast<int>(failed.size());
  for (const int row : failed) {
    if (warning.lines.size() == most_warning_lines || table.lines.empty()) break;
    warning.lines.push_back(table.lines[static_cast<std::size_t>(row)]);
  }
  warning.names = columns_with_large_inputs(model, table, failed);
  const std::string where =
      warning.lines.empty() ? "" : concat({" (", wording::lines(warning.lines, failed.size()), ")"});
  const std::string cause =
      warning.names.empty()
          ? std::string("the model's weights are too large for their values.")
          : concat({"an input is beyond what the network can compute with; the largest is in column ",
                    wording::names(warning.names), "."});
  warning.message =
      concat({"There is no prediction for ", wording::count(failed.size(), "row"), where, ": ", cause});
  return warning;
}

}  // namespace vitrine
