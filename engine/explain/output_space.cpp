#include "explain/output_space.h"

#include <algorithm>
#include <limits>

#include "nn/math.h"

namespace vitrine {

namespace {

/// log(sum of exp(z[j]) over all j except `left_out`). Subtracting the largest keeps exp() finite.
double log_sum_exp(const double* z, Eigen::Index classes, Eigen::Index left_out) {
  double largest = -std::numeric_limits<double>::infinity();
  for (Eigen::Index j = 0; j < classes; ++j) {
    if (j != left_out) largest = std::max(largest, z[j]);
  }
  double sum = 0;
  for (Eigen::Index j = 0; j < classes; ++j) {
    if (j != left_out) sum += math::exp(z[j] - largest);
  }
  return largest + math::log(sum);
}

void softmax(const double* z, Eigen::Index classes, double* probabilities) {
  const double largest = *std::max_element(z, z + classes);
  double sum = 0;
  for (Eigen::Index k = 0; k < classes; ++k) {
    probabilities[k] = math::exp(z[k] - largest);
    sum += probabilities[k];
  }
  for (Eigen::Index k = 0; k < classes; ++k) probabilities[k] /= sum;
}

Matrix<double> two_class_outputs(ExplainSpace space, const Matrix<double>& logits) {
  Matrix<double> outputs(2, logits.cols());
  for (Eigen::Index example = 0; example < logits.cols(); ++example) {
    const double z = logits(0, example);
    const bool probability = space == ExplainSpace::probability;
    outputs(0, example) = probability ? math::sigmoid(-z) : -z;
    outputs(1, example) = probability ? math::sigmoid(z) : z;
  }
  return outputs;
}

}  // namespace

Matrix<double> outputs_in_space(ExplainSpace space, Output output, const Matrix<double>& logits) {
  if (output == Output::sigmoid) return two_class_outputs(space, logits);
  if (space == ExplainSpace::margin || output == Output::identity) return logits;
  Matrix<double> outputs(logits.rows(), logits.cols());
  for (Eigen::Index example = 0; example < logits.cols(); ++example) {
    const double* z = logits.col(example).data();
    if (space == ExplainSpace::probability) {
      softmax(z, logits.rows(), outputs.col(example).data());
      continue;
    }
    for (Eigen::Index k = 0; k < logits.rows(); ++k) {
      outputs(k, example) = z[k] - log_sum_exp(z, logits.rows(), k);
    }
  }
  return outputs;
}

}  // namespace vitrine
