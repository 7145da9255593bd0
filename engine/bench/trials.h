#pragma once

#include <span>
#include <vector>

#include "bench/request.h"
#include "bench/work.h"
#include "train/examples.h"

namespace vitrine::bench {

/// The hyperparameters of one trial.
struct Configuration {
  std::vector<int> hidden;
  double learning_rate;
  int batch;
  double l2;
};

/// Configurations that are each trained on all folds but one, and scored by the accuracy on that one. One
/// configuration knows nothing of another, so they can be shared out among any number of workers.
class Trials {
 public:
  /// @param hpo   {"configs": [{"hidden", "lr", "batch", "l2"}], "test_folds": [[row]]}
  /// @throws Error "wrong_type" or "out_of_range" with the field's path, and as examples_of.
  Trials(const Request& request, const Json& hpo, const WorkData& data);

  int count() const { return static_cast<int>(configurations_.size()); }

  /// Mean accuracy over the folds; 0 in one whose training fails.
  double score(int configuration) const;

 private:
  double score_fold(const Configuration& configuration, const std::vector<int>& test_rows) const;
  NetworkSize size_of(const Configuration& configuration) const;
  Examples<float> rows_of(std::span<const int> rows) const;

  Request request_;
  Examples<float> examples_;
  std::vector<Configuration> configurations_;
  std::vector<std::vector<int>> test_folds_;
};

}  // namespace vitrine::bench
