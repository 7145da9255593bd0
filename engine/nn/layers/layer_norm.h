#pragma once

#include <algorithm>
#include <array>

#include "nn/layer.h"
#include "nn/layers/inverse_deviation.h"

namespace vitrine::layers {

/// Layer normalisation: Ba, Kiros & Hinton (2016), section 3, for each example over its m units:
///
///   z = gamma n + beta,  n = (x - mean) / sqrt(variance + epsilon)
///   dbeta = sum of dz,  dgamma = sum of dz n, both over the examples in ascending order
///   dx = (g - mean of g - n (mean of g n)) / sqrt(variance + epsilon),  g = gamma dz
///
/// The variance is the biased one, measured from the mean. Sums over units are eight interleaved partial
/// sums, so that they vectorise and keep their order everywhere.
struct LayerNorm {
  static constexpr std::array<TensorShape, 2> tensors = {{{TensorKind::gamma, 1}, {TensorKind::beta, 0}}};
  static constexpr bool in_place = true;

  template <typename Scalar>
  static Workspace workspace(const Layer&, int examples) {
    return {.saved = std::size_t{2} * examples};
  }

  template <typename Scalar>
  static void forward(const Layer& layer, const LayerBatch<Scalar>& batch, Scalar* z) {
    const Scalar* gamma = batch.parameters + layer.parameters;
    for (int example = 0; example < batch.examples; ++example) {
      const std::size_t first = std::size_t(layer.stride) * example;
      const Moments<Scalar> moments = measure(layer, batch.x + first);
      batch.saved[2 * example] = moments.mean;
      batch.saved[2 * example + 1] = moments.inverse;
      normalise(layer.stride, batch.x + first, moments, gamma, gamma + layer.stride, z + first);
    }
  }

  template <typename Scalar>
  static void backward(const Layer& layer, const LayerBatch<Scalar>& batch, const Penalties&, Scalar* dz,
                       Scalar*, Scalar* gradient) {
    const Scalar* gamma = batch.parameters + layer.parameters;
    if (gradient != nullptr) std::fill_n(gradient + layer.parameters, 2 * layer.stride, Scalar{0});
    for (int example = 0; example < batch.examples; ++example) {
      const std::size_t first = std::size_t(layer.stride) * example;
      const Moments<Scalar> moments = {batch.saved[2 * example], batch.saved[2 * example + 1]};
      if (gradient != nullptr) {
        Scalar* dgamma = gradient + layer.parameters;
        add_gradients(layer.units, batch.x + first, moments, dz + first, dgamma, dgamma + layer.stride);
      }
      differentiate(layer.units, batch.x + first, moments, gamma, dz + first);
    }
  }

 private:
  /// Of one example.
  template <typename Scalar>
  struct Moments {
    Scalar mean;
    Scalar inverse;  ///< 1 / sqrt(variance + epsilon)
  };

  /// Sum of term(i) for i in [0, count): term i goes to partial sum i mod 8.
  template <typename Scalar, typename Term>
  static Scalar sum(int count, Term term) {
    Scalar partial[8] = {};
    int i = 0;
    for (; i + 8 <= count; i += 8) {
      for (int k = 0; k < 8; ++k) partial[k] += term(i + k);
    }
    for (int k = 0; i + k < count; ++k) partial[k] += term(i + k);
    for (int half = 4; half > 0; half /= 2) {
      for (int k = 0; k < half; ++k) partial[k] += partial[k + half];
    }
    return partial[0];
  }

  template <typename Scalar>
  static Moments<Scalar> measure(const Layer& layer, const Scalar* x) {
    const auto count = static_cast<Scalar>(layer.units);
    const Scalar mean = sum<Scalar>(layer.units, [=](int unit) { return x[unit]; }) / count;
    const Scalar squares =
        sum<Scalar>(layer.units, [=](int unit) { return (x[unit] - mean) * (x[unit] - mean); });
    return {mean, inverse_deviation(squares / count, static_cast<Scalar>(layer.epsilon))};
  }

  template <typename Scalar>
  static void normalise(int stride, const Scalar* __restrict x, Moments<Scalar> moments,
                        const Scalar* __restrict gamma, const Scalar* __restrict beta, Scalar* __restrict z) {
    for (int unit = 0; unit < stride; ++unit) {
      z[unit] = gamma[unit] * ((x[unit] - moments.mean) * moments.inverse) + beta[unit];
    }
  }

  template <typename Scalar>
  static void add_gradients(int units, const Scalar* __restrict x, Moments<Scalar> moments,
                            const Scalar* __restrict dz, Scalar* __restrict dgamma,
                            Scalar* __restrict dbeta) {
    for (int unit = 0; unit < units; ++unit) {
      dgamma[unit] += dz[unit] * ((x[unit] - moments.mean) * moments.inverse);
      dbeta[unit] += dz[unit];
    }
  }

  /// Over the units alone: the padding of a gradient stays zero.
  template <typename Scalar>
  static void differentiate(int units, const Scalar* __restrict x, Moments<Scalar> moments,
                            const Scalar* __restrict gamma, Scalar* __restrict gradient) {
    const auto count = static_cast<Scalar>(units);
    const auto normalised = [=](int unit) { return (x[unit] - moments.mean) * moments.inverse; };
    const Scalar mean = sum<Scalar>(units, [=](int unit) { return gamma[unit] * gradient[unit]; }) / count;
    const Scalar slope =
        sum<Scalar>(units, [=](int unit) { return gamma[unit] * gradient[unit] * normalised(unit); }) / count;
    for (int unit = 0; unit < units; ++unit) {
      gradient[unit] = (gamma[unit] * gradient[unit] - mean - normalised(unit) * slope) * moments.inverse;
    }
  }
};

}  // namespace vitrine::layers
