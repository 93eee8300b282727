// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fits a sum of damped oscillations to samples by Newton's method: the loss is a lambda over a
// std::vector of parameters, its gradient and Hessian are expressions.
//   costate++ -O2 fit.cpp -o fit && ./fit

#include <cmath>
#include <costate/costate.hpp>
#include <cstdio>
#include <vector>

using Vector = std::vector<double>;

struct Sample {
  double time, value;
};

/// exp(-p0 t) cos(p1 t) + exp(-p2 t) cos(p3 t) + ...
double model(const Vector &parameters, double time) {
  double sum = 0.0;
  for (std::size_t i = 0; i < parameters.size(); i += 2)
    sum += std::exp(-parameters[i] * time) * std::cos(parameters[i + 1] * time);
  return sum;
}

/// The solution of a symmetric positive definite system, by Cholesky's method.
Vector solve(std::vector<Vector> a, Vector b) {
  const std::size_t n = b.size();
  for (std::size_t j = 0; j < n; j++) {
    for (std::size_t k = 0; k < j; k++)
      for (std::size_t i = j; i < n; i++)
        a[i][j] -= a[i][k] * a[j][k];
    const double pivot = std::sqrt(a[j][j]);
    for (std::size_t i = j; i < n; i++)
      a[i][j] /= pivot;
  }
  for (std::size_t i = 0; i < n; i++) {
    for (std::size_t k = 0; k < i; k++)
      b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; k++)
      b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

int main() {
  const Vector truth{0.3, 2.0, 0.1, 5.0};
  std::vector<Sample> samples;
  for (int i = 0; i < 60; i++)
    samples.push_back({0.1 * i, model(truth, 0.1 * i)});

  // The samples are captured: constants. The parameters are differentiated.
  auto loss = [&samples](const Vector &parameters) {
    double sum = 0.0;
    for (const Sample &sample : samples) {
      const double residual = model(parameters, sample.time) - sample.value;
      sum += residual * residual;
    }
    return sum;
  };

  Vector p{0.25, 1.9, 0.15, 5.1};
  for (int step = 0; step < 8; step++) {
    auto [value, gradient] = costate::value_and_gradient(loss, p);
    std::printf("step %d: loss %.3e\n", step, value);
    const Vector direction = solve(costate::hessian(loss, p), gradient);
    for (std::size_t i = 0; i < p.size(); i++)
      p[i] -= direction[i];
  }
  double error = 0.0;
  for (std::size_t i = 0; i < p.size(); i++)
    error = std::fmax(error, std::fabs(p[i] - truth[i]));
  std::printf("parameters %.6f %.6f %.6f %.6f\n", p[0], p[1], p[2], p[3]);
  return error < 1e-9 ? 0 : 1;
}
