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
constexpr LayerFunctions<Scalar> functions() {
  LayerFunctions<Scalar> functions = {Kind::template workspace<Scalar>, Kind::template forward<Scalar>,
                                      Kind::template backward<Scalar>, nullptr, Kind::in_place};
  if constexpr (requires { &Kind::template update_statistics<Scalar>; }) {
    functions.update_statistics = Kind::template update_statistics<Scalar>;
  }
  return functions;
}

struct Row {
  std::span<const TensorShape> tensors;
  LayerFunctions<float> float32;
  LayerFunctions<double> float64;
};

template <typename Kind>
constexpr Row row() {
  return {Kind::tensors, functions<Kind, float>(), functions<Kind, double>()};
}

/// In the order of the enum.
constexpr std::array<Row, layer_kind_names.size()> table = {row<layers::Dense>(), row<layers::BatchNorm>(),
                                                            row<layers::LayerNorm>(), row<layers::Residual>(),
                                                            row<layers::Dropout>()};

}  // namespace

std::string_view name_of(LayerKind kind) { return layer_kind_names[static_cast<std::size_t>(kind)]; }

std::string_view name_of(TensorKind kind) { return tensor_names[static_cast<std::size_t>(kind)]; }

std::vector<Tensor> tensors_of(const Layer& layer) {
  std::vector<Tensor> tensors;
  std::size_t trained_end = layer.parameters, running_end = layer.statistics;
  for (const TensorShape& shape : table[static_cast<std::size_t>(layer.kind)].tensors) {
    std::size_t& end = shape.trained ? trained_end : running_end;
    const int columns = shape.kind == TensorKind::weights ? layer.inputs : 1;
    tensors.push_back({shape, end, columns});
    end += std::size_t(layer.stride) * columns;
  }
  return tensors;
}

template <typename Scalar>
const LayerFunctions<Scalar>& functions_of(LayerKind kind) {
  const Row& found = table[static_cast<std::size_t>(kind)];
  if constexpr (sizeof(Scalar) == sizeof(float)) {
    return found.float32;
  } else {
    return found.float64;
  }
}

template const LayerFunctions<float>& functions_of<float>(LayerKind);
template const LayerFunctions<double>& functions_of<double>(LayerKind);

}  // namespace vitrine
