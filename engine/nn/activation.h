#pragma once

#include <array>
#include <span>
#include <string_view>

namespace vitrine {

/// The non-linearity after a layer's preactivation. The order is that of the table of names.
enum class Activation { identity, relu, sigmoid, tanh, softsign };

/// Names as the project document spells them, in the order of the enum.
inline constexpr std::array<std::string_view, 5> activation_names = {"identity", "relu", "sigmoid", "tanh",
                                                                     "softsign"};

/// @throws Error "unknown_choice".
Activation activation_from_name(std::string_view name);
std::string_view name_of(Activation activation);

/// a[i] = f(z[i]). `z` and `a` may be the same array.
template <typename Scalar>
void activate(Activation activation, std::span<const Scalar> z, std::span<Scalar> a);

/// gradient[i] *= f'(z[i]), given a = f(z): from d(loss)/d(a) to d(loss)/d(z), in place. The derivative of
/// relu at 0 is 0.
template <typename Scalar>
void multiply_by_derivative(Activation activation, std::span<const Scalar> z, std::span<const Scalar> a,
                            std::span<Scalar> gradient);

}  // namespace vitrine
