// Compares the derivatives of a function of two numbers, by reverse mode and by forward mode, with
// numbers that the caller knows.
#ifndef CHECK_DERIVATIVES_HPP
#define CHECK_DERIVATIVES_HPP

#include "costate/costate.hpp"

#include <cmath>
#include <cstdio>

inline int failures = 0;

inline void compare(const char *what, const char *part, double actual, double expected) {
  if (std::fabs(actual - expected) <= 1e-12 * (1.0 + std::fabs(expected)))
    return;
  std::printf("%s: %s is %.17g instead of %.17g\n", what, part, actual, expected);
  ++failures;
}

template <auto F> void check(const char *what, double x, double y, double by_x, double by_y) {
  auto [value, both] = costate::value_and_gradient<F>(x, y);
  auto [x_bar, y_bar] = both;
  compare(what, "value", value, F(x, y));
  compare(what, "x_bar", x_bar, by_x);
  compare(what, "y_bar", y_bar, by_y);
  auto [again, tangent] = costate::jvp<F>(costate::wrt(x, 0.3), costate::wrt(y, -1.7));
  compare(what, "value of jvp", again, F(x, y));
  compare(what, "tangent", tangent, 0.3 * by_x - 1.7 * by_y);
}

/// The Hessian's entries.
template <auto F>
void check_second(const char *what, double x, double y, double xx, double xy, double yy) {
  auto [x_hv, y_hv] = costate::hvp<F>(costate::wrt(x, 0.9), costate::wrt(y, -0.4));
  compare(what, "x_hv", x_hv, 0.9 * xx - 0.4 * xy);
  compare(what, "y_hv", y_hv, 0.9 * xy - 0.4 * yy);
}

#endif
