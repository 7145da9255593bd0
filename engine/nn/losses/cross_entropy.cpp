// Cross-entropy between softmax(z) and a target distribution t. The sum over examples is divided by the sum
// of sum_k w_k t_k, which for labels is the sum of w_label. Without class weights that is the number of
// examples.
//
// Gradient: ((sum of u) softmax(z) - u) / (that sum), u_k = w_k q_k.

#include <algorithm>
#include <cassert>

#include "nn/faint.h"
#include "nn/losses/loss_batch.h"
#include "nn/losses/softmax_lanes.h"

namespace vitrine {

namespace losses {

namespace {

/// What the sum over examples is divided by.
template <typename Scalar>
double sum_of_weights(const LossBatch<Scalar>& batch) {
  if (batch.options.class_weights.empty()) return batch.examples;
  double sum = 0;
  for (int example = 0; example < batch.examples; ++example) {
    for (int k = 0; k < batch.outputs; ++k) {
      sum += batch.class_weight(k) * static_cast<double>(batch.target(example, k));
    }
  }
  return sum;
}

template <typename Scalar>
int true_class(const LossBatch<Scalar>& batch, int example) {
  if (batch.has_labels()) return batch.targets.labels[example];
  return position_of_largest(batch.targets.values.data() + std::size_t(batch.outputs) * example,
                             batch.outputs);
}

}  // namespace

template <typename Scalar>
BatchLoss cross_entropy(const LossBatch<Scalar>& batch) {
  const int classes = batch.outputs;
  const double smoothing = batch.options.label_smoothing;
  if (batch.has_labels() && smoothing == 0 && batch.options.class_weights.empty()) {
    const std::size_t size = std::size_t(batch.stride) * (batch.examples - 1) + classes;
    return softmax_cross_entropy<Scalar>({batch.logits, size}, classes, batch.stride, batch.targets.labels,
                                         {batch.gradient, batch.gradient == nullptr ? 0 : size});
  }
  BatchLoss loss;
  loss.weight = sum_of_weights(batch);
  const double share =
      loss.weight > 0 ? 1 / loss.weight : 0;  // a batch of classes of weight 0 teaches nothing
  for (int example = 0; example < batch.examples; ++example) {
    const Scalar* z = batch.logits_of(example);
    Scalar* dz = batch.gradient_of(example);
    const int largest = position_of_largest(z, classes);
    const Scalar sum = dz == nullptr ? sum_of_exponentials(z, z[largest], classes)
                                     : sum_of_exponentials(z, z[largest], classes, dz);
    const double log_sum = math::log(static_cast<double>(sum));
    const auto weighted_target = [&](int k) {
      const double t = static_cast<double>(batch.target(example, k));
      return batch.class_weight(k) * ((1 - smoothing) * t + smoothing / classes);
    };
    double mass = 0;
    for (int k = 0; k < classes; ++k) {
      const double u = weighted_target(k);
      mass += u;
      loss.value += u * (log_sum + (static_cast<double>(z[largest]) - static_cast<double>(z[k])));
    }
    if (dz != nullptr) {
      const Scalar scale = static_cast<Scalar>(mass * share) / sum;
      for (int k = 0; k < classes; ++k)
        dz[k] = scale * dz[k] - static_cast<Scalar>(weighted_target(k) * share);
    }
    loss.correct += largest == true_class(batch, example) ? 1 : 0;
  }
  loss.value *= share;
  return loss;
}

template BatchLoss cross_entropy(const LossBatch<float>&);
template BatchLoss cross_entropy(const LossBatch<double>&);

}  // namespace losses

template <typename Scalar>
BatchLoss softmax_cross_entropy(std::span<const Scalar> logits, int classes, int stride,
                                std::span<const int> labels, std::span<Scalar> gradient) {
  constexpr int width = losses::SoftmaxLanes<Scalar>::count;
  const int examples = static_cast<int>(labels.size());
  assert(examples > 0 && logits.size() >= std::size_t(examples - 1) * stride + classes);
  const Scalar share = Scalar{1} / static_cast<Scalar>(examples);
  double total = 0;
  int correct = 0;
  for (int first = 0; first < examples; first += width) {
    const int count = std::min(width, examples - first);
    losses::SoftmaxLanes<Scalar> lanes(logits.data(), gradient.empty() ? nullptr : gradient.data(), stride,
                                       first, count);
    // Beside the largest term, 1, faint ones do not change the sum.
    lanes.evaluate(classes, log_faint<Scalar>);
    double log_sums[width];
    for (int i = 0; i < width; ++i) log_sums[i] = math::log(static_cast<double>(lanes.sum[i]));
    for (int i = 0; i < count; ++i) {
      const int label = labels[std::size_t(first) + std::size_t(i)];
      assert(label >= 0 && label < classes);
      total += log_sums[i] + (static_cast<double>(lanes.largest[i]) - static_cast<double>(lanes.z[i][label]));
      correct += lanes.predicted[i] == label ? 1 : 0;
      Scalar* const dz = lanes.exponentials[i];
      if (dz == nullptr) continue;
      const Scalar scale = share / lanes.sum[i];
      for (int k = 0; k < classes; ++k) dz[k] *= scale;
      dz[label] -= share;
    }
  }
  const double weight = examples;
  return {total / weight, weight, correct};
}

template BatchLoss softmax_cross_entropy<float>(std::span<const float>, int, int, std::span<const int>,
                                                std::span<float>);
template BatchLoss softmax_cross_entropy<double>(std::span<const double>, int, int, std::span<const int>,
                                                 std::span<double>);

}  // namespace vitrine
