#include "nn/layer.h"

#include <span>

#include "nn/layers/batch_norm.h"
#include "nn/layers/dense.h"
#include "nn/layers/dropout.h"
#include "nn/layers/layer_norm.h"
#include "nn/layers/residual.h"

namespace vitrine {

namespace {

template <typename Kind, typename Scalar>
constexpr LayerGradients<Scalar> gradients() {
  LayerGradients<Scalar> gradients = {Kind::template backward<Scalar>, nullptr, Kind::in_place};
  if constexpr (requires { &Kind::template update_statistics<Scalar>; }) {
    gradients.update_statistics = Kind::template update_statistics<Scalar>;
  }
  return gradients;
}

template <typename... Kinds>
struct Tables {
  static constexpr std::size_t count = sizeof...(Kinds);
  static constexpr std::array<std::span<const TensorShape>, count> tensors = {Kinds::tensors...};

  template <typename Scalar>
  static constexpr std::array<LayerFunctions<Scalar>, count> functions = {
      LayerFunctions<Scalar>{Kinds::template workspace<Scalar>, Kinds::template forward<Scalar>}...};

  template <typename Scalar>
  static constexpr std::array<LayerGradients<Scalar>, count> gradients = {
      vitrine::gradients<Kinds, Scalar>()...};
};

/// Every kind, in the order of the enum.
using Table = Tables<layers::Dense, layers::BatchNorm, layers::LayerNorm, layers::Residual, layers::Dropout>;
static_assert(Table::count == layer_kind_names.size());

}  // namespace

std::string_view name_of(LayerKind kind) { return layer_kind_names[static_cast<std::size_t>(kind)]; }

std::string_view name_of(TensorKind kind) { return tensor_names[static_cast<std::size_t>(kind)]; }

std::vector<Tensor> tensors_of(const Layer& layer) {
  std::vector<Tensor> tensors;
  std::size_t trained_end = layer.parameters, running_end = layer.statistics;
  for (const TensorShape& shape : Table::tensors[static_cast<std::size_t>(layer.kind)]) {
    std::size_t& end = shape.trained ? trained_end : running_end;
    const int columns = shape.kind == TensorKind::weights ? layer.inputs : 1;
    tensors.push_back({shape, end, columns});
    end += std::size_t(layer.stride) * columns;
  }
  return tensors;
}

template <typename Scalar>
const LayerFunctions<Scalar>& functions_of(LayerKind kind) {
  return Table::functions<Scalar>[static_cast<std::size_t>(kind)];
}

template <typename Scalar>
const LayerGradients<Scalar>& gradients_of(LayerKind kind) {
  return Table::gradients<Scalar>[static_cast<std::size_t>(kind)];
}

template const LayerFunctions<float>& functions_of<float>(LayerKind);
template const LayerFunctions<double>& functions_of<double>(LayerKind);
template const LayerGradients<float>& gradients_of<float>(LayerKind);
template const LayerGradients<double>& gradients_of<double>(LayerKind);

}  // namespace vitrine
