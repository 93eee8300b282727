// covers: triangular nest whose inner bounds depend on the outer counter
// function: loop_triangular
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.2 0.1 0.3
// family: Statements
// construct: nests: triangular, bounds from memory or from active data

double loop_triangular(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    for (int j = i; j < n; j++)
      for (int k = j + 1; k < n; k++)
        s += x[i] * x[j] * x[k] + s * 0.01;
  return s;
}
