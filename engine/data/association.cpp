#include "data/association.h"

#include <cmath>
#include <span>

#include "data/association/anova.h"
#include "data/association/contingency.h"
#include "data/association/correlation.h"
#include "data/label.h"
#include "error.h"

namespace vitrine {
namespace {

/// A column as the measures take it: numbers, or categories, or the reason why it is neither.
struct Variable {
  std::span<const double> numbers;
  std::span<const int> categories;
  std::string reason;
};

Variable variable(const Column& column) {
  switch (column.type) {
    case ColumnType::number:
      return {column.numbers, {}, {}};
    case ColumnType::category:
      return {{}, column.codes, {}};
    case ColumnType::empty:
      return {{}, {}, "it has no value at all"};
    case ColumnType::date:
      return {{}, {}, "dates are not measured"};
    default:
      return {{}, {}, "free text is not measured"};
  }
}

Association unavailable(std::string reason) {
  Association association;
  association.reason = std::move(reason);
  return association;
}

/// A measure of which no value is defined is not available.
Association available(Association association) {
  for (const auto& [name, value] : association.values) {
    if (!std::isnan(value)) return association;
  }
  return unavailable(association.rows == 0 ? "no row has a value in both columns"
                                           : "too few different values in the rows where both have one");
}

Association by_correlation(const Variable& column, const Variable& target) {
  const Correlation result = correlation(column.numbers, target.numbers);
  return {
      "correlation",
      "How closely the two rise and fall together, along a line (pearson) and in rank (spearman): from -1 "
      "to 1, 0 for not at all.",
      result.rows,
      {{"pearson", result.pearson}, {"spearman", result.spearman}},
      {}};
}

Association by_anova(std::span<const double> numbers, std::span<const int> groups) {
  const Anova result = anova(numbers, groups);
  return {"anova",
          "How far the means of the classes lie apart, against the spread inside the classes (f); how likely "
          "so much is by chance (p); the share of the spread that the classes explain (eta_squared).",
          result.rows,
          {{"f", result.f}, {"p", result.p}, {"eta_squared", result.eta_squared}},
          {}};
}

Association by_contingency(const Variable& column, const Variable& target) {
  const Contingency result = contingency(column.categories, target.categories);
  // Without a second value on either side there is nothing to tell, and the informations are 0 for that
  // alone.
  if (std::isnan(result.cramers_v)) return {{}, {}, result.rows, {{"cramers_v", result.cramers_v}}, {}};
  return {
      "contingency",
      "How much one tells about the other: mutual information in nats, its share of what there is to tell, "
      "and Cramér's V; the latter two from 0 to 1.",
      result.rows,
      {{"mutual_information", result.mutual_information},
       {"normalized_mutual_information", result.normalized_mutual_information},
       {"cramers_v", result.cramers_v}},
      {}};
}

Association measure(const Variable& column, const Variable& target) {
  if (!column.reason.empty()) return unavailable(column.reason);
  const bool column_is_number = !column.numbers.empty();
  const bool target_is_number = !target.numbers.empty();
  if (column_is_number && target_is_number) return available(by_correlation(column, target));
  if (column_is_number) return available(by_anova(column.numbers, target.categories));
  if (target_is_number) return available(by_anova(target.numbers, column.categories));
  return available(by_contingency(column, target));
}

/// The class of every row, -1 where there is none.
std::vector<int> class_of_rows(const ClassLabels& labels, int rows) {
  std::vector<int> classes(static_cast<std::size_t>(rows), -1);
  for (std::size_t i = 0; i < labels.rows.size(); ++i)
    classes[static_cast<std::size_t>(labels.rows[i])] = labels.labels[i];
  return classes;
}

}  // namespace

std::vector<Association> associations(const Table& table, const std::string& target) {
  std::vector<int> classes;
  Variable measured;
  try {
    classes = class_of_rows(read_labels(table, target), table.rows());
    measured.categories = classes;
  } catch (const Error& error) {
    if (error.code() == "unknown_column") throw;
    measured = variable(table.columns[static_cast<std::size_t>(table.find(target))]);
    if (measured.numbers.empty()) measured.reason = error.what();
  }
  std::vector<Association> result;
  for (const Column& column : table.columns) {
    if (column.name == target) {
      result.push_back(unavailable("it is the target"));
    } else if (!measured.reason.empty()) {
      result.push_back(unavailable("the target cannot be measured: " + measured.reason));
    } else {
      result.push_back(measure(variable(column), measured));
    }
  }
  return result;
}

}  // namespace vitrine
