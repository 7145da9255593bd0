#pragma once

#include <cstdint>

/// exp, log, tanh, erf and friends that give the same bits under every compiler: only +, -, *, /, sqrt and
/// integer arithmetic, in a fixed order. libm's differ between the native and the WebAssembly toolchain, and
/// compilers fold them at compile time with a third set of bits.
///
/// Float64 versions are within 3 units in the last place (erfc 6, and fewer digits where it is subnormal);
/// float32 within 4, branch-free and inline, so that loops over them vectorise. NaN gives NaN.
namespace vitrine::math {

double exp(double x);
double log(double x);    ///< NaN below 0, -infinity at 0.
double log1p(double x);  ///< log(1 + x), accurate near 0.
double expm1(double x);  ///< exp(x) - 1, accurate near 0.
double tanh(double x);
double sigmoid(double x);                 ///< 1 / (1 + exp(-x)) without overflow.
double softplus(double x);                ///< log(1 + exp(x)) without overflow.
double erf(double x);                     ///< 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.
double erfc(double x);                    ///< 1 - erf(x), accurate where erf is near 1.
double cos_turn(double t);                ///< cos(2 pi t), for t in [0, 1].
double sin_turn(double t);                ///< sin(2 pi t), for t in [0, 1].
double power(double base, int exponent);  ///< By repeated squaring; exponent >= 0.

/// The standard normal distribution at a point.
template <typename Scalar>
struct Gaussian {
  Scalar density;     ///< exp(-x^2 / 2) / sqrt(2 pi)
  Scalar cumulative;  ///< (1 + erf(x / sqrt 2)) / 2
};

Gaussian<double> gaussian(double x);

/// |x|, by a comparison that vectorises.
template <typename Scalar>
Scalar magnitude(Scalar x) {
  return x < 0 ? -x : x;
}

/// exp(x) = scale * (1 + fraction), with scale a power of two and |fraction| < 0.42.
struct ScaledExp {
  float scale;
  float fraction;
};

/// x must lie in [-87, 88]; NaN gives a NaN fraction.
inline ScaledExp scaled_exp(float x) {
  // Adding 1.5 * 2^23 rounds x / ln 2 to an integer k and leaves k in the low bits: no float-to-int
  // conversion, whose result for NaN differs between processors.
  const float rounder = 12582912.0F;
  const float shifted = x * 1.44269504F + rounder;
  const float k = shifted - rounder;
  const float r = (x - k * 0.693359375F) + k * 2.12194440e-4F;  // ln 2 in two parts: k * the first is exact
  // The series of exp(r) - 1 for |r| <= ln(2) / 2; the first term left out is below 5e-9.
  float p = 1.0F / 5040;
  p = p * r + 1.0F / 720;
  p = p * r + 1.0F / 120;
  p = p * r + 1.0F / 24;
  p = p * r + 1.0F / 6;
  p = p * r + 0.5F;
  p = p * r + 1.0F;
  const std::uint32_t exponent = (__builtin_bit_cast(std::uint32_t, shifted) + 127) << 23;
  return {__builtin_bit_cast(float, exponent), p * r};
}

/// 0 below -87, infinity above 88.
inline float exp(float x) {
  const float low = x < -87.0F ? -87.0F : x;
  const float clamped = low > 88.0F ? 88.0F : low;
  const ScaledExp e = scaled_exp(clamped);
  const float y = e.scale + e.scale * e.fraction;
  const float floored = x < -87.0F ? 0.0F : y;
  return x > 88.0F ? __builtin_inff() : floored;
}

/// exp(x) - 1, accurate near 0: -1 below -87, infinity above 88.
inline float expm1(float x) {
  const float low = x < -87.0F ? -87.0F : x;
  const float clamped = low > 88.0F ? 88.0F : low;
  const ScaledExp e = scaled_exp(clamped);
  const float y = e.scale * e.fraction + (e.scale - 1.0F);
  return x > 88.0F ? __builtin_inff() : y;
}

inline float sigmoid(float x) { return 1.0F / (1.0F + exp(-x)); }

inline float tanh(float x) {
  // tanh |x| = -t / (t + 2) with t = exp(-2 |x|) - 1, which keeps all digits near 0.
  const float bounded = magnitude(x) > 20.0F ? 20.0F : magnitude(x);
  const ScaledExp e = scaled_exp(-2.0F * bounded);
  const float t = e.scale * e.fraction + (e.scale - 1.0F);
  const float y = -t / (t + 2.0F);
  return x < 0 ? -y : y;
}

inline float softplus(float x) {
  // max(x, 0) + log(1 + e) with e = exp(-|x|) in [0, 1], and log(1 + e) = 2 atanh(s) = 2 (s + s^3/3 + ...)
  // with s = e / (2 + e) <= 1/3; the first term left out is below 1e-9.
  const float e = exp(-magnitude(x));
  const float s = e / (2.0F + e);
  const float z = s * s;
  float p = 1.0F / 15;
  p = p * z + 1.0F / 13;
  p = p * z + 1.0F / 11;
  p = p * z + 1.0F / 9;
  p = p * z + 1.0F / 7;
  p = p * z + 1.0F / 5;
  p = p * z + 1.0F / 3;
  const float logarithm = 2.0F * (s + s * z * p);
  return (x > 0 ? x : 0.0F) + logarithm;
}

/// The cumulative probability is within 2e-7, and for x < 0 within 4e-7 (1 + x^2) of itself.
inline Gaussian<float> gaussian(float x) {
  // Below 0 the probability is exp(-x^2 / 2) u Q(u) with u = 1 / (1 + 0.32 |x|): the form of Abramowitz &
  // Stegun (1964) 7.1.26. Q interpolates the exact function in ten Chebyshev nodes of [0, 1]; its relative
  // error is 6e-8.
  const float bell = exp(-0.5F * x * x);
  const float u = 1.0F / (1.0F + 0.32F * magnitude(x));
  float q = -0.0216231324F;
  q = q * u + 0.0979352153F;
  q = q * u - 0.151607695F;
  q = q * u + 0.0704682613F;
  q = q * u - 0.0125339992F;
  q = q * u + 0.0597993262F;
  q = q * u + 0.0875935304F;
  q = q * u + 0.114647028F;
  q = q * u + 0.1276599101F;
  q = q * u + 0.1276615377F;
  const float tail = bell * (u * q);
  return {0.398942280F * bell, x > 0 ? 1.0F - tail : tail};
}

}  // namespace vitrine::math
