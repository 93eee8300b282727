// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a workload tells the harness: its primal, its gradients and how to check them. A workload
// measures nothing itself.

#ifndef COSTATE_BENCHMARKS_HARNESS_WORKLOAD_H
#define COSTATE_BENCHMARKS_HARNESS_WORKLOAD_H

#include <functional>
#include <string>
#include <vector>

namespace bench {

using Vector = std::vector<double>;

/// One way to compute the derivative. `run` writes the value(s) and all derivatives into `out`
/// (which it resizes once and otherwise overwrites). An empty `run` means: costate refused.
struct Route {
  std::string name; ///< "c++", "object", "hand"
  std::function<void(Vector &out)> run;
};

/// One workload at one size.
struct Case {
  std::string name;       ///< such as "gmm d=20 K=50 n=1000"
  bool full_only = false; ///< left out with --quick
  int values = 1;         ///< how many entries of a result, the first, are values
  std::function<void(Vector &out)> primal;
  std::vector<Route> costate; ///< each is compared with `hand`
  Route hand;

  /// For the check of `hand` against differences: the point, the function there, its gradient.
  Vector parameters;
  std::function<double(const Vector &parameters)> value_at;
  std::function<Vector()> gradient;
};

/// The workloads, each in its own folder.
std::vector<Case> gmm_cases();
std::vector<Case> lstm_cases();
std::vector<Case> ba_cases();

/// A small deterministic generator, the same on every machine.
class Random {
public:
  explicit Random(unsigned long long seed) : state_(seed) {}
  /// Uniform in [low, high).
  double uniform(double low, double high);
  Vector uniform_vector(std::size_t n, double low, double high);
  int below(int n) { return int(uniform(0.0, n)); }

private:
  unsigned long long state_;
};

} // namespace bench

/// True when a derivative declared with COSTATE_BENCH_DERIVATIVE was made and linked.
#define COSTATE_BENCH_DERIVATIVE __attribute__((weak))

#endif // COSTATE_BENCHMARKS_HARNESS_WORKLOAD_H
