// function: exception_unwinding
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Exceptions
// construct: unwinding: destructors run, memory is released

#include <vector>

struct Guard {
  double &total;
  double amount;
  ~Guard() { total += amount * amount; }
};
static double work(const std::vector<double> &v, double &total, int depth) {
  Guard guard{total, v[depth]};
  std::vector<double> scratch(v);
  scratch[0] *= v[depth];
  if (v[depth] < 0.0)
    throw depth;
  total += scratch[0];
  return scratch[0] * total;
}

double exception_unwinding(const double *x, int n) {
  std::vector<double> v(x, x + n);
  double total = 0.0, s = 0.0;
  for (int i = 0; i < n; i++) {
    try {
      std::vector<double> inner(3, x[i]);
      Guard outer{total, inner[1]};
      s += work(v, total, i) + work(inner, total, 1);
    } catch (int depth) {
      s -= total * depth;
    }
  }
  return s + total;
}
