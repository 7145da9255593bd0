#pragma once

#include <vector>

#include "nn/types.h"

namespace vitrine {

/// How good class probabilities are on labelled examples.
struct ClassificationScores {
  int rows = 0;
  double accuracy = 0;  ///< Share of rows whose most probable class is right; ties go to the lowest index.
  double log_loss = 0;  ///< Mean -log(probability of the true class), in nats.
  std::vector<std::vector<int>> confusion;  ///< [true class][predicted class]: rows.
};

/// @param logits  classes x examples (or 1 x examples for a sigmoid output, the logit of class 1).
/// Log loss is computed from logits, so it is finite even where a probability underflows.
/// @throws Error "no_rows" if there are no examples: the metrics are undefined then.
template <typename Scalar>
ClassificationScores score_classification(const Matrix<Scalar>& logits, const Labels& labels);

}  // namespace vitrine
