#pragma once

#include <array>
#include <span>
#include <string_view>

namespace vitrine {

/// The non-linearity after a layer's preactivation. The order is that of the table of names.
enum class Activation {
  identity,
  relu,
  leaky_relu,
  elu,
  selu,
  gelu,
  gelu_tanh,
  sigmoid,
  tanh,
  softplus,
  silu,
  mish,
  hard_sigmoid,
  hard_swish,
  softsign
};

/// Names as the project document spells them, in the order of the enum.
inline constexpr auto activation_names = std::to_array<std::string_view>(
    {"identity", "relu", "leaky_relu", "elu", "selu", "gelu", "gelu_tanh", "sigmoid", "tanh", "softplus",
     "silu", "mish", "hard_sigmoid", "hard_swish", "softsign"});

/// @throws Error "unknown_choice".
Activation activation_from_name(std::string_view name);
std::string_view name_of(Activation activation);

/// By how much the weights before it are larger than 1 / sqrt(fan_in), so that signals neither fade nor
/// explode from layer to layer: sqrt(2) for relu and its smooth kin, He et al. (2015); 5/3 for tanh, 3/4 for
/// selu.
double gain_of(Activation activation);

/// a[i] = f(z[i]). `z` and `a` may be the same array.
template <typename Scalar>
void activate(Activation activation, std::span<const Scalar> z, std::span<Scalar> a);

/// gradient[i] *= f'(z[i]), given a = f(z): from d(loss)/d(a) to d(loss)/d(z), in place. At a kink it is the
/// slope of one side; for relu at 0 it is 0.
template <typename Scalar>
void multiply_by_derivative(Activation activation, std::span<const Scalar> z, std::span<const Scalar> a,
                            std::span<Scalar> gradient);

}  // namespace vitrine
