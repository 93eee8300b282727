// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The log-likelihood of a Gaussian mixture with a Wishart prior on the precision matrices.
// This header is ordinary C++: nothing in it, and nothing in gmm.cpp, knows about derivatives.

#ifndef COSTATE_EXAMPLES_GMM_GMM_H
#define COSTATE_EXAMPLES_GMM_GMM_H

/// Number of entries of one component's inverse covariance factor: `d` log-diagonal entries, then
/// the strictly lower triangle, column by column.
inline int gmm_factor_size(int d) { return d + d * (d - 1) / 2; }

/// Log-likelihood of `n` points in `d` dimensions under a mixture of `k` Gaussians, plus the log of
/// the Wishart prior.
///
/// The weight of component i is softmax(alphas)[i]. Its precision matrix is Q_i^T Q_i, where Q_i is
/// lower triangular with exp(icf[i * size + 0 .. d-1]) on its diagonal and the rest of
/// icf[i * size ..] below it (size = gmm_factor_size(d)).
///
/// \param alphas  k unnormalised log-weights
/// \param means   k rows of d
/// \param icf     k rows of gmm_factor_size(d)
/// \param x       n rows of d: the data
/// \param wishart_gamma  inverse scale of the prior; \param wishart_m extra degrees of freedom
double gmm_objective(int d, int k, int n, const double *alphas, const double *means,
                     const double *icf, const double *x, double wishart_gamma, int wishart_m);

#endif // COSTATE_EXAMPLES_GMM_GMM_H
