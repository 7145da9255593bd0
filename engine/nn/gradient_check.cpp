#include "nn/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "decimal.h"
#include "nn/backpropagation.h"
#include "nn/finite_difference.h"
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

namespace {

/// Infinite where one of them is not a number.
double relative_error(double analytic, double numerical) {
  const double error =
      std::abs(analytic - numerical) / std::max({1.0, std::abs(analytic), std::abs(numerical)});
  return std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
}

}  // namespace

std::string GradientCheck::parameter() const {
  std::string name = concat({"layer ", layer, " (", name_of(kind), "): ", name_of(tensor), ", unit ", unit});
  if (tensor == TensorKind::weights) name += concat({", input ", input});
  return name;
}

bool GradientCheck::is_outranked_by(double error, bool error_explained) const {
  const bool worst_is_open = worst >= tolerance && !explained;
  const bool error_is_open = error >= tolerance && !error_explained;
  return error_is_open != worst_is_open ? error_is_open : error > worst;
}

GradientVerdict GradientCheck::verdict() const {
  if (worst >= tolerance && !explained) return GradientVerdict::disagree;
  return kinks > 0 ? GradientVerdict::kink : GradientVerdict::agree;
}

std::string GradientCheck::explanation() const {
  const std::string limit = concat({"a relative error of ", format_number(tolerance)});
  switch (verdict()) {
    case GradientVerdict::agree:
      return concat({"Backpropagation and the differences agree: no parameter comes to ", limit, "."});
    case GradientVerdict::kink:
      return concat(
          {"Backpropagation and the differences agree but at kinks, which explain ", kinks,
           kinks == 1 ? " error" : " errors", " of ", format_number(tolerance),
           " or more: within the step of ", format_number(step),
           " the slope of an activation, the loss or the L1 penalty jumps, as relu's does at 0. The "
           "worst is at ",
           parameter(), "."});
    case GradientVerdict::disagree:
      break;
  }
  return concat({"Backpropagation and the differences disagree: ", parameter(), " has a relative error of ",
                 format_size(worst), ", which no kink explains."});
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

  /// Slope to the right minus slope to the left of the parameter, over `near`; 0 if it is below what is
  /// compared.
  const auto jump = [&](double near) {
    const double here = *moved, middle = value_at(here);
    const double left = (middle - value_at(here - near)) / near;
    const double right = (value_at(here + near) - middle) / near;
    const double margin = GradientCheck::tolerance * std::max({1.0, std::abs(left), std::abs(right)});
    return std::abs(right - left) > margin ? std::abs(right - left) : 0;
  };
  // A bend's jump is a tenth over a tenth of the way, a kink's is the same.
  const auto is_kink = [&] { return jump(step / 100) > jump(step / 10) / 2; };

  GradientCheck check;
  check.step = step;
  const std::vector<Layer> layers = network.layers();
  for (const Layer& layer : layers) {
    for (const Tensor& tensor : tensors_of(layer)) {
      if (!tensor.shape.trained) continue;
      for (int column = 0; column < tensor.columns; ++column) {
        for (int unit = 0; unit < layer.units; ++unit) {
          const std::size_t place = tensor.offset + std::size_t(layer.stride) * column + unit;
          moved = &network.parameters()[place];
          const double analytic = gradient[place];
          double numerical = central_difference(value_at, *moved, step);
          double error = relative_error(analytic, numerical);
          ++check.checked;
          bool explained = false;
          if (error >= GradientCheck::tolerance) {
            const double refined = ridders_derivative(value_at, *moved, step);
            const double refined_error = relative_error(analytic, refined);
            if (refined_error < GradientCheck::tolerance) {
              numerical = refined;
              error = refined_error;
            } else if (is_kink()) {
              explained = true;
              ++check.kinks;
            }
          }
          if (check.checked > 1 && !check.is_outranked_by(error, explained)) continue;
          check.explained = explained;
          check.worst = error;
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
