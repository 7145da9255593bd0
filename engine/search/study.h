#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "json.h"
#include "search/space.h"

namespace vitrine {

/// One finished trial, as a line of the journal holds it.
struct TrialResult {
  int trial = 0;
  Assignment parameters;
  double value = 0;           ///< The metric's mean over folds; NaN when failed.
  std::string state;          ///< "complete" or "failed"
  std::string failure;        ///< Why it failed, in words; else empty.
  std::vector<double> folds;  ///< The metric of each fold.
};

/// {"trial", "parameters", "value", "state", "stopped": null, "failure": text or null, "folds"}; a number
/// that is not finite is null.
Json write_trial(const TrialResult& result);

/// @throws Error "damaged_trial" with the name of the offending field.
TrialResult read_trial(const Json& document);

struct StudyOptions {
  SearchSpace space;
  std::uint64_t seed;
  int trials;                     ///< In all, resumed ones included.
  std::string metric;             ///< Name of what a trial's value is.
  bool larger_is_better = false;  ///< Of the metric.
};

/// A search: hands out trials and collects results, in any order. Knows nothing of networks.
class Study {
 public:
  explicit Study(StudyOptions options);

  /// The next trial nobody has asked for, or none when all have been handed out.
  std::optional<int> ask();
  Assignment parameters(int trial) const;

  /// Takes a result, from a worker or from a journal; a trial told before counts as asked.
  ///
  /// Told the same result twice, it keeps one. @throws Error "conflicting_trial" if the two differ: a trial
  /// is a pure function of the study, so one of them is from elsewhere.
  void tell(TrialResult result);

  /// Results in the order of their trial numbers.
  const std::vector<TrialResult>& results() const { return results_; }

  /// Position in results() of the best complete trial; ties go to the lowest trial number.
  std::optional<std::size_t> best() const;

  const StudyOptions& options() const { return options_; }

 private:
  StudyOptions options_;
  std::vector<TrialResult> results_;
  std::set<int> asked_;
  int next_ = 0;  ///< No trial below it is left to hand out.
};

}  // namespace vitrine
