// covers: the same array passed twice to a callee
// function: ptr_aliases_in_callee
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: aliasing below the boundary: two views of one array, one array passed twice, overlapping ranges

static void mix(double *a, double *b, int n) {
  for (int i = 0; i < n; i++) {
    a[i] += b[n - 1 - i] * b[n - 1 - i];
    b[i] *= 0.5 + a[i];
  }
}

double ptr_aliases_in_callee(double x, double y) {
  double v[4] = {x, y, x * y, x + y};
  mix(v, v, 4);
  mix(v, v + 1, 3);
  mix(v + 2, v, 2);
  return v[0] + v[1] * v[2] - v[3];
}
