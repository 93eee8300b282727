// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The value and gradient of gmm_objective as a careful person writes them: one pass over the
// points, the adjoint of a point right after its value, O(K d) extra memory.

#include "hand.h"
#include "gmm.h"

#include <cmath>
#include <cstdlib>

namespace {

const double pi = 3.14159265358979323846;

double largest_of(int n, const double *x) {
  double largest = x[0];
  for (int i = 1; i < n; i++)
    if (x[i] > largest)
      largest = x[i];
  return largest;
}

/// log sum exp(x); leaves softmax(x) in `softmax`.
double logsumexp_with_softmax(int n, const double *x, double *__restrict softmax) {
  double largest = largest_of(n, x), sum = 0.0;
  for (int i = 0; i < n; i++) {
    softmax[i] = std::exp(x[i] - largest);
    sum += softmax[i];
  }
  double inverse = 1.0 / sum;
  for (int i = 0; i < n; i++)
    softmax[i] *= inverse;
  return std::log(sum) + largest;
}

double log_gamma_distrib(double a, int p) {
  double out = 0.25 * p * (p - 1) * std::log(pi);
  for (int j = 1; j <= p; j++)
    out += std::lgamma(a + 0.5 * (1 - j));
  return out;
}

/// xc = x - mean and qxc = Q xc; returns |qxc|^2.
double whiten(int d, const double *__restrict x, const double *__restrict mean,
              const double *__restrict qdiag, const double *__restrict ltri, double *__restrict xc,
              double *__restrict qxc) {
  for (int i = 0; i < d; i++) {
    xc[i] = x[i] - mean[i];
    qxc[i] = qdiag[i] * xc[i];
  }
  const double *column = ltri;
  for (int j = 0; j < d; j++) {
    double xj = xc[j];
    for (int i = j + 1; i < d; i++)
      qxc[i] += column[i - j - 1] * xj;
    column += d - j - 1;
  }
  double sum = 0.0;
  for (int i = 0; i < d; i++)
    sum += qxc[i] * qxc[i];
  return sum;
}

/// The adjoint of -0.5 |Q (x - mean)|^2 times `weight`, for one point and one component.
void whiten_adjoint(int d, double weight, const double *__restrict qdiag,
                    const double *__restrict ltri, const double *__restrict xc,
                    double *__restrict qxc, double *__restrict mean_bar,
                    double *__restrict qdiag_bar, double *__restrict ltri_bar) {
  for (int i = 0; i < d; i++)
    qxc[i] *= -weight; // now the adjoint of qxc
  const double *column = ltri;
  double *column_bar = ltri_bar;
  for (int j = 0; j < d; j++) {
    double xj = xc[j], xj_bar = 0.0;
    for (int i = j + 1; i < d; i++) {
      column_bar[i - j - 1] += qxc[i] * xj;
      xj_bar += column[i - j - 1] * qxc[i];
    }
    column += d - j - 1;
    column_bar += d - j - 1;
    qdiag_bar[j] += qxc[j] * xj;
    mean_bar[j] -= xj_bar + qdiag[j] * qxc[j];
  }
}

} // namespace

double gmm_objective_hand(int d, int k, int n, const double *alphas, const double *means,
                          const double *icf, const double *x, double wishart_gamma, int wishart_m,
                          double *alphas_bar, double *means_bar, double *icf_bar) {
  const int size = gmm_factor_size(d);
  double *work =
      static_cast<double *>(std::malloc((2 * d * k + 4 * k + 2 * d * k) * sizeof(double)));
  double *qdiags = work, *qdiags_bar = qdiags + d * k;
  double *xc = qdiags_bar + d * k, *qxc = xc + d * k;
  double *sum_qs = qxc + d * k, *main_term = sum_qs + k, *softmax = main_term + k;
  double *weight_sum = softmax + k;

  for (int ik = 0; ik < k; ik++) {
    sum_qs[ik] = 0.0;
    weight_sum[ik] = 0.0;
    for (int i = 0; i < d; i++) {
      sum_qs[ik] += icf[ik * size + i];
      qdiags[ik * d + i] = std::exp(icf[ik * size + i]);
      qdiags_bar[ik * d + i] = 0.0;
    }
  }

  double slse = 0.0;
  for (int ix = 0; ix < n; ix++) {
    for (int ik = 0; ik < k; ik++)
      main_term[ik] = alphas[ik] + sum_qs[ik] -
                      0.5 * whiten(d, x + ix * d, means + ik * d, qdiags + ik * d,
                                   icf + ik * size + d, xc + ik * d, qxc + ik * d);
    slse += logsumexp_with_softmax(k, main_term, softmax);
    for (int ik = 0; ik < k; ik++) {
      weight_sum[ik] += softmax[ik];
      whiten_adjoint(d, softmax[ik], qdiags + ik * d, icf + ik * size + d, xc + ik * d,
                     qxc + ik * d, means_bar + ik * d, qdiags_bar + ik * d,
                     icf_bar + ik * size + d);
    }
  }

  double lse_alphas = logsumexp_with_softmax(k, alphas, softmax);
  for (int ik = 0; ik < k; ik++)
    alphas_bar[ik] += weight_sum[ik] - n * softmax[ik];

  const int degrees = d + wishart_m + 1;
  const double gamma_squared = wishart_gamma * wishart_gamma;
  double prior = k * (degrees * d * (std::log(wishart_gamma) - 0.5 * std::log(2.0)) -
                      log_gamma_distrib(0.5 * degrees, d));
  for (int ik = 0; ik < k; ik++) {
    double frobenius = 0.0;
    for (int i = 0; i < d; i++) {
      double q = qdiags[ik * d + i];
      frobenius += q * q;
      icf_bar[ik * size + i] +=
          weight_sum[ik] + wishart_m + q * (qdiags_bar[ik * d + i] - gamma_squared * q);
    }
    for (int i = d; i < size; i++) {
      double q = icf[ik * size + i];
      frobenius += q * q;
      icf_bar[ik * size + i] -= gamma_squared * q;
    }
    prior += wishart_m * sum_qs[ik] - 0.5 * gamma_squared * frobenius;
  }

  std::free(work);
  return -n * d * 0.5 * std::log(2.0 * pi) + slse - n * lse_alphas + prior;
}
