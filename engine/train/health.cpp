#include "train/health.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "decimal.h"
#include "nn/finite.h"
#include "text.h"

namespace vitrine {

namespace {

constexpr std::string_view advice = "A smaller learning rate or gradient clipping usually helps.";

template <typename Scalar>
constexpr std::string_view scalar_name = sizeof(Scalar) == sizeof(float) ? "float32" : "float64";

/// The largest magnitude among numbers that are finite.
template <typename Scalar>
double largest_of(std::span<const Scalar> values) {
  Scalar largest = 0;
  for (const Scalar x : values) largest = std::max(largest, std::abs(x));
  return static_cast<double>(largest);
}

std::string_view verb_of(TensorKind kind) { return kind == TensorKind::weights ? "are" : "is"; }

/// "the weights of layer 2 (dense)"
std::string tensor_name(const Layer& layer, TensorKind kind) {
  return concat({"the ", name_of(kind), " of ", layer_name(layer)});
}

/// "the weights of layer 2 (dense) are": the first tensor with an entry that is not finite; empty if there is
/// none.
template <typename Scalar>
std::string broken_tensor(const Network<Scalar>& network) {
  if (all_finite<Scalar>(network.parameters()) && all_finite<Scalar>(network.statistics())) return "";
  for (const Layer& layer : network.layers()) {
    for (const Tensor& tensor : tensors_of(layer)) {
      const TensorKind kind = tensor.shape.kind;
      const Matrix<Scalar> values = network.tensor(layer.index, kind);
      if (!all_finite<Scalar>({values.data(), static_cast<std::size_t>(values.size())})) {
        return concat({tensor_name(layer, kind), " ", verb_of(kind)});
      }
    }
  }
  return "";
}

/// "the weights of layer 1 (dense)": the first tensor of which the optimizer remembers something that is not
/// finite; empty if there is none.
template <typename Scalar>
std::string broken_memory(const Network<Scalar>& network, const OptimizerState<Scalar>& optimizer) {
  for (const Buffer<Scalar>& array : optimizer.arrays) {
    if (all_finite<Scalar>(array)) continue;
    for (const Layer& layer : network.layers()) {
      for (const Tensor& tensor : tensors_of(layer)) {
        if (!tensor.shape.trained) continue;
        const std::size_t size = std::size_t(layer.stride) * static_cast<std::size_t>(tensor.columns);
        if (!all_finite<Scalar>(std::span(array).subspan(tensor.offset, size))) {
          return tensor_name(layer, tensor.shape.kind);
        }
      }
    }
  }
  return "";
}

/// "the weights of layer 2 (dense) grew to 4e+04": what is largest of all that is trained, the first of
/// equals.
template <typename Scalar>
std::string largest_tensor(const Network<Scalar>& network) {
  double largest = -1;
  std::string name;
  for (const Layer& layer : network.layers()) {
    for (const Tensor& tensor : tensors_of(layer)) {
      if (!tensor.shape.trained) continue;
      const std::size_t size = std::size_t(layer.stride) * static_cast<std::size_t>(tensor.columns);
      const double size_here = largest_of(network.parameters().subspan(tensor.offset, size));
      if (size_here <= largest) continue;
      largest = size_here;
      name = tensor_name(layer, tensor.shape.kind);
    }
  }
  return concat({name, " grew to ", format_size(largest)});
}

/// Inputs that explain what went wrong: "inputs are as large as 4e+29. Scaling ...". Empty if they are of the
/// size that scaled ones have.
template <typename Scalar>
std::string blame_inputs(std::span<const Scalar> inputs) {
  if (!all_finite<Scalar>(inputs)) {
    return concat(
        {"an input is beyond what ", scalar_name<Scalar>, " can hold. Scaling the columns usually helps."});
  }
  const double largest = largest_of(inputs);
  if (largest < large_input) return "";
  return concat({"inputs are as large as ", format_size(largest),
                 ". Scaling the columns or a smaller learning rate usually helps."});
}

/// What helps when a step was too long: a shorter one, or smaller inputs where they are the reason.
template <typename Scalar>
std::string advice_for(std::span<const Scalar> inputs) {
  const std::string blame = blame_inputs(inputs);
  return blame.empty() ? std::string(advice) : concat({"The likely cause: ", blame});
}

/// "the values of layer 2 (dense) are beyond what float32 can hold": the first layer where the last forward
/// pass left the finite numbers, before its activation, which may hide it as tanh does; empty if there is
/// none.
template <typename Scalar>
std::string broken_values(const Network<Scalar>& network, const Backpropagation<Scalar>& pass) {
  for (const Layer& layer : network.layers()) {
    const auto count = static_cast<std::size_t>(layer.stride) * static_cast<std::size_t>(pass.examples());
    if (all_finite<Scalar>(pass.preactivation(layer.index).first(count))) continue;
    return concat(
        {"the values of ", layer_name(layer), " are beyond what ", scalar_name<Scalar>, " can hold"});
  }
  return "";
}

/// Where the values of a batch first left the finite numbers, and why.
template <typename Scalar>
std::string cause(const Network<Scalar>& network, const Backpropagation<Scalar>& pass) {
  const auto size = static_cast<std::size_t>(network.inputs()) * static_cast<std::size_t>(pass.examples());
  const std::span<const Scalar> inputs = pass.inputs().first(size);
  if (!all_finite<Scalar>(inputs)) return blame_inputs(inputs);
  if (const std::string tensor = broken_tensor(network); !tensor.empty()) {
    return concat({"the step before was so long that ", tensor, " not finite. ", advice_for(inputs)});
  }
  std::string blame = blame_inputs(inputs);
  if (const std::string beyond = broken_values(network, pass); !beyond.empty()) {
    if (!blame.empty()) return concat({beyond, ", because ", blame});
    return concat({beyond,
                   ", because weights or inputs are too large. A smaller learning rate, gradient clipping or "
                   "scaled inputs usually help."});
  }
  if (!blame.empty()) return blame;
  return concat({largest_tensor(network), ". ", advice});
}

std::string_view what_happened(double loss) {
  if (std::isnan(loss)) return "is not a number";
  return std::isinf(loss) ? "became infinite" : "exploded";
}

}  // namespace

bool is_usable(double loss, double first_loss) {
  // Written so that NaN is not.
  return loss <= largest_loss && loss <= exploding_factor * std::max(1.0, first_loss);
}

template <typename Scalar>
std::string batch_failure(double loss, int epoch, int batch, const Network<Scalar>& network,
                          const Backpropagation<Scalar>& pass) {
  const std::string where = concat({" in epoch ", epoch, ", batch ", batch, ": ", cause(network, pass)});
  if (pass.overflowed() && std::isfinite(loss)) return concat({"Training exploded", where});
  return concat({"The loss ", what_happened(loss), where});
}

template <typename Scalar>
std::string epoch_failure(const EpochEnd<Scalar>& end) {
  const std::span<const Scalar> inputs(end.inputs.data(), static_cast<std::size_t>(end.inputs.size()));
  if (const std::string tensor = broken_tensor(end.network); !tensor.empty()) {
    return concat({"The last step of epoch ", end.epoch, " was so long that ", tensor, " not finite. ",
                   advice_for(inputs)});
  }
  if (const std::string tensor = broken_memory(end.network, end.optimizer); !tensor.empty()) {
    return concat({"Training stood still in epoch ", end.epoch, ": the gradients of ", tensor,
                   " are so large that what the optimizer keeps of them is beyond what ", scalar_name<Scalar>,
                   " can hold. ", advice_for(inputs)});
  }
  if (!end.validation_loss || is_usable(*end.validation_loss, end.first_validation_loss)) {
    if (all_within(end.network.parameters(), static_cast<Scalar>(exploding_parameter))) return "";
    return concat({"Training exploded in epoch ", end.epoch, ": ", largest_tensor(end.network), ". ",
                   advice_for(inputs)});
  }
  const std::string where =
      concat({"The validation loss ", what_happened(*end.validation_loss), " after epoch ", end.epoch, ": "});
  if (std::isfinite(*end.validation_loss)) {
    return concat({where, largest_tensor(end.network),
                   ", or the validation rows have far larger inputs. A smaller learning rate, gradient "
                   "clipping or scaled inputs usually help."});
  }
  return concat({where, "weights or inputs are too large for ", scalar_name<Scalar>, "; ",
                 largest_tensor(end.network),
                 ". A smaller learning rate, gradient clipping or scaled inputs usually help."});
}

template <typename Scalar>
std::string end_failure(const Network<Scalar>& network, const Backpropagation<Scalar>& pass) {
  return concat({"After the last epoch ", broken_values(network, pass), ". ", advice_for(pass.inputs())});
}

std::string layer_name(const Layer& layer) {
  return concat({"layer ", layer.index + 1, " (", name_of(layer.kind), ")"});
}

template std::string batch_failure<float>(double, int, int, const Network<float>&,
                                          const Backpropagation<float>&);
template std::string batch_failure<double>(double, int, int, const Network<double>&,
                                           const Backpropagation<double>&);
template std::string epoch_failure<float>(const EpochEnd<float>&);
template std::string epoch_failure<double>(const EpochEnd<double>&);
template std::string end_failure<float>(const Network<float>&, const Backpropagation<float>&);
template std::string end_failure<double>(const Network<double>&, const Backpropagation<double>&);

}  // namespace vitrine
