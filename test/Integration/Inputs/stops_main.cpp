// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "stops.hpp"

#include <cmath>
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

double copies_bytes_grad(const double *x, int n, double *x_bar);
double clears_bytes_grad(const double *x, int n, double *x_bar);
double moves_members_grad(const double *x, int n, double *x_bar);
double reads_scalar_grad(const double *x, int n, double *x_bar);
double reads_array_grad(const double *x, int n, double *x_bar);
double reads_member_grad(const double *x, int n, double *x_bar);
double follows_member_grad(const double *x, int n, double *x_bar);
double hides_in_string_grad(const double *x, int n, double *x_bar);

using Function = double(const double *, int);
using Gradient = double(const double *, int, double *);

/// Whether the call is aborted.
static bool stops(Gradient *gradient, const double *x, int n) {
  double adjoint[4] = {};
  pid_t child = fork();
  if (child == 0) {
    std::fclose(stderr);
    gradient(x, n, adjoint);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

/// The largest error of a gradient against central differences.
static double findError(Function *function, Gradient *gradient, const double *x, int n) {
  double adjoint[4] = {}, error = std::fabs(gradient(x, n, adjoint) - function(x, n));
  for (int i = 0; i < 4; i++) {
    double step = 1e-6, up[4], down[4];
    for (int j = 0; j < 4; j++)
      up[j] = x[j] + step * (i == j), down[j] = x[j] - step * (i == j);
    double slope = (function(up, n) - function(down, n)) / (2.0 * step);
    error = std::fmax(error, std::fabs(slope - adjoint[i]));
  }
  return error;
}

int main() {
  const double x[4] = {1.3, -0.7, 0.4, 2.1};
  const struct {
    const char *name;
    Function *function;
    Gradient *gradient;
    int right, stopped;
  } cases[] = {
      {"copies_bytes", copies_bytes, copies_bytes_grad, 6, 5},
      {"clears_bytes", clears_bytes, clears_bytes_grad, 4, 3},
      {"moves_members", moves_members, moves_members_grad, 4, 3},
      {"reads_scalar", reads_scalar, reads_scalar_grad, 2, 3},
      {"reads_array", reads_array, reads_array_grad, 5, 3},
      {"reads_member", reads_member, reads_member_grad, 2, 1},
      {"follows_member", follows_member, follows_member_grad, 1, 2},
      {"hides_in_string", hides_in_string, hides_in_string_grad, 0, 2},
  };
  int failures = 0;
  for (const auto &known : cases) {
    double error = findError(known.function, known.gradient, x, known.right);
    if (!(error < 1e-6)) {
      std::printf("%s: error %g\n", known.name, error);
      ++failures;
    }
    if (!stops(known.gradient, x, known.stopped)) {
      std::printf("%s did not stop\n", known.name);
      ++failures;
    }
  }
  return failures;
}
