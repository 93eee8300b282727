// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small function to look at. Show its derivative with
//   costate grad logistic.cpp --function logistic_loss --wrt slope,intercept

#include <cmath>

/// The mean negative log-likelihood of a logistic regression on one feature; `label` is 0 or 1.
double logistic_loss(double slope, double intercept, const double *x, const int *label, int n) {
  double loss = 0.0;
  for (int i = 0; i < n; i++) {
    double z = slope * x[i] + intercept;
    if (label[i])
      z = -z;
    loss += std::log(1.0 + std::exp(z));
  }
  return loss / n;
}
