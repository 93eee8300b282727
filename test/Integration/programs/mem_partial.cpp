// covers: memset of part of an array of structs, memcpy of a variable number of bytes, calloc, zero-length copies
// function: mem_partial
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// family: Variables and memory
// construct: `memcpy`, `memmove`, `memset` (zero): whole, partial, overlapping, of structs, with computed sizes

#include <cstdlib>
#include <cstring>

struct P {
  double u, v;
};

double mem_partial(const double *x, int n) {
  P *p = (P *)calloc(n + 1, sizeof(P));
  double flat[12];
  for (int i = 0; i < n; i++) {
    p[i].u = x[i];
    p[i].v = x[i] * x[0];
    flat[i] = x[i] * x[i];
  }
  for (int i = 0; i < n; i++) {
    memset(p + i, 0, (i % 2) * sizeof(P));
    p[i + 1].v += p[i].u * p[i].v;
    memcpy(p + (i + 2) % n, p + i, (i != (i + 2) % n) * sizeof *p);
    memcpy(flat + 6, flat + 1, (n - 1) * sizeof(double));
    flat[1] += flat[6] * p[n].v;
    memset(flat + 2, 0, i / 3 * sizeof(double));
  }
  double s = 0.0;
  for (int i = 0; i <= n; i++)
    s += p[i].u * (i + 1) + p[i].v * p[i].v;
  for (int i = 0; i < n; i++)
    s += flat[i] * x[i];
  s += flat[6];
  free(p);
  return s;
}
