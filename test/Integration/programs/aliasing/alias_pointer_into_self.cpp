// covers: alias_pointer_into_self
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_pointer_into_self
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9

#include <utility>
#include <vector>

double alias_pointer_into_self(const double *x, int n) {
  std::vector<double> v(x, x + n);
  double *low = &v[0], *high = &v[n - 1];
  double s = 0;
  while (low <= high) {
    double t = *low * *high;
    *low++ = t + s;
    if (low > high)
      break;
    *high-- = *(low - 1) * 0.5;
    s += t * *low;
  }
  long passed = low - v.data();
  v.resize(n + 3, s);
  low = v.data() + (passed > 100 ? 0 : 1);
  std::vector<double> w = std::move(v);
  v.assign(2, w[n]);
  *low *= 2;
  return s + w[1] * v[1] + w[2];
}
