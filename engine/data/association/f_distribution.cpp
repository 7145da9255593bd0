#include "data/association/f_distribution.h"

#include "nn/math.h"

namespace vitrine {
namespace {

/// The continued fraction of I_x(a, b) without its factor, by the modified method of Lentz: DLMF 8.17.22,
/// Thompson & Barnett (1986). Converges fast for x < (a + 1) / (a + b + 2), in about sqrt(max(a, b)) terms.
double beta_fraction(double x, double a, double b) {
  constexpr double tiny = 1e-300;  // Instead of a 0 that would be divided by.
  constexpr double precision = 1e-16;
  constexpr int most_terms = 100000;
  const auto away_from_zero = [](double v) { return v > -tiny && v < tiny ? tiny : v; };
  double c = 1;
  double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m <= most_terms; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    const double change = d * c;
    fraction *= change;
    if (change - 1 < precision && 1 - change < precision) break;
  }
  return fraction;
}

/// log x, given y = 1 - x.
double log_of_complement(double x, double y) { return y < 0.5 ? math::log1p(-y) : math::log(x); }

}  // namespace

double log_gamma(double z) {
  // Below 16 the recurrence gamma(z) = gamma(z + 1) / z leads to where six terms of the series suffice.
  double product = 1;
  while (z < 16) product *= z++;
  const double r = 1 / (z * z);
  const double series =
      (1.0 / 12 +
       r * (-1.0 / 360 + r * (1.0 / 1260 + r * (-1.0 / 1680 + r * (1.0 / 1188 - r * 691.0 / 360360))))) /
      z;
  constexpr double half_log_two_pi = 0.91893853320467274178;
  return (z - 0.5) * math::log(z) - z + half_log_two_pi + series - math::log(product);
}

double incomplete_beta(double x, double y, double a, double b) {
  if (!(x > 0)) return 0;
  if (!(y > 0)) return 1;
  const double factor = math::exp(a * log_of_complement(x, y) + b * log_of_complement(y, x) -
                                  (log_gamma(a) + log_gamma(b) - log_gamma(a + b)));
  // Where the fraction converges slowly it is taken from the other side: I_x(a, b) = 1 - I_y(b, a).
  return x > (a + 1) / (a + b + 2) ? 1 - factor / b * beta_fraction(y, b, a)
                                   : factor / a * beta_fraction(x, a, b);
}

double f_upper_tail(double f, double n, double d) {
  // P(F > f) = I_x(d/2, n/2) with x = d / (d + n f): DLMF 8.17.
  const double ratio = n / d * f;
  return incomplete_beta(1 / (1 + ratio), ratio / (1 + ratio), d / 2, n / 2);
}

}  // namespace vitrine
