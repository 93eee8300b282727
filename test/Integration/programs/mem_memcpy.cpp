// covers: memcpy of doubles: whole, partial, of structs; the source changes afterwards
// function: mem_memcpy
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `memcpy`, `memmove`, `memset` (zero): whole, partial, overlapping, of structs, with computed sizes

#include <cstring>

struct Record {
  int id;
  double values[3];
};

double mem_memcpy(const double *x, int n) {
  double a[16], b[16];
  memcpy(a, x, n * sizeof(double));
  for (int i = 0; i < n; i++)
    a[i] *= a[i];
  std::memcpy(b, a, sizeof(double) * n);
  a[0] = 0.0;
  memcpy(&b[1], a, 2 * sizeof(double));
  Record r = {1, {b[0], b[1], b[2]}}, q;
  memcpy(&q, &r, sizeof(Record));
  r.values[0] *= 5.0;
  double s = q.id;
  for (int i = 0; i < 3; i++)
    s += q.values[i] * r.values[i] + a[i];
  return s;
}
