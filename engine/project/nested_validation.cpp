#include "project/nested_validation.h"

#include <utility>

#include "error.h"
#include "project/measure.h"

namespace vitrine {

NestedValidation::NestedValidation(Project project, const Table& table, int folds, int repeats)
    : project_(over_all_rows(std::move(project))), table_(table) {
  if (project_.search.folds < 2) {
    fail("out_of_range",
         {"search.folds is ", project_.search.folds,
          "; a search within validation deals its rows to 2 or more folds."},
         {.path = "search.folds"});
  }
  const PreparedData data = prepare_data(project_, table_);
  folds_ =
      make_folds(data, data.split.train, folds, repeats, static_cast<std::uint64_t>(project_.seeds.split));
}

CrossValidation NestedValidation::score(const Fold& fold, const Assignment& chosen) const {
  Project project = apply_trial(project_, chosen);
  PreparedData data = prepare_data(project, table_);
  const std::span<const std::string_view> metrics = metric_names_of(data.task);
  return {std::move(project), table_, std::move(data), {fold}, metrics};
}

}  // namespace vitrine
