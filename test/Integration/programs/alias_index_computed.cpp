// covers: loads and stores at computed indices that sometimes coincide
// function: alias_index_computed
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: aliasing below the boundary: two views of one array, one array passed twice, overlapping ranges

double alias_index_computed(const double *x, int n) {
  double a[5] = {0.1, 0.2, 0.3, 0.4, 0.5};
  for (int i = 0; i < 3 * n; i++) {
    int k = (i * i) % 5, m = (3 * i + 1) % 5;
    double old = a[k];
    a[m] = old * x[i % n] + 0.5 * a[m];
    a[k] = old + 0.1 * a[m] * a[m];
  }
  return a[0] * a[1] + a[2] - a[3] * a[4];
}
