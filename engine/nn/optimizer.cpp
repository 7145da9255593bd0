#include "nn/optimizer.h"

#include <cassert>
#include <cmath>

#include "nn/names.h"

namespace vitrine {

OptimizerKind optimizer_from_name(std::string_view name) {
  return static_cast<OptimizerKind>(position_of_choice("optimizer", name, optimizer_names));
}

namespace {

template <typename Scalar>
void sgd(Scalar* __restrict parameters, const Scalar* __restrict gradient, Scalar* __restrict buffer,
         std::size_t count, Scalar learning_rate, Scalar momentum) {
  for (std::size_t i = 0; i < count; ++i) {
    buffer[i] = momentum * buffer[i] + gradient[i];
    parameters[i] -= learning_rate * buffer[i];
  }
}

template <typename Scalar>
struct AdamStep {
  Scalar beta1, rest1, beta2, rest2, epsilon;  // rest = 1 - beta, rounded once
  Scalar step_size;                            ///< learning_rate / (1 - beta1^t)
  Scalar inverse_root;                         ///< 1 / sqrt(1 - beta2^t)
};

template <typename Scalar>
void adam(Scalar* __restrict parameters, const Scalar* __restrict gradient, Scalar* __restrict mean,
          Scalar* __restrict square, std::size_t count, AdamStep<Scalar> step) {
  for (std::size_t i = 0; i < count; ++i) {
    const Scalar g = gradient[i];
    const Scalar m = step.beta1 * mean[i] + step.rest1 * g;
    const Scalar v = step.beta2 * square[i] + step.rest2 * (g * g);
    mean[i] = m;
    square[i] = v;
    parameters[i] -= step.step_size * m / (std::sqrt(v) * step.inverse_root + step.epsilon);
  }
}

}  // namespace

template <typename Scalar>
Optimizer<Scalar>::Optimizer(const OptimizerOptions& options, std::size_t parameter_count)
    : options_(options),
      first_(parameter_count, Scalar{0}),
      second_(options.kind == OptimizerKind::adam ? parameter_count : 0, Scalar{0}) {}

template <typename Scalar>
void Optimizer<Scalar>::step(std::span<Scalar> parameters, std::span<const Scalar> gradient) {
  assert(parameters.size() == first_.size() && gradient.size() == first_.size());
  const std::size_t count = parameters.size();
  if (options_.kind == OptimizerKind::sgd) {
    // The buffer starts at zero, so the first step's buffer is the gradient.
    sgd(parameters.data(), gradient.data(), first_.data(), count, static_cast<Scalar>(options_.learning_rate),
        static_cast<Scalar>(options_.momentum));
    return;
  }
  beta1_power_ *= options_.beta1;
  beta2_power_ *= options_.beta2;
  adam(parameters.data(), gradient.data(), first_.data(), second_.data(), count,
       AdamStep<Scalar>{static_cast<Scalar>(options_.beta1), static_cast<Scalar>(1 - options_.beta1),
                        static_cast<Scalar>(options_.beta2), static_cast<Scalar>(1 - options_.beta2),
                        static_cast<Scalar>(options_.epsilon),
                        static_cast<Scalar>(options_.learning_rate / (1 - beta1_power_)),
                        static_cast<Scalar>(1 / std::sqrt(1 - beta2_power_))});
}

template class Optimizer<float>;
template class Optimizer<double>;

}  // namespace vitrine
