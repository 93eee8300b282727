// covers: std::swap of elements and of pointers
// function: std_swap
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Mathematics
// construct: `std::swap` of values and of pointers

#include <utility>

double std_swap(const double *x, int n) {
  double a[8], b[8];
  double *p = a, *q = b;
  for (int i = 0; i < n; i++) {
    a[i] = x[i] * x[i];
    b[i] = x[i] + i;
  }
  std::swap(a[0], a[n - 1]);
  std::swap(p, q);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += p[i] * q[i] * (i + 1);
  return s;
}
