#pragma once

namespace vitrine {

/// log of the gamma function, for z > 0: Stirling's series, DLMF 5.11.1. Relative error below 1e-14, or
/// absolute near its zeros 1 and 2.
double log_gamma(double z);

/// The regularised incomplete beta function I_x(a, b), DLMF 8.17: the probability that a beta variable is
/// below x.
///
/// @param x, y  in [0, 1], with y = 1 - x: near 1 the other one has the digits.
/// @param a, b  above 0.
double incomplete_beta(double x, double y, double a, double b);

/// The probability that an F variable with (n, d) degrees of freedom exceeds f >= 0: the p of an analysis of
/// variance.
double f_upper_tail(double f, double n, double d);

}  // namespace vitrine
