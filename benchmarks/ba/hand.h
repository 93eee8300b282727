// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hand-written derivatives of bundle adjustment.

#ifndef COSTATE_BENCHMARKS_BA_HAND_H
#define COSTATE_BENCHMARKS_BA_HAND_H

/// The error of one observation and its 2 x 15 Jacobian, row by row, columns cam (11), X (3), w
/// (1).
void ba_reproj_jacobian_hand(const double *cam, const double *X, const double *w,
                             const double *feat, double *err, double *jacobian);

/// Returns ba_objective; adds its gradient.
double ba_objective_hand(int p, const double *cams, const double *X, const double *w,
                         const int *obs, const double *feats, double *cams_bar, double *X_bar,
                         double *w_bar);

#endif // COSTATE_BENCHMARKS_BA_HAND_H
