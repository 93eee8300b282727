// function: unsupported_alloca_loop
// signature: double(const double*,int)
// expect: refused costate-unsupported-allocation
// family: Variables and memory
// construct: `alloca` in a loop
#include <alloca.h>
double unsupported_alloca_loop(const double *x, int n) {
  double sum = 0.0;
  for (int i = 0; i < n; i++) {
    double *copy = static_cast<double *>(alloca(sizeof(double)));
    *copy = x[i] * x[i];
    sum += *copy;
  }
  return sum;
}
