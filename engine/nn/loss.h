#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace vitrine {

/// What training minimises. Of each example, with logits z, K outputs, and the target t or the label c, which
/// as a target is 1 for c and 0 for the others:
///
///   cross_entropy         -sum_k w_k q_k log softmax(z)_k,               Bishop (2006) eq. 4.108,
///                         q_k = (1 - smoothing) t_k + smoothing / K      Szegedy et al. (2016) section 7
///   focal                 -w_c (1 - p)^gamma log p,  p = softmax(z)_c    Lin et al. (2017) eq. 5
///   hinge                 w_c / K times the sum over k other than c      Weston & Watkins (1999)
///                         of max(0, margin - z_c + z_k)^power
///
/// The mean is over examples; cross_entropy weighs each with sum_k w_k t_k. Of each output of each example:
///
///   binary_cross_entropy  v t softplus(-z) + (1 - t) softplus(z)         Bishop (2006) eq. 4.90
///   mse                   (z - t)^2                                      Bishop (2006) eq. 3.12, twice
///                         of labels (softmax(z)_k - t_k)^2               Brier (1950)
///   mae                   |z - t|                                        Bishop (2006) section 1.5.5
///   huber                 d^2 / 2 where |d| <= delta, else               Huber (1964)
///                         delta (|d| - delta / 2), with d = z - t
///
/// The mean is over all outputs. w are the class weights and v the positive weights, 1 where none are given.
/// The gradients are in losses/, one file a loss.
enum class LossKind { cross_entropy, binary_cross_entropy, focal, hinge, mse, mae, huber };

/// Names as the project document spells them, in the order of the enum.
inline constexpr auto loss_names = std::to_array<std::string_view>(
    {"cross_entropy", "binary_cross_entropy", "focal", "hinge", "mse", "mae", "huber"});

/// @throws Error "unknown_choice".
LossKind loss_from_name(std::string_view name);
std::string_view name_of(LossKind kind);

/// A loss and its numbers. Each loss reads some of them: options_of().
struct LossOptions {
  LossKind kind = LossKind::cross_entropy;
  double label_smoothing = 0;            ///< Share of the target spread evenly over all classes, in [0, 1).
  std::vector<double> class_weights;     ///< One per class, at least 0; none: all 1. Focal's alpha.
  std::vector<double> positive_weights;  ///< One per output, or one for all, at least 0; none: 1.
  double focal_gamma = 2;                ///< At least 0; 0 is plain cross-entropy.
  double hinge_margin = 1;               ///< Above 0.
  int hinge_power = 1;                   ///< 1 or 2.
  double huber_delta = 1;                ///< Above 0, in the target's unit.
};

/// What an example should give: a class, a number for every class or output between 0 and 1, or any numbers.
enum class TargetKind { labels, probabilities, numbers };

/// What follows the logits of a network that a loss trains towards such targets, as a model file spells it:
/// "softmax", "sigmoid" or "identity". Empty where the loss does not take them.
std::string_view output_after(LossKind kind, TargetKind targets);

/// Names of the fields of LossOptions that a loss reads.
std::span<const std::string_view> options_of(LossKind kind);

/// The targets of a batch: labels, or else values.
template <typename Scalar>
struct Targets {
  std::span<const int> labels;     ///< One per example, each in [0, classes).
  std::span<const Scalar> values;  ///< One per output, example after example without padding.

  std::size_t examples(int outputs) const {
    return labels.empty() ? values.size() / static_cast<std::size_t>(outputs) : labels.size();
  }
};

/// What training and scoring need to know about a batch of logits.
struct BatchLoss {
  /// Mean over the batch, in nats for the cross-entropies; summed in example order in float64.
  double value = 0;
  /// What the sum was divided by. A mean over several batches is weighted with it.
  double weight = 0;
  /// Examples of the right class; the lowest index wins a tie. 0 where there are no classes, and of no
  /// meaning where a logit is NaN.
  int correct = 0;
};

/// Mean loss of a batch and its gradient. Logits as large as +-1000 stay finite; where one is NaN or
/// infinite, the value is not finite either and the whole gradient is NaN.
///
/// @param logits    `stride` entries per example, of which the first `outputs` count.
/// @param targets   of a kind that the loss takes; at least one example.
/// @param gradient  d(value)/d(logits), laid out like logits, whose padding is left alone; or empty when only
///                  the value is wanted.
template <typename Scalar>
BatchLoss evaluate_loss(const LossOptions& options, std::span<const Scalar> logits, int outputs, int stride,
                        const Targets<Scalar>& targets, std::span<Scalar> gradient);

/// Mean cross-entropy between softmax(logits) and class labels, and its gradient: evaluate_loss() without
/// options.
///
/// Takes logits, not probabilities: subtracting each example's maximum keeps log-sum-exp finite where exp()
/// would overflow. Gradient: (softmax(logits) - one_hot(labels)) / batch; Bishop (2006) eq. 4.109.
template <typename Scalar>
BatchLoss softmax_cross_entropy(std::span<const Scalar> logits, int classes, int stride,
                                std::span<const int> labels, std::span<Scalar> gradient);

/// Softmax of each example's logits; `probabilities` is laid out like logits and may be the same array.
template <typename Scalar>
void softmax(std::span<const Scalar> logits, int classes, int stride, std::span<Scalar> probabilities);

}  // namespace vitrine
