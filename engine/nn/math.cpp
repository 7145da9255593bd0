#include "nn/math.h"

#include <array>
#include <limits>

namespace vitrine::math {

namespace {

constexpr double ln2_high = 0x1.62e42feep-1;  // 32 bits: k * ln2_high is exact for every exponent k
constexpr double ln2_low = 0x1.a39ef35793c76p-33;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// 2^k for k in [-1022, 1023].
double power_of_two(int k) { return __builtin_bit_cast(double, static_cast<std::uint64_t>(k + 1023) << 52); }

/// x * 2^k, also where the result is subnormal or infinite.
double scale(double x, int k) {
  if (k > 1023) return x * power_of_two(1023) * power_of_two(k - 1023);
  if (k < -1022) return x * power_of_two(k + 969) * power_of_two(-969);
  return x * power_of_two(k);
}

/// x = k ln 2 + r with |r| <= ln(2) / 2, for |x| < 1000.
struct Reduced {
  int k;
  double r;
};

Reduced reduce(double x) {
  const double rounder = 0x1.8p52;  // adding it rounds to an integer
  const double k = (x * 0x1.71547652b82fep0 + rounder) - rounder;
  return {static_cast<int>(k), (x - k * ln2_high) - k * ln2_low};
}

/// exp(r) - 1 for |r| <= ln(2) / 2: the series up to r^14; the next term is below 1e-18.
double series_expm1(double r) {
  double p = 1.0 / 87178291200.0;
  p = p * r + 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  return r + r * r * p;
}

/// log(1 + t) for 1 + t in [sqrt(1/2), sqrt(2)].
///
/// With s = t / (2 + t), log(1 + t) = 2 atanh(s) = 2 (s + s^3/3 + s^5/5 + ...); since 2s = t - s t, writing
/// it as t - s (t - tail) keeps the leading term exact.
double series_log1p(double t) {
  const double s = t / (2.0 + t);
  const double z = s * s;
  double tail = 2.0 / 23.0;
  tail = tail * z + 2.0 / 21.0;
  tail = tail * z + 2.0 / 19.0;
  tail = tail * z + 2.0 / 17.0;
  tail = tail * z + 2.0 / 15.0;
  tail = tail * z + 2.0 / 13.0;
  tail = tail * z + 2.0 / 11.0;
  tail = tail * z + 2.0 / 9.0;
  tail = tail * z + 2.0 / 7.0;
  tail = tail * z + 2.0 / 5.0;
  tail = tail * z + 2.0 / 3.0;
  return t - s * (t - tail * z);
}

constexpr double pi = 3.141592653589793;
constexpr double two_pi = 2 * pi;

/// sin and cos of 2 pi r, for |r| <= 1/8: their series in the angle, to x^17 and x^16.
double series_sin(double r) {
  const double x = two_pi * r;
  const double z = x * x;
  double p = 1.0 / 355687428096000.0;
  p = p * z - 1.0 / 1307674368000.0;
  p = p * z + 1.0 / 6227020800.0;
  p = p * z - 1.0 / 39916800.0;
  p = p * z + 1.0 / 362880.0;
  p = p * z - 1.0 / 5040.0;
  p = p * z + 1.0 / 120.0;
  p = p * z - 1.0 / 6.0;
  return x + x * z * p;
}

double series_cos(double r) {
  const double x = two_pi * r;
  const double z = x * x;
  double p = 1.0 / 20922789888000.0;
  p = p * z - 1.0 / 87178291200.0;
  p = p * z + 1.0 / 479001600.0;
  p = p * z - 1.0 / 3628800.0;
  p = p * z + 1.0 / 40320.0;
  p = p * z - 1.0 / 720.0;
  p = p * z + 1.0 / 24.0;
  p = p * z - 0.5;
  return 1.0 + z * p;
}

/// cos of a quarter turn's multiple plus r.
double cos_quarters(int quarters, double r) {
  switch (quarters & 3) {
    case 0:
      return series_cos(r);
    case 1:
      return -series_sin(r);
    case 2:
      return -series_cos(r);
    default:
      return series_sin(r);
  }
}

/// 1 / (n! (2n + 1)): the coefficients of erf's series, without signs, up to x^35; for |x| < 1 the next term
/// is below 5e-18.
constexpr std::array<double, 18> erf_coefficients = [] {
  std::array<double, 18> coefficients{};
  double factorial = 1;
  for (int n = 0; n < 18; ++n) {
    if (n > 0) factorial *= n;
    coefficients[n] = 1.0 / (factorial * (2 * n + 1));
  }
  return coefficients;
}();

/// erf(x) for |x| < 1: 2 / sqrt(pi) (x - x^3 / (1! 3) + x^5 / (2! 5) - ...).
double series_erf(double x) {
  const double z = x * x;
  double p = 0;
  for (int n = 17; n >= 0; --n) p = erf_coefficients[n] - z * p;
  return 1.1283791670955126 * (x * p);
}

/// exp(-k^2 / 4) for k = 1 .. 12.
constexpr double bells[] = {0x1.8ebef9eac820bp-1,  0x1.78b56362cef38p-2,  0x1.afb718e8457f7p-4,
                            0x1.2c155b8213cf4p-6,  0x1.fa0e9586aebc7p-10, 0x1.02cf22526545ap-13,
                            0x1.411fb0da07713p-18, 0x1.e355bbaee85cbp-24, 0x1.b93de1e27ca3bp-30,
                            0x1.e8a37a45fc32ep-37, 0x1.4835bd010a41bp-44, 0x1.0b6c3afdde064p-52};

/// erfc(x) for x >= 1/2: the trapezoidal rule of Chiarella & Reichel (1968) with step h = 1/2,
///
///   erfc(x) = h / pi exp(-x^2) (1 / x + 2 x sum over k of exp(-h^2 k^2) / (h^2 k^2 + x^2))
///             - 2 / (exp(2 pi x / h) - 1), the last term for x < pi / h only.
///
/// Its relative error is below 1e-16, at x = pi / h, and far smaller elsewhere; the terms above k = 12 add
/// less than 1e-18.
double tail_erfc(double x) {
  if (x > 27.3) return 0;
  double sum = 0;
  for (int k = 12; k > 0; --k) sum += bells[k - 1] / (0.25 * k * k + x * x);
  // exp(-x^2) as exp(-high^2) exp(-(x - high) (x + high)), with a high whose square is exact: rounding x^2
  // would cost up to ten bits.
  const double high = __builtin_bit_cast(double, __builtin_bit_cast(std::uint64_t, x) & ~0x7ffffffULL);
  const double main = exp(-high * high);
  const double bell = main + main * expm1(-(x - high) * (x + high));
  const double y = bell * ((0.5 / x + x * sum) / pi);
  return x < two_pi ? y - 2.0 / expm1(2 * two_pi * x) : y;
}

}  // namespace

double exp(double x) {
  if (x != x) return nan;
  if (x > 709.79) return infinity;
  if (x < -745.14) return 0;
  const Reduced e = reduce(x);
  return scale(1.0 + series_expm1(e.r), e.k);
}

double expm1(double x) {
  if (x != x) return nan;
  if (x > 709.79) return infinity;
  if (x < -40) return -1;
  const Reduced e = reduce(x);
  const double fraction = series_expm1(e.r);
  if (e.k == 0) return fraction;
  if (e.k > 60) return scale(1.0 + fraction, e.k);
  const double power = power_of_two(e.k);
  return power * fraction + (power - 1.0);
}

// Not inlined: its callers would gain nothing, and the page waits for every byte.
[[gnu::noinline]] double log(double x) {
  if (!(x >= 0)) return nan;
  if (x == 0) return -infinity;
  if (x == infinity) return infinity;
  int k = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    k = -54;
  }
  // x = m 2^k with m in [sqrt(1/2), sqrt(2)]: the exponent counts from sqrt(1/2), without a branch.
  const auto bits = __builtin_bit_cast(std::int64_t, x);
  const std::int64_t exponent = (bits - 0x3fe6a09e667f3bce) >> 52;
  k += static_cast<int>(exponent);
  const double m = __builtin_bit_cast(double, bits - (exponent << 52));
  return k * ln2_high + (series_log1p(m - 1.0) + k * ln2_low);
}

double log1p(double x) {
  if (x > -0.29 && x < 0.41) return series_log1p(x);
  const double sum = 1.0 + x;
  if (!(sum > 0) || sum == infinity) return log(sum);
  return log(sum) + (x - (sum - 1.0)) / sum;  // the second term returns what rounding 1 + x took away
}

double tanh(double x) {
  const double magnitude = x < 0 ? -x : x;
  const double t = expm1(-2.0 * (magnitude > 22 ? 22 : magnitude));
  const double y = -t / (t + 2.0);
  return x < 0 ? -y : y;
}

double sigmoid(double x) {
  if (x >= 0) return 1.0 / (1.0 + exp(-x));
  const double e = exp(x);
  return e / (1.0 + e);
}

double softplus(double x) { return (x > 0 ? x : 0) + log1p(exp(-magnitude(x))); }

double erf(double x) {
  if (x != x) return nan;
  const double size = magnitude(x);
  if (size < 1) return series_erf(x);
  const double y = 1.0 - tail_erfc(size);
  return x < 0 ? -y : y;
}

double erfc(double x) {
  if (x != x) return nan;
  if (x < 0.5) return 1.0 - erf(x);
  return tail_erfc(x);
}

Gaussian<double> gaussian(double x) {
  return {0.3989422804014327 * exp(-0.5 * x * x), 0.5 * erfc(-0.7071067811865476 * x)};
}

double cos_turn(double t) {
  const int quarters = static_cast<int>(4.0 * t + 0.5);  // NOLINT(bugprone-incorrect-roundings): t >= 0
  return cos_quarters(quarters, t - 0.25 * quarters);
}

double sin_turn(double t) {
  const int quarters = static_cast<int>(4.0 * t + 0.5);    // NOLINT(bugprone-incorrect-roundings): t >= 0
  return cos_quarters(quarters + 3, t - 0.25 * quarters);  // sin(a) = cos(a - a quarter turn)
}

double power(double base, int exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result *= base;
    base *= base;
  }
  return result;
}

}  // namespace vitrine::math
