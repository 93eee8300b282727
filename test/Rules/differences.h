// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The oracle of the rules' tests: partial derivatives by extrapolated central differences in extended
// precision, and the comparison of a computed partial with an expected one.

#ifndef COSTATE_TEST_RULES_DIFFERENCES_H
#define COSTATE_TEST_RULES_DIFFERENCES_H

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <vector>

namespace differences {

struct Estimate {
  long double derivative;
  /// Rounding noise of the differences: the estimate is no better than this.
  long double noise;
};

/// df/dx_k at `at`: Richardson extrapolation of central differences, steps h, h/2, h/4, h/8. The step is
/// small against |x_k|, so that it stays on one side of a kink or of the end of the domain.
template <class Function>
Estimate differentiate(Function f, const std::vector<double> &at, unsigned k) {
  std::vector<long double> x(at.begin(), at.end());
  const long double center = x[k];
  const long double step = center == 0.0L ? 0x1p-10L : std::fabs(center) * 0x1p-14L;
  constexpr int levels = 4;
  long double table[levels][levels], largest = 0.0L;
  for (int i = 0; i < levels; ++i) {
    const long double h = std::ldexp(step, -i);
    x[k] = center + h;
    const long double above = f(x.data()), high = x[k];
    x[k] = center - h;
    const long double below = f(x.data()), low = x[k];
    largest = std::max({largest, std::fabs(above), std::fabs(below)});
    table[i][0] = (above - below) / (high - low);
    long double factor = 4.0L;
    for (int j = 1; j <= i; ++j, factor *= 4.0L)
      table[i][j] = table[i][j - 1] + (table[i][j - 1] - table[i - 1][j - 1]) / (factor - 1.0L);
  }
  return {table[levels - 1][levels - 1], 64.0L * LDBL_EPSILON * largest / step};
}

/// Second differences of f at x, along operands j and k with their steps.
template <class Function>
long double secondDifference(Function f, std::vector<long double> x, unsigned j, unsigned k,
                             long double stepJ, long double stepK, long double &largest) {
  const auto at = [&](int alongJ, int alongK) {
    std::vector<long double> shifted = x;
    shifted[j] += alongJ * stepJ;
    shifted[k] += alongK * stepK;
    const long double value = f(shifted.data());
    largest = std::max(largest, std::fabs(value));
    return value;
  };
  if (j == k)
    return (at(1, 0) - 2.0L * at(0, 0) + at(-1, 0)) / (stepJ * stepJ);
  return (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4.0L * stepJ * stepK);
}

/// d2f/(dx_j dx_k) at `at`, extrapolated as above; the steps are larger.
template <class Function>
Estimate differentiateTwice(Function f, const std::vector<double> &at, unsigned j, unsigned k) {
  const std::vector<long double> x(at.begin(), at.end());
  const auto stepOf = [&](unsigned i) { return x[i] == 0.0L ? 0x1p-10L : std::fabs(x[i]) * 0x1p-13L; };
  constexpr int levels = 4;
  long double table[levels][levels], largest = 0.0L;
  for (int i = 0; i < levels; ++i) {
    table[i][0] = secondDifference(f, x, j, k, std::ldexp(stepOf(j), -i), std::ldexp(stepOf(k), -i), largest);
    long double factor = 4.0L;
    for (int m = 1; m <= i; ++m, factor *= 4.0L)
      table[i][m] = table[i][m - 1] + (table[i][m - 1] - table[i - 1][m - 1]) / (factor - 1.0L);
  }
  return {table[levels - 1][levels - 1], 1024.0L * LDBL_EPSILON * largest / (stepOf(j) * stepOf(k))};
}

/// Whether a partial agrees with the differences: to `relative`, up to the noise.
inline bool agrees(double partial, const Estimate &estimate, long double relative) {
  return std::fabs(partial - estimate.derivative) <=
         relative * std::fabs(estimate.derivative) + estimate.noise;
}

/// Whether a partial is the exact expectation: NaN is NaN, infinities and zeros are themselves, other
/// numbers agree to a few units in the last place.
inline bool isExpected(double partial, double expected) {
  if (std::isnan(expected))
    return std::isnan(partial);
  if (std::isinf(expected) || expected == 0.0)
    return partial == expected;
  return std::fabs(partial - expected) <= 2e-15 * std::fabs(expected);
}

} // namespace differences

#endif // COSTATE_TEST_RULES_DIFFERENCES_H
