// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hand-written adjoint of gmm_objective. Returns the value; adds the gradient.

#ifndef COSTATE_BENCHMARKS_GMM_HAND_H
#define COSTATE_BENCHMARKS_GMM_HAND_H

double gmm_objective_hand(int d, int k, int n, const double *alphas, const double *means,
                          const double *icf, const double *x, double wishart_gamma, int wishart_m,
                          double *alphas_bar, double *means_bar, double *icf_bar);

#endif // COSTATE_BENCHMARKS_GMM_HAND_H
