// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bundle adjustment: the 2 x 15 Jacobian blocks of all observations, and the gradient of the sum of
// squares. A costate Jacobian is two vector-Jacobian products per observation.

#include "../harness/workload.h"

#include "ba.h"
#include "hand.h"

#include <algorithm>
#include <memory>

#define BA_VJP(NAME)                                                                               \
  void NAME(const double *cam, const double *X, const double *w, const double *feat, double *err,  \
            double *cam_bar, double *X_bar, double *w_bar, double *err_bar)
#define BA_GRADIENT(NAME)                                                                          \
  double NAME(int p, const double *cams, const double *X, const double *w, const int *obs,         \
              const double *feats, double *cams_bar, double *X_bar, double *w_bar)
COSTATE_BENCH_DERIVATIVE BA_VJP(ba_reproj_error_vjp_cpp); // emitted C++
COSTATE_BENCH_DERIVATIVE BA_VJP(ba_reproj_error_vjp);     // emitted object
COSTATE_BENCH_DERIVATIVE BA_GRADIENT(ba_objective_grad_cpp);
COSTATE_BENCH_DERIVATIVE BA_GRADIENT(ba_objective_grad);

namespace bench {
namespace {

const int columns = ba_camera_size + 3 + 1;
const int block = 2 + 2 * columns; ///< what one observation gives: its errors and its Jacobian

struct Ba {
  int n, m, p;
  Vector parameters; ///< cameras, points, weights
  Vector feats;
  std::vector<int> obs;

  int points_at() const { return ba_camera_size * n; }
  int weights_at() const { return points_at() + 3 * m; }
  const double *camera(const Vector &at, int i) const { return &at[ba_camera_size * obs[2 * i]]; }
  const double *point(const Vector &at, int i) const {
    return &at[points_at() + 3 * obs[2 * i + 1]];
  }
  const double *weight(const Vector &at, int i) const { return &at[weights_at() + i]; }

  Ba(int n, int m, int p) : n(n), m(m), p(p) {
    Random random(3);
    parameters = random.uniform_vector(weights_at() + p, -0.5, 0.5);
    for (int i = 0; i < n; i++) {
      double *cam = &parameters[ba_camera_size * i];
      cam[5] -= 4.0; // behind the points
      cam[6] += 2.0; // focal length
      cam[9] *= 0.1; // radial distortion
      cam[10] *= 0.1;
    }
    for (int i = 0; i < p; i++)
      parameters[weights_at() + i] += 1.0;
    feats = random.uniform_vector(2 * p, -1.0, 1.0);
    for (int i = 0; i < p; i++) {
      obs.push_back(random.below(n));
      obs.push_back(random.below(m));
    }
  }

  double objective(const Vector &at) const {
    return ba_objective(p, &at[0], &at[points_at()], &at[weights_at()], obs.data(), feats.data());
  }

  template <class Gradient> void gradient(Gradient *function, Vector &out) const {
    out.resize(1 + parameters.size());
    std::fill(out.begin(), out.end(), 0.0);
    const double *at = parameters.data();
    double *bar = out.data() + 1;
    out[0] = function(p, at, at + points_at(), at + weights_at(), obs.data(), feats.data(), bar,
                      bar + points_at(), bar + weights_at());
  }

  void errors(const Vector &at, Vector &out) const {
    out.resize(2 * p);
    for (int i = 0; i < p; i++)
      ba_reproj_error(camera(at, i), point(at, i), weight(at, i), &feats[2 * i], &out[2 * i]);
  }

  void jacobian_by_hand(Vector &out) const {
    out.resize(block * p);
    for (int i = 0; i < p; i++)
      ba_reproj_jacobian_hand(camera(parameters, i), point(parameters, i), weight(parameters, i),
                              &feats[2 * i], &out[block * i], &out[block * i + 2]);
  }

  template <class Vjp> void jacobian_by_rows(Vjp *function, Vector &out) const {
    out.resize(block * p);
    std::fill(out.begin(), out.end(), 0.0);
    for (int i = 0; i < p; i++)
      for (int row = 0; row < 2; row++) {
        double *bar = &out[block * i + 2 + columns * row];
        double seed[2] = {row == 0 ? 1.0 : 0.0, row == 1 ? 1.0 : 0.0};
        function(camera(parameters, i), point(parameters, i), weight(parameters, i), &feats[2 * i],
                 &out[block * i], bar, bar + ba_camera_size, bar + ba_camera_size + 3, seed);
      }
  }

  /// The errors contracted with fixed coefficients: a scalar whose gradient the Jacobian gives.
  double contracted(const Vector &at) const {
    Vector all;
    errors(at, all);
    double sum = 0.0;
    for (int i = 0; i < 2 * p; i++)
      sum += (1.0 + 0.3 * (i % 5)) * all[i];
    return sum;
  }

  Vector contracted_gradient() const {
    Vector blocks, out(parameters.size(), 0.0);
    jacobian_by_hand(blocks);
    for (int i = 0; i < p; i++)
      for (int row = 0; row < 2; row++) {
        const double *entries = &blocks[block * i + 2 + columns * row];
        const double c = 1.0 + 0.3 * ((2 * i + row) % 5);
        for (int j = 0; j < ba_camera_size; j++)
          out[ba_camera_size * obs[2 * i] + j] += c * entries[j];
        for (int j = 0; j < 3; j++)
          out[points_at() + 3 * obs[2 * i + 1] + j] += c * entries[ba_camera_size + j];
        out[weights_at() + i] += c * entries[ba_camera_size + 3];
      }
    return out;
  }
};

template <class Gradient>
Route gradient_route(const char *name, std::shared_ptr<Ba> ba, Gradient *function) {
  if (!function)
    return {name, nullptr};
  return {name, [ba, function](Vector &out) { ba->gradient(function, out); }};
}

template <class Vjp> Route jacobian_route(const char *name, std::shared_ptr<Ba> ba, Vjp *function) {
  if (!function)
    return {name, nullptr};
  return {name, [ba, function](Vector &out) { ba->jacobian_by_rows(function, out); }};
}

Case jacobian_case(std::shared_ptr<Ba> ba) {
  Case out;
  out.name = "ba jacobian p=" + std::to_string(ba->p);
  out.values = 0; // values and derivatives alternate
  out.primal = [ba](Vector &result) { ba->errors(ba->parameters, result); };
  out.costate = {jacobian_route("c++", ba, ba_reproj_error_vjp_cpp),
                 jacobian_route("object", ba, ba_reproj_error_vjp)};
  out.hand = {"hand", [ba](Vector &result) { ba->jacobian_by_hand(result); }};
  out.parameters = ba->parameters;
  out.value_at = [ba](const Vector &at) { return ba->contracted(at); };
  out.gradient = [ba] { return ba->contracted_gradient(); };
  return out;
}

Case objective_case(std::shared_ptr<Ba> ba) {
  Case out;
  out.name = "ba objective p=" + std::to_string(ba->p);
  out.primal = [ba](Vector &result) { result.assign(1, ba->objective(ba->parameters)); };
  out.costate = {gradient_route("c++", ba, ba_objective_grad_cpp),
                 gradient_route("object", ba, ba_objective_grad)};
  out.hand = gradient_route("hand", ba, ba_objective_hand);
  out.parameters = ba->parameters;
  out.value_at = [ba](const Vector &at) { return ba->objective(at); };
  out.gradient = [ba] {
    Vector result;
    ba->gradient(ba_objective_hand, result);
    return Vector(result.begin() + 1, result.end());
  };
  return out;
}

} // namespace

std::vector<Case> ba_cases() {
  auto ba = std::make_shared<Ba>(20, 1000, 5000);
  return {jacobian_case(ba), objective_case(ba)};
}

} // namespace bench
