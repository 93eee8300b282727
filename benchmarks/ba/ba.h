// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bundle adjustment: how far the projections of 3D points by cameras are from where they were seen.

#ifndef COSTATE_BENCHMARKS_BA_BA_H
#define COSTATE_BENCHMARKS_BA_BA_H

/// Numbers per camera: rotation (axis times angle) 3, centre 3, focal length 1, principal point 2,
/// radial distortion 2.
const int ba_camera_size = 11;

/// The weighted error of one observation: err[0..1] = w * (projection of X by cam - feat).
void ba_reproj_error(const double *cam, const double *X, const double *w, const double *feat,
                     double *err);

/// Sum of squares over `p` observations of the reprojection errors and of the errors 1 - w^2 of the
/// weights. Observation i sees point obs[2 i + 1] by camera obs[2 i], at feats[2 i .. 2 i + 1].
double ba_objective(int p, const double *cams, const double *X, const double *w, const int *obs,
                    const double *feats);

#endif // COSTATE_BENCHMARKS_BA_BA_H
