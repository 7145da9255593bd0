#pragma once

#include <vector>

#include "bench/request.h"
#include "bench/work_data.h"

namespace vitrine::bench {

/// Trains as a request says, for its epochs, on some rows, and gives the accuracy on others; 0 where training
/// fails.
using ScoreFold = double (*)(const Request& request, const WorkData& train, const WorkData& test);

/// By the trainer that the page trains with; in a file with its options, and apart from Trials, so that
/// others who search link no trainer.
double score_fold(const Request& request, const WorkData& train, const WorkData& test);

/// Configurations that are each trained on all folds but one, and scored by the accuracy on that one. One
/// configuration knows nothing of another, so they can be shared out among any number of workers.
class Trials {
 public:
  /// @param hpo   {"configs": [{"hidden", "lr", "batch", "l2"}], "test_folds": [[row]]}
  /// @throws Error "wrong_type" or "out_of_range" with the field's path, and as check_examples.
  Trials(const Request& request, const Json& hpo, const WorkData& data, ScoreFold score_fold);

  int count() const { return static_cast<int>(trainings_.size()); }

  /// Mean accuracy over the folds.
  double score(int configuration) const;

 private:
  struct Fold {
    WorkData train, test;
  };

  ScoreFold score_fold_;
  std::vector<Request> trainings_;  ///< One a configuration.
  std::vector<Fold> folds_;
};

}  // namespace vitrine::bench
