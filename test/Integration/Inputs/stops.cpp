// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "stops.hpp"

#include <cstddef>
#include <cstring>

static double sum(const double *v) {
  double s = 0.0;
  for (int i = 0; i < 8; i++)
    s += v[i] * v[i];
  return s;
}

/// Half a number is copied where `n` is odd.
double copies_bytes(const double *x, int n) {
  double squares[8] = {0}, copies[8] = {0};
  for (int i = 0; i < 4; i++)
    squares[i] = x[i] * x[i];
  memcpy(copies, squares, n * 4);
  return sum(copies);
}

double clears_bytes(const double *x, int n) {
  double squares[8] = {0};
  for (int i = 0; i < 4; i++)
    squares[i] = x[i] * x[i];
  std::size_t bytes = n * 4;
  memset(squares, 0, bytes);
  return sum(squares);
}

struct Sample {
  double value, weight;
};

double moves_members(const double *x, int n) {
  Sample samples[4];
  for (int i = 0; i < 4; i++)
    samples[i] = {x[i], x[i] * x[0]};
  std::size_t bytes = n * 8;
  memmove(samples, samples + 1, bytes);
  double s = 0.0;
  for (const Sample &sample : samples)
    s += sample.value * sample.weight;
  return s;
}
