// covers: the heat equation: two buffers swapped by their pointers each step
// function: ptr_swapped_buffers
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.1 0.2 0.9 0.2
// family: Variables and memory
// construct: pointers re-seated and swapped, also by active data and in `while` loops

double ptr_swapped_buffers(const double *x, int n) {
  double a[16], b[16];
  double *now = a, *next = b;
  for (int i = 0; i < n; i++)
    now[i] = x[i];
  for (int step = 0; step < 5; step++) {
    next[0] = now[0];
    next[n - 1] = now[n - 1];
    for (int i = 1; i < n - 1; i++)
      next[i] = now[i] + 0.2 * (now[i - 1] - 2.0 * now[i] + now[i + 1]) * now[i];
    double *t = now;
    now = next;
    next = t;
  }
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += now[i] * now[i] + 0.1 * next[i];
  return s;
}
