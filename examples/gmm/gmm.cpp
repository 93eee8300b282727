// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The Gaussian-mixture log-likelihood as a person writes it: small helpers over plain pointers and
// work arrays from the heap. It is the input of the quickstart and of the GMM benchmark.

#include "gmm.h"

#include <cmath>
#include <cstdlib>

static double arraymax(int n, const double *x) {
  double largest = x[0];
  for (int i = 1; i < n; i++)
    if (x[i] > largest)
      largest = x[i];
  return largest;
}

static double logsumexp(int n, const double *x) {
  double largest = arraymax(n, x);
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += std::exp(x[i] - largest);
  return std::log(sum) + largest;
}

static double sqnorm(int n, const double *x) {
  double sum = x[0] * x[0];
  for (int i = 1; i < n; i++)
    sum += x[i] * x[i];
  return sum;
}

static void subtract(int d, const double *x, const double *y, double *out) {
  for (int i = 0; i < d; i++)
    out[i] = x[i] - y[i];
}

/// For every component: qdiags = exp of its log-diagonal, sum_qs = the sum of its log-diagonal
/// (the log of the determinant of Q).
static void preprocess_factors(int d, int k, const double *icf, double *sum_qs, double *qdiags) {
  int size = gmm_factor_size(d);
  for (int ik = 0; ik < k; ik++) {
    sum_qs[ik] = 0.0;
    for (int id = 0; id < d; id++) {
      double q = icf[ik * size + id];
      sum_qs[ik] += q;
      qdiags[ik * d + id] = std::exp(q);
    }
  }
}

/// out = Q x, for Q given by its diagonal and its strictly lower triangle, column by column.
static void q_times_x(int d, const double *qdiag, const double *ltri, const double *x,
                      double *out) {
  for (int id = 0; id < d; id++)
    out[id] = qdiag[id] * x[id];

  int next = 0;
  for (int j = 0; j < d; j++) {
    for (int i = j + 1; i < d; i++) {
      out[i] += ltri[next] * x[j];
      next++;
    }
  }
}

/// The logarithm of the multivariate gamma function of dimension p.
static double log_gamma_distrib(double a, int p) {
  double out = 0.25 * p * (p - 1) * std::log(3.14159265358979323846);
  for (int j = 1; j <= p; j++)
    out += std::lgamma(a + 0.5 * (1 - j));
  return out;
}

/// The log-density of the precision matrices under the Wishart prior.
static double log_wishart_prior(int p, int k, double wishart_gamma, int wishart_m,
                                const double *sum_qs, const double *qdiags, const double *icf) {
  int size = gmm_factor_size(p);
  int degrees = p + wishart_m + 1;
  double constant = degrees * p * (std::log(wishart_gamma) - 0.5 * std::log(2.0)) -
                    log_gamma_distrib(0.5 * degrees, p);

  double out = 0.0;
  for (int ik = 0; ik < k; ik++) {
    double frobenius = sqnorm(p, &qdiags[ik * p]);
    if (size > p)
      frobenius += sqnorm(size - p, &icf[ik * size + p]);
    out += wishart_m * sum_qs[ik] - 0.5 * wishart_gamma * wishart_gamma * frobenius;
  }
  return out + k * constant;
}

double gmm_objective(int d, int k, int n, const double *alphas, const double *means,
                     const double *icf, const double *x, double wishart_gamma, int wishart_m) {
  const double constant = -n * d * 0.5 * std::log(2.0 * 3.14159265358979323846);
  int size = gmm_factor_size(d);

  double *qdiags = (double *)malloc(d * k * sizeof(double));
  double *sum_qs = (double *)malloc(k * sizeof(double));
  double *xcentered = (double *)malloc(d * sizeof(double));
  double *qxcentered = (double *)malloc(d * sizeof(double));
  double *main_term = (double *)malloc(k * sizeof(double));

  preprocess_factors(d, k, icf, sum_qs, qdiags);

  double slse = 0.0;
  for (int ix = 0; ix < n; ix++) {
    for (int ik = 0; ik < k; ik++) {
      subtract(d, &x[ix * d], &means[ik * d], xcentered);
      q_times_x(d, &qdiags[ik * d], &icf[ik * size + d], xcentered, qxcentered);
      main_term[ik] = alphas[ik] + sum_qs[ik] - 0.5 * sqnorm(d, qxcentered);
    }
    slse += logsumexp(k, main_term);
  }

  double lse_alphas = logsumexp(k, alphas);
  double prior = log_wishart_prior(d, k, wishart_gamma, wishart_m, sum_qs, qdiags, icf);

  free(main_term);
  free(qxcentered);
  free(xcentered);
  free(sum_qs);
  free(qdiags);

  return constant + slse - n * lse_alphas + prior;
}
