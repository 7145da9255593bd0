#pragma once

#include <array>
#include <span>
#include <string_view>

namespace vitrine {

/// The non-linearity after a layer's preactivation z. The order is that of the table of names.
///
///   identity      z
///   relu          max(z, 0)                                               Nair & Hinton (2010)
///   leaky_relu    z for z > 0, else 0.01 z                                Maas et al. (2013)
///   elu           z for z > 0, else exp(z) - 1                            Clevert et al. (2016), alpha = 1
///   selu          scale (z for z > 0, else alpha (exp(z) - 1)), with      Klambauer et al. (2017) eq. 2, 14
///                 which layers keep mean 0 and variance 1
///   gelu          z Phi(z), Phi the normal distribution function          Hendrycks & Gimpel (2016)
///   gelu_tanh     z (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3))) / 2       Hendrycks & Gimpel (2016)
///   sigmoid       1 / (1 + exp(-z))                                       Bishop (2006) eq. 4.59
///   tanh          (exp(z) - exp(-z)) / (exp(z) + exp(-z))                 Bishop (2006) eq. 5.59
///   softplus      log(1 + exp(z))                                         Dugas et al. (2001)
///   silu          z sigmoid(z), also called swish                         Elfwing et al. (2018),
///                                                                         Ramachandran et al. (2017)
///   mish          z tanh(softplus(z))                                     Misra (2019)
///   hard_sigmoid  (z + 3) / 6, bounded by 0 and 1                         Howard et al. (2019)
///   hard_swish    z hard_sigmoid(z)                                       Howard et al. (2019) section 5.2
///   softsign      z / (1 + |z|)                                           Bergstra et al. (2009)
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
