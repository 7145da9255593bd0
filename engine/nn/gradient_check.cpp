#include "nn/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "nn/backpropagation.h"

namespace vitrine {

namespace {

/// Mean loss + l2/2 * (sum of squared weights), from a forward pass alone.
double penalised_loss(const Network<double>& network, const Matrix<double>& inputs,
                      std::span<const int> labels, double l2) {
  const Matrix<double> logits = network.logits(inputs);
  double loss = softmax_cross_entropy<double>({logits.data(), std::size_t(logits.size())}, network.outputs(),
                                              network.outputs(), labels, {})
                    .value;
  for (std::size_t layer = 0; layer < network.layers().size(); ++layer) {
    const Matrix<double> weights = network.weights(layer);
    for (Eigen::Index i = 0; i < weights.size(); ++i)
      loss += 0.5 * l2 * weights.data()[i] * weights.data()[i];
  }
  return loss;
}

}  // namespace

GradientCheck check_gradient(Network<double> network, const Matrix<double>& inputs,
                             std::span<const int> labels, double l2, double step) {
  Backpropagation<double> pass(network, static_cast<int>(labels.size()));
  std::copy_n(inputs.data(), inputs.size(), pass.inputs().data());
  std::vector<double> gradient(network.parameters().size());
  pass.gradient(network, labels, l2, gradient);

  GradientCheck check;
  const auto compare = [&](std::size_t parameter, std::size_t layer, int row, int column) {
    double& value = network.parameters()[parameter];
    const double original = value;
    value = original + step;
    const double above = penalised_loss(network, inputs, labels, l2);
    value = original - step;
    const double below = penalised_loss(network, inputs, labels, l2);
    value = original;
    const double numerical = (above - below) / (2 * step);
    const double analytic = gradient[parameter];
    const double error =
        std::abs(analytic - numerical) / std::max({1.0, std::abs(analytic), std::abs(numerical)});
    if (error > check.worst) check = {error, layer, row, column, analytic, numerical};
  };
  for (std::size_t index = 0; index < network.layers().size(); ++index) {
    const DenseLayer layer = network.layers()[index];
    for (int unit = 0; unit < layer.units; ++unit) {
      for (int input = 0; input < layer.inputs; ++input) {
        compare(layer.weights + std::size_t(layer.stride) * input + unit, index, unit, input);
      }
      compare(layer.bias + unit, index, unit, -1);
    }
  }
  return check;
}

}  // namespace vitrine
