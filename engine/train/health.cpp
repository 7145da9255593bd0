#include "train/health.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "text.h"

namespace vitrine {

namespace {

constexpr std::string_view advice = "A smaller learning rate or gradient clipping usually helps.";

template <typename Scalar>
constexpr std::string_view scalar_name = sizeof(Scalar) == sizeof(float) ? "float32" : "float64";

template <typename Scalar>
bool all_finite(std::span<const Scalar> values) {
  return std::all_of(values.begin(), values.end(), [](Scalar x) { return std::isfinite(x); });
}

/// "the weights of layer 2 (dense)": the first tensor with an entry that is not finite; empty if there is
/// none.
template <typename Scalar>
std::string broken_tensor(const Network<Scalar>& network) {
  if (all_finite<Scalar>(network.parameters()) && all_finite<Scalar>(network.statistics())) return "";
  for (const Layer& layer : network.layers()) {
    for (const Tensor& tensor : tensors_of(layer)) {
      const Matrix<Scalar> values = network.tensor(layer.index, tensor.shape.kind);
      if (!all_finite<Scalar>({values.data(), static_cast<std::size_t>(values.size())})) {
        return concat({"the ", name_of(tensor.shape.kind), " of ", layer_name(layer)});
      }
    }
  }
  return "";
}

/// Where the values of a batch first left the finite numbers, and why.
template <typename Scalar>
std::string cause(const Network<Scalar>& network, const Backpropagation<Scalar>& pass, int examples) {
  if (const std::string tensor = broken_tensor(network); !tensor.empty()) {
    return concat({"the step before was so long that ", tensor, " are not finite. ", advice});
  }
  const std::size_t inputs = static_cast<std::size_t>(network.inputs()) * static_cast<std::size_t>(examples);
  if (!all_finite<Scalar>(pass.inputs().first(inputs))) {
    return concat(
        {"an input is beyond what ", scalar_name<Scalar>, " can hold. Scaling the columns usually helps."});
  }
  for (const Layer& layer : network.layers()) {
    const std::size_t count = static_cast<std::size_t>(layer.stride) * static_cast<std::size_t>(examples);
    if (all_finite<Scalar>(pass.activation(layer.index).first(count))) continue;
    return concat({"the values of ", layer_name(layer), " are beyond what ", scalar_name<Scalar>,
                   " can hold, because weights or inputs are too large. A smaller learning rate, gradient "
                   "clipping or scaled inputs usually help."});
  }
  return concat({"the weights grew without bound. ", advice});
}

std::string_view what_happened(double loss) {
  if (std::isnan(loss)) return "is not a number";
  return std::isinf(loss) ? "became infinite" : "exploded";
}

}  // namespace

bool is_usable(double loss, double first_loss) {
  // Written so that NaN is not.
  return loss <= exploding_factor * std::max(1.0, first_loss);
}

template <typename Scalar>
std::string batch_failure(double loss, int epoch, int batch, const Network<Scalar>& network,
                          const Backpropagation<Scalar>& pass, int examples) {
  return concat({"The loss ", what_happened(loss), " in epoch ", epoch, ", batch ", batch, ": ",
                 cause(network, pass, examples)});
}

template <typename Scalar>
std::string epoch_failure(int epoch, std::optional<double> validation_loss, const Network<Scalar>& network) {
  if (const std::string tensor = broken_tensor(network); !tensor.empty()) {
    return concat(
        {"The last step of epoch ", epoch, " was so long that ", tensor, " are not finite. ", advice});
  }
  if (!validation_loss || std::isfinite(*validation_loss)) return "";
  return concat({"The validation loss ", what_happened(*validation_loss), " after epoch ", epoch,
                 ": weights or inputs are too large for ", scalar_name<Scalar>,
                 ". A smaller learning rate, gradient clipping or scaled inputs usually help."});
}

std::string layer_name(const Layer& layer) {
  return concat({"layer ", layer.index + 1, " (", name_of(layer.kind), ")"});
}

template std::string batch_failure<float>(double, int, int, const Network<float>&,
                                          const Backpropagation<float>&, int);
template std::string batch_failure<double>(double, int, int, const Network<double>&,
                                           const Backpropagation<double>&, int);
template std::string epoch_failure<float>(int, std::optional<double>, const Network<float>&);
template std::string epoch_failure<double>(int, std::optional<double>, const Network<double>&);

}  // namespace vitrine
