#pragma once

#include <memory>

#include "data/table.h"
#include "project/project.h"
#include "search/study.h"

namespace vitrine {

/// The study a project describes.
StudyOptions study_options(const Project& project);

/// One trial of a project's search, a fold at a time: trains the project with the trial's parameters on k - 1
/// folds and scores the metric on the fold left out, preprocessing fitted inside each fold. Test rows of the
/// project's split take no part. With folds = 1 the project's own validation split scores.
///
/// `repeats` repeats all folds with another shuffle. `advance` works in small pieces so that a worker can
/// stop.
class Trial {
 public:
  Trial(const Project& project, const Table& table, int trial);
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
Project apply_trial(Project project, const Assignment& parameters);

}  // namespace vitrine
