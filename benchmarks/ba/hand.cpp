// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The derivatives of bundle adjustment as a careful person writes them: both rows of the Jacobian
// share the values of the primal; the gradient is one vector-Jacobian product per observation.

#include "hand.h"

#include "ba.h"

#include <cmath>

namespace {

/// What the derivatives of one observation need of its value.
struct Projection {
  double point[3], axis[3], normal[3],
      seen[3];                               ///< X - centre; rotation / angle; axis x point; image
  double cosine, sine, along, inverse_angle; ///< along = axis . point
  double u, v, inverse_depth, squared_radius, factor;
  bool rotates;
  double projected[2];
};

void cross(const double *a, const double *b, double *out) {
  out[0] = a[1] * b[2] - a[2] * b[1];
  out[1] = a[2] * b[0] - a[0] * b[2];
  out[2] = a[0] * b[1] - a[1] * b[0];
}

double dot(const double *a, const double *b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

void rotate(const double *rotation, Projection &p) {
  double squared = dot(rotation, rotation);
  p.rotates = squared != 0.0;
  if (!p.rotates) {
    cross(rotation, p.point, p.normal);
    for (int i = 0; i < 3; i++)
      p.seen[i] = p.point[i] + p.normal[i];
    return;
  }
  double angle = std::sqrt(squared);
  p.cosine = std::cos(angle);
  p.sine = std::sin(angle);
  p.inverse_angle = 1.0 / angle;
  for (int i = 0; i < 3; i++)
    p.axis[i] = rotation[i] * p.inverse_angle;
  cross(p.axis, p.point, p.normal);
  p.along = dot(p.axis, p.point);
  double factor = p.along * (1.0 - p.cosine);
  for (int i = 0; i < 3; i++)
    p.seen[i] = p.point[i] * p.cosine + p.normal[i] * p.sine + p.axis[i] * factor;
}

Projection project(const double *cam, const double *X) {
  Projection p;
  for (int i = 0; i < 3; i++)
    p.point[i] = X[i] - cam[3 + i];
  rotate(cam, p);
  p.inverse_depth = 1.0 / p.seen[2];
  p.u = p.seen[0] * p.inverse_depth;
  p.v = p.seen[1] * p.inverse_depth;
  p.squared_radius = p.u * p.u + p.v * p.v;
  p.factor = 1.0 + p.squared_radius * (cam[9] + cam[10] * p.squared_radius);
  p.projected[0] = p.u * p.factor * cam[6] + cam[7];
  p.projected[1] = p.v * p.factor * cam[6] + cam[8];
  return p;
}

/// The adjoint of the rotation: seen_bar to point_bar (set) and rotation_bar (added).
void rotate_adjoint(const double *rotation, const Projection &p, const double *seen_bar,
                    double *point_bar, double *rotation_bar) {
  double turned[3];
  if (!p.rotates) {
    cross(seen_bar, rotation, turned);
    for (int i = 0; i < 3; i++)
      point_bar[i] = seen_bar[i] + turned[i];
    cross(p.point, seen_bar, turned);
    for (int i = 0; i < 3; i++)
      rotation_bar[i] += turned[i];
    return;
  }
  const double versine = 1.0 - p.cosine;
  const double axis_seen = dot(p.axis, seen_bar), normal_seen = dot(p.normal, seen_bar);
  double angle_bar =
      (p.along * axis_seen - dot(p.point, seen_bar)) * p.sine + normal_seen * p.cosine;
  double axis_bar[3];
  cross(seen_bar, p.axis, turned); // the adjoint of axis x point with respect to point
  for (int i = 0; i < 3; i++)
    point_bar[i] = p.cosine * seen_bar[i] + p.sine * turned[i] + versine * axis_seen * p.axis[i];
  cross(p.point, seen_bar, turned);
  for (int i = 0; i < 3; i++)
    axis_bar[i] = p.sine * turned[i] + versine * (p.along * seen_bar[i] + axis_seen * p.point[i]);
  // axis = rotation / angle, d angle = axis . d rotation
  double radial = dot(axis_bar, p.axis);
  for (int i = 0; i < 3; i++)
    rotation_bar[i] += p.inverse_angle * (axis_bar[i] - radial * p.axis[i]) + angle_bar * p.axis[i];
}

/// Adds the adjoint of the projection, seeded with (first, second).
void project_adjoint(const double *cam, const Projection &p, double first, double second,
                     double *cam_bar, double *X_bar) {
  const double focal = cam[6];
  cam_bar[6] += (first * p.u + second * p.v) * p.factor;
  cam_bar[7] += first;
  cam_bar[8] += second;
  const double distorted_u = first * focal, distorted_v = second * focal;
  const double factor_bar = distorted_u * p.u + distorted_v * p.v;
  cam_bar[9] += factor_bar * p.squared_radius;
  cam_bar[10] += factor_bar * p.squared_radius * p.squared_radius;
  const double radius_bar = 2.0 * factor_bar * (cam[9] + 2.0 * cam[10] * p.squared_radius);
  const double u_bar = distorted_u * p.factor + radius_bar * p.u;
  const double v_bar = distorted_v * p.factor + radius_bar * p.v;
  double seen_bar[3] = {u_bar * p.inverse_depth, v_bar * p.inverse_depth,
                        -(u_bar * p.u + v_bar * p.v) * p.inverse_depth};
  double point_bar[3];
  rotate_adjoint(cam, p, seen_bar, point_bar, cam_bar);
  for (int i = 0; i < 3; i++) {
    X_bar[i] += point_bar[i];
    cam_bar[3 + i] -= point_bar[i];
  }
}

} // namespace

void ba_reproj_jacobian_hand(const double *cam, const double *X, const double *w,
                             const double *feat, double *err, double *jacobian) {
  Projection p = project(cam, X);
  for (int i = 0; i < 30; i++)
    jacobian[i] = 0.0;
  project_adjoint(cam, p, *w, 0.0, jacobian, jacobian + 11);
  project_adjoint(cam, p, 0.0, *w, jacobian + 15, jacobian + 26);
  for (int row = 0; row < 2; row++) {
    jacobian[15 * row + 14] = p.projected[row] - feat[row];
    err[row] = *w * jacobian[15 * row + 14];
  }
}

double ba_objective_hand(int p, const double *cams, const double *X, const double *w,
                         const int *obs, const double *feats, double *cams_bar, double *X_bar,
                         double *w_bar) {
  double sum = 0.0;
  for (int i = 0; i < p; i++) {
    const int camera = ba_camera_size * obs[2 * i], point = 3 * obs[2 * i + 1];
    Projection at = project(cams + camera, X + point);
    double first = at.projected[0] - feats[2 * i], second = at.projected[1] - feats[2 * i + 1];
    double squared = first * first + second * second, weight_error = 1.0 - w[i] * w[i];
    sum += w[i] * w[i] * squared + weight_error * weight_error;
    w_bar[i] += 2.0 * w[i] * squared - 4.0 * weight_error * w[i];
    double scale = 2.0 * w[i] * w[i];
    project_adjoint(cams + camera, at, scale * first, scale * second, cams_bar + camera,
                    X_bar + point);
  }
  return sum;
}
