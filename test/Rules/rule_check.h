// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The harness of the generated program that checks every rule through the whole compiler: values bit for
// bit, forward and reverse against extrapolated differences and against the documented values at edges.

#ifndef COSTATE_TEST_RULES_RULE_CHECK_H
#define COSTATE_TEST_RULES_RULE_CHECK_H

#include "differences.h"

#include <cstdio>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

inline long double exp10(long double x) { return exp10l(x); }

struct ExpectedEdge {
  std::vector<double> at;
  std::vector<std::optional<double>> partials;
};

/// One rule in one type, with the functions that the compiler made.
template <class T> struct RuleCheck {
  const char *name;
  unsigned operands;
  T (*function)(const T *at);
  T (*gradient)(const T *at, T *bar);
  std::pair<T, T> (*tangent)(const T *at, const T *dot);
  /// Hessian times vector; null where it is not tested.
  void (*hessianVector)(const T *at, const T *dot, T *hv);
  long double (*primal)(const long double *at);
  std::vector<std::vector<double>> points;
  std::vector<ExpectedEdge> edges;
};

inline int failures = 0, checks = 0;

inline void expect(bool holds, const char *name, const char *what, const std::vector<double> &at,
                   unsigned operand, double actual, double expected) {
  ++checks;
  if (holds)
    return;
  ++failures;
  std::printf("%s: %s, operand %u at (", name, what, operand);
  for (size_t i = 0; i < at.size(); ++i)
    std::printf(i ? ", %.17g" : "%.17g", at[i]);
  std::printf("): %.17g, expected %.17g\n", actual, expected);
}

/// Equal numbers, or both NaN. The sign of a zero is left open: C leaves it open for fmin and fmax.
template <class T> bool isSameValue(T a, T b) { return std::isnan(a) ? std::isnan(b) : a == b; }

/// Calls `compare(what, operand, partial)` for every operand in both modes, after checking the values.
template <class T, class Compare>
void forEachPartial(const RuleCheck<T> &rule, const std::vector<double> &at, Compare compare) {
  const std::vector<T> x(at.begin(), at.end());
  const T value = rule.function(x.data());
  std::vector<T> bar(rule.operands, T(0));
  const T gradientValue = rule.gradient(x.data(), bar.data());
  expect(isSameValue(gradientValue, value), rule.name, "value of grad", at, 0, gradientValue, value);
  for (unsigned k = 0; k < rule.operands; ++k) {
    std::vector<T> dot(rule.operands, T(0));
    dot[k] = T(1);
    const auto [tangentValue, tangent] = rule.tangent(x.data(), dot.data());
    expect(isSameValue(tangentValue, value), rule.name, "value of jvp", at, k, tangentValue, value);
    compare("grad", k, bar[k]);
    compare("jvp", k, tangent);
  }
}

/// Whether the function and its operands stay within the range of T: points are chosen for double.
template <class T> bool isRepresentable(const RuleCheck<T> &rule, const std::vector<double> &at) {
  for (double x : at)
    if (!std::isfinite(T(x)) || (x != 0.0 && std::fabs(T(x)) < std::numeric_limits<T>::min()))
      return false;
  const std::vector<long double> x(at.begin(), at.end());
  const long double value = std::fabs(rule.primal(x.data()));
  return value == 0.0L || (value > std::numeric_limits<T>::min() && value < std::numeric_limits<T>::max());
}

/// Whether a tangent along operand k shows its partial: the others' zeros must not meet infinities or NaN.
inline bool isolates(const ExpectedEdge &edge, unsigned k) {
  for (unsigned other = 0; other < edge.partials.size(); ++other)
    if (other != k && !std::isfinite(edge.partials[other].value_or(NAN)))
      return false;
  return true;
}

/// The Hessian, column by column, by forward over reverse.
template <class T> void checkHessian(const RuleCheck<T> &rule, const std::vector<double> &at) {
  const std::vector<T> x(at.begin(), at.end());
  for (unsigned k = 0; k < rule.operands; ++k) {
    std::vector<T> dot(rule.operands, T(0)), column(rule.operands, T(0));
    dot[k] = T(1);
    rule.hessianVector(x.data(), dot.data(), column.data());
    for (unsigned j = 0; j < rule.operands; ++j) {
      const auto estimate = differences::differentiateTwice(rule.primal, at, j, k);
      const long double magnitude = std::fabs(estimate.derivative);
      if (magnitude != 0.0L && (magnitude < DBL_MIN || magnitude > DBL_MAX))
        continue; // beyond the range of double
      expect(differences::agrees(column[j], estimate, 1e-8L), rule.name, "hvp", at, k * 10 + j, column[j],
             static_cast<double>(estimate.derivative));
    }
  }
}

template <class T> void check(const RuleCheck<T> &rule) {
  const bool isDouble = std::is_same_v<T, double>;
  const long double relative = isDouble ? 1e-11L : 2e-5L;
  for (std::vector<double> at : rule.points) {
    if (!isRepresentable(rule, at))
      continue;
    for (double &x : at)
      x = T(x);
    if (rule.hessianVector)
      checkHessian(rule, at);
    forEachPartial(rule, at, [&](const char *mode, unsigned k, T partial) {
      const auto estimate = differences::differentiate(rule.primal, at, k);
      const long double tiny = isDouble ? 0.0L : 1e-6L;
      expect(std::fabs(partial - estimate.derivative) <= tiny ||
                 differences::agrees(partial, estimate, relative),
             rule.name, mode, at, k, partial, static_cast<double>(estimate.derivative));
    });
  }
  if (!isDouble)
    return;
  for (const ExpectedEdge &edge : rule.edges)
    forEachPartial(rule, edge.at, [&](const char *mode, unsigned k, T partial) {
      if (edge.partials[k] && (mode[0] == 'g' || isolates(edge, k)))
        expect(differences::isExpected(partial, *edge.partials[k]), rule.name, mode, edge.at, k, partial,
               *edge.partials[k]);
    });
}

inline int report() {
  std::printf("%d checks, %d failures\n", checks, failures);
  return failures != 0;
}

#endif // COSTATE_TEST_RULES_RULE_CHECK_H
