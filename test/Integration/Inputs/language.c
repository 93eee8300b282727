// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is C and not C++.
// standard: c17

#include <math.h>
#include <stddef.h>

static double trace(int n, int m, double a[n][m]) {
  double s = 0.0;
  for (int i = 0; i < n && i < m; i++)
    s += a[i][i] * a[i][m - 1];
  return s;
}

static void scale(int m, double row[static m], double by) {
  for (int j = 0; j < m; j++)
    row[j] *= by;
}

static double corner(int n, double (*block)[2][n]) { return (*block)[1][n - 1] * (*block)[0][0]; }

double vla_parameters(const double *x, int n) {
  double a[n][n + 1];
  double(*p)[n + 1] = a;
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= n; j++)
      a[i][j] = x[i] * x[j % n] + j;
  scale(n + 1, p[n - 1], x[0]);
  double s = trace(n, n + 1, a) + (&a[2] - p) * a[1][2];
  double fixed[2][3] = {{x[0], x[1], x[2]}, {x[1], s, x[3]}};
  s += trace(2, 3, fixed);
  double b[3][2][n];
  for (int i = 0; i < 6 * n; i++)
    (&b[0][0][0])[i] = x[i % n] * i;
  return s + corner(n, &b[1]) + corner(n, b + 2) + sizeof b / sizeof b[0];
}

struct Point {
  double x, y;
  struct {
    double w;
    int tag;
  } inner;
};

static double norm(const struct Point *p) { return p->x * p->x + p->y * p->inner.w; }

double compound_literals(const double *x, int n) {
  double s = norm(&(struct Point){.y = x[1], .x = x[0], .inner = {.w = x[2], .tag = 1}});
  struct Point points[3] = {[1] = {.x = x[0], .inner.w = x[3]}, [0] = {x[1], x[2]}};
  struct Point base = {x[0], x[1], {x[2], 7}};
  struct {
    struct Point p;
    double q;
  } updated = {.p = base, .p.x = x[3], .q = s};
  struct {
    struct Point p[2];
    double q;
  } nested = {.p = {base, base}, .p[1].inner.w = x[2], .q = x[0], .p[0].y = x[1] * x[1]};
  points[2] = (struct Point){x[3], x[0] * x[1], {x[2], 3}};
  for (int i = 0; i < 3; i++) {
    double *pair = (double[]){x[i], [2] = points[i].x};
    s += norm(points + i) * (points[i].inner.tag ?: 5) + pair[0] * pair[2] + pair[1];
    pair[0] = 0.0;
  }
  s += norm(nested.p) * nested.q + norm(nested.p + 1) * nested.p[1].inner.tag;
  return s + norm(&updated.p) * updated.q + _Generic(x[0], double: x[1], default: 0.0) * n;
}

static double narrow();

static double old_style(a, n, f)
double a;
int n;
double (*f)();
{
  return n * f(a, 2.0) * f(2.0, a);
}

static double product(double a, double b) { return a * b * a; }

static double quotient(a, b)
double a, b;
{ return a / b; }

static double narrow(a, f, c)
double a;
float f;
char c;
{ return a * f + c; }

double knr_definitions(const double *x, int n) {
  register double s = old_style(x[0] * x[1], n, product);
  {
    double product(double, double);
    s += product(x[2], x[3]);
  }
  struct {
    double (*first)(), (*second)(double, double);
  } pointers = {quotient, quotient};
  for (int i = 1; i < n; i++)
    s += (i & 1 ? pointers.first : product)(x[i], x[i - 1]) * pointers.second(s, x[i]);
  s += narrow(x[1], 0.5, 300) * x[0];
  return s;
}

#define HALVE(v) _Generic((v), int: (v) / 2, default: 0.5 * (v))
#define SYSV __attribute__((sysv_abi))

static double SYSV wave(double t) { return sin(t) * t; }

static double sum(double *_Nonnull v, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += v[i] * (i + 1);
  return s;
}

double choices(const double *x, int n) {
  double (*SYSV f)(double) = wave;
  double v[3];
  for (int i = 0; i < 3; i++)
    v[i] = HALVE(x[0]) * i + f(x[1]);
  __typeof__(v[0]) s = sum(v, 3) * HALVE(n);
  double _Complex z = x[2] + x[3] * 1.0i;
  z *= 2.0i;
  s += __real__ z * __imag__ z;
  return s + __builtin_choose_expr(sizeof(int) == 4, x[0] * x[1], "never");
}
