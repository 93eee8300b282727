// covers: alias_float_double_mix
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_float_double_mix
// signature: double(const double*,int)
// at: 1.25 0.75 -0.5 2.25 0.875

#include <utility>

double alias_float_double_mix(const double *x, int n) {
  struct Mixed {
    float f;
    double d;
    int k;
    double *p;
  } m[5];
  for (int i = 0; i < n; ++i)
    m[i] = {static_cast<float>(x[i]), x[i] * x[i], i, &m[(i + 1) % n].d};
  double s = 0;
  for (int r = 0; r < 2; ++r)
    for (int i = 0; i < n; ++i) {
      *m[i].p += m[i].d * 0.25;
      m[i].p = &m[(m[i].k + r) % n].d;
      s += *m[i].p * m[i].d;
      std::swap(m[i], m[(i + 2) % n]);
    }
  return s;
}
