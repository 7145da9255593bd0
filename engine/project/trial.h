#pragma once

#include <memory>
#include <span>

#include "data/table.h"
#include "project/project.h"
#include "search/study.h"

namespace vitrine {

/// The study a project describes.
///
/// A finite space ends the study after one visit to each combination, even if the project asks for more
/// trials.
///
/// @throws Error "wrong_metric" if the metric is one of the other task; with a path below "search.space" if
/// the space names an option that cannot be searched, or a value
///         that the option does not allow. What decides which rows are test rows (data.split, seeds.split,
///         the target, ...) cannot be searched: trials must not differ in what they may see.
StudyOptions study_options(const Project& project);

/// Everything that decides the results of a project's trials, as a journal's first line has it: the project
/// without its title, its explain options and its number of trials, which may grow.
/// @param data_sha256  of the bytes the table was read from; empty for a toy.
Json study_document(const Project& project, const std::string& data_sha256);

/// One trial of a project's search, a fold at a time: trains the project with the trial's parameters on k - 1
/// folds and scores the metric on the fold left out, preprocessing fitted inside each fold. Test rows of the
/// project's split take no part. With folds = 1 the project's own validation split scores.
///
/// `repeats` repeats all folds with another shuffle. `advance` works in small pieces so that a worker can
/// stop.
class Trial {
 public:
  /// @param table      must outlive the trial.
  /// @param positions  of the prepared labels, whose rows are dealt to the folds; if empty, all but test
  /// rows.
  /// @throws Error "no_rows" if folds = 1 and the split has no validation rows.
  Trial(const Project& project, const Table& table, int trial, std::span<const int> positions = {});
  ~Trial();
  Trial(Trial&&) noexcept;

  /// Takes up to `steps` optimizer steps; returns whether the trial is finished.
  bool advance(int steps);
  double progress() const;            ///< Share of all steps taken, in [0, 1].
  const TrialResult& result() const;  ///< Complete once finished.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The project with a trial's parameters set: what "apply the best trial" does.
///
/// @throws Error "wrong_type" if they are no object, else as set_option.
Project apply_trial(Project project, const Assignment& parameters);

}  // namespace vitrine
