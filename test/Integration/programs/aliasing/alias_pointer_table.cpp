// covers: pointer table
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_pointer_table
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

#include <utility>

double alias_pointer_table(double x, double y) {
  double a = x, b = y, c = x * y;
  double *t[3] = {&a, &b, &c};
  double **p = t;
  for (int i = 0; i < 7; ++i) {
    **p += *t[(i + 1) % 3] * 0.2;
    if (i % 2)
      std::swap(t[0], t[2]);
    p = &t[(i * 2) % 3];
    double *&slot = t[i % 3];
    *slot *= 0.9;
    slot = i == 4 ? &a : slot;
  }
  return a + b * c + **p * *t[1];
}
