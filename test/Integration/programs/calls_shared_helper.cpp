// covers: one helper over subranges of one array, results combined
// function: calls_shared_helper
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 1.4
// family: Functions
// construct: calls at any depth to functions defined in the translation unit

static double dot(const double *a, const double *b, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += a[i] * b[i];
  return s;
}

double calls_shared_helper(const double *x, int n) {
  int h = n / 2;
  double a = dot(x, x, n), b = dot(x, x + h, h), c = dot(x + 1, x, h);
  return a * b - c * dot(x + h, x, h);
}
