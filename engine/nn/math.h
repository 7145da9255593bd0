#pragma once

#include <cstdint>

/// exp, log, tanh and friends that give the same bits under every compiler: only +, -, *, /, sqrt and integer
/// arithmetic, in a fixed order. libm's differ between the native and the WebAssembly toolchain, and
/// compilers fold them at compile time with a third set of bits.
///
/// Float64 versions are within 3 units in the last place; float32 within 4, branch-free and inline, so that
/// loops over them vectorise.
namespace vitrine::math {

double exp(double x);
double log(double x);    ///< NaN below 0, -infinity at 0.
double log1p(double x);  ///< log(1 + x), accurate near 0.
double expm1(double x);  ///< exp(x) - 1, accurate near 0.
double tanh(double x);
double sigmoid(double x);                 ///< 1 / (1 + exp(-x)) without overflow.
double cos_turn(double t);                ///< cos(2 pi t), for t in [0, 1].
double sin_turn(double t);                ///< sin(2 pi t), for t in [0, 1].
double power(double base, int exponent);  ///< By repeated squaring; exponent >= 0.

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

inline float sigmoid(float x) { return 1.0F / (1.0F + exp(-x)); }

inline float tanh(float x) {
  // tanh |x| = -t / (t + 2) with t = exp(-2 |x|) - 1, which keeps all digits near 0.
  const float magnitude = x < 0 ? -x : x;
  const float bounded = magnitude > 20.0F ? 20.0F : magnitude;
  const ScaledExp e = scaled_exp(-2.0F * bounded);
  const float t = e.scale * e.fraction + (e.scale - 1.0F);
  const float y = -t / (t + 2.0F);
  return x < 0 ? -y : y;
}

}  // namespace vitrine::math
