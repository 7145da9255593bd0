#include "nn/activation.h"

#include <algorithm>
#include <iterator>
#include <type_traits>

#include "nn/kernels.h"
#include "nn/math.h"
#include "nn/names.h"

namespace vitrine {

namespace {

// One struct per activation: its gain, its value (the formulas are in the header), and its derivative given z
// and a = value(z). They take both scalar types and have no branches, so the loops below vectorise.

constexpr double sqrt_2 = 1.4142135623730951;

struct Identity {
  static constexpr double gain = 1;
  template <typename S>
  static S value(S z) {
    return z;
  }
  template <typename S>
  static S derivative(S, S) {
    return 1;
  }
};

/// The comparison is one that lets NaN through.
struct Relu {
  static constexpr double gain = sqrt_2;
  template <typename S>
  static S value(S z) {
    return z <= 0 ? S{0} : z;
  }
  template <typename S>
  static S derivative(S z, S) {
    return z > 0 ? S{1} : S{0};
  }
};

struct LeakyRelu {
  static constexpr double gain = 1.4141428569978354;  ///< sqrt(2 / (1 + 0.01^2)): He et al. (2015) eq. 15.
  template <typename S>
  static S value(S z) {
    return z > 0 ? z : S(0.01) * z;
  }
  template <typename S>
  static S derivative(S z, S) {
    return z > 0 ? S{1} : S(0.01);
  }
};

struct Elu {
  static constexpr double gain = sqrt_2;
  template <typename S>
  static S value(S z) {
    const S below = math::expm1(z);
    return z > 0 ? z : below;
  }
  template <typename S>
  static S derivative(S z, S a) {
    return z > 0 ? S{1} : a + 1;
  }
};

struct Selu {
  static constexpr double gain = 0.75;
  static constexpr double scale = 1.0507009873554805;
  static constexpr double scaled_alpha = 1.7580993408473766;
  template <typename S>
  static S value(S z) {
    const S below = S(scaled_alpha) * math::expm1(z);
    return z > 0 ? S(scale) * z : below;
  }
  template <typename S>
  static S derivative(S z, S a) {
    return z > 0 ? S(scale) : a + S(scaled_alpha);
  }
};

struct Gelu {
  static constexpr double gain = sqrt_2;
  template <typename S>
  static S value(S z) {
    return z * math::gaussian(z).cumulative;
  }
  template <typename S>
  static S derivative(S z, S) {
    const math::Gaussian<S> normal = math::gaussian(z);
    return normal.cumulative + z * normal.density;
  }
};

/// (1 + tanh(u)) / 2 is sigmoid(2 u).
struct GeluTanh {
  static constexpr double gain = sqrt_2;
  static constexpr double slope = 1.5957691216057308;  ///< 2 sqrt(2 / pi)
  template <typename S>
  static S gate(S z) {
    return math::sigmoid(S(slope) * (z + S(0.044715) * z * z * z));
  }
  template <typename S>
  static S value(S z) {
    return z * gate(z);
  }
  template <typename S>
  static S derivative(S z, S) {
    // Where z^2 would overflow the gate has long been 0 or 1: bounding z keeps 0 * infinity out.
    const S low = z < -100 ? S{-100} : z;
    const S bounded = low > 100 ? S{100} : low;
    const S g = gate(bounded);
    return g + bounded * g * (1 - g) * S(slope) * (1 + S(3 * 0.044715) * bounded * bounded);
  }
};

struct Sigmoid {
  static constexpr double gain = 1;
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
  static constexpr double gain = 5.0 / 3;
  template <typename S>
  static S value(S z) {
    return math::tanh(z);
  }
  template <typename S>
  static S derivative(S, S a) {
    return 1 - a * a;
  }
};

struct Softplus {
  static constexpr double gain = 1;
  template <typename S>
  static S value(S z) {
    return math::softplus(z);
  }
  template <typename S>
  static S derivative(S z, S) {
    return math::sigmoid(z);
  }
};

struct Silu {
  static constexpr double gain = sqrt_2;
  template <typename S>
  static S value(S z) {
    return z * math::sigmoid(z);
  }
  template <typename S>
  static S derivative(S z, S) {
    const S s = math::sigmoid(z);
    return s + z * s * (1 - s);
  }
};

struct Mish {
  static constexpr double gain = sqrt_2;

  /// tanh(softplus(z)) = n / (n + d) with n = (1 + exp(z))^2 - 1 and d = 2, both divided by exp(2 z) for z >
  /// 0 so that neither overflows.
  template <typename S>
  struct Gate {
    S e;  ///< exp(-|z|)
    S n, d;
  };
  template <typename S>
  static Gate<S> gate(S z) {
    const S e = math::exp(-math::magnitude(z));
    return {e, z > 0 ? 1 + 2 * e : e * (e + 2), z > 0 ? 2 * e * e : S{2}};
  }
  template <typename S>
  static S value(S z) {
    const Gate<S> g = gate(z);
    return z * (g.n / (g.n + g.d));
  }
  template <typename S>
  static S derivative(S z, S) {
    // t + z (1 - t^2) sigmoid(z) with t = n / (n + d), so 1 - t^2 = d (2 n + d) / (n + d)^2.
    const Gate<S> g = gate(z);
    const S sum = g.n + g.d;
    const S s = (z > 0 ? S{1} : g.e) / (1 + g.e);
    return g.n / sum + z * s * (g.d / sum) * ((sum + g.n) / sum);
  }
};

struct HardSigmoid {
  static constexpr double gain = 1;
  template <typename S>
  static S value(S z) {
    const S line = (z + 3) / 6;
    const S low = line < 0 ? S{0} : line;
    return low > 1 ? S{1} : low;
  }
  template <typename S>
  static S derivative(S z, S) {
    return z > -3 && z < 3 ? S(1.0 / 6) : S{0};
  }
};

struct HardSwish {
  static constexpr double gain = sqrt_2;
  template <typename S>
  static S value(S z) {
    return z * HardSigmoid::value(z);
  }
  template <typename S>
  static S derivative(S z, S) {
    return HardSigmoid::value(z) + z * HardSigmoid::derivative(z, S{});
  }
};

struct Softsign {
  static constexpr double gain = 1;
  template <typename S>
  static S denominator(S z) {
    return 1 + math::magnitude(z);
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

// The page waits for every byte of the module. Loops run over whole vectors, so they need no remainder.
// Arrays are the same or apart, so loops need no second version for overlaps. The statement stands in the
// loop itself: what is inlined into it later would not be known to be free of overlaps. ReLU is so little
// work that its loop runs over two vectors at a time. Other float64 loops, which only explain, call functions
// and stay scalar; ReLU's would jump at every other number.
#ifdef __clang__
#define VITRINE_FLOAT32_LOOP \
  _Pragma("clang loop vectorize(assume_safety) interleave(disable) unroll(disable)")
#define VITRINE_LIGHT_LOOP _Pragma("clang loop vectorize(assume_safety) interleave_count(2) unroll(disable)")
#define VITRINE_FLOAT64_LOOP _Pragma("clang loop vectorize(disable) unroll(disable)")
#else
#define VITRINE_FLOAT32_LOOP _Pragma("GCC ivdep")
#define VITRINE_LIGHT_LOOP VITRINE_FLOAT32_LOOP
#define VITRINE_FLOAT64_LOOP
#endif
#define VITRINE_FOR_EACH_INDEX(vectors, statement)                         \
  const std::size_t count = (vectors)*std::size_t{kernels::lanes<Scalar>}; \
  if constexpr (std::is_same_v<Function, Relu>) {                          \
    VITRINE_LIGHT_LOOP                                                     \
    for (std::size_t i = 0; i < count; ++i) statement;                     \
  } else if constexpr (!std::is_same_v<Scalar, float>) {                   \
    VITRINE_FLOAT64_LOOP                                                   \
    for (std::size_t i = 0; i < count; ++i) statement;                     \
  } else {                                                                 \
    VITRINE_FLOAT32_LOOP                                                   \
    for (std::size_t i = 0; i < count; ++i) statement;                     \
  }

template <typename Function, typename Scalar>
void apply(const Scalar* z, Scalar* a, std::size_t vectors) {
  VITRINE_FOR_EACH_INDEX(vectors, a[i] = Function::value(z[i]))
}

template <typename Function, typename Scalar>
void apply_derivative(const Scalar* z, const Scalar* a, Scalar* gradient, std::size_t vectors) {
  VITRINE_FOR_EACH_INDEX(vectors, gradient[i] *= Function::derivative(z[i], a[i]))
}

#undef VITRINE_FOR_EACH_INDEX
#undef VITRINE_FLOAT32_LOOP
#undef VITRINE_LIGHT_LOOP
#undef VITRINE_FLOAT64_LOOP

template <typename Scalar>
struct Loops {
  void (*value)(const Scalar* z, Scalar* a, std::size_t vectors);
  void (*derivative)(const Scalar* z, const Scalar* a, Scalar* gradient, std::size_t vectors);
};

/// What there is of each activation, in the order of the types. One table per scalar type, so that a module
/// which only trains goes without float64's.
template <typename... Functions>
struct Tables {
  static constexpr std::size_t size = sizeof...(Functions);
  static constexpr double gains[] = {Functions::gain...};
  template <typename Scalar>
  static constexpr Loops<Scalar> loops[] = {
      {apply<Functions, Scalar>, apply_derivative<Functions, Scalar>}...};
};

/// In the order of the enum.
using All = Tables<Identity, Relu, LeakyRelu, Elu, Selu, Gelu, GeluTanh, Sigmoid, Tanh, Softplus, Silu, Mish,
                   HardSigmoid, HardSwish, Softsign>;
static_assert(All::size == activation_names.size());

template <typename Scalar>
const Loops<Scalar>& loops_of(Activation activation) {
  return All::loops<Scalar>[static_cast<std::size_t>(activation)];
}

}  // namespace

Activation activation_from_name(std::string_view name) {
  return static_cast<Activation>(position_of_choice("activation", name, activation_names));
}

std::string_view name_of(Activation activation) {
  return activation_names[static_cast<std::size_t>(activation)];
}

double gain_of(Activation activation) { return All::gains[static_cast<std::size_t>(activation)]; }

template <typename Scalar>
void activate(Activation activation, std::span<const Scalar> z, std::span<Scalar> a) {
  constexpr std::size_t width = kernels::lanes<Scalar>;
  const Loops<Scalar>& loops = loops_of<Scalar>(activation);
  const std::size_t rest = z.size() % width;
  loops.value(z.data(), a.data(), z.size() / width);
  if (rest == 0) return;
  Scalar last[width] = {};
  std::copy_n(z.end() - rest, rest, last);
  loops.value(last, last, 1);
  std::copy_n(last, rest, a.end() - rest);
}

template <typename Scalar>
void multiply_by_derivative(Activation activation, std::span<const Scalar> z, std::span<const Scalar> a,
                            std::span<Scalar> gradient) {
  if (activation == Activation::identity) return;
  constexpr std::size_t width = kernels::lanes<Scalar>;
  const Loops<Scalar>& loops = loops_of<Scalar>(activation);
  const std::size_t rest = z.size() % width;
  loops.derivative(z.data(), a.data(), gradient.data(), z.size() / width);
  if (rest == 0) return;
  Scalar last_z[width] = {}, last_a[width] = {}, last_gradient[width] = {};
  std::copy_n(z.end() - rest, rest, last_z);
  std::copy_n(a.end() - rest, rest, last_a);
  std::copy_n(gradient.end() - rest, rest, last_gradient);
  loops.derivative(last_z, last_a, last_gradient, 1);
  std::copy_n(last_gradient, rest, gradient.end() - rest);
}

template void activate<float>(Activation, std::span<const float>, std::span<float>);
template void activate<double>(Activation, std::span<const double>, std::span<double>);
template void multiply_by_derivative<float>(Activation, std::span<const float>, std::span<const float>,
                                            std::span<float>);
template void multiply_by_derivative<double>(Activation, std::span<const double>, std::span<const double>,
                                             std::span<double>);

}  // namespace vitrine
