// covers: a delay line shifted by memmove in each step
// function: mem_shift_register
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Variables and memory
// construct: `memcpy`, `memmove`, `memset` (zero): whole, partial, overlapping, of structs, with computed sizes

#include <cstring>

double mem_shift_register(const double *x, int n) {
  double line[4] = {0.0, 0.0, 0.0, 0.0};
  double s = 0.0;
  for (int i = 0; i < 2 * n; i++) {
    memmove(line + 1, line, 3 * sizeof(double));
    line[0] = x[i % n] + 0.3 * line[3];
    s += line[0] * line[2];
  }
  return s;
}
