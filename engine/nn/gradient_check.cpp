#include "nn/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "nn/backpropagation.h"
#include "text.h"

namespace vitrine {

double penalty(const Network<double>& network, const Penalties& penalties) {
  double sum = 0;
  for (const Range& range : network.weight_ranges()) {
    for (const double weight : network.parameters().subspan(range.begin, range.end - range.begin)) {
      sum += penalties.l1 * std::abs(weight) + penalties.l2 / 2 * weight * weight;
    }
  }
  return sum;
}

std::string GradientCheck::parameter() const {
  std::string name = concat({"layer ", layer, " (", name_of(kind), "): ", name_of(tensor), ", unit ", unit});
  if (tensor == TensorKind::weights) name += concat({", input ", input});
  return name;
}

GradientCheck check_gradient(Network<double> network, const Matrix<double>& inputs, const LossOptions& loss,
                             const Targets<double>& targets, const Penalties& penalties,
                             const PassOptions& options, double step) {
  const int examples = static_cast<int>(inputs.cols());
  Backpropagation<double> pass(network, examples);
  std::copy_n(inputs.data(), inputs.size(), pass.inputs().data());
  std::vector<double> gradient(network.parameters().size());
  pass.gradient(network, loss, targets, penalties, gradient, options);

  double* moved = nullptr;
  const auto value_at = [&](double parameter) {
    const double original = *moved;
    *moved = parameter;
    pass.forward(network, examples, options);
    const double value = pass.loss(loss, targets).value + penalty(network, penalties);
    *moved = original;
    return value;
  };

  GradientCheck check;
  const std::vector<Layer> layers = network.layers();
  for (const Layer& layer : layers) {
    for (const Tensor& tensor : tensors_of(layer)) {
      if (!tensor.shape.trained) continue;
      for (int column = 0; column < tensor.columns; ++column) {
        for (int unit = 0; unit < layer.units; ++unit) {
          const std::size_t place = tensor.offset + std::size_t(layer.stride) * column + unit;
          moved = &network.parameters()[place];
          const double analytic = gradient[place];
          const double numerical = (value_at(*moved + step) - value_at(*moved - step)) / (2 * step);
          const double error =
              std::abs(analytic - numerical) / std::max({1.0, std::abs(analytic), std::abs(numerical)});
          ++check.checked;
          if (error <= check.worst) continue;
          check.worst = std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
          check.analytic = analytic;
          check.numerical = numerical;
          check.layer = layer.index + 1;
          check.kind = layer.kind;
          check.tensor = tensor.shape.kind;
          check.unit = unit + 1;
          check.input = tensor.shape.kind == TensorKind::weights ? column + 1 : 0;
        }
      }
    }
  }
  return check;
}

}  // namespace vitrine
