// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "stops.hpp"

#include <cstddef>
#include <cstring>
#include <string>

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

/// The first call would read what an earlier one left.
double reads_scalar(const double *x, int n) {
  static double last;
  double s = 0.0;
  for (int i = 0; i < 4; i++) {
    if (i >= n)
      last = x[i] * x[0];
    if (i >= 2)
      s += last * last;
  }
  return s;
}

double reads_array(const double *x, int n) {
  static double row[8];
  for (int i = 0; i < n; i++)
    row[i] = x[i % 4] * x[0];
  double s = 0.0;
  for (int i = 0; i < 4; i++)
    s += (n % 2 ? row[i] : x[i]) * x[i];
  return s;
}

double reads_member(const double *x, int n) {
  static Sample sample;
  sample.value = x[0] * x[1];
  if (n > 1)
    sample.weight = x[2];
  Sample copy = sample;
  return copy.value * copy.weight;
}

struct Base {
  double own;
};
struct Derived : Base {
  double more;
};

/// A pointer to a member of the base that leads behind it.
double follows_member(const double *x, int n) {
  Derived object = {{x[0] * x[1]}, x[2]};
  double Base::*member = n % 2 ? &Base::own : static_cast<double Base::*>(&Derived::more);
  Base &base = object;
  return base.*member * x[3];
}

/// The characters of a string are no place for numbers: there is no derivative behind them.
static void hide(std::string *text, int depth, double x) {
  if (depth > 0)
    hide(text, depth - 1, x * 2.0);
  else
    *reinterpret_cast<double *>(&(*text)[0]) = x;
}

double hides_in_string(const double *x, int n) {
  std::string text(8, ' ');
  if (n > 0)
    hide(&text, n, x[0] * x[1]);
  return x[2] * x[3] + (n > 0 ? *reinterpret_cast<const double *>(text.data()) : x[0]);
}
