// A refusal says by which variables a derivative comes to where it cannot be followed.
//
// RUN: not %costate grad %s --function stored --wrt x 2>&1 | FileCheck %s --check-prefix=STORED
// RUN: not %costate grad %s --function kept 2>&1 | FileCheck %s --check-prefix=KEPT
// RUN: not %costate grad %s --function viewed 2>&1 | FileCheck %s --check-prefix=VIEWED
static void put(double *where, double value) { *where = value; }
double stored(const double *x, double *scratch, int n) {
  for (int i = 0; i < n; ++i) {
    double square = x[i] * x[i];
    put(scratch + i, square);
  }
  return scratch[0];
}
// STORED: why-active.cpp:6:{{.*}} [costate-active-store]
// STORED: why-active.cpp:10:5: note: in call from here
// STORED: why-active.cpp:9:26: note: 'square' carries a derivative because it depends on 'x'
// STORED: why-active.cpp:7:29: note: the derivative is taken with respect to 'x'

double total;
double kept(const double *x, int n) {
  double sum = 0.0;
  for (int i = 0; i < n; ++i)
    if (x[i] > 0.0)
      sum += x[i];
  double result = sum * sum;
  total = result;
  return result;
}
// KEPT: why-active.cpp:26:{{.*}} [costate-active-global]
// KEPT: why-active.cpp:25:{{.*}} note: 'result' carries a derivative because it depends on 'sum'
// KEPT: why-active.cpp:24:{{.*}} note: 'sum' carries a derivative because it depends on 'x'
// KEPT: why-active.cpp:20:{{.*}} note: the derivative is taken with respect to 'x'

double viewed(double x) {
  double twice = x + x;
  union {
    double number;
    unsigned long bits;
  } view = {twice};
  view.bits ^= 1;
  return view.number;
}
// VIEWED: why-active.cpp:40:{{.*}} [costate-reinterpreted-active]
// VIEWED: why-active.cpp:35:{{.*}} note: 'twice' carries a derivative because it depends on 'x'
// VIEWED: why-active.cpp:34:{{.*}} note: the derivative is taken with respect to 'x'
