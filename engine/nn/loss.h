#pragma once

#include <span>

namespace vitrine {

/// What training and scoring need to know about a batch of logits.
struct BatchLoss {
  double value = 0;  ///< Mean over the batch, in nats; summed in example order in float64.
  int correct = 0;   ///< Examples whose largest logit is the true class; the lowest index wins a tie.
};

/// Mean cross-entropy between softmax(logits) and class labels, and its gradient.
///
/// Takes logits, not probabilities: subtracting each example's maximum keeps log-sum-exp finite where exp()
/// would overflow. Gradient: (softmax(logits) - one_hot(labels)) / batch; Bishop (2006) eq. 4.109.
///
/// @param logits    `stride` entries per example, of which the first `classes` count.
/// @param labels    one per example, each in [0, classes).
/// @param gradient  d(value)/d(logits), laid out like logits; or empty when only the value is wanted. Padding
/// is
///                  left alone.
template <typename Scalar>
BatchLoss softmax_cross_entropy(std::span<const Scalar> logits, int classes, int stride,
                                std::span<const int> labels, std::span<Scalar> gradient);

/// Softmax of each example's logits; `probabilities` is laid out like logits and may be the same array.
template <typename Scalar>
void softmax(std::span<const Scalar> logits, int classes, int stride, std::span<Scalar> probabilities);

}  // namespace vitrine
