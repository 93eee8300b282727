// covers: alias_placement_reuse
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_placement_reuse
// signature: double(double,double)
// oracle: differences
// at: 1.3 0.7
// at: -0.4 2.1

#include <new>

double alias_placement_reuse(double x, double y) {
  alignas(8) unsigned char buffer[16];
  double s = x;
  for (int k = 0; k < 3; ++k) {
    double *d = new (buffer) double[2];
    d[0] = s * y;
    d[1] = s + k;
    double t = d[0] * d[1];
    int *i = new (buffer) int[3];
    i[0] = k;
    i[1] = 2;
    i[2] = 1;
    s = s * i[1] + t * i[0];
    double *e = new (buffer + 8) double(t);
    s += *e * *e * 0.1;
  }
  return s;
}
