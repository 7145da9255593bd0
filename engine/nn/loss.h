#pragma once

#include <span>

#include "nn/types.h"

namespace vitrine {

/// What training and scoring need to know about a batch of logits.
template <typename Scalar>
struct LossResult {
  double value;  ///< Mean over the batch, in nats; summed in example order in float64.
  int correct;   ///< Examples whose largest logit is the true class (lowest index on a tie).
};

/// Mean cross-entropy between softmax(logits) and class labels, and its gradient.
///
/// Takes logits, not probabilities: subtracting each example's maximum keeps log-sum-exp finite where exp()
/// would overflow. Gradient: (softmax(logits) - one_hot(labels)) / batch; Bishop (2006) eq. 4.109.
///
/// @param logits    `stride` entries per example, of which the first `classes` count.
/// @param labels    one per example, each in [0, classes).
/// @param gradient  like logits, or empty when only the value is wanted. Padding is left alone.
template <typename Scalar>
LossResult<Scalar> softmax_cross_entropy(std::span<const Scalar> logits, int classes, int stride,
                                         std::span<const int> labels, std::span<Scalar> gradient);

/// Mean cross-entropy of one logit per example against labels 0 and 1: softplus(z) - label * z.
/// Gradient: (sigmoid(z) - label) / batch.
template <typename Scalar>
LossResult<Scalar> binary_cross_entropy(std::span<const Scalar> logits, int stride, std::span<const int> labels,
                                        std::span<Scalar> gradient);

}  // namespace vitrine
