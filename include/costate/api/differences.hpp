// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The derivative of a function of one number from its values alone.

#ifndef COSTATE_API_DIFFERENCES_HPP
#define COSTATE_API_DIFFERENCES_HPP

#include <cmath>
#include <limits>

namespace costate {
namespace detail {

struct estimate {
  double value;
  double error; ///< How far the value may be off, by the spread of the extrapolation.
};

/// How far the slopes of f on both sides of 0 are apart where that does not shrink with the step: a
/// kink, at which central differences settle on the mean. 0 where f is smooth as far as one can
/// see.
template <class F> double find_kink(F &&f, double step) {
  const double middle = f(0.0);
  const auto gap = [&](double h) { return std::fabs(f(h) - 2.0 * middle + f(-h)) / h; };
  const double wide = gap(step), narrow = gap(step / 16.0);
  const double rounding = std::numeric_limits<double>::epsilon() * std::fabs(middle) / step;
  return narrow > 0.5 * wide && narrow > 1e4 * rounding ? narrow : 0.0;
}

/// Central differences of f at 0, extrapolated over a falling sequence of steps; the entry of the
/// tableau with the smallest spread wins. Steps at which f is not finite are passed over: they
/// reach out of its domain. C. Ridders, Advances in Engineering Software 4 (1982), 75-76.
template <class F> estimate differentiate_by_differences(F &&f, double step) {
  constexpr int levels = 14;
  constexpr double factor = 1.6;
  double tableau[levels][levels];
  const double start = step;
  estimate best{0.0, std::numeric_limits<double>::infinity()};
  int row = 0;
  for (int level = 0; level < levels; level++, step /= factor) {
    const double difference = (f(step) - f(-step)) / (2.0 * step);
    if (!std::isfinite(difference))
      continue;
    tableau[row][0] = difference;
    double power = factor * factor;
    for (int order = 1; order <= row; order++, power *= factor * factor) {
      tableau[row][order] =
          (tableau[row][order - 1] * power - tableau[row - 1][order - 1]) / (power - 1.0);
      const double error = std::fmax(std::fabs(tableau[row][order] - tableau[row][order - 1]),
                                     std::fabs(tableau[row][order] - tableau[row - 1][order - 1]));
      if (error <= best.error)
        best = {tableau[row][order], error};
    }
    // Higher orders that get worse mean that rounding has taken over.
    if (row > 1 && std::fabs(tableau[row][row] - tableau[row - 1][row - 1]) >= 2.0 * best.error)
      break;
    row++;
  }
  best.error = std::fmax(best.error, find_kink(f, 1e-3 * start));
  return best;
}

} // namespace detail
} // namespace costate

#endif // COSTATE_API_DIFFERENCES_HPP
