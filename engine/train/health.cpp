#include "train/health.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "text.h"

namespace vitrine {

namespace {

template <typename Scalar>
bool all_finite(std::span<const Scalar> values) {
  return std::all_of(values.begin(), values.end(), [](Scalar x) { return std::isfinite(x); });
}

}  // namespace

std::string layer_name(const Layer& layer) {
  return concat({"layer ", layer.index + 1, " (", name_of(layer.kind), ")"});
}

template <typename Scalar>
std::string likely_cause(const Network<Scalar>& network, const Backpropagation<Scalar>& pass, int examples) {
  for (const Layer& layer : network.layers()) {
    for (const Tensor& tensor : tensors_of(layer)) {
      const Matrix<Scalar> values = network.tensor(layer.index, tensor.shape.kind);
      if (all_finite<Scalar>({values.data(), static_cast<std::size_t>(values.size())})) continue;
      return concat({"the step before left the ", name_of(tensor.shape.kind), " of ", layer_name(layer),
                     " not finite, so it was too long. A smaller learning rate or gradient clipping usually "
                     "helps."});
    }
  }
  for (const Layer& layer : network.layers()) {
    const std::size_t count = static_cast<std::size_t>(layer.stride) * static_cast<std::size_t>(examples);
    if (all_finite<Scalar>(pass.activation(layer.index).first(count))) continue;
    return concat({"the values of ", layer_name(layer),
                   " are beyond what float32 can hold, because the weights grew without bound. A smaller "
                   "learning rate, gradient clipping or scaled inputs usually help."});
  }
  return "the weights grew without bound. A smaller learning rate or gradient clipping usually helps.";
}

template std::string likely_cause<float>(const Network<float>&, const Backpropagation<float>&, int);
template std::string likely_cause<double>(const Network<double>&, const Backpropagation<double>&, int);

}  // namespace vitrine
