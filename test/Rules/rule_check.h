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

#ifdef COSTATE_STRONG_ZEROS
#define RULE_VJP(...) __VA_ARGS__
#else
#define RULE_VJP(...) nullptr
#endif

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
  /// With a seed; null where zeros are not strong.
  T (*pullback)(const T *at, T seed, T *bar);
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

/// Calls `visit(at)` for every combination of special values of the operands.
template <class Visit> void forEachSpecialPoint(unsigned operands, Visit visit) {
  static const double values[] = {-INFINITY, -2.5, -1.0, -0.0, 0.0, 1.0, 2.5, 1e300, INFINITY, NAN};
  constexpr unsigned count = sizeof(values) / sizeof(*values);
  unsigned combinations = 1;
  for (unsigned k = 0; k < operands; ++k)
    combinations *= count;
  for (unsigned combination = 0; combination < combinations; ++combination) {
    std::vector<double> at;
    for (unsigned k = 0, rest = combination; k < operands; ++k, rest /= count)
      at.push_back(values[rest % count]);
    visit(at);
  }
}

/// Under --numerics=strong-zero: zero seeds contribute zero, wherever the function is evaluated.
template <class T> void checkZeros(const RuleCheck<T> &rule) {
  forEachSpecialPoint(rule.operands, [&](const std::vector<double> &at) {
    const std::vector<T> x(at.begin(), at.end()), none(rule.operands, T(0));
    const auto isZero = [&](const char *mode, unsigned k, T part) {
      expect(part == T(0), rule.name, mode, at, k, part, 0.0);
    };
    isZero("jvp along zero", 0, rule.tangent(x.data(), none.data()).second);
    std::vector<T> bar(none), hv(none), gradient(none);
    rule.pullback(x.data(), T(0), bar.data());
    rule.hessianVector(x.data(), none.data(), hv.data());
    rule.gradient(x.data(), gradient.data());
    for (unsigned k = 0; k < rule.operands; ++k) {
      isZero("vjp of zero", k, bar[k]);
      isZero("hvp along zero", k, hv[k]);
      // The zero tangents of the other operands hide nothing of this one's partial, and add nothing.
      std::vector<T> dot(none);
      dot[k] = T(1);
      const T tangent = rule.tangent(x.data(), dot.data()).second;
      expect(isSameValue(tangent, gradient[k]) || std::fabs(tangent - gradient[k]) <= 1e-12 * std::fabs(tangent),
             rule.name, "jvp along one operand", at, k, tangent, gradient[k]);
    }
  });
}

template <class T> void check(const RuleCheck<T> &rule) {
  if (rule.pullback)
    checkZeros(rule);
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
