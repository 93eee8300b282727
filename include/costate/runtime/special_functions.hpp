// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that derivatives need and the C library lacks: digamma and trigamma, the derivatives of
// lgamma. For host and device; C++17, no state, no exceptions. Users include <costate/runtime.hpp>.
// Native code gets the same algorithms from lib/Conversion: a change here is a change there.

#ifndef COSTATE_RUNTIME_SPECIAL_FUNCTIONS_HPP
#define COSTATE_RUNTIME_SPECIAL_FUNCTIONS_HPP

#include <cmath>
#include <limits>

#ifndef COSTATE_HOST_DEVICE
#if defined(__CUDACC__) || defined(__HIPCC__)
#define COSTATE_HOST_DEVICE __host__ __device__
#else
#define COSTATE_HOST_DEVICE
#endif
#endif

namespace costate {

namespace detail {

inline constexpr double pi = 3.14159265358979323846;

/// digamma on [1, 2]: (x - x0) P(x - 3/2), where x0 = 1.46163... is the positive root in two parts,
/// so that the value keeps its relative accuracy next to the root. |P's error| < 4e-18.
COSTATE_HOST_DEVICE inline double digammaNearRoot(double x) {
  const double coefficients[] = {
      0x1.e6f0cbb873616p-1,  -0x1.b1cb63005ee98p-2,  0x1.eca189b8e6f6dp-3,  -0x1.2feeeb98a78eap-3,
      0x1.8512e5903903ep-4,  -0x1.fb44202a2306bp-5,  0x1.4de9aa1779d23p-5,  -0x1.b9f8b11bfd3d0p-6,
      0x1.2564717896ec6p-6,  -0x1.863563f44f303p-7,  0x1.03c0adafa529cp-7,  -0x1.5a06a5d662cb4p-8,
      0x1.cd2011454fd05p-9,  -0x1.336dbe66757c8p-9,  0x1.99d3f5c0cad5ep-10, -0x1.0fb38d217b800p-10,
      0x1.6a3e76070c135p-11, -0x1.fd8e50abf2196p-12, 0x1.53b23429da21bp-12, -0x1.2fae5cb379bf2p-13,
      0x1.94e73cc9821e1p-14, -0x1.75c084e78a4cdp-13, 0x1.f255c4568ac4dp-14};
  const double h = x - 1.5;
  double sum = coefficients[22];
  for (int k = 21; k >= 0; --k)
    sum = sum * h + coefficients[k];
  const double rootHigh = 0x1.762d86356be3fp+0, rootLow = 0x1.b86a722197829p-54;
  return ((x - rootHigh) - rootLow) * sum;
}

/// digamma for x >= 10: log x - 1/(2x) - sum B_2k / (2k x^2k).
COSTATE_HOST_DEVICE inline double digammaAsymptotic(double x) {
  const double w = 1.0 / x / x;
  double sum = 1.0 / 12.0 - w * (3617.0 / 8160.0);
  sum = 691.0 / 32760.0 - w * sum;
  sum = 1.0 / 132.0 - w * sum;
  sum = 1.0 / 240.0 - w * sum;
  sum = 1.0 / 252.0 - w * sum;
  sum = 1.0 / 120.0 - w * sum;
  sum = 1.0 / 12.0 - w * sum;
  return std::log(x) - (0.5 / x + w * sum);
}

/// digamma for x > 0: recurrence psi(x + 1) = psi(x) + 1/x into [1, 2], every step of one sign.
COSTATE_HOST_DEVICE inline double digammaPositive(double x) {
  if (x >= 10.0)
    return digammaAsymptotic(x);
  double sum = 0.0;
  if (x < 1.0) {
    sum = -1.0 / x;
    x += 1.0;
  }
  while (x > 2.0) {
    x -= 1.0;
    sum += 1.0 / x;
  }
  return sum + digammaNearRoot(x);
}

/// trigamma for x > 0: recurrence up to x >= 10, then 1/x + 1/(2x^2) + sum B_2k / x^(2k+1).
COSTATE_HOST_DEVICE inline double trigammaPositive(double x) {
  double head = 0.0;
  while (x < 10.0) {
    head += 1.0 / (x * x);
    x += 1.0;
  }
  const double v = 1.0 / x, w = v * v;
  double sum = 3617.0 / 510.0 - w * (43867.0 / 798.0);
  sum = 7.0 / 6.0 - w * sum;
  sum = 691.0 / 2730.0 - w * sum;
  sum = 5.0 / 66.0 - w * sum;
  sum = 1.0 / 30.0 - w * sum;
  sum = 1.0 / 42.0 - w * sum;
  sum = 1.0 / 30.0 - w * sum;
  sum = 1.0 / 6.0 - w * sum;
  return head + (v + (0.5 * w + v * w * sum));
}

} // namespace detail

/// Logarithmic derivative of the gamma function. Relative error below 1e-15 for x > 0 and for x < 0
/// away from the roots (absolute error there). -inf at +0, +inf at -0, NaN at negative integers and
/// at -inf.
COSTATE_HOST_DEVICE inline double digamma(double x) {
  if (x > 0.0)
    return detail::digammaPositive(x);
  if (x == 0.0)
    return -1.0 / x;
  // Reflection: psi(x) = psi(1 - x) - pi cot(pi x); the distance to the nearest integer is exact.
  const double distance = x - std::round(x);
  if (distance == 0.0) // a pole with infinities of both signs
    return std::numeric_limits<double>::quiet_NaN();
  return detail::digammaPositive(1.0 - x) - detail::pi / std::tan(detail::pi * distance);
}

/// Derivative of digamma. +inf at zero and at negative integers, NaN at -inf.
COSTATE_HOST_DEVICE inline double trigamma(double x) {
  if (x > 0.0)
    return detail::trigammaPositive(x);
  // Reflection: psi'(x) = (pi / sin(pi x))^2 - psi'(1 - x).
  const double distance = x - std::round(x);
  const double quotient = detail::pi / std::sin(detail::pi * distance);
  return quotient * quotient - detail::trigammaPositive(1.0 - x);
}

COSTATE_HOST_DEVICE inline float digamma(float x) {
  return static_cast<float>(digamma(static_cast<double>(x)));
}
COSTATE_HOST_DEVICE inline float trigamma(float x) {
  return static_cast<float>(trigamma(static_cast<double>(x)));
}

} // namespace costate

#endif // COSTATE_RUNTIME_SPECIAL_FUNCTIONS_HPP
