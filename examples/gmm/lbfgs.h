// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small limited-memory BFGS minimiser with a weak-Wolfe line search by bisection. It needs one
// callable that returns the value and fills the gradient. No derivatives are made here.

#ifndef COSTATE_EXAMPLES_GMM_LBFGS_H
#define COSTATE_EXAMPLES_GMM_LBFGS_H

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <limits>
#include <vector>

namespace lbfgs {

using Vector = std::vector<double>;

struct Options {
  int max_iterations = 200;
  double gradient_tolerance = 1e-7; ///< stop when max |g_i| falls below it, relative to |f|
  std::size_t memory = 10;          ///< number of step pairs kept
};

inline double dot(const Vector &a, const Vector &b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); i++)
    sum += a[i] * b[i];
  return sum;
}

inline double max_abs(const Vector &a) {
  double largest = 0.0;
  for (double value : a)
    largest = std::max(largest, std::fabs(value));
  return largest;
}

/// The step pairs (s = change of x, y = change of gradient) and the two-loop recursion over them.
class History {
public:
  explicit History(std::size_t memory) : memory_(memory) {}

  void clear() { pairs_.clear(); }

  void add(Vector s, Vector y) {
    double curvature = dot(s, y);
    if (!(curvature > 1e-12 * std::sqrt(dot(s, s) * dot(y, y))))
      return;
    if (pairs_.size() == memory_)
      pairs_.pop_front();
    pairs_.push_back({std::move(s), std::move(y), curvature});
  }

  /// Minus the approximate inverse Hessian times the gradient.
  Vector direction(const Vector &gradient) const {
    Vector q = gradient;
    Vector weight(pairs_.size());
    for (std::size_t j = pairs_.size(); j-- > 0;) {
      weight[j] = dot(pairs_[j].s, q) / pairs_[j].curvature;
      add_scaled(q, -weight[j], pairs_[j].y);
    }
    double scale = 1.0 / std::max(1.0, max_abs(gradient));
    if (!pairs_.empty())
      scale = pairs_.back().curvature / dot(pairs_.back().y, pairs_.back().y);
    for (double &value : q)
      value *= scale;
    for (std::size_t j = 0; j < pairs_.size(); j++)
      add_scaled(q, weight[j] - dot(pairs_[j].y, q) / pairs_[j].curvature, pairs_[j].s);
    for (double &value : q)
      value = -value;
    return q;
  }

private:
  struct Pair {
    Vector s, y;
    double curvature;
  };

  static void add_scaled(Vector &target, double factor, const Vector &source) {
    for (std::size_t i = 0; i < target.size(); i++)
      target[i] += factor * source[i];
  }

  std::size_t memory_;
  std::deque<Pair> pairs_;
};

/// Minimises `f(x, gradient)` from `x`; calls `report(iteration, value, gradient)` before the first
/// and after each iteration. Returns the least value found, whose argument is left in `x`.
template <class Function, class Report>
double minimize(Function &&f, Vector &x, Report &&report, const Options &options = Options()) {
  const double decrease = 1e-4, curvature = 0.9;
  const std::size_t n = x.size();
  History history(options.memory);
  Vector gradient(n);
  double value = f(x, gradient);
  report(0, value, gradient);

  for (int iteration = 1; iteration <= options.max_iterations; iteration++) {
    if (max_abs(gradient) <= options.gradient_tolerance * std::max(1.0, std::fabs(value)))
      break;
    Vector direction = history.direction(gradient);
    double slope = dot(gradient, direction);
    if (!(slope < 0.0)) {
      history.clear();
      direction = history.direction(gradient);
      slope = dot(gradient, direction);
    }

    // Bracket a step that satisfies both Wolfe conditions; a non-finite value counts as too long.
    double low = 0.0, high = std::numeric_limits<double>::infinity(), step = 1.0;
    Vector trial(n), trial_gradient(n);
    double trial_value = value;
    bool accepted = false;
    for (int attempt = 0; attempt < 50; attempt++) {
      for (std::size_t i = 0; i < n; i++)
        trial[i] = x[i] + step * direction[i];
      trial_value = f(trial, trial_gradient);
      if (!(trial_value <= value + decrease * step * slope)) {
        high = step;
      } else if (dot(trial_gradient, direction) < curvature * slope) {
        low = step;
      } else {
        accepted = true;
        break;
      }
      step = std::isinf(high) ? 2.0 * low : 0.5 * (low + high);
    }
    if (!accepted && !(trial_value < value))
      break; // no progress is possible in this arithmetic

    Vector s(n), y(n);
    for (std::size_t i = 0; i < n; i++) {
      s[i] = trial[i] - x[i];
      y[i] = trial_gradient[i] - gradient[i];
    }
    history.add(std::move(s), std::move(y));
    x = trial;
    gradient = trial_gradient;
    value = trial_value;
    report(iteration, value, gradient);
  }
  return value;
}

} // namespace lbfgs

#endif // COSTATE_EXAMPLES_GMM_LBFGS_H
