#include "nn/activation.h"

#include <array>

#include "nn/math.h"
#include "nn/names.h"

namespace vitrine {

namespace {

// One struct per activation: its value, and its derivative given z and a = value(z). They take both scalar
// types and have no branches, so the loops below vectorise.

struct Identity {
  template <typename S>
  static S value(S z) {
    return z;
  }
  template <typename S>
  static S derivative(S, S) {
    return 1;
  }
};

struct Relu {
  template <typename S>
  static S value(S z) {
    return z > 0 ? z : S{0};
  }
  template <typename S>
  static S derivative(S z, S) {
    return z > 0 ? S{1} : S{0};
  }
};

struct Sigmoid {
  template <typename S>
  static S value(S z) {
    return math::sigmoid(z);
  }
  template <typename S>
  static S derivative(S, S a) {
    return a * (1 - a);
  }
};

struct Tanh {
  template <typename S>
  static S value(S z) {
    return math::tanh(z);
  }
  template <typename S>
  static S derivative(S, S a) {
    return 1 - a * a;
  }
};

/// z / (1 + |z|): Bergstra et al. (2009).
struct Softsign {
  template <typename S>
  static S denominator(S z) {
    return 1 + (z < 0 ? -z : z);
  }
  template <typename S>
  static S value(S z) {
    return z / denominator(z);
  }
  template <typename S>
  static S derivative(S z, S) {
    return 1 / (denominator(z) * denominator(z));
  }
};

template <typename Function, typename Scalar>
void apply(const Scalar* z, Scalar* a, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) a[i] = Function::value(z[i]);
}

template <typename Function, typename Scalar>
void apply_derivative(const Scalar* z, const Scalar* a, Scalar* gradient, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) gradient[i] *= Function::derivative(z[i], a[i]);
}

template <typename Scalar>
struct Loops {
  void (*value)(const Scalar* z, Scalar* a, std::size_t count);
  void (*derivative)(const Scalar* z, const Scalar* a, Scalar* gradient, std::size_t count);
};

struct Row {
  Loops<float> float32;
  Loops<double> float64;
};

template <typename Function>
constexpr Row row() {
  return {{apply<Function, float>, apply_derivative<Function, float>},
          {apply<Function, double>, apply_derivative<Function, double>}};
}

/// In the order of the enum.
constexpr std::array<Row, activation_names.size()> table = {row<Identity>(), row<Relu>(), row<Sigmoid>(),
                                                            row<Tanh>(), row<Softsign>()};

template <typename Scalar>
const Loops<Scalar>& loops_of(Activation activation) {
  const Row& found = table[static_cast<std::size_t>(activation)];
  if constexpr (sizeof(Scalar) == sizeof(float)) {
    return found.float32;
  } else {
    return found.float64;
  }
}

}  // namespace

Activation activation_from_name(std::string_view name) {
  return static_cast<Activation>(position_of_choice("activation", name, activation_names));
}

std::string_view name_of(Activation activation) {
  return activation_names[static_cast<std::size_t>(activation)];
}

template <typename Scalar>
void activate(Activation activation, std::span<const Scalar> z, std::span<Scalar> a) {
  loops_of<Scalar>(activation).value(z.data(), a.data(), z.size());
}

template <typename Scalar>
void multiply_by_derivative(Activation activation, std::span<const Scalar> z, std::span<const Scalar> a,
                            std::span<Scalar> gradient) {
  if (activation == Activation::identity) return;
  loops_of<Scalar>(activation).derivative(z.data(), a.data(), gradient.data(), z.size());
}

template void activate<float>(Activation, std::span<const float>, std::span<float>);
template void activate<double>(Activation, std::span<const double>, std::span<double>);
template void multiply_by_derivative<float>(Activation, std::span<const float>, std::span<const float>,
                                            std::span<float>);
template void multiply_by_derivative<double>(Activation, std::span<const double>, std::span<const double>,
                                             std::span<double>);

}  // namespace vitrine
