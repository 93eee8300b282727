// function: unsupported_varargs
// signature: double(double,double)
// expect: refused costate-unsupported-variadic
// construct: variadic functions

#include <cstdarg>

static double sum(int n, ...) {
  va_list values;
  va_start(values, n);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += va_arg(values, double);
  va_end(values);
  return s;
}

double unsupported_varargs(double x, double y) { return sum(2, x, y) * x; }
