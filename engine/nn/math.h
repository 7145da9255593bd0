#pragma once

/// exp, log, tanh and friends that give the same bits under every compiler: only +, -, *, /, sqrt and integer
/// arithmetic, in a fixed order. libm's differ between the native and the WebAssembly toolchain, and compilers
/// fold them at compile time with a third set of bits.
///
/// Float64 versions are within 2 units in the last place; float32 within 4, and branch-free so that loops
/// over them vectorise.
namespace vitrine::math {

double exp(double x);
double log(double x);     ///< NaN below 0, -infinity at 0.
double log1p(double x);   ///< log(1 + x), accurate near 0.
double expm1(double x);   ///< exp(x) - 1, accurate near 0.
double tanh(double x);
double cos_turn(double t);  ///< cos(2 pi t), for t in [0, 1].
double sin_turn(double t);  ///< sin(2 pi t), for t in [0, 1].
double power(double base, int exponent);  ///< By repeated squaring, exponent >= 0.

/// 1 / (1 + exp(-x)) without overflow.
double sigmoid(double x);

float exp(float x);
float log(float x);
float tanh(float x);
float sigmoid(float x);

}  // namespace vitrine::math
