// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Partial derivatives by central differences, extrapolated to step zero: the oracle for programs
// that dual numbers cannot run, and the check of the dual numbers themselves.

#ifndef COSTATE_TEST_ORACLE_DIFFERENCES_HPP
#define COSTATE_TEST_ORACLE_DIFFERENCES_HPP

#include "harness.hpp"

#include <cmath>

namespace harness {

/// d(program)/d(x[i]); the entry of Richardson's tableau that changed least.
inline double difference(const Program &p, double *x, int n, int i) {
  const int levels = 10;
  const double at = x[i];
  double row[levels], previous[levels] = {}, best = NAN, error = HUGE_VAL, step = 0.004;
  for (int level = 0; level < levels; level++, step /= 2) {
    x[i] = at + step;
    double above = call(p, x, n);
    x[i] = at - step;
    double below = call(p, x, n);
    x[i] = at;
    row[0] = (above - below) / (2.0 * step);
    double factor = 4.0;
    for (int order = 1; order <= level && order < 5; order++, factor *= 4.0) {
      row[order] = row[order - 1] + (row[order - 1] - previous[order - 1]) / (factor - 1.0);
      double change = std::fmax(std::fabs(row[order] - row[order - 1]),
                                std::fabs(row[order] - previous[order - 1]));
      if (change < error) {
        error = change;
        best = row[order];
      }
    }
    for (int order = 0; order <= level && order < 5; order++)
      previous[order] = row[order];
  }
  return best;
}

inline void run_differences(const Program &p) {
  const double *from = p.points;
  for (int point = 0; point < p.count; from += p.sizes[point++]) {
    const int n = p.sizes[point];
    double x[largest_point], g[largest_point];
    for (int i = 0; i < n; i++)
      x[i] = from[i];
    for (int i = 0; i < n; i++)
      g[i] = difference(p, x, n, i);
    section(p.name, point, "differences");
    report(p.name, point, "differences", call(p, x, n), g, n);
  }
}

} // namespace harness

#endif // COSTATE_TEST_ORACLE_DIFFERENCES_HPP
