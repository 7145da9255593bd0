#pragma once

#include <algorithm>
#include <array>

#include "nn/layer.h"
#include "nn/layers/inverse_deviation.h"

namespace vitrine::layers {

/// Batch normalisation: Ioffe & Szegedy (2015), algorithms 1 and 2. For each unit, with m examples:
///
///   z = gamma n + beta,  n = (x - mean) r,  r = 1 / sqrt(variance + epsilon)
///   dbeta = sum of dz,  dgamma = sum of dz n,  dx = gamma r (dz - (dbeta + n dgamma) / m)
///
/// In training, mean and variance (biased) are the batch's own; in evaluation they are the running ones,
/// which do not move with x, so dx = gamma r dz. A training batch of one example has variance 0, so n is 0.
///
/// Running statistics: 0.9 running + 0.1 batch, where the variance is the unbiased one, m / (m - 1) times as
/// large. A batch of one has none and leaves them alone.
///
/// Sums run over the examples in ascending order. The mean is measured from the first example and the
/// variance from the mean: a large common offset costs float32 no more than the rounding of the mean.
struct BatchNorm {
  static constexpr std::array<TensorShape, 4> tensors = {
      {{TensorKind::gamma, 1},
       {TensorKind::beta, 0},
       {.kind = TensorKind::mean, .initial = 0, .trained = false},
       {.kind = TensorKind::variance, .initial = 1, .trained = false}}};
  static constexpr bool in_place = true;
  static constexpr double running_share = 0.1;

  template <typename Scalar>
  static Workspace workspace(const Layer& layer, int) {
    return {.saved = std::size_t{3} * layer.stride, .scratch = std::size_t{2} * layer.stride};
  }

  template <typename Scalar>
  static void forward(const Layer& layer, const LayerBatch<Scalar>& batch, Scalar* z) {
    const Saved<Scalar*> saved(layer, batch.saved);
    if (batch.options.training) {
      measure(layer.stride, batch.examples, batch.x, saved.mean, saved.variance);
    } else {
      std::copy_n(batch.statistics + layer.statistics, 2 * layer.stride, batch.saved);
    }
    for (int unit = 0; unit < layer.stride; ++unit) {
      saved.inverse[unit] = inverse_deviation(saved.variance[unit], static_cast<Scalar>(layer.epsilon));
    }
    const Scalar* gamma = batch.parameters + layer.parameters;
    normalise(layer.stride, batch.examples, batch.x, saved.mean, saved.inverse, gamma, gamma + layer.stride,
              z);
  }

  template <typename Scalar>
  static void backward(const Layer& layer, const LayerBatch<Scalar>& batch, const Penalties&, Scalar* dz,
                       Scalar*, Scalar* gradient) {
    const Saved<Scalar*> saved(layer, batch.saved);
    Scalar* dgamma = batch.scratch;
    Scalar* dbeta = dgamma + layer.stride;
    sum_gradients(layer.stride, batch.examples, batch.x, saved.mean, saved.inverse, dz, dgamma, dbeta);
    if (gradient != nullptr) std::copy_n(dgamma, 2 * layer.stride, gradient + layer.parameters);
    if (!batch.options.training) std::fill_n(dgamma, 2 * layer.stride, Scalar{0});
    differentiate(layer.stride, batch.examples, batch.x, saved.mean, saved.inverse,
                  batch.parameters + layer.parameters, dgamma, dbeta, dz);
  }

  template <typename Scalar>
  static void update_statistics(const Layer& layer, int examples, const Scalar* batch, Scalar* statistics) {
    if (examples < 2) return;
    const Saved<const Scalar*> saved(layer, batch);
    Scalar* mean = statistics + layer.statistics;
    Scalar* variance = mean + layer.stride;
    const auto share = static_cast<Scalar>(running_share);
    const auto kept = static_cast<Scalar>(1 - running_share);
    const auto unbiased = static_cast<Scalar>(running_share * examples / (examples - 1));
    for (int unit = 0; unit < layer.units; ++unit) {
      mean[unit] = kept * mean[unit] + share * saved.mean[unit];
      variance[unit] = kept * variance[unit] + unbiased * saved.variance[unit];
    }
  }

 private:
  /// One number per unit each; mean and variance lie as they do among the running statistics.
  template <typename Pointer>
  struct Saved {
    Pointer mean, variance;
    Pointer inverse;  ///< 1 / sqrt(variance + epsilon)

    Saved(const Layer& layer, Pointer start)
        : mean(start), variance(start + layer.stride), inverse(start + 2 * layer.stride) {}
  };

  template <typename Scalar>
  static void measure(int stride, int examples, const Scalar* __restrict x, Scalar* __restrict mean,
                      Scalar* __restrict variance) {
    const auto count = static_cast<Scalar>(examples);
    std::fill_n(mean, stride, Scalar{0});
    for (int example = 1; example < examples; ++example) {
      const Scalar* column = x + std::size_t(stride) * example;
      for (int unit = 0; unit < stride; ++unit) mean[unit] += column[unit] - x[unit];
    }
    for (int unit = 0; unit < stride; ++unit) mean[unit] = x[unit] + mean[unit] / count;
    std::fill_n(variance, stride, Scalar{0});
    for (int example = 0; example < examples; ++example) {
      const Scalar* column = x + std::size_t(stride) * example;
      for (int unit = 0; unit < stride; ++unit) {
        const Scalar distance = column[unit] - mean[unit];
        variance[unit] += distance * distance;
      }
    }
    for (int unit = 0; unit < stride; ++unit) variance[unit] /= count;
  }

  template <typename Scalar>
  static void normalise(int stride, int examples, const Scalar* __restrict x, const Scalar* __restrict mean,
                        const Scalar* __restrict inverse, const Scalar* __restrict gamma,
                        const Scalar* __restrict beta, Scalar* __restrict z) {
    for (int example = 0; example < examples; ++example, x += stride, z += stride) {
      for (int unit = 0; unit < stride; ++unit) {
        z[unit] = gamma[unit] * ((x[unit] - mean[unit]) * inverse[unit]) + beta[unit];
      }
    }
  }

  template <typename Scalar>
  static void sum_gradients(int stride, int examples, const Scalar* __restrict x,
                            const Scalar* __restrict mean, const Scalar* __restrict inverse,
                            const Scalar* __restrict dz, Scalar* __restrict dgamma,
                            Scalar* __restrict dbeta) {
    std::fill_n(dgamma, stride, Scalar{0});
    std::fill_n(dbeta, stride, Scalar{0});
    for (int example = 0; example < examples; ++example, x += stride, dz += stride) {
      for (int unit = 0; unit < stride; ++unit) {
        dgamma[unit] += dz[unit] * ((x[unit] - mean[unit]) * inverse[unit]);
        dbeta[unit] += dz[unit];
      }
    }
  }

  template <typename Scalar>
  static void differentiate(int stride, int examples, const Scalar* __restrict x,
                            const Scalar* __restrict mean, const Scalar* __restrict inverse,
                            const Scalar* __restrict gamma, const Scalar* __restrict dgamma,
                            const Scalar* __restrict dbeta, Scalar* __restrict gradient) {
    const Scalar share = 1 / static_cast<Scalar>(examples);
    for (int example = 0; example < examples; ++example, x += stride, gradient += stride) {
      for (int unit = 0; unit < stride; ++unit) {
        const Scalar normalised = (x[unit] - mean[unit]) * inverse[unit];
        const Scalar from_statistics = (dbeta[unit] + normalised * dgamma[unit]) * share;
        gradient[unit] = gamma[unit] * inverse[unit] * (gradient[unit] - from_statistics);
      }
    }
  }
};

}  // namespace vitrine::layers
