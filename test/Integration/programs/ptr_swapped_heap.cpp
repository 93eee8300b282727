// covers: two heap buffers swapped a data-dependent number of times
// function: ptr_swapped_heap
// signature: double(const double*,int)
// at: 1.3 0.7 0.4 2.2
// at: 0.1 0.2 0.3
// family: Variables and memory
// construct: pointers re-seated and swapped, also by active data and in `while` loops

double ptr_swapped_heap(const double *x, int n) {
  double *now = new double[n], *next = new double[n];
  for (int i = 0; i < n; i++)
    now[i] = x[i];
  double total = 0.0;
  while (total < 10.0) {
    total = 1.0;
    for (int i = 0; i < n; i++) {
      next[i] = now[i] * (1.2 + 0.1 * now[(i + 1) % n]);
      total += next[i];
    }
    double *t = now;
    now = next;
    next = t;
  }
  double s = now[0] * next[n - 1] + total;
  delete[] now;
  delete[] next;
  return s;
}
