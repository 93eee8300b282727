// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The camera model as a person writes it: vectors as small structs by value, the projected point
// distorted in place through a pointer.

#include "ba.h"

#include <cmath>

struct Vec3 {
  double x, y, z;
};

static Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static double dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

/// Rotates `point` about the axis `rotation` by the angle |rotation| (Rodrigues' formula).
static Vec3 rotate(Vec3 rotation, Vec3 point) {
  double squared_angle = dot(rotation, rotation);
  if (squared_angle == 0.0) {
    Vec3 moved = cross(rotation, point);
    return {point.x + moved.x, point.y + moved.y, point.z + moved.z};
  }
  double angle = std::sqrt(squared_angle);
  double cosine = std::cos(angle);
  double sine = std::sin(angle);
  double inverse = 1.0 / angle;
  Vec3 axis = {rotation.x * inverse, rotation.y * inverse, rotation.z * inverse};
  Vec3 normal = cross(axis, point);
  double along = dot(axis, point) * (1.0 - cosine);
  Vec3 out;
  out.x = point.x * cosine + normal.x * sine + axis.x * along;
  out.y = point.y * cosine + normal.y * sine + axis.y * along;
  out.z = point.z * cosine + normal.z * sine + axis.z * along;
  return out;
}

static void distort(const double *radial, double *projected) {
  double squared_radius = projected[0] * projected[0] + projected[1] * projected[1];
  double factor = 1.0 + radial[0] * squared_radius + radial[1] * squared_radius * squared_radius;
  projected[0] *= factor;
  projected[1] *= factor;
}

static void project(const double *cam, const double *X, double *projected) {
  const double *rotation = &cam[0];
  const double *center = &cam[3];
  const double *focal = &cam[6];
  const double *principal = &cam[7];
  const double *radial = &cam[9];

  Vec3 seen = rotate({rotation[0], rotation[1], rotation[2]},
                     {X[0] - center[0], X[1] - center[1], X[2] - center[2]});
  projected[0] = seen.x / seen.z;
  projected[1] = seen.y / seen.z;
  distort(radial, projected);
  projected[0] = projected[0] * *focal + principal[0];
  projected[1] = projected[1] * *focal + principal[1];
}

void ba_reproj_error(const double *cam, const double *X, const double *w, const double *feat,
                     double *err) {
  double projected[2];
  project(cam, X, projected);
  err[0] = *w * (projected[0] - feat[0]);
  err[1] = *w * (projected[1] - feat[1]);
}

double ba_objective(int p, const double *cams, const double *X, const double *w, const int *obs,
                    const double *feats) {
  double sum = 0.0;
  for (int i = 0; i < p; i++) {
    const double *cam = &cams[ba_camera_size * obs[2 * i]];
    const double *point = &X[3 * obs[2 * i + 1]];
    double err[2];
    ba_reproj_error(cam, point, &w[i], &feats[2 * i], err);
    double weight_error = 1.0 - w[i] * w[i];
    sum += err[0] * err[0] + err[1] * err[1] + weight_error * weight_error;
  }
  return sum;
}
