// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compares the gradient of FUNCTION with central differences.

#include <cmath>
#include <cstdio>

#ifdef LANGUAGE_C
extern "C" {
#endif
double FUNCTION(const double *x, int n);
double GRADIENT(const double *x, int n, double *x_bar);
#ifdef LANGUAGE_C
}
#endif

int main() {
  const double x[4] = {1.3, -0.7, 0.4, 2.1};
  double adjoint[4] = {};
  int failures = std::fabs(GRADIENT(x, 4, adjoint) - FUNCTION(x, 4)) > 0.0;
  for (int i = 0; i < 4; i++) {
    double step = 1e-6, up[4], down[4];
    for (int j = 0; j < 4; j++)
      up[j] = x[j] + step * (i == j), down[j] = x[j] - step * (i == j);
    double slope = (FUNCTION(up, 4) - FUNCTION(down, 4)) / (2.0 * step);
    if (std::fabs(slope - adjoint[i]) > 1e-6 * (1.0 + std::fabs(slope))) {
      std::printf("entry %d is %.12g instead of %.12g\n", i, adjoint[i], slope);
      ++failures;
    }
  }
  return failures;
}
