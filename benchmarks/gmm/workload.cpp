// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The Gaussian mixture: data, routes and sizes. The primal is that of examples/gmm.

#include "../harness/workload.h"

#include "gmm.h"
#include "hand.h"

#include <algorithm>
#include <memory>

#define GMM_GRADIENT(NAME)                                                                         \
  double NAME(int d, int k, int n, const double *alphas, const double *means, const double *icf,   \
              const double *x, double wishart_gamma, int wishart_m, double *alphas_bar,            \
              double *means_bar, double *icf_bar)
COSTATE_BENCH_DERIVATIVE GMM_GRADIENT(gmm_objective_grad_cpp); // emitted C++
COSTATE_BENCH_DERIVATIVE GMM_GRADIENT(gmm_objective_grad);     // emitted object

namespace bench {
namespace {

struct Gmm {
  int d, k, n;
  Vector parameters; ///< alphas, means, icf
  Vector x;
  static constexpr double wishart_gamma = 1.0;
  static constexpr int wishart_m = 0;

  Gmm(int d, int k, int n) : d(d), k(k), n(n) {
    Random random(1);
    parameters = random.uniform_vector(k + k * d + k * gmm_factor_size(d), -0.5, 0.5);
    for (int i = 0; i < k * d; i++)
      parameters[k + i] *= 4.0;
    x = random.uniform_vector(n * d, -2.0, 2.0);
  }

  double value(const Vector &p) const {
    return gmm_objective(d, k, n, &p[0], &p[k], &p[k + k * d], x.data(), wishart_gamma, wishart_m);
  }

  template <class Gradient> void gradient(Gradient *function, Vector &out) const {
    out.resize(1 + parameters.size());
    std::fill(out.begin(), out.end(), 0.0);
    const double *p = parameters.data();
    double *bar = out.data() + 1;
    out[0] = function(d, k, n, p, p + k, p + k + k * d, x.data(), wishart_gamma, wishart_m, bar,
                      bar + k, bar + k + k * d);
  }
};

template <class Gradient>
Route route(const char *name, std::shared_ptr<Gmm> gmm, Gradient *function) {
  if (!function)
    return {name, nullptr};
  return {name, [gmm, function](Vector &out) { gmm->gradient(function, out); }};
}

Case make(int d, int k, int n, bool full_only) {
  auto gmm = std::make_shared<Gmm>(d, k, n);
  Case out;
  out.name = "gmm d=" + std::to_string(d) + " K=" + std::to_string(k) + " n=" + std::to_string(n);
  out.full_only = full_only;
  out.primal = [gmm](Vector &result) { result.assign(1, gmm->value(gmm->parameters)); };
  out.costate = {route("c++", gmm, gmm_objective_grad_cpp),
                 route("object", gmm, gmm_objective_grad)};
  out.hand = route("hand", gmm, gmm_objective_hand);
  out.parameters = gmm->parameters;
  out.value_at = [gmm](const Vector &p) { return gmm->value(p); };
  out.gradient = [gmm] {
    Vector result;
    gmm->gradient(gmm_objective_hand, result);
    return Vector(result.begin() + 1, result.end());
  };
  return out;
}

} // namespace

std::vector<Case> gmm_cases() {
  return {make(10, 25, 1000, false), make(20, 50, 1000, false), make(64, 25, 1000, true)};
}

} // namespace bench
