#include "nn/loss.h"

#include <cassert>

#include "nn/math.h"

namespace vitrine {

namespace {

template <typename Scalar>
int position_of_largest(const Scalar* values, int count) {
  int largest = 0;
  for (int i = 1; i < count; ++i) largest = values[i] > values[largest] ? i : largest;
  return largest;
}

/// Writes exp(z - max) and returns its sum.
template <typename Scalar>
Scalar shifted_exponentials(const Scalar* z, Scalar maximum, int classes, Scalar* exponentials) {
  for (int k = 0; k < classes; ++k) exponentials[k] = math::exp(z[k] - maximum);
  Scalar sum = 0;
  for (int k = 0; k < classes; ++k) sum += exponentials[k];
  return sum;
}

}  // namespace

template <typename Scalar>
BatchLoss softmax_cross_entropy(std::span<const Scalar> logits, int classes, int stride,
                                std::span<const int> labels, std::span<Scalar> gradient) {
  const std::size_t examples = labels.size();
  assert(examples > 0 && logits.size() >= (examples - 1) * stride + classes);
  const Scalar share = Scalar{1} / static_cast<Scalar>(examples);
  BatchLoss loss;
  for (std::size_t example = 0; example < examples; ++example) {
    const Scalar* z = logits.data() + example * stride;
    const int label = labels[example];
    assert(label >= 0 && label < classes);
    const int largest = position_of_largest(z, classes);
    Scalar sum = 0;
    if (gradient.empty()) {
      for (int k = 0; k < classes; ++k) sum += math::exp(z[k] - z[largest]);
    } else {
      Scalar* dz = gradient.data() + example * stride;
      sum = shifted_exponentials(z, z[largest], classes, dz);
      const Scalar scale = share / sum;
      for (int k = 0; k < classes; ++k) dz[k] *= scale;
      dz[label] -= share;
    }
    loss.value += math::log(static_cast<double>(sum)) +
                  (static_cast<double>(z[largest]) - static_cast<double>(z[label]));
    loss.correct += largest == label ? 1 : 0;
  }
  loss.value /= static_cast<double>(examples);
  return loss;
}

template <typename Scalar>
void softmax(std::span<const Scalar> logits, int classes, int stride, std::span<Scalar> probabilities) {
  for (std::size_t first = 0; first + classes <= logits.size(); first += stride) {
    const Scalar* z = logits.data() + first;
    Scalar* p = probabilities.data() + first;
    const Scalar sum = shifted_exponentials(z, z[position_of_largest(z, classes)], classes, p);
    for (int k = 0; k < classes; ++k) p[k] /= sum;
  }
}

template BatchLoss softmax_cross_entropy<float>(std::span<const float>, int, int, std::span<const int>,
                                                std::span<float>);
template BatchLoss softmax_cross_entropy<double>(std::span<const double>, int, int, std::span<const int>,
                                                 std::span<double>);
template void softmax<float>(std::span<const float>, int, int, std::span<float>);
template void softmax<double>(std::span<const double>, int, int, std::span<double>);

}  // namespace vitrine
