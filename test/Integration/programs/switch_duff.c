// covers: C: a loop that is entered at a case label (Duff's device), goto with cleanup labels
// function: switch_duff
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5 -1.1 0.3
// at: 0.4 0.9 1.1 -0.2
// family: Statements
// construct: case labels within a loop within the `switch`, Duff's device

#include <stdlib.h>

static void copy_scaled(double *to, const double *from, int count, double scale) {
  int n = (count + 3) / 4;
  switch (count % 4) {
  case 0:
    do {
      *to++ = *from++ * scale;
    case 3:
      *to++ = *from++ * scale * scale;
    case 2:
      *to++ = *from++ + scale;
    case 1:
      *to++ = *from++ - scale;
    } while (--n > 0);
  }
}

double switch_duff(const double *x, int n) {
  double s = 0.0;
  double *a = 0, *b = 0;
  a = (double *)malloc(n * sizeof(double));
  if (!a)
    goto out;
  copy_scaled(a, x, n, x[0]);
  if (n > 5)
    goto free_a;
  b = (double *)malloc(n * sizeof(double));
  if (!b)
    goto free_a;
  copy_scaled(b, a, n, x[1]);
  for (int i = 0; i < n; ++i)
    s += b[i] * b[i];
  free(b);
free_a:
  for (int i = 0; i < n; ++i)
    s += a[i] * (i + 1);
  free(a);
out:
  return s;
}
