// function: exception_caught
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Exceptions
// construct: `throw` and `catch` within the differentiated code

#include <stdexcept>

static double root(double x) {
  if (x < 0.0)
    throw std::runtime_error("negative");
  double r = 1.0;
  for (int i = 0; i < 20; i++)
    r = 0.5 * (r + x / r);
  return r;
}
static double guarded(double x, double y) {
  double s = y;
  try {
    s *= 2.0;
    s += root(x);
  } catch (const std::exception &) {
    s -= x * y;
  }
  return s;
}

double exception_caught(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += guarded(x[i], x[(i + 1) % n]) * (i + 1.0);
  return s;
}
