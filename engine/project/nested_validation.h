#pragma once

#include <vector>

#include "data/table.h"
#include "project/cross_validation.h"
#include "project/project.h"
#include "project/trial.h"
#include "search/study.h"

namespace vitrine {

/// Cross-validation of a search: each outer fold is scored by the network that a search over the other rows
/// alone would choose, so that no row helps to choose what it scores. The score is that of the procedure, not
/// of one setting; the best trial's own value is too good: Cawley & Talbot (2010), "On over-fitting in model
/// selection", JMLR 11; Varma & Simon (2006), BMC Bioinformatics 7:91.
///
/// The folds within are those of the project's search: search.folds, search.repeats, seeds.search. All
/// labelled rows take part; data.split is ignored.
class NestedValidation {
 public:
  /// @param table  must outlive this object and all that it makes.
  /// @throws Error as study_options and make_folds; "out_of_range" with path "search.folds" if it is below 2.
  NestedValidation(Project project, const Table& table, int folds, int repeats);

  const std::vector<Fold>& folds() const { return folds_; }

  /// A study with no trial told yet: every outer fold has its own.
  Study study() const { return Study(study_options(project_)); }

  /// A trial of an outer fold's search, which looks at fold.train only.
  Trial trial(const Fold& fold, int number) const { return {project_, table_, number, fold.train}; }

  /// Trains what a search chose on all of fold.train, and measures every metric of the task on fold.score.
  CrossValidation score(const Fold& fold, const Assignment& chosen) const;

 private:
  Project project_;
  const Table& table_;
  std::vector<Fold> folds_;
};

}  // namespace vitrine
