// covers: alias_memmove_overlap
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_memmove_overlap
// signature: double(const double*,int)
// oracle: differences
// at: 1.3 0.7 -0.4 2.2 0.9

#include <cstdlib>
#include <cstring>

struct P {
  double a;
  int k;
  double b;
};
double alias_memmove_overlap(const double *x, int n) {
  P *p = (P *)std::malloc(sizeof(P) * (n + 2));
  for (int i = 0; i < n + 2; ++i)
    p[i] = P{x[i % n], i, x[(i + 1) % n] * 2};
  double s = 0;
  for (int i = 0; i < 3; ++i) {
    std::memmove(p + 1, p, sizeof(P) * n);
    p[0].a *= p[1].b;
    std::memcpy(&p[n + 1], &p[i], sizeof(P));
    s += p[n + 1].a * p[n].b + p[2].k;
    std::memset(&p[2].a, 0, sizeof(double));
    s += p[2].a + p[3].a * p[0].a;
  }
  std::free(p);
  return s;
}
